"""Home's card about this quarter: where the review is, and how far I am with my own part."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.day import day_words
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import (
    Card,
    Chip,
    FlowLayout,
    LinkButton,
    PrimaryButton,
    SegmentedProgress,
    ThemeShape,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _, plural
from pie_audit.workflows.audits import Overview
from pie_audit.workflows.progress import ThemeProgress

Going = Callable[[str, object], object]
_MARKS = "ABCDEF"


def review_card(view: Overview, go: Going, *, bars: bool = True) -> Card:
    """The card for the state that this quarter's review is in; `go` opens an area. `bars` are my own progress."""
    card = Card(_("Our {season} review").format(season=view.quarter.season), gap=12)
    audit_round = view.round
    if audit_round is None:
        return _nothing_started(card, view, go)
    state = RoundState(audit_round.state)
    if state is RoundState.OPEN:
        _rating(card, view, audit_round, go, bars=bars)
    elif state is RoundState.CLOSED:
        _closed(card, view, go)
    elif state in {RoundState.REVEALED, RoundState.AGREEING}:
        _talking(card, view, audit_round, go)
    else:
        _signed(card, go)
    return card.add(None)


def _nothing_started(card: Card, view: Overview, go: Going) -> Card:
    if view.may_start:
        card.add(
            WrapLabel(_("Start with the short form: 12 topics, and one theme in full."), "body", "ink2"),
            _buttons(_primary(_("Start this quarter’s review"), go, "start-review", None), _trends(go)),
        )
    else:
        card.add(WrapLabel(_("No review has been started this quarter."), "body", "ink2"))
    return card.add(None)


def _rating(card: Card, view: Overview, audit_round: AuditRound, go: Going, *, bars: bool) -> None:
    until = day_words(audit_round.closes_on)
    if bars:
        card.add_to_title(Chip(_("Rating open until {day}").format(day=until), "info", "calendar-blank"))
    else:
        card.add(boxed(row(Chip(_("Open until {day}").format(day=until), "info", "calendar-blank"), None)))
    card.add(WrapLabel(_where_i_am(view), "body", "ink2"))
    if view.progress and bars:
        card.add(ThemeBars(view.progress))
    look = _link(_("See how we are asking"), go, "review", None)
    if view.i_rate and not view.finished_mine:
        begun = any(progress.answered for progress in view.progress)
        words = _("Carry on rating") if begun else _("Begin rating")
        card.add(_buttons(_primary(words, go, "rate", audit_round.round_id), look))
    else:
        card.add(_buttons(look))


def _closed(card: Card, view: Overview, go: Going) -> None:
    card.add_to_title(Chip(_("Rating has closed"), "neutral", "lock-simple"))
    card.add(
        WrapLabel(_("Two of the three openers open the ratings together, with the team."), "body", "ink2")
    )
    words = _("Open the ratings") if view.may_open else _("Look at Our review")
    card.add(_buttons(_primary(words, go, "review", None)))


def _talking(card: Card, view: Overview, audit_round: AuditRound, go: Going) -> None:
    card.add_to_title(Chip(_("Being talked through"), "info", "chat-circle-text"))
    card.add(WrapLabel(_("The ratings are open. The widest views are worth the most time."), "body", "ink2"))
    if view.may_run:
        card.add(_buttons(_primary(_("Talk it through"), go, "meeting", audit_round.round_id), _trends(go)))
    else:
        card.add(_buttons(_primary(_("Look at Our review"), go, "review", None), _trends(go)))


def _signed(card: Card, go: Going) -> None:
    card.add_to_title(Chip(_("Signed off"), "good"))
    card.add(WrapLabel(_("What was agreed is in the plan."), "body", "ink2"))
    card.add(_buttons(_primary(_("Open the plan"), go, "plan", None), _trends(go)))


def _where_i_am(view: Overview) -> str:
    """My own part; and of the others only how many say that they are done."""
    parts = []
    if view.i_rate:
        answered = sum(progress.answered for progress in view.progress)
        asked = sum(progress.of for progress in view.progress)
        parts.append(
            _("You said you’re done.")
            if view.finished_mine
            else plural(
                "You have answered {n} of {of} topic.", "You have answered {n} of {of} topics.", asked
            ).format(n=answered, of=asked)
        )
    if view.done is not None:
        parts.append(_("{n} of {of} say they are done.").format(n=view.done, of=view.asked_in_all))
    return " ".join(parts) or _("Everybody asked rates in private.")


def _primary(words: str, go: Going, area: str, argument: object) -> PrimaryButton:
    button = PrimaryButton(words, trailing="arrow-right")
    button.clicked.connect(lambda _checked=False: go(area, argument))
    return button


def _link(words: str, go: Going, area: str, argument: object) -> LinkButton:
    button = LinkButton(words)
    button.clicked.connect(lambda _checked=False: go(area, argument))
    return button


def _trends(go: Going) -> LinkButton:
    """Quarters beside one another, for everybody in the team."""
    return _link(_("See what changed over time"), go, "trends", "")


def _buttons(*buttons: QWidget) -> QWidget:
    return boxed(FlowLayout(*buttons, gap=12))


class ThemeBars(QWidget):
    """My own progress by theme, side by side while there is room."""

    def __init__(self, progress: tuple[ThemeProgress, ...]) -> None:
        super().__init__()
        self._cells = [_cell(one) for one in progress]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(12)
        self._across = 0
        self._arrange(len(self._cells))
        theme.changed.connect(self._on_theme_changed)

    def minimumSizeHint(self) -> QSize:
        widest = max((cell.minimumSizeHint().width() for cell in self._cells), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self._arrange(max(1, min(len(self._cells), (self.width() + 10) // theme.px(104))))

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        for at in range(max(self._across, across)):
            self._grid.setColumnStretch(at, 1 if at < across else 0)
        self._across = across
        for at, cell in enumerate(self._cells):
            self._grid.addWidget(cell, at // across, at % across)
        self.updateGeometry()


def _cell(progress: ThemeProgress) -> QWidget:
    mark = max(0, _MARKS.find(progress.theme.id))
    name = row(ThemeShape(mark, 14), gap=7)
    name.addWidget(WrapLabel(progress.theme.short_title, "small_strong"), 1)
    count = _("{n} of {of} topics").format(n=progress.answered, of=progress.of)
    bar = SegmentedProgress(progress.answered, progress.of, mark)
    bar.setAccessibleName(_("{theme}: {count}").format(theme=progress.theme.title, count=count))
    return boxed(column(bar, name, WrapLabel(count, "small", "ink2"), gap=5))
