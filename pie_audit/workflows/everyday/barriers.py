"""The barrier matrix: what gets in the way from boards and small logs, and whose it is to solve."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from pie_audit.domain.audit import AuditRound
from pie_audit.domain.barrier import Barrier, BarrierNote, BarrierStep
from pie_audit.domain.barrier_matrix import Matrix, Rows, fold_words, hinders, matrix_of
from pie_audit.domain.barrier_words import level_words
from pie_audit.domain.entry_merge import changed
from pie_audit.domain.errors import NotNow
from pie_audit.domain.influence import Direction, Influence, Spot
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Questionnaire, Topic
from pie_audit.domain.team import Role, Team
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import audits as rounds
from pie_audit.storage import barriers as stored
from pie_audit.storage import influences as cards
from pie_audit.storage import team_parts, teams
from pie_audit.words import _
from pie_audit.workflows import influences, questions, steps
from pie_audit.workflows.board_rules import may_edit, shortened
from pie_audit.workflows.everyday.barrier_sources import barriers_of, usable_rounds
from pie_audit.workflows.everyday.entry_books import EntryChanged, changed_since
from pie_audit.workflows.in_sight import is_out_of_sight
from pie_audit.workflows.presence import Me, SignedIn
from pie_audit.workflows.team_parts import enter
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

MOST_WHO = 120
"""Characters of who could change a barrier: a role or an agency."""

_LEVEL = ("level", "is_unsure")
_SAID = ("stage", "topic_id", "who_could_change_it", "status")
"""What a person says of a barrier in its details; its level has a write of its own."""


@dataclass(frozen=True, slots=True)
class BarriersPage:
    """Everything that the page shows. `hidden_why` says what is out of sight now; empty for nothing.

    `may_ask`: the team uses “What we need”.
    """

    team: Team
    quarter: Quarter
    rows: Rows
    matrix: Matrix
    topics: tuple[Topic, ...]
    hidden_why: str
    may_ask: bool


def barriers_page(tx: Transaction, me: Me, team_id: str, rows: Rows = Rows.THEMES) -> BarriersPage:
    """The matrix with what goes around it. Raises NotNow where the team doesn't use it, and for strangers."""
    mine = enter(tx, me, team_id, TeamPart.BARRIERS)
    return BarriersPage(
        team=teams.load_team(tx, team_id),
        quarter=Quarter.of(mine.clock.today()),
        rows=rows,
        matrix=matrix(tx, me, team_id, rows),
        topics=_topics(tx, team_id),
        hidden_why=_hidden_why(tx, team_id),
        may_ask=TeamPart.NEEDS in team_parts.parts_of(tx, team_id),
    )


def matrix(tx: Transaction, me: Me, team_id: str, rows: Rows = Rows.THEMES) -> Matrix:
    """What gets in the way in this team, over the last two years, by theme or by stage.

    While the team rates in private, what earlier reviews noticed is left out.
    """
    mine = enter(tx, me, team_id, TeamPart.BARRIERS)
    review = _review_of(tx, team_id)
    themes = {theme.id: theme.title for theme in review.themes}
    topics = {topic.id: topic.theme for topic in review.topics}
    return matrix_of(barriers_of(tx, team_id, mine.clock.today()), rows, themes, topics)


def relevel_seen(
    tx: Transaction, me: Me, team_id: str, key: str, level: BarrierLevel | None, seen: BarrierLevel | None
) -> Undoable:
    """The same for somebody who saw it at the level `seen`: where somebody else moved it since, the name of the write
    tells both levels, and undo leads to theirs.
    """
    barrier = _barrier(tx, enter(tx, me, team_id, TeamPart.BARRIERS), team_id, key)
    moved = relevel(tx, me, team_id, key, level)
    if barrier.level in (seen, level):
        return moved
    words = _("Moved “{barrier}” to “{mine}”; somebody had moved it to “{theirs}” meanwhile")
    told = {"mine": level_words(level), "theirs": level_words(barrier.level)}
    return replace(moved, name=words.format(barrier=shortened(barrier.text), **told))


def relevel(tx: Transaction, me: Me, team_id: str, key: str, level: BarrierLevel | None) -> Undoable:
    """Say at which level a barrier lies; None is “not sure”. A line of history says from where to where.

    Where it is a card of a review that isn't signed off, and this person may write on that board, the card moves
    there too, and the board keeps the line. Raises NotNow for a barrier that is gone.
    """
    mine = enter(tx, me, team_id, TeamPart.BARRIERS)
    barrier = _barrier(tx, mine, team_id, key)
    before = stored.load_note(tx, team_id, key)
    note = before or BarrierNote(team_id, key, version=0)
    moved = _move_cards(tx, me, team_id, barrier, level) if level else ()
    step = None
    if moved:
        saved = _save(tx, replace(note, level=None, is_unsure=False))
    else:
        saved = _save(tx, replace(note, level=level, is_unsure=level is None))
        if level is not barrier.level:
            role = _role(tx, mine, team_id)
            step = BarrierStep(secrets.token_hex(16), team_id, key, barrier.level, level, mine.week, role)
            stored.add_step(tx, step)

    def undo(tx: Transaction, me: Me) -> None:
        enter(tx, me, team_id, TeamPart.BARRIERS)
        for each in moved:
            each.undo(tx, me)
        _put_back(tx, saved, before, _LEVEL)
        if step is not None:
            stored.delete_step(tx, step.step_id)

    return Undoable(level, _("Moved “{barrier}”").format(barrier=shortened(barrier.text)), undo)


def say_of_barrier(tx: Transaction, me: Me, note: BarrierNote, known: BarrierNote | None = None) -> Undoable:
    """Keep stage, topic, who could change it and what became of it.

    `known` is the note as it was read: what is the same in both stays as others have written it meanwhile.
    Raises NotNow for a barrier that is gone, a topic that nobody asks about, and a text that is too long; EntryChanged,
    with the note as it is now, where somebody else has said something different of the very same.
    """
    mine = enter(tx, me, note.team_id, TeamPart.BARRIERS)
    note = replace(note, who_could_change_it=" ".join(note.who_could_change_it.split()))
    _check(tx, note)
    barrier = _barrier(tx, mine, note.team_id, note.barrier_key)
    theirs = note_of(barrier, note.team_id)
    came_in = _refuse_over(note, known, theirs) if known is not None else ()
    before = stored.load_note(tx, note.team_id, note.barrier_key)
    standing = before or BarrierNote(note.team_id, note.barrier_key, version=0)
    said = _changes(note, known)
    saved = _save(tx, replace(standing, **said))

    def undo(tx: Transaction, me: Me) -> None:
        enter(tx, me, note.team_id, TeamPart.BARRIERS)
        _put_back(tx, saved, before, tuple(said))

    name = _("Changed “{barrier}”").format(barrier=shortened(barrier.text))
    return Undoable(saved, name, undo, quiet=True, came_in=came_in)


def _changes(note: BarrierNote, known: BarrierNote | None) -> dict[str, Any]:
    """The fields of which a note says something else than what was known."""
    return {n: getattr(note, n) for n in _SAID if known is None or getattr(known, n) != getattr(note, n)}


def _refuse_over(note: BarrierNote, known: BarrierNote, theirs: BarrierNote) -> tuple[str, ...]:
    """Which fields others alone have changed meanwhile.

    Raises EntryChanged where a field would be written over that others have written.
    """
    said = _changes(note, known)
    theirs_alone = changed((n for n in _SAID if n not in said), known, theirs)
    if any(getattr(theirs, n) not in (getattr(known, n), mine) for n, mine in said.items()):
        raise EntryChanged(theirs)
    return theirs_alone


def note_of(barrier: Barrier, team_id: str) -> BarrierNote:
    """What is said of a barrier as the page shows it, ready to be changed."""
    said: dict[str, Any] = {name: getattr(barrier, name) for name in _SAID}
    return BarrierNote(team_id, barrier.key, **said)


def _save(tx: Transaction, note: BarrierNote) -> BarrierNote:
    """Write what is said; a note that says nothing goes."""
    saved = replace(note, version=note.version + 1)
    nothing = BarrierNote(note.team_id, note.barrier_key, version=saved.version)
    if all(getattr(saved, f.name) == getattr(nothing, f.name) for f in fields(BarrierNote)):
        stored.delete_note(tx, note.team_id, note.barrier_key)
    else:
        stored.save_note(tx, saved)
    return saved


def _put_back(
    tx: Transaction, saved: BarrierNote, before: BarrierNote | None, names: tuple[str, ...]
) -> None:
    """These fields as they were, where nobody said something else of them since; the others stay as they are."""
    blank = BarrierNote(saved.team_id, saved.barrier_key, version=0)
    now = stored.load_note(tx, saved.team_id, saved.barrier_key) or blank
    if any(getattr(now, name) != getattr(saved, name) for name in names):
        raise changed_since()
    was: dict[str, Any] = {name: getattr(before or blank, name) for name in names}
    _save(tx, replace(now, **was))


def _barrier(tx: Transaction, mine: SignedIn, team_id: str, key: str) -> Barrier:
    found = next((b for b in barriers_of(tx, team_id, mine.clock.today()) if b.key == key), None)
    if found is None:
        raise NotNow(
            _("That barrier isn’t in sight now."),
            _("Its words were changed or taken away, or people are rating in private just now."),
        )
    return found


def _move_cards(
    tx: Transaction, me: Me, team_id: str, barrier: Barrier, level: BarrierLevel
) -> tuple[Undoable, ...]:
    """Lay the cards of these words at the new level, on boards where this person may write."""
    return tuple(
        influences.lay_card(tx, me, card.influence_id, Spot(level, Direction.HINDERS, influences.MOST_CARDS))
        for audit_round in usable_rounds(tx, team_id)
        if may_edit(me, audit_round)
        for card in _cards_of(tx, audit_round, barrier)
        if card.level is not level
    )


def _cards_of(tx: Transaction, audit_round: AuditRound, barrier: Barrier) -> Iterable[Influence]:
    every = hinders(cards.influences_of_round(tx, audit_round.round_id))
    return [card for card in every if fold_words(card.text) == fold_words(barrier.text)]


def _check(tx: Transaction, note: BarrierNote) -> None:
    if len(note.who_could_change_it) > MOST_WHO:
        raise NotNow(
            _("“Who could change it” is longer than {n} characters.").format(n=MOST_WHO),
            _("Name a role or an agency."),
        )
    if note.topic_id is not None and note.topic_id not in {t.id for t in _review_of(tx, note.team_id).topics}:
        raise NotNow(_("Our review doesn’t ask about that topic."), _("Choose another topic, or none."))


def _review_of(tx: Transaction, team_id: str) -> Questionnaire:
    latest = _latest(tx, team_id)
    return questions.of_round(tx, latest) if latest else questions.bundled()


def _topics(tx: Transaction, team_id: str) -> tuple[Topic, ...]:
    return _review_of(tx, team_id).topics


def _latest(tx: Transaction, team_id: str) -> AuditRound | None:
    return max(rounds.rounds_of_team(tx, team_id), key=lambda r: r.quarter, default=None)


def _role(tx: Transaction, mine: SignedIn, team_id: str) -> str:
    latest = _latest(tx, team_id)
    if latest is not None:
        return steps.role_in(mine, latest)
    return Role.MANAGER.value if team_id in mine.member.manages else Role.STAFF.value


def _hidden_why(tx: Transaction, team_id: str) -> str:
    if not is_out_of_sight(tx, team_id):
        return ""
    return _("What earlier reviews noticed stays hidden while people rate. It comes back after the opening.")
