"""The views of the small logs: which form and which lists belong to which part."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from pie_audit.domain.team_part import TeamPart
from pie_audit.ui.home import daily_note_lists as notes
from pie_audit.ui.home import small_log_lists as lists
from pie_audit.ui.home.counting_forms import FrictionForm, TellingsForm
from pie_audit.ui.home.log_view import Listing, LogView
from pie_audit.ui.home.note_forms import BentRuleForm, DoorForm, RefusalForm
from pie_audit.ui.home.small_log_forms import SmallForm, WinForm
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import LinkButton
from pie_audit.ui.widgets.agenda_card import agenda_card
from pie_audit.words import _
from pie_audit.workflows.everyday.small_log_views import SmallLogs

ICONS: Mapping[TeamPart, str] = {
    TeamPart.WINS: "sun",
    TeamPart.FRICTION: "hourglass",
    TeamPart.TELLINGS: "chat-circle",
    TeamPart.REFUSALS: "prohibit",
    TeamPart.BENT_RULES: "arrow-bend-up-right",
    TeamPart.PROMPTS: "question",
    TeamPart.DOORS: "key",
}


def make_view(jobs: Jobs, part: TeamPart) -> LogView:
    """The view of a part."""
    form, listing = _MAKERS[part]
    return LogView(jobs, part, form() if form is not None else None, listing)


def begin_words(part: TeamPart) -> str:
    """What the finder calls writing a new entry."""
    return {
        TeamPart.WINS: _("Note a small win"),
        TeamPart.FRICTION: _("Something took too long"),
        TeamPart.TELLINGS: _("A story told again"),
        TeamPart.REFUSALS: _("Somebody was turned away"),
        TeamPart.BENT_RULES: _("A rule we bent"),
        TeamPart.PROMPTS: _("Two questions asked together"),
        TeamPart.DOORS: _("Write a door card"),
    }[part]


def _wins(view: LogView, logs: SmallLogs) -> Sequence[QWidget]:
    return (lists.wins_wall(logs.wins, view.change, view.take_out),)


def _friction(view: LogView, logs: SmallLogs) -> Sequence[QWidget]:
    return (
        lists.friction_card(logs.friction_sums),
        lists.friction_list(logs.friction, view.change, view.take_out),
    )


def _tellings(view: LogView, logs: SmallLogs) -> Sequence[QWidget]:
    return (
        lists.tellings_card(logs.tellings_sums, _topic_link(view, logs)),
        lists.tellings_list(logs.tellings, view.change, view.take_out),
    )


def _refusals(view: LogView, logs: SmallLogs) -> Sequence[QWidget]:
    return (
        notes.refusals_card(logs.refusal_sums),
        notes.refusals_list(logs.refusals, view.change, view.take_out),
    )


def _bent_rules(view: LogView, logs: SmallLogs) -> Sequence[QWidget]:
    first = [agenda_card(logs.agenda)] if logs.agenda else []
    asked = [notes.waiting_card(logs.waiting, view.change)] if logs.waiting else []
    return (*asked, *first, notes.bent_rules_list(logs.bent_rules, view.change, view.take_out))


def _prompts(view: LogView, logs: SmallLogs) -> Sequence[QWidget]:
    return (notes.prompts_card(logs.prompts, view.count, _topic_link(view, logs)),)


def _topic_link(view: LogView, logs: SmallLogs) -> QWidget | None:
    """The topic of our review that the part belongs to, and how it went."""
    if logs.topic is None:
        return None
    words = _("Topic {id} of our review: {title}").format(id=logs.topic.id, title=logs.topic.title)
    link = LinkButton(words, in_row=True)
    link.clicked.connect(lambda _checked=False: view.learn())
    return link


def _doors(view: LogView, logs: SmallLogs) -> Sequence[QWidget]:
    return (notes.doors_list(logs.doors, view.change, view.take_out),)


_MAKERS: Mapping[TeamPart, tuple[Callable[[], SmallForm] | None, Listing]] = {
    TeamPart.WINS: (WinForm, _wins),
    TeamPart.FRICTION: (FrictionForm, _friction),
    TeamPart.TELLINGS: (TellingsForm, _tellings),
    TeamPart.REFUSALS: (RefusalForm, _refusals),
    TeamPart.BENT_RULES: (BentRuleForm, _bent_rules),
    TeamPart.PROMPTS: (None, _prompts),
    TeamPart.DOORS: (DoorForm, _doors),
}
