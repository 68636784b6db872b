"""A permission holds to the end of its last day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pie_audit.domain.licence import SOON, LicenceState
from tests import brought

LAST = date(2027, 3, 31)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (LAST - SOON - timedelta(days=1), LicenceState.HELD),
        (LAST - SOON, LicenceState.ENDING),
        (LAST, LicenceState.ENDING),
        (LAST + timedelta(days=1), LicenceState.ENDED),
    ],
)
def test_a_permission_runs_out(today: date, state: LicenceState) -> None:
    assert brought.licence(ends_on=LAST).state(today) is state


def test_one_without_an_end_never_does() -> None:
    assert brought.licence(ends_on=None).state(date(2999, 1, 1)) is LicenceState.HELD
