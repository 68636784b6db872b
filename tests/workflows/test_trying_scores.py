"""A key can be tried: what comes out, and how, stands there in figures."""

from __future__ import annotations

import pytest

from pie_audit.domain.errors import CannotRead
from pie_audit.workflows.instruments import shipped_instruments
from pie_audit.workflows.trying_scores import Tried, number_words, try_answers

# From the worked examples of the key's pages.
EXAMPLES = [
    ("who-5", (3, 3, 2, 4, 3), Tried("Well-being", "(3 + 3 + 2 + 4 + 3) × 4", "60")),
    ("pss-10", (0,) * 10, Tried("Perceived stress", "0 + 0 + 0 + 4 + 4 + 0 + 4 + 4 + 0 + 0", "16")),
    (
        "edmondson-7",
        (3, 5, 2, 5, 3, 6, 6),
        Tried("Psychological safety", "(5 + 5 + 6 + 5 + 5 + 6 + 6) ÷ 7", "5.4286"),
    ),
    (
        "swemwbs",
        (4, 4, 4, 4, 3, 3, 3),
        Tried("Mental wellbeing", "4 + 4 + 4 + 4 + 3 + 3 + 3 = 25, in the table", "22.35"),
    ),
    ("pulse10-1", (3, 1, 2, 3, 2, 4, 2, 3, 2, 1), Tried("Load", "(3 + 3 + 2 + 2) ÷ 4 × 25", "62.5")),
]


@pytest.mark.parametrize(("key_id", "answers", "first"), EXAMPLES, ids=[one[0] for one in EXAMPLES])
def test_a_worked_example_comes_out_step_by_step(key_id: str, answers: tuple[int, ...], first: Tried) -> None:
    key = shipped_instruments()[key_id]
    values = {item.no: value for item, value in zip(key.items, answers, strict=True)}
    assert try_answers(key, values)[0] == first


def test_too_few_answers_give_no_score_and_say_so() -> None:
    tried = try_answers(shipped_instruments()["cbi"], {1: 100, 2: 50, 3: 25})
    assert tried[0] == Tried("Personal", "(100 + 50 + 25) ÷ 3", "58.3333")
    assert tried[1] == Tried("Work", "0 of 7 answered; at least 4 are needed.")


def test_one_answer_alone_needs_no_brackets() -> None:
    tried = try_answers(shipped_instruments()["pulse5-1"], {1: 3})
    assert tried[0] == Tried("Strain", "3 × 25", "75")


def test_what_isnt_an_answer_is_refused() -> None:
    with pytest.raises(CannotRead, match="0, 25, 50, 75, 100"):
        try_answers(shipped_instruments()["cbi"], {1: 99})


@pytest.mark.parametrize(
    ("value", "words"), [(50.0, "50"), (100.0, "100"), (-0.5, "−0.5"), (11 / 3, "3.6667"), (0.0, "0")]
)
def test_numbers_are_told_as_short_as_they_are(value: float, words: str) -> None:
    assert number_words(value) == words
