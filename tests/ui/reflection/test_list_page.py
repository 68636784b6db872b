"""My reflections: what a row says, finding as one types, and ten thousand pages without a widget for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from pie_audit.domain.entry import Shared, Step
from pie_audit.storage import records
from pie_audit.ui.reflection.editor_page import EditorPage
from pie_audit.ui.theme import apply
from pie_audit.workflows import reflections
from pie_audit.workflows.entry_search import Line
from pie_audit.workflows.everyday import door_names
from tests.ui.accessibility import focus_order, misnamed_roles, nameless
from tests.ui.reflection.writing import listed, saved, titles
from tests.ui.shell.desk import TODAY, Desk


def row_words(page, row: int = 0) -> str:
    model = page.lines.model()
    return model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)


def somebody_else(desk: Desk) -> str:
    people = desk.jobs.opened.read(door_names.names_on_door)
    return next(p.person_id for p in people if p.person_id != desk.jobs.me.member.person_id)


def test_nothing_yet_says_that_one_line_is_plenty(inside: Desk) -> None:
    page = listed(inside)
    assert page.room.currentWidget() is page._empty
    assert not page.filters.isVisible()
    assert page.write.isVisible()


def test_row_says_day_title_first_line_theme_and_who_can_read_it(inside: Desk) -> None:
    saved(inside, "It rained.\nMore.", title="A call", theme_ids=("A",))
    page = listed(inside)
    theme = page._around.themes[[t.id for t in page._around.themes].index("A")].short_title
    assert row_words(page) == f"Friday 20 November. A call. It rained.. {theme}. Only me"


def test_page_without_a_title_shows_its_first_line_in_its_place(inside: Desk) -> None:
    saved(inside, "Rang his sister.", before_sign_in=True)
    page = listed(inside)
    assert row_words(page) == "Friday 20 November. Rang his sister.. Written before signing in. Only me"


def test_shared_page_says_with_whom(inside: Desk) -> None:
    other = somebody_else(inside)
    saved(inside, title="A call", shares=(Shared("0a" * 16, (other,), None, TODAY, excerpt=False),))
    page = listed(inside)
    assert row_words(page).endswith(f"Shared with {page._around.names[other].split()[0]}")


def test_older_page_tells_its_year(inside: Desk) -> None:
    saved(inside, title="A call", day=date(2024, 2, 3))
    assert row_words(listed(inside)).startswith("3 February 2024")


def test_search_finds_as_one_types(inside: Desk) -> None:
    saved(inside, "His brother rang.", title="The call")
    saved(inside, "We planted bulbs.", title="The garden")
    page = listed(inside)
    assert inside.app.focusWidget() is page.filters.words
    inside.type("bulb")
    inside.rest()
    assert titles(page) == ["The garden"]
    inside.type("x")
    inside.rest()
    assert page.room.currentWidget() is page._none
    page._none.findChildren(QWidget)
    page.filters.clear()
    inside.rest()
    assert len(titles(page)) == 2


def test_filters_narrow_the_list(inside: Desk) -> None:
    saved(inside, title="Mine", model_id="gibbs", day=date(2025, 5, 5))
    other = somebody_else(inside)
    saved(inside, title="Given", shares=(Shared("0a" * 16, (other,), None, TODAY, excerpt=False),))
    page = listed(inside)
    for choice, value, expected in (
        (page.filters.model, "gibbs", ["Mine"]),
        (page.filters.person, other, ["Given"]),
        (page.filters.time, 4, ["Mine"]),
    ):
        choice.setCurrentIndex(choice.findData(value))
        choice.activated.emit(choice.currentIndex())
        inside.rest()
        assert titles(page) == expected
        page.filters.clear()
        inside.rest()
    page.filters.whose._parts[1].click()
    inside.rest()
    assert titles(page) == ["Mine"]


def test_enter_on_a_row_opens_the_page(inside: Desk) -> None:
    kept = saved(inside, title="A call")
    page = listed(inside)
    page.lines.setFocus(Qt.FocusReason.TabFocusReason)
    inside.press(Qt.Key.Key_Return)
    inside.rest()
    opened = inside.win.inside.page()
    assert isinstance(opened, EditorPage)
    assert opened.read().entry_id == kept.entry.entry_id


def test_copy_of_somebody_else_opens_where_such_copies_are_read(inside: Desk) -> None:
    page = listed(inside)
    heard: list[tuple[str, object]] = []
    page.went_to.connect(lambda area, argument: heard.append((area, argument)))
    page._on_opened(Line("0b" * 16, TODAY, "For me", "", author_id="tom"))
    inside.rest()
    assert heard == [("shared-with-me", "0b" * 16)]


def test_words_kept_at_a_crash_are_offered(inside: Desk) -> None:
    opened, me = inside.jobs.opened, inside.jobs.me
    begun = opened.read(lambda tx: reflections.start(tx, me))
    entry = replace(begun.entry, steps=(Step("", "", "Half a"),))
    opened.write(lambda tx: reflections.keep_draft(tx, me, entry, 0))
    page = listed(inside)
    assert page.unfinished.isVisible()
    assert page.unfinished.accessibleName() == "We kept what you were writing today. Half a"
    page.unfinished.actionChosen.emit(0)
    inside.rest()
    assert inside.win.inside.page().paper.text.toPlainText() == "Half a"


def test_damaged_page_is_told_in_one_sentence_and_the_others_are_there(inside: Desk) -> None:
    saved(inside, title="Whole")
    broken = saved(inside, title="Broken")
    opened = inside.jobs.opened
    record = opened.read(lambda tx: records.load_record(tx, bytes.fromhex(broken.entry.entry_id)))
    key = opened.read(lambda tx: records.load_key(tx, record, record.owner_id))
    changed = replace(record, body=bytes([record.body[0] ^ 1]) + record.body[1:])
    opened.write(lambda tx: records.save_record(tx, changed, [key]))
    inside.jobs.me.memory.clear()
    page = listed(inside)
    assert titles(page) == ["Whole"]
    assert page._shut.text() == "1 page was damaged and doesn’t open. A sealed copy may still have it."


def test_titles_are_found_in_the_palette_on_one_s_own_pages_only(inside: Desk) -> None:
    saved(inside, title="A call nobody knows of")
    page = listed(inside)
    assert "A call nobody knows of" in [command.words for command in page.commands()]
    inside.win.inside.go("home")
    inside.rest()
    inside.ctrl(Qt.Key.Key_K)
    inside.rest()
    palette = inside.win.inside.finder.palette
    inside.type("nobody knows")
    said = [w.accessibleName() for w in palette.findChildren(QWidget)]
    assert not [words for words in said if "nobody knows of" in words]


def test_ten_thousand_rows_are_no_ten_thousand_widgets(inside: Desk) -> None:
    saved(inside, title="One")
    page = listed(inside)
    before = len(page.lines.findChildren(QWidget))
    lines = tuple(Line(f"{n:032x}", TODAY, f"Title {n}", "first line") for n in range(10_000))
    page.lines.show_lines(lines, page.lines.model().words)
    inside.rest()
    assert page.lines.count() == 10_000
    assert len(page.lines.findChildren(QWidget)) == before
    page.lines.scrollToBottom()
    assert row_words(page, 9_999).startswith("Friday 20 November. Title 9999")


def test_rows_that_come_later_leave_somebody_where_they_are(inside: Desk) -> None:
    saved(inside, title="One")
    page = listed(inside)
    lines = [Line(f"{n:032x}", TODAY, f"Title {n}", "") for n in range(6)]
    page.lines.show_lines(lines[:3], page.lines.model().words)
    page.lines.setCurrentIndex(page.lines.model().index(2, 0))
    page.lines.show_lines(lines, page.lines.model().words)
    assert page.lines.currentIndex().row() == 2
    page.lines.show_lines(lines[1:], page.lines.model().words)
    assert page.lines.currentIndex().row() == 1


def test_list_is_empty_behind_the_lock(inside: Desk) -> None:
    saved(inside, title="A call")
    page = listed(inside)
    me = inside.jobs.me
    assert page.lines.count() == 1
    inside.win.lock()
    inside.until(lambda: inside.jobs.me is None)
    assert inside.win.inside is None
    assert not me.memory._kept


def test_page_is_named_for_screen_readers_and_walked_in_order(inside: Desk) -> None:
    saved(inside, title="A call")
    page = listed(inside)
    assert nameless(page) == []
    assert misnamed_roles(page) == []
    assert focus_order(page) == []


@pytest.mark.parametrize("percent", [100, 200])
def test_page_never_scrolls_sideways(inside: Desk, percent: int) -> None:
    saved(inside, title="A call " * 20, theme_ids=("A",))
    apply(inside.app, "light", percent)
    inside.win.resize(1024, 700)
    page = listed(inside)
    assert inside.overflow() == []
    assert page.minimumSizeHint().width() <= 1024 - 66


def test_letters_typed_on_the_list_are_not_lost_in_it(inside: Desk) -> None:
    saved(inside, title="A call")
    page = listed(inside)
    page.lines.setFocus()
    QTest.keyClicks(page.lines, "z")
    assert page.lines.currentIndex().row() == 0
