"""The fields of one action, filled from it and read back; what can't stand is told beside its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.ask_evidence import tells_survey_figure
from pie_audit.domain.day import full_day_words
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import (
    TEXT_LIMIT,
    WHAT_LIMIT,
    Action,
    ActionStatus,
    BarrierLevel,
    Involvement,
)
from pie_audit.ui.plan.day_field import DayField
from pie_audit.ui.plan.growing_text import GrowingText
from pie_audit.ui.plan.reasons import ReasonChoice
from pie_audit.ui.plan.wording import involvement_words, level_words, owner_words, sentence, status_look
from pie_audit.ui.widgets import Choice, EvenLayout, Field, LinkButton, boxed, column, row
from pie_audit.words import _
from pie_audit.workflows.plans import PlanView

_LEVELS: tuple[BarrierLevel | None, ...] = (None, *BarrierLevel)
_INVOLVED = tuple(Involvement)
_GOES_ON = frozenset({"status", "status_reason", "owner_id", "due", "review_on"})
_ASKS = ("ask_what", "ask_why_now", "ask_of", "ask_reply_by", "ask_cost", "ask_if_no")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the form says now. `action` keeps the earlier value of every field named in `errors`."""

    action: Action
    errors: Mapping[str, str]


class ActionForm(QWidget):
    """`edited` for every gesture, never for filling; `left` when a field is finished and can be kept at once."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._earliest: date | None = None
        self._owners: list[str | None] = []
        self._statuses: list[ActionStatus] = []
        self._texts = {
            "what": GrowingText(most=WHAT_LIMIT),
            "feedback": GrowingText(most=TEXT_LIMIT, least=2),
            "first_small_step": GrowingText(most=TEXT_LIMIT),
            "status_reason": GrowingText(most=TEXT_LIMIT),
            "success_sign": GrowingText(most=TEXT_LIMIT, least=2),
            "ask_what": GrowingText(most=TEXT_LIMIT),
            "ask_why_now": GrowingText(most=TEXT_LIMIT),
            "ask_of": GrowingText(most=TEXT_LIMIT),
            "ask_cost": GrowingText(most=TEXT_LIMIT),
            "ask_if_no": GrowingText(most=TEXT_LIMIT),
        }
        self._days = {
            "due": DayField(none_words=_("Ongoing")),
            "review_on": DayField(),
            "ask_reply_by": DayField(),
        }
        self._why = ReasonChoice()
        self._choices: dict[str, Choice] = {
            name: Choice() for name in ("owner_id", "barrier_level", "status", "involvement")
        }
        self._choices["why"] = self._why
        self._choices["barrier_level"].addItems([level_words(level) for level in _LEVELS])
        self._choices["involvement"].addItems([involvement_words(way) for way in _INVOLVED])
        self._fields = {name: Field(label, self._control(name), help) for name, label, help in _labels()}
        for name, field in self._days.items():
            field.set_name(self._fields[name].label.text())
        self._more = LinkButton(_("We need something from somebody else"), "plus")
        self._more.clicked.connect(self._on_more)
        self._asks = self._ask_fields()
        self._lay_out()
        self._listen()
        self.setFocusProxy(self._texts["what"])

    def fill(self, action: Action, view: PlanView) -> None:
        """Show an action. Nobody is told, nothing is saved."""
        belongs = view.round is not None and action.round_id == view.round.round_id
        self._earliest = view.starts if belongs else None
        self._offer_people(action, view)
        self._why.fill(action, view)
        for name, area in self._texts.items():
            if area.text() != getattr(action, name):
                area.setText(getattr(action, name))
        for name, field in self._days.items():
            field.set_day(getattr(action, name), view.today)
        self._statuses = [s for s in ActionStatus if s is not ActionStatus.CARRIED or s is action.status]
        _offer(self._choices["status"], [status_look(s).words for s in self._statuses])
        self._choices["status"].setCurrentIndex(self._statuses.index(action.status))
        self._choices["barrier_level"].setCurrentIndex(_LEVELS.index(action.barrier_level))
        self._choices["involvement"].setCurrentIndex(_INVOLVED.index(action.involvement))
        self._fix(fixed=view.is_fixed(action))
        self.show_errors({})
        self._show_what_fits(asks=any(getattr(action, name) for name in _ASKS))

    def _fix(self, *, fixed: bool) -> None:
        """After sign-off only how the action goes on can be changed."""
        for name, field in self._fields.items():
            field.setEnabled(name in _GOES_ON or not fixed)
        self._more.setEnabled(not fixed)
        self._fields["what"].set_help(_("Signed off: what was agreed stays as it is.") if fixed else "")
        self.setFocusProxy(self._choices["status"] if fixed else self._texts["what"])

    def read(self, base: Action) -> Reading:
        """What stands in the fields, on top of `base`."""
        errors: dict[str, str] = {}
        found: dict[str, Any] = {name: area.text().strip() for name, area in self._texts.items()}
        for name in self._days:
            found[name] = self._read_day(name, base, errors)
        found["owner_id"] = self._owners[self._choices["owner_id"].currentIndex()]
        found |= self._read_why(found["feedback"])
        found["status"] = self._statuses[self._choices["status"].currentIndex()]
        found["barrier_level"] = _LEVELS[self._choices["barrier_level"].currentIndex()]
        found["involvement"] = _INVOLVED[self._choices["involvement"].currentIndex()]
        if not found["what"]:
            errors["what"] = _("Say in one sentence what we will do.")
            found["what"] = base.what
        if found["status"] is ActionStatus.STOPPED and not found["status_reason"]:
            errors["status_reason"] = _("Stopping needs a reason. A few words are plenty.")
            found["status"], found["status_reason"] = base.status, base.status_reason
        if tells_survey_figure(found["ask_why_now"]):
            errors["ask_why_now"] = _("Figures of a survey never stand behind an ask. Say it in words.")
            found["ask_why_now"] = base.ask_why_now
        return Reading(replace(base, **found), errors)

    def _read_why(self, feedback: str) -> dict[str, str | None]:
        why = self._why.reason()
        ids = {"priority_id": why.priority_id, "influence_id": why.influence_id, "topic_id": why.topic_id}
        keeps = why.asks_words or any(ids.values())
        return {**ids, "feedback": feedback if keeps else ""}

    def texts(self) -> list[str]:
        """Everything written here, in its order."""
        return [text for area in self._texts.values() if (text := area.text().strip())]

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Tell these beside their fields, and nothing beside all others."""
        for name, field in self._fields.items():
            field.set_error(errors.get(name, ""))

    def drop_mended(self, errors: Mapping[str, str]) -> None:
        """Take away what no longer holds, without telling anything new while somebody types."""
        for name, field in self._fields.items():
            if field.error() and name not in errors:
                field.set_error("")

    def errors(self) -> dict[str, str]:
        """What is told now, by field."""
        return {name: field.error() for name, field in self._fields.items() if field.error()}

    def go_to(self, name: str) -> None:
        """Put the focus into a field."""
        self._fields[name].setFocus()

    def _read_day(self, name: str, base: Action, errors: dict[str, str]) -> date | None:
        kept: date | None = getattr(base, name)
        try:
            day = self._days[name].day()
        except NotNow as error:
            errors[name] = sentence(error)
            return kept
        if day is not None and self._earliest is not None and day < self._earliest:
            errors[name] = _("Our review began on {day}. Choose that day or a later one.").format(
                day=full_day_words(self._earliest)
            )
            return kept
        return day

    def _offer_people(self, action: Action, view: PlanView) -> None:
        people: list[tuple[str | None, str]] = [(None, _("Needs owner")), *view.people]
        if action.owner_id is not None and action.owner_id not in dict(view.people):
            people.append((action.owner_id, owner_words(action, view)))
        self._owners = [one for one, _words in people]
        _offer(self._choices["owner_id"], [words for _one, words in people])
        self._choices["owner_id"].setCurrentIndex(self._owners.index(action.owner_id))

    def _show_what_fits(self, *, asks: bool) -> None:
        stopped = self._statuses[self._choices["status"].currentIndex()] is ActionStatus.STOPPED
        self._fields["status_reason"].setVisible(stopped)
        self._fields["feedback"].setVisible(
            self._why.reason().asks_words or bool(self._texts["feedback"].text())
        )
        self._asks.setVisible(asks)
        self._more.setVisible(not asks)

    def open_asks(self) -> None:
        """Show what is needed and from whom, and go there."""
        self._show_what_fits(asks=True)
        self.go_to("ask_what")

    def stop(self) -> None:
        """Choose “Stopped” and go to its reason."""
        self._choices["status"].setCurrentIndex(self._statuses.index(ActionStatus.STOPPED))
        self._on_status()
        self._on_choice(0)

    def _on_more(self) -> None:
        self.open_asks()

    def _on_why(self) -> None:
        self._show_what_fits(asks=not self._asks.isHidden())
        if self._why.reason().asks_words and not self._texts["feedback"].text():
            self.go_to("feedback")

    def _on_status(self) -> None:
        self._show_what_fits(asks=not self._asks.isHidden())
        if not self._fields["status_reason"].isHidden() and not self._texts["status_reason"].text():
            self.go_to("status_reason")

    def _on_choice(self, _index: int) -> None:
        self.edited.emit()
        self.left.emit()

    def _control(self, name: str) -> QWidget:
        return ({**self._texts, **self._days, **self._choices})[name]

    def _ask_fields(self) -> QWidget:
        field = self._fields
        return boxed(
            column(
                field["ask_what"],
                field["ask_why_now"],
                _pair(field["ask_of"], field["ask_reply_by"]),
                _pair(field["ask_cost"], field["ask_if_no"]),
                gap=12,
            )
        )

    def _lay_out(self) -> None:
        field = self._fields
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for part in (
            field["what"],
            field["why"],
            field["feedback"],
            field["first_small_step"],
            _pair(field["owner_id"], field["status"]),
            field["status_reason"],
            _pair(field["due"], field["review_on"]),
            field["success_sign"],
            _pair(field["barrier_level"], field["involvement"], least=190),
            boxed(row(self._more, None)),
            self._asks,
        ):
            layout.addWidget(part)

    def _listen(self) -> None:
        for area in self._texts.values():
            area.edited.connect(self.edited)
            area.left.connect(self.left)
        for day in self._days.values():
            day.edited.connect(self.edited)
            day.left.connect(self.left)
        self._choices["status"].activated.connect(self._on_status)
        self._why.activated.connect(self._on_why)
        for choice in self._choices.values():
            choice.activated.connect(self._on_choice)


def _labels() -> tuple[tuple[str, str, str], ...]:
    return (
        ("what", _("What will we do?"), ""),
        ("why", _("Why"), ""),
        ("feedback", _("What was said?"), _("Without a name, and with their yes.")),
        ("first_small_step", _("First small step, inside two weeks"), ""),
        ("owner_id", _("Who holds it"), ""),
        ("status", _("Where it is up to"), ""),
        ("status_reason", _("Why did it stop?"), ""),
        ("due", _("By when, or empty"), ""),
        ("review_on", _("Look at it again"), ""),
        ("success_sign", _("What would {residents} notice?"), ""),
        ("barrier_level", _("Level"), ""),
        ("involvement", _("Lived experience"), ""),
        ("ask_what", _("What do we need?"), ""),
        ("ask_why_now", _("Why now"), _("What it costs people meanwhile. No figures of a survey.")),
        ("ask_of", _("From whom"), ""),
        ("ask_reply_by", _("Reply by"), ""),
        ("ask_cost", _("Rough yearly cost"), ""),
        ("ask_if_no", _("What stays as it is if not?"), ""),
    )


def _pair(left: QWidget, right: QWidget, *, least: int = 150) -> QWidget:
    """Two fields abreast while there is room; both begin at the top, whatever is told under one of them."""
    return boxed(EvenLayout(boxed(column(left, None)), boxed(column(right, None)), least=least, gap=12))


def _offer(choice: Choice, words: list[str]) -> None:
    """Refill only where something changed, so that an open list doesn't jump."""
    if [choice.itemText(at) for at in range(choice.count())] != words:
        choice.clear()
        choice.addItems(words)
