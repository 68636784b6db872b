"""Before a record leaves: whose names are in it, and which role takes their place."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.entry import FollowUp, Practice, Step
from pie_audit.domain.name_finding import FindingKind
from pie_audit.domain.registration_names import doubts, with_roles
from pie_audit.domain.registration_paper import record_paper
from pie_audit.domain.registration_text import record_text
from tests.make_record import PRACTICE, draft, entry, material

TEAM = ("Amina Yusuf", "Marek Kowalski")
TOLD = (
    Step("description", "Description", "I rang Amina. She was out, so I spoke to Mr Dawson at 12 Mill Road."),
    Step("conclusion", "Conclusion", "Next time I ask Amina first."),
    Step("action-plan", "Action plan", "Write it down for Marek Kowalski."),
)


def told(**changes: object):  # type: ignore[no-untyped-def]
    page = entry(1, steps=TOLD, follow_ups=(FollowUp("f", "Ring Amina", done=True),), **changes)
    return material("swe", [page])


def test_colleagues_come_first_and_each_wording_once() -> None:
    found = doubts(told(), TEAM, ())
    assert [d.is_colleague for d in found] == sorted((d.is_colleague for d in found), reverse=True)
    assert len({d.key for d in found}) == len(found)
    assert {FindingKind.COLLEAGUE, FindingKind.TITLE, FindingKind.ADDRESS} <= {d.finding.kind for d in found}


def test_a_colleague_gets_a_role_unless_somebody_chooses_otherwise_and_others_are_only_told() -> None:
    found = doubts(told(), TEAM, ())
    assert all(bool(doubt.role) == doubt.is_colleague for doubt in found)


def test_each_doubt_says_on_which_page_it_is() -> None:
    assert doubts(told(), TEAM, ())[0].where == "“The late door 1”, 17 September 2026"


def test_with_its_roles_a_record_names_no_colleague_anywhere() -> None:
    found = told()
    roles = {doubt.key: doubt.role for doubt in doubts(found, TEAM, ())}
    text = record_text(record_paper(with_roles(found, roles, TEAM, ())))
    assert "Amina" not in text
    assert "Kowalski" not in text
    assert "Mr Dawson" in text, "what wasn't given a role stays as it was written"
    assert doubts(with_roles(found, roles, TEAM, ()), TEAM, ())[0].is_colleague is False


def test_what_is_written_for_the_record_itself_is_looked_through_too() -> None:
    written = draft(
        "hcpc",
        statements={"summary": "I work with Amina Yusuf."},
        gaps={"2024-11-23": "Marek Kowalski was ill."},
        supervisor_role="Amina Yusuf",
    )
    found = material("hcpc", [], [], written)
    roles = {doubt.key: doubt.role for doubt in doubts(found, TEAM, ())}
    swapped = with_roles(found, roles, TEAM, ()).draft
    everything = f"{swapped.statements} {swapped.gaps} {swapped.supervisor_role}"
    assert "Amina" not in everything
    assert "Marek" not in everything


def test_why_it_matters_and_who_is_better_off_are_looked_through() -> None:
    practice = replace(PRACTICE, why_relevant="Amina Yusuf asked me.", who_is_better_off="Marek Kowalski")
    found = material("swe", [entry(1, practice=practice)])
    roles = {doubt.key: doubt.role for doubt in doubts(found, TEAM, ())}
    assert len(roles) == 2
    after = with_roles(found, roles, TEAM, ()).pieces[0].entry.practice
    assert "Amina" not in after.why_relevant
    assert "Marek" not in after.who_is_better_off


def test_words_that_may_pass_are_no_doubt() -> None:
    assert any(d.finding.kind is FindingKind.ADDRESS for d in doubts(told(), TEAM, ()))
    assert not any(d.finding.kind is FindingKind.ADDRESS for d in doubts(told(), TEAM, ("12 Mill Road",)))


def test_nothing_changes_where_no_role_was_chosen() -> None:
    found = told()
    assert with_roles(found, {}, TEAM, ()) is found
    assert with_roles(found, {"amina": ""}, TEAM, ()) is found


def test_a_record_without_anybody_has_no_doubt() -> None:
    plain = entry(1, title="late door", steps=(), take_away="greet", follow_ups=(), practice=Practice(True))
    assert doubts(material("swe", [plain]), TEAM, ()) == ()


@given(st.text(max_size=200), st.sampled_from(["Amina Yusuf", "Amina"]), st.text(max_size=200))
def test_a_colleague_between_any_words_is_gone_after_the_swap(before: str, name: str, after: str) -> None:
    steps = (Step("description", "Description", f"{before} {name} {after}"),)
    found = material("swe", [entry(1, title="", steps=steps, follow_ups=())])
    seen = {d.key: d.role for d in doubts(found, TEAM, ())}
    swapped = with_roles(found, seen, TEAM, ())
    assert not any(d.is_colleague and d.key in seen for d in doubts(swapped, TEAM, ()))
