"""Every screen of the review, and the way to it through the real window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Rating
from pie_audit.domain.entry import Entry, EntryKind, Practice, Step
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.session import Session, SessionKind, SessionStatus, WhyLost
from pie_audit.domain.shared_copy import copy_of, parts_of
from pie_audit.domain.team import Perspective
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import sessions
from pie_audit.workflows import (
    home,
    meetings,
    plans,
    reflections,
    seats,
    sharing,
    starting,
    steps,
    unlock,
)
from pie_audit.workflows.everyday import door_names
from pie_audit.workflows.share_readers import Audience
from tests.ui.shell.answer_screens import ANSWERING
from tests.ui.shell.barrier_screens import BARRIERS
from tests.ui.shell.desk import PASSWORD, Desk
from tests.ui.shell.group_screens import GROUPS
from tests.ui.shell.instrument_screens import INSTRUMENTS
from tests.ui.shell.keeping_screens import KEEPING
from tests.ui.shell.leading_screens import LEADING
from tests.ui.shell.learning_screens import LEARNING
from tests.ui.shell.own_line_screens import OWN_LINE
from tests.ui.shell.parts_screens import PARTS
from tests.ui.shell.results_screens import RESULTS
from tests.ui.shell.said_did_screens import SAID_DID
from tests.ui.shell.supervision_screens import SUPERVISION
from tests.ui.shell.training_screens import TRAINING
from tests.ui.shell.trend_screens import TRENDS

OTHERS = ("Tom Whitlock", "Jo Marsh")


def start(desk: Desk) -> str:
    """A round of the short form in which Amina, Tom and Jo rate and open; its id."""
    opened, me = desk.jobs.opened, desk.jobs.me
    ids = tuple(person.person_id for person in opened.read(door_names.names_on_door))
    plan = starting.RoundPlan(
        team_id=next(iter(me.member.teams)),
        quarter=Quarter(2026, 4),
        scope=Scope.SHORT,
        theme_id=None,
        openers=ids[:3],
        raters=tuple((person_id, Perspective.TEAM) for person_id in ids),
        opens_on=date(2026, 11, 2),
        closes_on=date(2026, 12, 5),
        talk_on=date(2026, 12, 8),
    )
    round_id = opened.write(lambda tx: starting.start_round(tx, me, plan))
    desk.rest()
    return round_id


def open_it(desk: Desk, *, far_apart: bool = True) -> str:
    """Rated by all three, who don't mind that they are few, and opened by two; its id."""
    round_id = start(desk)
    opened = desk.jobs.opened
    people = [desk.jobs.me, *(unlock.sign_in(opened, name, PASSWORD) for name in OTHERS)]
    topics = [t.id for t in opened.read(lambda tx: seats.rating_sheet(tx, people[0], round_id)).topics]
    for at, rater in enumerate(people):
        levels = [Rating(t, Level(2 * at if far_apart and n % 2 else 2)) for n, t in enumerate(topics)]
        _rate(desk, rater, round_id, levels)
    meetings.open_round(opened, desk.jobs.me, round_id, OTHERS[0], PASSWORD)
    desk.rest()
    return round_id


def _rate(desk: Desk, rater: unlock.SignedIn, round_id: str, levels: list[Rating]) -> None:
    opened = desk.jobs.opened
    opened.write(lambda tx: seats.fill_sheet(tx, rater, round_id, levels))
    opened.write(lambda tx: seats.set_consent(tx, rater, round_id, True))
    opened.write(lambda tx: seats.set_done(tx, rater, round_id, True))


def add_action(desk: Desk, round_id: str, what: str = "Put a lamp in the hall") -> str:
    """An action in the plan; its id."""
    opened, me = desk.jobs.opened, desk.jobs.me
    action = replace(plans.new_action(next(iter(me.member.teams)), round_id), what=what)
    opened.write(lambda tx: plans.save_action(tx, me, action))
    desk.rest()
    return action.action_id


def go(desk: Desk, area: str, argument: object = None) -> QWidget:
    """The page of an area, filled."""
    desk.win.inside.go(area, argument)
    desk.rest()
    return desk.win.inside.page()


def dialog(desk: Desk) -> QWidget:
    """The small window over the page."""
    desk.until(lambda: desk.app.activeModalWidget() is not None)
    desk.rest()
    found = desk.app.activeModalWidget()
    assert found is not None
    return found


def _home_rating(desk: Desk) -> QWidget:
    start(desk)
    return go(desk, "home")


def _review_rating(desk: Desk) -> QWidget:
    start(desk)
    return go(desk, "review")


def _review_closed(desk: Desk) -> QWidget:
    round_id, me = start(desk), desk.jobs.me
    desk.jobs.opened.write(lambda tx: steps.close_round(tx, me, round_id))
    return go(desk, "review")


def _review_opened(desk: Desk) -> QWidget:
    open_it(desk)
    return go(desk, "review")


def _rate_one(desk: Desk) -> QWidget:
    return go(desk, "rate", start(desk))


def _rate_note(desk: Desk) -> QWidget:
    page = _rate_one(desk)
    desk.press(Qt.Key.Key_N)
    desk.rest()
    return page


def _rate_end(desk: Desk) -> QWidget:
    page = _rate_one(desk)
    page._show(len(page.view.topics))
    desk.rest()
    return page


def _opening(desk: Desk) -> QWidget:
    _review_closed(desk)._ask_opening()
    return dialog(desk)


def _closing(desk: Desk) -> QWidget:
    _review_rating(desk)._ask_close()
    return dialog(desk)


def _slips(desk: Desk) -> QWidget:
    _review_rating(desk)._ask_slips()
    return dialog(desk)


def _starting(desk: Desk) -> QWidget:
    go(desk, "start-review")._ask()
    return dialog(desk)


def _meeting_close(desk: Desk) -> QWidget:
    return go(desk, "meeting", open_it(desk, far_apart=False))


def _meeting_topic(desk: Desk) -> QWidget:
    page = go(desk, "meeting", open_it(desk))
    page.find_topic(page.view.wide[0].topic.id)
    desk.rest()
    page.spread.turn_over()
    desk.rest()
    return page


def _papers(desk: Desk) -> QWidget:
    return go(desk, "papers", start(desk))


def _plan_cards(desk: Desk) -> QWidget:
    round_id = open_it(desk)
    for what in ("Put a lamp in the hall", "Ask for a second night worker"):
        add_action(desk, round_id, what)
    return go(desk, "plan")


def _plan_table(desk: Desk) -> QWidget:
    page = _plan_cards(desk)
    page.switch_to(1)
    desk.rest()
    return page


def _action(desk: Desk) -> QWidget:
    page = go(desk, "plan", None) if False else _plan_cards(desk)
    page.edit(page.view.groups[0].actions[0].action_id)
    desk.rest()
    return page


def _preview(desk: Desk) -> QWidget:
    page = _plan_cards(desk)
    page.open_paper()
    desk.rest()
    return page.preview


def _sign_off(desk: Desk) -> QWidget:
    page = _plan_cards(desk)
    me = desk.jobs.me
    meeting = desk.jobs.opened.read(
        lambda tx: meetings.meeting(tx, me, home.home(tx, me, page.view.team.team_id).overview.round.round_id)
    )
    desk.jobs.opened.write(
        lambda tx: meetings.confirm_close(tx, me, meeting.round.round_id, [v.topic.id for v in meeting.close])
    )
    desk.rest()
    page.open_paper()
    desk.rest()
    page.preview._ask_to_sign()
    return dialog(desk)


def _section(name: str) -> Callable[[Desk], QWidget]:
    def show(desk: Desk) -> QWidget:
        page = go(desk, "people")
        page.open_section(name)
        desk.rest()
        return page

    return show


def _protected_time(desk: Desk) -> QWidget:
    """Four sessions of a group, one of them lost, and one line of Amina's own."""
    me = desk.jobs.me
    team_id = next(iter(me.member.teams))
    held = {"status": SessionStatus.HELD, "held_min": 60}
    group = [
        Session(f"group {n}", SessionKind.GROUP, team_id, date(2026, 11, n), 60, **held) for n in (3, 10, 17)
    ]
    lost = replace(group[0], session_id="lost", status=SessionStatus.CANCELLED, reason=WhyLost.STAFFING)
    desk.jobs.opened.write(lambda tx: sessions.add_sessions(tx, [*group, lost]))
    page = go(desk, "protected-time")
    page.own.button.click()
    page.cover.button.click()
    desk.rest()
    return page


def _new_person(desk: Desk) -> QWidget:
    page = _section("people")(desk)
    page.sections["people"].add.click()
    desk.rest()
    return page


def _palette(desk: Desk) -> QWidget:
    start(desk)
    desk.ctrl(Qt.Key.Key_K)
    desk.rest()
    return desk.win.inside.finder.palette


def _help(desk: Desk) -> QWidget:
    desk.press(Qt.Key.Key_F1)
    desk.rest()
    return desk.win.inside.help


PAGE_ID = "ab" * 16


def _written(desk: Desk, me: unlock.SignedIn) -> Entry:
    """A page of somebody's own, as it was saved."""
    steps = (Step("w", "What happened", "I rang at once."), Step("s", "So what", "He said thank you."))
    page = Entry(PAGE_ID, EntryKind.REFLECTION, date(2026, 11, 16), "The phone call", steps=steps)
    base = reflections.Sitting(page, 0)
    sitting = desk.jobs.opened.write(lambda tx: reflections.save(tx, me, page, base))
    desk.rest()
    return sitting.entry


def _shared_with_me(desk: Desk) -> QWidget:
    opened = desk.jobs.opened
    writer = unlock.sign_in(opened, OTHERS[0], PASSWORD)
    page = _written(desk, writer)
    copy = copy_of(page, parts_of(page), date(2026, 11, 18))
    to = Audience((desk.jobs.me.member.person_id,))
    opened.write(lambda tx: sharing.share(tx, writer, page.entry_id, copy, to))
    return go(desk, "shared-with-me")


def _sharing(desk: Desk) -> QWidget:
    from pie_audit.ui.reflection.share_dialog import ShareDialog

    page = _written(desk, desk.jobs.me)
    ground = go(desk, "shared-with-me")
    window = ShareDialog(desk.jobs, page, date(2026, 11, 18), ground)
    window.open()
    desk.rest()
    window.whom.setCurrentIndex(1)
    window.whom.activated.emit(1)
    window.how_much.set_chosen(1)
    window.how_much.chosen.emit(1)
    window.parts.rows[1].some.click()
    desk.rest()
    return window


def _six_words(desk: Desk) -> QWidget:
    page = go(desk, "shared-with-me")
    page.compare.click()
    desk.rest()
    dialog(desk).go_on.click()
    desk.rest()
    return dialog(desk)


def _my_page(desk: Desk) -> str:
    """A page of Amina's; its id."""
    opened, me = desk.jobs.opened, desk.jobs.me
    begun = opened.read(lambda tx: reflections.start(tx, me))
    entry = replace(begun.entry, title="A call", steps=(Step("what", "What?", "Rang."),), model_id="driscoll")
    opened.write(lambda tx: reflections.save(tx, me, entry, begun))
    desk.rest()
    return entry.entry_id


def _reflections(desk: Desk) -> QWidget:
    _my_page(desk)
    return go(desk, "reflections")


def _writing(desk: Desk) -> QWidget:
    page = go(desk, "write", _my_page(desk))
    page.more_button.click()
    desk.rest()
    return page


def _others(desk: Desk) -> QWidget:
    go(desk, "write", _my_page(desk)).windows.show_others()
    return dialog(desk)


def _earlier(desk: Desk) -> QWidget:
    go(desk, "write", _my_page(desk)).windows.show_earlier()
    return dialog(desk)


def _small_win(desk: Desk) -> QWidget:
    desk.turn_on(TeamPart.WINS)
    go(desk, "write", _my_page(desk)).beside.pick_line()
    return dialog(desk)


def _record(desk: Desk) -> QWidget:
    """A record of one page that names a colleague, filled in and looked through."""
    opened, me = desk.jobs.opened, desk.jobs.me
    begun = opened.read(lambda tx: reflections.start(tx, me))
    steps = (Step("", "", f"Then {OTHERS[0]} rang."),)
    words = replace(begun.entry, title="The late door", steps=steps, practice=Practice(counts=True))
    opened.write(lambda tx: reflections.save(tx, me, words, begun))
    page = go(desk, "registration")
    desk.until(lambda: bool(page.pages.rows))
    page.pages.rows[words.entry_id].fill.click()
    page.look.click()
    desk.rest()
    desk.until(lambda: page.out.pdf.isVisible())
    return page


SCREENS: dict[str, Callable[[Desk], QWidget]] = {
    "my reflections, nothing yet": lambda desk: go(desk, "reflections"),
    "my reflections": _reflections,
    "a new page": lambda desk: go(desk, "write", ""),
    "writing": _writing,
    "what others see": _others,
    "earlier versions": _earlier,
    "a small win": _small_win,
    "home, nothing started": lambda desk: go(desk, "home"),
    "home while rating": _home_rating,
    "our review, nothing started": lambda desk: go(desk, "review"),
    "our review while rating": _review_rating,
    "our review, closed": _review_closed,
    "our review, opened": _review_opened,
    "starting": lambda desk: go(desk, "start-review"),
    "asked before the start": _starting,
    "rating a topic": _rate_one,
    "a topic that doesn't apply": _rate_note,
    "the end of rating": _rate_end,
    "slips": _slips,
    "asked before closing": _closing,
    "opening": _opening,
    "paper sheets": _papers,
    "the meeting, close topics": _meeting_close,
    "the meeting, a topic": _meeting_topic,
    "helps and hinders": lambda desk: go(desk, "board", open_it(desk)),
    "my own sheet": lambda desk: go(desk, "own-sheet", open_it(desk)),
    "what we agreed": lambda desk: go(desk, "results", open_it(desk)),
    "the plan, nothing yet": lambda desk: go(desk, "plan"),
    "the plan as cards": _plan_cards,
    "the plan as a table": _plan_table,
    "an action": _action,
    "the paper": _preview,
    "signing off": _sign_off,
    "protected time": _protected_time,
    "copies that others shared": _shared_with_me,
    "sharing a copy": _sharing,
    "comparing six words": _six_words,
    "a record for a regulator": lambda desk: go(desk, "registration"),
    "a record with its names": _record,
    "people": _section("people"),
    "letting somebody in": _new_person,
    "reading and display": _section("reading"),
    "password and keys": _section("keys"),
    "copies": _section("copies"),
    "the palette": _palette,
    "help": _help,
    **SUPERVISION,
    **GROUPS,
    **ANSWERING,
    **OWN_LINE,
    **INSTRUMENTS,
    **RESULTS,
    **KEEPING,
    **LEADING,
    **LEARNING,
    **TRENDS,
    **PARTS,
    **BARRIERS,
    **SAID_DID,
    **TRAINING,
}
"""By name; each brings a desk where Amina is signed in to that screen, and gives what to look at."""
