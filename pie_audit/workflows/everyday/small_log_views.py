"""What the page of small logs shows: the newest entries of each part that a team uses, and what all of them add up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pie_audit.domain.bent_agenda import AgendaItem, week_to_ask
from pie_audit.domain.bent_rule import BentRule
from pie_audit.domain.door_card import DoorCard
from pie_audit.domain.name_check import check
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.refusal import Refusal
from pie_audit.domain.refusal_words import RefusalSums, refusal_sums
from pie_audit.domain.small_log_sums import FrictionSums, TellingsSums, episode_sums, next_label, summed
from pie_audit.domain.small_logs import Friction, Tellings, Win
from pie_audit.domain.team_part import SMALL_LOGS, TeamPart
from pie_audit.storage import daily_notes as notes
from pie_audit.storage import latest_logs, note_sums, people, team_parts, teams
from pie_audit.storage import small_logs as stored
from pie_audit.workflows import (
    drafts,
    questions,
    self_record,
)
from pie_audit.workflows.everyday import (
    bent_agenda,
    daily_notes,
    entry_books,
    own_wins,
    small_logs,
)
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from datetime import date

    from pie_audit.domain.name_finding import Finding
    from pie_audit.domain.questionnaire import Topic
    from pie_audit.domain.team import Team
    from pie_audit.storage.transaction import Transaction

MOST_SHOWN = 50
_TOPICS = {TeamPart.TELLINGS: "D7", TeamPart.PROMPTS: "A2"}
Entry = Win | Friction | Tellings | Refusal | BentRule | DoorCard


@dataclass(frozen=True, slots=True)
class SmallLogs:
    """What the page shows. `parts` are those of `SMALL_LOGS` that the team uses; all but the one `part` looked at is empty.

    `known` are agencies, processes and cards named before, one spelling each. `waiting` are bent rules of which it is
    time to say what happened. `prompts` counts who was offered the two questions in twelve months, and done together.
    `begun` are words that this person left in the form. `has_more`: there are older entries than those shown.
    `topic` of the review is the one that the part belongs to, where it has one.
    """

    team: Team
    today: date
    month: str
    parts: tuple[TeamPart, ...]
    part: TeamPart | None
    colleagues: tuple[str, ...]
    allowed: tuple[str, ...]
    begun: Mapping[str, str] = field(default_factory=dict)
    next_label: str = "T1"
    wins: tuple[Win, ...] = ()
    topics: tuple[tuple[str, str], ...] = ()
    friction: tuple[Friction, ...] = ()
    friction_sums: FrictionSums = field(default_factory=lambda: summed((), (), {}))
    tellings: tuple[Tellings, ...] = ()
    tellings_sums: TellingsSums = field(default_factory=lambda: episode_sums(()))
    refusals: tuple[Refusal, ...] = ()
    refusal_sums: RefusalSums = field(default_factory=RefusalSums)
    bent_rules: tuple[BentRule, ...] = ()
    waiting: tuple[BentRule, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    prompts: tuple[int, int] = (0, 0)
    doors: tuple[DoorCard, ...] = ()
    known: tuple[str, ...] = ()
    has_more: bool = False
    topic: Topic | None = None


def look(
    tx: Transaction, me: Me, team_id: str, wanted: TeamPart | None = None, most: int = MOST_SHOWN
) -> SmallLogs:
    """One part of a team's small logs, its newest entries and its sums: the one wanted, or the first that the team uses.

    Raises NotNow for anybody outside the team.
    """
    mine = acting(me)
    require(mine.member, Act.READ_TEAM, Matter(team_id))
    used = team_parts.parts_of(tx, team_id)
    month, parts = small_logs.month_of(mine), tuple(part for part in SMALL_LOGS if part in used)
    part = wanted if wanted in parts else next(iter(parts), None)
    whole = SmallLogs(
        team=teams.load_team(tx, team_id),
        today=mine.clock.today(),
        month=month,
        parts=parts,
        part=part,
        colleagues=tuple(member.name for member in people.list_members(tx)),
        allowed=self_record.load(tx, me).allowed_words,
        topic=questions.bundled().topic(_TOPICS[part]) if part in _TOPICS else None,
    )
    return whole if part is None else _with(tx, me, whole, part, most)


def _with(tx: Transaction, me: Me, logs: SmallLogs, part: TeamPart, most: int) -> SmallLogs:
    """The same with the newest entries of one part and its sums; one more is read, to know whether there are any."""
    found = _READERS[part](tx, logs, most + 1)
    begun = drafts.words(tx, me, draft_key(logs.team.team_id, part)) or {}
    entries = _ENTRIES.get(part)
    if entries is None or len(found[entries]) <= most:
        return replace(logs, begun=begun, **found)
    return replace(logs, begun=begun, has_more=True, **(found | {entries: found[entries][:most]}))


def _wins(tx: Transaction, logs: SmallLogs, most: int) -> dict[str, Any]:
    topics = own_wins.topics_to_choose(tx, logs.team.team_id)
    return {"wins": stored.wins_of(tx, logs.team.team_id, most), "topics": topics}


def _friction(tx: Transaction, logs: SmallLogs, most: int) -> dict[str, Any]:
    team_id = logs.team.team_id
    return {
        "friction": stored.friction_of(tx, team_id, most),
        "friction_sums": note_sums.friction_sums_of(tx, team_id),
        "known": daily_notes.agencies_of(tx, team_id),
        "doors": _doors_if_used(tx, logs),
    }


def _tellings(tx: Transaction, logs: SmallLogs, most: int) -> dict[str, Any]:
    team_id = logs.team.team_id
    sums = note_sums.tellings_sums_of(tx, team_id)
    return {
        "tellings": stored.tellings_of(tx, team_id, most),
        "tellings_sums": sums,
        "next_label": next_label(latest_logs.tellings_in_month(tx, team_id, logs.month), logs.month),
    }


def _refusals(tx: Transaction, logs: SmallLogs, most: int) -> dict[str, Any]:
    team_id, since = logs.team.team_id, a_year_before(logs.month)
    counts = note_sums.refusal_counts(tx, team_id, since)
    return {
        "refusals": notes.refusals_of(tx, team_id, most),
        "known": daily_notes.agencies_of(tx, team_id),
        "refusal_sums": refusal_sums(counts, note_sums.refusers(tx, team_id, since)),
        "doors": _doors_if_used(tx, logs),
    }


def _bent_rules(tx: Transaction, logs: SmallLogs, most: int) -> dict[str, Any]:
    team_id = logs.team.team_id
    week = week_to_ask(logs.today)
    return {
        "bent_rules": notes.bent_rules_of(tx, team_id, most),
        "waiting": notes.unanswered_bent_rules(tx, team_id, week, bent_agenda.MOST_ASKED),
        "agenda": bent_agenda.agenda_items(tx, team_id, Quarter.of(logs.today)),
    }


def _prompts(tx: Transaction, logs: SmallLogs, _most: int) -> dict[str, Any]:
    return {"prompts": note_sums.prompt_sums(tx, logs.team.team_id, a_year_before(logs.month))}


def _doors(tx: Transaction, logs: SmallLogs, _most: int) -> dict[str, Any]:
    team_id = logs.team.team_id
    return {"doors": notes.door_cards_of(tx, team_id), "known": daily_notes.agencies_of(tx, team_id)}


def _doors_if_used(tx: Transaction, logs: SmallLogs) -> tuple[DoorCard, ...]:
    """Cards to offer beside a form where an agency is typed."""
    return notes.door_cards_of(tx, logs.team.team_id) if TeamPart.DOORS in logs.parts else ()


_READERS = {
    TeamPart.WINS: _wins,
    TeamPart.FRICTION: _friction,
    TeamPart.TELLINGS: _tellings,
    TeamPart.REFUSALS: _refusals,
    TeamPart.BENT_RULES: _bent_rules,
    TeamPart.PROMPTS: _prompts,
    TeamPart.DOORS: _doors,
}
_ENTRIES = {
    TeamPart.WINS: "wins",
    TeamPart.FRICTION: "friction",
    TeamPart.TELLINGS: "tellings",
    TeamPart.REFUSALS: "refusals",
    TeamPart.BENT_RULES: "bent_rules",
}


def names_in(logs: SmallLogs, *texts: str) -> tuple[Finding, ...]:
    """What the name check warns of before others read words; it never blocks. An agency typed before is no person."""
    allowed = (*logs.allowed, *(word for name in logs.known for word in name.split()))
    return tuple(
        finding for text in texts for finding in check(text, colleagues=logs.colleagues, allowed=allowed)
    )


def send(tx: Transaction, me: Me, part: TeamPart, entry: Entry, known: Entry | None = None) -> Undoable:
    """Keep what was typed into the form of a part, as an entry or over the one `known`; nothing stays behind as begun.

    Raises EntryChanged where that isn't what stands there any more.
    """
    saved: Undoable = _SAVERS[part](tx, me, entry, known)
    drafts.drop(tx, me, draft_key(entry.team_id, part))
    return saved


_SAVERS: Mapping[TeamPart, Any] = {
    TeamPart.WINS: small_logs.save_win,
    TeamPart.FRICTION: small_logs.save_friction,
    TeamPart.TELLINGS: small_logs.save_tellings,
    TeamPart.REFUSALS: daily_notes.save_refusal,
    TeamPart.BENT_RULES: daily_notes.save_bent_rule,
    TeamPart.DOORS: daily_notes.save_door,
}


def take_out(tx: Transaction, me: Me, part: TeamPart, entry: Entry) -> Undoable:
    """Take an entry away as it was read; it can be brought back by name."""
    taken: Undoable = _TAKERS[part](tx, me, entry)
    return taken


_TAKERS: Mapping[TeamPart, Any] = {
    TeamPart.WINS: small_logs.take_win_off,
    TeamPart.FRICTION: small_logs.take_friction_out,
    TeamPart.TELLINGS: small_logs.take_tellings_out,
    TeamPart.REFUSALS: daily_notes.take_refusal_out,
    TeamPart.BENT_RULES: daily_notes.take_bent_rule_out,
    TeamPart.DOORS: daily_notes.take_door_away,
}


def blank(me: Me, logs: SmallLogs, part: TeamPart) -> Entry:
    """A new entry of a part that is typed into a form."""
    team_id = logs.team.team_id
    match part:
        case TeamPart.WINS:
            return small_logs.new_win(me, team_id)
        case TeamPart.FRICTION:
            return small_logs.new_friction(me, team_id)
        case TeamPart.TELLINGS:
            return small_logs.new_tellings(me, team_id, logs.next_label)
        case TeamPart.REFUSALS:
            return daily_notes.new_refusal(me, team_id)
        case TeamPart.BENT_RULES:
            return daily_notes.new_bent_rule(me, team_id)
        case _:
            return daily_notes.new_door(team_id)


def with_noted(logs: SmallLogs, entry: Entry) -> SmallLogs:
    """The same once an entry was sent, until the page is read again: its throwaway label is taken."""
    if not isinstance(entry, Tellings):
        return logs
    tellings = (entry, *(one for one in logs.tellings if one.tellings_id != entry.tellings_id))
    return replace(logs, tellings=tellings, next_label=next_label(tellings, logs.month))


def entry_id(entry: Entry) -> str:
    """By which an entry is known."""
    if isinstance(entry, Win | Friction | Tellings):
        return small_logs.entry_id(entry)
    return daily_notes.note_id(entry)


def keep_words(tx: Transaction, me: Me, team_id: str, part: TeamPart, words: Mapping[str, str]) -> None:
    """Keep what somebody is typing into the form of a part, sealed to them; it is no entry yet."""
    require(acting(me).member, Act.READ_TEAM, Matter(team_id))
    if any(text.strip() for text in words.values()):
        drafts.save_words(tx, me, draft_key(team_id, part), words)
    else:
        drafts.drop(tx, me, draft_key(team_id, part))


def begun_from(part: TeamPart, words: str) -> Entry | None:
    """The entry that the draft of a change began from; None for a draft of a new one."""
    entry: Entry | None = entry_books.begun_from(_KINDS[part], words)
    return entry


_KINDS: Mapping[TeamPart, Any] = {
    TeamPart.WINS: Win,
    TeamPart.FRICTION: Friction,
    TeamPart.TELLINGS: Tellings,
    TeamPart.REFUSALS: Refusal,
    TeamPart.BENT_RULES: BentRule,
    TeamPart.DOORS: DoorCard,
}


def draft_key(team_id: str, part: TeamPart) -> str:
    """Under which the begun words of a form lie."""
    return f"small logs/{team_id}/{_FORMS.get(part, part.value)}"


_FORMS = {TeamPart.WINS: "win"}
"""As it was called before there were parts."""


def a_year_before(month: str) -> str:
    """The first of the twelve months that end with this one."""
    back = int(month[:4]) * 12 + int(month[5:]) - 12
    return f"{back // 12:04d}-{back % 12 + 1:02d}"
