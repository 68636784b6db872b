"""The questions of a round are frozen: a file that is edited between two quarters changes no review behind it."""

from __future__ import annotations

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.question_versions import Standing, compare_question_sets
from pie_audit.domain.questionnaire import Questionnaire
from pie_audit.storage import audits as rounds
from pie_audit.workflows import questions
from tests.quarter import Hostel

LAST_QUARTER = Quarter(2026, 3)


def says(topic_id: str) -> str:
    return questions.bundled().topic(topic_id).says


def edit(monkeypatch: pytest.MonkeyPatch, old: str, new: str, *, version: int | None = None) -> None:
    """Change the question file on disk, with or without raising its version."""
    text = questions.bundled_text()
    assert old in text
    edited = text.replace(old, new)
    if version is not None:
        edited = edited.replace(f"\nversion = {questions.bundled().version}\n", f"\nversion = {version}\n")
    monkeypatch.setattr(questions, "bundled_text", lambda *_id: edited)


def asked_in(hostel: Hostel, round_id: str) -> Questionnaire:
    return hostel.read(lambda tx: questions.of_round(tx, rounds.load_round(tx, round_id)))


def test_a_file_edited_under_the_version_of_an_earlier_review_starts_no_other(
    hostel: Hostel, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = hostel.opened_round(quarter=LAST_QUARTER)
    before = asked_in(hostel, first)
    edit(monkeypatch, says("A1"), "We never ask what lies behind it.")
    with pytest.raises(NotNow) as told:
        hostel.start()
    assert "still has the version of an earlier review" in told.value.what
    assert "next version number" in told.value.todo
    team_id = hostel.team_id
    assert [r.round_id for r in hostel.read(lambda tx: rounds.rounds_of_team(tx, team_id))] == [first]
    assert asked_in(hostel, first) == before


def test_an_edit_of_one_level_sentence_is_noticed_too(
    hostel: Hostel, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostel.opened_round(quarter=LAST_QUARTER)
    edit(monkeypatch, questions.bundled().topic("F4").levels[0], "Nobody says goodbye here.")
    with pytest.raises(NotNow):
        hostel.start()


def test_a_comment_or_an_empty_line_in_the_file_stops_nobody(
    hostel: Hostel, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = hostel.opened_round(quarter=LAST_QUARTER)
    edit(monkeypatch, "\n[[topic]]", "\n# Looked at in autumn.\n\n[[topic]]")
    assert asked_in(hostel, hostel.start()) == asked_in(hostel, first)


def test_an_edited_file_with_the_next_version_is_asked_and_breaks_only_the_line_of_what_was_reworded(
    hostel: Hostel, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_words, version = says("A1"), questions.bundled().version
    first = hostel.opened_round(quarter=LAST_QUARTER)
    edit(monkeypatch, old_words, "We ask what may lie behind it. Then we act.", version=version + 1)
    second = hostel.start()
    before, now = asked_in(hostel, first), asked_in(hostel, second)
    assert (before.version, now.version) == (version, version + 1)
    assert now.topic("A1").says == "We ask what may lie behind it. Then we act."
    changes = compare_question_sets(before, now)
    (reworded,) = changes.with_standing(Standing.REWORDED)
    assert reworded.earlier is not None
    assert reworded.earlier.says == old_words, "one click away from the break mark"
    assert set(changes.joined) == {topic.id for topic in before.topics} - {"A1"}


def test_going_back_to_an_earlier_version_asks_its_very_words_again(
    hostel: Hostel, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = hostel.opened_round(quarter=LAST_QUARTER)
    with monkeypatch.context() as later:
        edit(later, says("A1"), "We ask.", version=questions.bundled().version + 1)
        hostel.opened_round()
    third = hostel.start(quarter=Quarter(2027, 1))
    assert asked_in(hostel, third) == asked_in(hostel, first)
