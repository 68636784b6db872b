"""The form in which a training is written down, or changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.training import Form, LivedPart, Mix, Training
from pie_audit.domain.training_rules import MOST_WORDS
from pie_audit.ui.learning.training_words import form_words, lived_words, mix_words
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Choice,
    DateField,
    EvenLayout,
    Field,
    FlowLayout,
    LinkButton,
    PrimaryButton,
    TextLine,
    Tick,
    WrapLabel,
    announce,
    boxed,
    clear,
)
from pie_audit.ui.widgets.on_the_way import something_else_stands
from pie_audit.words import _

_MOST_DIGITS = 2
CHANGES, THERE = "changes", "there"
"""Under which a draft holds the training that it changes as it was, and who was there, before and now."""


class TrainingForm(Card):
    """`edited` for what a person changed, `sent` with the training and who was there, `left` to write a new one."""

    edited = Signal()
    sent = Signal(object, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Write a training down"), icon="notebook", gap=12, parent=parent)
        self._training: Training | None = None
        self.is_changing = False
        self.known_there: frozenset[str] = frozenset()
        self.name, self.provider = TextLine(most=MOST_WORDS), TextLine(most=MOST_WORDS)
        self.day = DateField(QDate.currentDate())
        self.others = TextLine(most=_MOST_DIGITS)
        self.form = Choice(*(form_words(form) for form in Form))
        self.mix = Choice(*(mix_words(mix) for mix in Mix))
        self.lived = Choice(*(lived_words(part) for part in LivedPart))
        self.topic = Choice()
        self._topics: tuple[str | None, ...] = (None,)
        self.there: dict[str, Tick] = {}
        self._people = QVBoxLayout()
        self.send_button = PrimaryButton(_("Write it down"), "check")
        self.new_button = LinkButton(_("Leave it as it was"))
        self.trouble = Banner("", look="warn")
        self._lay_out()

    def _lay_out(self) -> None:
        self.trouble.hide()
        self._people.setSpacing(4)
        self._topic_field = Field(_("Topic of our review"), self.topic)
        self.add(
            Field(_("What was it called?"), self.name),
            _pair(Field(_("On which day?"), self.day), Field(_("What kind?"), self.form)),
            Field(_("Who ran it?"), self.provider, _("A college, a neighbour team, ourselves.")),
            Field(_("Who sat in the room?"), self.mix),
            Field(_("People with lived experience"), self.lived),
            self._topic_field,
            WrapLabel(_("Who was there?"), "small_strong"),
            self._people,
            Field(_("Others without an account"), self.others, _("How many.")),
            self.trouble,
            WrapLabel(_("Those who were there are asked 6 and 12 weeks later."), "small", "ink2"),
            boxed(FlowLayout(self.send_button, self.new_button, gap=10)),
            None,
        )
        for line in (self.name, self.provider, self.others):
            line.textEdited.connect(self._on_edited)
        self.send_button.clicked.connect(self._on_send)
        self.new_button.clicked.connect(self._on_leave)
        self.new_button.hide()
        self.setFocusProxy(self.name)

    def offer(self, people: tuple[tuple[str, str], ...], topics: tuple[tuple[str, str], ...]) -> None:
        """Who may be ticked and which topics there are; what is ticked and chosen stays."""
        if list(self.there) != [person_id for person_id, _name in people]:
            ticked = self.ticked()
            clear(self._people)
            self.there = {person_id: Tick(name) for person_id, name in people}
            self._people.addWidget(boxed(FlowLayout(*self.there.values(), gap=10)))
            self.tick(ticked)
        chosen = self._topics[max(0, self.topic.currentIndex())]
        self._topics = (None, *(topic_id for topic_id, _title in topics))
        self.topic.clear()
        self.topic.addItems([_("No topic"), *(title for _id, title in topics)])
        self._choose_topic(chosen)
        self._topic_field.setVisible(bool(topics))

    def _topic(self) -> str | None:
        """The topic that is chosen; one of an earlier review stays until another is."""
        chosen = self._topics[max(0, self.topic.currentIndex())]
        was = self._training.topic_id if self._training is not None else None
        return was if chosen is None and was not in self._topics else chosen

    def _choose_topic(self, topic_id: str | None) -> None:
        self.topic.setCurrentIndex(self._topics.index(topic_id) if topic_id in self._topics else 0)

    def show_training(self, training: Training, there: frozenset[str], *, changing: bool) -> None:
        """Fill it with a blank training, or one to change; tells nobody."""
        self._training, self.is_changing, self.known_there = training, changing, there
        self.show_now(training, there)
        self.title.setText(_("Change a training") if changing else _("Write a training down"))
        self.send_button.setText(_("Keep the change") if changing else _("Write it down"))
        self.new_button.setText(_("Leave it as it was"))
        self.new_button.setVisible(changing)
        self.tell(None)

    @property
    def is_half_done(self) -> bool:
        """Whether something stands in the fields that isn't kept."""
        return (self.training(), self.ticked()) != (self._training, self.known_there)

    def hold_on(self) -> None:
        """Nothing takes the place of words that nobody kept: say so, and how to leave them."""
        if not self.is_changing:
            self.new_button.setText(_("Leave it"))
        self.new_button.show()
        self.tell(something_else_stands())

    @property
    def known(self) -> Training | None:
        """As it was when somebody began to change it."""
        return self._training

    def show_now(self, training: Training, there: frozenset[str]) -> None:
        """Fill the fields as somebody left them; what it began from stays."""
        self.name.setText(training.title)
        self.provider.setText(training.provider)
        self.others.setText(str(training.others) if training.others else "")
        self.day.setDate(QDate(training.day.year, training.day.month, training.day.day))
        self.form.setCurrentIndex(list(Form).index(training.form))
        self.mix.setCurrentIndex(list(Mix).index(training.mix))
        self.lived.setCurrentIndex(list(LivedPart).index(training.lived_part))
        self._choose_topic(training.topic_id)
        self.tick(there)

    def tick(self, there: frozenset[str]) -> None:
        """Show who was there; tells nobody."""
        for person_id, tick in self.there.items():
            tick.setChecked(person_id in there)

    def ticked(self) -> frozenset[str]:
        """Who is ticked as there."""
        return frozenset(person_id for person_id, tick in self.there.items() if tick.isChecked())

    def training(self) -> Training | None:
        """The training as it stands in the fields; None before anything was filled in."""
        if self._training is None:
            return None
        day = self.day.date()
        return replace(
            self._training,
            title=self.name.text(),
            provider=self.provider.text(),
            day=date(day.year(), day.month(), day.day()),
            form=list(Form)[self.form.currentIndex()],
            mix=list(Mix)[self.mix.currentIndex()],
            lived_part=list(LivedPart)[self.lived.currentIndex()],
            topic_id=self._topic(),
            others=_number(self.others.text()),
        )

    def texts(self) -> dict[str, str]:
        """What was typed, by field: kept as a draft."""
        return {"name": self.name.text(), "provider": self.provider.text(), "others": self.others.text()}

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Fill in what was kept; tells nobody."""
        for name in ("name", "provider", "others"):
            getattr(self, name).setText(texts.get(name, ""))

    def tell(self, error: KnownError | None) -> None:
        """What is missing, above the button."""
        self.send_button.setEnabled(True)
        if error is not None:
            self.trouble.set(error.what, error.todo)
            announce(self, f"{error.what} {error.todo}")
        self.trouble.setVisible(error is not None)

    def _on_edited(self, _text: str) -> None:
        self.edited.emit()

    def _on_send(self) -> None:
        if (training := self.training()) is not None:
            self.send_button.setEnabled(False)
            self.sent.emit(training, self.ticked())

    def _on_leave(self) -> None:
        self.left.emit()


def _number(text: str) -> int:
    """A whole number; 0 while nothing stands there, and -1 for anything else."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() else -1 if text else 0


def _pair(one: Field, other: Field) -> QWidget:
    """Side by side where there is room."""
    return boxed(EvenLayout(one, other, least=150, gap=12))
