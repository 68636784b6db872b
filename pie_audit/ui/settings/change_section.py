"""What counts as a change: the organisation's rules of thumb, with the sentence that charts and papers print."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.cut_points import LIMITS, OURS, CutPoints, rule_words
from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import Banner, Card, Choice, Field, SecondaryButton, StateLabel, WrapLabel, column
from pie_audit.words import _
from pie_audit.workflows import cut_points


class ChangeSection(QWidget):
    """Each choice takes hold at once for every team here, and has its undo."""

    KINDS = frozenset({Kind.WORKSPACE})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._now, self._on_the_way = OURS, 0
        self.state, self.trouble = StateLabel(), Banner("", look="warn")
        self.choices = {field.name: self._choice(field.name) for field in fields(CutPoints)}
        self.usual = SecondaryButton(_("As the program comes"), "arrow-counter-clockwise", in_row=True)
        self.words = WrapLabel("")
        own = Card(_("What counts as higher or lower"), icon="chart-line", gap=14)
        own.add_to_title(self.state)
        own.add(
            WrapLabel(
                _(
                    "Charts and papers of every team here say “higher” or “lower” from these on. They are rules of thumb."
                ),
                "small",
                "ink2",
            ),
            *self._fields(),
            self.usual,
            None,
        )
        seen = Card(_("As charts and papers say it"), self.words, look="sunk", gap=10)
        self.setLayout(column(self.trouble, own, seen, None, gap=16))
        self.trouble.hide()
        self.setFocusProxy(self.choices["theme_tenths"])
        self.usual.clicked.connect(self._on_usual)

    def _choice(self, name: str) -> Choice:
        low, high = LIMITS[name]
        choice = Choice(*(_shown(name, n) for n in range(low, high + 1)))
        choice.activated.connect(partial(self._on_chosen, name))
        return choice

    def _fields(self) -> tuple[Field, ...]:
        survey = _("Points of 100. Surveys that are planned already keep what they were planned with.")
        return (
            Field(
                _("A theme: its mean moves by at least"),
                self.choices["theme_tenths"],
                _("Levels from 0 to 4."),
            ),
            Field(_("… and so many of its topics go the same way"), self.choices["theme_topics"]),
            Field(_("A survey’s group of questions"), self.choices["scale_points"], survey),
            Field(_("A single question of a survey"), self.choices["item_points"], survey),
        )

    def reload(self) -> None:
        """Read what is in force."""
        self._jobs.read(cut_points.own_cut_points, owner=self, then=self.show_cut_points)

    def show_cut_points(self, own: cut_points.OwnCutPoints) -> None:
        """Fill; nothing is kept by that. What was read before a choice that is on its way shows nothing."""
        if self._on_the_way:
            return
        self._now = own.now
        for name, choice in self.choices.items():
            choice.setCurrentIndex(getattr(own.now, name) - LIMITS[name][0])
            choice.setEnabled(own.may_change)
        self.usual.setEnabled(own.may_change and own.now != OURS)
        self.words.setText(rule_words(own.now))

    def _on_chosen(self, name: str, index: int) -> None:
        self._keep(replace(self._now, **{name: LIMITS[name][0] + index}))

    def _on_usual(self, _checked: bool = False) -> None:
        self._keep(OURS)

    def _keep(self, wanted: CutPoints) -> None:
        if wanted == self._now:
            return
        self._now = wanted
        self._on_the_way += 1
        self.state.saving()
        self._jobs.write(
            cut_points.save_own_cut_points, wanted, owner=self, then=self._on_kept, problem=self._on_problem
        )

    def _on_kept(self, _done: object) -> None:
        self._on_the_way -= 1
        self.trouble.hide()
        self.state.saved()
        self.reload()

    def _on_problem(self, error: KnownError) -> None:
        self._on_the_way -= 1
        self.state.trouble()
        self.trouble.set(error.what, error.todo)
        self.trouble.show()
        self.reload()


def _shown(name: str, n: int) -> str:
    return f"{n // 10}.{n % 10}" if name == "theme_tenths" else str(n)
