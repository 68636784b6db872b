"""What each record says on paper and as text: every answer of a full year, every question of an empty one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.domain.entry import Entry, EntryKind
from pie_audit.domain.plan_blocks import Heading, Table
from pie_audit.domain.reflection_model import ModelFamily, ReflectionModel
from pie_audit.domain.registration_paper import Answer, discussion_form, ratio_words, record_paper
from pie_audit.domain.registration_text import record_text
from pie_audit.workflows import models
from tests.make_record import PRACTICE, TODAY, draft, entry, full, material, sessions, whole_draft

REGULATORS = ("swe", "nmc", "nmc-two", "hcpc", "log")
ALL_MODELS = tuple({m.model_id: m for family in ModelFamily for m in models.models(family)}.values())


@pytest.mark.parametrize("found", ALL_MODELS, ids=lambda m: m.model_id)
@pytest.mark.parametrize("regulator_id", ["swe", "nmc", "hcpc"])
def test_a_page_of_every_model_is_exported(found: ReflectionModel, regulator_id: str) -> None:
    steps = tuple(replace(step, text=f"words of {step.step_id}.") for step in found.empty_steps())
    page = Entry(
        "0" * 32,
        EntryKind.REFLECTION,
        TODAY,
        title="One page",
        model_id=found.model_id,
        steps=steps,
        practice=replace(PRACTICE, minutes=0),
    )
    text = record_text(record_paper(material(regulator_id, [page])))
    assert f"words of {found.describes}." in text
    assert not found.learns or f"words of {found.learns}." in text
    assert not found.acts or f"words of {found.acts}." in text


@pytest.mark.parametrize("regulator_id", REGULATORS)
def test_a_paper_begins_with_its_kind_and_its_period(regulator_id: str) -> None:
    paper = record_paper(full(regulator_id))
    assert paper.blocks[0] == Heading(paper.title, 1)
    assert "From " in record_text(paper)
    assert paper.day == TODAY


@pytest.mark.parametrize("regulator_id", REGULATORS)
def test_an_empty_record_says_so_and_has_no_answer_in_it(regulator_id: str) -> None:
    paper = record_paper(material(regulator_id))
    assert "Nothing was chosen for this part yet." in record_text(paper)
    assert not any(isinstance(block, Answer) and block.text for block in paper.blocks)


def test_a_piece_for_social_work_answers_every_question() -> None:
    paper = record_paper(material("swe", [entry(1)]))
    answers = {block.question: block.text for block in paper.blocks if isinstance(block, Answer)}
    assert answers == {
        "Kind of activity": "Reflection on practice",
        "Date": "17 September 2026",
        "What it was": "A resident came back at two in the morning and I asked why.",
        "Why it matters to my role": "I do the late shift, when people come back in.",
        "What I learned": "A question can sound like a charge.\nGreet first.",
        "The good it does, or will do, for my practice and for the people I work with": (
            "Say hello first, and ask at breakfast.\nDone: Try it for a week\nWhoever comes back after midnight"
        ),
    }


def test_what_a_peer_gave_is_told_where_there_was_one() -> None:
    questions = [b.question for b in record_paper(full("swe")).blocks if isinstance(b, Answer)]
    assert questions.count("What I learned from talking it over with a peer") == 2


def test_the_learning_log_adds_up() -> None:
    (log,) = (b for b in record_paper(full("nmc")).blocks if isinstance(b, Table))
    hours = [float(row[4]) for row in log.rows]
    assert hours[-1] == sum(hours[:-1]) == 154
    assert all(row[3] == "Prioritise people; Preserve safety" for row in log.rows[:-1])


def test_the_discussion_form_is_blank_and_begins_a_page() -> None:
    form = discussion_form()
    assert isinstance(form[0], Heading)
    assert form[0].new_page
    assert not any(isinstance(block, Answer) and block.text for block in form)
    assert tuple(record_paper(full("nmc")).blocks[-len(form) :]) == form


def test_feedback_says_what_kind_of_person_it_came_from() -> None:
    text = record_text(record_paper(full("nmc")))
    assert text.count("A resident; Said in passing") == 5


def test_the_dated_list_holds_pages_and_sessions_by_day() -> None:
    paper = record_paper(material("hcpc", [entry(n) for n in range(3)], sessions(), whole_draft("hcpc")))
    (listed,) = (b for b in paper.blocks if isinstance(b, Table))
    assert len(listed.rows) == 3 + 12
    assert {row[1] for row in listed.rows} == {"Reflection on practice", "Supervision"}
    assert listed.rows[-1][0] == "22 November 2026"


def test_a_gap_stands_with_its_explanation() -> None:
    written = draft("hcpc", gaps={"2024-11-23": "I was on parental leave."})
    text = record_text(record_paper(material("hcpc", [], [], written)))
    assert "23 November 2024 to 22 November 2026:\nI was on parental leave." in text


def test_the_supervision_log_tells_role_minutes_and_ratio_and_nobodys_name() -> None:
    found = material("log", [], sessions(), draft("log", practice_hours=90, supervisor_role="Psychologist"))
    assert ratio_words(found) == "12 hours in 12 sessions. One hour for each 7.5 hours of practice."
    text = record_text(record_paper(found))
    assert text.count("Clinical psychologist") == 12
    assert "Minutes: 720" in text


def test_without_practice_hours_there_is_no_ratio() -> None:
    assert ratio_words(material("log", [], sessions())) == "12 hours in 12 sessions."
    assert ratio_words(material("log", [], sessions()[:1])) == "1 hour in 1 session."


def test_the_role_that_was_written_once_stands_for_every_session_without_one() -> None:
    lines = [replace(line, role="") for line in sessions()]
    found = material("log", [], lines, draft("log", supervisor_role="Psychologist"))
    assert record_text(record_paper(found)).count("Psychologist") == 12


def test_words_over_several_lines_stay_over_several_lines() -> None:
    text = record_text(record_paper(full("hcpc")))
    assert "I write every month.\n\nIt shows." in text
