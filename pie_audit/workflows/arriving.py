"""What is done once somebody is in: their waiting lines become theirs, keys are looked at, and what they must know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pie_audit.storage import people, trail
from pie_audit.words import _, plural
from pie_audit.workflows import earlier_pages, first_lines, my_key, pins, self_record, trail_watch
from pie_audit.workflows.unlock import ACCESS_RESET, Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

RESET_TOLD = "reset-told"
"""The small choice that remembers which reset somebody was told of, by the number of its line."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know at the door, with what to do; `area` and `argument` say where, or are empty."""

    what: str
    todo: str
    area: str = ""
    argument: str = ""


def arrive(tx: Transaction, me: Me) -> tuple[Notice, ...]:
    """Look at keys and record as whoever signed in, and tell what they must know; nothing here ever locks out."""
    found = [*_trail_notice(tx, me), *_code_notice(tx, me), *_reset_notice(tx, me), *_key_notice(tx, me)]
    first_lines.take_in(tx, me)
    my_key.remember_one_made_earlier(tx, me)
    trail_watch.remember(tx, me)
    return tuple(found)


def damaged_keys() -> Notice:
    """Somebody got in although the file with everybody's keys was changed."""
    return Notice(
        _("The file with this workspace’s keys is damaged in one place."),
        _("Yours is whole; somebody else’s may not be. Open the newest sealed copy before anybody needs it."),
    )


def _trail_notice(tx: Transaction, me: Me) -> list[Notice]:
    if trail_watch.goes_on(tx, me):
        return []
    return [
        Notice(
            _("The security record was shortened or changed since you were last here."),
            _(
                "A copy that was opened again explains it. If nobody did that, tell whoever is above the manager."
            ),
        )
    ]


def _code_notice(tx: Transaction, me: Me) -> list[Notice]:
    """Whoever holds a one-time code could come in under this name, so its owner hears of it."""
    if people.load_invitation(tx, acting(me).member.person_id) is None:
        return []
    return [
        Notice(
            _("A one-time code was made for you."),
            _(
                "Whoever has it can come in under your name, but never read what you wrote. "
                "If you didn’t ask for it, tell the administrator."
            ),
        )
    ]


def _reset_notice(tx: Transaction, me: Me) -> list[Notice]:
    """Told once after each reset: what stays sealed, and what would open it."""
    mine = acting(me)
    lines = trail.lines_about(tx, "person", mine.member.person_id)
    latest = next((line.seq for line in lines if line.action == ACCESS_RESET), None)
    ways = dict(self_record.load(tx, me).ways)
    if latest is None or ways.get(RESET_TOLD) == str(latest):
        return []
    self_record.change(tx, me, ways={**ways, RESET_TOLD: str(latest)})
    return [Notice(_("Your access was made anew."), sealed(tx, me).words, "settings", "earlier")]


@dataclass(frozen=True, slots=True)
class Sealed:
    """Own pages from before a reset: how many stay sealed, whether My key of that time would open them, in words."""

    pages: int
    may_open: bool
    words: str


def sealed(tx: Transaction, me: Me) -> Sealed:
    """What stays sealed since a reset, and whether anything opens it."""
    n, may_open = earlier_pages.sealed_before(tx, me), earlier_pages.may_open(tx, me)
    if not n:
        return Sealed(0, may_open, _("You see the team’s work as before. Nothing of yours stays sealed."))
    words = plural(
        "{n} page from before your reset stays sealed.", "{n} pages from before your reset stay sealed.", n
    )
    if may_open:
        todo = _("With My key of that time they’d open.")
    else:
        todo = _("There was no My key then, so nobody can open them.")
    return Sealed(n, may_open, f"{words.format(n=n)} {todo}")


def _key_notice(tx: Transaction, me: Me) -> list[Notice]:
    changed = pins.remember_people(tx, me)
    names = [people.load_member(tx, person_id).name for person_id in changed]
    return [
        Notice(
            _("{name} has new keys.").format(name=name),
            _("Nothing can be shared with them until the two of you compare six words."),
        )
        for name in names
    ]
