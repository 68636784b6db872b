"""What the team will do, who holds it, and what it asks of others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pie_audit.domain.ask_evidence import tells_survey_figure
from pie_audit.domain.day import full_day_words
from pie_audit.domain.errors import NotNow
from pie_audit.words import _

WHAT_LIMIT = 500
TEXT_LIMIT = 5_000
"""Characters in any other text of an action."""

LATEST_YEAR = 2100

CARRIED_TOO_OFTEN = 3
"""An action carried forward this often is flagged “shrink it, drop it or ask for help” (audit.md, step 7)."""


class BarrierLevel(StrEnum):
    """Where something gets in the way, so that nobody carries what isn't theirs."""

    INDIVIDUAL = "individual"
    SERVICE = "service"
    SYSTEM = "system"


class ActionStatus(StrEnum):
    """Where an action is up to."""

    NOT_STARTED = "not started"
    UNDER_WAY = "under way"
    DONE = "done"
    STOPPED = "stopped"
    CARRIED = "carried forward"


class Involvement(StrEnum):
    """How people with lived experience had a hand in it."""

    NO = "no"
    CONSULTED = "consulted"
    CO_PRODUCED = "co-produced"
    LED = "led"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the team will do. `owner_id` None means “needs owner”; `due` None means ongoing, until `review_on`.

    Why it is done: `topic_id`, `influence_id` (a card of the board), `priority_id`, or `feedback` in words.
    `ask_of` and `ask_what` hold what is needed and from whom, `ask_reply_by` by when, `ask_cost` roughly what it
    costs a year, `ask_if_no` what stays as it is without it, `ask_why_now` why it can't wait; all empty if nothing is
    needed.
    `carried_from` is the action of the round before that this one goes on with, `carried_count` how often.
    `version` rises with each save, so that two people changing one action see both texts.
    """

    action_id: str
    team_id: str
    round_id: str | None
    what: str
    topic_id: str | None = None
    owner_id: str | None = None
    due: date | None = None
    first_small_step: str = ""
    success_sign: str = ""
    ask_of: str = ""
    ask_what: str = ""
    ask_reply_by: date | None = None
    barrier_level: BarrierLevel | None = None
    status: ActionStatus = ActionStatus.NOT_STARTED
    status_reason: str = ""
    carried_count: int = 0
    involvement: Involvement = Involvement.NO
    version: int = 1
    influence_id: str | None = None
    priority_id: str | None = None
    feedback: str = ""
    review_on: date | None = None
    ask_cost: str = ""
    ask_if_no: str = ""
    carried_from: str | None = None
    ask_why_now: str = ""

    def checked(self, starts: date) -> Action:
        """This action if it may stand in a plan that starts on `starts`.

        Raises NotNow when nothing is to be done, a text is too long, a day lies before the start or after
        `LATEST_YEAR`, or it was stopped without a reason.
        """
        if not self.what.strip():
            raise NotNow(_("This action doesn’t say what we will do."), _("Write it in one sentence."))
        if len(self.what) > WHAT_LIMIT:
            raise NotNow(
                _("“What will we do?” is longer than {n} characters.").format(n=WHAT_LIMIT),
                _("Say it in one sentence; the rest fits under the first step."),
            )
        if max(map(len, self._texts())) > TEXT_LIMIT:
            raise NotNow(
                _("One of these texts is longer than {n} characters.").format(n=TEXT_LIMIT),
                _("Shorten it here; the words are still on this screen."),
            )
        if tells_survey_figure(self.ask_why_now):
            raise NotNow(
                _("Figures of a survey never stand behind an ask."),
                _("Say why now in words; people answered for the team alone."),
            )
        for day in (self.due, self.review_on, self.ask_reply_by):
            _check_day(day, starts)
        if self.status is ActionStatus.STOPPED and not self.status_reason.strip():
            raise NotNow(_("Stopping an action needs a reason."), _("A few words are plenty."))
        return self

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be done: neither done nor stopped, and not taken into a later plan."""
        return self.status in {ActionStatus.NOT_STARTED, ActionStatus.UNDER_WAY}

    @property
    def is_stuck(self) -> bool:
        """Whether it has been carried forward so often that it wants to be shrunk, dropped or helped with."""
        return self.is_open and self.carried_count >= CARRIED_TOO_OFTEN

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed and it still waits to be done."""
        return self.due is not None and self.due < today and self.is_open

    def _texts(self) -> tuple[str, ...]:
        return (
            self.first_small_step,
            self.success_sign,
            self.status_reason,
            self.feedback,
            self.ask_of,
            self.ask_what,
            self.ask_cost,
            self.ask_if_no,
            self.ask_why_now,
        )


def _check_day(day: date | None, starts: date) -> None:
    if day is not None and day < starts:
        raise NotNow(
            _("That day is before our review began on {day}.").format(day=full_day_words(starts)),
            _("Choose that day or a later one."),
        )
    if day is not None and day.year > LATEST_YEAR:
        raise NotNow(
            _("The year {year} can’t be meant.").format(year=day.year), _("Look at the year’s four figures.")
        )


@dataclass(frozen=True, slots=True)
class ActionStep:
    """One line of an action's history: where it was, where it is now, in which ISO week, who by role, and why."""

    step_id: str
    action_id: str
    before: ActionStatus
    after: ActionStatus
    week: str
    role: str
    words: str = ""
