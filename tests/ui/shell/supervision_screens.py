"""The screens of supervision between two, and the way to each through the real window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from pie_audit.domain.entry import FollowUp
from pie_audit.domain.supervision import Function
from pie_audit.workflows import unlock
from pie_audit.workflows.supervision import (
    supervision,
    supervision_agenda,
    supervision_agreements,
    supervision_planning,
)
from pie_audit.workflows.supervision import supervision_summary as summaries
from pie_audit.workflows.supervision.supervision_agreements import Beginning
from pie_audit.workflows.supervision.supervision_planning import Booking
from tests.ui.shell.desk import PASSWORD, TODAY, Desk

OTHER = "Tom Whitlock"


def _go(desk: Desk, area: str, argument: object = None) -> QWidget:
    desk.win.inside.go(area, argument)
    desk.rest()
    return desk.win.inside.page()


def book_with_tom(desk: Desk) -> str:
    """A session today in which Amina supervises Tom, with things to talk about; its id."""
    opened, me = desk.jobs.opened, desk.jobs.me
    tom = unlock.sign_in(opened, OTHER, PASSWORD)
    wanted = Booking(tom.member.person_id, True, TODAY, starts="11:00", place="The small room")
    (session_id,) = opened.write(lambda tx: supervision_planning.book(tx, me, wanted)).result
    for who, words in ((tom, "The ambulance night"), (me, "Covering the desk on Sundays")):
        opened.write(lambda tx, w=who, s=words: supervision_agenda.bring(tx, w, session_id, s))
    return session_id


def write_with_tom(desk: Desk) -> str:
    """A session of which Tom wrote and signed the summary; its id."""
    session_id, opened = book_with_tom(desk), desk.jobs.opened
    tom = unlock.sign_in(opened, OTHER, PASSWORD)
    held = opened.read(lambda tx: summaries.written(tx, tom, session_id)).summary
    said = replace(
        held,
        text="We talked about the ambulance night.",
        functions=(Function.SUPPORT,),
        actions=(FollowUp("a", "Ask Dr Lowe", who=tom.member.person_id),),
    )
    version = opened.write(lambda tx: summaries.write(tx, tom, session_id, said)).version
    opened.write(lambda tx: summaries.sign(tx, tom, session_id, version))
    return session_id


def begin_with_tom(desk: Desk) -> str:
    """An agreement in which nothing stands yet; its id."""
    opened, me = desk.jobs.opened, desk.jobs.me
    tom = unlock.sign_in(opened, OTHER, PASSWORD).member.person_id
    return opened.write(lambda tx: supervision_agreements.start_agreement(tx, me, Beginning(tom, True)))


def _page(desk: Desk) -> QWidget:
    begin_with_tom(desk)
    book_with_tom(desk)
    write_with_tom(desk)
    return _go(desk, "supervision")


def _booking(desk: Desk) -> QWidget:
    page = _page(desk)
    page.begin_booking()
    desk.rest()
    return page


def _signed_agreement(desk: Desk) -> QWidget:
    agreement_id, opened = begin_with_tom(desk), desk.jobs.opened
    tom = unlock.sign_in(opened, OTHER, PASSWORD)
    for me in (desk.jobs.me, tom):
        view = opened.read(lambda tx, me=me: supervision_agreements.agreement_view(tx, me, agreement_id))
        opened.write(
            lambda tx, me=me, v=view.version: supervision_agreements.sign_agreement(tx, me, agreement_id, v)
        )
    return _go(desk, "agreement", agreement_id)


SUPERVISION: dict[str, Callable[[Desk], QWidget]] = {
    "my supervision, nothing yet": lambda desk: _go(desk, "supervision"),
    "my supervision": _page,
    "booking supervision": _booking,
    "a session of supervision": lambda desk: _go(desk, "session", book_with_tom(desk)),
    "a summary to agree to": lambda desk: _go(desk, "session", write_with_tom(desk)),
    "beginning an agreement": lambda desk: _go(desk, "agreement", "new"),
    "an agreement": lambda desk: _go(desk, "agreement", begin_with_tom(desk)),
    "an agreement that both signed": _signed_agreement,
}


def _back_to_session(desk: Desk) -> QWidget:
    """The one session there is."""
    me = desk.jobs.me
    seen = desk.jobs.opened.read(lambda tx: supervision.my_supervision(tx, me))
    (line,) = (*seen.coming, *seen.past)
    return _go(desk, "session", line.session.session_id)


def _notes(desk: Desk) -> None:
    _go(desk, "session", book_with_tom(desk)).notes.unfold()
    desk.rest()


def _notes_again(desk: Desk) -> None:
    _back_to_session(desk).notes.unfold()
    desk.rest()


def _reply(desk: Desk) -> None:
    page = _go(desk, "session", write_with_tom(desk))
    page.settled.differ_button.click()
    desk.rest()


def _back_to_agreement(desk: Desk) -> QWidget:
    me = desk.jobs.me
    (view,) = desk.jobs.opened.read(lambda tx: supervision_agreements.own_agreements(tx, me))
    return _go(desk, "agreement", view.agreement.agreement_id)


WRITING: dict[str, tuple[Callable[[Desk], object], str, Callable[[Desk], object]]] = {
    "a summary": (SUPERVISION["a session of supervision"], "What we agree to write down", _back_to_session),
    "a thing to talk about": (
        SUPERVISION["a session of supervision"],
        "Something to talk about",
        _back_to_session,
    ),
    "own notes about a session": (_notes, "My own notes", _notes_again),
    "a reply to a summary": (_reply, "How I see it", _back_to_session),
    "an agreement": (SUPERVISION["an agreement"], "In our own words", _back_to_agreement),
}
"""Where somebody writes: the way there, the field, and the way back after a lock."""
