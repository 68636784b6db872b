"""Small windows over my own page: where there is support, and a note for supervision that its writer words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import weekday_words
from pie_audit.domain.own_line import InstrumentLines, score_words
from pie_audit.ui.survey.small_windows import paragraphs
from pie_audit.ui.widgets import Field, PrimaryButton, SecondaryButton, TextArea, WrapLabel
from pie_audit.ui.widgets.small_window import SmallWindow
from pie_audit.words import _
from pie_audit.workflows.supervision.supervision import SessionLine
from pie_audit.workflows.supervision.supervision_agenda import MOST_WORDS


def show_support(words: str, over: QWidget) -> SmallWindow:
    """Whom to talk to, the same for everybody."""
    window = SmallWindow(_("Where can I get support?"), over)
    window.add(*paragraphs(words), None)
    window.open()
    return window


class NoteWindow(SmallWindow):
    """A note for the next session: only the words in the box go, and only when they are brought.

    `brought` carries them; `booking_wanted` when there is no session to bring them to.
    """

    brought = Signal(str)
    booking_wanted = Signal()

    def __init__(self, lines: InstrumentLines, session: SessionLine | None, over: QWidget) -> None:
        super().__init__(_("Bring to {supervision}"), over)
        if session is None:
            self._offer_booking()
            return
        self.words = TextArea(note_words(lines), most=MOST_WORDS, lines=4)
        day = weekday_words(session.session.due_on)
        self.add(
            WrapLabel(
                _("{name} will see these words on the list for {day}, and nothing else of this page.").format(
                    name=session.other_name, day=day
                )
            ),
            Field(
                _("Your words"),
                self.words,
                _("Change them as you like. The numbers needn’t go along."),
            ),
            None,
        )
        self.bring = PrimaryButton(_("Bring it"))
        self.bring.clicked.connect(self._on_bring)
        self.add_buttons(self.bring)
        self.first_focus = self.words.edit

    def _offer_booking(self) -> None:
        self.add(WrapLabel(_("There’s no session planned that you could bring it to.")), None)
        book = SecondaryButton(_("Go to {supervision}"))
        book.clicked.connect(self._on_book)
        self.add_buttons(book)
        self.first_focus = book

    def _on_bring(self, _checked: bool = False) -> None:
        words = self.words.text().strip()
        if words:
            self.accept()
            self.brought.emit(words)
        else:
            self.words.edit.setFocus()

    def _on_book(self, _checked: bool = False) -> None:
        self.accept()
        self.booking_wanted.emit()


def note_words(lines: InstrumentLines) -> str:
    """What the note says before somebody changes it: that they looked, and what came of it."""
    scores = [f"{kept.title} {score_words(kept)}" for kept in lines.latest.scores if kept.score is not None]
    begin = _("I looked at how work is for me.")
    end = _("I’d like to talk about it.")
    return " ".join(part for part in (begin, f"{', '.join(scores)}." if scores else "", end) if part)[
        :MOST_WORDS
    ]
