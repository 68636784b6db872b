"""Questionnaires: which there are, what each asks about, and whether it can be used."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.questionnaire import Instrument
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.survey.instrument_names import facts_words, standing_chip, verb_words
from pie_audit.ui.widgets import (
    BusyLine,
    Button,
    Card,
    Chip,
    Command,
    Divider,
    LinkButton,
    Page,
    SecondaryButton,
    TwoColumn,
    WrapLabel,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.ui.widgets.small_window import SmallWindow
from pie_audit.words import _
from pie_audit.workflows import instruments
from pie_audit.workflows.instruments import InstrumentLine, Standing


class InstrumentsPage(Page):
    """Read whole on each visit. Anybody may look; the verbs are for who may bring words."""

    KINDS = frozenset({Kind.SURVEYS})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(_("Questionnaires"), _("What can be asked, of a team or of oneself"), parent)
        self._jobs = jobs
        self.lines: tuple[InstrumentLine, ...] = ()
        self.verbs: dict[str, Button] = {}
        self.back = LinkButton(_("Wellbeing"), "arrow-left")
        self.back.clicked.connect(self._go_back)
        self.heading.add_state(self.back)
        self._loading = BusyLine()
        self._ours, self._published = _list(), _list()
        self._status = WrapLabel("", "small", "ink2")
        two = TwoColumn(main_share=13, side_share=6)
        two.add_main(
            Card(_("Ours"), self._status, boxed(self._ours), gap=12),
            Card(_("Published by others"), boxed(self._published), gap=12),
            None,
        )
        two.add_side(_why_no_words(), None)
        self.add(self._loading, two, None)
        self.first_focus = self.back

    def reload(self) -> None:
        """Read the list again."""
        if not self.lines:
            self._loading.start(_("Looking for questionnaires…"))
        self._jobs.read(instruments.shelf_of_instruments, owner=self, then=self.show_lines)

    def show_lines(self, lines: Sequence[InstrumentLine]) -> None:
        """Fill the two lists; the focus stays on the same questionnaire."""
        self._loading.stop()
        held = self.window().focusWidget()
        focused = next((name for name, verb in self.verbs.items() if verb is held), "")
        self.lines, self.verbs = tuple(lines), {}
        self._status.setText(" ".join(dict.fromkeys(line.status for line in lines if line.ours)))
        for layout, ours in ((self._ours, True), (self._published, False)):
            clear(layout)
            for at, line in enumerate(one for one in lines if one.ours is ours):
                if at:
                    layout.addWidget(Divider())
                layout.addWidget(self._row(line))
        if focused in self.verbs:
            self.verbs[focused].setFocus()

    def commands(self) -> tuple[Command, ...]:
        """The way back, and each questionnaire by name."""
        ways = [Command(_("Back to wellbeing"), self._go_back, icon="arrow-left")]
        for line in self.lines:
            if line.id in self.verbs and not line.ours:
                words = _("{verb}: {title}").format(verb=verb_words(line), title=line.title)
                ways.append(Command(words, partial(self._open, line.id), icon="clipboard-text"))
        return tuple(ways)

    def _row(self, line: InstrumentLine) -> QWidget:
        told = column(WrapLabel(line.title, "strong"), WrapLabel(line.about), gap=3)
        told.addWidget(WrapLabel(facts_words(line), "small", "ink2"))
        end = column(gap=6)
        end.addWidget(Chip(*standing_chip(line)), 0, Qt.AlignmentFlag.AlignRight)
        if line.ours or line.may_bring:
            end.addWidget(self._verb(line), 0, Qt.AlignmentFlag.AlignRight)
        end.addStretch(1)
        whole = row(gap=16)
        whole.addLayout(told, 1)
        whole.addLayout(end)
        return boxed(whole)

    def _verb(self, line: InstrumentLine) -> Button:
        words = _("Read the questions") if line.ours else verb_words(line)
        loud = line.standing in {Standing.ENDING, Standing.ENDED, Standing.NEW_KEY}
        button = SecondaryButton(words, in_row=True) if loud else LinkButton(words, in_row=True)
        button.setAccessibleName(_("{verb}: {title}").format(verb=words, title=line.title))
        button.clicked.connect(partial(self._read if line.ours else self._open, line.id))
        self.verbs[line.id] = button
        return button

    def _open(self, instrument_id: str, _checked: bool = False) -> None:
        self.went_to.emit("instruments", instrument_id)

    def _read(self, instrument_id: str, _checked: bool = False) -> None:
        self._jobs.read(instruments.our_questions, instrument_id, owner=self, then=self._show_questions)

    def _show_questions(self, found: Instrument) -> None:
        questions_window(found, self).open()

    def _go_back(self) -> None:
        self.went_to.emit("wellbeing", None)


def questions_window(found: Instrument, over: QWidget) -> SmallWindow:
    """All questions of one of our own questionnaires, and how they are answered."""
    window = SmallWindow(found.title, over)
    window.add(WrapLabel(found.lookback, "small", "ink2"))
    for item in found.items:
        window.add(WrapLabel(f"{found.prefix}{item.no}  {item.text}"))
    labels = " · ".join(found.answer_sets[0].labels)
    window.add(WrapLabel(_("Answers: {labels}").format(labels=labels), "small", "ink2"))
    window.add(WrapLabel(found.status, "small", "ink2"), None)
    return window


def _list() -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setSpacing(14)
    return layout


def _why_no_words() -> Card:
    return Card(
        _("Why some have no words"),
        WrapLabel(
            _(
                "Most questionnaires belong to whoever wrote them. We ship how they are scored, and not a sentence."
            )
        ),
        WrapLabel(
            _(
                "A manager who is allowed to use one pastes its text here, and says who allowed it and for how long."
            )
        ),
        WrapLabel(
            _("How to ask stands in the docs, under “Questionnaires about wellbeing”."),
            "small",
            "ink2",
        ),
        None,
        look="sunk",
        icon="info",
    )
