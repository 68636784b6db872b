"""Topics on which views are close: one list that the team confirms together, any of them pulled out to talk about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.questionnaire import Questionnaire
from pie_audit.ui.audit.naming import theme_mark
from pie_audit.ui.audit.spread_words import middle_in_words, single_middle, written_line
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import (
    Card,
    Divider,
    IconMark,
    PrimaryButton,
    SecondaryButton,
    ThemeShape,
    Tick,
    WrapLabel,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.words import _, plural
from pie_audit.workflows.meetings import TopicView


class CloseList(Card):
    """`confirmed` carries the ids of the ticked topics; `pulled` the one to talk about instead."""

    confirmed = Signal(object)
    pulled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("We’re close on these"), gap=12, parent=parent)
        self.ticks: dict[str, Tick] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.confirm = PrimaryButton("", "check-circle")
        self.confirm.clicked.connect(self._on_confirm)
        self.add(
            WrapLabel(
                _(
                    "Read the list aloud. What nobody minds is agreed in one go; anything else is worth talking about."
                ),
                "body",
                "ink2",
            ),
            self._lines,
            row(self.confirm, None),
            None,
        )

    def show_topics(self, views: Sequence[TopicView], questions: Questionnaire, *, may_edit: bool) -> None:
        """Fill; ticks that were taken out stay out."""
        self._questions = questions
        unticked = {topic_id for topic_id, tick in self.ticks.items() if not tick.isChecked()}
        clear(self._lines)
        self.ticks.clear()
        for at, view in enumerate(views):
            if at:
                self._lines.addWidget(Divider())
            self._lines.addWidget(self._line(view, may_edit=may_edit, ticked=view.topic.id not in unticked))
        self.confirm.setVisible(may_edit)
        self._count()

    def _line(self, view: TopicView, *, may_edit: bool, ticked: bool) -> QWidget:
        line = row(ThemeShape(theme_mark(view.theme), 18), gap=12)
        written = written_line(view.consensus) if view.consensus else ""
        middle, single = middle_in_words(view, self._questions), single_middle(view) is not None
        if may_edit and not written and single:
            tick = Tick(view.topic.title)
            tick.setAccessibleDescription(middle)
            tick.setChecked(ticked)
            tick.clicked.connect(self._count)
            self.ticks[view.topic.id] = tick
            below = WrapLabel(middle, "small", "ink2")
            below.setContentsMargins(theme.px(20) + 14, 0, 0, 6)
            line.addLayout(column(tick, below, gap=0), 1)
        else:
            note = WrapLabel(written or middle, "small", "good" if written else "ink2")
            line.addLayout(column(WrapLabel(view.topic.title, "strong"), note, gap=1), 1)
        if written:
            line.addWidget(IconMark("check-circle", 20, "good"))
        talk = SecondaryButton(_("Talk about it"), in_row=True)
        talk.setAccessibleName(_("Talk about “{topic}”").format(topic=view.topic.title))
        talk.clicked.connect(lambda _checked=False, topic_id=view.topic.id: self.pulled.emit(topic_id))
        line.addWidget(talk)
        return boxed(line)

    def _count(self) -> None:
        n = len(self._ticked())
        self.confirm.setText(plural("Confirm {n} together", "Confirm {n} together", n).format(n=n))
        self.confirm.setEnabled(n > 0)

    def _ticked(self) -> tuple[str, ...]:
        return tuple(topic_id for topic_id, tick in self.ticks.items() if tick.isChecked())

    def _on_confirm(self) -> None:
        self.confirmed.emit(self._ticked())
