"""From My reflections to a record, to one of its pages, and back, in the real window."""

from __future__ import annotations

from dataclasses import replace

from pie_audit.domain.entry import Practice, Step
from pie_audit.ui.reflection.editor_page import EditorPage
from pie_audit.ui.reflection.list_page import ListPage
from pie_audit.ui.reflection.registration_page import RegistrationPage
from pie_audit.workflows import reflections
from tests.ui.shell.desk import Desk
from tests.ui.shell.screens import go


def test_the_way_to_a_record_and_to_its_pages_leads_there_and_back(desk: Desk) -> None:
    desk.found()
    desk.open_window()
    desk.sign_in()
    opened, me = desk.jobs.opened, desk.jobs.me
    begun = opened.read(lambda tx: reflections.start(tx, me))
    words = replace(
        begun.entry, title="The late door", steps=(Step("", "", "It was quiet."),), practice=Practice(True)
    )
    opened.write(lambda tx: reflections.save(tx, me, words, begun))
    listed = go(desk, "reflections")
    assert isinstance(listed, ListPage)
    listed.registration.actionChosen.emit(0)
    desk.rest()
    record = desk.win.inside.page()
    assert isinstance(record, RegistrationPage)
    desk.until(lambda: bool(record.pages.rows))
    record.pages.rows[words.entry_id].open.click()
    desk.rest()
    assert isinstance(desk.win.inside.page(), EditorPage)
    go(desk, "registration").back.click()
    desk.rest()
    assert desk.win.inside.page() is listed
