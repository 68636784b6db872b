"""kill -9 while two bring things, write a summary and sign it: what the screen called saved is there, for both."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from pie_audit.domain.session import SessionStatus
from pie_audit.domain.supervision_rules import SummaryState
from pie_audit.storage import sessions
from pie_audit.workflows.sealed_pages import named_id
from pie_audit.workflows.supervision import supervision_agenda as agendas
from pie_audit.workflows.supervision import supervision_summary as summaries
from tests.children import Acknowledge, Killed, kill_often
from tests.faults.closed import Closed
from tests.quarter import Hostel
from tests.workflows.supervision_pair import book, sign, write


@pytest.fixture
def session_id(closed: Closed) -> str:
    """A session of Amina and Jo of which nobody wrote yet."""
    with closed.open() as hostel:
        return book(hostel)


def text_of(hostel: Hostel, session_id: str, name: str) -> str:
    return hostel.see(summaries.written, hostel.people[name], session_id).summary.text


def test_writing_a_summary(closed: Closed, kills: int, session_id: str) -> None:
    """The two write in turns; the last number that was acknowledged stands there for both, or a later one."""

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            begun = text_of(hostel, session_id, "jo")
            for number in count(int(begun.split()[0]) + 1 if begun else 0):
                by = ("jo", "amina")[number % 2]
                write(hostel, session_id, by=by, text=f"{number} " + "x" * (number % 700))
                acknowledge(str(number))

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            said = text_of(hostel, session_id, "jo")
            assert text_of(hostel, session_id, "amina") == said
        number = int(said.split()[0]) if said else -1
        assert said == (f"{number} " + "x" * (number % 700) if said else "")
        assert number >= killed.last

    kill_often(kills, "write a summary", loop, compare)


def test_bringing_things(closed: Closed, kills: int, session_id: str) -> None:
    """Everything that was acknowledged is on the list, in order, and nothing twice."""

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            items = hostel.see(agendas.agenda_of, hostel.jo, session_id).items
            for number in count(int(items[-1].words) + 1 if items else 0):
                hostel.do(agendas.bring, hostel.people["jo"], session_id, str(number))
                acknowledge(str(number))
                first = hostel.see(agendas.agenda_of, hostel.jo, session_id).items
                if len(first) > 10:
                    hostel.do(agendas.take_away, hostel.jo, session_id, first[0].item_id)

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            items = [int(i.words) for i in hostel.see(agendas.agenda_of, hostel.amina, session_id).items]
        assert items == list(range(items[0], items[-1] + 1)) if items else killed.last < 0
        assert killed.last <= (items[-1] if items else -1)

    kill_often(kills, "bring a thing", loop, compare)


def test_signing_a_summary(closed: Closed, kills: int, session_id: str) -> None:
    """Signed with its name, day and the session held, or not signed at all."""
    with closed.open() as hostel:
        write(hostel, session_id)

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            for number in count():
                held = hostel.see(summaries.written, hostel.jo, session_id)
                if held.state is SummaryState.WAITING:
                    hostel.do(summaries.write_on, hostel.jo, session_id)
                else:
                    sign(hostel, session_id)
                acknowledge(str(number))

    def compare(_killed: Killed) -> None:
        with closed.checked() as hostel:
            held = hostel.see(summaries.written, hostel.amina, session_id)
            line = hostel.read(lambda tx: sessions.load_session(tx, session_id))
            names = hostel.read(lambda tx: sessions.signatures_of(tx, named_id("summary", session_id)))
        signed = held.summary.signed_on is not None
        assert held.state is (SummaryState.WAITING if signed else SummaryState.WRITING)
        assert len(names) == signed
        assert not signed or line.status is SessionStatus.HELD
        assert held.summary == replace(held.summary, text="We talked about the ambulance night. 🚑 עברית")

    kill_often(kills, "sign a summary", loop, compare)
