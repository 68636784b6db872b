"""A summary that was signed: its words to read, who stands by them, what the other says, and what was added."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.day import day_words, full_day_words
from pie_audit.domain.supervision_rules import SummaryState
from pie_audit.ui.supervision.words import first_name, function_name
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Chip,
    Divider,
    FlowLayout,
    GrowingText,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    WrapLabel,
    boxed,
    clear,
    column,
)
from pie_audit.words import _
from pie_audit.workflows.supervision.supervision_sessions import SessionView

MOST = 4000


class SettledCard(Card):
    """`agreed`, `differed` (words), `added` (words) and `write_on` are what somebody may still do."""

    agreed = Signal()
    differed = Signal(str)
    added = Signal(str)
    write_on = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What we agreed to write down"), icon="users", gap=12, parent=parent)
        self._shown: object = None
        self.chip = Chip("", "info", "users")
        self.add_to_title(self.chip)
        self.banner = Banner("", look="shared")
        self.agree_button = PrimaryButton(_("I agree"), "check")
        self.differ_button = SecondaryButton(_("I see it differently"))
        self.on_button = LinkButton(_("Take my name off and write on"))
        self.words = GrowingText(most=MOST, least=2)
        self.send_button = PrimaryButton(_("Keep it"), in_row=True)
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        self.ask = boxed(FlowLayout(self.agree_button, self.differ_button, self.on_button))
        self.writing = boxed(column(self.words, boxed(FlowLayout(self.send_button)), gap=8))
        self._view: SessionView | None = None
        self._differing, self._sent = False, ""
        self.add(self.banner, self._body, self.ask, self.writing)
        self.agree_button.clicked.connect(self.agreed)
        self.differ_button.clicked.connect(self._begin_differing)
        self.on_button.clicked.connect(self.write_on)
        self.send_button.clicked.connect(self._send)
        self.words.edited.connect(self.edited)

    def show_written(self, view: SessionView) -> None:
        """Fill; what is being typed under it stays."""
        held = view.written
        asked, mine = held.waits_for(view.me_id), held.summary.writer_id == view.me_id
        self._view = view
        self._differing = asked and (self._differing or bool(self.typed()))
        names = [first_name(name) for name in view.names.values()]
        self.chip.set(_("{one} and {other}").format(one=names[0], other=names[-1]), "info", "users")
        self.banner.set(*_standing(view))
        self.agree_button.setVisible(asked)
        self.differ_button.setVisible(asked)
        self.on_button.setVisible(held.state is SummaryState.WAITING and mine)
        self.ask.setVisible(held.state is SummaryState.WAITING)
        self._show_writing(view)
        if held == self._shown:
            return
        self._shown = held
        clear(self._body)
        for title, words in _parts(view):
            if title:
                self._body.addWidget(WrapLabel(title, "small_strong", "ink2"))
            self._body.addWidget(WrapLabel(words))
        for note in held.addenda:
            self._body.addWidget(Divider())
            who = view.names.get(note.by_id, "")
            title = _("{name} added on {day}").format(name=first_name(who), day=full_day_words(note.day))
            self._body.addWidget(WrapLabel(title, "small_strong", "ink2"))
            self._body.addWidget(WrapLabel(note.words))

    def fill_begun(self, words: str) -> None:
        """Words that were typed here before and not sent."""
        if self.words.text() != words:
            self.words.setText(words)

    def read(self, _base: str) -> str:
        """What is typed under it now."""
        return self.words.text()

    def typed(self) -> str:
        """Words under it that haven't been sent yet."""
        return self.words.text().strip()

    def kept(self) -> None:
        """What was sent has been kept; what was typed since stays."""
        self._differing = False
        if self.typed() == self._sent:
            self.words.setText("")

    def _show_writing(self, view: SessionView) -> None:
        settled = view.written.state.is_settled
        self.writing.setVisible(settled or self._differing)
        name = _("How I see it") if self._differing else _("Add a note under it")
        self.words.setAccessibleName(name)
        self.words.edit.setPlaceholderText(name)
        self.send_button.setText(_("Keep how I see it") if self._differing else _("Add the note"))

    def _begin_differing(self) -> None:
        self._differing = True
        if self._view is not None:
            self._show_writing(self._view)
        self.words.setFocus()

    def _send(self) -> None:
        words = self._sent = self.typed()
        if words:
            (self.differed if self._differing else self.added).emit(words)


def _parts(view: SessionView) -> list[tuple[str, str]]:
    """The words under their headings, empty ones left out."""
    held = view.written.summary
    touched = ", ".join(function_name(f) for f in held.functions)
    actions = "\n".join(_action(view, a.what, a.who) for a in held.actions)
    found = [
        ("", held.text),
        (_("We touched on"), touched),
        (_("What we learned"), held.learning),
        (_("What we decided"), held.decisions),
        (_("The wider system"), held.wider_system),
        (_("What we’ll do"), actions),
    ]
    differs_name = first_name(view.names.get(held.differs_by, ""))
    found.append((_("{name} sees it differently").format(name=differs_name), held.differs))
    if view.written.reply is not None:
        name = first_name(view.names.get(view.written.reply.by_id, ""))
        found.append((_("How {name} sees it").format(name=name), view.written.reply.words))
    return [(title, words.strip()) for title, words in found if words.strip()]


def _action(view: SessionView, what: str, who: str) -> str:
    name = first_name(view.names.get(who, who))
    return f"{what} ({name})" if name else what


def _standing(view: SessionView) -> tuple[str, str]:
    """Where it stands and what that means, in two sentences."""
    held = view.written
    writer = first_name(view.names.get(held.summary.writer_id, ""))
    reader = first_name(next((n for p, n in view.names.items() if p != held.summary.writer_id), ""))
    signed = day_words(held.summary.signed_on) if held.summary.signed_on else ""
    until = day_words(held.agree_by) if held.agree_by else ""
    if held.waits_for(view.me_id):
        title = _("{name} wrote this and signed it on {day}.").format(name=writer, day=signed)
        text = _("Agree, or say how you see it, by {day}. After that it stands as {name}’s note.")
        return title, text.format(day=until, name=writer)
    match held.state:
        case SummaryState.WAITING:
            text = _("It waits for {name} until {day}. After that it stands as your note.")
            return _("You signed this on {day}.").format(day=signed), text.format(name=reader, day=until)
        case SummaryState.AGREED:
            return _("You both agreed to this."), _(
                "Its words stay as they are. Either of you can add a note."
            )
        case SummaryState.DIFFERS:
            title = _("{name} sees it differently.").format(name=reader)
            return title, _("Both texts stay side by side. Either of you can add a note.")
    title = _("This stands as {name}’s note.").format(name=writer)
    return title, _("{name} didn’t answer within two weeks. Either of you can add a note.").format(
        name=reader
    )
