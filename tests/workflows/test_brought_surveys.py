"""A published questionnaire from its words to its results: asked as it was brought, with its line, and not for ever."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.licence import BroughtText
from pie_audit.domain.questionnaire import Mode
from pie_audit.workflows import bringing
from pie_audit.workflows.instruments import shipped_instruments
from pie_audit.workflows.surveys import planning, results, starting, taking
from tests import brought
from tests.quarter import Hostel
from tests.surveys import answer, block, grow, opened, planned, started

OLBI = shipped_instruments()["olbi"]
WHO = shipped_instruments()["who-5"]
LAST = date(2026, 11, 20)


def bring(hostel: Hostel, **changes: object) -> None:
    hostel.do(bringing.bring, hostel.amina, "olbi", brought.words(OLBI, **changes))


def titles(hostel: Hostel) -> set[str]:
    found = hostel.see(planning.planning, hostel.amina, hostel.team_id, None)
    return {one.title for one in found.instruments}


def test_a_key_without_words_is_neither_offered_nor_planned(hostel: Hostel) -> None:
    assert titles(hostel) == {"Quick pulse, five questions", "Team pulse, ten questions"}
    with pytest.raises(NotNow, match="aren’t here yet"):
        planned(hostel, [block(hostel, grow(hostel, 6))], instrument_id="olbi")


def test_it_is_asked_in_the_words_that_were_brought_with_the_line_under_it(hostel: Hostel) -> None:
    bring(hostel)
    assert "Oldenburg Burnout Inventory" in titles(hostel)
    names = grow(hostel, 6)
    survey_id, _slips = started(hostel, [block(hostel, names)], instrument_id="olbi")
    seen = hostel.see(taking.taking, hostel.people[names[0]], survey_id)
    assert tuple(item.text for item in seen.instrument.items) == brought.sentences(16)
    assert seen.required_line == brought.LINE
    for place, name in enumerate(names):
        values = {item.no: 1 + (place + item.no) % 4 for item in OLBI.items}
        answer(hostel, hostel.people[name], survey_id, values)
    opened(hostel, survey_id)
    assert hostel.see(results.results, hostel.amina, survey_id).required_line == brought.LINE


def test_a_survey_that_is_open_keeps_its_words_when_others_are_brought_or_they_go(hostel: Hostel) -> None:
    bring(hostel)
    names = grow(hostel, 6)
    survey_id, _slips = started(hostel, [block(hostel, names)], instrument_id="olbi")
    other = BroughtText({**brought.text(OLBI).items, 1: "Something else altogether."}, {})
    bring(hostel, text=other)
    hostel.do(bringing.take_back, hostel.amina, "olbi")
    seen = hostel.see(taking.taking, hostel.people[names[0]], survey_id)
    assert tuple(item.text for item in seen.instrument.items) == brought.sentences(16)
    assert seen.required_line == brought.LINE


def test_what_was_planned_isnt_opened_once_the_permission_has_ended(hostel: Hostel) -> None:
    bring(hostel, licence=brought.licence(ends_on=LAST))
    survey_id = planned(hostel, [block(hostel, grow(hostel, 6))], instrument_id="olbi")
    hostel.at(LAST + timedelta(days=1))
    with pytest.raises(NotNow, match="ended on 20 November 2026"):
        starting.prepare(hostel.opened, hostel.amina, survey_id)


def test_symptoms_are_put_to_a_team_only_where_the_licence_says_why_and_who_helps(hostel: Hostel) -> None:
    asked = brought.licence(modes=(Mode.TEAM,), reason="A hard winter.", support_by="Dr Osei")
    hostel.do(bringing.bring, hostel.amina, "who-5", brought.words(WHO, licence=asked))
    found = hostel.see(planning.planning, hostel.amina, hostel.team_id, None).instruments
    assert {one.id for one in found if one.reads_like_symptoms} == {"who-5"}
    (heavy,) = (one for one in found if one.id == "who-5")
    assert (heavy.reason, heavy.support_by) == ("A hard winter.", "Dr Osei")
