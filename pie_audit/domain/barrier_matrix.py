"""What gets in the way, laid out: rows are themes or stages, columns the level at which it could be solved."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pie_audit.domain.agency import fold_agency
from pie_audit.domain.barrier import Barrier, BarrierNote, BarrierSource, BarrierStatus, BarrierStep, Stage
from pie_audit.domain.barrier_words import (
    entries_words,
    reviews_words,
    stage_words,
    times_on_paper_words,
    times_words,
)
from pie_audit.domain.influence import RELEVEL_FROM, Direction, FeltBy, Influence
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.quarter import Quarter
from pie_audit.words import _

COLUMNS: tuple[BarrierLevel | None, ...] = (*BarrierLevel, None)
"""The levels, and at the end what nobody is sure of."""

_CARD = "review:"
_LOGS = frozenset({BarrierSource.FRICTION, BarrierSource.REFUSAL})


class Rows(StrEnum):
    """What the rows of the matrix are."""

    THEMES = "themes"
    STAGES = "stages"


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something in the way as one place tells it: a card of one review, or all entries of one kind in a log.

    `month` is the first month of a log (2026-07), `times` its entries and `minutes` what they cost; a card has
    neither. `order` tells cards of one review apart, and means nothing else.
    """

    source: BarrierSource
    key: str
    text: str
    level: BarrierLevel | None
    quarter: Quarter
    topic_id: str | None = None
    times: int = 1
    minutes: int = 0
    month: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """The barriers of one row at one level; None is “not sure”."""

    level: BarrierLevel | None
    barriers: tuple[Barrier, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A theme or a stage with a cell for each of `COLUMNS`. `key` is empty for “not said yet”."""

    key: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The barriers of a team. `individual` counts those of one person that aren't gone."""

    rows: tuple[MatrixRow, ...]
    barriers: tuple[Barrier, ...]
    individual: int = 0

    @property
    def asks_relevel(self) -> bool:
        """Whether so much is laid on single people that one looks again."""
        return self.individual >= RELEVEL_FROM

    def barrier(self, key: str) -> Barrier | None:
        """The barrier of that key."""
        return next((b for b in self.barriers if b.key == key), None)


def fold_words(text: str) -> str:
    """A text as it meets itself again: without case, doubled spaces and a full stop."""
    return " ".join(text.split()).casefold().rstrip(".!… ")


def key_of_card(text: str) -> str:
    """The key of what a review noticed."""
    return _CARD + fold_words(text)


def key_of_process(process: str) -> str:
    """The key of a process that takes too long, in whatever spelling."""
    return f"friction:{fold_agency(process)}"


def noticed_card(card: Influence, quarter: Quarter) -> Noticed:
    """What a card of the board that hinders tells."""
    source = BarrierSource.LIVED_EXPERIENCE if card.felt_by is FeltBy.RESIDENTS else BarrierSource.REVIEW
    text = " ".join(card.text.split())
    return Noticed(
        source, key_of_card(text), text, card.level, quarter, card.topic_id, order=card.influence_id
    )


def hinders(cards: Iterable[Influence]) -> list[Influence]:
    """The cards that get in the way."""
    return [card for card in cards if card.direction is Direction.HINDERS and card.text.strip()]


def barriers_from(
    noticed: Iterable[Noticed],
    notes: Iterable[BarrierNote],
    steps: Iterable[BarrierStep],
    now: Quarter,
) -> tuple[Barrier, ...]:
    """One barrier for each thing that was noticed, in an order that doesn't depend on how it was read.

    Equal values count once. What the team says wins over where it was noticed.
    """
    by_key: defaultdict[str, list[Noticed]] = defaultdict(list)
    every = set(noticed)
    logs = {fold_words(n.text): n.key for n in sorted(every, key=_order) if n.source in _LOGS}
    for one in sorted(every, key=_order):
        by_key[one.key if one.source in _LOGS else logs.get(fold_words(one.text), one.key)].append(one)
    said = {note.barrier_key: note for note in notes}
    lines: defaultdict[str, list[BarrierStep]] = defaultdict(list)
    for step in sorted(set(steps), key=lambda s: (s.week, s.place, s.step_id)):
        lines[logs.get(step.barrier_key.removeprefix(_CARD), step.barrier_key)].append(step)
    found = [
        _with_note(_barrier(key, group, now), said.get(key), tuple(lines[key]))
        for key, group in by_key.items()
    ]
    return tuple(sorted(found, key=_newest_first))


def matrix_of(
    barriers: Sequence[Barrier], rows: Rows, themes: Mapping[str, str], topics: Mapping[str, str]
) -> Matrix:
    """The matrix. `themes` are titles by id in their order, `topics` the theme of each topic."""
    placed = tuple(replace(b, theme_id=topics.get(b.topic_id or "")) for b in barriers)
    heads = _heads(rows, themes)
    laid = [
        MatrixRow(
            key,
            title,
            tuple(_cell(level, [b for b in placed if _row_of(b, rows) == key]) for level in COLUMNS),
        )
        for key, title in heads
    ]
    open_ones = [b for b in placed if b.status is not BarrierStatus.GONE]
    return Matrix(tuple(laid), placed, sum(b.level is BarrierLevel.INDIVIDUAL for b in open_ones))


def _heads(rows: Rows, themes: Mapping[str, str]) -> list[tuple[str, str]]:
    if rows is Rows.STAGES:
        heads = [(stage.value, stage_words(stage)) for stage in Stage]
    else:
        heads = list(themes.items())
    return [*heads, ("", _("Not said yet"))]


def _row_of(barrier: Barrier, rows: Rows) -> str:
    if rows is Rows.STAGES:
        return barrier.stage.value if barrier.stage else ""
    return barrier.theme_id or ""


def _cell(level: BarrierLevel | None, of_row: Sequence[Barrier]) -> Cell:
    here = [b for b in of_row if b.level is level]
    return Cell(level, tuple(sorted(here, key=lambda b: b.status is BarrierStatus.GONE)))


def _barrier(key: str, group: Sequence[Noticed], now: Quarter) -> Barrier:
    """`group` in its order."""
    cards = [n for n in group if n.source not in _LOGS]
    logs = [n for n in group if n.source in _LOGS]
    shown = logs or cards
    latest = max(shown, key=lambda n: (n.quarter, n.times, n.text, n.order))
    return Barrier(
        key=key,
        text=latest.text,
        level=_level_of_cards(cards) if cards else _level_of_logs(logs),
        source=_source(shown),
        first_seen=min(n.quarter for n in group),
        times_seen=sum(n.times for n in logs) if logs else len({n.quarter for n in cards}),
        base=_base(cards, logs, now),
        paper_base=_base(cards, logs, now, on_paper=True),
        topic_id=_topic(group),
        minutes=_minutes(logs),
    )


def _source(shown: Sequence[Noticed]) -> BarrierSource:
    """Lived experience where it was ever told by those who live with it."""
    sources = {n.source for n in shown}
    if BarrierSource.LIVED_EXPERIENCE in sources:
        return BarrierSource.LIVED_EXPERIENCE
    return max(shown, key=lambda n: (n.quarter, n.source.value)).source


def _level_of_cards(cards: Sequence[Noticed]) -> BarrierLevel | None:
    """That of the latest quarter; not sure where cards of the same words disagree there."""
    latest = max(n.quarter for n in cards)
    levels = {n.level for n in cards if n.quarter == latest}
    return levels.pop() if len(levels) == 1 else None


def _level_of_logs(logs: Sequence[Noticed]) -> BarrierLevel | None:
    """The one that most entries carry; not sure where two do."""
    counted: Counter[BarrierLevel] = Counter()
    for one in logs:
        if one.level is not None:
            counted[one.level] += one.times
    ranked = counted.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _topic(group: Sequence[Noticed]) -> str | None:
    told = [n for n in group if n.topic_id]
    return max(told, key=lambda n: (n.quarter, n.topic_id or "")).topic_id if told else None


def _base(cards: Sequence[Noticed], logs: Sequence[Noticed], now: Quarter, *, on_paper: bool = False) -> str:
    parts = []
    times = sum(n.times for n in logs)
    if logs and logs[0].source is BarrierSource.FRICTION:
        parts.append(entries_words(times, _minutes(logs)))
    elif logs and on_paper:
        parts.append(times_on_paper_words(times, min(n.quarter for n in logs)))
    elif logs:
        parts.append(times_words(times, min(n.month for n in logs), now))
    in_review = {n.quarter for n in cards if n.source is not BarrierSource.TRAINING}
    if in_review:
        parts.append(reviews_words(len(in_review)))
    if any(n.source is BarrierSource.TRAINING for n in cards):
        parts.append(_("after training"))
    return _("; ").join(parts)


def _minutes(logs: Sequence[Noticed]) -> int | None:
    """Summed from three entries on (practice.md, section 10)."""
    timed = [n for n in logs if n.source is BarrierSource.FRICTION]
    enough = sum(n.times for n in timed) >= 3
    return sum(n.minutes for n in timed) if enough else None


def _with_note(barrier: Barrier, note: BarrierNote | None, history: tuple[BarrierStep, ...]) -> Barrier:
    if note is None:
        return replace(barrier, history=history)
    level = None if note.is_unsure else (note.level or barrier.level)
    return replace(
        barrier,
        level=level,
        stage=note.stage,
        topic_id=note.topic_id or barrier.topic_id,
        who_could_change_it=note.who_could_change_it,
        status=note.status,
        history=history,
    )


def _order(one: Noticed) -> tuple[str, ...]:
    return (
        str(one.quarter),
        one.source.value,
        one.key,
        one.text,
        one.level.value if one.level else "",
        one.topic_id or "",
        str(one.times),
        str(one.minutes),
        one.month,
        one.order,
    )


def _newest_first(barrier: Barrier) -> tuple[int, int, str]:
    seen = barrier.first_seen
    return (-(seen.year * 4 + seen.number), -barrier.times_seen, barrier.key)
