"""A word of one's own: one, several, and the a or an as it will be said."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.vocabulary import ONE_FORM, Term, Word, tidied, trouble_with
from pie_audit.ui.widgets import (
    Choice,
    EvenLayout,
    Field,
    LinkButton,
    PrimaryButton,
    TextLine,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _
from pie_audit.workflows.our_words import guessed

_TYPED_MOST = 400
"""Longer than any word may be, so that what is too long is told and not cut."""


class OwnWordForm(QWidget):
    """`typed` brings the word so far, None where it can't be used; `used` the one to keep; `left` without one.

    Several and the article are guessed from one until somebody changes them.
    """

    typed = Signal(object)
    used = Signal(object)
    left = Signal()

    def __init__(self, term: Term, name: str) -> None:
        super().__init__()
        self._counted = term not in ONE_FORM
        self._many_is_own = self._article_is_own = False
        self.one, self.many = TextLine(most=_TYPED_MOST), TextLine(most=_TYPED_MOST)
        self.article = Choice("a …", "an …")
        self.one_field = Field(_("One") if self._counted else _("The word"), self.one)
        self.many_field = Field(_("Several"), self.many)
        self.article_field = Field(_("As it will be said"), self.article)
        for line in (self.one, self.many):
            line.setAccessibleDescription(name)
            line.returnPressed.connect(self._use)
        self.use = PrimaryButton(_("Use this word"), in_row=True)
        self.leave = LinkButton(_("Leave it"), in_row=True)
        counted = (self.many_field, self.article_field) if self._counted else ()
        for field in () if self._counted else (self.many_field, self.article_field):
            field.setParent(self)
            field.hide()
        lines = boxed(EvenLayout(self.one_field, *counted, least=240, gap=14))
        self.sound = WrapLabel("", "small", "ink2")
        self.setLayout(column(lines, self.sound, row(self.use, self.leave, None)))
        self.one.textEdited.connect(self._on_one)
        self.many.textEdited.connect(self._on_many)
        self.article.activated.connect(self._on_article)
        self.use.clicked.connect(self._use)
        self.leave.clicked.connect(self.left)

    def begin(self, word: Word) -> None:
        """Start from this word."""
        self._many_is_own = self._article_is_own = True
        self.one.setText(word.one)
        self.many.setText(word.many)
        self._say_article(word)
        self._tell("", "")
        self.hear("")
        self.one.setFocus()
        self.one.selectAll()

    def hear(self, sentence: str) -> None:
        """A sentence with the word so far in it, for where the others are out of sight."""
        self.sound.setText(sentence)

    def word(self) -> Word:
        """As it stands, with what was left open guessed."""
        return guessed(
            self.one.text(),
            self.many.text() if self._many_is_own and self._counted else "",
            ("a", "an")[self.article.currentIndex()] if self._article_is_own else "",
        )

    def _on_one(self, _text: str) -> None:
        self._many_is_own = self._article_is_own = False
        word = self.word()
        self.many.setText(word.many if self.one.text().strip() else "")
        self._changed()

    def _on_many(self, text: str) -> None:
        self._many_is_own = bool(text.strip())
        self._changed()

    def _on_article(self, _index: int) -> None:
        self._article_is_own = True
        self._changed()

    def _changed(self) -> None:
        word = self.word()
        self._say_article(word)
        one, many = self._troubles()
        # An empty line is no mistake while somebody types.
        self._tell(one if self.one.text().strip() else "", many if self.many.text().strip() else "")
        self.typed.emit(None if one or many else word)

    def _say_article(self, word: Word) -> None:
        shown = word.one if len(word.one) <= 40 else "…"
        for at, article in enumerate(("a", "an")):
            self.article.setItemText(at, f"{article} {shown or '…'}")
        self.article.setCurrentIndex(0 if word.article == "a" else 1)

    def _troubles(self) -> tuple[str, str]:
        many = self.many.text() if self._counted and tidied(self.many.text()) else self.one.text()
        one = trouble_with(self.one.text())
        return one, "" if one else trouble_with(many)

    def _tell(self, one: str, many: str) -> None:
        self.one_field.set_error(one)
        self.many_field.set_error(many)

    def _use(self) -> None:
        one, many = self._troubles()
        self._tell(one, many)
        if one or many:
            (self.one if one else self.many).setFocus()
            return
        self.used.emit(self.word())
