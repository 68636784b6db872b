"""The topic in talk: its dots, hidden until one key opens them, and what to look at and to ask."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pie_audit.domain.questionnaire import Questionnaire
from pie_audit.ui.audit.figures_table import FiguresTable
from pie_audit.ui.audit.naming import theme_mark
from pie_audit.ui.audit.spread_words import (
    SPREAD_LOOKS,
    axis_labels,
    dot_row,
    is_hidden,
    middle_line,
    sentence,
    spread_line,
)
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Chip,
    DotDistribution,
    FlowLayout,
    IconMark,
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
from pie_audit.workflows.meetings import TopicView, figures_of


class SpreadPanel(QWidget):
    """Theme, topic, dots, prompt and evidence. Takes the focus itself, so that single keys work in the meeting."""

    ring_radius = 14
    shown_changed = Signal(bool)
    view: TopicView
    dots: DotDistribution

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._filled = False
        self._labels: tuple[str, ...] = ()
        self._card = self._topic_card()
        self._see = Card(_("What anyone could see"), icon="eye", look="sunk", gap=6)
        self._see_lines = WrapLabel("")
        self._see.add(self._see_lines, None)
        self.setLayout(column(self._card, self._see, gap=16))

    def _topic_card(self) -> Card:
        self._shape = ThemeShape(0, 18)
        self._theme_name = WrapLabel("", "strong")
        self._chip = Chip("", "soft")
        self.title_label = WrapLabel("", "h1")
        self._statement = WrapLabel("", "lead", "ink2")
        self._rule = WrapLabel("", "small", "ink2")
        self.ask = Banner("", look="sunk", icon="chat-circle-text")
        self._together = WrapLabel(
            _(
                "Nobody rated in private this time, so what you agree can’t be set beside what each of you thought."
            ),
            "small",
            "ink2",
        )
        self._puzzle = Banner(
            _("Nobody could tell."), _("That’s something to find out."), look="sunk", icon="question"
        )
        self.closed = self._closed_box()
        self._picture = QVBoxLayout()
        self._under = self._under_picture()
        top = row(self._shape, gap=10)
        top.addWidget(self._theme_name, 1)
        top.addWidget(self._chip)
        return Card(gap=8).add(
            top,
            self.title_label,
            self._statement,
            self._together,
            self.closed,
            self._picture,
            self.ask,
            self._puzzle,
            self._under,
        )

    def _under_picture(self) -> QWidget:
        self._middle = WrapLabel("", "strong")
        self.toggle_figures = SecondaryButton(_("Show the figures"), in_row=True)
        self.toggle_figures.setCheckable(True)
        self.toggle_figures.clicked.connect(self._show_figures)
        self.hide_button = SecondaryButton(_("Hide the dots"), "eye-slash", in_row=True)
        self.hide_button.clicked.connect(self.turn_over)
        self.figures = FiguresTable()
        buttons = boxed(FlowLayout(self.toggle_figures, self.hide_button))
        return boxed(column(self._middle, buttons, self.figures, self._rule))

    def _closed_box(self) -> Card:
        self.show_button = SecondaryButton(_("Show the dots"), "eye")
        self.show_button.clicked.connect(self.turn_over)
        line = row(IconMark("eye-slash", 26, "accent"), gap=14)
        line.addWidget(
            WrapLabel(_("Read it aloud first. Then Space opens the dots for everybody at once.")), 1
        )
        line.addWidget(self.show_button)
        box = Card(look="sunk").add(line)
        box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return box

    def show_topic(self, view: TopicView, questions: Questionnaire, *, minimum: int, shown: bool) -> None:
        """Fill with a topic. `shown` says whether its dots were opened before in this sitting."""
        self.view, self._filled = view, True
        self._shape.set_index(theme_mark(view.theme))
        self._theme_name.setText(view.theme.title)
        self.title_label.setText(view.topic.title)
        self._statement.setText(view.topic.says)
        self._rule.setText(
            _("Drawn when {n} or more gave a level, or when everyone in a small group said yes.").format(
                n=minimum
            )
        )
        self._see_lines.setText(
            "\n".join(_("• {line}").format(line=_capital(line)) for line in view.topic.see)
        )
        self._middle.setText(middle_line(view))
        self._set_picture(view, questions)
        self._set_shown(shown)

    def set_level(self, level: int | None) -> None:
        """Stress the column of the level in talk."""
        if self._filled:
            self.dots.set_level(level)

    @property
    def shown(self) -> bool:
        """Whether the dots are open."""
        return self._filled and not self.dots.isHidden()

    def said(self) -> str:
        """The dots row by row, for who hears them; nothing while they are hidden."""
        return " ".join(self.dots.describe()) if self.shown else ""

    def turn_over(self) -> None:
        """Show the dots, or hide them again."""
        if not self._filled or not self.view.rows:
            return
        self._set_shown(not self.shown)
        self.shown_changed.emit(self.shown)
        if self.shown:
            self.ask.hide()
            self.dots.fall()
            announce(self, f"{sentence(self.view)} {self.said()}")
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_picture(self, view: TopicView, questions: Questionnaire) -> None:
        labels = axis_labels(questions)
        if labels != self._labels:
            clear(self._picture)
            self._labels, self.dots = labels, DotDistribution(labels)
            self.dots.fallen.connect(self._ask_now)
            self._picture.addWidget(self.dots)
        self.dots.rest()
        self.dots.set_rows([dot_row(each) for each in view.rows], sentence(view))

    def _set_shown(self, shown: bool) -> None:
        """Before that nothing of the spread is on the screen, for eyes or ears."""
        view = self.view
        has_rows = bool(view.rows)
        open_now = shown and has_rows
        self.dots.setVisible(open_now)
        self.closed.setVisible(has_rows and not shown)
        self._statement.set_look(role="small" if open_now else "lead")
        self.ask.set(_("To get talking: {question}").format(question=view.topic.ask))
        self.ask.setVisible(shown or not has_rows)
        self._together.setVisible(not has_rows)
        self._chip.setVisible(open_now)
        self._chip.set(
            spread_line(view), *(SPREAD_LOOKS[view.spread] if not is_hidden(view) else ("neutral", ""))
        )
        self._puzzle.setVisible(open_now and view.nobody_could_tell)
        self._under.setVisible(open_now and not is_hidden(view))
        self._middle.setVisible(bool(self._middle.text()))
        self._show_figures()
        hidden = _("{topic}. The dots are hidden. Space shows them.").format(topic=view.topic.title)
        name = sentence(view) if open_now else hidden
        self.setAccessibleName(name if has_rows else view.topic.title)

    def _ask_now(self) -> None:
        """The dots lie still: now the question."""
        if self.shown:
            self.ask.show()

    def _show_figures(self) -> None:
        """Worked out only for who wants them: the words come first."""
        wanted = self.toggle_figures.isChecked() and self.shown
        if wanted:
            self.figures.show_figures(figures_of(self.view), self._labels)
        self.figures.setVisible(wanted)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
