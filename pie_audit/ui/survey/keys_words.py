"""What a keeper is told, by what they are asked for."""

from __future__ import annotations

from dataclasses import dataclass

from pie_audit.domain.day import weekday_words
from pie_audit.domain.survey import SurveyState
from pie_audit.ui.survey.naming import names_words
from pie_audit.words import _
from pie_audit.workflows.surveys.views import Duty, Keeping


@dataclass(frozen=True, slots=True)
class Told:
    """A title, a sentence, and the words of the one button; empty where there is nothing to do."""

    title: str
    line: str
    verb: str = ""
    icon: str = "key"


def told_of(view: Keeping) -> Told:
    """For whoever keeps one of the three keys."""
    gone = _of_keys_gone(view)
    if gone is not None:
        return gone
    match view.duty:
        case Duty.APPROVE:
            return Told(
                _("You’re asked to keep one of three keys"),
                _("Read the plan, and look through the names. With your yes the program makes your key."),
                _("Approve and make my key"),
            )
        case Duty.TURN_FIRST:
            return Told(
                _("Turn your key"),
                _(
                    "It has closed. Your key takes off the outer lock and shuffles what is inside. You read nothing."
                ),
                _("Turn my key"),
            )
        case Duty.TURN_SECOND:
            words = _(
                "{name} has turned the first key. Yours opens the box. Nothing goes out before you say so."
            )
            return Told(_("Turn the second key"), words.format(name=view.turned_by), _("Look inside"))
        case _:
            return _waiting(view)


def _of_keys_gone(view: Keeping) -> Told | None:
    """Where nobody can open the box any more, or this keeper can't."""
    if view.lost:
        return Told(
            _("Nobody will ever read these. Ask again?"),
            _(
                "Two of the three keys are gone: somebody left for good, or was given new access. The answers stay "
                "sealed for good."
            ),
            _("Put this survey away") if view.may_retire else "",
            "lock-simple",
        )
    if view.has_no_key:
        return Told(
            _("Your key for this box is gone"),
            _(
                "You were given new access since you agreed, and the key went with the old. The other two keepers "
                "open the box."
            ),
            icon="lock-simple",
        )
    return None


def _waiting(view: Keeping) -> Told:
    match view.state:
        case SurveyState.DRAFT if view.duty is Duty.NOTHING:
            return Told(
                _("The plan isn’t finished yet"),
                _("You’re named to keep a key. You’ll be asked once there is a whole plan to read."),
                icon="clock",
            )
        case SurveyState.DRAFT:
            return Told(_("Your key is made"), _still_asked(view), icon="check-circle")
        case SurveyState.OPEN:
            until = weekday_words(view.last_day)
            return Told(
                _("Nothing to do yet"),
                _("People answer until {day}. After that, any two of you turn your keys.").format(day=until),
                icon="clock",
            )
        case SurveyState.CLOSED:
            return Told(
                _("Done."),
                _("Either of the other two can finish, on another day if they like."),
                icon="check-circle",
            )
        case SurveyState.RETIRED:
            return Told(_("Put away"), _("Its answers and keys no longer exist."), icon="trash")
        case _:
            return Told(
                _("The box is open"),
                _("Everybody asked can read what it says. The answers and the keys are destroyed."),
                _("See what it says"),
                "lock-simple-open",
            )


def _still_asked(view: Keeping) -> str:
    pairs = zip(view.plan.keepers, view.keeper_names, strict=True)
    waiting = [name for person_id, name in pairs if person_id not in view.approved]
    if not waiting:
        return _("All three agree. Whoever planned the survey can open it now.")
    return _("Still to agree: {names}. If the plan changes, you’re asked again.").format(
        names=names_words(waiting)
    )
