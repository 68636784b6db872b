"""One survey of Quayside House from its opening to its figures, with a copy of the folder taken at every turn."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pie_audit import log, settings
from pie_audit.storage import surveys as kept
from pie_audit.vault.slips import slip_keys
from pie_audit.workflows import arriving, founding, unlock
from pie_audit.workflows.surveys import keeping, starting, taking
from pie_audit.workflows.unlock import SurveySlip
from tests import surveys
from tests.privacy import ballot_attacker, pages
from tests.privacy.ballot_attacker import Loot
from tests.privacy.page_attacker import Ring, Secrets, Tables, ring_of, tables_of
from tests.quarter import FAST, Finished, Hostel, password_of

KEEPERS = ("jo", "sam", "dee")
PEOPLE, SLIPS = 12, 9
SILENT = ("finn", "slip 8")
"""Who was asked and doesn't answer."""
WATCHED = "tom"
"""Around whose answer two copies are taken."""
MOMENTS = ("asked", "before", "after", "full", "half", "opened")


def comment_of(name: str) -> str:
    """What somebody writes, found nowhere else."""
    return f"zqSays{name.title().replace(' ', '')}Ünverwechselbar"


@dataclass
class Story:
    """The copies by moment, and what everybody knows: names with passwords, slips' words, the House key, My keys."""

    folders: dict[str, Path]
    dbk: bytes
    survey_id: str
    holders: dict[str, str]
    salt: bytes
    words: tuple[str, ...]
    house_code: str
    my_keys: tuple[str, ...]
    left_behind: Path
    released: tuple[str, ...]
    _rings: dict[tuple[str, frozenset[str]], Ring] = field(default_factory=dict)
    _loot: dict[tuple[str, int], Loot] = field(default_factory=dict)

    @property
    def answered(self) -> set[str]:
        return set(self.holders) - set(SILENT)

    def tables(self, moment: str) -> Tables:
        """Every table of the database at one moment."""
        return _tables(self.folders[moment] / "pie.db", self.dbk)

    def clear(self, moment: str) -> list[bytes]:
        """Every page at one moment in the clear, free ones and those of the journal too."""
        database = self.folders[moment] / "pie.db"
        return [*pages.decrypt(database, self.dbk), *ballot_attacker.journal(database, self.dbk)]

    def loot(self, moment: str, *keepers: str, without: str = "") -> Loot:
        """What comes out with everybody's secrets but those of keepers who aren't named, or of one more person."""
        ring = self.ring(moment, *keepers, without=without)
        if (moment, id(ring)) not in self._loot:
            self._loot[moment, id(ring)] = ballot_attacker.attack(self.tables(moment), ring)
        return self._loot[moment, id(ring)]

    def ring(self, moment: str, *keepers: str, without: str = "") -> Ring:
        """All keys that follow from those secrets, with the slots and rows of this moment."""
        names = frozenset(n for n in self.holders if n not in KEEPERS or n in keepers) - {without}
        if (moment, names) not in self._rings:
            self._rings[moment, names] = self._made(moment, names)
        return self._rings[moment, names]

    def _made(self, moment: str, names: frozenset[str]) -> Ring:
        known = tuple((_full(n), password_of(_full(n))) for n in sorted(names) if not n.startswith("slip"))
        secrets = Secrets(known, self.my_keys, (self.house_code,), (self.dbk,))
        slots = [(self.folders[moment] / "pie.keyslots").read_bytes()]
        ring = ring_of(self.tables(moment), slots, secrets, FAST)
        slips = [slip_keys(w, self.salt, FAST) for n, w in enumerate(self.words) if f"slip {n}" in names]
        ring.keys |= {key for slip in slips for key in (slip.xsk, slip.own)}
        return ring


@cache
def _tables(database: Path, dbk: bytes) -> Tables:
    # A copy is read in a folder of its own, so that opening it folds no journal that a test looks at.
    aside = Path(shutil.copytree(database.parent, database.parent.with_name(f"{database.parent.name} read")))
    return tables_of(aside / "pie.db", dbk)


def _full(name: str) -> str:
    return {"amina": "Amina Yusuf", "lee": "Lee Park"}.get(name, name.title())


def tell(finished: Finished, place: Path) -> Story:
    """Live through it; the folders lie in `place`."""
    with logged(place / "left" / "logs"):
        return _tell(finished, place)


@contextmanager
def logged(folder: Path) -> Iterator[None]:
    """The program's log, begun in this folder for a while."""
    logger = logging.getLogger("pie_audit")
    before = list(logger.handlers)
    log.begin(folder)
    try:
        yield
    finally:
        for handler in set(logger.handlers) - set(before):
            logger.removeHandler(handler)
            handler.close()


def _tell(finished: Finished, place: Path) -> Story:
    log.note("opened", milliseconds=3)
    (place / "live").mkdir()
    hostel = finished.open(place / "live")
    names = surveys.grow(hostel, PEOPLE)
    survey_id, words = open_to(hostel, names)
    for name in names:
        hostel.do(arriving.arrive, hostel.people[name])
    slips = [unlock.sign_in_with_slip(hostel.opened, word) for word in words]
    everybody = {**{n: hostel.people[n] for n in names}, **{f"slip {n}": s for n, s in enumerate(slips)}}
    my_keys = tuple(founding.make_my_key(hostel.opened, hostel.people[n]) for n in ("amina", "tom", "ada"))
    folders = {"asked": _copy(hostel, place, "asked")}
    for number, name in enumerate(n for n in everybody if n not in (*SILENT, WATCHED)):
        _answer(hostel, everybody[name], survey_id, name, number)
    folders["before"] = _copy(hostel, place, "before")
    _answer(hostel, everybody[WATCHED], survey_id, WATCHED, 20)
    folders["after"] = _copy(hostel, place, "after")
    # The last to change their mind, and no folding: the journal lies there as it does while people are at work.
    _answer(hostel, everybody["ada"], survey_id, "ada", 21)
    folders["full"] = _copy(hostel, place, "full", fold=False)
    salt = hostel.read(lambda tx: kept.load_survey(tx, survey_id)).slip_salt
    _open(hostel, survey_id, folders, place)
    settings.save(settings.Settings(last_workspace=str(hostel.folder)), place / "left" / "settings.toml")
    holders = {
        name: me.holder_id if isinstance(me, SurveySlip) else me.member.person_id  # type: ignore[union-attr]
        for name, me in everybody.items()
    }
    dbk, released = hostel.opened.key.dbk, tuple(comment_of(n) for n in everybody if n not in SILENT)
    hostel.close()
    return Story(
        folders, dbk, survey_id, holders, salt, words, finished.house_code, my_keys, place / "left", released
    )


def open_to(hostel: Hostel, names: tuple[str, ...], slips: int = SLIPS) -> tuple[str, tuple[str, ...]]:
    """An open survey of these people and slips; its id, and the slips' words."""
    survey_id = surveys.planned(hostel, [surveys.block(hostel, names, slips=slips)])
    prepared = starting.prepare(hostel.opened, hostel.amina, survey_id)
    starting.begin(hostel.opened, hostel.amina, prepared)
    return survey_id, tuple(word for each in prepared.slips.words.values() for word in each)


def _answer(hostel: Hostel, me: object, survey_id: str, name: str, number: int) -> None:
    begun = surveys.Answers(surveys.varied(number), comment=comment_of(name))
    hostel.do(taking.keep_begun, me, survey_id, begun)  # type: ignore[arg-type]
    surveys.answer(hostel, me, survey_id, surveys.varied(number), comment=comment_of(name))  # type: ignore[arg-type]


def _open(hostel: Hostel, survey_id: str, folders: dict[str, Path], place: Path) -> None:
    hostel.at(surveys.AFTER)
    assert keeping.turn_first(hostel.opened, hostel.jo, survey_id)
    folders["half"] = _copy(hostel, place, "half", fold=False)
    inside = keeping.look_inside(hostel.opened, hostel.dee, survey_id)
    keeping.release(hostel.opened, hostel.dee, inside, inside.comments)
    folders["opened"] = _copy(hostel, place, "opened", fold=False)


def _copy(hostel: Hostel, place: Path, name: str, *, fold: bool = True) -> Path:
    if fold:
        hostel.worker.with_store(lambda store: store.checkpoint()).result()
    return Path(shutil.copytree(hostel.folder, place / name))
