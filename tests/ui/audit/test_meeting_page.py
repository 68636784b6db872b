"""Talking it through: nothing of the spread before Space, small groups stay hidden, and every word is kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.answer import CantTell, Level
from pie_audit.domain.audit import Consensus, Outcome
from pie_audit.domain.errors import CannotSave, NotNow
from pie_audit.domain.questionnaire import Scope
from pie_audit.storage import agreements, records
from pie_audit.ui.audit.meeting_page import MeetingPage
from pie_audit.ui.theme import apply
from pie_audit.workflows import drafts, meetings
from tests.ui.accessibility import nameless, spoken
from tests.ui.audit.house import House
from tests.ui.audit.talking import answers, key, written
from tests.ui.audit.test_overview_page import buttons, press, words

# arriving


def test_frame_and_columns_are_made_in_two_turns(qtbot, opened: House, idle) -> None:
    page = MeetingPage(opened.jobs, opened.round_id)
    qtbot.addWidget(page)
    assert page.columns is None
    page.reload()
    assert page.columns is None
    idle()
    assert page.filled
    assert page.isAncestorOf(page.columns)


def test_keys_before_the_columns_do_nothing(qtbot, opened: House) -> None:
    page = MeetingPage(opened.jobs, opened.round_id)
    qtbot.addWidget(page)
    page.begin()
    page.go_on()
    page.flush()
    assert not page.unsaved
    assert not page.filled


# close ones


def test_what_is_close_comes_first_as_one_list(page: MeetingPage) -> None:
    assert page.close_list.isVisible()
    assert not page.spread.isVisible()
    rows = page.close_list.lines.rows()
    assert [each.key for each in rows] == [v.topic.id for v in page.view.close]
    assert {each.note for each in rows} == {"The middle is 2, Patchy."}


def test_the_close_ones_are_confirmed_together_without_the_one_taken_out(
    opened: House, page: MeetingPage, idle
) -> None:
    out, *others = page.close_list.lines.boxes()
    page.close_list.lines.turn_box(out)
    page.close_list.confirm.click()
    idle()
    assert written(opened, out) is None
    assert {written(opened, topic) for topic in others} == {
        Consensus(topic, Outcome.AGREED, Level.PATCHY) for topic in others
    }


def test_one_can_be_pulled_out_to_talk_about(page: MeetingPage, idle) -> None:
    wanted = page.view.close[1].topic.id
    page.close_list.lines.set_current(wanted)
    page.close_list.talk.click()
    idle()
    assert page.spread.isVisible()
    assert page.spread.view.topic.id == wanted
    assert wanted not in page.close_list.lines.boxes()
    assert page.walk.talk[0].topic.id == wanted


# dots


def test_no_dots_before_space_for_eyes_or_ears(talk: MeetingPage) -> None:
    assert not talk.spread.dots.isVisible()
    assert "The dots are hidden" in spoken(talk.spread)
    assert "camps" not in words(talk.spread)


def test_space_opens_the_dots_and_hides_them_again(talk: MeetingPage) -> None:
    assert QApplication.focusWidget() is talk.spread
    key(Qt.Key.Key_Space)
    assert talk.spread.dots.isVisible()
    assert "two camps" in spoken(talk.spread).lower()
    key(Qt.Key.Key_Space)
    assert not talk.spread.dots.isVisible()


def test_opened_dots_stay_open_when_the_team_comes_back(talk: MeetingPage, idle) -> None:
    key(Qt.Key.Key_Space)
    key(Qt.Key.Key_Right)
    idle()
    assert not talk.spread.dots.isVisible()
    key(Qt.Key.Key_Left)
    idle()
    assert talk.spread.dots.isVisible()


def test_a_small_group_is_told_without_any_number(talk: MeetingPage) -> None:
    key(Qt.Key.Key_Space)
    said = talk.spread.dots.describe()
    hidden = [line for line in said if "small group" in line]
    assert "Managers: not shown, small group." in hidden
    assert "Residents: not shown, small group." in hidden
    assert not any(ch.isdigit() for line in hidden for ch in line)
    talk.spread.toggle_figures.click()
    heads = talk.spread.figures.horizontalHeaderItem
    assert [heads(at).text() for at in range(talk.spread.figures.columnCount())] == ["", "Team"]


def test_figures_stay_behind_their_button(talk: MeetingPage) -> None:
    key(Qt.Key.Key_Space)
    assert not talk.spread.figures.isVisible()
    talk.spread.toggle_figures.click()
    assert talk.spread.figures.isVisible()
    said = talk.spread.figures.text().splitlines()
    assert said[:5] == [
        "0 Not begun, 3",
        "1 Talked about, 0",
        "2 Patchy, 0",
        "3 Usual practice, 2",
        "4 Checked and changed, 0",
    ]
    assert {"Mean, 1.2", "Median, 0.0", "Lowest to highest, 0–3"} <= set(said)
    assert [line.partition(",")[0] for line in said if "AD" in line or "_wg" in line] == [
        "Average distance from the mean (AD)",
        "Agreement r_wg",
        "Agreement a_wg",
    ]


def test_the_middle_is_said_and_never_filled_in(talk: MeetingPage) -> None:
    key(Qt.Key.Key_Space)
    assert "Two camps: hear both." in words(talk.spread)
    assert talk.record.picker.level() is None


def test_topics_nobody_could_tell_say_so(house: House, show, idle) -> None:
    house.start()
    house.rate_all(lambda who, at: CantTell() if at == 0 else Level.PATCHY)
    house.open_together()
    page = show(MeetingPage, house.round_id)
    puzzle = next(v for v in page.view.topics if v.nobody_could_tell)
    page._go_to(puzzle.topic.id)
    idle()
    page.spread.turn_over()
    assert page.spread._puzzle.isVisible()


# writing down


def test_a_digit_and_agree_write_the_level_down(opened: House, talk: MeetingPage, idle) -> None:
    key(Qt.Key.Key_1)
    QTest.keyClicks(talk.record.because.edit, "Days, not nights.")
    press(talk.record, "Agree on 1")
    idle()
    topic = talk.spread.view.topic.id
    assert written(opened, topic) == Consensus(topic, Outcome.AGREED, Level.TALKED_ABOUT, "Days, not nights.")
    assert talk.state_label.text() == "Saved"
    assert talk.view.settled == 1


def test_filling_writes_nothing_down(opened: House, talk: MeetingPage, idle) -> None:
    changes: list[object] = []
    opened.jobs.changed.connect(changes.append)
    for _step in range(5):
        talk.go_on()
        idle()
    talk.reload()
    idle()
    assert changes == []
    assert not talk.unsaved


def test_four_asks_what_changed_and_keeps_the_answer(opened: House, talk: MeetingPage, idle) -> None:
    assert not talk.record.changed.isVisible()
    key(Qt.Key.Key_4)
    assert talk.record.changed.isVisible()
    press(talk.record, "Agree on 4")
    assert "Write what changed" in talk.record._changed_field.error()
    assert QApplication.focusWidget() is talk.record.changed.edit
    idle()
    assert written(opened, talk.spread.view.topic.id) is None
    QTest.keyClicks(QApplication.focusWidget(), "Residents moved the meeting.")
    press(talk.record, "Agree on 4")
    idle()
    assert written(opened, talk.spread.view.topic.id).changed == "Residents moved the meeting."


def test_four_without_evidence_proposes_three(opened: House, talk: MeetingPage, idle) -> None:
    key(Qt.Key.Key_4)
    talk.record.nothing_yet.click()
    assert "Then 3 may be fairer" in words(talk.record)
    assert QApplication.focusWidget() is talk.record.three_instead
    press(talk.record, "Choose 3 instead")
    assert talk.record.picker.level() == 3
    assert not talk.record.changed.isVisible()
    press(talk.record, "Agree on 3")
    idle()
    assert written(opened, talk.spread.view.topic.id).level is Level.USUAL


def test_a_team_that_insists_keeps_four_with_no_evidence_yet(opened: House, talk: MeetingPage, idle) -> None:
    key(Qt.Key.Key_4)
    talk.record.nothing_yet.click()
    press(talk.record, "Agree on 4, evidence: none yet")
    idle()
    record = written(opened, talk.spread.view.topic.id)
    assert (record.level, record.none_yet, record.changed) == (Level.CHECKED_AND_CHANGED, True, "")


def test_whoever_writes_evidence_has_some(talk: MeetingPage) -> None:
    talk.record.none_yet.click()
    QTest.keyClicks(talk.record.evidence, "A rota on the wall")
    assert not talk.record.none_yet.isChecked()


@pytest.mark.parametrize(
    ("button", "outcome"),
    [
        ("Not settled yet", Outcome.NOT_SETTLED),
        ("Can’t tell", Outcome.CANT_TELL),
        ("Not discussed", Outcome.NOT_DISCUSSED),
    ],
)
def test_there_are_other_honest_ends(
    opened: House, talk: MeetingPage, idle, button: str, outcome: Outcome
) -> None:
    press(talk.record, button)
    idle()
    assert written(opened, talk.spread.view.topic.id).outcome is outcome


def test_what_does_not_apply_needs_its_reason_beside_the_field(
    opened: House, talk: MeetingPage, idle
) -> None:
    press(talk.record, "Doesn’t apply here")
    idle()
    assert "why it doesn’t apply" in talk.record._because_field.error()
    assert written(opened, talk.spread.view.topic.id) is None
    QTest.keyClicks(talk.record.because.edit, "No residents here.")
    press(talk.record, "Doesn’t apply here")
    idle()
    assert written(opened, talk.spread.view.topic.id).outcome is Outcome.NOT_APPLICABLE


def test_a_different_view_is_kept_with_the_agreement(opened: House, talk: MeetingPage, idle) -> None:
    key(Qt.Key.Key_D)
    assert QApplication.focusWidget() is talk.record.dissent.edit
    QTest.keyClicks(QApplication.focusWidget(), "Nights are different.")
    talk.record.differently.level.setCurrentIndex(2)
    talk.record.choose_level(3)
    press(talk.record, "Agree on 3")
    idle()
    (dissent,) = talk.walk.found(talk.spread.view.topic.id).dissents
    assert (dissent.words, dissent.level) == ("Nights are different.", Level.TALKED_ABOUT)
    assert "One of us sees it as 1: Nights are different." in words(talk.record)
    assert "1 sees it differently" in next(r.note for r in talk.topics.lines.rows() if r.key == talk._current)


def test_a_different_view_can_be_taken_away_and_put_back(opened: House, talk: MeetingPage, idle) -> None:
    undoables: list[object] = []
    opened.jobs.undoable.connect(undoables.append)
    QTest.keyClicks(talk.record.dissent.edit, "Nights are different.")
    press(talk.record, "Keep this view")
    idle()
    press(talk.record, "Take away")
    idle()
    assert talk.walk.found(talk._current).dissents == ()
    opened.write(lambda tx, me: undoables[-1].undo(tx, me))
    talk.reload()
    idle()
    assert [d.words for d in talk.walk.found(talk._current).dissents] == ["Nights are different."]


def test_words_before_agreeing_are_a_sealed_draft_that_comes_back(
    opened: House, talk: MeetingPage, show, idle
) -> None:
    topic = talk._current
    key(Qt.Key.Key_N)
    assert QApplication.focusWidget() is talk.record.because.edit
    QTest.keyClicks(QApplication.focusWidget(), "It")
    started = talk.writing.timer.timerId()
    QTest.keyClicks(QApplication.focusWidget(), " happens on days")
    assert talk.writing.timer.timerId() == started
    assert talk.writing.timer.interval() <= 1500
    run_out(talk.writing.timer)
    idle()
    assert (
        opened.read(drafts.words, drafts.meeting_words(opened.round_id, topic))["because"]
        == "It happens on days"
    )
    again = show(MeetingPage, opened.round_id)
    again._go_to(topic)
    idle()
    assert again.record.because.text() == "It happens on days"
    assert not again.unsaved


def test_agreeing_lets_the_draft_go(opened: House, talk: MeetingPage, idle) -> None:
    topic = talk._current
    QTest.keyClicks(talk.record.because.edit, "Days")
    talk.flush()
    talk.record.choose_level(2)
    press(talk.record, "Agree on 2")
    idle()
    assert opened.read(drafts.words, drafts.meeting_words(opened.round_id, topic)) is None


def test_half_typed_words_outlive_what_somebody_else_changes(opened: House, talk: MeetingPage, idle) -> None:
    QTest.keyClicks(talk.record.because.edit, "Half a sent")
    other = talk.view.close[0].topic.id
    opened.write(meetings.record_consensus, opened.round_id, Consensus(other, Outcome.NOT_DISCUSSED))
    talk.reload()
    idle()
    assert talk.record.because.text() == "Half a sent"


def run_out(timer: QTimer) -> None:
    """As when its time is over: it no longer runs when it tells so."""
    assert timer.isActive()
    timer.stop()
    timer.timeout.emit()


def full(*_args: object) -> None:
    raise CannotSave("The disk is full.", "Make room; nothing is lost.")


def test_what_could_not_be_recorded_says_so_keeps_the_words_and_is_tried_again(
    opened: House, talk: MeetingPage, idle, monkeypatch
) -> None:
    topic = talk._current
    with monkeypatch.context() as patch:
        patch.setattr(agreements, "save_consensus", full)
        talk.record.choose_level(2)
        QTest.keyClicks(talk.record.because.edit, "Days")
        QTest.keyClicks(talk.record.dissent.edit, "Nights differ")
        press(talk.record, "Agree on 2")
        idle()
        assert "The disk is full." in talk.not_saved.accessibleName()
        assert talk.state_label.text() == "Not saved yet, still trying"
        assert talk.unsaved
    run_out(talk.writing.keeper._again)
    idle()
    assert written(opened, topic) == Consensus(topic, Outcome.AGREED, Level.PATCHY, "Days")
    assert [d.words for d in talk.walk.found(topic).dissents] == ["Nights differ"]
    assert talk.state_label.text() == "Saved"
    assert not talk.not_saved.isVisible()
    assert not talk.unsaved


def test_words_that_could_not_be_sealed_stay_with_their_topic(
    opened: House, talk: MeetingPage, idle, monkeypatch
) -> None:
    topic = talk._current
    with monkeypatch.context() as patch:
        patch.setattr(records, "save_draft", full)
        QTest.keyClicks(talk.record.because.edit, "Mine alone")
        talk.go_on()
        idle()
        assert talk.record.because.text() == ""
        talk.go_back()
        idle()
        assert talk.record.because.text() == "Mine alone"
        talk.go_on()
        idle()
    talk.flush()
    idle()
    kept = opened.read(drafts.words, drafts.meeting_words(opened.round_id, topic))
    assert kept["because"] == "Mine alone"
    assert talk.record.because.text() == ""


def test_words_of_a_meeting_can_be_copied_and_then_let_go(talk: MeetingPage, idle, monkeypatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(records, "save_draft", full)
        patch.setattr(agreements, "save_consensus", full)
        talk.record.choose_level(2)
        QTest.keyClicks(talk.record.because.edit, "Days")
        press(talk.record, "Agree on 2")
        idle()
        talk.not_saved.copy_wanted.emit()
    title = talk.walk.found(talk._current).topic.title
    assert QGuiApplication.clipboard().text() == f"{title}\nLevel 2\nDays\nAgreed: level 2"
    assert not talk.unsaved
    QGuiApplication.clipboard().clear()


def test_words_refused_for_good_go_back_into_their_fields(talk: MeetingPage, idle, monkeypatch) -> None:
    def late(*_args: object) -> None:
        raise NotNow("Nothing can be written down now.", "It is fixed.")

    with monkeypatch.context() as patch:
        patch.setattr(meetings, "keep_dissent", late)
        QTest.keyClicks(talk.record.dissent.edit, "Nights differ")
        press(talk.record, "Keep this view")
        idle()
    assert "Nothing can be written down now." in talk.record._trouble.accessibleName()
    assert talk.record.dissent.text() == "Nights differ"


def test_single_keys_are_letters_where_somebody_types(talk: MeetingPage) -> None:
    before = talk._current
    talk.record.because.setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "n d 4 ")
    key(Qt.Key.Key_Left)
    assert talk.record.because.text() == "n d 4 "
    assert talk.record.picker.level() is None
    assert talk._current == before
    assert not talk.spread.shown


def test_staff_read_along_and_may_keep_a_different_view_but_not_agree(opened: House, show, idle) -> None:
    opened.be("Marek Nowak")
    page = show(MeetingPage, opened.round_id)
    page._go_to(page.walk.talk[0].topic.id)
    idle()
    assert not page.record.picker.isVisible()
    assert not buttons(page.record) & {"Agree", "Not settled yet", "Can’t tell"}
    key(Qt.Key.Key_3)
    assert page.record.picker.level() is None
    QTest.keyClicks(page.record.dissent.edit, "I see it differently.")
    press(page.record, "Keep this view")
    idle()
    page.reload()
    idle()
    assert "I see it differently." in words(page.record)


def test_nobody_reads_a_round_that_is_not_open(house: House, show, idle) -> None:
    house.start()
    page = show(MeetingPage, house.round_id)
    assert "Nothing is shown before two openers" in page.trouble.accessibleName()
    assert not page.filled


def test_without_private_ratings_there_are_topics_and_no_dots(house: House, show, idle) -> None:
    house.start(together_only=True, openers=(), raters=())
    page = show(MeetingPage, house.round_id)
    assert not page.close_list.isVisible()
    assert page.spread.isVisible()
    page.spread.turn_over()
    assert not page.spread.shown
    assert "Topics" in words(page.topics)


@pytest.mark.parametrize(
    ("width", "percent"), [(1300, 100), (1144, 100), (958, 100), (958, 200), (1300, 200)]
)
def test_nothing_is_nameless_or_wider_than_the_window(
    opened: House, show, qapp: QApplication, idle, width: int, percent: int
) -> None:
    apply(qapp, "light", percent)
    page = show(MeetingPage, opened.round_id, width=width, height=700)
    for topic_id in ("", page.walk.talk[0].topic.id):
        page._go_to(topic_id)
        idle()
        if topic_id:
            page.spread.turn_over()
            page.record.choose_level(4)
        page.topics.unfold.click()
        idle()
        assert nameless(page) == []
        assert page.body.overflow() == 0
        assert page.width() == width
    page.flush()
    idle()


def test_forty_six_topics_are_offered_in_one_order(house: House, show, idle) -> None:
    house.start(scope=Scope.FULL, theme_id=None)
    house.rate_all(answers)
    house.open_together()
    page = show(MeetingPage, house.round_id)
    order = page.walk.order
    assert len(page.view.topics) == 46
    assert order[0] == ""
    page._go_to("")
    seen = [page._current]
    while page.next.isEnabled():
        page.go_on()
        seen.append(page._current)
    idle()
    assert seen == order
    assert QAccessible.queryAccessibleInterface(page.next).state().disabled
