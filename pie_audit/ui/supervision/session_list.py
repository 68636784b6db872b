"""Sessions one under the other, each with what can be done about it; a question opens under its row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from pie_audit.domain.session import SessionStatus
from pie_audit.domain.supervision_rules import SummaryState
from pie_audit.ui.supervision.small_forms import (
    AskForm,
    CallOffForm,
    HeldForm,
    MoveForm,
    RebookForm,
    SmallForm,
)
from pie_audit.ui.supervision.words import (
    day_line,
    first_name,
    status_words,
    summary_tone,
    summary_words,
    when_where,
)
from pie_audit.ui.widgets import (
    Card,
    Chip,
    Divider,
    FlowLayout,
    IconButton,
    SecondaryButton,
    WrapLabel,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.words import _, plural
from pie_audit.workflows.supervision.supervision import SessionLine

Deed = tuple[str, Callable[[], object]]
"""What can be done with a session, in words, and how it begins."""


class SessionList(Card):
    """`opened` carries a session's id; `done` what is to be done: its name, the id, and what was answered."""

    opened = Signal(str)
    done = Signal(str, str, object)
    settled = Signal()

    def __init__(self, title: str, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, gap=8, parent=parent)
        self._empty = empty
        self._today = date.today()
        self._lines: tuple[SessionLine, ...] = ()
        self._later = 0
        self.form: SmallForm | None = None
        self._places: dict[str, QVBoxLayout] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.add(self._rows)

    def show_lines(self, lines: tuple[SessionLine, ...], today: date, later: int = 0) -> None:
        """Fill anew where anything changed; an open question is closed by that. `later` are planned and not shown."""
        if (lines, today, later) == (self._lines, self._today, self._later) and self._rows.count():
            return
        self._lines, self._today, self._later, self.form = lines, today, later, None
        self._places.clear()
        clear(self._rows)
        for at, line in enumerate(lines):
            if at:
                self._rows.addWidget(Divider())
            self._rows.addWidget(self._row(line))
        if later:
            words = plural("{n} more is planned after these.", "{n} more are planned after these.", later)
            self._rows.addWidget(WrapLabel(words.format(n=later), "small", "ink2"))
        if not lines:
            self._rows.addWidget(WrapLabel(self._empty, "body", "ink2"))
        self.setVisible(bool(lines or self._empty))

    def _row(self, line: SessionLine) -> QWidget:
        words = column(
            WrapLabel(day_line(line.session.due_on, self._today), "strong"),
            WrapLabel(_with_whom(line), "small", "ink2"),
            gap=2,
        )
        chips = _chips(line)
        if chips:
            words.addWidget(boxed(FlowLayout(*chips, gap=8)))
        if line.move_asked and line.move_words:
            words.addWidget(WrapLabel(_("“{words}”").format(words=line.move_words), "small", "ink2"))
        line_layout = row(gap=12)
        line_layout.addWidget(boxed(words), 1)
        line_layout.addWidget(boxed(row(*self._buttons(line), gap=8)), 0, Qt.AlignmentFlag.AlignTop)
        place = column(line_layout, gap=8)
        self._places[line.session.session_id] = place
        return boxed(place)

    def _buttons(self, line: SessionLine) -> list[QWidget]:
        session_id = line.session.session_id
        found: list[QWidget] = []
        due = line.session.is_to_come and line.session.due_on <= self._today
        if due and line.state is SummaryState.NONE:
            held = SecondaryButton(_("Held. No notes"), "check", in_row=True)
            held.clicked.connect(partial(self._emit_done, "held", session_id, None))
            found.append(held)
        if line.readable:
            verb = _("Read and agree") if line.waits_for_me else _("Open")
            open_it = SecondaryButton(verb, in_row=True)
            day = day_line(line.session.due_on, self._today)
            open_it.setAccessibleDescription(_("{day}, with {name}").format(day=day, name=line.other_name))
            open_it.clicked.connect(partial(self._emit_opened, session_id))
            found.append(open_it)
        if deeds := self._deeds(line):
            more = IconButton("dots-three", _("More for this session"), outlined=True, in_row=True)
            day = day_line(line.session.due_on, self._today)
            more.setAccessibleDescription(_("{day}, with {name}").format(day=day, name=line.other_name))
            more.clicked.connect(partial(self._show_menu, more, deeds))
            found.append(more)
        return found

    def _deeds(self, line: SessionLine) -> list[Deed]:
        session, today = line.session, self._today
        name = first_name(line.other_name)
        found: list[Deed] = []

        def ask(title: str, deed: str, form: Callable[[], SmallForm]) -> None:
            found.append((title, partial(self._ask, session.session_id, deed, form)))

        if session.is_to_come:
            if session.due_on <= today:
                ask(_("Held another way …"), "held", partial(HeldForm, session, today))
            ask(_("Move it …"), "move", partial(MoveForm, session, line.starts, today))
            ask(_("Ask {name} to move it …").format(name=name), "ask", partial(AskForm, name))
            ask(_("Call it off …"), "off", partial(CallOffForm, i_supervise=line.i_supervise))
        elif session.status is not SessionStatus.CANCELLED:
            ask(_("Change how it was held …"), "held", partial(HeldForm, session, today))
        elif session.rebooked_id is None:
            ask(_("Book another one in its place …"), "rebook", partial(RebookForm, today))
        return found

    def _show_menu(self, button: IconButton, deeds: list[Deed], _checked: bool = False) -> None:
        menu = QMenu(self)
        menu.setObjectName("session menu")
        for words, begin in deeds:
            menu.addAction(words.replace("&", "&&"), begin)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def _ask(self, session_id: str, deed: str, make: Callable[[], SmallForm]) -> None:
        self._drop_form()
        self.form = make()
        self.form.answered.connect(partial(self._on_answered, deed, session_id))
        self.form.dropped.connect(self._drop_form)
        self._places[session_id].addWidget(self.form)
        self.form.setFocus()

    def _drop_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            self.settled.emit()

    def _on_answered(self, deed: str, session_id: str, answer: object) -> None:
        self.done.emit(deed, session_id, answer)

    def close_form(self) -> None:
        """What was asked has been answered and kept."""
        self._drop_form()

    def _emit_done(self, deed: str, session_id: str, answer: object, _checked: bool = False) -> None:
        self.done.emit(deed, session_id, answer)

    def _emit_opened(self, session_id: str, _checked: bool = False) -> None:
        self.opened.emit(session_id)


def _with_whom(line: SessionLine) -> str:
    whom = _("you supervise {name}") if line.i_supervise else _("with {name}")
    rest = when_where(line.starts, line.place, line.session.planned_min)
    return f"{whom.format(name=line.other_name)} · {rest}"


def _chips(line: SessionLine) -> list[QWidget]:
    session = line.session
    found: list[QWidget] = []
    if not line.readable:
        return [Chip(_("Sealed with keys from before"), "neutral", "lock-simple")]
    if session.status is not SessionStatus.NOT_YET:
        look = "warn" if session.status is SessionStatus.CANCELLED else "neutral"
        found.append(Chip(status_words(session), look, None))
    if session.is_to_come and line.to_bring:
        brought = plural("{n} thing to talk about", "{n} things to talk about", line.to_bring)
        found.append(Chip(brought.format(n=line.to_bring), "soft", "list-checks"))
    if line.move_asked:
        words = _("{name} asks for another day").format(name=first_name(line.other_name))
        found.append(Chip(words, "warn", "swap"))
    if line.state is not SummaryState.NONE:
        look, icon = summary_tone(line.state)
        words = summary_words(line.state, waits_for_me=line.waits_for_me, other=line.other_name)
        found.append(Chip(words, "warn" if line.waits_for_me else look, icon))
    elif session.status in {SessionStatus.HELD, SessionStatus.CUT_SHORT}:
        found.append(Chip(_("No notes"), "neutral", None))
    if not session.paid:
        found.append(Chip(_("Own time"), "neutral", None))
    return found
