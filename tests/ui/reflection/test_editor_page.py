"""Writing: kept while one types, saved when a sitting ends, and nobody's words lost, whatever else happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.entry import EntryKind, FollowUp, Step
from pie_audit.domain.errors import CannotSave
from pie_audit.domain.reflection_model import ModelFamily
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import records
from pie_audit.ui.home.something_happened import SomethingHappened
from pie_audit.ui.keep_soon import KEEP_WITHIN_MS
from pie_audit.ui.reflection.both_texts import BothTexts, OneText
from pie_audit.ui.reflection.earlier_window import EarlierWindow
from pie_audit.ui.reflection.list_page import ListPage
from pie_audit.ui.reflection.others_window import OthersWindow
from pie_audit.ui.reflection.share_dialog import ShareDialog
from pie_audit.ui.reflection.win_window import WinWindow
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import WrapLabel
from pie_audit.workflows import (
    models,
    reflections,
    self_record,
)
from pie_audit.workflows.everyday import small_log_views
from tests.patience import AN_HOUR_MS
from tests.ui.accessibility import focus_order, misnamed_roles, nameless, spoken
from tests.ui.reflection.writing import editor, in_file, saved, types, unfinished
from tests.ui.shell.desk import TODAY, Desk


def window(desk: Desk, kind: type):
    desk.rest()
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def test_new_page_begins_where_one_writes_and_leaves_nothing_behind(inside: Desk) -> None:
    page = editor(inside)
    assert inside.app.focusWidget() is page.paper.text
    assert not page.unsaved
    inside.win.inside.go("reflections")
    inside.rest()
    assert unfinished(inside) == ()


def test_words_are_kept_soon_and_saved_when_done(inside: Desk) -> None:
    page = editor(inside)
    types(inside, page, "It rained.")
    entry_id = page.read().entry_id
    assert page.state_label.text() == "Saving…"
    page.keeper.keep_draft()
    inside.rest()
    assert page.state_label.text() == "Saved, encrypted"
    assert not page.unsaved
    assert [kept.entry.text for kept in unfinished(inside)] == ["It rained."]
    inside.ctrl(Qt.Key.Key_Return)
    inside.rest()
    assert isinstance(inside.win.inside.page(), ListPage)
    assert in_file(inside, entry_id).entry.text == "It rained."
    assert unfinished(inside) == ()


def test_typing_on_doesn_t_put_the_draft_off(inside: Desk) -> None:
    page = editor(inside)
    timer = page.keeper._soon.first
    assert timer.interval() == KEEP_WITHIN_MS <= 1500
    timer.setInterval(AN_HOUR_MS)  # no computer types that slowly
    types(inside, page, "a")
    started = timer.timerId()
    types(inside, page, "b")
    assert timer.isActive()
    assert timer.timerId() == started


def test_leaving_the_page_ends_the_sitting(inside: Desk) -> None:
    page = editor(inside)
    types(inside, page, "It rained.")
    entry_id = page.read().entry_id
    inside.win.inside.go("home")
    inside.rest()
    assert in_file(inside, entry_id).version
    assert unfinished(inside) == ()


def test_lock_ends_the_sitting(inside: Desk) -> None:
    page = editor(inside)
    types(inside, page, "It rained.")
    entry_id, me = page.read().entry_id, inside.jobs.me
    inside.win.lock()
    inside.until(lambda: inside.jobs.me is None)
    stamps = inside.jobs.opened.read(lambda tx: records.stamps_of(tx, bytes.fromhex(entry_id)))
    assert [stamp.owner_id for stamp in stamps] == [me.member.person_id]


def test_filling_saves_nothing(inside: Desk) -> None:
    kept = saved(inside, title="A call", feelings_before=("tired",), tags=("doors",))
    page = editor(inside, kept.entry.entry_id)
    apply(inside.app, "dark", 150)
    inside.rest()
    assert not page.keeper.busy
    page.flush()
    inside.rest()
    assert in_file(inside, kept.entry.entry_id).version == kept.version


def test_every_field_comes_back(inside: Desk) -> None:
    page = editor(inside)
    page.paper.title_line.setFocus()
    QTest.keyClicks(page.paper.title_line, "A call")
    types(inside, page, "It rained.")
    page.more_button.click()
    page.more.take_away.edit.setFocus()
    QTest.keyClicks(page.more.take_away.edit, "Ring sooner")
    page.more.before._buttons[0].click()
    page.more.follow_ups.add_button.click()
    QTest.keyClicks(page.more.follow_ups._rows[0].what, "Ask the group")
    page.about._add_tag("endings")
    page.about._add_theme(page.about._themes[0].id)
    page.more.counts.click()
    entry = page.read()
    page.finish()
    inside.rest()
    found = in_file(inside, entry.entry_id).entry
    assert replace(found, saved="") == entry
    assert (found.title, found.take_away, found.tags, found.practice.counts) == (
        "A call",
        "Ring sooner",
        ("endings",),
        True,
    )
    assert [f.what for f in found.follow_ups] == ["Ask the group"]
    assert len(found.feelings_before) == 1
    assert len(found.theme_ids) == 1


@pytest.mark.parametrize("model", models.models(ModelFamily.REFLECTION), ids=lambda m: m.model_id)
def test_every_model_opens_takes_words_and_saves(inside: Desk, model) -> None:
    page = editor(inside)
    page.prompts.show_all()
    at = page.prompts.choice.findData(model.model_id)
    assert at >= 0
    page.prompts.choice.setCurrentIndex(at)
    page.prompts.choice.activated.emit(at)
    types(inside, page, "Words.")
    entry_id = page.read().entry_id
    page.finish()
    inside.rest()
    found = in_file(inside, entry_id).entry
    named = [step.step_id for step in model.steps if step.kept and step.step_id]
    assert [step.step_id for step in found.steps if step.step_id] == named
    assert found.text == "Words."
    if named:
        assert (found.model_id, found.model_version) == (model.model_id, model.version)


def test_five_models_come_first_and_the_rest_one_step_away(inside: Desk) -> None:
    page = editor(inside)
    choice = page.prompts.choice
    shown = [choice.itemText(at) for at in range(choice.count())]
    assert shown[0] == "Blank page"
    assert shown[-1] == "More models…"
    assert len(shown) == 6
    page.prompts.show_all()
    assert choice.count() == len(models.models(ModelFamily.REFLECTION))


def test_next_page_begins_with_the_same_model(inside: Desk) -> None:
    page = editor(inside)
    at = page.prompts.choice.findData("driscoll")
    page.prompts.choice.setCurrentIndex(at)
    page.prompts.choice.activated.emit(at)
    types(inside, page, "x")
    page.finish()
    inside.rest()
    assert editor(inside).prompts.model.model_id == "driscoll"


def test_step_with_words_is_ticked_and_the_one_in_hand_shows_its_prompt(inside: Desk) -> None:
    kept = saved(
        inside, steps=(Step("what", "What?", "a"), Step("so-what", "So what?", "")), model_id="driscoll"
    )
    page = editor(inside, kept.entry.entry_id)
    first, second, _third = page.prompts._steps
    assert "Something is written here" in spoken(first)
    page.paper.text.go_to(page.prompts.model, "so-what")
    page._show_progress()
    assert second._prompt.isVisible()
    assert not first._prompt.isVisible()


def test_prompts_are_hidden_by_a_key_and_stay_so(inside: Desk) -> None:
    page = editor(inside)
    inside.press(Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    inside.rest()
    assert not page.prompts.isVisible()
    assert page.show_prompts.isVisible()
    remembered = inside.jobs.opened.read(lambda tx: self_record.load(tx, inside.jobs.me))
    assert remembered.ways["page prompts"] == "hidden"


def test_one_line_is_saved_with_enter(inside: Desk) -> None:
    page = editor(inside, "line")
    entry_id = page.read().entry_id
    types(inside, page, "Rang his sister.")
    inside.press(Qt.Key.Key_Return)
    inside.rest()
    found = in_file(inside, entry_id).entry
    assert (found.kind, found.text) == (EntryKind.LINE, "Rang his sister.")


def test_asking_for_another_page_saves_this_one_first(inside: Desk) -> None:
    page = editor(inside)
    types(inside, page, "First")
    first = page.read().entry_id
    page.open_at("write", "")
    inside.rest()
    assert page.read().entry_id != first
    assert page.paper.text.toPlainText() == ""
    assert in_file(inside, first).entry.text == "First"


def test_words_kept_at_a_crash_are_offered_beside_the_saved_ones(inside: Desk) -> None:
    kept = saved(inside, "Saved words")
    longer = replace(kept.entry, steps=(Step("", "", "Saved words and more"),))
    opened, me = inside.jobs.opened, inside.jobs.me
    opened.write(lambda tx: reflections.keep_draft(tx, me, longer, kept.version))
    page = editor(inside, kept.entry.entry_id)
    both = page.findChild(BothTexts)
    assert both is not None
    assert not page.columns.isVisible()
    assert in_file(inside, kept.entry.entry_id).entry.text == "Saved words"
    both.keep_second.click()
    page.finish()
    inside.rest()
    assert in_file(inside, kept.entry.entry_id).entry.text == "Saved words and more"


def test_kept_words_can_be_let_go_of_and_come_back(inside: Desk) -> None:
    kept = saved(inside, "Saved words")
    opened, me = inside.jobs.opened, inside.jobs.me
    other = replace(kept.entry, steps=(Step("", "", "Other"),))
    opened.write(lambda tx: reflections.keep_draft(tx, me, other, kept.version))
    page = editor(inside, kept.entry.entry_id)
    page.findChild(BothTexts).keep_first.click()
    inside.rest()
    assert in_file(inside, kept.entry.entry_id).kept is None
    inside.win.inside.undo()
    inside.rest()
    assert in_file(inside, kept.entry.entry_id).kept is not None


def test_page_that_was_never_saved_goes_on_from_its_draft(inside: Desk) -> None:
    opened, me = inside.jobs.opened, inside.jobs.me
    begun = opened.read(lambda tx: reflections.start(tx, me))
    entry = replace(begun.entry, steps=(Step("", "", "Half a"),))
    opened.write(lambda tx: reflections.keep_draft(tx, me, entry, 0))
    page = editor(inside, entry.entry_id)
    assert page.paper.text.toPlainText() == "Half a"
    page.finish()
    inside.rest()
    assert in_file(inside, entry.entry_id).version
    assert unfinished(inside) == ()


def elsewhere(desk: Desk, entry_id: str, **changes) -> None:
    """Another window saves the same page."""
    now, me = in_file(desk, entry_id), desk.jobs.me
    desk.jobs.opened.write(lambda tx: reflections.save(tx, me, replace(now.entry, **changes), now))


def test_two_windows_on_one_page_bring_both_texts_side_by_side(inside: Desk) -> None:
    kept = saved(inside, "One")
    page = editor(inside, kept.entry.entry_id)
    types(inside, page, " here")
    elsewhere(inside, kept.entry.entry_id, steps=(Step("", "", "There"),))
    page.finish()
    inside.rest()
    both = page.findChild(BothTexts)
    texts = [one.text.toPlainText() for one in both.findChildren(OneText)]
    assert texts == ["One here", "There"]
    assert both.keep_both.isVisible()
    both.keep_both.click()
    inside.rest()
    found = in_file(inside, kept.entry.entry_id)
    assert "One here" in found.entry.text
    assert "There" in found.entry.text
    assert found.kept is None
    assert not page.unsaved


@pytest.mark.parametrize("is_kept_first", [False, True])
def test_words_that_clash_are_safe_before_anybody_chose(inside: Desk, is_kept_first: bool) -> None:
    """Whoever saves lets go of the draft, also of one that was kept here a moment before."""
    kept = saved(inside, "One")
    page = editor(inside, kept.entry.entry_id)
    page.keeper._soon.first.setInterval(AN_HOUR_MS)
    types(inside, page, " here")
    if is_kept_first:
        page.keeper.keep_draft()
        inside.rest()
    elsewhere(inside, kept.entry.entry_id, steps=(Step("", "", "There"),))
    page.flush()
    inside.rest()
    assert not page.unsaved
    found = in_file(inside, kept.entry.entry_id)
    assert found.kept is not None
    assert found.kept.entry.text == "One here"


def test_change_elsewhere_to_another_part_goes_together_with_what_is_typed(inside: Desk) -> None:
    kept = saved(inside, "One")
    page = editor(inside, kept.entry.entry_id)
    types(inside, page, " here")
    elsewhere(inside, kept.entry.entry_id, title="From there")
    page.flush()
    inside.rest()
    found = in_file(inside, kept.entry.entry_id).entry
    assert (found.title, found.text) == ("From there", "One here")
    assert page.paper.title_line.text() == "From there"


def test_two_megabytes_are_split_over_several_pages_and_nothing_is_lost(inside: Desk) -> None:
    page = editor(inside)
    types(inside, page, "Before")
    words = "word " * 420_000
    long = QMimeData()
    long.setText(words)
    page.paper.text.insertFromMimeData(long)
    assert page.long.isVisible()
    page._on_long(0)
    inside.rest()
    me = inside.jobs.me
    stamps = inside.jobs.opened.read(lambda tx: records.list_stamps(tx, me.member.person_id, kind="page"))
    texts = [in_file(inside, stamp.record_id.hex()).entry.text for stamp in stamps]
    assert len(texts) > 10
    assert sum(text.count("word") for text in texts) == 420_000
    assert any(text.startswith("Before") for text in texts)
    assert not page.keeper.busy


def test_disk_that_takes_nothing_keeps_the_words_and_holds_the_window(
    inside: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = editor(inside)

    def full(*_args):
        raise CannotSave("The disk is full.", "Make some room.")

    for timer in (page.keeper._soon.first, page.keeper._soon.again):
        timer.setInterval(AN_HOUR_MS)
    types(inside, page, "Words")
    with monkeypatch.context() as broken:
        broken.setattr(records, "save_draft", full)
        page.keeper.keep_draft()
        inside.rest()
        assert page.state_label.text() == "Not saved yet, still trying"
        assert page.trouble.isVisible()
        assert page.unsaved
    page.keeper._try_again()
    inside.rest()
    assert not page.unsaved
    assert not page.trouble.isVisible()


def test_words_that_were_copied_let_the_window_close(inside: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    page = editor(inside)

    def full(*_args):
        raise CannotSave("The disk is full.", "Make some room.")

    types(inside, page, "Words")
    with monkeypatch.context() as broken:
        broken.setattr(records, "save_draft", full)
        broken.setattr(records, "add_version", full)
        page.keeper.keep_draft()
        inside.rest()
        page._copy()
    assert QApplication.clipboard().text() == "Words"
    assert not page.unsaved


def test_page_thrown_away_comes_back_while_the_bar_stands_there(inside: Desk) -> None:
    kept = saved(inside, "One")
    page = editor(inside, kept.entry.entry_id)
    types(inside, page, "More ")
    page.throw_away()
    inside.rest()
    entry_id = bytes.fromhex(kept.entry.entry_id)
    stamps = inside.jobs.opened.read(lambda tx: records.stamps_of(tx, entry_id))
    assert stamps == ()
    inside.win.inside.undo()
    inside.rest()
    found = in_file(inside, kept.entry.entry_id)
    assert found.entry.text == "One"
    assert found.kept is not None


def test_page_thrown_away_never_comes_back_once_the_bar_is_gone(inside: Desk) -> None:
    kept = saved(inside, "One")
    editor(inside, kept.entry.entry_id).throw_away()
    inside.rest()
    inside.win.inside.undo_stack.bar.close_bar()
    inside.win.inside.undo()
    inside.rest()
    entry_id = bytes.fromhex(kept.entry.entry_id)
    assert inside.jobs.opened.read(lambda tx: records.stamps_of(tx, entry_id)) == ()
    assert unfinished(inside) == ()


def test_going_back_shows_the_earlier_words(inside: Desk) -> None:
    kept = saved(inside, "One")
    page = editor(inside, kept.entry.entry_id)
    types(inside, page, " Two")
    page.windows.show_earlier()
    shown = window(inside, EarlierWindow)
    assert shown.which.count() == 2
    assert shown.text.toPlainText() == "One"
    shown.go_back.click()
    inside.rest()
    assert page.paper.text.toPlainText() == "One"
    inside.win.inside.undo()
    inside.rest()
    assert page.paper.text.toPlainText() == "One Two"


def test_what_others_see_is_the_sealed_block_and_its_week(inside: Desk) -> None:
    kept = saved(inside, "Marker words", title="Marker title")
    page = editor(inside, kept.entry.entry_id)
    page.windows.show_others()
    shown = window(inside, OthersWindow)
    said = " ".join(label.text() for label in shown.findChildren(WrapLabel))
    record = inside.jobs.opened.read(lambda tx: records.load_record(tx, bytes.fromhex(kept.entry.entry_id)))
    assert record.body[:12].hex(" ", 2) in said
    assert "Week of 16 November" in said
    assert "Marker" not in said
    shown.reject()


def test_line_for_the_wall_travels_alone(inside: Desk) -> None:
    inside.turn_on(TeamPart.WINS)
    kept = saved(inside, "He laughed.\nPrivate line.")
    page = editor(inside, kept.entry.entry_id)
    page.paper.text.setFocus()
    inside.press(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    shown = window(inside, WinWindow)
    shown.lines.setCurrentRow(0)
    shown.pick.click()
    inside.rest()
    team_id = inside.win.inside.team_id()
    logs = inside.jobs.opened.read(lambda tx: small_log_views.look(tx, inside.jobs.me, team_id))
    assert [win.words for win in logs.wins] == ["He laughed."]


def test_name_is_noticed_when_typing_pauses_and_can_be_let_pass_for_good(inside: Desk) -> None:
    page = editor(inside)
    types(inside, page, "I rang Jo Marsh about it.")
    page.beside.look_for_names()
    inside.rest()
    assert page.names.isVisible()
    page.names.let_pass.emit(page.names._shown[0].words, True)
    inside.rest()
    assert not page.names.isVisible()
    remembered = inside.jobs.opened.read(lambda tx: self_record.load(tx, inside.jobs.me))
    assert remembered.allowed_words


def test_asking_for_a_debrief_leads_to_what_to_do_after_something_happened(inside: Desk) -> None:
    page = editor(inside)
    types(inside, page, "A bad night.")
    page.hard.debrief.click()
    inside.rest()
    window(inside, SomethingHappened).reject()


def test_people_to_talk_to_are_named_once_somebody_asks(inside: Desk) -> None:
    page = editor(inside)
    assert not page.hard._who.isVisible()
    page.hard.button.click()
    assert page.hard._who.isVisible()


def test_copy_is_shared_once_the_words_are_saved(inside: Desk) -> None:
    page = editor(inside)
    page.beside.share()
    inside.rest()
    assert page.trouble.isVisible()
    types(inside, page, "Marker words")
    page.beside.share()
    window(inside, ShareDialog).reject()
    assert in_file(inside, page.read().entry_id).entry.text == "Marker words"


def test_day_is_the_writer_s_to_choose(inside: Desk) -> None:
    page = editor(inside)
    types(inside, page, "x")
    page.paper.day.setDate(page.paper.day.date().addDays(-40))
    entry_id = page.read().entry_id
    page.finish()
    inside.rest()
    assert in_file(inside, entry_id).entry.day == TODAY - timedelta(days=40)


def test_follow_up_keeps_a_day_that_isn_t_among_those_offered(inside: Desk) -> None:
    follow_up = FollowUp("a", "Ask", date(2027, 3, 1))
    kept = saved(inside, follow_ups=(follow_up,))
    page = editor(inside, kept.entry.entry_id)
    assert page.read().follow_ups == (follow_up,)


def test_line_written_before_signing_in_says_so(inside: Desk) -> None:
    kept = saved(inside, kind=EntryKind.LINE, before_sign_in=True)
    page = editor(inside, kept.entry.entry_id)
    assert "before signing in" in page.heading.context.text()


def test_privacy_is_always_in_sight_in_words(inside: Desk) -> None:
    page = editor(inside)
    assert page.privacy.isVisible()
    assert page.privacy.accessibleName() == (
        "Only me Nobody else can open this. They could see that you wrote, never what."
    )


def test_ctrl_z_takes_back_typing_first(inside: Desk) -> None:
    page = editor(inside)
    types(inside, page, "Words")
    inside.ctrl(Qt.Key.Key_Z)
    assert page.paper.text.toPlainText() != "Words"


def test_page_is_named_for_screen_readers_and_walked_in_order(inside: Desk) -> None:
    kept = saved(inside, title="A call", steps=(Step("what", "What?", "a"),), model_id="driscoll")
    page = editor(inside, kept.entry.entry_id)
    page.more_button.click()
    inside.rest()
    assert nameless(page) == []
    assert misnamed_roles(page) == []
    assert focus_order(page) == []


@pytest.mark.parametrize("percent", [100, 200])
def test_page_never_scrolls_sideways(inside: Desk, percent: int) -> None:
    kept = saved(inside, title="A call", theme_ids=("A",), tags=("a longer word of mine",), model_id="gibbs")
    apply(inside.app, "light", percent)
    inside.win.resize(1024, 700)
    page = editor(inside, kept.entry.entry_id)
    page.more_button.click()
    inside.rest()
    assert inside.overflow() == []
    assert page.minimumSizeHint().width() <= 1024 - 66
    assert page.mapTo(inside.win, QPoint(0, 0)).x() >= 0
