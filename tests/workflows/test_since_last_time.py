"""This review beside the last signed one, with a question file that changed between the two."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus, Outcome, RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.question_versions import Standing
from pie_audit.domain.questionnaire import Scope
from pie_audit.storage import audits as rounds
from pie_audit.workflows import meetings, questions, steps
from pie_audit.workflows.since_last_time import SinceLastTime, TopicSince, since_last_time
from tests.quarter import Hostel
from tests.workflows.test_questions import edit, says

LAST, THIS, NEXT = Quarter(2026, 3), Quarter(2026, 4), Quarter(2027, 1)


def talk(
    hostel: Hostel, quarter: Quarter, levels: dict[str, int], *, sign: bool = False, **changes: object
) -> str:
    """A review that was opened and talked through, signed or not."""
    round_id = hostel.opened_round(quarter=quarter, **changes)
    for topic, level in levels.items():
        record = Consensus(topic, Outcome.AGREED, Level(level))
        hostel.do(meetings.record_consensus, hostel.amina, round_id, record)
    if sign:
        signed(hostel, round_id)
    return round_id


def signed(hostel: Hostel, round_id: str) -> None:
    """As far as this page cares: the state in which a review ends."""

    def write(tx: rounds.Transaction) -> None:
        rounds.save_round(tx, replace(rounds.load_round(tx, round_id), state=RoundState.SIGNED))

    hostel.opened.write(write)


def look(hostel: Hostel, round_id: str) -> SinceLastTime:
    found = hostel.see(since_last_time, hostel.jo, round_id)
    assert found is not None
    return found


def of(found: SinceLastTime, topic_id: str) -> TopicSince:
    return next(topic for topic in found.topics if topic.topic.id == topic_id)


def test_in_the_short_form_topics_are_told_by_name_and_no_theme_at_all(hostel: Hostel) -> None:
    talk(hostel, LAST, {"E1": 2, "D1": 3}, sign=True)
    found = look(hostel, talk(hostel, THIS, {"E1": 3, "A1": 2}))
    assert (found.earlier, found.themes, found.asked.words()) == (LAST, (), "")
    assert of(found, "E1").words == "Rules with reasons: patchy, now usual practice"
    assert of(found, "A1").words == "Behaviour has a history: nothing to compare with"
    assert [topic.step for topic in found.topics if topic.topic.id != "E1"] == [None] * 11


def test_a_theme_in_full_is_compared_on_what_both_asked_and_the_page_says_so(hostel: Hostel) -> None:
    talk(hostel, LAST, {"D1": 1, "D7": 1}, sign=True, scope=Scope.SHORT)
    second = talk(hostel, THIS, {"D1": 2, "D7": 2, "D2": 3}, scope=Scope.SHORT_AND_THEME, theme_id="D")
    found = look(hostel, second)
    assert found.asked.words() == "Compared on the 12 topics that both reviews asked."
    (theme,) = found.themes
    assert (theme.theme.id, theme.distance.common) == ("D", 2)
    assert theme.distance.words() == "too few to compare (2 topics in common)"
    assert theme.distance.newly_rated == ("D2",)


def test_a_reworded_topic_has_a_break_mark_and_its_old_words_beside_it(
    hostel: Hostel, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_words, version = says("E1"), questions.bundled().version
    talk(hostel, LAST, {"E1": 1, "D1": 1}, sign=True)
    edit(monkeypatch, old_words, "We have few rules.", version=version + 1)
    found = look(hostel, talk(hostel, THIS, {"E1": 3, "D1": 2}))
    reworded = of(found, "E1")
    assert (reworded.standing, reworded.step, reworded.old_words) == (Standing.REWORDED, None, old_words)
    assert reworded.words == "Rules with reasons: asked in other words last time"
    assert of(found, "D1").step is not None
    assert found.asked.words() == "Compared on the 11 topics that both reviews asked."


def test_a_skipped_or_unsigned_quarter_is_passed_over(hostel: Hostel) -> None:
    talk(hostel, LAST, {"E1": 1}, sign=True)
    talk(hostel, THIS, {"E1": 3})
    found = look(hostel, talk(hostel, NEXT, {"E1": 2}))
    assert found.earlier == LAST
    assert of(found, "E1").words == "Rules with reasons: talked about, now patchy"


def test_an_abandoned_review_is_nothing_to_compare_with(hostel: Hostel) -> None:
    given_up = hostel.start(quarter=LAST)
    hostel.do(steps.abandon_round, hostel.amina, given_up, "We were too few.")
    assert hostel.see(since_last_time, hostel.jo, talk(hostel, THIS, {"E1": 2})) is None


def test_what_was_agreed_last_time_stays_hidden_while_people_rate(hostel: Hostel) -> None:
    talk(hostel, LAST, {"E1": 1}, sign=True)
    second = hostel.start()
    with pytest.raises(NotNow, match="stays hidden"):
        hostel.see(since_last_time, hostel.jo, second)


def test_a_leader_reads_no_levels_here_either(hostel: Hostel) -> None:
    round_id = talk(hostel, THIS, {"E1": 1})
    with pytest.raises(NotNow):
        hostel.see(since_last_time, hostel.lee, round_id)
