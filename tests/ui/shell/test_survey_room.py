"""A survey at a shared screen: four words lead there, nobody finds anything afterwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from pie_audit.settings import Settings
from pie_audit.storage import ballots
from pie_audit.ui.shell.lock_page import SlipPage
from pie_audit.ui.shell.survey_room import SurveyRoom
from pie_audit.ui.survey.answer_steps import Stage
from pie_audit.ui.survey.small_windows import SureWindow
from pie_audit.ui.theme import theme
from pie_audit.vault.word_list import suggest_words
from pie_audit.workflows import unlock
from pie_audit.workflows.surveys import taking, telling
from tests.ui.accessibility import focus_order, misnamed_roles, nameless
from tests.ui.shell.answer_screens import open_survey
from tests.ui.shell.desk import PASSWORD, Desk

OTHERS = ("Tom Whitlock", "Jo Marsh")
ENTER = Qt.Key.Key_Return


@pytest.fixture
def words(desk: Desk) -> tuple[str, ...]:
    """The slips of a survey; the window waits at the door for one."""
    desk.found(more=OTHERS)
    desk.open_window()
    desk.walk_in()
    desk.survey_id, slips = open_survey(desk)
    desk.win.lock()
    desk.rest()
    desk.win.door.page.went_to.emit("slip", None)
    desk.rest()
    return slips


@pytest.fixture
def come_in(desk: Desk) -> Callable[[str], SurveyRoom]:
    """Through the door by typing four words."""

    def typed(slip: str) -> SurveyRoom:
        desk.win.activateWindow()  # offscreen, nobody gives it back what a closed window had
        desk.rest()
        desk.type(slip)
        desk.press(ENTER)
        desk.until(lambda: desk.win.inside is not None)
        desk.rest()
        return desk.win.inside

    return typed


@pytest.fixture
def room(words: tuple[str, ...], come_in: Callable[[str], SurveyRoom]) -> SurveyRoom:
    return come_in(words[0])


def told(desk: Desk) -> str:
    """Everything that can be read in the window."""
    return "\n".join(label.text() for label in desk.win.findChildren(QLabel) if label.isVisible())


def answer_one(desk: Desk, room: SurveyRoom) -> None:
    """Begin, and choose the fourth answer of the first question."""
    desk.press(ENTER)
    desk.rest()
    desk.press(Qt.Key.Key_4)


def cast(desk: Desk) -> int:
    return desk.jobs.opened.read(lambda tx: ballots.count_cast(tx, desk.survey_id))


def send(desk: Desk, room: SurveyRoom) -> None:
    room.page.walk.go(11)
    room.page.show_step()
    room.page.next.click()
    next(w for w in room.page.findChildren(SureWindow) if w.isVisible()).yes.click()
    desk.rest()


def test_four_words_lead_to_the_survey_alone_on_the_whole_screen(desk: Desk, room: SurveyRoom) -> None:
    assert desk.win.isFullScreen()
    assert not hasattr(room, "sidebar")
    assert "Team pulse, autumn" in told(desk)
    assert "locked box" in told(desk)
    assert nameless(desk.win) == []
    assert misnamed_roles(desk.win) == []
    assert focus_order(room.page) == []


def test_after_sending_the_door_comes_by_itself_and_the_window_is_as_before(
    desk: Desk, room: SurveyRoom
) -> None:
    answer_one(desk, room)
    send(desk, room)
    assert room.page.stage is Stage.THANKS
    assert cast(desk) == 1
    for _second in range(9):
        room.page.thanks.tick()
    assert desk.win.inside is room
    room.page.thanks.tick()
    desk.rest()
    assert desk.win.inside is None
    assert isinstance(desk.win.door.page, SlipPage)
    assert not desk.win.isFullScreen()
    assert not desk.win.door.page.said.isVisible()
    assert "Mostly true" not in told(desk)


def test_whoever_reads_on_is_not_hurried(desk: Desk, room: SurveyRoom) -> None:
    send(desk, room)
    assert room.page.thanks.timer.isActive()
    room.page.thanks.stay.click()
    assert not room.page.thanks.timer.isActive()
    assert desk.win.idle.watching


def test_quiet_for_two_minutes_it_covers_the_answers_and_asks(desk: Desk, room: SurveyRoom) -> None:
    answer_one(desk, room)
    desk.now += 119
    desk.win.idle.tick()
    assert not room.still_there.isVisible()
    desk.now += 2
    desk.win.idle.tick()
    assert room.still_there.isVisible()
    assert "Still there?" in told(desk)
    assert "Mostly true" not in told(desk)
    assert desk.app.focusWidget() is room.still_there.button


@pytest.mark.parametrize("by_key", [True, False])
def test_any_sign_of_life_goes_on_where_it_was(desk: Desk, room: SurveyRoom, by_key: bool) -> None:
    answer_one(desk, room)
    room.ask_still_there()
    if by_key:
        desk.press(Qt.Key.Key_X)
    else:
        QTest.mouseClick(room.still_there, Qt.MouseButton.LeftButton)
    assert not room.still_there.isVisible()
    assert room.page.question.rows.index() == 3
    assert desk.win.idle.watching
    assert not room.still_there.timer.isActive()


def test_if_nobody_answers_the_screen_is_cleared_and_the_door_says_so(
    desk: Desk, words: tuple[str, ...], come_in: Callable[[str], SurveyRoom]
) -> None:
    room = come_in(words[0])
    answer_one(desk, room)
    room.ask_still_there()
    for _second in range(30):
        room.still_there.tick()
    desk.rest()
    assert desk.win.inside is None
    assert desk.jobs.me is None
    assert "we cleared the screen" in told(desk)
    again = come_in(words[0])
    assert "We kept what you had begun." in told(desk)
    assert again.page.walk.answers.values == {1: 3}


def test_the_next_slip_finds_nothing_of_the_one_before(
    desk: Desk, words: tuple[str, ...], come_in: Callable[[str], SurveyRoom]
) -> None:
    answer_one(desk, come_in(words[0]))
    desk.win.lock()
    desk.rest()
    other = come_in(words[1])
    assert "We kept" not in told(desk)
    assert other.page.walk.answers.is_empty


def test_a_window_over_the_page_does_not_hide_the_question(desk: Desk, room: SurveyRoom) -> None:
    room.page.panel.support.click()
    room.ask_still_there()
    assert desk.app.activeModalWidget() is None


def test_a_slip_may_answer_again_until_closing_and_counts_once(
    desk: Desk, words: tuple[str, ...], come_in: Callable[[str], SurveyRoom]
) -> None:
    for _time in range(2):
        room = come_in(words[2])
        assert room.page.walk.answers.is_empty
        answer_one(desk, room)
        send(desk, room)
        room.page.next.click()
        desk.rest()
    assert cast(desk) == 1


def test_stopping_throws_away_and_shows_the_door(
    desk: Desk, words: tuple[str, ...], come_in: Callable[[str], SurveyRoom]
) -> None:
    room = come_in(words[0])
    answer_one(desk, room)
    room.page.stop.click()
    next(w for w in room.page.findChildren(SureWindow) if w.isVisible()).yes.click()
    desk.rest()
    assert isinstance(desk.win.door.page, SlipPage)
    come_in(words[0])
    assert "We kept" not in told(desk)


def test_bigger_text_is_put_back_for_whoever_comes_next(desk: Desk, room: SurveyRoom) -> None:
    room.page.bigger.click()
    assert theme.percent == 110
    assert desk.preferences.settings == Settings(last_workspace=desk.preferences.settings.last_workspace)
    desk.win.lock()
    desk.rest()
    assert theme.percent == 100


def test_closing_the_program_keeps_nothing_of_a_slip(desk: Desk, room: SurveyRoom) -> None:
    answer_one(desk, room)
    room.flush()
    desk.rest()
    me = desk.jobs.me
    room.before_closing()
    desk.rest()
    assert desk.jobs.opened.read(lambda tx: taking.taking(tx, me, desk.survey_id)).begun is None


def test_f1_helps_without_places(desk: Desk, room: SurveyRoom) -> None:
    desk.press(Qt.Key.Key_F1)
    assert "Answering a survey" in told(desk)
    assert "Ctrl+K" not in told(desk)


def try_words(desk: Desk, slip: str) -> SlipPage:
    page = desk.win.door.page
    page._words.setText(slip)
    page._on_go()
    desk.rest()
    return page


def test_an_invented_slip_is_one_clear_sentence_and_each_wrong_one_waits_longer(
    desk: Desk, words: tuple[str, ...]
) -> None:
    waits = []
    for _try in range(6):
        page = try_words(desk, suggest_words(4))
        waits.append(page.at.patience.left)
        assert "That was not it." in told(desk)
        while page.at.patience.left:
            assert not page._go.isEnabled()
            page.at.patience.tick()
    assert waits == [0, 0, 1, 2, 4, 8]
    assert desk.win.inside is None


def test_waiting_goes_on_behind_another_page_of_the_door(desk: Desk, words: tuple[str, ...]) -> None:
    for _try in range(3):
        page = try_words(desk, suggest_words(4))
    page.went_to.emit("sign-in", None)
    desk.win.door.page.went_to.emit("slip", None)
    fresh = try_words(desk, words[0])
    assert not fresh._go.isEnabled()
    assert desk.win.inside is None
    fresh.at.patience.tick()
    assert fresh._go.isEnabled()


def test_words_that_can_be_no_slip_are_told_apart_from_wrong_ones(desk: Desk, words: tuple[str, ...]) -> None:
    page = try_words(desk, "one two three")
    assert "A slip has four words" in page.trouble.text()


def test_slips_of_a_retired_survey_open_nothing_and_say_so(desk: Desk, words: tuple[str, ...]) -> None:
    amina = unlock.sign_in(desk.jobs.opened, "Amina Yusuf", PASSWORD)
    desk.jobs.opened.write(lambda tx: telling.retire(tx, amina, desk.survey_id))
    page = try_words(desk, words[0])
    assert "No review or survey is open for slips just now." in page.trouble.text()


@pytest.mark.parametrize("kept", [False, True])
def test_closing_the_window_keeps_only_what_somebody_chose_to_keep(desk: Desk, kept: bool) -> None:
    desk.found(more=OTHERS)
    desk.open_window()
    desk.walk_in()
    survey_id, _slips = open_survey(desk)
    desk.win.inside.go("answer", survey_id)
    desk.rest()
    page = desk.win.inside.page()
    page.next.click()
    page.question.rows.rows[2].click()
    page.flush()
    if kept:
        page.later.click()
        desk.rest()
        assert desk.win.inside.area() == "home"
    folder = desk.jobs.opened.folder
    desk.win.close()
    desk.until(lambda: not desk.win.isVisible())
    opened, amina = unlock.open_workspace(desk.premises, desk.worker, folder, "Amina Yusuf", PASSWORD)
    begun = opened.read(lambda tx: taking.taking(tx, amina, survey_id)).begun
    opened.close()
    assert (begun is not None) is kept


def test_going_elsewhere_and_back_goes_on_where_it_was(desk: Desk) -> None:
    desk.found(more=OTHERS)
    desk.open_window()
    desk.walk_in()
    survey_id, _slips = open_survey(desk)
    for area, argument in (("answer", survey_id), ("home", None), ("answer", survey_id)):
        desk.win.inside.go(area, argument)
        desk.rest()
        if desk.win.inside.area() == "answer" and desk.win.inside.page().walk.answers.is_empty:
            desk.win.inside.page().next.click()
            desk.win.inside.page().question.rows.rows[2].click()
    assert desk.win.inside.page().walk.answers.values == {1: 2}
    assert desk.win.inside.page().question.isVisible()
    assert desk.win.windowTitle().startswith("Wellbeing")
