"""The screens of answering a survey, and a survey of the desk's own to answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from pie_audit.workflows import unlock
from pie_audit.workflows.everyday import door_names
from pie_audit.workflows.surveys import keeping, planning, starting
from pie_audit.workflows.surveys.planning import BlockWish, PlanWish
from tests.ui.shell.desk import PASSWORD, Desk


def open_survey(desk: Desk, *, slips: int = 4) -> tuple[str, tuple[str, ...]]:
    """A pulse for everybody here and some slips, kept by the first three; its id and the words of the slips."""
    opened, me = desk.jobs.opened, desk.jobs.me
    people = opened.read(door_names.names_on_door)
    ids = tuple(person.person_id for person in people)
    block = BlockWish(next(iter(me.member.teams)), "", ids, slips)
    wish = PlanWish(
        "Team pulse, autumn",
        "To find out what would make the winter easier.",
        "pulse10-1",
        (block,),
        ids[:3],
        date(2026, 12, 6),
        date(2026, 12, 18),
    )
    survey_id: str = opened.write(lambda tx: planning.save_plan(tx, me, wish))
    for person in people[:3]:
        keeper = me if person.name == me.member.name else unlock.sign_in(opened, person.name, PASSWORD)
        opened.write(lambda tx, k=keeper: keeping.approve(tx, k, survey_id))
    prepared = starting.prepare(opened, me, survey_id)
    starting.begin(opened, me, prepared)
    desk.rest()
    return survey_id, tuple(word for words in prepared.slips.words.values() for word in words)


def _answer(at: int) -> Callable[[Desk], QWidget]:
    def show(desk: Desk) -> QWidget:
        survey_id, _words = open_survey(desk)
        desk.win.inside.go("answer", survey_id)
        desk.rest()
        page = desk.win.inside.page()
        if at >= 0:
            page.walk.go(at)
            page.show_step()
            desk.rest()
        return page

    return show


def _asked(desk: Desk) -> QWidget:
    page = _answer(11)(desk)
    page.next.click()
    desk.until(lambda: desk.app.activeModalWidget() is not None)
    desk.rest()
    found = desk.app.activeModalWidget()
    assert found is not None
    return found


def _thanks(desk: Desk) -> QWidget:
    page = _answer(11)(desk)
    page._send()
    desk.rest()
    return page


ANSWERING: dict[str, Callable[[Desk], QWidget]] = {
    "before a survey": _answer(-1),
    "a question of a survey": _answer(3),
    "causes to tick": _answer(10),
    "a last look at a survey": _answer(11),
    "asked before sending": _asked,
    "thanks for answering": _thanks,
}
