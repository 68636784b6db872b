"""What is said at the top of the trends: whose they are, why something is out of sight, and where they begin."""

from __future__ import annotations

from collections.abc import Callable

from pie_audit.domain.chart import LineChart, is_drawn
from pie_audit.ui.trends.naming import window_words
from pie_audit.ui.widgets import EmptyState, SecondaryButton
from pie_audit.words import _
from pie_audit.workflows.trends.views import Part, Trends


def context(trends: Trends) -> str:
    """The line under the heading."""
    return _("{team} compared only with itself. {window}").format(
        team=trends.team.name, window=window_words(trends.wish.window)
    )


def hidden(trends: Trends) -> tuple[str, str]:
    """Why levels are out of sight, and when they come back; empty while they are not."""
    if not trends.hidden_why:
        return "", ""
    return trends.hidden_why, _("Everything else on this page is here as usual.")


def start(trends: Trends) -> tuple[str, str]:
    """What is said while there is nothing to compare with; empty once there is, or where nothing may be said."""
    if trends.hidden_why or has_nothing(trends):
        return "", ""
    if quarters_with_levels(trends) == 0:
        return _("No review in this time yet."), _(
            "A line begins once a quarter is talked through and signed off."
        )
    if quarters_with_levels(trends) == 1:
        return _("One quarter is a starting point."), _("The line begins next time.")
    return "", ""


def has_nothing(trends: Trends) -> bool:
    """Whether there is neither a review nor anything else to look at."""
    return not any(is_drawn(chart) for section in trends.sections for chart in section.charts)


def quarters_with_levels(trends: Trends) -> int:
    """In how many quarters of the window any theme or topic stood somewhere."""
    themes = trends.section(Part.THEMES)
    lines = [chart for chart in themes.charts if isinstance(chart, LineChart)] if themes is not None else []
    found = {
        at for line in lines for s in line.series for at, p in enumerate(s.points) if p.value is not None
    }
    return max(len(found), len(trends.signed))


def empty(go_review: Callable[[], object]) -> EmptyState:
    """What stands where nothing is yet."""
    review = SecondaryButton(_("Go to our review"), "clipboard-text")
    review.clicked.connect(go_review)
    words = _(
        "One quarter is a starting point: sign off your first review, and the line begins the next time."
    )
    return EmptyState(_("Nothing to compare yet"), words, review)
