"""What may go with a signature."""

from __future__ import annotations

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.signing import WORDS_LIMIT, FairAccount


def test_nothing_at_all_may_go_with_it() -> None:
    assert FairAccount().checked() == FairAccount()


def test_somebodys_words_need_their_yes() -> None:
    with pytest.raises(NotNow, match="only if they said yes"):
        FairAccount(resident_words="They ask me first now.").checked()
    assert FairAccount(resident_words="They ask me first now.", has_consent=True).checked()


@pytest.mark.parametrize("field", ["lived_experience", "small_win", "contact"])
def test_far_too_many_words_are_refused(field: str) -> None:
    with pytest.raises(NotNow, match="longer than"):
        FairAccount(**{field: "x" * (WORDS_LIMIT + 1)}).checked()  # type: ignore[arg-type]


def test_each_refusal_has_the_same_limit() -> None:
    with pytest.raises(NotNow, match="longer than"):
        FairAccount(refusals=("fine", "x" * (WORDS_LIMIT + 1))).checked()
