"""Slips for who only rates: choose how many, print or save them, and say that they came out right."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import day_words
from pie_audit.domain.team import Perspective
from pie_audit.ui.audit.naming import PERSPECTIVE_ICONS
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import Choice, IconMark, WrapLabel, boxed, column, row
from pie_audit.ui.widgets.slips_dialog import MakesSlips
from pie_audit.ui.widgets.slips_print import SlipSheet
from pie_audit.words import _, plural
from pie_audit.workflows import seats
from pie_audit.workflows.audits import Overview
from pie_audit.workflows.questions import perspective_name
from pie_audit.workflows.seats import MOST_SLIPS, PreparedSlips

_MOST_EACH = 30


class SlipsDialog(MakesSlips):
    """First how many, then the words. Nothing is stored before “They came out right”; the words never are."""

    help_name = "slips"

    def __init__(self, jobs: Jobs, view: Overview, parent: QWidget) -> None:
        super().__init__(_("Ask somebody else"), _("Make slips"), parent)
        self._jobs, self._view = jobs, view
        self.prepared: PreparedSlips | None = None
        self._numbers: dict[Perspective, Choice] = {}
        self.go.clicked.connect(self._prepare)
        self.right.clicked.connect(self._hand_out)
        self._show_numbers()

    # how many

    def _show_numbers(self) -> None:
        self.content.addWidget(
            WrapLabel(
                _(
                    "A slip has four words. They open one blank sheet for this review, on this computer, "
                    "until {day}. No account, no name."
                ).format(day=day_words(self._view.round.closes_on))
            )
        )
        for perspective in Perspective:
            self.content.addWidget(self._number_row(perspective))
        self.first_focus = self._numbers[Perspective.LIVED_EXPERIENCE]

    def _number_row(self, perspective: Perspective) -> QWidget:
        number = Choice(*(str(n) for n in range(_MOST_EACH + 1)))
        number.setMinimumContentsLength(4)
        number.setAccessibleName(_("How many slips: {who}").format(who=perspective_name(perspective)))
        self._numbers[perspective] = number
        words = column(
            WrapLabel(perspective_name(perspective), "strong"),
            WrapLabel(_who(perspective), "small", "ink2"),
            gap=1,
        )
        line = row(IconMark(PERSPECTIVE_ICONS[perspective], 22, "accent"), gap=12)
        line.addLayout(words, 1)
        line.addWidget(number)
        return boxed(line)

    def _prepare(self) -> None:
        wanted = {p: number.currentIndex() for p, number in self._numbers.items() if number.currentIndex()}
        if not 0 < sum(wanted.values()) <= MOST_SLIPS:
            self.say(_("Choose between 1 and {n} slips in all.").format(n=MOST_SLIPS))
            return
        self.say("")
        self.set_busy(
            plural("Making {n} slip…", "Making {n} slips…", sum(wanted.values())).format(
                n=sum(wanted.values())
            )
        )
        self._jobs.aside(
            seats.prepare_slips,
            self._view.round.round_id,
            wanted,
            owner=self,
            then=self.show_slips,
            problem=self.show_trouble,
        )

    # the words

    def show_slips(self, prepared: PreparedSlips) -> None:
        """Show the words, large, with the ways to paper."""
        self.prepared = prepared
        self._numbers.clear()
        self.show_sheet(_sheet(self._view, prepared))

    def _hand_out(self) -> None:
        self.set_busy(_("One moment…"))
        self._jobs.write(
            seats.hand_out_slips,
            self.prepared,
            owner=self,
            then=self._on_handed_out,
            problem=self.show_trouble,
        )

    def _on_handed_out(self, _result: object) -> None:
        self.accept()

    def forget_words(self) -> None:
        self.prepared = None


def _who(perspective: Perspective) -> str:
    return {
        Perspective.TEAM: _("Nights, relief, agency, volunteers: anybody without a sign-in"),
        Perspective.MANAGER: _("Managers without a sign-in here"),
        Perspective.LIVED_EXPERIENCE: _("They rate their own wording, in their own time"),
        Perspective.PARTNER: _("Other agencies who know the {service}"),
    }[perspective]


def _sheet(view: Overview, prepared: PreparedSlips) -> SlipSheet:
    return SlipSheet(
        team_name=view.team.name,
        occasion=view.quarter.name,
        until=view.round.closes_on,
        words={perspective_name(p): slips for p, slips in prepared.words.items()},
        pdf=prepared.pdf,
        file_name=_("slips {quarter}.pdf").format(quarter=view.quarter),
        icons={perspective_name(p): PERSPECTIVE_ICONS[p] for p in prepared.words},
    )
