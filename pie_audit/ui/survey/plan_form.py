"""The form of a plan: six cards, read into one wish; it tells what is missing beside each field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.survey import SurveyPlan
from pie_audit.ui.survey import plan_checks as checks
from pie_audit.ui.survey.asked_card import AskedCard
from pie_audit.ui.survey.keepers_card import KeepersCard
from pie_audit.ui.survey.questions_card import QuestionsCard
from pie_audit.ui.survey.terms_cards import MoreCard, SmallestCard, WhenCard
from pie_audit.ui.survey.told_cards import ForetellCard, sizes
from pie_audit.ui.survey.why_card import WhyCard
from pie_audit.ui.widgets import TwoColumn
from pie_audit.workflows.surveys.planning import PlanWish
from pie_audit.workflows.surveys.views import Planning


class PlanForm(TwoColumn):
    """`edited` on keys that write, `gesture` on everything chosen and when the focus leaves words."""

    edited = Signal()
    gesture = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(main_share=13, side_share=8, stack_below=900, parent=parent)
        self.why, self.questions, self.asked, self.keepers = (
            WhyCard(),
            QuestionsCard(),
            AskedCard(),
            KeepersCard(),
        )
        self.foretell, self.when, self.more, self.smallest = (
            ForetellCard(),
            WhenCard(),
            MoreCard(),
            SmallestCard(),
        )
        self.add_main(self.why, self.questions, self.asked, self.keepers, None)
        self.add_side(self.foretell, self.when, self.more, self.smallest, None)
        for words in (self.why, self.questions):
            words.edited.connect(self.edited)
            words.left.connect(self.gesture)
        self.questions.chosen.connect(self.gesture)
        for card in (self.asked, self.keepers, self.when, self.more, self.smallest):
            card.changed.connect(self._on_chosen)

    def fill(self, view: Planning) -> None:
        """Silently: the draft, or the usual choice of everything."""
        plan = view.plan
        self.why.fill(plan.title if plan else "", plan.purpose if plan else "")
        self.questions.offer(view.instruments)
        usual = view.instruments[0].id if view.instruments else ""
        self.questions.choose(plan.instrument_id if plan else usual)
        self.questions.fill_words(plan.reason if plan else "", plan.support_by if plan else "")
        self.asked.offer(view.teams, plan.blocks if plan else None)
        self._fill_terms(view, plan)

    def _fill_terms(self, view: Planning, plan: SurveyPlan | None) -> None:
        self.keepers.choose(())
        self.keepers.offer(view.keepers, self.asked.wishes())
        self.keepers.choose(plan.keepers if plan else ())
        self.when.fill(plan.closes_on if plan else view.closes_on, plan.report_by if plan else view.report_by)
        self.smallest.fill(plan.minimum if plan else view.minimum)
        self._offer_voices(plan)
        self._tell()

    def offer_again(self, view: Planning) -> None:
        """What there is to choose from has changed; what was chosen stays where it still can."""
        self.questions.offer(view.instruments)
        if not self.asked.knows(view.teams):
            self.asked.offer(view.teams, view.plan.blocks if view.plan else None)
        self.keepers.offer(view.keepers, self.asked.wishes())
        self._tell()

    def wish(self) -> PlanWish:
        """What stands there now."""
        return PlanWish(
            title=self.why.title_line.text().strip(),
            purpose=self.why.purpose.text().strip(),
            instrument_id=self.questions.instrument_id(),
            blocks=self.asked.wishes(),
            keepers=self.keepers.chosen(),
            closes_on=self.when.closes_on(),
            report_by=self.when.report_by(),
            minimum=self.smallest.minimum(),
            voice=self.more.voice(),
            reason=self.questions.reason.text().strip(),
            support_by=self.questions.support.text().strip(),
        )

    def show_missing(self, missing: Mapping[str, str]) -> None:
        """Beside each field what it still needs; nothing beside the others."""
        said: dict[str, str] = dict(missing)
        self.why.purpose_field.set_error(said.get(checks.PURPOSE, ""))
        self.questions.set_error(said.get(checks.INSTRUMENT, ""))
        self.questions.reason_field.set_error(said.get(checks.REASON, ""))
        self.questions.support_field.set_error(said.get(checks.SUPPORT, ""))
        self.asked.set_error(said.get(checks.PEOPLE, ""))
        self.keepers.set_error(said.get(checks.KEYS, ""))
        self.when.closes_field.set_error(said.get(checks.CLOSES, ""))
        self.when.report_field.set_error(said.get(checks.REPORT, ""))

    def place_of(self, field: str) -> QWidget:
        """Where the focus goes when this field is missing something."""
        boxes = self.asked.boxes
        places: dict[str, QWidget] = {
            checks.PURPOSE: self.why.purpose,
            checks.INSTRUMENT: next(iter(self.questions.options.values()), self.questions),
            checks.REASON: self.questions.reason,
            checks.SUPPORT: self.questions.support,
            checks.PEOPLE: boxes[0].how if boxes else self.asked,
            checks.KEYS: self.keepers.keys[0],
            checks.CLOSES: self.when.closes,
            checks.REPORT: self.when.report,
        }
        return places[field]

    def _on_chosen(self) -> None:
        if self.sender() is self.asked or self.sender() is self.keepers:
            self._offer_voices(None)
        self._tell()
        self.gesture.emit()

    def _offer_voices(self, plan: SurveyPlan | None) -> None:
        blocks = self.asked.wishes()
        invited = sum(sizes(blocks))
        offered = checks.voices(invited, has_outside=self.keepers.has_outside(blocks))
        self.more.offer(offered, invited=invited, wanted=plan.voice if plan else None)

    def _tell(self) -> None:
        self.foretell.tell(self._sizes(), self.smallest.minimum())

    def _sizes(self) -> Sequence[int]:
        return sizes(self.asked.wishes())
