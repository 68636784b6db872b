"""Slips and wall sheets hold the strangest words without breaking a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pie_audit.domain.handouts import agreed_slip, plain_slip, wall_sheet
from pie_audit.domain.plan_material import PlanAction, PlanMaterial
from pie_audit.domain.team import Team
from pie_audit.reports.handouts_pdf import draw_agreed_slips, draw_wall_sheet
from tests.make_plan import PRIORITIES, make_action, make_whole
from tests.reports.read_pdf import opened, page_texts, untagged_text, whole_text

DAY = date(2026, 12, 11)
WORDS = [
    "W",
    "word ",
    "WWWWWWWWWWWW ",
    "مرحبا بكم ",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch ",
    "Zażółć gęślą jaźń ",
    "Tea 🫖 and joy ",
]


def _flooded(text: str, *, actions: int = 8) -> PlanMaterial:
    long, name = (text * 5000)[:5000], (text * 300)[:300].strip()
    planned = tuple(
        PlanAction(
            make_action(
                long[:500],
                action_id=str(n),
                first_small_step=long,
                success_sign=long,
                ask_of=name,
                ask_what=long,
                due=DAY,
            ),
            name,
            name,
        )
        for n in range(actions)
    )
    chosen = tuple(replace(PRIORITIES[0], priority_id=str(n), words=name) for n in range(5))
    return make_whole(team=Team("t1", name, name), actions=planned, priorities=chosen)


def _slips(material: PlanMaterial) -> bytes:
    return draw_agreed_slips(agreed_slip(material, DAY), plain_slip(material, DAY))


@pytest.mark.parametrize("text", WORDS)
def test_slips_are_two_pages_whatever_was_written(text: str) -> None:
    pdf = _slips(_flooded(text))
    assert len(page_texts(pdf)) == 2
    assert untagged_text(opened(pdf)) == 0


def test_each_page_has_four_slips_that_are_the_same() -> None:
    team, plain = page_texts(_slips(make_whole()))
    assert team.count("Ask nights which two evenings suit") == 4
    assert plain.count("What you may notice") == 4


def test_an_empty_plan_makes_a_slip_that_says_so() -> None:
    material = make_whole(actions=(), priorities=(), consensus=())
    assert page_texts(_slips(material))[0].count("Nothing is written down yet.") == 4


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("text", WORDS)
def test_a_wall_sheet_holds_whatever_was_written(text: str, large: bool) -> None:
    pdf = draw_wall_sheet(wall_sheet(_flooded(text), with_names=True), large=large, day=DAY)
    assert 1 <= len(page_texts(pdf)) <= 4
    assert untagged_text(opened(pdf)) == 0


@pytest.mark.parametrize(("large", "size"), [(False, (842, 595)), (True, (1191, 842))])
def test_a_wall_sheet_lies_across_on_a4_or_a3(large: bool, size: tuple[int, int]) -> None:
    pdf = opened(draw_wall_sheet(wall_sheet(make_whole(), with_names=False), large=large, day=None))
    box = pdf.pages[0].mediabox
    assert (round(float(box[2])), round(float(box[3]))) == size


def test_few_steps_are_set_larger_than_many() -> None:
    def largest(actions: int) -> float:
        sheet = wall_sheet(_flooded("word ", actions=actions), with_names=False)
        pdf = opened(draw_wall_sheet(sheet, large=False, day=None))
        import pikepdf

        shown = pikepdf.parse_content_stream(pdf.pages[0])
        return max(float(operands[1]) for operands, operator in shown if str(operator) == "Tf")

    assert largest(2) > largest(12)


def test_a_plan_without_steps_says_so_on_the_wall() -> None:
    sheet = wall_sheet(make_whole(actions=()), with_names=False)
    assert "No first step is written down yet." in whole_text(draw_wall_sheet(sheet, large=False, day=None))


def test_equal_papers_are_equal_files() -> None:
    assert _slips(make_whole()) == _slips(make_whole())


@given(st.text(max_size=200))
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_text_breaks_a_slip(words: str) -> None:
    planned = PlanAction(make_action(words or "x", first_small_step=words, success_sign=words))
    assert untagged_text(opened(_slips(make_whole(actions=(planned,))))) == 0
