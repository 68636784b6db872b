"""Topics on which views are close: one list that the team confirms together, any of them pulled out to talk about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.answer import Level
from pie_audit.domain.questionnaire import Questionnaire
from pie_audit.ui.audit.naming import theme_mark
from pie_audit.ui.audit.rows_view import Row, RowsView
from pie_audit.ui.audit.spread_words import middle_in_words, single_middle, written_line
from pie_audit.ui.widgets import Card, FlowLayout, PrimaryButton, SecondaryButton, WrapLabel, boxed
from pie_audit.words import _, plural
from pie_audit.workflows.meetings import TopicView


class CloseList(Card):
    """`confirmed` carries the ids of the ticked topics; `pulled` the one to talk about instead."""

    confirmed = Signal(object)
    pulled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("We’re close on these"), gap=12, parent=parent)
        self.lines = RowsView(_("Topics on which we’re close"))
        self.lines.boxes_changed.connect(self._count)
        self.lines.chosen.connect(self.pulled)
        self.lines.selectionModel().currentChanged.connect(self._show_talk)
        self.confirm = PrimaryButton("", "check-circle")
        self.confirm.clicked.connect(self._on_confirm)
        self.talk = SecondaryButton("")
        self.talk.clicked.connect(self._on_talk)
        self.add(
            WrapLabel(
                _(
                    "Read the list aloud. What nobody minds is agreed in one go; anything else is worth talking about."
                ),
                "body",
                "ink2",
            ),
            boxed(FlowLayout(self.confirm, self.talk)),
            self.lines,
            None,
        )

    def show_topics(self, views: Sequence[TopicView], questions: Questionnaire, *, may_edit: bool) -> None:
        """Fill; ticks that were taken out stay out."""
        out = {key for key, ticked in self.lines.boxes().items() if not ticked}
        self.lines.set_rows(
            [_row_of(view, questions, may_edit=may_edit, ticked=view.topic.id not in out) for view in views]
        )
        self.confirm.setVisible(may_edit and any(view.consensus is None for view in views))
        self._count()
        self._show_talk()

    def ticked(self) -> tuple[str, ...]:
        """The topics that would be confirmed now."""
        return tuple(key for key, ticked in self.lines.boxes().items() if ticked)

    def _count(self) -> None:
        n = len(self.ticked())
        words = plural("Confirm {n} together", "Confirm {n} together", n).format(n=n)
        self.confirm.setText(words if n else _("Confirm together"))
        self.confirm.setEnabled(n > 0)

    def _show_talk(self) -> None:
        key = self.lines.current_key()
        title = next((each.title for each in self.lines.rows() if each.key == key), "")
        self.talk.setText(
            _("Talk about “{topic}”").format(topic=title) if title else _("Talk about one of them")
        )
        self.talk.setEnabled(bool(title))

    def _on_talk(self) -> None:
        key = self.lines.current_key()
        if key:
            self.pulled.emit(key)

    def _on_confirm(self) -> None:
        self.confirmed.emit(self.ticked())


def _row_of(view: TopicView, questions: Questionnaire, *, may_edit: bool, ticked: bool) -> Row:
    topic, mark = view.topic, theme_mark(view.theme)
    if view.consensus is not None:
        return Row(topic.id, topic.title, written_line(view.consensus), mark, note_colour="good", ticked=True)
    level = single_middle(view)
    words = middle_in_words(view, questions)
    if level is Level.CHECKED_AND_CHANGED:
        words = _("{middle} Say what changed: talk about it.").format(middle=words)
    may_tick = may_edit and level is not None and level is not Level.CHECKED_AND_CHANGED
    return Row(topic.id, topic.title, words, mark, box=ticked if may_tick else None)
