"""What people wrote is of everybody together: it leaves with the whole, or stays in the box."""

from __future__ import annotations

from itertools import pairwise

from pie_audit.domain.survey import Voice
from pie_audit.workflows.surveys import keeping, results
from tests import surveys
from tests.quarter import Hostel
from tests.surveys import AFTER

SLIPS = 10
"""Nobody uses them: words leave as they stand only where more than twenty are asked."""


def _opened(hostel: Hostel, *sizes: int) -> tuple[str, keeping.Inside]:
    """A survey in parts of these sizes, in which everybody wrote something; its id, and the box as Dee sees it."""
    names = surveys.grow(hostel, sum(sizes))
    cuts = [sum(sizes[:at]) for at in range(len(sizes) + 1)]
    parts = [names[a:b] for a, b in pairwise(cuts)]
    blocks = [surveys.block(hostel, part, f"Part {at}", 0 if at else SLIPS) for at, part in enumerate(parts)]
    survey_id, _slips = surveys.started(hostel, blocks, voice=Voice.QUOTES)
    for place, name in enumerate(names):
        values = surveys.varied(place)
        surveys.answer(hostel, hostel.people[name], survey_id, values, comment=f"Words {place}")
    hostel.at(AFTER)
    keeping.turn_first(hostel.opened, hostel.jo, survey_id)
    return survey_id, keeping.look_inside(hostel.opened, hostel.dee, survey_id)


def test_words_that_may_not_leave_are_shown_to_no_keeper(hostel: Hostel) -> None:
    """The whole of twelve and three would tell of the three."""
    survey_id, inside = _opened(hostel, 12, 3)
    assert not inside.few
    assert not inside.whole
    assert inside.comments == ()
    keeping.release(hostel.opened, hostel.dee, inside, ())
    seen = hostel.see(results.results, hostel.tom, survey_id)
    assert seen.whole.hidden
    assert [group.hidden for group in seen.groups] == [False, True]
    assert seen.voices == ()


def test_words_of_a_whole_that_is_shown_are_read_and_may_be_kept_back(hostel: Hostel) -> None:
    survey_id, inside = _opened(hostel, 12)
    assert sorted(inside.comments) == sorted(f"Words {place}" for place in range(12))
    keeping.release(hostel.opened, hostel.dee, inside, inside.comments[:11])
    seen = hostel.see(results.results, hostel.tom, survey_id)
    assert sorted(seen.voices) == sorted(inside.comments[:11])
