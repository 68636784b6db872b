"""Writing or changing one line of the board, where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import full_day_words
from pie_audit.domain.errors import KnownError
from pie_audit.domain.said_did import Answer, HeardFrom, SaidDid
from pie_audit.domain.said_did_words import MOST_HOW, MOST_SAID, MOST_WORDS, answer_name, source_name
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
    TextArea,
    TextLine,
    Tick,
    announce,
    boxed,
    column,
)
from pie_audit.ui.widgets.two_texts import Line, Lines, TwoAtOnce
from pie_audit.words import _
from pie_audit.workflows.everyday.entry_books import as_begun

_ANSWERS = (Answer.OPEN, Answer.DID, Answer.DOING, Answer.CANT, Answer.ASKED_OTHERS, Answer.NOT_YET)
BEGAN = "began"
"""Under which a draft holds the line that it changes, as it was."""
_SOURCES = (HeardFrom.CONVERSATION, HeardFrom.REVIEW, HeardFrom.COMPLAINT, HeardFrom.SURVEY)


def _usual_help() -> str:
    return _("A theme in plain words, not one person’s sentence, and nobody’s name.")


def _plan_help() -> str:
    return _(
        "These are words of your plan. Put it as people said it, before you keep it: whoever passes the wall reads it."
    )


class LineEditor(Card):
    """`sent` with the line as it stands, `edited` after each change, `left` to leave it as it was. Filling is silent."""

    sent = Signal(object)
    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("One line of the board"), look="chosen", gap=14, parent=parent)
        self.line: SaidDid | None = None
        self.known: SaidDid | None = None
        self._action_ids: list[str | None] = [None]
        self._is_filling = self._is_behind = False
        self.said = TextArea(most=MOST_SAID, lines=2)
        self.source, self.heard_on = Choice(), DateField()
        self.answer = Choice(*(answer_name(one) for one in _ANSWERS))
        self.words = TextArea(most=MOST_WORDS, lines=3)
        self.told, self.told_on, self.told_how = (
            Tick(_("People have been told")),
            DateField(),
            TextLine(most=MOST_HOW),
        )
        self.action = Choice()
        self.keep_button = PrimaryButton(_("Keep this line"), "check")
        self.leave_button = LinkButton(_("Leave it as it was"))
        self._trouble = Banner("", look="warn")
        self._trouble.hide()
        self.two = TwoAtOnce(self._now, self.lines_of, self.keep_button, self)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        self._words_field = Field(_("In words"), self.words)
        self._told_fields = boxed(
            EvenLayout(
                _on_top(Field(_("On which day"), self.told_on)),
                _on_top(Field(_("How"), self.told_how, _("At the house meeting, on the wall, by letter …"))),
                least=200,
                gap=14,
            )
        )
        self._action_field = Field(_("It led to this in our plan"), self.action)
        self._said_field = Field(_("What people said"), self.said, _usual_help())
        left = column(
            self._said_field,
            boxed(
                EvenLayout(
                    _on_top(Field(_("Heard in"), self.source)),
                    _on_top(Field(_("Heard on"), self.heard_on)),
                    least=180,
                    gap=14,
                )
            ),
            None,
            gap=14,
        )
        right = column(
            Field(_("What came of it"), self.answer),
            self._words_field,
            self.told,
            self._told_fields,
            self._action_field,
            None,
            gap=14,
        )
        self.add(
            boxed(EvenLayout(boxed(left), boxed(right), least=300, gap=24)),
            self._trouble,
            self.two,
            boxed(FlowLayout(self.keep_button, self.leave_button, gap=12)),
        )

    def _listen(self) -> None:
        self.said.edited.connect(self._on_edited)
        self.words.edited.connect(self._on_edited)
        self.told_how.textEdited.connect(self._on_edited)
        for choice in (self.source, self.answer, self.action):
            choice.activated.connect(self._on_chosen)
        for day in (self.heard_on, self.told_on):
            day.userDateChanged.connect(self._on_chosen)
        self.told.clicked.connect(self._on_chosen)
        self.keep_button.clicked.connect(self._on_keep)
        self.leave_button.clicked.connect(self._on_leave)

    # filling

    def offer(self, actions: Sequence[tuple[str, str]], *, may_say_survey: bool) -> None:
        """What may be chosen. A survey is a source only once everybody was told its results."""
        sources = [s for s in _SOURCES if s is not HeardFrom.SURVEY or may_say_survey]
        self._sources = sources
        self.source.clear()
        self.source.addItems([source_name(one) for one in sources])
        self._action_ids = [None, *(action_id for action_id, _what in actions)]
        self.action.clear()
        self.action.addItems([_("Nothing in our plan"), *(what for _id, what in actions)])

    def show_line(
        self,
        line: SaidDid,
        today: date,
        *,
        about: str = "",
        of_plan: bool = False,
        known: SaidDid | None = None,
    ) -> None:
        """Fill in a line that was `known` like this; `about` names the action it led to where that isn't offered.

        `of_plan`: what stands there are words of the plan, and nobody has put them for the wall yet.
        """
        self._said_field.set_help(_plan_help() if of_plan else _usual_help())
        self._is_filling, self._is_behind = True, False
        self.line, self.known = line, known
        self.two.rest()
        self.two.came_in.hide()
        self._trouble.hide()
        self.keep_button.setEnabled(True)
        if line.heard_from not in self._sources:
            self._sources.append(line.heard_from)
            self.source.addItem(source_name(line.heard_from))
        if line.action_id not in self._action_ids:
            self._action_ids.append(line.action_id)
            self.action.addItem(about or _("Something earlier in our plan"))
        self.said.setText(line.said)
        self.words.setText(line.words)
        self.source.setCurrentIndex(self._sources.index(line.heard_from))
        self.answer.setCurrentIndex(_ANSWERS.index(line.answer))
        self.action.setCurrentIndex(self._action_ids.index(line.action_id))
        for field in (self.heard_on, self.told_on):
            field.setMaximumDate(_qdate(today))
        self.heard_on.setDate(_qdate(line.heard_on))
        self.told.setChecked(line.told_on is not None)
        self.told_on.setDate(_qdate(line.told_on or today))
        self.told_how.setText(line.told_how)
        self._show_parts()
        self._is_filling = False

    def go_on_from(self, now: SaidDid, began: SaidDid, today: date) -> None:
        """The line was kept; `now`, with what was typed since, is a change of how it `began`."""
        self.line = self.known = began
        self.tell(None)
        if now != self.value():
            self.show_line(now, today, known=began)

    def value(self) -> SaidDid:
        """The line as it stands here."""
        assert self.line is not None
        came_of_it = _ANSWERS[self.answer.currentIndex()]
        told = self.told.isChecked() and came_of_it is not Answer.OPEN
        return replace(
            self.line,
            said=self.said.text(),
            heard_from=self._sources[self.source.currentIndex()],
            heard_on=_date(self.heard_on.date()),
            answer=came_of_it,
            words=self.words.text() if came_of_it is not Answer.OPEN else "",
            told_on=_date(self.told_on.date()) if told else None,
            told_how=self.told_how.text() if told else "",
            action_id=self._action_ids[max(0, self.action.currentIndex())],
        )

    def texts(self) -> dict[str, str]:
        """Everything that is typed and chosen, as a draft."""
        now = self.value()
        return {
            "said_id": now.said_id,
            "version": str(now.version),
            "survey_id": now.survey_id or "",
            "said": self.said.text(),
            "heard_from": now.heard_from.value,
            "heard_on": now.heard_on.isoformat(),
            "answer": now.answer.value,
            "words": self.words.text(),
            "told_on": now.told_on.isoformat() if now.told_on else "",
            "told_how": now.told_how,
            "action_id": now.action_id or "",
            "still_right": now.still_right.isoformat() if now.still_right else "",
            "answered_on": now.answered_on.isoformat() if now.answered_on else "",
            BEGAN: as_begun(self.known) if self.known is not None else "",
        }

    def _now(self) -> SaidDid | None:
        return None if self.line is None else self.value()

    def lines_of(self, line: SaidDid) -> Lines:
        """What a line says, each field under its name here."""
        at = self._action_ids.index(line.action_id) if line.action_id in self._action_ids else -1
        told = full_day_words(line.told_on) if line.told_on is not None else ""
        return (
            Line("said", _("What people said"), line.said),
            Line("heard_from", _("Heard in"), source_name(line.heard_from)),
            Line("heard_on", _("Heard on"), full_day_words(line.heard_on)),
            Line("answer", _("What came of it"), answer_name(line.answer)),
            Line("words", _("In words"), line.words),
            Line("told_on", _("People have been told"), told),
            Line("told_how", _("How"), line.told_how),
            Line("action_id", _("It led to this in our plan"), self.action.itemText(at) if at >= 0 else ""),
        )

    def tell(self, error: KnownError | None) -> None:
        """Say why it can't be kept like this, over the buttons; None takes that away."""
        self.keep_button.setEnabled(True)
        self._trouble.setVisible(error is not None)
        if error is not None:
            self._trouble.set(error.what, error.todo)
            announce(self, f"{error.what} {error.todo}")

    def is_behind(self, now: SaidDid) -> bool:
        """Whether somebody has changed this line since it was read; that is told once."""
        was, self._is_behind = self._is_behind, self.known is not None and self.known.version != now.version
        if self._is_behind and not was and not self.two.is_asking:
            what = _("Somebody changed this line meanwhile.")
            self._trouble.set(what, _("Theirs stands below. Keep yours, and both are put together."))
            self._trouble.show()
            announce(self, what)
        return self._is_behind

    def tell_gone(self) -> None:
        """Somebody took this line away meanwhile: that is told, and keeping it then puts it on the board again."""
        assert self.line is not None
        self.line, self.known, self._is_behind = replace(self.line, version=0), None, False
        self.two.rest()
        gone = _("Somebody took this line off the board meanwhile.")
        self._trouble.set(gone, _("What you typed is still here. Keeping it puts the line up again."))
        self._trouble.show()
        announce(self, gone)

    def _show_parts(self) -> None:
        """Only what belongs to the answer that is chosen."""
        came_of_it = _ANSWERS[self.answer.currentIndex()]
        answered = came_of_it is not Answer.OPEN
        self._words_field.setVisible(answered)
        because = came_of_it in {Answer.CANT, Answer.NOT_YET}
        self._words_field.set_help(
            _("Plainly: people can live with an honest no.")
            if came_of_it is Answer.CANT
            else _("What are you waiting for?")
            if because
            else ""
        )
        self.told.setVisible(answered)
        self._told_fields.setVisible(answered and self.told.isChecked())
        self._action_field.setVisible(len(self._action_ids) > 1)

    def _on_chosen(self, *_now: object) -> None:
        if not self._is_filling:
            self._show_parts()
            self.edited.emit()

    def _on_edited(self, *_now: object) -> None:
        if not self._is_filling:
            self.edited.emit()

    def _on_keep(self, _checked: bool = False) -> None:
        self.keep_button.setEnabled(False)
        self.sent.emit(self.value())

    def _on_leave(self, _checked: bool = False) -> None:
        self.left.emit()


def line_of(words: Mapping[str, str], team_id: str) -> SaidDid:
    """The line that a draft was of, with what was typed into it."""

    def day(name: str) -> date | None:
        return date.fromisoformat(words[name]) if words.get(name) else None

    return SaidDid(
        words["said_id"],
        team_id,
        words.get("said", ""),
        HeardFrom(words["heard_from"]),
        date.fromisoformat(words["heard_on"]),
        Answer(words.get("answer", "")),
        words.get("words", ""),
        told_on=day("told_on"),
        told_how=words.get("told_how", ""),
        still_right=day("still_right"),
        action_id=words.get("action_id") or None,
        survey_id=words.get("survey_id") or None,
        version=int(words.get("version", "0")),
        answered_on=day("answered_on"),
    )


def _on_top(field: Field) -> QWidget:
    return boxed(column(field, None))


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
