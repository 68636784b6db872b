"""Rating in private: by key, saved at once, never lost, never moved on by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.answer import CantTell, Level, NotApplicable
from pie_audit.domain.audit import Rating, RatingSheet
from pie_audit.domain.errors import CannotSave
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.team import Perspective
from pie_audit.ui.audit.rating_page import RatingPage
from pie_audit.ui.audit.rating_panel import RatingPanel
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import SecondaryButton
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.workflows import audits, seats, steps
from tests.patience import AN_HOUR_MS
from tests.ui.accessibility import nameless
from tests.ui.audit.house import House


@pytest.fixture
def page(house: House, show) -> RatingPage:
    house.start()
    return show(RatingPage, house.round_id)


def kept(house: House) -> RatingSheet:
    """My sheet as it lies in the file."""
    return house.read(seats.rating_sheet, house.round_id, by=house.jobs.me).sheet


def press(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)


def topic_id(page: RatingPage) -> str:
    assert page.walk.topic is not None
    return page.walk.topic.id


def test_opening_the_page_saves_nothing(house: House, page: RatingPage, idle) -> None:
    changes: list[object] = []
    house.jobs.changed.connect(changes.append)
    page.go_on()
    page.go_back()
    page.reload()
    idle()
    assert changes == []
    assert not page.unsaved


@pytest.mark.parametrize("level", range(5))
def test_a_digit_saves_that_level_at_once(house: House, page: RatingPage, idle, level: int) -> None:
    press(getattr(Qt.Key, f"Key_{level}"))
    idle()
    assert kept(house).rating(topic_id(page)).answer == Level(level)
    assert page.state_label.text() == "Saved"


def test_choosing_never_moves_on(page: RatingPage, idle) -> None:
    before = topic_id(page)
    press(Qt.Key.Key_3)
    idle()
    assert topic_id(page) == before


def test_t_says_i_cant_tell_yet(house: House, page: RatingPage, idle) -> None:
    press(Qt.Key.Key_T)
    idle()
    assert kept(house).rating(topic_id(page)).answer == CantTell()


def test_n_opens_a_reason_that_is_saved_with_it(house: House, page: RatingPage, idle) -> None:
    press(Qt.Key.Key_N)
    assert page.panel.reason.isVisible()
    QTest.keyClicks(QApplication.focusWidget(), "An advice line has no residents")
    page.note_timer.timeout.emit()
    idle()
    answer = kept(house).rating(topic_id(page)).answer
    assert answer == NotApplicable("An advice line has no residents")


def test_enter_and_page_keys_walk_through_the_topics(page: RatingPage) -> None:
    first = topic_id(page)
    press(Qt.Key.Key_Return)
    second = topic_id(page)
    assert second != first
    press(Qt.Key.Key_PageDown)
    assert topic_id(page) not in {first, second}
    press(Qt.Key.Key_PageUp)
    press(Qt.Key.Key_PageUp)
    assert topic_id(page) == first


def test_page_keys_work_beside_the_scale_too(page: RatingPage) -> None:
    first = topic_id(page)
    page.note.none_yet.setFocus()
    press(Qt.Key.Key_PageDown)
    assert topic_id(page) != first


def test_e_goes_to_the_note_where_letters_are_letters(house: House, page: RatingPage, idle) -> None:
    press(Qt.Key.Key_E)
    assert QApplication.focusWidget() is page.note.area.edit
    QTest.keyClicks(QApplication.focusWidget(), "n 4 nights t")
    page.note_timer.timeout.emit()
    idle()
    rating = kept(house).rating(topic_id(page))
    assert rating == Rating(topic_id(page), None, "n 4 nights t")


def test_typing_on_does_not_put_off_the_saving_of_a_note(page: RatingPage) -> None:
    page.note.area.setFocus()
    QTest.keyClicks(page.note.area.edit, "D")
    started = page.note_timer.timerId()
    QTest.keyClicks(page.note.area.edit, "ays get it, nights don't")
    assert page.note_timer.isActive()
    assert page.note_timer.timerId() == started
    assert page.note_timer.interval() <= 1500
    assert page.note_timer.isSingleShot()


def test_leaving_the_note_saves_it(house: House, page: RatingPage, idle) -> None:
    page.note.area.setFocus()
    QTest.keyClicks(page.note.area.edit, "Days only")
    page.panel.scale.setFocus()
    idle()
    assert kept(house).rating(topic_id(page)).note == "Days only"
    assert not page.unsaved


def test_flush_sends_the_note_before_a_lock(house: House, page: RatingPage, idle) -> None:
    QTest.keyClicks(page.note.area.edit, "Last words")
    assert page.unsaved
    page.flush()
    house.jobs.me, me = None, house.jobs.me
    idle()
    house.jobs.me = me
    assert kept(house).rating(topic_id(page)).note == "Last words"
    assert not page.unsaved


def test_a_note_of_one_topic_never_lands_in_another(house: House, page: RatingPage, idle) -> None:
    first = topic_id(page)
    page.note.area.setFocus()
    QTest.keyClicks(page.note.area.edit, "Only here")
    page.go_on()
    idle()
    assert kept(house).rating(first).note == "Only here"
    assert page.note.area.text() == ""
    assert kept(house).rating(topic_id(page)).note == ""


def test_none_yet_is_kept_as_an_answer_of_its_own(house: House, page: RatingPage, idle) -> None:
    page.note.none_yet.click()
    idle()
    assert kept(house).rating(topic_id(page)).none_yet


def test_fast_choices_are_sent_as_few_writes_and_the_last_one_counts(
    house: House, page: RatingPage, idle
) -> None:
    writes: list[object] = []
    house.jobs.changed.connect(writes.append)
    for n in range(50):
        page.panel.scale.choose(n % 5)
    page.panel.scale.choose(3)
    idle()
    assert len(writes) <= 3
    assert kept(house).rating(topic_id(page)).answer is Level.USUAL


def test_what_could_not_be_saved_is_tried_again(house: House, page: RatingPage, idle, monkeypatch) -> None:
    def full(*_args: object) -> None:
        raise CannotSave("The disk is full.", "Make room; nothing is lost.")

    page.keeper._again.setInterval(AN_HOUR_MS)
    with monkeypatch.context() as patch:
        patch.setattr(seats, "rate_topic", full)
        press(Qt.Key.Key_2)
        idle()
    assert page.state_label.text() == "Not saved yet, still trying"
    assert page._trouble.isVisible()
    assert page.unsaved
    press(Qt.Key.Key_4)
    idle()
    assert kept(house).rating(topic_id(page)).answer is Level.CHECKED_AND_CHANGED
    assert not page._trouble.isVisible()
    assert not page.unsaved


def test_words_that_come_too_late_can_be_copied_and_then_let_go(house: House, page: RatingPage, idle) -> None:
    house.write(steps.close_round, house.round_id)
    page.note.area.setFocus()
    QTest.keyClicks(page.note.area.edit, "Too late")
    page.note_timer.timeout.emit()
    idle()
    assert page.unsaved
    assert "Rating has closed" in page._trouble.accessibleName()
    page._trouble.copy_wanted.emit()
    assert "Too late" in QGuiApplication.clipboard().text()
    assert not page.unsaved
    QGuiApplication.clipboard().clear()


def test_the_page_begins_where_the_person_left_off(house: House, show) -> None:
    house.start()
    topics = house.read(seats.rating_sheet, house.round_id).topics
    for topic in topics[:3]:
        house.write(seats.rate_topic, house.round_id, Rating(topic.id, Level.PATCHY))
    page = show(RatingPage, house.round_id)
    assert topic_id(page) == topics[3].id


def test_a_theme_can_be_asked_for(house: House, show) -> None:
    house.start()
    page = show(RatingPage, f"{house.round_id}/D")
    assert page.walk.topic.theme == "D"


def test_minutes_left_come_from_my_own_pace_only(house: House, show) -> None:
    now = [0.0]
    house.start()
    page = RatingPage(house.jobs, house.round_id, clock=lambda: now[0])
    view = house.read(seats.rating_sheet, house.round_id)
    page.resize(1144, 768)
    page._build_body()
    page.show_sheet(view)
    for _topic in range(4):
        assert "minute" not in page._time_left.text()
        now[0] += 30
        page.panel.answered.emit(Level.PATCHY)
        page.go_on()
    left = len(view.topics) - 4
    assert page._time_left.text().startswith(f"About {round(left * 30 / 60)} minutes left.")
    page.flush()
    page.deleteLater()


def test_come_back_to_it_is_listed_first_at_the_end(page: RatingPage) -> None:
    page.go_on()
    wanted = topic_id(page)
    page._later_link.click()
    page._show(len(page.walk.topics))
    first = page.finish.open_topics.rows()[0]
    assert (first.key, first.note) == (wanted, "You wanted to come back to this")
    page.finish.open_topics.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert topic_id(page) == wanted


def test_the_end_says_until_when_a_mind_can_change(house: House, show) -> None:
    house.start()
    for topic in house.read(seats.rating_sheet, house.round_id).topics:
        house.write(seats.rate_topic, house.round_id, Rating(topic.id, Level.PATCHY))
    page = show(RatingPage, house.round_id)
    assert page.finish.headline.text() == "That’s all of them."
    assert "5 December" in page.finish._line.text()


def test_done_is_counted_and_rating_again_takes_it_back(house: House, page: RatingPage, idle) -> None:
    page._show(len(page.walk.topics))
    page.finish.done.click()
    idle()
    assert house.read(audits.overview, house.team_id).done == 1
    page.go_back()
    press(Qt.Key.Key_1)
    idle()
    assert house.read(audits.overview, house.team_id).done == 0
    page.go_on()
    assert page.finish.done.isVisible()


def test_the_tick_for_a_small_group_is_on_the_first_topic_and_at_the_end(
    house: House, page: RatingPage, idle
) -> None:
    assert page.consent.isVisible()
    page.consent.tick.click()
    idle()
    assert kept(house).consent
    page.go_on()
    assert not page.consent.isVisible()
    page._show(len(page.walk.topics))
    assert page.consent.isVisible()
    assert page.consent.tick.isChecked()


def test_taking_everything_back_asks_first_and_leaves_a_blank_sheet(
    house: House, page: RatingPage, idle
) -> None:
    press(Qt.Key.Key_2)
    page._show(len(page.walk.topics))
    page.finish._withdraw.click()
    dialog = page.findChildren(AskingDialog)[-1]
    assert kept_after(house, idle).answered == 1
    next(b for b in dialog.findChildren(SecondaryButton) if b.text() == "Take them back").click()
    assert kept_after(house, idle).answered == 0
    assert page.walk.at == 0


def kept_after(house: House, idle) -> RatingSheet:
    idle()
    return kept(house)


def test_a_slip_rates_its_own_wording_and_locks_at_the_end(house: House, show, idle) -> None:
    house.start()
    house.hand_out({Perspective.LIVED_EXPERIENCE: 1})
    house.jobs.me = house.slips[0]
    page = show(RatingPage, house.round_id)
    asked = page.walk.topic.lived_experience
    assert page.panel._statement.text() == asked
    press(Qt.Key.Key_4)
    page._show(len(page.walk.topics))
    gone: list[str] = []
    page.went_to.connect(lambda area, _argument: gone.append(area))
    page.finish.done.click()
    idle()
    assert gone == ["lock"]
    assert kept(house).answered == 1
    house.be("Amina Yusuf")
    assert house.read(audits.overview, house.team_id).done == 1


def test_everybody_is_told_when_rating_was_opened_again(house: House, show) -> None:
    house.start()
    house.write(steps.close_round, house.round_id)
    why = "Two of us were away."
    house.write(steps.reopen_round, house.round_id, why, house.people["Amina Yusuf"].clock.today())
    page = show(RatingPage, house.round_id)
    assert why in page._from_facilitator.accessibleName()
    assert page._from_facilitator.isVisible()


@pytest.mark.parametrize("at", [0, 1, 999])
@pytest.mark.parametrize(("width", "percent"), [(1144, 100), (958, 100), (958, 200), (1300, 200)])
def test_nothing_is_nameless_or_wider_than_the_window(
    house: House, show, qapp: QApplication, at: int, width: int, percent: int
) -> None:
    house.start(scope=Scope.FULL, theme_id=None)
    apply(qapp, "light", percent)
    page = show(RatingPage, house.round_id, width=width, height=700)
    page._show(at)
    qapp.processEvents()
    assert nameless(page) == []
    assert page.body.overflow() == 0
    assert page.width() == width


def test_keys_before_the_sheet_has_come_do_nothing(house: House, qtbot) -> None:
    house.start()
    page = RatingPage(house.jobs, house.round_id)
    qtbot.addWidget(page)
    page.show()
    page.go_on()
    page.go_back()
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    page.flush()
    assert not page.unsaved
    page._build_body()
    page.panel.answered.emit(Level.PATCHY)
    page.flush()
    assert not page.unsaved
    assert not page.panel.isVisible()


def test_frame_and_scale_are_made_in_two_turns(house: House, qtbot, idle) -> None:
    house.start()
    page = RatingPage(house.jobs, house.round_id)
    qtbot.addWidget(page)
    page.show()
    page.reload()
    assert not page.findChildren(RatingPanel)
    idle()
    assert page.filled
    assert page.panel.isVisible()


def test_a_lock_before_the_scale_is_made_hides_the_page_without_a_fault(house: House, qtbot) -> None:
    house.start()
    page = RatingPage(house.jobs, house.round_id)
    qtbot.addWidget(page)
    page.show()
    with qtbot.captureExceptions() as faults:
        page.hide()
    assert faults == []


def test_a_bug_keeps_the_words_without_trying_for_ever(
    house: House, page: RatingPage, idle, monkeypatch
) -> None:
    tries: list[int] = []

    def broken(*_args: object) -> None:
        tries.append(1)
        raise RuntimeError("a bug")

    bugs: list[object] = []
    house.jobs.bug.disconnect()
    house.jobs.bug.connect(page.keeper._on_bug)
    house.jobs.bug.connect(bugs.append)
    with monkeypatch.context() as patch:
        patch.setattr(seats, "rate_topic", broken)
        press(Qt.Key.Key_2)
        idle()
    assert len(tries) == len(bugs) == 1
    assert not page.keeper._again.isActive()
    assert page.unsaved
    press(Qt.Key.Key_3)
    idle()
    assert kept(house).rating(topic_id(page)).answer is Level.USUAL
    assert not page.unsaved
