"""How far one person is with their own sheet; never anybody else's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pie_audit.domain.audit import RatingSheet
from pie_audit.domain.questionnaire import Questionnaire, Theme, Topic


@dataclass(frozen=True, slots=True)
class ThemeProgress:
    """Topics of one theme that carry an answer of any kind, out of those asked."""

    theme: Theme
    answered: int
    of: int


def theme_progress(
    questions: Questionnaire, asked: Sequence[Topic], sheet: RatingSheet
) -> tuple[ThemeProgress, ...]:
    """Theme by theme, leaving out themes with nothing to answer."""
    found = []
    for theme in questions.themes:
        mine = [t for t in asked if t.theme == theme.id]
        answered = sum(1 for t in mine if sheet.rating(t.id).answer is not None)
        if mine:
            found.append(ThemeProgress(theme, answered, len(mine)))
    return tuple(found)
