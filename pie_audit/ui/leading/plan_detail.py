"""One shared plan as its edition says it: what the team asks, what it does, and what gets in its way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.board import Board, BoardAsk, BoardPlan, CameBy
from pie_audit.domain.board_words import (
    ask_words,
    done_words,
    edition_words,
    level_words,
    namesake_words,
    plan_words,
    reply_words,
    signer_words,
    status_words,
)
from pie_audit.domain.day import full_day_words
from pie_audit.domain.plan import ActionStatus, BarrierLevel
from pie_audit.domain.plan_parts import capital
from pie_audit.domain.shared_plan import SharedAction
from pie_audit.domain.shown_line import mark_of
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Chip,
    Divider,
    FlowLayout,
    IconMark,
    LinkButton,
    SecondaryButton,
    ThemeShape,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _, plural

_LOOKS = {
    ActionStatus.DONE.value: ("good", "check-circle"),
    ActionStatus.UNDER_WAY.value: ("info", "circle-half-tilt"),
    ActionStatus.CARRIED.value: ("soft", "arrow-bend-up-right"),
    ActionStatus.STOPPED.value: ("neutral", "pause"),
}


class PlanDetail(Card):
    """`let_go` with the id of the plan; `ask_wanted` with the key of one ask; `pages_wanted` with the id."""

    let_go = Signal(str)
    ask_wanted = Signal(str)
    pages_wanted = Signal(str)

    def __init__(self, board: Board, plan: BoardPlan) -> None:
        super().__init__(gap=12)
        self._plan = plan
        self.go_button = SecondaryButton(_("Let go of it"), "trash", in_row=True)
        self.go_button.setAccessibleName(_("Let go of it: {team}").format(team=plan.plan.team))
        self.go_button.clicked.connect(self._on_let_go)
        self.pages_button = SecondaryButton(_("Look at its pages"), "file-pdf", in_row=True)
        self.pages_button.setAccessibleName(_("Look at its pages: {team}").format(team=plan.plan.team))
        self.pages_button.clicked.connect(self._on_pages)
        self._heading(plan)
        self._theme(plan)
        own = [ask for group in board.asks for ask in group.asks if ask.plan_id == plan.plan_id]
        self._asks(own)
        self._actions(plan)
        self._barriers(plan)
        self._foot(plan)
        self.add(None)

    def _heading(self, plan: BoardPlan) -> None:
        words = column(WrapLabel(plan.plan.team, "h2"), gap=2)
        if plan.plan.about:
            words.addWidget(WrapLabel(plan.plan.about, "small", "ink2"))
        words.addWidget(WrapLabel(plan_words(plan), "body", "ink2"))
        chips: list[QWidget] = [Chip(edition_words(plan.plan.edition), "neutral", "file-pdf")]
        if plan.is_new:
            chips.append(Chip(_("New"), "info"))
        if plan.plan.is_demo:
            chips.append(Chip(_("Made up"), "warn"))
        self.add(words, boxed(FlowLayout(*chips, gap=8)))
        if plan.has_pages:
            self.add(boxed(FlowLayout(self.pages_button)))
        if plan.is_namesake:
            self.add(Banner(_("Another team here has the same name."), namesake_words(plan), look="warn"))

    def _theme(self, plan: BoardPlan) -> None:
        shown = plan.plan.theme
        if shown is None or not shown.words.strip():
            return
        line = row(gap=10)
        mark = mark_of(shown)
        if mark is not None:
            line.addWidget(ThemeShape(mark, 16), 0, Qt.AlignmentFlag.AlignTop)
        own = WrapLabel(_("“{words}”").format(words=shown.words.strip()))
        line.addLayout(column(WrapLabel(shown.title, "strong"), own, gap=2), 1)
        self.add(line)

    def _asks(self, asks: list[BoardAsk]) -> None:
        self.add(Divider(), WrapLabel(_("What they ask"), "h3"))
        if not asks:
            self.add(WrapLabel(_("They ask for nothing in this plan."), "body", "ink2"))
        for ask in asks:
            open_it = LinkButton(_("To the ask"), in_row=True)
            open_it.setAccessibleName(_("To the ask: {what}").format(what=ask.ask.what))
            open_it.clicked.connect(lambda _checked=False, key=ask.key: self.ask_wanted.emit(key))
            self.add(
                boxed(
                    column(
                        WrapLabel(capital(ask.ask.what), "strong"), *_answers(ask), row(open_it, None), gap=2
                    )
                )
            )

    def _actions(self, plan: BoardPlan) -> None:
        if not plan.plan.actions:
            return
        self.add(Divider(), WrapLabel(_("What they do themselves"), "h3"))
        self.add(WrapLabel(done_words(plan), "small", "ink2"))
        for action in plan.plan.actions:
            self.add(_action_row(action))

    def _barriers(self, plan: BoardPlan) -> None:
        if not plan.plan.barriers:
            return
        self.add(Divider(), WrapLabel(_("What gets in the way"), "h3"))
        for level in BarrierLevel:
            named = [barrier.words for barrier in plan.plan.barriers if barrier.level is level]
            if named:
                self.add(WrapLabel(level_words(level), "small_strong", "ink2"))
            for words in named:
                line = row(IconMark("circle", 8, "ink2"), gap=10)
                line.addWidget(WrapLabel(words), 1)
                self.add(line)

    def _foot(self, plan: BoardPlan) -> None:
        said = _("Came as a file on {day}.") if plan.came_by is CameBy.FILE else _("Shared here on {day}.")
        lines = [said.format(day=full_day_words(plan.since))]
        if plan.earlier:
            n = len(plan.earlier)
            more = plural(
                "{n} earlier plan of this team is kept.", "{n} earlier plans of this team are kept.", n
            )
            lines.append(more.format(n=n))
        if plan.signer_words:
            lines.append(signer_words(plan))
        if plan.plan.contact:
            lines.append(_("To talk about it: {who}").format(who=plan.plan.contact))
        self.add(Divider(), *(WrapLabel(words, "small", "ink2") for words in lines))
        if plan.came_by is CameBy.FILE:
            self.add(boxed(FlowLayout(self.go_button)))

    def _on_pages(self) -> None:
        self.pages_wanted.emit(self._plan.plan_id)

    def _on_let_go(self) -> None:
        self.let_go.emit(self._plan.plan_id)


def _answers(ask: BoardAsk) -> list[QWidget]:
    found: list[QWidget] = [WrapLabel(ask_words(ask), "small", "ink2")]
    if ask.ask.answer and not ask.given:
        found.append(WrapLabel(_("On their plan: {answer}").format(answer=ask.ask.answer)))
    found += [WrapLabel(reply_words(given)) for given in ask.given[-1:]]
    if ask.waits:
        found.append(boxed(FlowLayout(Chip(_("Waits for a reply"), "warn", "hourglass"))))
    return found


def _action_row(action: SharedAction) -> QWidget:
    look, icon = _LOOKS.get(action.status, ("neutral", "circle"))
    line = row(gap=12)
    line.addWidget(WrapLabel(capital(action.what)), 1)
    line.addWidget(Chip(status_words(action.status), look, icon), 0, Qt.AlignmentFlag.AlignTop)
    return boxed(line)
