"""The three forms of a team's small logs: a little win, an errand that took too long, a story told again and again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.small_logs import Friction, FrictionEnd, Tellings, Win, WinReach
from pie_audit.ui.home.small_log_words import end_words, level_words, month_words
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Choice,
    EvenLayout,
    Field,
    FlowLayout,
    LinkButton,
    PrimaryButton,
    Segmented,
    TextArea,
    TextLine,
    Tick,
    announce,
    boxed,
    column,
)
from pie_audit.words import _
from pie_audit.workflows.small_logs import MOST_WORDS

_MOST_DIGITS = 4

LEVELS: tuple[BarrierLevel | None, ...] = (*BarrierLevel, None)
"""Whose it is to solve, in the order of the choice; not sure comes last."""


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
        self.new_button.setVisible(changing)

    def tell(self, error: KnownError | None) -> None:
        """What is missing, above the button."""
        if error is not None:
            self.trouble.set(error.what, error.todo)
            announce(self, f"{error.what} {error.todo}")
        self.trouble.setVisible(error is not None)

    def entry(self) -> Win | Friction | Tellings:
        """The entry as it stands in the fields."""
        raise NotImplementedError  # each form has its own fields; Qt's classes can't be abstract

    def texts(self) -> dict[str, str]:
        """What was typed, by field: kept as a draft."""
        raise NotImplementedError  # each form has its own fields; Qt's classes can't be abstract

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Fill in what was kept."""
        raise NotImplementedError  # each form has its own fields; Qt's classes can't be abstract

    def _on_send(self) -> None:
        self.sent.emit(self.entry())

    def _on_leave(self) -> None:
        self.left.emit()

    def _on_edited(self, *_what: object) -> None:
        self.edited.emit()


class WinForm(SmallForm):
    """One sentence, who made it possible by role, and how far it may travel."""

    def __init__(self) -> None:
        super().__init__(_("Add a small win"), _("Put it on the wall"), icon="sun")
        self._win = Win("", "", "", "")
        self.words = TextArea(most=MOST_WORDS, lines=3)
        self.thanks, self.agencies = TextLine(most=MOST_WORDS), TextLine(most=MOST_WORDS)
        self.papers = Tick(_("May also be printed in our plan"))
        self.add(
            Field(_("What got a little better?"), self.words, _("One sentence. Nobody’s name.")),
            Field(_("Who made it possible?"), self.thanks, _("A role: the night team, a neighbour.")),
            Field(_("Which agencies had a part in it?"), self.agencies),
            self.papers,
        )
        self.end_with_buttons()
        self.words.edited.connect(self._on_edited)
        for line in (self.thanks, self.agencies):
            line.textEdited.connect(self._on_edited)

    def show_entry(self, win: Win) -> None:
        """Fill it with a blank win, or one to change."""
        self._win = win
        self.set_texts({"words": win.words, "thanks": win.made_possible_by, "agencies": win.agencies})
        self.papers.setChecked(win.reach is WinReach.PAPERS)

    def entry(self) -> Win:
        reach = WinReach.PAPERS if self.papers.isChecked() else WinReach.TEAM
        return replace(
            self._win,
            words=self.words.text(),
            made_possible_by=self.thanks.text(),
            agencies=self.agencies.text(),
            reach=reach,
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


class FrictionForm(SmallForm):
    """What we were trying to do, with which process, minutes lost, how it ended, and whose it is to solve."""

    def __init__(self) -> None:
        super().__init__(_("Something took too long"), _("Note it"), icon="hourglass")
        self._friction = Friction("", "", "", "", "", 0, FrictionEnd.PARTLY, BarrierLevel.SERVICE)
        self.trying, self.process = TextLine(most=MOST_WORDS), TextLine(most=MOST_WORDS)
        self.minutes, self.tellings = NumberLine(), NumberLine()
        self.end = Segmented(_("How it ended"), [(end_words(end), "") for end in FrictionEnd])
        self.level = Choice(*(level_words(level) for level in LEVELS))
        self.bend = Tick(_("Bending a rule would have helped"))
        self._months: tuple[str, ...] = ()
        self.month = Choice()
        self._lay_out()
        for line in (self.trying, self.process, self.minutes, self.tellings):
            line.textEdited.connect(self._on_edited)

    def _lay_out(self) -> None:
        self.add(
            Field(_("What were you trying to do?"), self.trying, _("Nobody’s name.")),
            Field(_("With which office or process?"), self.process),
            _pair(
                Field(_("Minutes lost"), self.minutes, _("Your own guess.")),
                Field(_("In which month"), self.month),
            ),
            Field(_("How it ended"), self.end),
            _pair(
                Field(_("Whose is it to solve?"), self.level),
                Field(_("How often was the story told?"), self.tellings),
            ),
            self.bend,
        )
        self.end_with_buttons()

    def show_entry(self, friction: Friction, months: tuple[str, ...], processes: tuple[str, ...]) -> None:
        """Fill it with a blank errand, or one to change."""
        self._friction = friction
        self.set_texts({"trying": friction.trying, "process": friction.process})
        self.minutes.set_number(friction.minutes)
        self.tellings.set_number(friction.tellings)
        self.end.set_chosen(list(FrictionEnd).index(friction.end))
        self.level.setCurrentIndex(LEVELS.index(friction.level))
        self.bend.setChecked(friction.bend_would_help)
        self._months = fill_months(self.month, months, friction.month)
        completer = QCompleter(list(processes), self.process)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.process.setCompleter(completer)

    def entry(self) -> Friction:
        return replace(
            self._friction,
            trying=self.trying.text(),
            process=self.process.text(),
            minutes=self.minutes.number(),
            tellings=self.tellings.number(),
            end=list(FrictionEnd)[self.end.index()],
            level=LEVELS[self.level.currentIndex()],
            bend_would_help=self.bend.isChecked(),
            month=self._months[max(0, self.month.currentIndex())],
        )

    def texts(self) -> dict[str, str]:
        return {
            "trying": self.trying.text(),
            "process": self.process.text(),
            "minutes": self.minutes.text(),
            "tellings": self.tellings.text(),
        }

    def set_texts(self, texts: Mapping[str, str]) -> None:
        for name in ("trying", "process", "minutes", "tellings"):
            getattr(self, name).setText(texts.get(name, ""))


class TellingsForm(SmallForm):
    """How often one person had to tell their story in a month; a throwaway label stands for them."""

    def __init__(self) -> None:
        super().__init__(_("A story told again"), _("Note it"), icon="chat-circle")
        self._tellings = Tellings("", "", "", "", 0, 0, 0)
        self.label, self.times = TextLine(most=5), NumberLine()
        self.agencies, self.avoidable = NumberLine(), NumberLine()
        self._months: tuple[str, ...] = ()
        self.month = Choice()
        self.add(
            _pair(
                Field(_("Throwaway label"), self.label, _("Never a name or initials.")),
                Field(_("In which month"), self.month),
            ),
            Field(_("How often was the story told?"), self.times),
            _pair(
                Field(_("To how many agencies?"), self.agencies),
                Field(_("How many tellings could be avoided?"), self.avoidable),
            ),
        )
        self.end_with_buttons()
        for line in (self.label, self.times, self.agencies, self.avoidable):
            line.textEdited.connect(self._on_edited)

    def show_entry(self, tellings: Tellings, months: tuple[str, ...]) -> None:
        """Fill it with a blank count under the next label, or one to change."""
        self._tellings = tellings
        self.set_texts({"label": tellings.label})
        for name in ("times", "agencies", "avoidable"):
            getattr(self, name).set_number(getattr(tellings, name))
        self._months = fill_months(self.month, months, tellings.month)

    def entry(self) -> Tellings:
        return replace(
            self._tellings,
            label=self.label.text(),
            times=self.times.number(),
            agencies=self.agencies.number(),
            avoidable=self.avoidable.number(),
            month=self._months[max(0, self.month.currentIndex())],
        )

    def texts(self) -> dict[str, str]:
        return {name: getattr(self, name).text() for name in ("label", "times", "agencies", "avoidable")}

    def set_texts(self, texts: Mapping[str, str]) -> None:
        for name in ("label", "times", "agencies", "avoidable"):
            getattr(self, name).setText(texts.get(name, ""))


def fill_months(choice: Choice, months: tuple[str, ...], chosen: str) -> tuple[str, ...]:
    """Offer these months, and the entry's own if it is an earlier one; tells nobody."""
    offered = months if chosen in months else (*months, chosen)
    was = choice.blockSignals(True)
    choice.clear()
    choice.addItems([month_words(month) for month in offered])
    choice.setCurrentIndex(offered.index(chosen))
    choice.blockSignals(was)
    return offered


def _pair(one: Field, other: Field) -> QWidget:
    """Side by side where there is room, each beginning where its neighbour begins."""
    return boxed(EvenLayout(boxed(column(one, None)), boxed(column(other, None)), least=150, gap=12))
