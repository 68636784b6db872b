"""Sharing: exactly what was previewed, for whom was chosen, until its writer ends it; the page itself never moves."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.entry import Entry, EntryKind, FollowUp, Step, from_body, to_body
from pie_audit.domain.errors import NotNow
from pie_audit.domain.group import Group, GroupRole
from pie_audit.domain.session import SessionKind
from pie_audit.domain.shared_copy import TAKE_AWAY, TITLE, SharedCopy, copy_of, parts_of
from pie_audit.domain.supervision import Agreement
from pie_audit.domain.team import Role
from pie_audit.storage import groups, people, records, sessions, shares, trail
from pie_audit.workflows import (
    pins,
    sealed_pages,
    share_readers,
    shared_pages,
    sharing,
    teams,
    unlock,
    writing_aids,
)
from pie_audit.workflows.share_readers import Audience, Tie
from tests.quarter import TODAY, Hostel, password_of

PAGE = Entry(
    secrets.token_hex(16),
    EntryKind.REFLECTION,
    date(2026, 11, 16),
    "The handover that stayed with me",
    steps=(
        Step("d", "Description", "He told it for the fourth time. 📞 שלום"),
        Step("f", "Feelings", "I was tired and angry."),
        Step("e", "Evaluation", ""),
    ),
    take_away="Ask before I offer.",
    tags=("nights",),
    pressed_on="my own father",
    follow_ups=(FollowUp("f1", "Ring the council"),),
)


def written(hostel: Hostel, name: str = "jo", page: Entry = PAGE) -> Entry:
    """A page that somebody saved."""
    me, record_id = hostel.people[name], bytes.fromhex(page.entry_id)
    hostel.opened.write(lambda tx: sealed_pages.save_own(tx, me, record_id, to_body(page), expected=0))
    return page


def whole(page: Entry = PAGE) -> SharedCopy:
    return copy_of(page, parts_of(page), TODAY)


def to(hostel: Hostel, *names: str) -> Audience:
    return Audience(tuple(hostel.people[n].member.person_id for n in names))


def shared(hostel: Hostel, *names: str, copy: SharedCopy | None = None) -> sharing.NowShared:
    """Jo's page, shared with these."""
    page = written(hostel)
    return hostel.do(sharing.share, hostel.jo, page.entry_id, copy or whole(), to(hostel, *names))


def page_of(hostel: Hostel, name: str, page: Entry = PAGE) -> Entry:
    found = hostel.see(sealed_pages.open_page, hostel.people[name], bytes.fromhex(page.entry_id))
    assert found is not None
    return from_body(found.body)


def agree(hostel: Hostel, supervisor: str, supervisee: str) -> None:
    pair = (hostel.people[supervisor].member.person_id, hostel.people[supervisee].member.person_id)
    value = Agreement(secrets.token_hex(16), hostel.team_id, *pair, 4, 60, date(2027, 3, 1), frozenset(pair))
    hostel.opened.write(lambda tx: sessions.save_agreement(tx, value))


def gather(hostel: Hostel, *names: str) -> Group:
    """A group that meets on Thursdays."""
    value = Group("thursday", SessionKind.GROUP, "Thursday group", hostel.team_id, _members(hostel, names))
    return hostel.opened.write(lambda tx: groups.save_group(tx, value))


def change(hostel: Hostel, *names: str) -> None:
    """From now on these belong to it."""
    value = hostel.read(lambda tx: groups.load_group(tx, "thursday"))
    changed = replace(value, members=_members(hostel, names))
    hostel.opened.write(lambda tx: groups.save_group(tx, changed))


def _members(hostel: Hostel, names: tuple[str, ...]) -> tuple[tuple[str, GroupRole], ...]:
    return tuple((hostel.people[n].member.person_id, GroupRole.MEMBER) for n in names)


def received(hostel: Hostel, name: str) -> tuple[shared_pages.SharedPage, ...]:
    return hostel.see(shared_pages.shared_with_me, hostel.people[name])


# --- what goes into a copy --------------------------------------------------------------------------------------------


def test_whole_copy_holds_title_parts_and_what_is_taken_away_and_nothing_else() -> None:
    copy = whole()
    assert not copy.excerpt
    body = sealed_pages.to_json(copy).decode()
    assert all(words in body for words in ("The handover", "fourth time", "tired and angry", "Ask before"))
    assert not [words for words in ("nights", "father", "council", PAGE.entry_id) if words in body]


def test_leaving_a_part_out_makes_it_an_excerpt() -> None:
    parts = [part for part in parts_of(PAGE) if part.key != "1"]
    copy = copy_of(PAGE, parts, TODAY)
    assert copy.excerpt
    assert [step.text for step in copy.steps] == [PAGE.steps[0].text]


def test_taking_only_some_words_of_a_part_makes_it_an_excerpt() -> None:
    parts = [part.cut_to("fourth time") if part.key == "0" else part for part in parts_of(PAGE)]
    copy = copy_of(PAGE, parts, TODAY)
    assert copy.excerpt
    assert copy.steps[0].text == "fourth time"


def test_role_in_place_of_a_name_changes_the_copy_and_not_what_it_is() -> None:
    parts = [part.with_text("A resident told it.") if part.key == "0" else part for part in parts_of(PAGE)]
    copy = copy_of(PAGE, parts, TODAY)
    assert not copy.excerpt
    assert (copy.steps[0].text, PAGE.steps[0].text[:7]) == ("A resident told it.", "He told")


def test_empty_parts_are_not_offered() -> None:
    assert [part.key for part in parts_of(PAGE)] == [TITLE, "0", "1", TAKE_AWAY]


# --- sharing ----------------------------------------------------------------------------------------------------------


def test_reader_gets_exactly_the_copy(hostel: Hostel) -> None:
    shared(hostel, "sam")
    (page,) = received(hostel, "sam")
    assert page.copy == whole()
    assert (page.author_name, page.shared_week) == ("Jo", "2026-W47")


def test_nobody_else_gets_anything(hostel: Hostel) -> None:
    now = shared(hostel, "sam")
    for name in ("amina", "dee", "tom", "lee"):
        assert received(hostel, name) == ()
        assert hostel.see(sealed_pages.open_page, hostel.people[name], now.share_id) is None


def test_the_page_itself_stays_closed_to_its_reader(hostel: Hostel) -> None:
    shared(hostel, "sam")
    record_id = bytes.fromhex(PAGE.entry_id)
    assert hostel.see(sealed_pages.open_page, hostel.sam, record_id) is None


def test_page_notes_whom_it_was_shared_with(hostel: Hostel) -> None:
    now = shared(hostel, "sam")
    (one,) = page_of(hostel, "jo").open_shares
    assert (one.share_id, one.reader_ids, one.day) == (
        now.share_id.hex(),
        (hostel.sam.member.person_id,),
        TODAY,
    )
    assert replace(page_of(hostel, "jo"), shares=()) == PAGE


def test_copy_stays_as_it_was_shared_when_the_page_changes(hostel: Hostel) -> None:
    now = shared(hostel, "sam")
    jo, record_id = hostel.jo, bytes.fromhex(PAGE.entry_id)
    changed = replace(now.entry, title="Another title")
    hostel.opened.write(
        lambda tx: sealed_pages.save_own(tx, jo, record_id, to_body(changed), expected=now.version)
    )
    assert received(hostel, "sam")[0].copy == whole()


def test_sharing_an_update_makes_a_second_copy(hostel: Hostel) -> None:
    first = shared(hostel, "sam")
    update = replace(whole(), title="Three weeks later")
    second = hostel.do(sharing.share, hostel.jo, PAGE.entry_id, update, to(hostel, "sam"))
    assert first.share_id != second.share_id
    titles = {page.copy.title for page in received(hostel, "sam") if page.copy}
    assert titles == {PAGE.title, "Three weeks later"}
    assert len(page_of(hostel, "jo").open_shares) == 2


def test_copy_with_no_words_is_refused(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="nothing in this copy"):
        shared(hostel, "sam", copy=SharedCopy("", TODAY, (), True, TODAY))


def test_nobody_chosen_is_refused(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="Nobody was chosen"):
        shared(hostel)


def test_refused_share_leaves_nothing_behind(hostel: Hostel) -> None:
    written(hostel)
    head = hostel.read(trail.head)
    wanted = Audience((hostel.sam.member.person_id, "nobody here"))
    with pytest.raises(NotNow):
        hostel.do(sharing.share, hostel.jo, PAGE.entry_id, whole(), wanted)
    assert received(hostel, "sam") == ()
    assert page_of(hostel, "jo").shares == ()
    assert hostel.read(trail.head) == head


def test_security_record_tells_ids_and_nothing_of_the_page(hostel: Hostel) -> None:
    now = shared(hostel, "sam")
    hostel.do(sharing.end_share, hostel.jo, now.share_id, PAGE.entry_id)
    ended, made = hostel.read(lambda tx: trail.lines(tx, latest=2))
    assert (made.action, ended.action) == (sharing.SHARED, sharing.ENDED)
    assert {made.object_id, ended.object_id} == {now.share_id.hex()}
    assert PAGE.entry_id not in f"{made}{ended}"


def test_nobody_shares_a_page_of_somebody_else(hostel: Hostel) -> None:
    written(hostel)
    with pytest.raises(NotNow, match="isn’t here any more"):
        hostel.do(sharing.share, hostel.dee, PAGE.entry_id, whole(), to(hostel, "sam"))


# --- whom ------------------------------------------------------------------------------------------------------------


def test_supervisor_comes_first_then_colleagues_by_name(hostel: Hostel) -> None:
    agree(hostel, "lee", "jo")
    agree(hostel, "jo", "tom")
    found = hostel.see(share_readers.choices, hostel.jo).people
    assert [(r.name, r.tie) for r in found] == [
        ("Lee Park", Tie.SUPERVISOR),
        ("Tom", Tie.SUPERVISEE),
        ("Amina Yusuf", Tie.COLLEAGUE),
        ("Dee", Tie.COLLEAGUE),
        ("Sam", Tie.COLLEAGUE),
    ]
    assert [r.name for r in found if r.manages] == ["Amina Yusuf"]


def test_ended_agreement_ties_nobody(hostel: Hostel) -> None:
    agree(hostel, "lee", "jo")
    person_id = hostel.jo.member.person_id
    (value,) = hostel.read(lambda tx: sessions.agreements_of(tx, person_id))
    hostel.opened.write(lambda tx: sessions.save_agreement(tx, replace(value, ended_week="2026-W46")))
    ties = {r.tie for r in hostel.see(share_readers.choices, hostel.jo).people}
    assert Tie.SUPERVISOR not in ties


def test_supervisor_from_outside_the_team_can_be_chosen(hostel: Hostel) -> None:
    lee = replace(hostel.lee.member, teams=frozenset())
    hostel.opened.write(lambda tx: people.save_member(tx, lee))
    with pytest.raises(NotNow, match="isn’t one you can share with"):
        shared(hostel, "lee")
    agree(hostel, "lee", "jo")
    hostel.do(sharing.share, hostel.jo, PAGE.entry_id, whole(), to(hostel, "lee"))
    assert received(hostel, "lee")[0].copy == whole()


def test_limits_are_said_before_the_first_share_alone(hostel: Hostel) -> None:
    assert hostel.see(share_readers.choices, hostel.jo).first_time
    shared(hostel, "sam")
    assert not hostel.see(share_readers.choices, hostel.jo).first_time


def test_somebody_who_never_signed_in_is_told_of_and_refused(hostel: Hostel) -> None:
    teams.add_person(
        hostel.opened, hostel.amina, teams.NewPerson("Kit", frozenset({Role.STAFF}), hostel.team_id)
    )
    kit = next(m for m in hostel.read(people.list_members) if m.name == "Kit")
    written(hostel)
    with pytest.raises(NotNow):
        hostel.do(sharing.share, hostel.jo, PAGE.entry_id, whole(), Audience((kit.person_id,)))


def test_somebody_who_left_cannot_be_chosen(hostel: Hostel) -> None:
    written(hostel)
    hostel.do(teams.retire_person, hostel.amina, hostel.tom.member.person_id)
    assert "Tom" not in {r.name for r in hostel.see(share_readers.choices, hostel.jo).people}
    with pytest.raises(NotNow, match="isn’t one you can share with"):
        hostel.do(sharing.share, hostel.jo, PAGE.entry_id, whole(), to(hostel, "tom"))


def test_name_check_lets_pass_what_this_person_always_allows(hostel: Hostel) -> None:
    hostel.do(writing_aids.let_pass, hostel.jo, "Dawn")
    hostel.do(writing_aids.let_pass, hostel.jo, "Dawn")
    assert hostel.see(share_readers.choices, hostel.jo).allowed == ("Dawn",)
    assert hostel.see(share_readers.choices, hostel.sam).allowed == ()


# --- groups -----------------------------------------------------------------------------------------------------------


def group_share(hostel: Hostel) -> sharing.NowShared:
    gather(hostel, "jo", "sam", "dee")
    written(hostel)
    (choice,) = hostel.see(share_readers.choices, hostel.jo).groups
    wanted = Audience(tuple(r.person_id for r in choice.readers), choice.group_id)
    return hostel.do(sharing.share, hostel.jo, PAGE.entry_id, whole(), wanted)


def test_everybody_in_the_group_reads_and_the_others_do_not(hostel: Hostel) -> None:
    group_share(hostel)
    for name in ("sam", "dee"):
        (page,) = received(hostel, name)
        assert (page.copy, page.group_name) == (whole(), "Thursday group")
    assert received(hostel, "tom") == ()


def test_person_added_to_the_group_later_reads_nothing_from_before(hostel: Hostel) -> None:
    now = group_share(hostel)
    change(hostel, "jo", "sam", "dee", "tom")
    assert received(hostel, "tom") == ()
    assert hostel.see(sealed_pages.open_page, hostel.tom, now.share_id) is None


def test_group_one_does_not_belong_to_cannot_be_chosen(hostel: Hostel) -> None:
    gather(hostel, "sam", "dee")
    written(hostel)
    assert hostel.see(share_readers.choices, hostel.jo).groups == ()
    wanted = replace(to(hostel, "sam", "dee"), group_id="thursday")
    with pytest.raises(NotNow, match="isn’t one you can share with"):
        hostel.do(sharing.share, hostel.jo, PAGE.entry_id, whole(), wanted)


def test_group_stays_as_it_was_previewed_when_somebody_joins_meanwhile(hostel: Hostel) -> None:
    gather(hostel, "jo", "sam")
    written(hostel)
    (choice,) = hostel.see(share_readers.choices, hostel.jo).groups
    change(hostel, "jo", "sam", "tom")
    wanted = Audience(tuple(r.person_id for r in choice.readers), choice.group_id)
    hostel.do(sharing.share, hostel.jo, PAGE.entry_id, whole(), wanted)
    assert received(hostel, "tom") == ()


# --- ending -----------------------------------------------------------------------------------------------------------


def test_ended_share_tells_its_reader_that_it_was_and_no_word_of_it(hostel: Hostel) -> None:
    now = shared(hostel, "sam")
    hostel.do(sharing.end_share, hostel.jo, now.share_id, PAGE.entry_id)
    (page,) = received(hostel, "sam")
    assert (page.copy, page.ended_week, page.trouble) == (None, "2026-W47", "")
    assert hostel.read(lambda tx: records.load_record(tx, now.share_id)) is None
    assert hostel.read(lambda tx: list(records.list_keys(tx, hostel.sam.member.person_id))) == []


def test_page_notes_when_the_share_ended(hostel: Hostel) -> None:
    now = shared(hostel, "sam")
    after = hostel.do(sharing.end_share, hostel.jo, now.share_id, PAGE.entry_id)
    assert page_of(hostel, "jo").open_shares == ()
    assert after.entry.shares[0].ended_on == TODAY


def test_share_ends_without_its_page_too(hostel: Hostel) -> None:
    now = shared(hostel, "sam")
    record_id = bytes.fromhex(PAGE.entry_id)
    hostel.opened.write(lambda tx: records.delete_record(tx, record_id))
    assert hostel.do(sharing.end_share, hostel.jo, now.share_id, PAGE.entry_id) is None
    assert received(hostel, "sam")[0].copy is None


def test_page_is_found_where_nobody_says_which_it_was(hostel: Hostel) -> None:
    now = shared(hostel, "sam")
    after = sharing.end_share_of_any(hostel.opened, hostel.jo, now.share_id)
    assert after is not None
    assert after.entry.entry_id == PAGE.entry_id
    assert page_of(hostel, "jo").open_shares == ()
    assert received(hostel, "sam")[0].copy is None


@pytest.mark.parametrize("name", ["sam", "amina", "dee"])
def test_nobody_but_its_writer_ends_a_share(hostel: Hostel, name: str) -> None:
    now = shared(hostel, "sam")
    with pytest.raises(NotNow, match="isn’t shared any more"):
        hostel.do(sharing.end_share, hostel.people[name], now.share_id)
    assert received(hostel, "sam")[0].copy == whole()


def test_share_ends_once(hostel: Hostel) -> None:
    now = shared(hostel, "sam")
    hostel.do(sharing.end_share, hostel.jo, now.share_id, PAGE.entry_id)
    with pytest.raises(NotNow, match="isn’t shared any more"):
        hostel.do(sharing.end_share, hostel.jo, now.share_id, PAGE.entry_id)


def test_writer_sees_every_copy_and_whom_it_went_to(hostel: Hostel) -> None:
    now = shared(hostel, "sam", "dee")
    (mine,) = hostel.see(sharing.my_shares, hostel.jo)
    assert (mine.reader_names, mine.ended_week, mine.copy) == (("Dee", "Sam"), None, whole())
    hostel.do(sharing.end_share, hostel.jo, now.share_id)
    (mine,) = hostel.see(sharing.my_shares, hostel.jo)
    assert (mine.ended_week, mine.copy) == ("2026-W47", None)


def test_past_shares_stay_when_the_supervisor_changes(hostel: Hostel) -> None:
    agree(hostel, "sam", "jo")
    shared(hostel, "sam")
    person_id = hostel.jo.member.person_id
    (value,) = hostel.read(lambda tx: sessions.agreements_of(tx, person_id))
    hostel.opened.write(lambda tx: sessions.save_agreement(tx, replace(value, ended_week="2026-W47")))
    agree(hostel, "dee", "jo")
    assert received(hostel, "sam")[0].copy == whole()
    assert received(hostel, "dee") == ()


# --- keys -------------------------------------------------------------------------------------------------------------


def reset(hostel: Hostel, name: str) -> None:
    """An administrator resets somebody's access, who chooses a new password."""
    shown = hostel.people[name].member.name
    code = teams.invite_again(hostel.opened, hostel.amina, hostel.people[name].member.person_id)
    hostel.people[name] = unlock.accept_invitation(hostel.opened, shown, code, f"{password_of(shown)} anew")


def test_reset_reader_is_blocked_until_six_words_were_compared(hostel: Hostel) -> None:
    hostel.do(pins.remember_people, hostel.jo)
    reset(hostel, "sam")
    written(hostel)
    assert [r.name for r in hostel.see(share_readers.choices, hostel.jo).people if r.changed] == ["Sam"]
    with pytest.raises(pins.KeyChanged):
        hostel.do(sharing.share, hostel.jo, PAGE.entry_id, whole(), to(hostel, "sam"))
    hostel.do(pins.confirm, hostel.jo, hostel.sam.member.person_id)
    hostel.do(sharing.share, hostel.jo, PAGE.entry_id, whole(), to(hostel, "sam"))
    assert received(hostel, "sam")[0].copy == whole()


def test_reset_reader_is_told_that_earlier_copies_need_sharing_again(hostel: Hostel) -> None:
    shared(hostel, "sam")
    reset(hostel, "sam")
    (page,) = received(hostel, "sam")
    assert page.copy is None
    assert "share it again" in page.trouble


def test_copy_of_a_reset_writer_still_opens_for_who_knew_their_key(hostel: Hostel) -> None:
    hostel.do(pins.remember_people, hostel.sam)
    shared(hostel, "sam")
    reset(hostel, "jo")
    assert received(hostel, "sam")[0].copy == whole()


def test_reset_writer_can_still_end_what_they_shared(hostel: Hostel) -> None:
    now = shared(hostel, "sam")
    reset(hostel, "jo")
    assert hostel.do(sharing.end_share, hostel.jo, now.share_id, PAGE.entry_id) is None
    assert received(hostel, "sam")[0].copy is None
    assert hostel.see(sharing.my_shares, hostel.jo)[0].copy is None


def test_flipped_byte_in_a_copy_is_told_in_one_sentence(hostel: Hostel) -> None:
    now = shared(hostel, "sam")

    def flip(tx: object) -> None:
        record = records.load_record(tx, now.share_id)  # type: ignore[arg-type]
        keys = [records.load_key(tx, record, hostel.people[n].member.person_id) for n in ("jo", "sam")]  # type: ignore[arg-type]
        body = bytes([record.body[0] ^ 1]) + record.body[1:]  # type: ignore[union-attr]
        records.save_record(tx, replace(record, body=body), keys)  # type: ignore[arg-type,type-var]

    hostel.opened.write(flip)
    (page,) = received(hostel, "sam")
    assert page.copy is None
    assert "changed or damaged" in page.trouble


def test_copy_passed_off_as_somebody_elses_does_not_open(hostel: Hostel) -> None:
    now = shared(hostel, "sam")
    sam, dee = hostel.sam.member.person_id, hostel.dee.member.person_id
    (given,) = hostel.read(lambda tx: shares.notes_for(tx, sam))
    hostel.opened.write(lambda tx: shares.save_note(tx, replace(given, author_id=dee)))
    (page,) = received(hostel, "sam")
    assert (page.share_id, page.copy) == (now.share_id, None)
    assert page.trouble
