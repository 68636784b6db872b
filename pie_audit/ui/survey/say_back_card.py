"""You said, we will, we can't yet: read by the whole team, and written by whoever asked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.survey.results_words import said_back_day
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Divider,
    Field,
    FlowLayout,
    GrowingText,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    StateLabel,
    WrapLabel,
    boxed,
    clear,
    column,
)
from pie_audit.words import _
from pie_audit.workflows.surveys.views import SaidBack, SurveyResults

MOST_LINES = 5
MOST = 500
"""Letters in each part of a line."""


class SaidBackCard(Card):
    """What the team was told; or by when it will be, and the way to write it."""

    write = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Say it back"), look="soft", icon="chat-circle-text", gap=8, parent=parent)
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        self.button = SecondaryButton(_("Write it back"), "pencil-simple-line")
        self.button.clicked.connect(self.write)
        self.foot = boxed(FlowLayout(self.button))
        self.add(self._body, self.foot, None)

    def show_results(self, view: SurveyResults) -> None:
        """Fill."""
        clear(self._body)
        for at, line in enumerate(view.said_back):
            if at:
                self._body.addWidget(Divider())
            self._body.addWidget(_told(line))
        if not view.said_back:
            self._body.addWidget(WrapLabel(_waiting_words(view), "body", "soft_ink"))
            self._body.addWidget(WrapLabel(said_back_day(view), "small_strong", "soft_ink"))
        self.button.setText(_("Change what it says") if view.said_back else _("Write it back"))
        self.foot.setVisible(view.may_say_back)


def _waiting_words(view: SurveyResults) -> str:
    if view.may_say_back:
        return _("People stop answering when nothing comes back. Aim for two weeks; three lines are enough.")
    return _("What comes of this will stand here.")


def _told(line: SaidBack) -> QWidget:
    parts = ((_("You said"), line.said), (_("We will"), line.will), (_("We can’t yet"), line.cannot))
    labels = [
        column(WrapLabel(title, "small_strong", "soft_ink"), WrapLabel(words, "body", "soft_ink"), gap=0)
        for title, words in parts
        if words.strip()
    ]
    return boxed(column(*labels, gap=6))


class SayBackEditor(Card):
    """Up to five lines, each of three parts. `edited` for what is typed; `told` when they are ready to be read."""

    edited = Signal()
    told = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Say it back"), icon="chat-circle-text", gap=12, parent=parent)
        self.state = StateLabel()
        self.add_to_title(self.state)
        self.trouble = Banner("", look="warn")
        self.trouble.hide()
        self.lines: list[_Line] = []
        self._written = QVBoxLayout()
        self._written.setSpacing(14)
        self.more = LinkButton(_("Add another line"), "plus")
        self.tell_button = PrimaryButton(_("Tell the team"), "megaphone-simple")
        self.later = SecondaryButton(_("Keep it for later"))
        note = _("Until you tell the team, only you can read this. You can change it afterwards, too.")
        self.add(WrapLabel(note, "small", "ink2"), self.trouble, self._written)
        self.add(boxed(FlowLayout(self.more)), boxed(FlowLayout(self.tell_button, self.later)), None)
        self.more.clicked.connect(self._on_more)
        self.tell_button.clicked.connect(self.told)
        self.later.clicked.connect(self.closed)

    def show_lines(self, lines: tuple[SaidBack, ...]) -> None:
        """Fill, with one empty line where there is none."""
        clear(self._written)
        self.lines = []
        for line in lines or (SaidBack("", ""),):
            self._add_line(line)

    def said(self) -> tuple[SaidBack, ...]:
        """Every line as it stands, empty ones left out."""
        found = (line.value() for line in self.lines)
        return tuple(one for one in found if one.said or one.will or one.cannot)

    def tell(self, error: KnownError | None) -> None:
        """Say why it isn't kept or told, or that all is well."""
        self.trouble.setVisible(error is not None)
        if error is not None:
            self.trouble.set(error.what, error.todo)

    def begin(self) -> None:
        """Put the focus into the first part that is empty."""
        empty = (part for line in self.lines for part in line.parts if not part.text().strip())
        next(empty, self.lines[0].parts[0]).setFocus()

    def _add_line(self, line: SaidBack) -> _Line:
        made = _Line(line, len(self.lines) + 1)
        made.edited.connect(self.edited)
        if self.lines:
            self._written.addWidget(Divider())
        self.lines.append(made)
        self._written.addWidget(made)
        self.more.setVisible(len(self.lines) < MOST_LINES)
        return made

    def _on_more(self) -> None:
        self._add_line(SaidBack("", "")).parts[0].setFocus()


class _Line(QWidget):
    """One thing that was heard, and what comes of it."""

    edited = Signal()

    def __init__(self, line: SaidBack, number: int) -> None:
        super().__init__()
        labels = (_("You said"), _("We will"), _("We can’t yet (leave empty if there’s nothing)"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.parts: list[GrowingText] = []
        for label, text in zip(labels, (line.said, line.will, line.cannot), strict=True):
            part = GrowingText(most=MOST)
            part.setText(text)
            part.edited.connect(self.edited)
            layout.addWidget(Field(label, part))
            named = label if number == 1 else _("{label}, line {n}").format(label=label, n=number)
            part.setAccessibleName(named)
            self.parts.append(part)

    def value(self) -> SaidBack:
        """As it stands."""
        said, will, cannot = (part.text().strip() for part in self.parts)
        return SaidBack(said, will, cannot)
