"""One sitting of the meeting in its page: what to talk about, where it stops and goes on, and how it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus, Dissent, MeetingPlace, Outcome
from pie_audit.domain.questionnaire import Scope
from pie_audit.ui.audit.meeting_page import MeetingPage
from pie_audit.workflows import drafts, meetings, sittings
from pie_audit.workflows.unlock import Clock
from tests.ui.audit.house import House
from tests.ui.audit.talking import key, written
from tests.ui.audit.test_overview_page import buttons, press, words


def place(house: House) -> MeetingPlace:
    return house.read(meetings.meeting, house.round_id).place


def live_on(house: House, day: date) -> None:
    """Let whoever sits at the screen live on another day."""
    clock = Clock(now=lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC), today=lambda: day)
    house.people = {name: replace(me, clock=clock) for name, me in house.people.items()}
    house.be("Amina Yusuf")


# what to talk about


def test_three_to_five_topics_with_the_widest_spread_are_said_to_be_worth_the_time(page: MeetingPage) -> None:
    notes = {r.key: r.note for r in page.topics.lines.rows()}
    worth = {topic for topic, note in notes.items() if "worth time today" in note}
    assert worth == set(page.view.suggested)
    assert 3 <= len(worth) <= 5
    assert f"{len(worth)} are worth time today" in words(page.topics)


def test_a_close_topic_at_four_is_not_ticked_because_a_four_says_what_changed(house: House, show) -> None:
    house.start(scope=Scope.SHORT, theme_id=None)
    house.rate_all(lambda _who, at: Level.CHECKED_AND_CHANGED if at == 0 else Level.PATCHY)
    house.open_together()
    page = show(MeetingPage, house.round_id)
    four = page.close_list.lines.rows()[0]
    assert four.box is None
    assert "Say what changed: talk about it." in four.note
    assert len(page.close_list.ticked()) == len(page.view.close) - 1


def test_a_topic_nobody_could_tell_is_something_to_find_out(house: House, show) -> None:
    from pie_audit.domain.answer import CantTell

    house.start(scope=Scope.SHORT, theme_id=None)
    house.rate_all(lambda _who, at: CantTell() if at == 0 else Level.PATCHY)
    house.open_together()
    page = show(MeetingPage, house.round_id)
    puzzle = next(v.topic.id for v in page.view.topics if v.nobody_could_tell)
    notes = {r.key: r.note for r in page.topics.lines.rows()}
    assert notes[puzzle] == "Nobody could tell: find out"


# dots, then the question


def test_the_question_comes_once_the_dots_lie_still(talk: MeetingPage, until) -> None:
    assert not talk.spread.ask.isVisible()
    key(Qt.Key.Key_Space)
    assert talk.spread.dots.isVisible()
    until(talk.spread.ask.isVisible)
    assert talk.spread.view.topic.ask in words(talk.spread)


def test_where_nothing_is_to_move_dots_and_question_are_there_at_once(
    talk: MeetingPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pie_audit.ui.theme import theme

    monkeypatch.setattr(theme, "still", True)
    key(Qt.Key.Key_Space)
    assert talk.spread.ask.isVisible()


def test_next_topic_while_dots_fall_shows_nothing_of_it(talk: MeetingPage, idle) -> None:
    key(Qt.Key.Key_Space)
    key(Qt.Key.Key_Right)
    idle()
    assert not talk.spread.dots.isVisible()
    assert not talk.spread.ask.isVisible()


def test_without_private_ratings_the_question_is_there_and_the_missing_comparison_is_said(
    house: House, show
) -> None:
    house.start(together_only=True, openers=(), raters=())
    page = show(MeetingPage, house.round_id)
    said = words(page.spread)
    assert page.spread.view.topic.ask in said
    assert "Nobody rated in private this time" in said
    assert not page.spread.closed.isVisible()


# pausing


def test_pause_keeps_topic_and_day_and_leaves_the_meeting(opened: House, talk: MeetingPage, idle) -> None:
    went: list[str] = []
    talk.went_to.connect(lambda area, _argument: went.append(area))
    talk.pause.click()
    idle()
    assert place(opened).topic_id == talk._current
    assert went == ["review"]


def test_coming_back_goes_on_at_the_topic_and_says_when_it_stopped(opened: House, show, idle) -> None:
    topic = opened.read(meetings.meeting, opened.round_id).wide[2].topic
    live_on(opened, date(2026, 11, 20))
    opened.write(sittings.pause, opened.round_id, topic.id)
    live_on(opened, date(2026, 11, 24))
    page = show(MeetingPage, opened.round_id)
    assert page._current == topic.id
    assert page.resumed.isVisible()
    assert f"We stopped on Friday at “{topic.title}”." in page.resumed.accessibleName()
    press(page.resumed, "Go on from here")
    idle()
    assert not page.resumed.isVisible()
    assert place(opened) == MeetingPlace(topic.id, None)


def test_a_close_topic_that_was_pulled_out_before_the_pause_is_still_pulled_out(
    opened: House, show, idle
) -> None:
    topic = opened.read(meetings.meeting, opened.round_id).close[1].topic
    opened.write(sittings.pause, opened.round_id, topic.id)
    page = show(MeetingPage, opened.round_id)
    assert page._current == topic.id
    assert topic.id not in page.close_list.lines.boxes()
    assert f"We stopped today at “{topic.title}”." in page.resumed.accessibleName()


def test_a_meeting_that_did_not_pause_says_nothing_of_it(page: MeetingPage) -> None:
    assert not page.resumed.isVisible()


def test_staff_reading_along_see_where_it_stopped_and_can_neither_pause_nor_leave(
    opened: House, show, idle
) -> None:
    opened.write(sittings.pause, opened.round_id, None)
    opened.be("Marek Nowak")
    page = show(MeetingPage, opened.round_id)
    assert "We stopped today at the list of close ones." in page.resumed.accessibleName()
    assert not page.pause.isVisible()
    assert "Pause here" not in [command.words for command in page.commands()]
    press(page.resumed, "Go on from here")
    idle()
    assert place(opened).paused_on is not None
    assert not any(words.startswith("Leave") for words in buttons(page.topics))


# how it ends


def test_everything_left_is_marked_in_one_click_and_comes_back_with_one_undo(
    opened: House, talk: MeetingPage, idle
) -> None:
    undoables: list = []
    opened.jobs.undoable.connect(undoables.append)
    n = len(talk.view.left)
    talk.topics.unfold.click()
    press(talk.topics, f"Leave {n} for another time")
    idle()
    assert talk.view.left == ()
    assert {v.consensus.outcome for v in talk.view.topics} == {Outcome.NOT_DISCUSSED}
    assert not any(words.startswith("Leave") for words in buttons(talk.topics))
    assert talk.finish.isVisible()  # wherever the team stands in the list
    opened.write(lambda tx, me: undoables[-1].undo(tx, me))
    talk.reload()
    idle()
    assert len(talk.view.left) == n
    assert not talk.finish.isVisible()


def test_the_meeting_ends_only_when_each_topic_has_something_written_down(
    opened: House, talk: MeetingPage, idle
) -> None:
    went: list[str] = []
    talk.went_to.connect(lambda area, _argument: went.append(area))
    talk._go_to(talk.walk.order[-1])
    idle()
    assert talk.finish.isVisible()
    talk.finish.click()
    assert talk.rest.isVisible()
    assert f"{len(talk.view.left)} topics have nothing written down yet." in talk.rest.accessibleName()
    assert went == []
    press(talk.rest, "Go back and talk")
    idle()
    assert talk._current == ""
    talk.finish_talking()
    press(talk.rest, "Mark as not discussed this time")
    idle()
    assert not talk.rest.isVisible()
    talk.finish_talking()
    assert went == ["board"]


# two at once


def test_leaving_the_rest_here_is_nobody_elses_and_half_typed_words_stay(talk: MeetingPage, idle) -> None:
    QTest.keyClicks(talk.record.because.edit, "Nights have had none since August")
    talk.leave_the_rest()
    idle()
    assert talk.record.because.text() == "Nights have had none since August"
    assert not talk.record._trouble.isVisible()


def test_what_another_window_wrote_down_is_told_and_half_typed_words_stay(
    opened: House, talk: MeetingPage, idle
) -> None:
    topic = talk._current
    QTest.keyClicks(talk.record.because.edit, "Nights have had none since August")
    talk.flush()
    idle()
    theirs = Consensus(topic, Outcome.AGREED, Level.USUAL, "It happens.")
    opened.write(meetings.record_consensus, opened.round_id, theirs, by=opened.people["Amina Yusuf"])
    talk.reload()
    idle()
    assert talk.record.because.text() == "Nights have had none since August"
    assert "written down in another window meanwhile" in talk.record._trouble.accessibleName()
    assert "Agreed: level 3" in words(talk.record)
    talk.record.choose_level(1)
    press(talk.record, "Agree on 1")
    idle()
    assert written(opened, topic).because == "Nights have had none since August"
    assert not talk.record._trouble.isVisible()


def test_what_this_window_wrote_down_is_no_news_to_it(opened: House, talk: MeetingPage, idle) -> None:
    talk.record.choose_level(2)
    press(talk.record, "Agree on 2")
    QTest.keyClicks(talk.record.because.edit, "One more thing")
    idle()
    assert not talk.record._trouble.isVisible()
    assert talk.record.because.text() == "One more thing"
    talk.flush()
    idle()


# words


@pytest.mark.parametrize(
    "said",
    [
        ("🌙👩‍👩‍👧 nights are different\n" * 250)[:5000],
        ("الليل مختلف عن النهار، ولا أحد يسأل\n" * 150)[:5000],
        "One line\n\nand another\tone",
    ],
)
def test_any_words_come_back_as_they_were_typed(opened: House, talk: MeetingPage, idle, said: str) -> None:
    talk.record.choose_level(2)
    talk.record.because.edit.setPlainText(said)
    press(talk.record, "Agree on 2")
    idle()
    assert written(opened, talk._current).because == said
    talk.go_on()
    talk.go_back()
    idle()
    assert talk.record.because.text() == said
    assert talk.body.overflow() == 0


def test_words_stay_at_five_thousand_signs(talk: MeetingPage) -> None:
    talk.record.because.edit.insertPlainText("🌙" * 5001)
    assert talk.record.because.text() == "🌙" * 5000
    talk.flush()


# different views


def test_a_view_is_unsigned_unless_its_author_chooses(opened: House, talk: MeetingPage, idle) -> None:
    QTest.keyClicks(talk.record.dissent.edit, "Nights are different.")
    press(talk.record, "Keep this view")
    idle()
    (dissent,) = talk.walk.found(talk._current).dissents
    assert dissent.signed_as == ""


def test_whoever_writes_for_the_team_signs_only_with_a_name_that_was_given(
    opened: House, talk: MeetingPage, idle
) -> None:
    QTest.keyClicks(talk.record.dissent.edit, "Nights are different.")
    talk.record.differently.sign.setChecked(True)
    press(talk.record, "Keep this view")
    assert "Write the name" in talk.record.differently._name_field.error()
    QTest.keyClicks(talk.record.differently.name, "Sam, nights")
    press(talk.record, "Keep this view")
    idle()
    assert "Sam, nights: Nights are different." in words(talk.record)


def test_somebody_of_the_team_signs_with_their_own_name_alone(opened: House, show, idle) -> None:
    opened.be("Marek Nowak")
    page = show(MeetingPage, opened.round_id)
    page._go_to(page.walk.talk[0].topic.id)
    idle()
    QTest.keyClicks(page.record.dissent.edit, "I see it differently.")
    page.record.differently.sign.setChecked(True)
    assert not page.record.differently._name_field.isVisible()
    press(page.record, "Keep this view")
    idle()
    page.reload()
    idle()
    assert "Marek Nowak: I see it differently." in words(page.record)


def test_of_a_small_team_it_is_only_said_that_someone_disagreed(house: House, show, idle) -> None:
    house.start(scope=Scope.SHORT, theme_id=None)
    for name in ("Tom Whitlock", "Jo Marsh"):
        from pie_audit.domain.audit import Rating
        from pie_audit.workflows import seats

        view = house.read(seats.rating_sheet, house.round_id, by=house.people[name])
        house.write(
            seats.rate_topic, house.round_id, Rating(view.topics[0].id, Level.USUAL), by=house.people[name]
        )
    house.open_together()
    topic = house.read(meetings.meeting, house.round_id).topics[0].topic.id
    for words_ in ("Nights are different.", "So are weekends."):
        house.write(meetings.keep_dissent, house.round_id, Dissent("", topic, words_, Level.TALKED_ABOUT))
    page = show(MeetingPage, house.round_id)
    page._go_to(topic)
    idle()
    note = next(r.note for r in page.topics.lines.rows() if r.key == topic)
    assert "someone disagreed" in note
    assert not any(ch.isdigit() for ch in note)
    assert "Someone disagreed and sees it as 1: Nights are different." in words(page.record)


def test_a_signed_draft_comes_back_signed(opened: House, talk: MeetingPage, show, idle) -> None:
    topic = talk._current
    QTest.keyClicks(talk.record.dissent.edit, "Nights are different.")
    talk.record.differently.sign.setChecked(True)
    QTest.keyClicks(talk.record.differently.name, "Sam")
    talk.flush()
    idle()
    kept = opened.read(drafts.words, drafts.meeting_words(opened.round_id, topic))
    assert (kept["dissent"], kept["signed"]) == ("Nights are different.", "Sam")
    again = show(MeetingPage, opened.round_id)
    again._go_to(topic)
    idle()
    assert again.record.differently.sign.isChecked()
    assert again.record.differently.name.text() == "Sam"


def test_figures_leave_left_and_right_to_the_page(talk: MeetingPage, idle) -> None:
    key(Qt.Key.Key_Space)
    talk.spread.toggle_figures.click()
    talk.spread.figures.setFocus()
    before = talk._current
    key(Qt.Key.Key_Right)
    idle()
    assert talk._current != before
    assert QApplication.focusWidget() is talk.spread
