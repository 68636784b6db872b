"""Keep, drop, restart: twice a year a team looks at what began in a crisis or a project."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import WHAT_LIMIT, Action
from pie_audit.domain.practice import LIMITS, Choice, Practice
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.typed_line import typed_line
from pie_audit.storage import people
from pie_audit.storage import practices as stored
from pie_audit.words import _, plural
from pie_audit.workflows import (
    drafts,
    team_parts,
)
from pie_audit.workflows.everyday import small_actions
from pie_audit.workflows.everyday.entry_books import (
    EntryChanged,
    begun_from,
    changed_since,
    put_together,
)
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.what_waits import Need

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

HALF_A_YEAR = timedelta(days=182)

PAGE = 20
"""Lines of each choice until somebody wants more."""

CHANGES = "changes"
"""Under which a draft holds the line that it changes, as it was."""


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """A practice, its owner's name (empty for nobody), and the action that a restart led to, where that is now."""

    practice: Practice
    owner: str
    action: Action | None = None

    @property
    def lacks_owner(self) -> bool:
        """Whether it goes on, and nobody holds it."""
        return self.practice.choice in {Choice.KEEP, Choice.ADAPT} and not self.owner

    @property
    def wants_action(self) -> bool:
        """Whether it starts again and no plan says so."""
        return self.practice.choice is Choice.RESTART and self.action is None


@dataclass(frozen=True, slots=True)
class PracticeBoard:
    """Everything that the page shows. `is_due`: half a year since the team last looked; `last_look` None for never.

    `begun` are words that this person left in the form, `changing` the line that they change. `counts` are all lines of
    a choice, of which `lines` are the first.
    """

    team_id: str
    today: date
    lines: tuple[PracticeLine, ...]
    people: tuple[tuple[str, str], ...]
    may_plan: bool
    who_may: tuple[str, ...]
    last_look: date | None
    is_due: bool
    begun: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[Choice, int] = field(default_factory=dict)
    changing: Practice | None = None

    def has_more(self, choice: Choice) -> bool:
        """Whether there are more of a choice than are shown."""
        return self.counts.get(choice, 0) > len(self.under(choice))

    def under(self, choice: Choice) -> tuple[PracticeLine, ...]:
        """What was chosen to go that way, by name, as far as it is shown."""
        return tuple(line for line in self.lines if line.practice.choice is choice)


def board(tx: Transaction, me: Me, team_id: str, most: int = PAGE) -> PracticeBoard:
    """What a team looks at, so many lines of each choice. Raises NotNow for strangers, and while the part is off."""
    mine = team_parts.enter(tx, me, team_id, TeamPart.PRACTICES)
    columns, today = stored.columns_of(tx, team_id, most), mine.clock.today()
    here = {member.person_id: member.name for member in people.members_of(tx, team_id)}
    last_look, begun = stored.last_look_of(tx, team_id), drafts.words(tx, me, _draft(team_id)) or {}
    return PracticeBoard(
        team_id,
        today,
        _lines(tx, team_id, [p for column in columns.values() for p in column.practices], here),
        tuple(here.items()),
        small_actions.may_put_in_plan(tx, mine.member, team_id),
        small_actions.who_keeps_plan(tx, team_id),
        last_look,
        _is_due(last_look, today),
        begun,
        {choice: column.count for choice, column in columns.items()},
        _changed(team_id, begun),
    )


def _lines(
    tx: Transaction, team_id: str, found: Sequence[Practice], here: Mapping[str, str]
) -> tuple[PracticeLine, ...]:
    planned = small_actions.as_they_go_on(tx, team_id, (p.action_id for p in found))
    return tuple(
        PracticeLine(p, here.get(p.owner_id or "", ""), planned.get(p.action_id or ""))
        for p in sorted(found, key=lambda p: (p.what, p.practice_id))
    )


def _changed(team_id: str, begun: Mapping[str, str]) -> Practice | None:
    """The line that the form was changing, as it was then; None for words of a new one."""
    known = begun_from(Practice, begun.get(CHANGES, ""))
    return known if known is not None and known.team_id == team_id else None


def keep_words(tx: Transaction, me: Me, team_id: str, words: Mapping[str, str]) -> None:
    """Keep what somebody is typing into the form, sealed to them; it is no line yet."""
    team_parts.enter(tx, me, team_id, TeamPart.PRACTICES)
    if any(text.strip() for text in words.values()):
        drafts.save_words(tx, me, _draft(team_id), words)
    else:
        drafts.drop(tx, me, _draft(team_id))


def _draft(team_id: str) -> str:
    return f"practices/{team_id}"


def new_practice(team_id: str) -> Practice:
    """A blank one; it is kept once it says what it is."""
    return Practice(secrets.token_hex(16), team_id, "")


def save_practice(tx: Transaction, me: Me, practice: Practice, known: Practice | None = None) -> Undoable:
    """Keep a practice and what was chosen; a restart goes into the plan where this person keeps that.

    `known` is the practice as it was read: what somebody else changed of it meanwhile stays.
    Raises NotNow for one that can't stand, EntryChanged where both changed the very same.
    """
    team_parts.enter(tx, me, practice.team_id, TeamPart.PRACTICES)
    before, practice, came_in = _standing(tx, practice, known)
    saved = _checked(tx, practice)
    if before is None or before.choice is not saved.choice:
        saved = replace(saved, looked_at_on=acting(me).clock.today() if saved.choice else None)
    also: Callable[[Transaction, Me], object] | None = None
    if _line(tx, saved).wants_action and small_actions.keeps_plan(tx, me, saved.team_id):
        put = _put_in_plan(tx, me, saved)
        saved, also = replace(saved, action_id=put.result.action_id), put.undo
    stored.save_practice(tx, saved)
    drafts.drop(tx, me, _draft(saved.team_id))
    name = _("Changed what we keep, drop or start again") if before else _("Noted something to look at")
    undo = partial(_put_back, saved=saved, before=before, also=also)
    return Undoable(saved, name, undo, came_in=came_in)


def put_into_plan(tx: Transaction, me: Me, team_id: str, practice_id: str) -> Undoable:
    """Make an action of a restart that waits for one."""
    practice = _mine(tx, me, team_id, practice_id)
    if not _line(tx, practice).wants_action:
        raise NotNow(_("Nothing waits to go into the plan here."), _("Look at the plan."))
    put = _put_in_plan(tx, me, practice)
    saved = replace(practice, action_id=put.result.action_id, version=practice.version + 1)
    stored.save_practice(tx, saved)
    undo = partial(_put_back, saved=saved, before=practice, also=put.undo)
    return Undoable(saved, _("Put a restart into the plan"), undo)


def take_away(tx: Transaction, me: Me, practice: Practice) -> Undoable:
    """Take a line off the page as it was read, since it was written by mistake; what was dropped stays, with its reason.

    Raises NotNow where somebody has changed it since.
    """
    if _mine(tx, me, practice.team_id, practice.practice_id) != practice:
        raise changed_since()
    stored.delete_practice(tx, practice.practice_id)
    return Undoable(practice, _("Took a line away"), partial(_bring_back, practice=practice))


def looked_through(tx: Transaction, me: Me, team_id: str) -> Undoable:
    """The team looked at all of it today, whatever it changed: it comes back half a year later."""
    mine = team_parts.enter(tx, me, team_id, TeamPart.PRACTICES)
    before = stored.note_look(tx, team_id, mine.clock.today())
    forget = partial(_forget_look, team_id=team_id, before=before)
    return Undoable(len(before), _("Looked at what to keep"), forget)


def needs_of(tx: Transaction, mine: SignedIn, team_id: str, today: date) -> tuple[Need, ...]:
    """Twice a year one line, for everybody in the team."""
    if not _is_due(stored.last_look_of(tx, team_id), today):
        return ()
    n = stored.count_practices(tx, team_id)
    return (
        Need(
            "arrows-clockwise",
            _("Half a year since we looked at what to keep"),
            plural(
                "{n} thing we began: keep, drop or start again?",
                "{n} things we began: keep, drop or start again?",
                n,
            ).format(n=n),
            _("Look"),
            "practices",
        ),
    )


def _is_due(last: date | None, today: date) -> bool:
    """Half a year after the team last chose something, or said that it had looked at all of it."""
    return last is not None and last + HALF_A_YEAR <= today


def _checked(tx: Transaction, practice: Practice) -> Practice:
    """The practice as it is kept, its version raised. Raises NotNow where it can't stand."""
    if any(len(getattr(practice, name)) > most for name, most in LIMITS.items()):
        raise NotNow(_("One of these texts is longer than there is room for."), _("A line or two is plenty."))
    kept = replace(practice, what=typed_line(practice.what), version=practice.version + 1)
    if not kept.what:
        raise NotNow(
            _("It doesn’t say what this is about yet."), _("Write a few words, like “daily partner call”.")
        )
    if kept.choice is Choice.DROP and not typed_line(kept.reason):
        raise NotNow(
            _("Dropping something needs a reason."), _("A few words are plenty: others will ask why.")
        )
    if kept.choice is Choice.RESTART and (kept.owner_id is None or kept.review_on is None):
        raise NotNow(
            _("Starting again needs somebody who takes it on, and a day."),
            _("Choose who, and when you’ll look at it again."),
        )
    before = stored.load_practice(tx, kept.practice_id)
    is_new_owner = kept.owner_id is not None and (before is None or before.owner_id != kept.owner_id)
    if is_new_owner and not small_actions.is_in_team(tx, kept.team_id, kept.owner_id or ""):
        raise NotNow(
            _("Whoever was chosen doesn’t belong to this team."), _("Choose somebody here, or nobody yet.")
        )
    return kept


def _standing(
    tx: Transaction, practice: Practice, known: Practice | None
) -> tuple[Practice | None, Practice, tuple[str, ...]]:
    """What was kept before (None of a new one), and the practice with what came in of that by now.

    Raises EntryChanged where both changed the very same.
    """
    before = stored.load_practice(tx, practice.practice_id)
    if before is not None and before.team_id != practice.team_id:
        raise NotNow(_("That line belongs to another team."), _("Write a new one here."))
    if before is None and practice.version > 1:
        raise EntryChanged(None)
    if before is not None and before.version != practice.version:
        merged = put_together(practice, known, before)
        return before, merged.entry, merged.came_in
    return before, practice, ()


def _line(tx: Transaction, practice: Practice) -> PracticeLine:
    action = small_actions.as_it_goes_on(tx, practice.team_id, practice.action_id)
    return PracticeLine(practice, "", action)


def _put_in_plan(tx: Transaction, me: Me, practice: Practice) -> Undoable:
    what = _("Start again: {what}").format(what=practice.what)[:WHAT_LIMIT]
    return small_actions.put_in_plan(
        tx, me, practice.team_id, what, owner_id=practice.owner_id, due=practice.review_on
    )


def _mine(tx: Transaction, me: Me, team_id: str, practice_id: str) -> Practice:
    team_parts.enter(tx, me, team_id, TeamPart.PRACTICES)
    practice = stored.load_practice(tx, practice_id)
    if practice is None or practice.team_id != team_id:
        raise NotNow(_("That line isn’t here any more."), _("Look at the page again."))
    return practice


def _put_back(
    tx: Transaction,
    me: Me,
    *,
    saved: Practice,
    before: Practice | None,
    also: Callable[[Transaction, Me], object] | None,
) -> None:
    """As it was, where nobody changed it since; and its action out of the plan again."""
    team_parts.enter(tx, me, saved.team_id, TeamPart.PRACTICES)
    if stored.load_practice(tx, saved.practice_id) != saved:
        raise NotNow(_("Somebody changed this line since."), _("Look at it as it is now."))
    if also is not None:
        also(tx, me)
    if before is None:
        stored.delete_practice(tx, saved.practice_id)
    else:
        stored.save_practice(tx, replace(before, version=saved.version + 1))


def _bring_back(tx: Transaction, me: Me, *, practice: Practice) -> None:
    team_parts.enter(tx, me, practice.team_id, TeamPart.PRACTICES)
    stored.save_practice(tx, practice)


def _forget_look(tx: Transaction, me: Me, *, team_id: str, before: Sequence[stored.LookedBefore]) -> None:
    """Each as it was, but for those that somebody has changed since."""
    team_parts.enter(tx, me, team_id, TeamPart.PRACTICES)
    stored.forget_look(tx, team_id, before)
