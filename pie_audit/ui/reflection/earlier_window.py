"""Earlier versions of a page: look at each, and go back to one."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTextEdit, QWidget

from pie_audit.domain.day import weekday_words
from pie_audit.ui.reflection.both_texts import whole_text
from pie_audit.ui.reflection.line_words import week_words
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import Choice, Field, PrimaryButton, WrapLabel
from pie_audit.ui.widgets.small_window import SmallWindow
from pie_audit.words import _
from pie_audit.workflows.reflections import EarlierText


class EarlierWindow(SmallWindow):
    """`chosen` with the version to go back to."""

    chosen = Signal(int)
    _width = 720

    def __init__(self, texts: tuple[EarlierText, ...], parent: QWidget) -> None:
        super().__init__(_("Earlier versions"), parent)
        self._texts = texts
        self.which = Choice(*(_name(text) for text in texts))
        self.which.currentIndexChanged.connect(self._on_which)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("The page as it was then"))
        self.text.setFont(theme.font("body"))
        self.text.setMinimumHeight(theme.px(260))
        self.go_back = PrimaryButton(_("Go back to this one"))
        self.go_back.clicked.connect(self._on_go_back)
        self.add(
            WrapLabel(
                _("A version is kept each time you finish. Going back makes a new one."), "body", "ink2"
            ),
            Field(_("Saved"), self.which),
            self.text,
        )
        self.add_buttons(self.go_back)
        self.first_focus = self.which
        self.which.setCurrentIndex(1 if len(texts) > 1 else 0)
        self._on_which(self.which.currentIndex())

    def _on_which(self, at: int) -> None:
        self.text.setPlainText(whole_text(self._texts[at].entry))
        self.go_back.setEnabled(not self._texts[at].latest)

    def _on_go_back(self, _checked: bool = False) -> None:
        self.chosen.emit(self._texts[self.which.currentIndex()].version)
        self.accept()


def _name(text: EarlierText) -> str:
    try:
        at = datetime.fromisoformat(f"{text.entry.saved}+00:00").astimezone()
        when = _("{day}, {time}").format(day=weekday_words(at.date()), time=at.strftime("%H:%M"))
    except ValueError:
        when = week_words(text.week)
    return _("{when} (as it is now)").format(when=when) if text.latest else when
