"""My own sheet after the opening, to look at before or after the meeting; on nobody else's screen."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from pie_audit.domain.answer import Level, NotApplicable
from pie_audit.domain.audit import Rating
from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.questionnaire import Questionnaire, Topic
from pie_audit.ui.audit.naming import theme_mark
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Card,
    Command,
    Divider,
    LevelBall,
    LinkButton,
    Page,
    PrivacyBar,
    SecondaryButton,
    ThemeShape,
    WrapLabel,
    announce,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.words import _
from pie_audit.workflows import own_sheets
from pie_audit.workflows.own_sheets import OwnSheet


class OwnSheetPage(Page):
    """What I gave, theme by theme, with my notes. Nothing here can be changed any more."""

    KINDS = frozenset({Kind.OWN_SHEET})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, round_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("What I said"), parent=parent)
        self._jobs, self._round_id = jobs, round_id
        self.view: OwnSheet | None = None
        self.add_strip(PrivacyBar(_("Only you can see this. Nobody else’s copy exists any more.")))
        self._trouble = Banner("", look="info")
        self._trouble.hide()
        self._loading = BusyLine()
        self._content = QVBoxLayout()
        self._content.setSpacing(16)
        self.add(self._trouble, self._loading, self._content, None)
        self._back = LinkButton(_("Back to our review"))
        self._back.clicked.connect(self._go_back)
        self.copy = SecondaryButton(_("Copy my notes"), "copy")
        self.copy.clicked.connect(self.copy_notes)
        self.add_to_footer(self._back, None, self.copy)
        self.copy.setEnabled(False)
        self.first_focus = self._back

    def commands(self) -> tuple[Command, ...]:
        """The way back; nothing of what stands here."""
        return (Command(_("Back to our review"), self._go_back, icon="arrow-left"),)

    def reload(self) -> None:
        """Open my sheet."""
        if self.view is None:
            self._loading.start(_("Opening your sheet…"))
        self._jobs.read(
            own_sheets.own_sheet, self._round_id, owner=self, then=self.show_sheet, problem=self._on_refused
        )

    def show_sheet(self, view: OwnSheet) -> None:
        """Fill the page."""
        self.view = view
        self._loading.stop()
        self._trouble.hide()
        clear(self._content)
        self.heading.set(
            _("What I said of {team}").format(team=view.team_name),
            _("{quarter} · fixed since the opening").format(quarter=view.round.quarter.name),
        )
        for theme in view.questionnaire.themes:
            topics = [topic for topic in view.topics if topic.theme == theme.id]
            if topics:
                card = Card(theme.title, gap=10)
                card.title_row.insertWidget(0, ThemeShape(theme_mark(theme), 20))
                for at, topic in enumerate(topics):
                    if at:
                        card.add(Divider())
                    card.add(_topic_line(view, topic))
                self._content.addWidget(card)
        self.copy.setEnabled(any(rating.note for rating in view.sheet.ratings.values()))

    def copy_notes(self) -> None:
        """Put my notes on the clipboard: to bring them to the meeting is mine to decide."""
        if self.view is None:
            return
        titles = {topic.id: topic.title for topic in self.view.topics}
        notes = [f"{titles[r.topic_id]}\n{r.note}" for r in self.view.sheet.ratings.values() if r.note]
        QApplication.clipboard().setText("\n\n".join(notes))
        announce(self, _("Your notes are copied."))

    def _on_refused(self, error: KnownError) -> None:
        self._loading.stop()
        self._trouble.set(error.what, error.todo)
        self._trouble.show()

    def _go_back(self) -> None:
        self.went_to.emit("review", None)


def _topic_line(view: OwnSheet, topic: Topic) -> QWidget:
    rating = view.sheet.rating(topic.id)
    words = column(
        WrapLabel(topic.title, "strong"),
        WrapLabel(_answer_words(view.questionnaire, rating), "small", "ink2"),
        *(WrapLabel(line) for line in _notes(rating)),
        gap=2,
    )
    line = row(gap=14)
    if isinstance(rating.answer, Level):
        line.addWidget(LevelBall(int(rating.answer), 26))
    line.addLayout(words, 1)
    return boxed(line)


def _answer_words(questions: Questionnaire, rating: Rating) -> str:
    if isinstance(rating.answer, Level):
        label = questions.anchor(rating.answer).label
        return _("{level} – {label}").format(level=int(rating.answer), label=label)
    if isinstance(rating.answer, NotApplicable):
        return _("Doesn’t apply here")
    return _("Left blank") if rating.answer is None else _("I can’t tell yet")


def _notes(rating: Rating) -> Iterator[str]:
    if isinstance(rating.answer, NotApplicable) and rating.answer.reason:
        yield rating.answer.reason
    if rating.note:
        yield rating.note
    if rating.none_yet:
        yield _("Evidence: none yet")
