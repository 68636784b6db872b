"""Nobody can be worked out of what surveys tell, by somebody who knows everything that is told; weaker rules do leak."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.adversary import attacker, weak_rules
from tests.adversary.attacker import (
    Colluder,
    Figure,
    Knowledge,
    KnownScale,
    Seen,
    View,
    opening,
    rank_of,
    singled_out,
)
from tests.adversary.campaign import THOROUGH, Tally, by_programme, by_span
from tests.adversary.organisations import Case, organisation_on_the_brink
from tests.adversary.product import ask_product, told_share

A_FEW_SPANS, A_FEW_PROGRAMMES = 500, 30
MANY_SPANS, MANY_PROGRAMMES = 5_000, 500
HEALTHY = 0.5
"""The least share of organisations that must be told something; a rule that hides everything is safe and useless."""

ON_THE_BRINK = organisation_on_the_brink
FIGURES_ALONE = Knowledge(rules=False, steps=False)

Note = Callable[[str, object], None]


# --- the program's rule ---------------------------------------------------------------------------------------------


def test_no_combination_of_figures_speaks_of_a_few(record_property: Note) -> None:
    _must_hold(by_span(range(A_FEW_SPANS), ask_product), record_property, "span")


def test_every_score_and_hidden_block_stays_open(record_property: Note) -> None:
    _must_hold(by_programme(range(A_FEW_PROGRAMMES), ask_product), record_property, "programme")


@pytest.mark.soak
def test_no_combination_of_figures_speaks_of_a_few_in_many_organisations(record_property: Note) -> None:
    _must_hold(by_span(range(MANY_SPANS), ask_product), record_property, "span")


@pytest.mark.soak
def test_every_score_and_hidden_block_stays_open_in_many_organisations(record_property: Note) -> None:
    tally = by_programme(range(MANY_PROGRAMMES), ask_product, THOROUGH)
    _must_hold(tally, record_property, "programme")


def test_teams_at_the_edge_of_the_rule_stay_open(record_property: Note) -> None:
    _must_stay_open(by_programme(range(20), ask_product, make=ON_THE_BRINK), record_property)


@pytest.mark.soak
def test_many_teams_at_the_edge_of_the_rule_stay_open(record_property: Note) -> None:
    tally = by_programme(range(MANY_PROGRAMMES), ask_product, THOROUGH, make=ON_THE_BRINK)
    _must_stay_open(tally, record_property)


def test_teams_at_the_edge_stay_open_beside_items_of_the_whole(record_property: Note) -> None:
    tally = by_programme((14,), ask_product, THOROUGH, knows=FIGURES_ALONE, make=ON_THE_BRINK)
    _must_stay_open(tally, record_property)


def test_teams_at_the_edge_stay_open_to_somebody_who_counts_answers_out(record_property: Note) -> None:
    knows = Knowledge(rules=False, steps=True, items=False)
    _must_stay_open(by_programme((27, 36), ask_product, knows=knows, make=ON_THE_BRINK), record_property)


def test_teams_at_the_edge_stay_open_to_somebody_who_knows_the_rule(record_property: Note) -> None:
    knows = Knowledge(rules=True, steps=False, items=False)
    _must_stay_open(by_programme((81,), ask_product, knows=knows, make=ON_THE_BRINK), record_property)


def _must_stay_open(tally: Tally, note: Note) -> None:
    note("figures", tally.figures("on the brink"))
    assert tally.attacks["score"] > 0
    assert tally.leaks == {}


def _must_hold(tally: Tally, note: Note, name: str) -> None:
    note("figures", tally.figures(name))
    assert {case for case in Case if not tally.cases[case]} == set(), "cases that the run never met"
    assert tally.telling >= HEALTHY * tally.organisations
    assert tally.leaks == {}
    assert sum(tally.undecided.values()) <= sum(tally.attacks.values()) / 100


# --- weaker rules, each of which must be seen to leak ---------------------------------------------------------------


def test_counting_people_in_each_group_alone_leaks_sums(record_property: Note) -> None:
    tally = by_span(range(60), weak_rules.primary_only)
    record_property("figures", tally.figures("primary only"))
    assert len(tally.leaks["span answered, one survey"]) > 10


def test_forgetting_earlier_surveys_leaks_differences(record_property: Note) -> None:
    tally = by_span(range(150), weak_rules.without_memory)
    record_property("figures", tally.figures("without memory"))
    assert "span answered, one survey" not in tally.leaks
    assert tally.leaks["span answered, together"]


def test_no_leave_one_out_leaks_scores(record_property: Note) -> None:
    tally = by_programme(range(4), weak_rules.without_leave_one_out, knows=FIGURES_ALONE)
    record_property("figures", tally.figures("without leave-one-out"))
    assert tally.leaks["score"]
    assert tally.narrowest["score"] < 20


def test_judging_means_and_shares_apart_leaks_scores_at_the_edges(record_property: Note) -> None:
    tally = by_programme(range(56, 68), weak_rules.as_first_written, knows=FIGURES_ALONE, make=ON_THE_BRINK)
    record_property("figures", tally.figures("means and shares apart, on the brink"))
    assert tally.leaks["score"]
    assert tally.narrowest["score"] < 45


# --- the attacker ---------------------------------------------------------------------------------------------------


def test_attacker_imports_nothing_of_the_program() -> None:
    tree = ast.parse(Path(attacker.__file__).read_text("utf-8"))
    imported = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    foreign = {name.split(".")[0] for name in imported} - sys.stdlib_module_names
    assert foreign == {"numpy", "scipy"}


def test_attacker_loads_nothing_of_the_program() -> None:
    code = (
        "import sys, tests.adversary.attacker; print(*[m for m in sys.modules if m.startswith('pie_audit')])"
    )
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""


@given(st.lists(st.lists(st.integers(0, 1), min_size=6, max_size=6), max_size=7))
def test_rank_is_that_of_plain_elimination(rows: list[list[int]]) -> None:
    assert rank_of(rows) == _rank_by_fractions(rows)


def _rank_by_fractions(rows: list[list[int]]) -> int:
    left, rank = [[Fraction(value) for value in row] for row in rows], 0
    for column in range(6):
        pivots = [row for row in left if row[column]]
        if not pivots:
            continue
        head, rank = pivots[0], rank + 1
        left = [
            [a - b * row[column] / head[column] for a, b in zip(row, head, strict=True)]
            for row in left
            if row is not head
        ]
    return rank


PEOPLE = {"a": 12, "b": 3, "c": 6}


def test_total_less_a_team_speaks_of_the_rest() -> None:
    whole, most = frozenset("abc"), frozenset("ac")
    assert singled_out([whole, most], PEOPLE, 5) == {"b"}
    assert singled_out([whole, frozenset("a")], PEOPLE, 5) is None


def test_three_pairs_speak_of_one_by_halves() -> None:
    pairs = [frozenset("ab"), frozenset("bc"), frozenset("ca")]
    assert singled_out(pairs, PEOPLE, 5) == {"b"}


def test_empty_block_weighs_nothing() -> None:
    assert singled_out([frozenset("ab"), frozenset("a")], {"a": 12, "b": 0}, 5) is None


@given(st.integers(1, 40), st.data())
def test_a_told_share_holds_the_true_one(of: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, of))
    low, high = attacker.share_range(told_share(part, of))
    assert low - 1e-12 <= part / of <= high + 1e-12


FOUR_ITEMS = KnownScale((0, 1, 2, 3), 4)


def _five_people(mean: int, shares: tuple[int, int, int], colluder: Colluder | None, knows: bool) -> View:
    team, people = frozenset({"a"}), {"a": frozenset(range(5))}
    survey = Seen(people, people, (Figure(team, 0, mean, shares),))
    return View(5, FOUR_ITEMS, 0, {0: survey}, colluder, knows_rules=knows)


def test_thirds_end_where_answers_can() -> None:
    assert FOUR_ITEMS.thirds() == ((0, 31.25), (37.5, 62.5), (68.75, 100))


def test_mean_and_shares_together_close_in_on_everybody() -> None:
    half = Colluder(0, {0: {0: 2, 1: 2, 2: 2, 3: 2}})
    found = opening(_five_people(25, (40, 60, 5), half, knows=False), frozenset({1}))
    assert (found.low, found.high) == (pytest.approx(0), pytest.approx(40))


def test_a_rule_that_looks_at_true_scores_tells_of_them() -> None:
    known, unknown = (
        opening(_five_people(18, (60, 40, 5), None, knows), frozenset({1})).high for knows in (True, False)
    )
    assert known == pytest.approx(42.5)
    assert unknown == pytest.approx(55)


def test_somebody_in_no_group_stays_wide_open() -> None:
    people = {"a": frozenset(range(5)), "b": frozenset({5})}
    survey = Seen(people, people, (Figure(frozenset({"a"}), 0, 50, (30, 40, 30)),))
    assert opening(View(5, FOUR_ITEMS, 0, {0: survey}), frozenset({5})).width == 100
