"""Made-up openings, and everything that trends and tables then show: what somebody sees who may see it all.

Whoever is hidden is worked out here from the words of audit.md (“Small groups at reveal”), not by the program's rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random

from pie_audit.domain.answer import Answer, CantTell, Level, NotApplicable
from pie_audit.domain.audit import Outcome, Rating, RatingSheet, RoundState
from pie_audit.domain.disclosure import Reveal
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.table import TableName
from pie_audit.domain.team import Perspective
from pie_audit.storage.trend_figures import ThemeFigures, TopicRecord
from pie_audit.workflows import questions
from pie_audit.workflows.tables import making
from pie_audit.workflows.trends.charting import charted
from pie_audit.workflows.trends.material import Review, TrendMaterial
from pie_audit.workflows.trends.views import TrendWish, Window
from pie_audit.workflows.trends.windows import as_wished, in_window
from tests import make

NOW = Quarter(2026, 4)
MINIMUM = 5
THEME = "A"
SIZES = {
    Perspective.TEAM: (0, 3, 4, 5, 6, 7),
    Perspective.MANAGER: (0, 1, 2),
    Perspective.LIVED_EXPERIENCE: (0, 1, 3, 4, 6),
    Perspective.PARTNER: (0, 1, 2),
}
OF_RATINGS = (TableName.THEMES, TableName.TOPICS, TableName.DISTANCE, TableName.PARTICIPATION)

World = tuple[tuple[RatingSheet, ...], ...]
"""The sheets of each review, the earliest first."""

Rule = Callable[[Sequence[RatingSheet], int], Reveal]


def random_world(rng: Random, reviews: int = 2) -> World:
    """Few people in each group, some with a tick, most with a level."""
    return tuple(tuple(_sheets(rng)) for _review in range(reviews))


def _sheets(rng: Random) -> Iterator[RatingSheet]:
    one = make.audit_round(scope=Scope.FULL.value, theme_id=None, optional_themes=frozenset())
    ticks = rng.choice((0.2, 0.9))
    for perspective, sizes in SIZES.items():
        asked = [t.id for t in questions.asked(questions.bundled(), one, perspective) if t.theme == THEME]
        for _person in range(rng.choice(sizes)):
            given = {t: Rating(t, answer) for t in asked if (answer := _answer(rng)) is not None}
            yield RatingSheet("round", perspective, tuple(asked), given, consent=rng.random() < ticks)


def _answer(rng: Random) -> Answer | None:
    roll = rng.random()
    if roll < 0.85:
        return Level(rng.randrange(5))
    return NotApplicable() if roll < 0.9 else CantTell() if roll < 0.95 else None


def everything_shown(world: World, rule: Rule) -> tuple[object, ...]:
    """All charts with every figure, word and place in them, for every wish, and all tables."""
    material = _material(world, rule)
    found: list[object] = []
    for wish in wishes():
        trends, shown = charted(material, wish), as_wished(material, wish)
        found.append(replace(trends, wish=TrendWish()))
        makers = making._of_trends(trends, shown)
        found += [makers[name]() for name in OF_RATINGS]
    return tuple(found)


def wishes() -> Iterator[TrendWish]:
    """The ways of looking that change what of ratings is told."""
    for perspective in (None, *Perspective):
        for window in (Window.FOUR, Window.ALL):
            yield TrendWish(window, perspective=perspective, with_unsigned=True)
    yield TrendWish(theme_id=THEME)
    yield TrendWish(until=NOW.plus(-1), with_unsigned=True)
    yield TrendWish(at_most=1, to_leave=True)
    yield TrendWish(then=NOW.plus(-1), now=NOW)


def _material(world: World, rule: Rule) -> TrendMaterial:
    themes = questions.bundled().themes
    reviews = tuple(
        _review(sheets, rule(sheets, MINIMUM), NOW.plus(at + 1 - len(world)))
        for at, sheets in enumerate(world)
    )
    whole = TrendMaterial(make.team(team_id="team"), NOW.last_day, (), reviews, themes, 8)
    return in_window(whole, Window.ALL)


def _review(sheets: Sequence[RatingSheet], opened: Reveal, quarter: Quarter) -> Review:
    one = make.audit_round(
        round_id=str(quarter),
        quarter=quarter,
        state=RoundState.SIGNED,
        scope=Scope.FULL.value,
        theme_id=None,
        optional_themes=frozenset(),
        questionnaire_version=questions.bundled().version,
    )
    asked = questions.asked(questions.bundled(), one, Perspective.TEAM)
    by_theme = {
        theme.id: tuple(t for t in asked if t.theme == theme.id) for theme in questions.bundled().themes
    }
    return Review(
        round=replace(one, public_key=bytes(32), slip_salt=bytes(16)),
        questions=questions.bundled(),
        asked=asked,
        by_theme=by_theme,
        figures={
            theme: ThemeFigures(len(topics), 2 * len(topics), 2, 2, 0, 0, 0)
            for theme, topics in by_theme.items()
        },
        records={t.id: TopicRecord(Outcome.AGREED, Level(2)) for t in asked},
        counts=opened.counts,
        took_part=opened.took_part,
    )


def hidden_people(sheets: Sequence[RatingSheet], topic: str) -> list[int]:
    """Places of those who gave the topic a level that no rule lets anybody see, alone or among others."""
    there = [at for at, sheet in enumerate(sheets) if sheet.has_level]
    rated = [at for at in there if level_of(sheets[at], topic) is not None]
    groups = {p: [at for at in there if sheets[at].perspective is p] for p in Perspective}
    drawn = {p for p, group in groups.items() if _is_drawn(sheets, topic, group)}
    hidden = [at for at in rated if sheets[at].perspective not in drawn]
    pooled = len(hidden) >= MINIMUM
    return [] if pooled else hidden


def _is_drawn(sheets: Sequence[RatingSheet], topic: str, group: Sequence[int]) -> bool:
    asked = [at for at in group if topic in sheets[at].topics]
    rated = [at for at in asked if level_of(sheets[at], topic) is not None]
    return len(rated) >= MINIMUM or (bool(rated) and all(sheets[at].consent for at in asked))


def level_of(sheet: RatingSheet, topic: str) -> Level | None:
    """The level that somebody gave, if it was one."""
    answer = sheet.rating(topic).answer
    return answer if isinstance(answer, Level) else None


def with_level(world: World, review: int, person: int, topic: str, level: Level) -> World:
    """The same world, but for one answer of one person."""
    sheets = list(world[review])
    ratings = {**sheets[person].ratings, topic: Rating(topic, level)}
    sheets[person] = replace(sheets[person], ratings=ratings)
    return (*world[:review], tuple(sheets), *world[review + 1 :])


def with_one_more(world: World, review: int, person: int) -> World:
    """The same world with somebody more beside this person, who answers alike and doesn't tick."""
    sheets = world[review]
    return (*world[:review], (*sheets, replace(sheets[person], consent=False)), *world[review + 1 :])
