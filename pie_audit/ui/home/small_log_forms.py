"""What the forms of a team's small logs share, and the form of a little win."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.small_logs import Win, WinKind, WinReach
from pie_audit.ui.home.small_log_words import month_words
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Choice,
    EvenLayout,
    Field,
    FlowLayout,
    LinkButton,
    PrimaryButton,
    TextArea,
    TextLine,
    Tick,
    announce,
    boxed,
    column,
)
from pie_audit.ui.widgets.on_the_way import something_else_stands
from pie_audit.words import _
from pie_audit.workflows.everyday.entry_books import MOST_WORDS
from pie_audit.workflows.everyday.small_log_views import SmallLogs

_MOST_DIGITS = 4


class SmallForm(Card):
    """What the forms share. `edited` for what a person changed, `sent` with the entry, `left` to write a new one."""

    edited = Signal()
    sent = Signal(object)
    left = Signal()

    def __init__(self, title: str, send: str, look: str = "plain", icon: str = "") -> None:
        super().__init__(title, look=look, icon=icon, gap=12)
        self._send_words, self.is_changing = send, False
        self.send_button = PrimaryButton(send, "check")
        self.send_button.clicked.connect(self._on_send)
        self.new_button = LinkButton(_("Leave it as it was"))
        self.new_button.clicked.connect(self._on_leave)
        self.new_button.hide()
        self.trouble = Banner("", look="warn")
        self.trouble.hide()

    def end_with_buttons(self) -> None:
        """The last row of the form."""
        self.add(self.trouble, boxed(FlowLayout(self.send_button, self.new_button, gap=10)), None)

    def set_changing(self, changing: bool) -> None:
        """Whether an entry that is there already is being changed."""
        self.is_changing = changing
        self.send_button.setText(_("Keep the change") if changing else self._send_words)
        self.new_button.setText(_("Leave it as it was"))
        self.new_button.setVisible(changing)

    def hold_on(self) -> None:
        """Nothing takes the place of words that nobody kept: say so, and how to leave them."""
        if not self.is_changing:
            self.new_button.setText(_("Leave it"))
        self.new_button.show()
        self.tell(something_else_stands())

    def tell(self, error: KnownError | None) -> None:
        """What is missing, above the button."""
        if error is not None:
            self.trouble.set(error.what, error.todo)
            announce(self, f"{error.what} {error.todo}")
        self.trouble.setVisible(error is not None)

    @property
    def first(self) -> QWidget:
        """Where somebody begins to write."""
        raise NotImplementedError  # each form has its own fields; Qt's classes can't be abstract

    @property
    def checked(self) -> tuple[TextLine | TextArea, ...]:
        """The fields whose words are looked at for names before others read them."""
        return ()

    def fill(self, entry: Any, logs: SmallLogs) -> None:
        """Show a blank entry, or one to change; `logs` has names to choose from."""
        raise NotImplementedError  # each form has its own fields; Qt's classes can't be abstract

    def offer(self, logs: SmallLogs) -> None:
        """Take over names to choose from that came since; what is typed stays as it is."""

    def missing(self) -> KnownError | None:
        """What has to be chosen before it can be sent, where a field can't say so by itself."""
        return None

    def entry(self) -> Any:
        """The entry as it stands in the fields."""
        raise NotImplementedError  # each form has its own fields; Qt's classes can't be abstract

    def texts(self) -> dict[str, str]:
        """What was typed, by field: kept as a draft."""
        raise NotImplementedError  # each form has its own fields; Qt's classes can't be abstract

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Fill in what was kept."""
        raise NotImplementedError  # each form has its own fields; Qt's classes can't be abstract

    def _on_send(self) -> None:
        missing = self.missing()
        if missing is not None:
            self.tell(missing)
            return
        self.sent.emit(self.entry())

    def _on_leave(self) -> None:
        self.left.emit()

    def _on_edited(self, *_what: object) -> None:
        self.edited.emit()


class WinForm(SmallForm):
    """One sentence, who made it possible by role, whether it is about belonging, and how far it may travel."""

    def __init__(self) -> None:
        super().__init__(_("Add a small win"), _("Put it on the wall"), icon="sun")
        self._win = Win("", "", "", "")
        self.words = TextArea(most=MOST_WORDS, lines=3)
        self.thanks, self.agencies = TextLine(most=MOST_WORDS), TextLine(most=MOST_WORDS)
        self.belonging = Tick(_("It’s about belonging"))
        self.topic = Choice()
        self._topic_field = Field(_("Topic of our review"), self.topic)
        self._topics: tuple[str | None, ...] = (None,)
        self.papers = Tick(_("May also be printed in our plan"))
        self.only_me = Tick(_("Only for me: a line of my own pages"))
        self.add(
            Field(_("What got a little better?"), self.words, _("One sentence. Nobody’s name.")),
            Field(_("Who made it possible?"), self.thanks, _("A role: the night team, a neighbour.")),
            Field(_("Which agencies had a part in it?"), self.agencies),
            self._topic_field,
            boxed(column(self.belonging, self.papers, self.only_me, gap=0)),
        )
        self.end_with_buttons()
        self.only_me.toggled.connect(self._on_only_me)
        self.papers.toggled.connect(self._on_papers)
        self.fill_topics(())
        self.words.edited.connect(self._on_edited)
        for line in (self.thanks, self.agencies):
            line.textEdited.connect(self._on_edited)

    @property
    def first(self) -> QWidget:
        return self.words

    @property
    def checked(self) -> tuple[TextLine | TextArea, ...]:
        return self.words, self.thanks

    def fill(self, entry: Any, logs: SmallLogs) -> None:
        self.fill_topics(logs.topics)
        self.show_entry(entry)

    def fill_topics(self, topics: Sequence[tuple[str, str]]) -> None:
        """The topics to choose from, by id and title; without any the choice isn't there."""
        self._topics = (None, *(topic_id for topic_id, _title in topics))
        self.topic.clear()
        self.topic.addItems([_("None in particular"), *(title for _id, title in topics)])
        self._topic_field.setVisible(bool(topics))

    def set_changing(self, changing: bool) -> None:
        """What is on the wall can't go to one's own pages: it may be somebody else's."""
        super().set_changing(changing)
        self.only_me.setVisible(not changing)

    def _on_only_me(self, chosen: bool) -> None:
        if chosen:
            self.papers.setChecked(False)
        self.send_button.setText(_("Keep it for me") if chosen else self._send_words)

    def _on_papers(self, chosen: bool) -> None:
        if chosen:
            self.only_me.setChecked(False)

    def show_entry(self, win: Win) -> None:
        """Fill it with a blank win, or one to change."""
        self._win = win
        self.set_texts({"words": win.words, "thanks": win.made_possible_by, "agencies": win.agencies})
        self.papers.setChecked(win.reach is WinReach.PAPERS)
        self.only_me.setChecked(win.reach is WinReach.ME)
        self.belonging.setChecked(win.kind is WinKind.BELONGING)
        self.topic.setCurrentIndex(self._topics.index(win.topic_id) if win.topic_id in self._topics else 0)

    def entry(self) -> Win:
        reach = WinReach.PAPERS if self.papers.isChecked() else WinReach.TEAM
        topic = self._topics[max(0, self.topic.currentIndex())]
        return replace(
            self._win,
            words=self.words.text(),
            made_possible_by=self.thanks.text(),
            agencies=self.agencies.text(),
            reach=WinReach.ME if self.only_me.isChecked() else reach,
            kind=WinKind.BELONGING if self.belonging.isChecked() else WinKind.WIN,
            topic_id=topic or (self._win.topic_id if self._win.topic_id not in self._topics else None),
        )

    def texts(self) -> dict[str, str]:
        return {
            "words": self.words.text(),
            "thanks": self.thanks.text(),
            "agencies": self.agencies.text(),
        }

    def set_texts(self, texts: Mapping[str, str]) -> None:
        self.words.setText(texts.get("words", ""))
        self.thanks.setText(texts.get("thanks", ""))
        self.agencies.setText(texts.get("agencies", ""))


class NumberLine(TextLine):
    """A whole number typed as such; `number` is 0 while nothing stands there, and -1 for anything else."""

    def __init__(self) -> None:
        super().__init__(most=_MOST_DIGITS)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def number(self) -> int:
        """What was typed."""
        text = self.text().strip()
        if not text:
            return 0
        return int(text) if text.isdecimal() else -1

    def set_number(self, number: int) -> None:
        """Fill it in; nothing stands for 0."""
        self.setText(str(number) if number else "")


def fill_months(choice: Choice, months: tuple[str, ...], chosen: str) -> tuple[str, ...]:
    """Offer these months, and the entry's own if it is an earlier one; tells nobody."""
    offered = months if chosen in months else (*months, chosen)
    was = choice.blockSignals(True)
    choice.clear()
    choice.addItems([month_words(month) for month in offered])
    choice.setCurrentIndex(offered.index(chosen))
    choice.blockSignals(was)
    return offered


def pair(one: Field, other: Field) -> QWidget:
    """Side by side where there is room, each beginning where its neighbour begins."""
    return boxed(EvenLayout(boxed(column(one, None)), boxed(column(other, None)), least=150, gap=12))
