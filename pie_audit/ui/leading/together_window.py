"""Putting asks together by hand: under which words they stand from now on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from pie_audit.domain.board import LikeAsks
from pie_audit.domain.board_words import group_words
from pie_audit.ui.draft_keeper import DraftKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import Field, OptionCard, PrimaryButton, TextLine, WrapLabel
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.words import _
from pie_audit.workflows import board as boards
from pie_audit.workflows import drafts

_MOST = 200


class TogetherWindow(AskingDialog):
    """Offers the words of each, or others."""

    help_name = "asks"

    def __init__(self, jobs: Jobs, groups: Sequence[LikeAsks], parent: QWidget) -> None:
        super().__init__(_("Put them together"), parent)
        self._jobs, self._groups = jobs, tuple(groups)
        self.options = [OptionCard(group.title, group_words(group)) for group in groups]
        self._keys = tuple(ask.key for group in groups for ask in group.asks)
        self.line = TextLine(groups[0].title, most=_MOST)
        self.line.textEdited.connect(self._on_edited)
        self._keeper = DraftKeeper(jobs, drafts.save_words, self._draft_key(), parent=self)
        self._keeper.trouble.connect(self.show_trouble)
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
        jobs.read(drafts.words, self._draft_key(), owner=self, then=self._go_on)

    def keep(self) -> None:
        """Put them together, or say what is missing."""
        if not self.keep_button.isEnabled():
            return  # Enter once more while they are being put together
        title = self.line.text().strip()
        self._field.set_error("" if title else _("It needs a few words."))
        if not title:
            self.line.setFocus()
            return
        self.set_busy(_("Putting them together…"))
        self._jobs.write(
            boards.put_together, self._keys, title, owner=self, then=self._on_kept, problem=self.show_trouble
        )

    def set_busy(self, words: str) -> None:
        """What is being kept is what stands here: nothing is typed or chosen before the answer."""
        super().set_busy(words)
        self.line.setReadOnly(bool(words))
        for option in self.options:
            option.setEnabled(not words)

    def done(self, result: int) -> None:
        """Go back; what was typed isn't thrown away."""
        self._keeper.outlive(self.parentWidget())
        super().done(result)

    def _take(self, title: str, _checked: bool = False) -> None:
        self.line.setText(title)

    def _on_edited(self, title: str) -> None:
        self._keeper.keep({"title": title})

    def _go_on(self, kept: dict[str, str] | None) -> None:
        """With the words that were begun and not kept."""
        if kept and kept.get("title") and self.line.text() == self._groups[0].title:
            self.line.setText(kept["title"])

    def _draft_key(self) -> str:
        return f"asks together/{'/'.join(sorted(self._keys))}"

    def _on_kept(self, _done: object) -> None:
        self._keeper.forget()
        self._jobs.write(drafts.drop, self._draft_key(), owner=self)
        self.accept()
