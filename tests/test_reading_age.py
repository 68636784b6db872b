"""The measure of reading ease, against words and a sentence counted by hand."""

from __future__ import annotations

import pytest

from tests.reading_age import count_syllables, grade

COUNTED = (
    "the1 people2 names1 houses2 boxes2 rated2 agreed2 asked1 needed2 reflection3 psychologically6 area3 usual3"
    " services3 table2 care1 trying2 serious3 situation4 evidence3 violence3 being2 somebody3 lately2 careful2"
    " agreement3 experience4 supervision4 written2 whole1 rules1 building2 different3 accountability6"
)


@pytest.mark.parametrize("counted", COUNTED.split())
def test_syllables_are_counted_as_spoken(counted: str) -> None:
    assert count_syllables(counted[:-1]) == int(counted[-1])


def test_grade_follows_the_published_formula() -> None:
    # 2 sentences, 10 words, 16 syllables
    told = "People rate in private. Then we open the ratings together."
    assert sum(map(count_syllables, told.replace(".", "").split())) == 16
    assert grade(told) == pytest.approx(0.39 * 10 / 2 + 11.8 * 16 / 10 - 15.59)


def test_hard_sentence_gets_a_higher_grade_than_a_plain_one() -> None:
    hard = "Organisational accountability necessitates comprehensive interdisciplinary documentation."
    assert grade("We write down what we agreed.") < 7 < grade(hard)


def test_text_without_a_word_has_no_grade() -> None:
    with pytest.raises(ValueError, match="no words"):
        grade(" … ")
