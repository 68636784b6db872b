"""One choice of levels has one set of words, wherever it is offered."""

from __future__ import annotations

from pie_audit.domain.level_words import LEVELS, level_words, level_words_outside
from pie_audit.domain.plan import BarrierLevel


def test_every_level_has_a_name_of_its_own_and_not_sure_comes_last() -> None:
    names = [level_words(level) for level in LEVELS]
    assert len(set(names)) == len(names) == len(BarrierLevel) + 1
    assert names[-1] == "Not sure"


def test_only_the_service_is_called_differently_from_outside() -> None:
    differing = {level for level in LEVELS if level_words(level) != level_words_outside(level)}
    assert differing == {BarrierLevel.SERVICE}
