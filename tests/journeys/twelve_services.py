"""Twelve services with a workspace each, and what comes to a leader by mail: plans, an altered one, an old one, a letter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from pie_audit.domain.quarter import Quarter
from pie_audit.storage import audits as rounds
from pie_audit.workflows import signing
from tests.workflows.twelve import COVER, NAMES, Service, found_service

WINTER, SPRING, SUMMER, AUTUMN = (Quarter(2026, n) for n in (1, 2, 3, 4))
"""The desks live in the autumn; a plan of the winter before asks since three quarters."""

OTHERS = ("A second door to the yard", "One shared referral form", "Lone-working phones", "A training budget")
WHO = "the council"
ASKING = NAMES[:5]
"""Those that ask for cover, each in words of its own."""

ALTERED = NAMES[11]


@dataclass(frozen=True)
class Mail:
    """What came: a plan of each service, an earlier one of the first, an older edition of the second's, and a letter.

    `sound` is the altered one as it was.

    `homes` are the folders of the services' computers, by name: closed, and copied by whoever goes on in one.
    """

    plans: tuple[Path, ...]
    earlier: Path
    older: Path
    letter: Path
    sound: Path
    homes: dict[str, Path]

    @property
    def all(self) -> tuple[Path, ...]:
        """Everything, as it lies in the folder of the mail."""
        return (*self.plans, self.earlier, self.older, self.letter)


@pytest.fixture(scope="session")
def mail(tmp_path_factory: pytest.TempPathFactory) -> Mail:
    """Made once; nobody writes into it."""
    return _mail_in(tmp_path_factory.getbasetemp() / "mail")


@cache
def _mail_in(top: Path) -> Mail:
    """One for all files that import the fixture: to pytest it is another fixture in each."""
    (post := top / "post").mkdir(parents=True)
    homes, plans = {}, []
    for number, name in enumerate(NAMES):
        (home := top / f"home {number}").mkdir()
        homes[name] = home
        service = found_service(home, name)
        if number == 0:
            service.sign_plan(WINTER, "Paid cover for nights", WHO)
            earlier = service.export(WINTER, post / "winter.pdf")
        ask = COVER[number % 4] if number < len(ASKING) else OTHERS[number % 4]
        service.sign_plan(quarter := (SUMMER, SPRING, WINTER)[number % 3], ask, WHO)
        if number == 1:
            older = service.export(quarter, post / "older.pdf")
            _add_to_it(service, quarter)
        plans.append(service.export(quarter, post / f"plan {number:02d}.pdf"))
        service.close()
    sound = plans[-1].rename(top / "sound.pdf")
    _alter(sound, plans[-1])
    return Mail(tuple(plans), earlier, older, _letter(post / "letter.pdf"), sound, homes)


def _add_to_it(service: Service, quarter: Quarter) -> None:
    """A line after the signature makes a new edition of the same plan."""
    (signed,) = service.opened.read(lambda tx: rounds.rounds_of_team(tx, service.team_id))
    assert signed.quarter == quarter
    service.do(signing.add_addendum, signed.round_id, "They rang back late.", "The council rang back.")


def _alter(path: Path, to: Path) -> None:
    """One mark more on its first page."""
    with pikepdf.open(path) as pdf:
        pdf.pages[0].contents_add(b"BT ET")
        pdf.save(to)


def _letter(path: Path) -> Path:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    return path
