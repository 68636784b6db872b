"""Refusals, bent rules, prompts and door cards: anybody in the team writes, nobody signs, all of it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from pie_audit.domain.bent_rule import Agreed, BentRule
from pie_audit.domain.door_card import DoorCard
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.quarter import Quarter, iso_week
from pie_audit.domain.refusal import AgencyKind, Direction, Next, Reason, Refusal
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import daily_notes as stored
from pie_audit.workflows.everyday import (
    bent_agenda,
    daily_notes,
    small_log_views,
    small_logs,
)
from pie_audit.workflows.everyday.entry_books import EntryChanged
from tests.quarter import TODAY, Hostel

PARTS = (TeamPart.REFUSALS, TeamPart.BENT_RULES, TeamPart.PROMPTS, TeamPart.DOORS)


@pytest.fixture
def hostel(hostel: Hostel) -> Hostel:
    """With the four parts in use."""
    hostel.turn_on(*PARTS)
    return hostel


def refusal(hostel: Hostel, **changes: Any) -> Refusal:
    blank = daily_notes.new_refusal(hostel.jo, hostel.team_id)
    return replace(blank, **({"agency": "Northside Clinic", "reason": Reason.CRITERIA} | changes))


def bent(hostel: Hostel, **changes: Any) -> BentRule:
    blank = daily_notes.new_bent_rule(hostel.jo, hostel.team_id)
    usual = {"rule": "No visitors after ten", "instead": "Let a sister in", "why": "It was his first night"}
    return replace(blank, **(usual | changes))


def card(hostel: Hostel, **changes: Any) -> DoorCard:
    blank = daily_notes.new_door(hostel.team_id, "Northside Clinic")
    return replace(blank, **({"got_us_in": "A letter from the surgery"} | changes))


KINDS: dict[str, tuple[Callable[..., Any], Any, Any, Callable[..., tuple[Any, ...]], dict[str, Any]]] = {
    "refusal": (
        refusal,
        daily_notes.save_refusal,
        daily_notes.take_refusal_out,
        stored.refusals_of,
        {"reason": Reason.FULL},
    ),
    "bent rule": (
        bent,
        daily_notes.save_bent_rule,
        daily_notes.take_bent_rule_out,
        stored.bent_rules_of,
        {"happened": "He slept"},
    ),
    "door card": (
        card,
        daily_notes.save_door,
        daily_notes.take_door_away,
        stored.door_cards_of,
        {"ask_for": "The duty nurse"},
    ),
}


MINE: dict[str, dict[str, Any]] = {
    "refusal": {"agency": "Southside Clinic"},
    "bent rule": {"safety": "Two of us were there"},
    "door card": {"refused": "No walk-ins"},
}
"""What Jo writes while Sam changes something else."""

SAME: dict[str, dict[str, Any]] = {
    "refusal": {"reason": Reason.OTHER, "agency": "Southside Clinic"},
    "bent rule": {"happened": "She slept"},
    "door card": {"ask_for": "The duty doctor"},
}
"""What Jo writes where Sam writes too."""


def kept(hostel: Hostel, kind: str) -> tuple[Any, ...]:
    return hostel.read(lambda tx: KINDS[kind][3](tx, hostel.team_id))


@pytest.mark.parametrize("kind", KINDS)
def test_every_write_can_be_taken_back(hostel: Hostel, kind: str) -> None:
    make, save, take, _read, changes = KINDS[kind]
    added = hostel.do(save, hostel.jo, make(hostel))
    (first,) = kept(hostel, kind)
    changed = hostel.do(save, hostel.sam, replace(first, **changes), first)
    (second,) = kept(hostel, kind)
    taken = hostel.do(take, hostel.amina, second)
    assert kept(hostel, kind) == ()
    for undo, expected in ((taken, (second,)), (changed, (first,)), (added, ())):
        hostel.do(undo.undo, hostel.jo)
        assert kept(hostel, kind) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_undo_leaves_what_somebody_else_wrote_since(hostel: Hostel, kind: str) -> None:
    make, save, _take, _read, changes = KINDS[kind]
    added = hostel.do(save, hostel.jo, make(hostel))
    (first,) = kept(hostel, kind)
    hostel.do(save, hostel.sam, replace(first, **changes), first)
    with pytest.raises(NotNow, match="Somebody changed this since"):
        hostel.do(added.undo, hostel.jo)
    assert len(kept(hostel, kind)) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_gone_is_not_taken_away_again(hostel: Hostel, kind: str) -> None:
    make, save, take, _read, _changes = KINDS[kind]
    note = make(hostel)
    hostel.do(save, hostel.jo, note)
    hostel.do(take, hostel.jo, note)
    with pytest.raises(NotNow, match="gone already"):
        hostel.do(take, hostel.sam, note)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_note_sent_twice_is_one(hostel: Hostel, kind: str) -> None:
    make, save, _take, _read, _changes = KINDS[kind]
    note = make(hostel)
    hostel.do(save, hostel.jo, note)
    hostel.do(save, hostel.jo, note)
    assert len(kept(hostel, kind)) == 1


@pytest.mark.parametrize(("kind", "part"), tuple(zip(KINDS, (PARTS[0], PARTS[1], PARTS[3]), strict=True)))
def test_a_part_that_is_off_takes_nothing_and_loses_nothing(
    hostel: Hostel, kind: str, part: TeamPart
) -> None:
    make, save, take, _read, _changes = KINDS[kind]
    note = make(hostel)
    hostel.do(save, hostel.jo, note)
    hostel.turn_off(part)
    for act, args in ((save, (make(hostel),)), (take, (note,))):
        with pytest.raises(NotNow, match="doesn’t use this part"):
            hostel.do(act, hostel.jo, *args)
    hostel.turn_on(part)
    assert len(kept(hostel, kind)) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_outside_the_team_writes(hostel: Hostel, kind: str) -> None:
    make, save, _take, _read, _changes = KINDS[kind]
    with pytest.raises(NotNow):
        hostel.do(save, hostel.lee, make(hostel))
    assert kept(hostel, kind) == ()


def test_no_row_says_who_wrote_it(hostel: Hostel) -> None:
    for make, save, *_rest in KINDS.values():
        hostel.do(save, hostel.sam, make(hostel))
    assert hostel.sam.member.person_id not in repr([kept(hostel, kind) for kind in KINDS])


def test_being_refused_needs_an_agency_and_refusing_names_none(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="Who turned them away isn’t there yet"):
        hostel.do(daily_notes.save_refusal, hostel.jo, refusal(hostel, agency=" . "))
    ours = refusal(hostel, direction=Direction.BY_US, agency_kind=AgencyKind.HEALTH)
    hostel.do(daily_notes.save_refusal, hostel.jo, ours)
    (note,) = kept(hostel, "refusal")
    assert (note.agency, note.agency_kind) == ("", None)


def test_a_new_refusal_guesses_whose_it_is_to_solve(hostel: Hostel) -> None:
    new = daily_notes.new_refusal(hostel.jo, hostel.team_id)
    assert (new.month, new.level, new.then) == ("2026-11", BarrierLevel.SYSTEM, Next.NOT_SAID)


@pytest.mark.parametrize("field", ["rule", "why"])
def test_a_bent_rule_needs_the_rule_and_the_reason(hostel: Hostel, field: str) -> None:
    with pytest.raises(NotNow, match="rule or the reason"):
        hostel.do(daily_notes.save_bent_rule, hostel.jo, bent(hostel, **{field: " \n"}))


def test_what_was_done_instead_of_a_rule_can_be_said_later(hostel: Hostel) -> None:
    noted = hostel.do(daily_notes.save_bent_rule, hostel.jo, bent(hostel, instead="")).result
    told = replace(noted, instead="Let a sister in", happened="He slept")
    hostel.do(daily_notes.save_bent_rule, hostel.sam, told, noted)
    assert kept(hostel, "bent rule") == (told,)


@pytest.mark.parametrize(
    ("kind", "field"),
    [("refusal", "agency"), ("bent rule", "why"), ("bent rule", "happened"), ("door card", "refused")],
)
def test_a_line_too_long_is_refused_and_never_cut(hostel: Hostel, kind: str, field: str) -> None:
    make, save, *_rest = KINDS[kind]
    with pytest.raises(NotNow, match="longer than 300 characters"):
        hostel.do(save, hostel.jo, make(hostel, **{field: "x" * 301}))
    hostel.do(save, hostel.jo, make(hostel, **{field: f" {'x' * 300}\n"}))
    assert getattr(kept(hostel, kind)[0], field) == "x" * 300


def test_twelve_offered_and_seven_done(hostel: Hostel) -> None:
    presses = [
        hostel.do(daily_notes.note_prompt, hostel.jo, hostel.team_id, done)
        for done in (True,) * 7 + (False,) * 5
    ]
    look = small_log_views.look
    assert hostel.see(look, hostel.sam, hostel.team_id, TeamPart.PROMPTS).prompts == (12, 7)
    hostel.do(presses[0].undo, hostel.jo)
    assert hostel.see(look, hostel.sam, hostel.team_id, TeamPart.PROMPTS).prompts == (11, 6)
    for press in presses[1:]:
        hostel.do(press.undo, hostel.jo)
    assert hostel.read(lambda tx: stored.prompts_done_of(tx, hostel.team_id)) == ()


def test_a_count_taken_back_leaves_what_others_counted(hostel: Hostel) -> None:
    mine = hostel.do(daily_notes.note_prompt, hostel.jo, hostel.team_id, False)
    hostel.do(daily_notes.note_prompt, hostel.sam, hostel.team_id, True)
    hostel.do(mine.undo, hostel.jo)
    (month,) = hostel.read(lambda tx: stored.prompts_done_of(tx, hostel.team_id))
    assert (month.offered, month.done) == (1, 1)


def test_a_door_card_comes_up_in_any_spelling(hostel: Hostel) -> None:
    hostel.do(daily_notes.save_door, hostel.jo, card(hostel))
    for spelling in ("northside clinic", "The Northside Clinics", "Northside-Clinic."):
        found = hostel.see(daily_notes.door_for, hostel.sam, hostel.team_id, spelling)
        assert found is not None
        assert found.agency == "Northside Clinic"
    assert hostel.see(daily_notes.door_for, hostel.sam, hostel.team_id, "Southside Clinic") is None
    hostel.turn_off(TeamPart.DOORS)
    assert hostel.see(daily_notes.door_for, hostel.sam, hostel.team_id, "Northside Clinic") is None


def test_one_agency_has_one_card(hostel: Hostel) -> None:
    hostel.do(daily_notes.save_door, hostel.jo, card(hostel))
    with pytest.raises(NotNow, match="There’s a card for Northside Clinic already"):
        hostel.do(daily_notes.save_door, hostel.sam, card(hostel, agency="the northside clinic"))


@pytest.mark.parametrize("kind", KINDS)
def test_what_two_changed_apart_is_kept_of_both_and_told(hostel: Hostel, kind: str) -> None:
    make, save, _take, _read, changes = KINDS[kind]
    hostel.do(save, hostel.jo, make(hostel))
    (seen,) = kept(hostel, kind)
    theirs = hostel.do(save, hostel.sam, replace(seen, **changes), seen).result
    done = hostel.do(save, hostel.jo, replace(seen, **MINE[kind]), seen)
    assert kept(hostel, kind) == (replace(seen, **changes, **MINE[kind]),)
    assert done.came_in == tuple(changes)
    hostel.do(done.undo, hostel.jo)
    assert kept(hostel, kind) == (theirs,)


def test_our_own_refusal_does_not_lose_the_agency_that_somebody_put_right(hostel: Hostel) -> None:
    hostel.do(daily_notes.save_refusal, hostel.jo, refusal(hostel))
    (seen,) = kept(hostel, "refusal")
    theirs = replace(seen, agency="Southside Clinic")
    hostel.do(daily_notes.save_refusal, hostel.sam, theirs, seen)
    with pytest.raises(EntryChanged):
        hostel.do(daily_notes.save_refusal, hostel.jo, replace(seen, direction=Direction.BY_US), seen)
    assert kept(hostel, "refusal") == (theirs,)


@pytest.mark.parametrize("kind", KINDS)
def test_a_later_save_does_not_stand_over_what_somebody_else_wrote(hostel: Hostel, kind: str) -> None:
    make, save, take, _read, changes = KINDS[kind]
    hostel.do(save, hostel.jo, make(hostel))
    (seen,) = kept(hostel, kind)
    theirs = hostel.do(save, hostel.sam, replace(seen, **changes), seen).result
    mine = replace(seen, **SAME[kind])
    with pytest.raises(EntryChanged, match="Somebody else changed this while you were writing") as met:
        hostel.do(save, hostel.jo, mine, seen)
    assert met.value.theirs == theirs
    with pytest.raises(NotNow, match="Somebody changed this since"):
        hostel.do(take, hostel.jo, seen)
    assert kept(hostel, kind) == (theirs,)
    hostel.do(save, hostel.jo, mine, met.value.theirs)
    assert kept(hostel, kind) == (mine,)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_taken_away_meanwhile_comes_back_only_if_somebody_says_so(hostel: Hostel, kind: str) -> None:
    make, save, take, _read, _changes = KINDS[kind]
    hostel.do(save, hostel.jo, make(hostel))
    (seen,) = kept(hostel, kind)
    hostel.do(take, hostel.sam, seen)
    mine = replace(seen, **MINE[kind])
    with pytest.raises(EntryChanged, match="taken away while you were writing") as met:
        hostel.do(save, hostel.jo, mine, seen)
    assert (met.value.theirs, kept(hostel, kind)) == (None, ())
    hostel.do(save, hostel.jo, mine, met.value.theirs)
    assert kept(hostel, kind) == (mine,)


@pytest.mark.parametrize("kind", KINDS)
def test_an_id_that_is_taken_is_no_way_over_an_entry(hostel: Hostel, kind: str) -> None:
    make, save, _take, _read, changes = KINDS[kind]
    first = hostel.do(save, hostel.jo, make(hostel)).result
    with pytest.raises(EntryChanged):
        hostel.do(save, hostel.sam, replace(first, **changes))
    assert kept(hostel, kind) == (first,)


@pytest.mark.parametrize("changes", [{"agency": " . "}, {"agency": ""}, {"got_us_in": " "}])
def test_a_card_needs_an_agency_and_something_about_it(hostel: Hostel, changes: dict[str, str]) -> None:
    with pytest.raises(NotNow):
        hostel.do(daily_notes.save_door, hostel.jo, card(hostel, **changes))


def test_agencies_in_three_spellings_are_one_in_the_spelling_used_most(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.FRICTION)
    for agency in ("housing office", "Housing Office", "The Housing Offices", "Housing Office"):
        hostel.do(daily_notes.save_refusal, hostel.jo, refusal(hostel, agency=agency))
    slow = replace(
        small_logs.new_friction(hostel.jo, hostel.team_id), trying="A form", process="GP", minutes=9
    )
    hostel.do(small_logs.save_friction, hostel.jo, slow)
    assert hostel.read(lambda tx: daily_notes.agencies_of(tx, hostel.team_id)) == ("GP", "Housing Office")
    sums = hostel.see(small_log_views.look, hostel.jo, hostel.team_id, TeamPart.REFUSALS).refusal_sums
    assert [(agency.of, agency.entries) for agency in sums.agencies] == [("Housing Office", 4)]


def test_refusals_are_counted_by_direction_and_reason_over_twelve_months(hostel: Hostel) -> None:
    wanted = [
        {"reason": Reason.MUST_STOP_USING},
        {"reason": Reason.MUST_STOP_USING, "month": "2025-12"},
        {"direction": Direction.BY_US, "reason": Reason.FULL},
        {"reason": Reason.FULL, "month": "2025-11"},
    ]
    for changes in wanted:
        hostel.do(daily_notes.save_refusal, hostel.jo, refusal(hostel, **changes))
    sums = hostel.see(small_log_views.look, hostel.jo, hostel.team_id, TeamPart.REFUSALS).refusal_sums
    assert (sums.by_us, sums.by_others, sums.must_stop_using) == (1, 2, 2)
    assert sums.reasons == ((Reason.MUST_STOP_USING, 2), (Reason.FULL, 1))


def agenda(hostel: Hostel, day: date = TODAY) -> tuple[bent_agenda.AgendaItem, ...]:
    return hostel.read(lambda tx: bent_agenda.agenda_items(tx, hostel.team_id, Quarter.of(day)))


def test_a_rule_bent_three_times_in_a_quarter_is_something_to_talk_about(hostel: Hostel) -> None:
    whys = ("It was his first night", "Her bus was late", "They had nowhere to go")
    rules = (
        "No visitors after ten",
        "No visitor after 10",
        "No visitors after ten.",
        "the no-visitors after ten",
    )
    for at, why in enumerate(whys[:2]):
        hostel.do(daily_notes.save_bent_rule, hostel.jo, bent(hostel, rule=rules[0], why=why))
        assert agenda(hostel) == (), at
    hostel.do(daily_notes.save_bent_rule, hostel.sam, bent(hostel, rule=rules[1], why="Another rule"))
    assert agenda(hostel) == ()
    hostel.do(daily_notes.save_bent_rule, hostel.sam, bent(hostel, rule=rules[3], why=whys[2]))
    (item,) = agenda(hostel)
    assert (item.rule, item.times, set(item.reasons)) == ("No visitors after ten", 3, set(whys))
    assert agenda(hostel, date(2026, 8, 1)) == ()
    hostel.turn_off(TeamPart.BENT_RULES)
    assert agenda(hostel) == ()


def needs(hostel: Hostel, name: str) -> list[str]:
    me = hostel.people[name]
    today = me.clock.today()
    found = hostel.read(lambda tx: bent_agenda.needs_of(tx, me, hostel.team_id, today))
    return [need.title for need in found]


def test_what_happened_is_asked_for_after_two_weeks_and_no_longer_once_it_is_said(hostel: Hostel) -> None:
    hostel.do(daily_notes.save_bent_rule, hostel.jo, bent(hostel, agreed=Agreed.BEFORE, agreed_by="manager"))
    hostel.at(TODAY + timedelta(days=17))
    early = hostel.see(small_log_views.look, hostel.jo, hostel.team_id, TeamPart.BENT_RULES)
    assert (early.waiting, needs(hostel, "jo")) == ((), [])
    hostel.at(TODAY + timedelta(days=18))
    (waits,) = hostel.see(small_log_views.look, hostel.jo, hostel.team_id, TeamPart.BENT_RULES).waiting
    assert needs(hostel, "jo") == ["A rule was bent: what happened?"]
    hostel.do(daily_notes.save_bent_rule, hostel.sam, replace(waits, happened="He slept and stayed"), waits)
    assert needs(hostel, "jo") == []


def test_the_manager_is_asked_about_the_rule_and_staff_are_not(hostel: Hostel) -> None:
    for _time in range(3):
        hostel.do(daily_notes.save_bent_rule, hostel.jo, bent(hostel))
    assert needs(hostel, "amina") == ["Time to review a rule?"]
    assert needs(hostel, "jo") == []
    hostel.turn_off(TeamPart.BENT_RULES)
    assert needs(hostel, "amina") == []


def test_a_week_belongs_to_the_quarter_of_its_monday(hostel: Hostel) -> None:
    new_year = date(2027, 1, 1)  # a Friday of a week that began in December
    for _time in range(3):
        hostel.do(daily_notes.save_bent_rule, hostel.jo, bent(hostel, week=iso_week(new_year)))
    assert [item.times for item in agenda(hostel, date(2026, 12, 31))] == [3]
    assert agenda(hostel, new_year) == ()
