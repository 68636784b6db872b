"""What a round leaves out: themes that never apply here, with a reason, and statements that residents don't want."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Theme, Topic
from pie_audit.domain.team import ThemeOff
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Field,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    TextArea,
    Tick,
    WrapLabel,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.words import _, plural
from pie_audit.workflows.leaving_out import REASON_LIMIT
from pie_audit.workflows.starting import StartChoices


class LeftOutCard(Card):
    """`theme_wanted` asks for a theme again, `theme_unwanted` to leave one out, `residents_wanted` for the list."""

    theme_wanted = Signal(str)
    theme_unwanted = Signal(object)
    residents_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("What we leave out"), gap=8)
        self._themes = QVBoxLayout()
        self._themes.setSpacing(8)
        self._line = WrapLabel("", "small", "ink2")
        self.choose = SecondaryButton(_("Statements for {residents}…"), in_row=True)
        self.choose.clicked.connect(self.residents_wanted)
        self.add(self._themes, self._line, row(self.choose, None))

    def show_choices(self, choices: StartChoices, skipped: int, asked: int) -> None:
        """Say what is left out now, and offer what could be."""
        clear(self._themes)
        titles = {theme.id: theme.title for theme in choices.review.themes}
        for off in choices.themes_off:
            self._themes.addWidget(self._off_line(off, titles[off.theme_id]))
        for theme in choices.empty_themes:
            offer = Banner(
                _("“{theme}” didn’t apply here three quarters running.").format(theme=theme.title),
                look="info",
                actions=(_("Leave it out…"),),
            )
            offer.actionChosen.connect(partial(self._on_offer, theme))
            self._themes.addWidget(offer)
        self._line.setText(
            plural(
                "{n} of {of} statements is left out.", "{n} of {of} statements are left out.", skipped
            ).format(n=skipped, of=asked)
            if skipped
            else _("A local group of {people} may leave statements out. The round records which.")
        )

    def _off_line(self, off: ThemeOff, title: str) -> QWidget:
        again = LinkButton(_("Ask again"), in_row=True)
        again.setAccessibleName(_("Ask about “{theme}” again").format(theme=title))
        again.clicked.connect(partial(self._on_again, off.theme_id))
        since = _("Since {quarter}: {reason}").format(
            quarter=Quarter.parse(off.since).name, reason=off.reason
        )
        words = column(WrapLabel(title, "strong"), WrapLabel(since, "small", "ink2"), gap=1)
        line = row(gap=10)
        line.addLayout(words, 1)
        line.addWidget(again)
        return boxed(line)

    def _on_again(self, theme_id: str, _checked: bool = False) -> None:
        self.theme_wanted.emit(theme_id)

    def _on_offer(self, theme: Theme, _which: int) -> None:
        self.theme_unwanted.emit(theme)


class LeaveOutDialog(AskingDialog):
    """Asks why a theme doesn't apply; `agreed` carries the theme's id and the reason."""

    agreed = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(_("Leave out “{theme}”?").format(theme=theme.title), parent)
        self._theme = theme
        self.area = TextArea(most=REASON_LIMIT, lines=3)
        self._field = Field(
            _("Why it doesn’t apply here"),
            self.area,
            _("The reason prints in your papers. It can be taken back."),
        )
        self.add(self._field, None)
        agree = PrimaryButton(_("Leave it out"))
        agree.clicked.connect(self._agree)
        self.add_buttons(agree)
        self.first_focus = self.area

    def _agree(self) -> None:
        reason = self.area.text().strip()
        if not reason:
            self._field.set_error(_("A few words are plenty."))
            self.area.setFocus()
            return
        self.agreed.emit(self._theme.id, reason)
        self.accept()


class ResidentsDialog(AskingDialog):
    """Every statement that residents would be asked, with a tick; `agreed` carries the ids that are left out."""

    agreed = Signal(object)
    _width = 680

    def __init__(self, topics: Sequence[Topic], skipped: frozenset[str], parent: QWidget) -> None:
        super().__init__(_("Statements for {residents}"), parent)
        self.add(
            WrapLabel(
                _("Choose together with {people}. What isn’t ticked isn’t asked of them."),
                "small",
                "ink2",
            )
        )
        self.ticks: dict[str, Tick] = {}
        for topic in topics:
            tick = Tick(topic.lived_experience or topic.says)
            tick.setChecked(topic.id not in skipped)
            self.ticks[topic.id] = tick
            self.add(tick)
        keep = PrimaryButton(_("Use these"))
        keep.clicked.connect(self._agree)
        self.add_buttons(keep)
        self.first_focus = next(iter(self.ticks.values()), None)

    def _agree(self) -> None:
        skipped = frozenset(topic for topic, tick in self.ticks.items() if not tick.isChecked())
        if len(skipped) == len(self.ticks):
            self.say(_("Nothing would be left to ask. Tick at least one."))
            return
        self.agreed.emit(skipped)
        self.accept()
