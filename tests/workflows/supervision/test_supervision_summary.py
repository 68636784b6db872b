"""What two agree to write down: one writes, the other agrees or differs; then it is locked, with room for additions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pie_audit.domain.entry import EntryKind
from pie_audit.domain.errors import NotNow
from pie_audit.domain.session import SessionStatus
from pie_audit.domain.supervision import Function
from pie_audit.domain.supervision_rules import SummaryState
from pie_audit.storage import sessions
from pie_audit.workflows.shelf import shelf_of
from pie_audit.workflows.supervision import supervision
from pie_audit.workflows.supervision import supervision_sessions as pages
from pie_audit.workflows.supervision import supervision_summary as summaries
from pie_audit.workflows.supervision.supervision_sessions import OwnNotes
from pie_audit.workflows.supervision.supervision_summary import BothWrote, Written
from tests.quarter import TODAY, Hostel
from tests.workflows.supervision_pair import WORDS, book, person, sign, write


def written(hostel: Hostel, session_id: str, name: str = "jo") -> Written:
    return hostel.see(summaries.written, hostel.people[name], session_id)


def signed(hostel: Hostel) -> tuple[str, int]:
    """A session of which Jo wrote and signed the summary; its id, and the version that was signed."""
    session_id = book(hostel)
    write(hostel, session_id)
    return session_id, sign(hostel, session_id).version


def test_both_read_what_one_wrote(hostel: Hostel) -> None:
    session_id = book(hostel)
    write(hostel, session_id)
    assert written(hostel, session_id, "amina").summary.text == WORDS
    assert written(hostel, session_id).state is SummaryState.WRITING


def test_second_of_two_who_write_at_once_gets_both_texts(hostel: Hostel) -> None:
    session_id = book(hostel)
    base = write(hostel, session_id)
    hostel.do(summaries.write, hostel.amina, session_id, replace(base, text="Amina’s"))
    with pytest.raises(BothWrote) as refused:
        hostel.do(summaries.write, hostel.jo, session_id, replace(base, text="Jo’s"))
    assert refused.value.theirs.text == "Amina’s"
    over = replace(refused.value.theirs, text="Amina’s and Jo’s")
    assert hostel.do(summaries.write, hostel.jo, session_id, over).text == "Amina’s and Jo’s"


def test_other_is_asked_to_agree_and_then_it_is_locked(hostel: Hostel) -> None:
    session_id, version = signed(hostel)
    asked = hostel.see(supervision.home_lines, hostel.amina).waiting
    assert [line.session.session_id for line in asked] == [session_id]
    assert hostel.see(supervision.home_lines, hostel.jo).waiting == ()
    agreed = hostel.do(summaries.agree, hostel.amina, session_id, version)
    assert agreed.state is SummaryState.AGREED
    for name in ("jo", "amina"):
        with pytest.raises(NotNow, match="signed"):
            write(hostel, session_id, name, text="Something else")


def test_signing_says_that_the_session_was_held(hostel: Hostel) -> None:
    session_id, _version = signed(hostel)
    line = hostel.read(lambda tx: sessions.load_session(tx, session_id))
    assert (line.status, line.held_min) == (SessionStatus.HELD, 60)


def test_writer_takes_the_name_off_until_the_other_answered(hostel: Hostel) -> None:
    session_id = book(hostel)
    write(hostel, session_id)
    done = hostel.do(summaries.sign, hostel.jo, session_id, written(hostel, session_id).summary.version)
    hostel.do(done.undo, hostel.jo)
    assert written(hostel, session_id).state is SummaryState.WRITING
    version = sign(hostel, session_id).version
    with pytest.raises(NotNow):
        hostel.do(summaries.write_on, hostel.amina, session_id)
    hostel.do(summaries.agree, hostel.amina, session_id, version)
    with pytest.raises(NotNow, match="any more"):
        hostel.do(done.undo, hostel.jo)


def test_one_can_not_agree_with_oneself_nor_to_other_words(hostel: Hostel) -> None:
    session_id, version = signed(hostel)
    with pytest.raises(NotNow):
        hostel.do(summaries.agree, hostel.jo, session_id, version)
    with pytest.raises(NotNow):
        hostel.do(summaries.agree, hostel.amina, session_id, version - 1)
    assert written(hostel, session_id).state is SummaryState.WAITING


def test_other_says_how_they_see_it_and_both_texts_stay(hostel: Hostel) -> None:
    session_id, version = signed(hostel)
    hostel.do(summaries.differ, hostel.amina, session_id, "I remember it otherwise.", version)
    found = written(hostel, session_id)
    assert found.state is SummaryState.DIFFERS
    assert found.reply is not None
    assert (found.reply.words, found.reply.by_id) == ("I remember it otherwise.", person(hostel, "amina"))
    assert found.summary.text == WORDS
    with pytest.raises(NotNow):
        write(hostel, session_id, "jo", text="Other words")


@pytest.mark.parametrize(("days", "state"), [(14, SummaryState.WAITING), (15, SummaryState.NOTE)])
def test_unanswered_for_a_fortnight_it_stands_as_the_writers_note(
    hostel: Hostel, days: int, state: SummaryState
) -> None:
    session_id, version = signed(hostel)
    hostel.at(TODAY + timedelta(days=days))
    assert written(hostel, session_id, "amina").state is state
    if state is SummaryState.NOTE:
        with pytest.raises(NotNow):
            hostel.do(summaries.agree, hostel.amina, session_id, version)
        hostel.do(summaries.add, hostel.amina, session_id, "I was away.")
        assert [n.words for n in written(hostel, session_id).addenda] == ["I was away."]


def test_either_adds_afterwards_and_only_they_take_it_back(hostel: Hostel) -> None:
    session_id, version = signed(hostel)
    with pytest.raises(NotNow, match="still change"):
        hostel.do(summaries.add, hostel.jo, session_id, "Too early")
    hostel.do(summaries.agree, hostel.amina, session_id, version)
    mine = hostel.do(summaries.add, hostel.jo, session_id, "Dr Lowe came.")
    hostel.do(summaries.add, hostel.amina, session_id, "On Tuesday.")
    assert [n.words for n in written(hostel, session_id, "amina").addenda] == ["On Tuesday.", "Dr Lowe came."]
    with pytest.raises(NotNow):
        hostel.do(mine.undo, hostel.amina)
    hostel.do(mine.undo, hostel.jo)
    assert [n.words for n in written(hostel, session_id).addenda] == ["On Tuesday."]


def test_nothing_written_is_not_signed(hostel: Hostel) -> None:
    session_id = book(hostel)
    with pytest.raises(NotNow, match="Nothing is written"):
        hostel.do(summaries.sign, hostel.jo, session_id, 0)


def test_unsigned_writing_can_be_erased_and_signed_never(hostel: Hostel) -> None:
    session_id = book(hostel)
    write(hostel, session_id)
    hostel.do(summaries.forget_writing, hostel.jo, session_id)
    assert written(hostel, session_id).state is SummaryState.NONE
    other, _version = signed(hostel)
    hostel.do(summaries.forget_writing, hostel.jo, other)
    assert written(hostel, other).state is SummaryState.WAITING


def test_last_six_sessions_are_counted_for_the_pair(hostel: Hostel) -> None:
    for n in range(8, 0, -1):
        touched = (Function.SUPPORT, Function.LEARNING) if n % 2 else (Function.SUPPORT,)
        write(hostel, book(hostel, TODAY - timedelta(days=28 * n)), functions=touched)
    view = hostel.see(pages.session_view, hostel.amina, book(hostel))
    assert view.balance.counts == {Function.SUPPORT: 5, Function.LEARNING: 3, Function.STANDARDS: 0}
    assert view.balance.of == 5


def test_own_notes_are_for_their_writer_alone_and_among_their_own_pages(hostel: Hostel) -> None:
    session_id = book(hostel)
    hostel.do(pages.save_notes, hostel.jo, session_id, OwnNotes("Nearly cried."))
    assert hostel.see(pages.load_notes, hostel.jo, session_id).text == "Nearly cried."
    assert hostel.see(pages.load_notes, hostel.amina, session_id) == OwnNotes()
    hostel.see(lambda tx, me: shelf_of(me).fill_now(tx, me), hostel.jo)
    (page,) = shelf_of(hostel.jo).pages()
    assert (page.entry.kind, page.entry.session_id) == (EntryKind.SUPERVISION_NOTES, session_id)
    assert page.entry.with_whom == "Amina Yusuf"


def test_notes_from_two_windows_are_both_kept(hostel: Hostel) -> None:
    session_id = book(hostel)
    first = hostel.do(pages.save_notes, hostel.jo, session_id, OwnNotes("One"))
    hostel.do(pages.save_notes, hostel.jo, session_id, OwnNotes("One window", first.version))
    kept = hostel.do(pages.save_notes, hostel.jo, session_id, OwnNotes("Other window", first.version))
    assert kept.text == "Other window\n\nOne window"


def test_page_shows_everything_of_the_session(hostel: Hostel) -> None:
    session_id = book(hostel, starts="10:00", place="The small room")
    later = book(hostel, TODAY + timedelta(days=28))
    view = hostel.see(pages.session_view, hostel.jo, session_id)
    assert (view.other_name, view.i_supervise, view.starts, view.place) == (
        "Amina Yusuf",
        False,
        "10:00",
        "The small room",
    )
    assert not view.has_agreement
    assert view.manages
    assert view.next_session is not None
    assert view.next_session.session_id == later
    assert [m.model_id for m in view.models] == ["proctor", "seven-eyed", "morrison", "clear"]
