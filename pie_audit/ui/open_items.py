"""What people still wait for, before they are asked again: an answer, or “not yet, because …”, right there."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.said_did import Answer, SaidDid
from pie_audit.domain.said_did_words import MOST_WORDS, age_words, answer_name
from pie_audit.ui.draft_keeper import DraftKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Choice,
    Divider,
    EvenLayout,
    Field,
    FlowLayout,
    LinkButton,
    SecondaryButton,
    TextArea,
    WrapLabel,
    announce,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.words import _, plural
from pie_audit.workflows.everyday import said_did
from pie_audit.workflows.everyday.entry_books import EntryChanged
from pie_audit.workflows.everyday.said_did import LongOpen
from pie_audit.workflows.undo import Undoable

_ANSWERS = (Answer.NOT_YET, Answer.DID, Answer.DOING, Answer.CANT, Answer.ASKED_OTHERS)
_SHOWN = 3
"""So many show at once; the others are a click away, because whoever is here came for something else."""


class OpenItems(Card):
    """Hidden while nothing has waited long, and where the team doesn't use the board. It never stops anybody."""

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget | None = None) -> None:
        super().__init__(look="soft", gap=10, parent=parent)
        self._jobs, self._team_id = jobs, team_id
        self.rows: dict[str, OpenItem] = {}
        self._intro = WrapLabel(
            _(
                "Tell people something first: an answer, or why there is none yet. You can start all the same."
            ),
            "body",
            "soft_ink",
        )
        self._title = WrapLabel("", "h3", "soft_ink")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.more = LinkButton("", "caret-down")
        self.more.clicked.connect(self.show_all)
        self._shows_all = False
        self.add(self._title, self._intro, self._rows, boxed(row(self.more, None)))
        self.hide()

    def reload(self) -> None:
        """Look again what waits; an answer that is being typed stays."""
        self._jobs.read(said_did.before_asking_again, self._team_id, owner=self, then=self.show_open)

    def show_open(self, found: LongOpen) -> None:
        """A row for each line; one into which an answer is being typed stays, even if its line waits no longer."""
        self._title.setText(_title_of(found))
        kept, self.rows = self.rows, {}
        for item in kept.values():
            self._rows.removeWidget(item)
        clear(self._rows)
        for line in found.lines:
            item = kept.pop(line.said_id) if line.said_id in kept else self._item(line, found)
            item.show_line(line)
            self._add_row(item)
        for item in [one for one in kept.values() if one.is_typed]:
            item.tell_settled()
            self._add_row(kept.pop(item.line.said_id))
        had_focus = any(gone.isAncestorOf(self.window().focusWidget()) for gone in kept.values())
        for gone in kept.values():
            gone.hide()
            gone.deleteLater()
        if had_focus and self.rows:
            next(iter(self.rows.values())).answer_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_few()
        self.setVisible(bool(self.rows))

    def _add_row(self, item: OpenItem) -> None:
        self.rows[item.line.said_id] = item
        if self._rows.count():
            self._rows.addWidget(Divider())
        self._rows.addWidget(item)

    def _item(self, line: SaidDid, found: LongOpen) -> OpenItem:
        item = OpenItem(self._jobs, self._team_id, line, age_words(line.heard_on, found.today))
        item.fill(found.begun.get(line.said_id, {}))
        return item

    def show_all(self, _checked: bool = False) -> None:
        """Those that were folded away too."""
        self._shows_all = True
        self._show_few()

    def _show_few(self) -> None:
        hidden = 0 if self._shows_all else max(0, len(self.rows) - _SHOWN)
        for at in range(self._rows.count()):
            item = self._rows.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setVisible(self._shows_all or at < 2 * _SHOWN - 1)
        self.more.setVisible(hidden > 0)
        self.more.setText(plural("Show {n} more", "Show {n} more", hidden).format(n=hidden))

    def flush(self) -> None:
        """Keep what is typed so far."""
        for item in self.rows.values():
            item.keeper.flush()

    def unsaved(self) -> bool:
        """Whether something typed isn't kept yet."""
        return any(item.keeper.unsaved for item in self.rows.values())


def _title_of(found: LongOpen) -> str:
    n = len(found.lines)
    if not n:
        return _("Nothing waits any more, but an answer that you began isn’t kept yet.")
    return plural(
        "One thing that people said has waited for over three months.",
        "{n} things that people said have waited for over three months.",
        n,
    ).format(n=n)


class OpenItem(QWidget):
    """One line with its age, and, unfolded, a place for the answer."""

    def __init__(
        self, jobs: Jobs, team_id: str, line: SaidDid, age: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs, self.line = jobs, line
        self.keeper = DraftKeeper(jobs, said_did.keep_answer, team_id, line.said_id, parent=self)
        self.age = WrapLabel(_("Waiting for {age}").format(age=age), "small", "soft_ink")
        self.now = WrapLabel("", "body", "soft_ink")
        self.answer_button = SecondaryButton(_("Answer"), "chat-circle-text", in_row=True)
        self.not_yet_button = SecondaryButton(_("Not yet, because …"), "hourglass", in_row=True)
        self.answer = Choice(*(answer_name(one) for one in _ANSWERS))
        self.words = TextArea(most=MOST_WORDS, lines=2)
        self.keep_button = SecondaryButton(_("Keep this answer"), "check", in_row=True)
        self.fold_button = LinkButton(_("Leave it for now"), in_row=True)
        self.trouble = Banner("", look="warn")
        self.trouble.hide()
        self._form = self._fields()
        self._lay_out(line)
        self._listen()
        self.fold()

    def _fields(self) -> QWidget:
        asked, words = Field(_("What came of it"), self.answer), Field(_("In words"), self.words)
        fields = EvenLayout(boxed(column(asked, None)), boxed(column(words, None)), least=240, gap=14)
        buttons = FlowLayout(self.keep_button, self.fold_button, gap=10)
        return boxed(column(boxed(fields), self.trouble, boxed(buttons), gap=8))

    def _lay_out(self, line: SaidDid) -> None:
        said = boxed(column(WrapLabel(line.said, "strong", "soft_ink"), self.age, self.now, None, gap=2))
        self._buttons = boxed(column(boxed(FlowLayout(self.answer_button, self.not_yet_button, gap=8)), None))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(boxed(EvenLayout(said, self._buttons, least=300, gap=14)))
        layout.addWidget(self._form)
        for part in (self.answer_button, self.not_yet_button, self.keep_button, self.fold_button):
            part.setAccessibleName(_("{verb}: {what}").format(verb=part.text(), what=line.said))
        self.answer.setAccessibleName(_("What came of it: {what}").format(what=line.said))
        self.words.setAccessibleName(_("In words: {what}").format(what=line.said))

    def _listen(self) -> None:
        self.answer_button.clicked.connect(self.unfold_answer)
        self.not_yet_button.clicked.connect(self.unfold_not_yet)
        self.fold_button.clicked.connect(self._on_left)
        self.answer.activated.connect(self._on_edited)
        self.words.edited.connect(self._on_edited)
        self.keep_button.clicked.connect(self.keep)

    def unfold_answer(self, _checked: bool = False) -> None:
        """Say what came of it."""
        self._unfold(Answer.DID, self.answer)

    def unfold_not_yet(self, _checked: bool = False) -> None:
        """Say why there is no answer yet."""
        self._unfold(Answer.NOT_YET, self.words)

    def _unfold(self, came_of_it: Answer, focus: QWidget) -> None:
        self.answer.setCurrentIndex(_ANSWERS.index(came_of_it))
        self._form.show()
        self._buttons.hide()
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def fold(self) -> None:
        """Only the line and its buttons."""
        self._form.hide()
        self._buttons.show()

    def _on_left(self, _checked: bool = False) -> None:
        self.words.setText("")
        self.trouble.hide()
        self.keeper.keep({})
        self.fold()
        self.answer_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_line(self, line: SaidDid) -> None:
        """What stands on the board now; what is typed here stays."""
        self.line = line
        is_answered = line.answer is Answer.NOT_YET
        self.now.setText(_("Not yet, because {why}").format(why=line.words) if is_answered else "")
        self.now.setVisible(is_answered)

    @property
    def is_typed(self) -> bool:
        """Whether words stand here that aren't kept as an answer yet."""
        return bool(self.words.text().strip())

    def tell_settled(self) -> None:
        """Nobody waits for it any more, and yet somebody is typing an answer."""
        self._tell(
            _("Somebody answered this meanwhile, or took it away."),
            _("Nothing is lost: what you typed is still here."),
        )

    def _tell_theirs(self, error: EntryChanged) -> None:
        """What stands there now; keeping one's own once more is a choice then."""
        if error.theirs is None:
            self.line = replace(self.line, version=0)
            self._tell(error.what, _("Keep your answer once more to put the line up again with it."))
            return
        self.show_line(error.theirs)
        theirs = ": ".join(filter(None, (answer_name(error.theirs.answer), error.theirs.words)))
        todo = _("Theirs: “{theirs}” Keep your answer once more to put it in place of theirs.")
        self._tell(error.what, todo.format(theirs=theirs))

    def fill(self, begun: object) -> None:
        """What was typed and left."""
        if isinstance(begun, dict) and begun:
            self.answer.setCurrentIndex(_ANSWERS.index(Answer(begun.get("answer", Answer.NOT_YET.value))))
            self.words.setText(begun.get("words", ""))
            self._form.show()
            self._buttons.hide()

    def keep(self, _checked: bool = False) -> None:
        """Answer the line, or say what is missing."""
        self.keep_button.setEnabled(False)
        self.keeper.forget()
        words = self.words.text()
        self._jobs.write(
            said_did.answer,
            self.line,
            _ANSWERS[self.answer.currentIndex()],
            words,
            owner=self,
            then=partial(self._on_kept, words),
            problem=self._on_trouble,
        )

    def _on_kept(self, words: str, done: Undoable) -> None:
        self.keep_button.setEnabled(True)
        self.trouble.hide()
        if self.words.text() != words:  # somebody types on: that is a change of what was kept
            self.line = done.result
            self._on_edited()
            return
        self.words.setText("")
        self.fold()
        announce(self, _("Kept."))

    def _on_trouble(self, error: KnownError) -> None:
        self.keep_button.setEnabled(True)
        if isinstance(error, EntryChanged):
            self._tell_theirs(error)
        else:
            self._tell(error.what, error.todo)
        self._on_edited()

    def _tell(self, what: str, todo: str) -> None:
        self.trouble.set(what, todo)
        self.trouble.show()
        announce(self, f"{what} {todo}")

    def _on_edited(self, *_now: object) -> None:
        chosen = _ANSWERS[self.answer.currentIndex()].value
        typed = self.words.text()
        self.keeper.keep({"answer": chosen, "words": typed} if typed.strip() else {})
