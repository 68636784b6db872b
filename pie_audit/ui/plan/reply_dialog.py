"""Noting a reply: yes, partly or no, why, what they would try, and who from the front line was in the room."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError, NotNow
from pie_audit.domain.reply import WORDS_LIMIT, Asked, Reply, ReplyKind, asked_words
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.plan.day_field import DayField
from pie_audit.ui.plan.growing_text import GrowingText
from pie_audit.ui.plan.wording import sentence
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import (
    Banner,
    Card,
    EvenLayout,
    Field,
    OptionCard,
    PrimaryButton,
    ScrollBody,
    SecondaryButton,
    WrapLabel,
    announce,
    boxed,
    column,
    row,
    step_by_tab,
)
from pie_audit.words import _
from pie_audit.workflows import replies

SAVE_WITHIN_MS = 1500
_EDGE = 24
_WIDTH = 640


class ReplyDialog(QDialog):
    """Keeps what is typed as a draft; closing it another way than by “Keep this reply” loses nothing."""

    def __init__(self, jobs: Jobs, asked: Asked, reply: Reply, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._jobs, self._reply, self._me = jobs, reply, jobs.me
        self.setWindowTitle(_("Note a reply"))
        self.options = {kind: OptionCard(words, text) for kind, words, text in _kinds()}
        self.options[reply.kind].setChecked(True)
        self.texts = {
            name: GrowingText(most=WORDS_LIMIT)
            for name in ("because", "would_try", "from_whom", "in_the_room")
        }
        self.day = DayField()
        self._fields = {name: Field(label, self.texts[name], help) for name, label, help in _labels()}
        self._fields["replied_on"] = Field(_("On which day"), self.day)
        self.day.set_name(_("On which day"))
        self._trouble = Banner("", look="warn")
        self._trouble.hide()
        self.keep_button = PrimaryButton(_("Keep this reply"), "check")
        self.keep_button.clicked.connect(self.keep)
        self.back = SecondaryButton(_("Go back"))
        self.back.clicked.connect(self.reject)
        self.body = ScrollBody()
        self._heading = WrapLabel(_("Note a reply"), "h1")
        self._foot = boxed(row(self.back, None, self.keep_button, gap=12))
        self._lay_out(asked)
        self._fill(reply, today)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SAVE_WITHIN_MS)
        self._soon.timeout.connect(self.keep_words)
        self._listen()

    def keep(self) -> None:
        """Send it, or say what is missing beside its field."""
        reply, errors = self._read()
        for name, field in self._fields.items():
            field.set_error(errors.get(name, ""))
        if errors:
            self._fields[next(iter(errors))].setFocus()
            announce(self, " ".join(errors.values()))
            return
        self._soon.stop()
        self._trouble.hide()
        self.keep_button.setEnabled(False)
        self._jobs.write(
            replies.record_reply, reply, owner=self, then=self._on_kept, problem=self._on_problem
        )

    def keep_words(self) -> None:
        """Send what is typed so far on its way, as a draft."""
        self._soon.stop()
        reply, _errors = self._read()
        if reply != self._reply:
            self._jobs.write_as(self._me, replies.begin_reply, reply, owner=self)

    def reject(self) -> None:
        """Go back; what was typed isn't thrown away."""
        self.keep_words()
        super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
        self.options[self._reply.kind].setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab follows what is read."""
        return step_by_tab(self, forward=forward) or super().focusNextPrevChild(forward)

    def fit(self) -> None:
        """As wide as reads well, as high as the words need, never beyond the window underneath."""
        most = self.parentWidget().window().size() - QSize(32, 32)
        width = min(theme.px(_WIDTH), most.width())
        inner = width - 2 * _EDGE
        content = self.body.content.layout()
        needed = content.totalHeightForWidth(inner) if content.hasHeightForWidth() else 400
        around = self._heading.heightForWidth(inner) + self._foot.sizeHint().height()
        self.resize(width, min(most.height(), needed + around + 2 * _EDGE + 40))

    def _lay_out(self, asked: Asked) -> None:
        about = Card(look="soft", gap=4).add(
            WrapLabel(asked.what, "strong", "soft_ink"),
            WrapLabel(
                _("Asked of {who_and_when}").format(who_and_when=asked_words(asked)), "small", "soft_ink"
            ),
        )
        field = self._fields
        parts: tuple[QWidget, ...] = (
            about,
            boxed(EvenLayout(*self.options.values(), least=150, gap=10)),
            field["because"],
            field["would_try"],
            boxed(EvenLayout(_on_top(field["from_whom"]), _on_top(field["replied_on"]), least=200, gap=12)),
            field["in_the_room"],
        )
        for part in parts:
            self.body.column.addWidget(part)
        self.body.column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE - 6, _EDGE, _EDGE - 6, _EDGE - 6)
        whole: tuple[QWidget, ...] = (self._heading, self.body, self._trouble, self._foot)
        for part in whole:
            layout.addWidget(part)
            part.setContentsMargins(6, 0, 6, 0)

    def _fill(self, reply: Reply, today: date) -> None:
        for name, area in self.texts.items():
            area.setText(getattr(reply, name))
        self.day.set_day(reply.replied_on, today)

    def _read(self) -> tuple[Reply, dict[str, str]]:
        errors: dict[str, str] = {}
        kind = next((k for k, option in self.options.items() if option.isChecked()), self._reply.kind)
        found = {name: area.text().strip() for name, area in self.texts.items()}
        if kind is not ReplyKind.YES and not found["because"]:
            errors["because"] = _("Write what they said; “no reason given” is an answer too.")
        day = self._reply.replied_on
        try:
            day = self.day.day() or day
        except NotNow as error:
            errors["replied_on"] = sentence(error)
        return replace(self._reply, kind=kind, replied_on=day, **found), errors

    def _listen(self) -> None:
        for area in self.texts.values():
            area.edited.connect(self._on_edited)
        self.day.edited.connect(self._on_edited)
        for option in self.options.values():
            option.clicked.connect(self._on_edited)

    def _on_edited(self) -> None:
        """At most so long after the first unsaved key; typing on doesn't put it off."""
        if not self._soon.isActive():
            self._soon.start()

    def _on_kept(self, _done: object) -> None:
        self.accept()

    def _on_problem(self, error: KnownError) -> None:
        self.keep_button.setEnabled(True)
        self._trouble.set(error.what, error.todo)
        self._trouble.show()
        announce(self, sentence(error))


def _on_top(field: Field) -> QWidget:
    """Begins where its neighbour begins, whatever is told under either."""
    return boxed(column(field, None))


def _kinds() -> tuple[tuple[ReplyKind, str, str], ...]:
    return (
        (ReplyKind.YES, _("Yes"), ""),
        (ReplyKind.PARTLY, _("Partly"), ""),
        (ReplyKind.NO, _("No"), ""),
    )


def _labels() -> tuple[tuple[str, str, str], ...]:
    return (
        ("because", _("Because …"), ""),
        ("would_try", _("What they would try instead"), ""),
        ("from_whom", _("Who replied"), _("A role is enough.")),
        ("in_the_room", _("Who from the front line was in the room"), _("A role, or “nobody”.")),
    )
