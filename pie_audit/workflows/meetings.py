"""Opening a round together, talking it through, and what the team writes down."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from pie_audit.analysis.agreement import average_deviation, find_spread, suggest_consensus
from pie_audit.analysis.figures import make_figures
from pie_audit.domain.answer import Level
from pie_audit.domain.audit import (
    AuditRound,
    Consensus,
    Dissent,
    MeetingPlace,
    Outcome,
    RatingSheet,
    RoundState,
    SignOff,
    sheet_from_data,
)
from pie_audit.domain.day import day_words
from pie_audit.domain.disclosure import POOLED, Band, Reveal, TopicCounts, reveal
from pie_audit.domain.errors import NotNow
from pie_audit.domain.figures import Figures
from pie_audit.domain.on_table import TableItem
from pie_audit.domain.questionnaire import Questionnaire, Theme, Topic
from pie_audit.domain.spread import Spread, Suggestion
from pie_audit.domain.team import Perspective, Team
from pie_audit.storage import agreements, reveals, teams
from pie_audit.storage import audits as rounds
from pie_audit.storage import sheets as sealed_sheets
from pie_audit.vault import sheets as envelopes
from pie_audit.vault.open_vault import OpenVault
from pie_audit.vault.rounds import RoundKey
from pie_audit.vault.rounds import open_round as open_key
from pie_audit.words import _
from pie_audit.workflows import drafts, questions, steps
from pie_audit.workflows.in_sight import require_in_sight
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.unlock import Me, OpenWorkspace, SignedIn, acting, vault_of

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


class RowState(StrEnum):
    """Why a group's dots are drawn or not."""

    SHOWN = "shown"
    HIDDEN = "not shown"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One line of the picture: a perspective or everybody, with counts only where they may be drawn."""

    group: str
    label: str
    state: RowState
    counts: TopicCounts | None = None


@dataclass(frozen=True, slots=True)
class TopicView:
    """One topic in the meeting: the dots, how far apart they are, a middle on offer, and what was written down."""

    topic: Topic
    theme: Theme
    rows: tuple[GroupRow, ...]
    spread: Spread
    suggestion: Suggestion
    consensus: Consensus | None
    dissents: tuple[Dissent, ...]
    nobody_could_tell: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """Everything the meeting page shows. `close` is confirmed as one list; `wide` comes widest first.

    `suggested` are the three to five topics with the widest spread. `few_raters`: fewer than five of the team, so
    different views are told without a number. `place` is where the team paused. `on_table` is what else there is to
    talk about, where the everyday parts that the team uses bring anything (`everyday.on_table`).
    """

    round: AuditRound
    team: Team
    questionnaire: Questionnaire
    close: tuple[TopicView, ...]
    wide: tuple[TopicView, ...]
    may_edit: bool
    may_sign: bool
    signed: tuple[SignOff, ...]
    suggested: tuple[str, ...]
    few_raters: bool
    place: MeetingPlace
    on_table: tuple[TableItem, ...] = ()

    @property
    def topics(self) -> tuple[TopicView, ...]:
        """All topics, those to talk about first."""
        return (*self.wide, *self.close)

    @property
    def settled(self) -> int:
        """Topics with something written down."""
        return sum(1 for view in self.topics if view.consensus is not None)

    @property
    def left(self) -> tuple[TopicView, ...]:
        """Topics with nothing written down yet: the meeting ends when there are none."""
        return tuple(view for view in self.topics if view.consensus is None)


def open_round(opened: OpenWorkspace, me: Me, round_id: str, second_name: str, second_password: str) -> None:
    """Two openers open the round: permitted counts stay, sheets and the round's key are gone for good.

    `me` is one opener; the second gives name and password here, and their keys live for this one transaction.
    Raises NotNow when either isn't an opener, nobody gave a level or people may still rate, and WrongSecret for a
    wrong password.
    """
    first = acting(me)
    opened.read(lambda tx: _require_opener(tx, first, round_id))
    second = vault_of(opened, second_name, second_password)
    try:
        opened.read(lambda tx: _require_end_of_rating(tx, round_id, first, second))
        opened.write(lambda tx: open_sheets(tx, first, round_id, second.vault))
    finally:
        second.vault.forget()
    opened.worker.with_store(lambda store: store.checkpoint()).result()


def _require_opener(tx: Transaction, me: SignedIn, round_id: str) -> None:
    audit_round = rounds.load_round(tx, round_id)
    if not may(me.member, Act.OPEN_ROUND, Matter.of(audit_round)):
        raise NotNow(
            _("You aren’t one of this review’s openers."), _("Two of the people named at its start open it.")
        )
    if audit_round.state is not RoundState.OPEN:
        audit_round.moved(RoundState.REVEALED)


def _require_end_of_rating(tx: Transaction, round_id: str, first: SignedIn, second: SignedIn) -> None:
    """Openers don't cut the rating short: its last day has passed, or one of them runs the round."""
    audit_round = rounds.load_round(tx, round_id)
    is_early = audit_round.state is RoundState.OPEN and first.clock.today() <= audit_round.closes_on
    if is_early and not (_may_run(first, audit_round) or _may_run(second, audit_round)):
        raise NotNow(
            _("People may still rate until {day}.").format(day=day_words(audit_round.closes_on)),
            _("Ask whoever runs the review to close the rating first."),
        )


def open_sheets(tx: Transaction, me: SignedIn, round_id: str, second: OpenVault) -> None:
    """The opening itself, in one transaction, with both openers' keys. Raises NotNow when there is nothing to open."""
    audit_round = rounds.load_round(tx, round_id)
    if audit_round.state is RoundState.OPEN:
        audit_round = steps.move_round(tx, me, audit_round, RoundState.CLOSED, "")
    key = open_key(round_id, sealed_sheets.load_key_shares(tx, round_id), me.vault, second)
    sheets = _unsealed(tx, audit_round, key)
    shown = reveal(sheets, audit_round.minimum)
    if not any(sheet.has_level for sheet in sheets):
        raise NotNow(
            _("Nobody has given a level yet, so there is nothing to open."),
            _("Wait, or talk it through together without private ratings."),
        )
    reveals.store_reveal(tx, round_id, shown)
    steps.move_round(tx, me, audit_round, RoundState.REVEALED, "")


def _unsealed(tx: Transaction, audit_round: AuditRound, key: RoundKey) -> list[RatingSheet]:
    asked_all = questions.of_round(tx, audit_round)
    seats = {seat.seat_id: seat for seat in sealed_sheets.seats_of_round(tx, audit_round.round_id)}
    found = []
    for sheet in sealed_sheets.all_sealed_for_round(tx, audit_round.round_id):
        seat = seats[sheet.seat_id]
        perspective = Perspective(seat.perspective)
        topics = questions.asked(asked_all, audit_round, perspective)
        body = json.loads(envelopes.open_for_round(sheet, seat, key))
        found.append(sheet_from_data(body, round_id=audit_round.round_id, topics=tuple(t.id for t in topics)))
    return found


def meeting(tx: Transaction, me: Me, round_id: str) -> Meeting:
    """The opened round as the team talks it through.

    Raises NotNow before the opening, and while the team rates another round in private.
    """
    member = acting(me).member
    audit_round = rounds.load_round(tx, round_id)
    require(member, Act.READ_TEAM, Matter.of(audit_round))
    if audit_round.state in {RoundState.DRAFT, RoundState.OPEN, RoundState.CLOSED}:
        raise NotNow(
            _("Nothing is shown before two openers have opened the review."), _("Open it together first.")
        )
    require_in_sight(tx, audit_round)
    opened = reveals.load_reveal(tx, round_id)
    views = _topic_views(tx, audit_round, opened)
    close = tuple(v for v in views if v.spread is Spread.CLOSE)
    wide = sorted((v for v in views if v.spread is not Spread.CLOSE), key=_widest_first)
    ended = audit_round.has_ended
    return Meeting(
        round=audit_round,
        team=teams.load_team(tx, audit_round.team_id),
        questionnaire=questions.of_round(tx, audit_round),
        close=close,
        wide=tuple(wide),
        may_edit=not ended and may_write(member.person_id, audit_round, may_run=_may_run(me, audit_round)),
        may_sign=not ended and may(member, Act.RUN_ROUND, Matter(audit_round.team_id)),
        signed=agreements.load_sign_offs(tx, round_id),
        suggested=_suggested(wide),
        few_raters=has_few_raters(opened),
        place=agreements.load_meeting_place(tx, round_id),
    )


def figures_of(view: TopicView) -> tuple[tuple[str, Figures], ...]:
    """Every group that may be drawn, and the figures behind its dots.

    People who use the service stand beside the team, never averaged into it: with them, “everybody” has no mean.
    """
    mixed = any(row.group == Perspective.LIVED_EXPERIENCE for row in view.rows)
    found = [(row, make_figures(row.counts)) for row in view.rows if row.counts is not None]
    return tuple(
        (row.label, replace(each, mean=None, median=None) if mixed and row.group == POOLED else each)
        for row, each in found
    )


def has_few_raters(opened: Reveal | None) -> bool:
    """Whether fewer than five of the team rated, or nobody knows: different views are then told without a number."""
    return opened is None or opened.took_part[Perspective.TEAM] in {Band.NONE, Band.FEW}


def may_write(person_id: str, audit_round: AuditRound, *, may_run: bool) -> bool:
    """The facilitator and the team's managers write down what the team agrees."""
    return may_run or audit_round.facilitator_id == person_id


def _may_run(me: Me, audit_round: AuditRound) -> bool:
    return may(acting(me).member, Act.RUN_ROUND, Matter.of(audit_round))


_FAR = frozenset({Spread.TWO_CAMPS, Spread.FAR})
_FEWEST_SUGGESTED, _MOST_SUGGESTED = 3, 5


def _widest_first(view: TopicView) -> tuple[bool, float, str]:
    """Far apart and two camps first, each by its average deviation; what may not be drawn comes last."""
    values = _values_shown(view.rows)
    width = float(average_deviation(values)) if values else 0.0
    return view.spread not in _FAR, -width, view.topic.id


def _suggested(wide: Sequence[TopicView]) -> tuple[str, ...]:
    """All that are far apart, but three at least where there is a spread, and five at most."""
    far = sum(1 for view in wide if view.spread in _FAR)
    spread = [v.topic.id for v in wide if v.spread in _FAR or v.spread is Spread.SOME]
    return tuple(spread[: min(_MOST_SUGGESTED, max(_FEWEST_SUGGESTED, far))])


def _topic_views(tx: Transaction, audit_round: AuditRound, opened: Reveal | None) -> list[TopicView]:
    asked_all = questions.of_round(tx, audit_round)
    counts = opened.counts if opened else ()
    written = agreements.load_consensus(tx, audit_round.round_id)
    dissents = agreements.load_dissents(tx, audit_round.round_id)
    puzzles = opened.nobody_could_tell if opened else frozenset()
    views = []
    for topic in questions.asked(asked_all, audit_round, Perspective.TEAM):
        rows = _rows(asked_all, audit_round, topic, [c for c in counts if c.topic_id == topic.id])
        values = _values_shown(rows)
        views.append(
            TopicView(
                topic=topic,
                theme=asked_all.theme(topic.theme),
                rows=rows,
                spread=find_spread(values),
                suggestion=suggest_consensus(values),
                consensus=written.get(topic.id),
                dissents=tuple(d for d in dissents if d.topic_id == topic.id),
                nobody_could_tell=topic.id in puzzles,
            )
        )
    return views


def _rows(
    asked_all: Questionnaire, audit_round: AuditRound, topic: Topic, counts: Sequence[TopicCounts]
) -> tuple[GroupRow, ...]:
    drawn = {c.group: c for c in counts}
    rows = []
    for invited in audit_round.invited:
        perspective = invited.perspective
        label = questions.perspective_name(perspective)
        asked = topic in questions.asked(asked_all, audit_round, perspective)
        found = drawn.get(perspective.value)
        state = RowState.SHOWN if found else RowState.HIDDEN if asked else RowState.NOT_ASKED
        rows.append(GroupRow(perspective.value, label, state, found))
    if len(rows) > 1:
        pooled = drawn.get(POOLED)
        state = RowState.SHOWN if pooled else RowState.HIDDEN
        rows.append(GroupRow(POOLED, _("Everybody"), state, pooled))
    return tuple(rows)


def _values_shown(rows: Sequence[GroupRow]) -> tuple[int, ...]:
    """The levels that may be seen: everybody's where they may be pooled, else those of the groups drawn."""
    pooled = [row.counts for row in rows if row.group == POOLED and row.counts]
    groups = [row.counts for row in rows if row.group != POOLED and row.counts]
    return tuple(v for counts in (pooled or groups) for v in counts.values)


def record_consensus(tx: Transaction, me: Me, round_id: str, consensus: Consensus) -> Undoable:
    """Write down what the team agreed about a topic; the first one starts the agreeing. Can be undone."""
    audit_round = round_to_write(tx, me, round_id)
    asked = questions.asked(questions.of_round(tx, audit_round), audit_round, Perspective.TEAM)
    if consensus.topic_id not in {topic.id for topic in asked}:
        raise NotNow(_("This review doesn’t ask about that topic."), _("Go back to the list of topics."))
    before = _written(tx, round_id, consensus.topic_id)
    _require_change(consensus)
    agreements.save_consensus(tx, round_id, consensus.checked())
    if audit_round.state is RoundState.REVEALED:
        steps.move_round(tx, acting(me), audit_round, RoundState.AGREEING, "")
    drafts.drop(tx, me, drafts.meeting_words(round_id, consensus.topic_id))
    return Undoable(consensus, _undo_name(consensus), lambda tx, me: put_back(tx, me, round_id, [before]))


def _require_change(consensus: Consensus) -> None:
    """A 4 says what changed, or that there is no evidence yet (audit.md, “Anchors”)."""
    if consensus.level is Level.CHECKED_AND_CHANGED and not (consensus.changed.strip() or consensus.none_yet):
        raise NotNow(
            _("A 4 says what changed and who was involved."), _("Write it down, or choose “none yet”.")
        )


def _undo_name(consensus: Consensus) -> str:
    if consensus.level is not None:
        return _("Agreed on {level}").format(level=int(consensus.level))
    return {
        Outcome.NOT_SETTLED: _("Not settled yet"),
        Outcome.NOT_APPLICABLE: _("Doesn’t apply here"),
        Outcome.CANT_TELL: _("Can’t tell"),
    }.get(consensus.outcome, _("Not discussed this time"))


def confirm_close(tx: Transaction, me: Me, round_id: str, topic_ids: Sequence[str]) -> Undoable:
    """The team confirms, as one list, topics on which it is close: each gets the middle that was on offer.

    Raises NotNow for a topic that isn't close or has no single middle.
    """
    audit_round = round_to_write(tx, me, round_id)
    views = {v.topic.id: v for v in _topic_views(tx, audit_round, reveals.load_reveal(tx, round_id))}
    before = [_written(tx, round_id, t) for t in topic_ids]
    for topic_id in topic_ids:
        view = views[topic_id]
        low = view.suggestion.low
        if view.spread is not Spread.CLOSE or low is None or low != view.suggestion.high:
            raise NotNow(
                _("“{topic}” has no single middle to confirm.").format(topic=view.topic.title),
                _("Pull it out of the list and talk about it."),
            )
        honest = low is Level.CHECKED_AND_CHANGED  # nobody was asked what changed
        agreements.save_consensus(tx, round_id, Consensus(topic_id, Outcome.AGREED, low, none_yet=honest))
    if audit_round.state is RoundState.REVEALED:
        steps.move_round(tx, acting(me), audit_round, RoundState.AGREEING, "")
    return Undoable(
        len(topic_ids), _("Confirmed the close ones"), lambda tx, me: put_back(tx, me, round_id, before)
    )


def _written(tx: Transaction, round_id: str, topic_id: str) -> Consensus | str:
    """What stood before: the record, or the topic's id where there was none."""
    return agreements.load_consensus(tx, round_id).get(topic_id, topic_id)


def put_back(tx: Transaction, me: Me, round_id: str, before: Sequence[Consensus | str]) -> None:
    """What undo does: earlier records stand again, and nothing where there was only a topic's id."""
    round_to_write(tx, me, round_id)
    for record in before:
        if isinstance(record, Consensus):
            agreements.save_consensus(tx, round_id, record)
        else:
            agreements.delete_consensus(tx, round_id, record)


def keep_dissent(tx: Transaction, me: Me, round_id: str, dissent: Dissent) -> Undoable:
    """Keep a different view beside the agreement. Anybody of the team may add one, until sign-off.

    Unnamed unless its author signs: with their own name, or with what they tell whoever writes for the team.
    """
    audit_round, member = rounds.load_round(tx, round_id), acting(me).member
    require(member, Act.READ_TEAM, Matter.of(audit_round))
    _require_meeting(audit_round)
    if dissent.signed_as not in {"", member.name} and not _may_run(me, audit_round):
        raise NotNow(_("That is somebody else’s name."), _("Sign with your own, or leave it unsigned."))
    kept = replace(dissent.checked(), dissent_id=secrets.token_hex(16))
    agreements.save_dissent(tx, round_id, kept)

    def undo(tx: Transaction, me: Me) -> None:
        require(acting(me).member, Act.READ_TEAM, Matter.of(audit_round))
        _require_meeting(rounds.load_round(tx, round_id))
        agreements.delete_dissent(tx, kept.dissent_id)

    return Undoable(kept, _("Kept a different view"), undo)


def drop_dissent(tx: Transaction, me: Me, round_id: str, dissent_id: str) -> Undoable:
    """Take a different view away again; undo puts it back."""
    round_to_write(tx, me, round_id)
    kept = next((d for d in agreements.load_dissents(tx, round_id) if d.dissent_id == dissent_id), None)
    if kept is None:
        raise NotNow(_("That different view is gone already."), _("Nothing is left to do."))
    agreements.delete_dissent(tx, dissent_id)

    def undo(tx: Transaction, me: Me) -> None:
        round_to_write(tx, me, round_id)
        agreements.save_dissent(tx, round_id, kept)

    return Undoable(kept, _("Took a different view away"), undo)


def round_to_write(tx: Transaction, me: Me, round_id: str) -> AuditRound:
    """The round, for who may write down what the team agrees. Raises NotNow for anybody else, and at any other time."""
    audit_round = rounds.load_round(tx, round_id)
    require(acting(me).member, Act.RUN_ROUND, Matter.of(audit_round))
    _require_meeting(audit_round)
    return audit_round


def _require_meeting(audit_round: AuditRound) -> None:
    if audit_round.state not in {RoundState.REVEALED, RoundState.AGREEING}:
        raise NotNow(
            _("Nothing can be written down in this review now."),
            _("Before the opening it is too early; after sign-off it is fixed."),
        )
