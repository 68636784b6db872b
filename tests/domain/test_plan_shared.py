"""What leaders get as data: exactly what an edition prints. The papers themselves are asked in tests/reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.plan_material import Edition, PlanMaterial, PriorAsk
from pie_audit.domain.plan_received import texts
from pie_audit.domain.plan_shared import SURELY, only_printed, shared_plan, squeezed
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import ReplyKind
from pie_audit.domain.shared_plan import SharedPlan
from tests.make_plan import ADDENDUM, REPLY
from tests.make_shared import SENDER, printable, shared, shared_ask


def of(edition: Edition, material: PlanMaterial | None = None) -> SharedPlan:
    return shared_plan(material or printable(), edition, sender=SENDER)


def test_each_edition_has_its_own_depth() -> None:
    words, full, page = (of(edition) for edition in (Edition.WORDS, Edition.FULL, Edition.ONE_PAGE))
    assert [len(plan.asks) for plan in (words, full, page)] == [2, 2, 2]
    assert {b.level for b in words.barriers} == {BarrierLevel.SERVICE, BarrierLevel.SYSTEM}
    assert {b.level for b in full.barriers} == set(BarrierLevel)
    assert page.barriers == ()
    assert [a.status for a in page.actions] == ["", "", "", "done"]
    assert [a.carried for a in full.actions] == [3, 0, 0, 0]


@pytest.mark.parametrize("edition", [Edition.WORDS, Edition.ONE_PAGE])
def test_no_number_of_a_theme_leaves_with_words_or_one_page(edition: Edition) -> None:
    plan = of(edition)
    assert plan.theme is not None
    assert plan.theme.points == ()


def test_the_line_goes_with_the_full_copy_alone() -> None:
    plan = of(Edition.FULL)
    assert plan.theme is not None
    assert plan.theme.points == ((Quarter(2026, 3), "1/1"), (Quarter(2026, 4), "3/2"))


@pytest.mark.parametrize("edition", Edition)
def test_nobody_is_named_but_the_contact(edition: Edition) -> None:
    said = " ".join(texts(replace(of(edition), contact="")))
    assert not [name for name in ("Tom", "Amina", "Jo ") if name in said]


def test_an_ask_about_one_person_keeps_its_level_with_the_team() -> None:
    material = printable()
    first = material.actions[0]
    action = replace(first.action, barrier_level=BarrierLevel.INDIVIDUAL)
    alone = replace(material, actions=(replace(first, action=action), *material.actions[1:]))
    assert of(Edition.WORDS).asks[0].level is BarrierLevel.SERVICE
    assert of(Edition.WORDS, alone).asks[0].level is None


def test_what_came_after_the_signature_is_counted_and_the_latest_reply_is_told() -> None:
    plan = of(Edition.WORDS, printable(addenda=(ADDENDUM,), replies=(REPLY,)))
    assert plan.made == 2
    assert (plan.asks[0].kind, plan.asks[0].answer) == (ReplyKind.PARTLY, "there is money for two hours.")


def test_what_was_asked_last_time_is_told_once() -> None:
    now = of(Edition.WORDS).asks[0]
    again = PriorAsk("the council", now.what, date(2026, 9, 12), "Yes", 1, now.code, None, ReplyKind.YES)
    other = PriorAsk("Larkfield", "a budget.", date(2026, 6, 10), "", 2, "K7QM-2F9D", Quarter(2026, 2))
    plan = of(Edition.WORDS, printable(previous_asks=(again, other)))
    assert [ask.code for ask in plan.asks].count(now.code) == 1
    assert plan.asks[0].kind is ReplyKind.YES
    last = plan.asks[-1]
    assert (last.code, last.of, last.what, last.asked_in) == (
        "K7QM-2F9D",
        "Larkfield",
        "a budget",
        Quarter(2026, 2),
    )


def test_what_the_page_cut_ends_where_the_page_ends_it() -> None:
    plan = shared("House", shared_ask("Cover for nights and weekends, all year round"))
    (ask,) = only_printed(plan, "House Cover for nights and\nweek…").asks
    assert ask.what == "Cover for nights and week…"


def test_what_the_page_has_no_room_for_is_left_out() -> None:
    plan = shared("House", shared_ask("Cover"), contact="Amina")
    held = only_printed(plan, "House")
    assert (held.asks, held.contact, held.actions) == ((), "", ())


def test_a_text_read_from_the_right_is_kept_as_far_as_any_page_has_room() -> None:
    words = "نريد من يحل محل الليل " * 20
    (ask,) = only_printed(shared("House", shared_ask(words)), "House").asks
    assert ask.what.endswith("…")
    assert len(ask.what) <= SURELY + 1
    (small,) = only_printed(shared("House", shared_ask("Cover 😀 at night")), "House Cover □ at night").asks
    assert small.what == "Cover 😀 at night"
    assert only_printed(shared("House", shared_ask("Cover 😀 at night")), "House").asks == ()


LATIN = st.text(alphabet="abc défgŵŷżł’ XYZ.,0129", min_size=1, max_size=200)


@given(LATIN, st.integers(1, 200), st.booleans())
def test_only_what_stands_on_the_paper_is_ever_kept(words: str, shown: int, cut: bool) -> None:
    paper = words[:shown] + ("…" if cut else "")
    held = only_printed(shared("House", shared_ask(words)), paper)
    assert all(squeezed(ask.what) in squeezed(paper) for ask in held.asks)


@given(LATIN, st.integers(0, 200))
def test_a_text_broken_anywhere_is_found_again(words: str, at: int) -> None:
    assert squeezed(words) == squeezed(words[:at] + "\n" + words[at:])
