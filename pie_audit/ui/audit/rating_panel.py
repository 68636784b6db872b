"""One topic to rate: what is said, five levels, “doesn't apply” with its reason, “can't tell”."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.domain.answer import Answer, CantTell, Level, NotApplicable
from pie_audit.domain.questionnaire import Questionnaire, Topic
from pie_audit.domain.team import Perspective
from pie_audit.ui.audit.naming import theme_mark
from pie_audit.ui.widgets import (
    Card,
    Field,
    LevelWords,
    LinkButton,
    RatingScale,
    SecondaryButton,
    TextLine,
    ThemeShape,
    WrapLabel,
    row,
)
from pie_audit.ui.widgets.read_aloud import Reader, Voice, find_voice
from pie_audit.words import _

_REASON_LIMIT = 300


class RatingPanel(Card):
    """The topic in hand. Choosing goes nowhere by itself: Enter asks for the next one.

    `answered` carries the answer; `reason_edited` and `reason_left` are about the few words on why a topic
    doesn't apply.
    """

    answered = Signal(object)
    reason_edited = Signal()
    reason_left = Signal()
    next_wanted = Signal()
    evidence_wanted = Signal()
    later_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, voice: Voice | None = None) -> None:
        super().__init__(gap=8, parent=parent)
        self._spoken: list[str] = []
        self._shape = ThemeShape(0, 19)
        self._theme_name = WrapLabel("", "strong")
        self._place = WrapLabel("", "small", "ink2")
        self.later = LinkButton(_("Come back to it"), in_row=True)
        self.later.clicked.connect(self.later_wanted)
        self.title_label = WrapLabel("", "h1")
        self._statement = WrapLabel("", "lead", "ink2")
        self.scale = RatingScale()
        self.scale.levelChosen.connect(self._on_level)
        self.scale.notApplicable.connect(self._on_not_applicable)
        self.scale.cantTell.connect(self._on_cant_tell)
        self._reason_line = TextLine(most=_REASON_LIMIT)
        help_words = _("A few words help the meeting. It can stay empty.")
        self.reason = Field(_("Why doesn’t it apply?"), self._reason_line, help_words)
        self._reason_line.textEdited.connect(self.reason_edited)
        self._reason_line.editingFinished.connect(self.reason_left)
        found = voice or find_voice()
        self.reader = Reader(found, self) if found else None
        self.aloud = SecondaryButton(_("Read aloud"), "speaker-high", in_row=True)
        if found is None:
            self.aloud.hide()
        self.aloud.clicked.connect(self.read_aloud)
        if self.reader is not None:
            self.reader.speaking.connect(self._on_speaking)
        top = row(self._shape, self._theme_name, self._place, None, self.aloud, self.later, gap=8)
        top.setStretch(1, 0)
        self.add(top, self.title_label, self._statement, 2, self.scale, self.reason, None)

    def show_place(self, place: str) -> None:
        """Say where in the list the topic is, such as “1 of 10”."""
        self._place.setText(place)

    def show_topic(self, questions: Questionnaire, topic: Topic, perspective: Perspective) -> None:
        """Fill with a topic, in this perspective's wording; tells nobody."""
        self.fall_silent()
        found = questions.theme(topic.theme)
        self._shape.set_index(theme_mark(found))
        self._theme_name.setText(found.title)
        self.title_label.setText(topic.title)
        self._statement.setText(questions.statement(topic, perspective) or topic.says)
        self.scale.setAccessibleName(topic.title)
        words = [
            LevelWords(questions.anchor(level).label, questions.sentence(topic, level, perspective))
            for level in Level
        ]
        self.scale.set_topic(words)
        self._spoken = [f"{topic.title}.", questions.statement(topic, perspective) or topic.says]
        self._spoken += [f"{level}: {w.label}. {w.sentence}" for level, w in enumerate(words)]

    def show_answer(self, answer: Answer) -> None:
        """Show what was answered before, with the reason where there is one; tells nobody."""
        self.scale.set_answer(answer)
        applies = not isinstance(answer, NotApplicable)
        self.reason.setVisible(not applies)
        self._reason_line.setText("" if applies else answer.reason)

    def read_aloud(self) -> None:
        """Have the statement and the five levels read by the system's voice; once more falls silent."""
        if self.reader is not None:
            self.reader.read("\n".join(self._spoken))

    def fall_silent(self) -> None:
        """Stop reading: the topic goes, or the page does."""
        if self.reader is not None:
            self.reader.stop()

    def _on_speaking(self, speaking: bool) -> None:
        self.aloud.setText(_("Stop reading") if speaking else _("Read aloud"))

    def reason_words(self) -> str:
        """The few words on why the topic doesn't apply."""
        return self._reason_line.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        focused = QApplication.focusWidget()
        in_scale = focused is not None and self.scale.isAncestorOf(focused)
        key = Qt.Key(event.key())
        if (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and plain
            and (in_scale or focused is self._reason_line)
        ):
            self.next_wanted.emit()
        elif key == Qt.Key.Key_E and plain and in_scale:
            self.evidence_wanted.emit()
        elif key == Qt.Key.Key_R and plain and in_scale and self.reader is not None:
            self.read_aloud()
        else:
            super().keyPressEvent(event)

    def _on_level(self, level: int) -> None:
        self.reason.hide()
        self.answered.emit(Level(level))

    def _on_not_applicable(self) -> None:
        self.reason.show()
        self._reason_line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.answered.emit(NotApplicable(self.reason_words()))

    def _on_cant_tell(self) -> None:
        self.reason.hide()
        self.answered.emit(CantTell())
