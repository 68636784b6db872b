"""The page of a group session: one step at a time, notes that keep themselves, and who sees which of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.entry import Step
from pie_audit.domain.errors import CannotSave
from pie_audit.domain.group_minutes import Minutes, Miracle, OwnPart, SessionPart, SmallChange
from pie_audit.domain.session import CancelledBy, Session, SessionKind, SessionStatus, WhyLost
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import groups as stored_groups
from pie_audit.storage import sessions
from pie_audit.storage import small_logs as stored_logs
from pie_audit.ui.supervision.group_session_page import GroupSessionPage
from pie_audit.ui.theme import apply
from pie_audit.workflows import (
    pins,
    self_record,
)
from pie_audit.workflows.self_record import Pin
from pie_audit.workflows.supervision import group_minutes
from tests.meeting import ids, make_group, person, plan, read, write
from tests.quarter import TODAY, Hostel, finished, hostel
from tests.ui.accessibility import nameless
from tests.ui.conftest import settle
from tests.ui.supervision.room import Room, room, said

__all__ = ["finished", "hostel", "room"]


class HandClock:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def open_page(
    room: Room, session: Session, name: str = "jo", *, width: int = 1144, clock: Any = None
) -> GroupSessionPage:
    def make(jobs: Any) -> GroupSessionPage:
        return GroupSessionPage(jobs, session.session_id, clock or HandClock())

    page: GroupSessionPage = room.sit(name, make, width=width)
    return page


def met(hostel: Hostel, *others: str, kind: SessionKind = SessionKind.GROUP, **fields: Any) -> Session:
    """A session of today with notes by Jo for Jo and the others."""
    session = plan(hostel, make_group(hostel, *(others or ("sam", "dee")), kind=kind))
    write(hostel, session, "jo", *others, **fields)
    return session


def kept(hostel: Hostel, session: Session, name: str = "jo") -> Minutes:
    found = read(hostel, session, name)
    assert found is not None
    return found


WORDS = Step("asking", "What asks to be thought about", "The lift, again.")


def test_filling_saves_nothing(room: Room, hostel: Hostel) -> None:
    session = met(hostel, "sam", model_id="reflective-group", steps=(WORDS,), numbers=(("nurses", 2),))
    before = kept(hostel, session)
    page = open_page(room, session)
    page.flush()
    room.calm()
    assert not page.unsaved()
    assert kept(hostel, session) == before


@pytest.mark.parametrize(
    "kind", [k for k in SessionKind if k.value not in {"supervision", "training", "leaders"}]
)
def test_a_blank_page_of_every_kind_saves_nothing_by_itself(
    room: Room, hostel: Hostel, kind: SessionKind
) -> None:
    session = plan(hostel, make_group(hostel, "sam", kind=kind))
    page = open_page(room, session)
    page.flush()
    room.calm()
    assert not page.unsaved()
    assert kept(hostel, session).version == 0
    assert nameless(page) == []


def test_what_is_typed_under_a_step_is_kept(room: Room, hostel: Hostel) -> None:
    session = plan(hostel, make_group(hostel, "sam"))
    page = open_page(room, session)
    assert page.writing.steps.name.text() == "Arriving"
    room.type_into(page.writing.steps.text, "Tired, all of us.")
    page.writing.steps.go_on()
    room.type_into(page.writing.steps.text, "The door.")
    assert page.unsaved()
    page.flush()
    room.calm()
    assert not page.unsaved()
    found = kept(hostel, session)
    assert [(s.step_id, s.text) for s in found.steps] == [
        ("arrived", "Tired, all of us."),
        ("asking", "The door."),
    ]
    assert found.present_ids == (person(hostel, "jo"),)
    assert read(hostel, session, "sam") is None


def test_words_are_kept_without_a_button_inside_two_seconds(room: Room, hostel: Hostel) -> None:
    session = plan(hostel, make_group(hostel, "sam"))
    page = open_page(room, session)
    room.type_into(page.writing.steps.text, "By itself.")
    room.qtbot.waitUntil(lambda: not page.unsaved())
    assert kept(hostel, session).steps[0].text == "By itself."


def test_who_is_ticked_reads(room: Room, hostel: Hostel) -> None:
    session = met(hostel, "dee", steps=(WORDS,))
    page = open_page(room, session)
    page.writing.attendance.ticks[person(hostel, "dee")].click()
    page.flush()
    room.calm()
    assert read(hostel, session, "dee") is None
    assert "Dee" not in page.privacy.accessibleName() + page.privacy._title.text()


def test_typing_goes_on_while_the_page_is_read_again(room: Room, hostel: Hostel) -> None:
    session = met(hostel, "sam", model_id="reflective-group", steps=(WORDS,))
    page = open_page(room, session)
    page.writing.steps.go_on()
    room.type_into(page.writing.steps.text, " More.")
    page.flush()
    room.type_into(page.writing.steps.text, " And more.")
    room.calm()
    page.reload()
    room.calm()
    assert page.writing.steps.text.text().endswith("And more.")
    page.flush()
    room.calm()
    assert kept(hostel, session).steps[0].text.endswith("And more.")


def test_who_doesnt_take_the_notes_reads_them_and_can_take_over(room: Room, hostel: Hostel) -> None:
    session = met(hostel, "sam", steps=(WORDS,))
    page = open_page(room, session, "sam")
    assert "The lift, again." in said(page)
    assert not page.writing.steps.isVisible()
    room.press("I take the notes now", page)
    assert page.writing.steps.isVisible()
    page.writing.parts.cards[SessionPart.THEME].findChild(type(page.writing.steps.text)).setFocus()
    page.flush()
    room.calm()
    assert kept(hostel, session).who("note-taker") == person(hostel, "sam")


def test_who_wasnt_there_sees_that_and_nothing_else(room: Room, hostel: Hostel) -> None:
    session = met(hostel, "sam", steps=(WORDS,))
    group = hostel.read(lambda tx: stored_groups.load_group(tx, session.group_id or ""))
    assert len(group.members) == 2
    other = plan(hostel, make_group(hostel, "sam", "dee"))
    write(hostel, other, "jo", "sam", steps=(WORDS,), theme="Endings")
    page = open_page(room, other, "dee")
    assert "belong to those who were there" in said(page)
    assert "The lift" not in said(page)
    assert "Endings" not in said(page)
    assert not page.later.isVisible()


def test_two_who_write_see_both_texts(room: Room, hostel: Hostel) -> None:
    session = met(hostel, "sam", model_id="reflective-group", theme="Before")
    page = open_page(room, session)
    write(hostel, session, "jo", "sam", by="sam", roles=(), theme="Theirs")
    room.type_into(page.writing.steps.text, "Mine.")
    page.flush()
    room.calm()
    assert "Somebody else wrote here while you were writing." in said(page)
    assert "Theirs" in said(page)
    assert "Mine." in said(page)
    room.press("Go on with yours", page)
    page.flush()
    room.calm()
    assert kept(hostel, session).steps[0].text == "Mine."
    assert not page.unsaved()


def test_or_goes_on_with_the_others(room: Room, hostel: Hostel) -> None:
    session = met(hostel, "sam", model_id="reflective-group")
    page = open_page(room, session)
    write(hostel, session, "jo", "sam", by="sam", roles=(), theme="Theirs")
    room.type_into(page.writing.steps.text, "Mine.")
    page.flush()
    room.calm()
    room.press("Go on with theirs", page)
    page.flush()
    room.calm()
    assert kept(hostel, session).theme == "Theirs"
    assert kept(hostel, session).steps == ()
    assert not page.unsaved()


# the timer


def test_the_timer_speaks_in_minutes_and_rests_when_it_is_asked(room: Room, hostel: Hostel) -> None:
    clock = HandClock()
    page = open_page(room, plan(hostel, make_group(hostel, "sam")), clock=clock)
    timer = page.writing.steps.timer
    assert timer.words.text() == "5 minutes for this step"
    room.press("Start the timer", page)
    clock.now = 125.0
    timer.look()
    assert timer.words.text() == "about 3 minutes left"
    room.press("Pause", page)
    clock.now = 9_000.0
    timer.look()
    assert timer.words.text() == "Paused: about 3 minutes left"
    page.hide()


def test_the_line_goes_on_when_somebody_comes_back_to_the_page(room: Room, hostel: Hostel) -> None:
    clock = HandClock()
    page = open_page(room, plan(hostel, make_group(hostel, "sam")), clock=clock)
    timer = page.writing.steps.timer
    timer.go.click()
    page.hide()
    assert not timer._turn.isActive()
    clock.now = 130.0
    page.show()
    settle()
    assert timer.words.text() == "about 3 minutes left"
    assert timer._turn.isActive()
    timer.go.click()


def test_each_step_keeps_its_own_time(room: Room, hostel: Hostel) -> None:
    clock = HandClock()
    page = open_page(room, plan(hostel, make_group(hostel, "sam")), clock=clock)
    walk = page.writing.steps
    walk.timer.go.click()
    clock.now = 60.0
    walk.go_on()
    assert walk.timer.words.text() == "10 minutes for this step"
    walk.go_back()
    assert walk.timer.words.text() == "Paused: about 4 minutes left"


def test_more_minutes_for_a_step_are_kept(room: Room, hostel: Hostel) -> None:
    session = plan(hostel, make_group(hostel, "sam"))
    page = open_page(room, session)
    room.press("A minute more for this step", page)
    page.flush()
    room.calm()
    assert kept(hostel, session).step_minutes == (("arrived", 6),)


# formats


def choose_format(page: GroupSessionPage, name: str) -> None:
    choice = page.writing.format
    choice.setCurrentIndex(choice.findText(name))
    choice.activated.emit(choice.currentIndex())


def test_a_balint_group_shows_no_place_for_a_solution(room: Room, hostel: Hostel) -> None:
    page = open_page(room, plan(hostel, make_group(hostel, "sam")))
    assert page.writing.parts.cards[SessionPart.CHANGES].isVisible()
    choose_format(page, "Balint group")
    assert not page.writing.parts.cards[SessionPart.CHANGES].isVisible()
    page.writing.steps.go_on()
    assert "Nothing is written down of this part." in said(page)


def test_a_story_round_has_no_place_for_stories(room: Room, hostel: Hostel) -> None:
    session = plan(hostel, make_group(hostel, "sam"))
    page = open_page(room, session)
    choose_format(page, "Schwartz Round, or story round")
    shown = {part for part, card in page.writing.parts.cards.items() if card.isVisible()}
    assert shown == {SessionPart.NUMBERS, SessionPart.FEEDBACK}
    assert "licence" in page.writing.format_note._title.text()
    assert not page.writing.back.isVisible()
    page.writing.steps.go_on()
    assert not page.writing.steps.text.isVisible()


def test_words_that_a_format_doesnt_keep_are_told_and_stay_on_the_screen(room: Room, hostel: Hostel) -> None:
    session = met(hostel, "sam", model_id="reflective-group", learning="What we learned")
    page = open_page(room, session)
    choose_format(page, "Schwartz Round, or story round")
    page.flush()
    room.calm()
    assert "doesn’t keep" in said(page)
    assert kept(hostel, session).learning == "What we learned"
    choose_format(page, "Reflective practice group")
    page.flush()
    room.calm()
    assert not page.unsaved()
    assert kept(hostel, session).learning == "What we learned"


# what leaves the room


def test_a_line_goes_to_the_team_only_when_it_was_agreed_aloud(room: Room, hostel: Hostel) -> None:
    session = met(hostel, "sam")
    page = open_page(room, session)
    back = page.writing.back
    room.type_into(back.words, "Endings need a slower week.")
    assert not back.send.isEnabled()
    back.aloud.click()
    room.press("Let the team read it", page)
    room.calm()
    line = hostel.read(lambda tx: stored_groups.load_theme_line(tx, session.session_id))
    assert line is not None
    assert line.words == "Endings need a slower week."
    assert "The team and its manager read" in said(page)
    room.type_into(back.words, " Or two.")
    assert not back.aloud.isChecked()
    assert not back.send.isEnabled()
    room.press("Take it back", page)
    assert hostel.read(lambda tx: stored_groups.load_theme_line(tx, session.session_id)) is None


def test_a_name_in_a_line_is_told_before_it_goes_and_doesnt_hold_it_back(room: Room, hostel: Hostel) -> None:
    page = open_page(room, met(hostel, "sam"))
    back = page.writing.back
    room.type_into(back.words, "We thought of Sam at 12 Mill Road.")
    assert not back.names.isVisible()
    back.aloud.click()
    assert back.names.isVisible()
    assert back.send.isEnabled()
    room.type_into(back.words, "!")
    assert not back.names.isVisible()
    page.flush()
    room.calm()


def test_a_small_change_is_added_and_goes_into_the_plan(room: Room, hostel: Hostel) -> None:
    hostel.opened_round()
    session = plan(hostel, make_group(hostel, "sam", by="amina"), by="amina")
    page = open_page(room, session, "amina")
    room.press("Add a small change", page)
    settle()
    row = page.writing.parts.changes.rows[0]
    room.type_into(row.what, "Meet at the door")
    page.flush()
    room.calm()
    room.press("Into the plan", page)
    assert "In the plan" in row.in_plan.text()
    assert row.in_plan.isVisible()
    room.press("Take this line out", page)
    page.flush()
    room.calm()
    assert kept(hostel, session, "amina").small_changes == ()


def test_somebody_who_reads_may_put_it_into_the_plan_too(room: Room, hostel: Hostel) -> None:
    hostel.opened_round()
    session = plan(hostel, make_group(hostel, "amina"))
    write(hostel, session, "jo", "amina", small_changes=(SmallChange("c1", "Meet at the door"),))
    page = open_page(room, session, "amina")
    room.press("Into the plan: Meet at the door", page)
    assert "Into the plan" not in said(page)
    assert [done.name for done in room.done][-1] == "Put a small change into the plan"


def test_a_little_miracle_goes_onto_the_wall(room: Room, hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.WINS)
    session = met(hostel, "sam", kind=SessionKind.COMMUNITY, miracles=(Miracle("w1", "They rang back"),))
    page = open_page(room, session)
    room.press("Onto the team’s wall", page)
    assert [w.words for w in hostel.read(lambda tx: stored_logs.wins_of(tx, hostel.team_id))] == [
        "They rang back"
    ]


def test_each_one_writes_their_own_part_and_reads_the_others(room: Room, hostel: Hostel) -> None:
    session = met(hostel, "sam", kind=SessionKind.LEARNING_SET)
    sam_part = OwnPart(issue="I never say no", will_try="Once", by=date(2026, 11, 30))
    hostel.do(group_minutes.save_part, hostel.sam, session.session_id, sam_part)
    page = open_page(room, session)
    assert "I never say no" in said(page)
    room.type_into(page.mine.texts["issue"], "I rush.")
    page.flush()
    room.calm()
    page.reload()
    room.calm()
    assert page.view is not None
    assert page.view.parts[person(hostel, "jo")].issue == "I rush."
    assert page.view.parts[person(hostel, "sam")] == replace(
        sam_part, version=page.view.parts[person(hostel, "sam")].version
    )


def test_a_peer_keeps_a_page_in_their_own_log(room: Room, hostel: Hostel) -> None:
    session = met(hostel, "sam", kind=SessionKind.PEER, theme="A move")
    page = open_page(room, session, "sam")
    room.type_into(page.mine.texts["differently"], "Waiting is work, too.")
    page.flush()
    room.calm()
    room.press("Keep it in my own log, too", page)
    assert page.mine.logged.isVisible()
    assert not page.mine.log.isVisible()


def test_a_line_is_added_later_with_its_day(room: Room, hostel: Hostel) -> None:
    session = met(hostel, "sam", steps=(WORDS,))
    page = open_page(room, session, "sam")
    room.type_into(page.later.words, "I saw it otherwise.")
    room.press("Add it", page)
    assert "I saw it otherwise." in said(page.later)
    assert "Sam" in said(page.later)
    assert page.later.words.text() == ""


def test_among_leaders_no_name_stands_at_a_line(room: Room, hostel: Hostel) -> None:
    from pie_audit.domain.team import Role

    hostel.add("Noor Haddad", Role.LEADER)
    session = plan(hostel, make_group(hostel, "noor", by="lee", kind=SessionKind.LEADERS), by="lee")
    write(hostel, session, "lee", "noor", by="lee", learning="Who pays for it?")
    hostel.do(group_minutes.add_later, hostel.noor, session.session_id, "One more thing")
    page = open_page(room, session, "lee")
    assert "One more thing" in said(page.later)
    assert "Noor" not in said(page.later)
    assert "Who presents today" not in said(page)
    assert not page.writing.back.isVisible()


# what became of it


def test_held_in_two_clicks_and_taken_back_in_one(room: Room, hostel: Hostel) -> None:
    session = plan(hostel, make_group(hostel, "sam"))
    page = open_page(room, session)
    room.press("We met", page)
    room.press("Note it", page)
    line = hostel.read(lambda tx: sessions.load_session(tx, session.session_id))
    assert (line.status, line.held_min) == (SessionStatus.HELD, 60)
    hostel.do(lambda tx, me: room.done[-1].undo(tx, me), hostel.jo)
    line = hostel.read(lambda tx: sessions.load_session(tx, session.session_id))
    assert line.status is SessionStatus.NOT_YET


def test_called_off_and_moved(room: Room, hostel: Hostel) -> None:
    session = plan(hostel, make_group(hostel, "sam"))
    page = open_page(room, session)
    room.press("Move it", page)
    room.press("Move it", page.outcome.form)
    line = hostel.read(lambda tx: sessions.load_session(tx, session.session_id))
    assert line.moved_to == TODAY + timedelta(days=7)
    room.press("Call it off", page)
    room.press("Call it off", page.outcome.form)
    line = hostel.read(lambda tx: sessions.load_session(tx, session.session_id))
    assert (line.status, line.cancelled_by, line.reason) == (
        SessionStatus.CANCELLED,
        CancelledBy.SERVICE,
        WhyLost.STAFFING,
    )


def test_after_a_debrief_two_more_dates_are_one_press_away(room: Room, hostel: Hostel) -> None:
    session = plan(hostel, make_group(hostel, "sam", kind=SessionKind.DEBRIEF))
    page = open_page(room, session)
    room.press("Meet again in a week and in a month", page)
    assert [done.name for done in room.done] == ["Planned two follow-ups"]


def test_somebody_elses_session_says_so_and_shows_nothing(room: Room, hostel: Hostel) -> None:
    session = met(hostel, "sam", steps=(WORDS,))
    page = open_page(room, session, "tom")
    assert "There’s no such group here." in said(page)
    assert not page.two.isVisible()
    assert not page.unsaved()


@pytest.mark.parametrize(("width", "percent"), [(958, 100), (1144, 100), (1300, 200)])
@pytest.mark.parametrize("kind", [SessionKind.COMMUNITY, SessionKind.LEARNING_SET, SessionKind.DEBRIEF])
def test_the_page_never_scrolls_sideways(
    room: Room, hostel: Hostel, width: int, percent: int, kind: SessionKind
) -> None:
    session = met(
        hostel,
        "sam",
        kind=kind,
        small_changes=(SmallChange("c1", "Meet at the door"),)
        if kind is not SessionKind.LEARNING_SET
        else (),
    )
    apply(QApplication.instance(), "light", percent)
    page = open_page(room, session, width=width)
    settle()
    assert page.body.overflow() == 0
    assert page.minimumSizeHint().width() <= width
    assert nameless(page) == []


def test_everything_is_said_in_words_that_can_be_found(room: Room, hostel: Hostel) -> None:
    page = open_page(room, plan(hostel, make_group(hostel, "sam")))
    names = [command.words for command in page.commands()]
    assert names == ["All groups", "Next step", "Step before", "We met"]
    page._go_back()
    assert room.went == [("groups", None)]
    assert ids(hostel, "jo")


def test_changed_key_of_somebody_who_was_there_keeps_the_words_and_offers_six_words(
    room: Room, hostel: Hostel
) -> None:
    session = met(hostel, "sam")
    page = open_page(room, session)
    trusted = (Pin(person(hostel, "sam"), "00" * 32),)
    hostel.opened.write(lambda tx: self_record.change(tx, hostel.jo, pins=trusted))
    room.type_into(page.writing.steps.text, "The lift, again.")
    page.flush()
    room.calm()
    assert page.key.isVisible()
    assert "key has changed" in said(page)
    assert page.unsaved()
    hostel.do(pins.confirm, hostel.jo, person(hostel, "sam"))
    page.key.compared.emit()
    room.qtbot.waitUntil(lambda: not page.unsaved())
    assert kept(hostel, session, "sam").steps[0].text == "The lift, again."


def test_line_in_the_making_holds_the_page_until_it_is_kept(
    room: Room, hostel: Hostel, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = met(hostel, "sam")
    page = open_page(room, session, "sam")
    kept_by = group_minutes.drafts.save_words
    full = [True]

    def full_disk(*args: Any, **more: Any) -> None:
        if full[0]:
            raise CannotSave("The disk is full.", "Make some room.")
        kept_by(*args, **more)

    monkeypatch.setattr(group_minutes.drafts, "save_words", full_disk)
    room.type_into(page.later.words, "I saw it otherwise.")
    page.flush()
    room.calm()
    assert page.unsaved()
    assert page.not_saved.isVisible()
    full[0] = False
    room.qtbot.waitUntil(lambda: not page.unsaved())
    assert open_page(room, session, "sam").later.words.text() == "I saw it otherwise."


def test_words_typed_while_a_later_line_is_on_its_way_stay(room: Room, hostel: Hostel) -> None:
    session = met(hostel, "sam")
    page = open_page(room, session, "sam")
    room.type_into(page.later.words, "I saw it otherwise.")
    page.later.go.click()
    room.type_into(page.later.words, " And the door.")
    room.calm()
    assert "I saw it otherwise." in said(page.later)
    assert "And the door." in page.later.words.text()
    room.qtbot.waitUntil(lambda: not page.unsaved())
