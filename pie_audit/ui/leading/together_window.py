"""Putting asks together by hand: under which words they stand from now on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from pie_audit.domain.board import LikeAsks
from pie_audit.domain.board_words import group_words
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import Field, OptionCard, PrimaryButton, TextLine, WrapLabel
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.words import _
from pie_audit.workflows import board as boards

_MOST = 200


class TogetherWindow(AskingDialog):
    """Offers the words of each, or others."""

    help_name = "asks"

    def __init__(self, jobs: Jobs, groups: Sequence[LikeAsks], parent: QWidget) -> None:
        super().__init__(_("Put them together"), parent)
        self._jobs, self._groups = jobs, tuple(groups)
        self.options = [OptionCard(group.title, group_words(group)) for group in groups]
        self.line = TextLine(groups[0].title, most=_MOST)
        self._field = Field(_("Or in other words"), self.line)
        for group, option in zip(groups, self.options, strict=True):
            option.clicked.connect(partial(self._take, group.title))
        self.options[0].setChecked(True)
        self.keep_button = PrimaryButton(_("Put together"), "handshake")
        self.keep_button.clicked.connect(self.keep)
        self.line.returnPressed.connect(self.keep)
        self.add_buttons(self.keep_button)
        self.add(WrapLabel(_("Under which words shall they stand? Each team’s own words stay as they are.")))
        self.add(*self.options, self._field, None)
        self.first_focus = self.options[0]

    def keep(self) -> None:
        """Put them together, or say what is missing."""
        title = self.line.text().strip()
        self._field.set_error("" if title else _("It needs a few words."))
        if not title:
            self.line.setFocus()
            return
        keys = tuple(ask.key for group in self._groups for ask in group.asks)
        self.set_busy(_("Putting them together…"))
        self._jobs.write(
            boards.put_together, keys, title, owner=self, then=self._on_kept, problem=self.show_trouble
        )

    def _take(self, title: str, _checked: bool = False) -> None:
        self.line.setText(title)

    def _on_kept(self, _done: object) -> None:
        self.accept()
