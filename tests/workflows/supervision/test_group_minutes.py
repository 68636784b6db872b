"""Minutes are for exactly those who were there: who reads, who writes, one's own turn, and lines added later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pie_audit.domain.entry import Step
from pie_audit.domain.errors import NotNow
from pie_audit.domain.group import GroupRole
from pie_audit.domain.group_minutes import Addenda, Minutes, OwnPart, SmallChange
from pie_audit.domain.session import Session, SessionKind
from pie_audit.storage import records, sessions
from pie_audit.workflows.sealed_pages import Clash, open_page, save_for, to_json
from pie_audit.workflows.supervision import (
    group_minutes,
    group_sittings,
    groups,
)
from pie_audit.workflows.supervision.group_sittings import SittingView
from tests.meeting import ids, make_group, person, plan, read, write
from tests.quarter import TODAY, Hostel

WORDS = "The night with the broken lift 🛗 שלום"
STEPS = (Step("asking", "What asks to be thought about", WORDS),)


def _see(hostel: Hostel, session: Session, name: str) -> SittingView:
    return hostel.see(group_sittings.sitting, hostel.people[name], session.session_id)


def _session(
    hostel: Hostel, *others: str, kind: SessionKind = SessionKind.GROUP, **changes: object
) -> Session:
    return plan(hostel, make_group(hostel, *others, kind=kind, **changes))


def test_those_who_were_there_read_and_a_member_who_was_away_doesnt(hostel: Hostel) -> None:
    session = _session(hostel, "sam", "dee")
    write(hostel, session, "jo", "sam", model_id="reflective-group", steps=STEPS)
    found = read(hostel, session, "sam")
    assert found is not None
    assert found.steps == STEPS
    assert read(hostel, session, "dee") is None
    assert _see(hostel, session, "dee").minutes is None
    assert not _see(hostel, session, "dee").i_was_there


def test_a_member_who_joins_later_opens_no_earlier_minutes(hostel: Hostel) -> None:
    session = _session(hostel, "sam")
    write(hostel, session, "jo", "sam", steps=STEPS)
    group = hostel.see(groups.group_of_mine, hostel.jo, session.group_id)
    members = (*group.members, (person(hostel, "tom"), GroupRole.MEMBER))
    hostel.do(groups.change_group, hostel.jo, replace(group, members=members))
    assert read(hostel, session, "tom") is None


def test_nobody_else_opens_them(hostel: Hostel) -> None:
    session = _session(hostel, "sam")
    write(hostel, session, "jo", "sam", steps=STEPS)
    for name in ("tom", "amina", "lee"):
        assert read(hostel, session, name) is None


def test_no_word_of_them_lies_in_the_clear(hostel: Hostel) -> None:
    session = _session(hostel, "sam")
    write(hostel, session, "jo", "sam", steps=STEPS, theme="Endings")
    record = hostel.read(lambda tx: records.load_record(tx, group_minutes.minutes_id(session.session_id)))
    assert record is not None
    assert all(word.encode() not in record.body for word in (WORDS, "Endings", person(hostel, "sam")))
    line = hostel.read(lambda tx: sessions.load_session(tx, session.session_id))
    assert "Endings" not in repr(line)


def test_only_those_who_were_there_write(hostel: Hostel) -> None:
    session = _session(hostel, "sam", "dee")
    write(hostel, session, "jo", "sam", steps=STEPS)
    stolen = Minutes(present_ids=ids(hostel, "dee"), version=0)
    with pytest.raises(NotNow, match="belong to those who were there"):
        hostel.do(group_minutes.save_minutes, hostel.dee, session.session_id, stolen)
    with pytest.raises(NotNow, match="no such group"):
        hostel.do(group_minutes.save_minutes, hostel.tom, session.session_id, stolen)


def test_a_stranger_who_knows_the_version_writes_nothing_over_them(hostel: Hostel) -> None:
    session = _session(hostel, "sam", "dee")
    version = write(hostel, session, "jo", "sam", steps=STEPS)
    guessed = Minutes(present_ids=ids(hostel, "dee"), version=version)
    with pytest.raises(NotNow):
        hostel.do(group_minutes.save_minutes, hostel.dee, session.session_id, guessed)
    found = read(hostel, session, "jo")
    assert found is not None
    assert found.steps == STEPS


def test_whoever_writes_was_there(hostel: Hostel) -> None:
    session = _session(hostel, "sam")
    with pytest.raises(NotNow, match="was there"):
        write(hostel, session, "sam")


def test_somebody_outside_the_group_wasnt_there(hostel: Hostel) -> None:
    session = _session(hostel, "sam")
    with pytest.raises(NotNow, match="can’t have been"):
        write(hostel, session, "jo", "tom")


def test_in_an_open_group_the_team_may_have_come(hostel: Hostel) -> None:
    session = _session(hostel, "sam", is_open=True)
    write(hostel, session, "jo", "tom", steps=STEPS)
    assert read(hostel, session, "tom") is not None
    with pytest.raises(NotNow, match="can’t have been"):
        write(hostel, session, "jo", "lee")


def test_one_takes_the_notes_and_another_can_take_over(hostel: Hostel) -> None:
    session = _session(hostel, "sam")
    write(hostel, session, "jo", "sam")
    assert _see(hostel, session, "jo").i_write
    assert not _see(hostel, session, "sam").i_write
    with pytest.raises(NotNow, match="Somebody else takes the notes"):
        write(hostel, session, "jo", "sam", by="sam", theme="Mine")
    write(hostel, session, "jo", "sam", by="sam", theme="Mine", roles=())
    assert _see(hostel, session, "sam").i_write
    assert not _see(hostel, session, "jo").i_write


def test_two_who_write_at_once_get_both_texts(hostel: Hostel) -> None:
    session = _session(hostel, "sam")
    there = ids(hostel, "jo", "sam")
    hostel.do(
        group_minutes.save_minutes, hostel.jo, session.session_id, Minutes(present_ids=there, theme="One")
    )
    with pytest.raises(Clash) as refused:
        hostel.do(
            group_minutes.save_minutes,
            hostel.sam,
            session.session_id,
            Minutes(present_ids=there, theme="Two"),
        )
    assert b"One" in refused.value.theirs.body
    now = replace(Minutes(present_ids=there, theme="One and two"), version=refused.value.theirs.version)
    hostel.do(group_minutes.save_minutes, hostel.sam, session.session_id, now)
    found = read(hostel, session, "jo")
    assert found is not None
    assert found.theme == "One and two"


def test_who_is_taken_off_the_list_reads_no_more(hostel: Hostel) -> None:
    session = _session(hostel, "sam")
    write(hostel, session, "jo", "sam", steps=STEPS)
    write(hostel, session, "jo")
    assert read(hostel, session, "sam") is None


def test_a_story_round_keeps_no_story(hostel: Hostel) -> None:
    session = _session(hostel, "sam")
    story = (Step("stories", "Stories", WORDS),)
    with pytest.raises(NotNow, match="doesn’t keep"):
        write(hostel, session, "jo", model_id="schwartz", steps=story)
    theme = (Step("theme", "Theme", "Endings"),)
    write(hostel, session, "jo", model_id="schwartz", steps=theme, numbers=(("nurses", 4),), feedback=3)


def test_a_balint_group_keeps_no_solution(hostel: Hostel) -> None:
    session = _session(hostel)
    with pytest.raises(NotNow, match="doesn’t keep"):
        write(hostel, session, "jo", model_id="balint", small_changes=(SmallChange("c", "Ring them"),))


def test_a_learning_review_is_for_the_whole_team_and_nobody_beyond(hostel: Hostel) -> None:
    session = _session(hostel, kind=SessionKind.LEARNING_REVIEW)
    write(hostel, session, "jo", model_id="sea", steps=(Step("why", "Why did it happen?", WORDS),))
    for name in ("sam", "dee", "tom", "amina"):
        assert read(hostel, session, name) is not None
    assert read(hostel, session, "lee") is None


# leaders


def _leaders(hostel: Hostel) -> Session:
    from pie_audit.domain.team import Role

    hostel.add("Noor Haddad", Role.LEADER)
    return plan(hostel, make_group(hostel, "noor", by="lee", kind=SessionKind.LEADERS), by="lee")


def test_among_leaders_nobody_is_named_as_writing(hostel: Hostel) -> None:
    session = _leaders(hostel)
    roles = (("note-taker", person(hostel, "lee")), ("presenter", person(hostel, "noor")))
    write(hostel, session, "lee", "noor", by="lee", roles=roles, learning=WORDS)
    found = read(hostel, session, "noor")
    assert found is not None
    assert found.roles == ()
    write(hostel, session, "lee", "noor", by="noor", learning=WORDS + "!")
    hostel.do(group_minutes.add_later, hostel.noor, session.session_id, "One more thing")
    assert [line.by_id for line in _see(hostel, session, "lee").addenda] == [""]
    for name in ("jo", "amina"):
        assert read(hostel, session, name) is None


# one's own part


def _set(hostel: Hostel) -> Session:
    session = _session(hostel, "sam", "dee", kind=SessionKind.LEARNING_SET)
    write(hostel, session, "jo", "sam", model_id="action-learning")
    return session


def test_each_presenter_owns_their_turn(hostel: Hostel) -> None:
    session = _set(hostel)
    hostel.do(
        group_minutes.save_part,
        hostel.sam,
        session.session_id,
        OwnPart(issue="I never say no", will_try="Once"),
    )
    seen = _see(hostel, session, "jo").parts
    assert seen[person(hostel, "sam")].issue == "I never say no"
    assert person(hostel, "jo") not in seen
    with pytest.raises(NotNow, match="those who were there"):
        hostel.do(group_minutes.save_part, hostel.dee, session.session_id, OwnPart(issue="x"))


def test_words_under_anothers_name_arent_shown_as_theirs(hostel: Hostel) -> None:
    session = _set(hostel)
    sam, jo = person(hostel, "sam"), person(hostel, "jo")
    forged = to_json(OwnPart(issue="What Sam never said"))
    record_id = group_minutes.part_id(session.session_id, sam)
    hostel.opened.write(lambda tx: save_for(tx, hostel.jo, record_id, forged, [sam]))
    assert hostel.see(open_page, hostel.sam, record_id).author_id == jo
    assert sam not in _see(hostel, session, "sam").parts


def test_what_somebody_meant_to_try_comes_back_next_time(hostel: Hostel) -> None:
    session = _set(hostel)
    part = OwnPart(issue="I never say no", will_try="Say no once", by=date(2026, 11, 30))
    hostel.do(group_minutes.save_part, hostel.sam, session.session_id, part)
    group = hostel.see(groups.group_of_mine, hostel.jo, session.group_id)
    later = plan(hostel, group, TODAY + timedelta(days=14))
    last = _see(hostel, later, "jo").last_time
    assert last is not None
    assert last.parts[person(hostel, "sam")].will_try == "Say no once"
    assert _see(hostel, later, "dee").last_time is None


def test_small_changes_come_back_next_time(hostel: Hostel) -> None:
    session = _session(hostel, "sam")
    write(hostel, session, "jo", small_changes=(SmallChange("c1", "Meet at the door"),))
    group = hostel.see(groups.group_of_mine, hostel.jo, session.group_id)
    later = plan(hostel, group, TODAY + timedelta(days=14))
    last = _see(hostel, later, "jo").last_time
    assert last is not None
    assert [c.what for c in last.small_changes] == ["Meet at the door"]


def test_there_are_no_parts_in_other_kinds(hostel: Hostel) -> None:
    session = _session(hostel, "sam")
    write(hostel, session, "jo")
    with pytest.raises(NotNow, match="part of their own"):
        hostel.do(group_minutes.save_part, hostel.jo, session.session_id, OwnPart(issue="x"))


# later lines


def test_anybody_who_was_there_adds_a_line_and_says_when(hostel: Hostel) -> None:
    session = _session(hostel, "sam", "dee")
    write(hostel, session, "jo", "sam", steps=STEPS)
    hostel.do(group_minutes.add_later, hostel.sam, session.session_id, "  I saw it differently. ")
    hostel.do(group_minutes.add_later, hostel.jo, session.session_id, "So did I.")
    lines = _see(hostel, session, "jo").addenda
    assert [(line.words, line.day) for line in lines] == [
        ("I saw it differently.", TODAY),
        ("So did I.", TODAY),
    ]
    assert [line.by_id for line in lines] == list(ids(hostel, "sam", "jo"))
    assert _see(hostel, session, "dee").addenda == Addenda().lines
    for name, words in (("dee", "x"), ("jo", "  ")):
        with pytest.raises(NotNow):
            hostel.do(group_minutes.add_later, hostel.people[name], session.session_id, words)


def test_a_one_to_one_session_has_no_page_here(hostel: Hostel) -> None:
    jo, sam = ids(hostel, "jo", "sam")
    line = Session(
        "s1", SessionKind.SUPERVISION, hostel.team_id, TODAY, 60, supervisor_id=jo, supervisee_id=sam
    )
    hostel.opened.write(lambda tx: sessions.save_session(tx, line))
    with pytest.raises(NotNow, match="no such group"):
        _see(hostel, line, "jo")
