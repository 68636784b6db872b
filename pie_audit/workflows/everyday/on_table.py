"""What lies on the table of a meeting beside its topics: gathered from the parts a team uses, talked about or put off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from pie_audit.domain.agency import fold_agency
from pie_audit.domain.audit import AuditRound
from pie_audit.domain.bent_agenda import agenda_words
from pie_audit.domain.errors import NotNow
from pie_audit.domain.on_table import (
    MOST_REASONS,
    MOST_RULES,
    Settled,
    TableItem,
    TableMark,
    laid_out,
)
from pie_audit.domain.part_words import name_of
from pie_audit.domain.said_did_words import age_words
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import agreements, daily_notes, reading_cards, team_parts
from pie_audit.words import _, plural
from pie_audit.workflows import meetings
from pie_audit.workflows.everyday import (
    barrier_sources,
    bent_agenda,
    practices,
    said_did,
)
from pie_audit.workflows.everyday.entry_books import changed_since
from pie_audit.workflows.meetings import Meeting, round_to_write
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

_OF_PARTS = {
    "said and did": TeamPart.SAID_DID,
    "training": TeamPart.TRAINING,
    "practices": TeamPart.PRACTICES,
}
"""The parts that lie on the table as one thing each, by its key."""


def meeting(tx: Transaction, me: Me, round_id: str) -> Meeting:
    """The opened round as the team talks it through, with what else lies on the table.

    Raises NotNow as `meetings.meeting` does.
    """
    view, mine = meetings.meeting(tx, me, round_id), acting(me)
    if view.round.has_ended:
        return view
    found = tuple(_items(tx, mine, view.round))
    marks = agreements.table_marks_of(tx, round_id) if found else ()
    return replace(view, on_table=laid_out(found, marks, mine.clock.today()))


def talked_about(tx: Transaction, me: Me, round_id: str, key: str) -> Undoable:
    """The team has talked about it; it stays on the list, marked."""
    return _settle(tx, me, round_id, key, Settled.TALKED, _("Talked about {what}"))


def not_today(tx: Transaction, me: Me, round_id: str, key: str) -> Undoable:
    """Not today: it comes back when the team sits down again on another day."""
    return _settle(tx, me, round_id, key, Settled.LATER, _("Put off {what}"))


def back_on_table(tx: Transaction, me: Me, round_id: str, key: str) -> Undoable:
    """Take up again what was marked."""
    return _settle(tx, me, round_id, key, Settled.NOT_YET, _("Took up {what} again"))


def _settle(tx: Transaction, me: Me, round_id: str, key: str, settled: Settled, name: str) -> Undoable:
    audit_round, mine = round_to_write(tx, me, round_id), acting(me)
    item = next((i for i in _items(tx, mine, audit_round) if i.key == key), None)
    if item is None:
        raise NotNow(_("That isn’t on the table any more."), _("Look at the list as it is now."))
    before = _mark_of(tx, round_id, key)
    now = None if settled is Settled.NOT_YET else TableMark(key, settled, mine.clock.today())
    _write(tx, round_id, key, now)

    def undo(tx: Transaction, me: Me) -> None:
        round_to_write(tx, me, round_id)
        if _mark_of(tx, round_id, key) != now:
            raise changed_since()
        _write(tx, round_id, key, before)

    return Undoable(key, name.format(what=f"“{item.title}”"), undo)


def _mark_of(tx: Transaction, round_id: str, key: str) -> TableMark | None:
    return next((m for m in agreements.table_marks_of(tx, round_id) if m.item_key == key), None)


def _write(tx: Transaction, round_id: str, key: str, mark: TableMark | None) -> None:
    if mark is None:
        agreements.delete_table_mark(tx, round_id, key)
    else:
        agreements.save_table_mark(tx, round_id, mark)


def _items(tx: Transaction, mine: SignedIn, audit_round: AuditRound) -> Iterator[TableItem]:
    """In this order; nothing is read of a part that is off."""
    team_id, today = audit_round.team_id, mine.clock.today()
    parts = team_parts.parts_of(tx, team_id)
    makers = {
        TeamPart.BENT_RULES: partial(_of_rules, tx, audit_round),
        TeamPart.SAID_DID: partial(_of_answers, tx, team_id, today),
        TeamPart.TRAINING: partial(_of_training, tx, audit_round),
        TeamPart.PRACTICES: partial(_of_practices, tx, mine, team_id, today),
        TeamPart.CARDS: partial(_of_cards, tx, team_id),
    }
    for part, make in makers.items():
        if part in parts:
            yield from make()


def key_of_rule(rule: str) -> str:
    """A rule's key whatever its spelling, without its words: a mark stays when the rule's entries are taken out."""
    return f"rule/{blake2b(fold_agency(rule).encode(), digest_size=16).hexdigest()}"


def title_of(tx: Transaction, team_id: str, key: str) -> str:
    """What a team calls the thing with this key; empty once nothing of it is kept, as no key holds its words."""
    kind, _slash, thing_id = key.partition("/")
    if kind == "rule":
        rules = (bent.rule for bent in daily_notes.bent_rules_of(tx, team_id))
        return next((rule for rule in rules if key_of_rule(rule) == key), "")
    if kind == "card":
        card = reading_cards.load_card(tx, thing_id)
        return card.source if card is not None and card.team_id == team_id else ""
    return name_of(_OF_PARTS[key]) if key in _OF_PARTS else ""


def _of_rules(tx: Transaction, audit_round: AuditRound) -> Iterator[TableItem]:
    """Rules bent three times or more in the quarter of the review, each with its reasons."""
    for rule in bent_agenda.agenda_items(tx, audit_round.team_id, audit_round.quarter)[:MOST_RULES]:
        yield TableItem(
            key_of_rule(rule.rule),
            "arrow-bend-up-right",
            rule.rule,
            agenda_words(rule),
            tuple(_("Because: {why}").format(why=why) for why in rule.reasons),
            "small-logs",
            TeamPart.BENT_RULES.value,
        )


def _of_answers(tx: Transaction, team_id: str, today: date) -> Iterator[TableItem]:
    lines = said_did.open_long(tx, team_id, today)
    if not lines:
        return
    n = len(lines)
    words = _("“{said}”: {age}.")
    reasons = [words.format(said=line.said, age=age_words(line.heard_on, today)) for line in lines]
    yield TableItem(
        "said and did",
        "chat-circle-text",
        name_of(TeamPart.SAID_DID),
        plural(
            "Somebody has waited long for an answer.", "{n} lines have waited long for an answer.", n
        ).format(n=n),
        _first(reasons),
        "said-did",
    )


def _of_training(tx: Transaction, audit_round: AuditRound) -> Iterator[TableItem]:
    """What training met in the service or the system since the last review."""
    since = barrier_sources.since_last_review(tx, audit_round)
    met = [noticed.text for noticed in barrier_sources.of_training(tx, audit_round.team_id, since)]
    if not met:
        return
    n = len(met)
    line = plural(
        "Something stood in the way of what people learned.",
        "{n} things stood in the way of what people learned.",
        n,
    )
    yield TableItem(
        "training",
        "clipboard-text",
        name_of(TeamPart.TRAINING),
        line.format(n=n),
        _first([_("“{words}”").format(words=words) for words in dict.fromkeys(met)]),
        "training",
    )


def _of_practices(tx: Transaction, mine: SignedIn, team_id: str, today: date) -> Iterator[TableItem]:
    for need in practices.needs_of(tx, mine, team_id, today):
        yield TableItem("practices", need.icon, name_of(TeamPart.PRACTICES), f"{need.title}.", (), need.area)


def _of_cards(tx: Transaction, team_id: str) -> Iterator[TableItem]:
    for card in reading_cards.parked_cards(tx, team_id, MOST_REASONS):
        yield TableItem(
            f"card/{card.card_id}",
            "note",
            card.source,
            _("A reading card that we put by. Is this the day for it?"),
            (_("Because: {why}").format(why=card.why),) if card.why else (),
            "reading-cards",
            card.card_id,
        )


def _first(reasons: Sequence[str]) -> tuple[str, ...]:
    """At most three of them, and how many more there are."""
    if len(reasons) <= MOST_REASONS:
        return tuple(reasons)
    more = _("and {n} more").format(n=len(reasons) - MOST_REASONS)
    return (*reasons[:MOST_REASONS], more)
