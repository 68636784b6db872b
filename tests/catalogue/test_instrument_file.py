"""Instruments: items, answer sets, scales and bands that agree with each other."""

from __future__ import annotations

from datetime import date

import pytest

from pie_audit.catalogue.reader import check_text, parse_questionnaire
from pie_audit.domain.questionnaire import Aggregate, Band, Instrument, Item, Kind, Mode, Scale
from tests.catalogue.question_files import INSTRUMENT


def swap(old: str, new: str) -> str:
    assert old in INSTRUMENT
    return INSTRUMENT.replace(old, new)


def test_a_small_instrument_is_read_whole() -> None:
    found = parse_questionnaire(INSTRUMENT)
    assert isinstance(found, Instrument)
    assert (found.kind, found.modes) == (Kind.INSTRUMENT, (Mode.TEAM, Mode.PRIVATE))
    assert found.numbering_warning == "Printed in two orders."
    assert found.answer_sets[0].labels == ("never", "at times", "always")
    assert found.items[1] == Item(2, "I feel worn out.", "how-often", reverse=True)
    assert found.scales == (
        Scale("total", (1, 2), Aggregate.LOOKUP, 2, ((0, 0.0), (1, 1.5), (2, 2.0), (3, 2.5), (4, 3.0))),
    )
    assert found.bands == (Band("total", 0, 1.5, "low", "A made-up paper", date(2026, 3, 31)),)
    assert found.has_words


def test_a_key_without_words_is_read() -> None:
    found = parse_questionnaire(swap('text = "I feel rested."', 'text = ""'))
    assert isinstance(found, Instrument)
    assert not found.has_words


def test_bands_and_the_numbering_warning_may_be_left_out() -> None:
    text = swap('numbering_warning = "Printed in two orders."\n', "")
    found = parse_questionnaire(text[: text.index("[[band]]")])
    assert isinstance(found, Instrument)
    assert (found.bands, found.numbering_warning) == ((), "")


@pytest.mark.parametrize(
    ("old", "new", "table", "key"),
    [
        ('modes = ["team", "private"]', 'modes = ["public"]', None, "modes"),
        ('modes = ["team", "private"]', 'modes = ["team", "team"]', None, "modes"),
        ('modes = ["team", "private"]', "modes = []", None, "modes"),
        ("values = [0, 1, 2]", "values = [0, 2, 1]", "answer_set", "values"),
        ("values = [0, 1, 2]", "values = [0, 1.5, 2]", "answer_set", "values"),
        ("values = [0, 1, 2]", "values = [0, true, 2]", "answer_set", "values"),
        ("values = [0, 1, 2]", "values = [0, 1]", "answer_set", "labels"),
        ("no = 2", "no = 1", "item", "no"),
        ("no = 2", "no = 0", "item", "no"),
        ('no = 2\ntext = "I feel worn out."', "no = 2", "item", "text"),
        ('answer_set = "how-often"\nreverse', 'answer_set = "how"\nreverse', "item", "answer_set"),
        ('id = "total"', 'id = "../x"', "scale", "id"),
        ("items = [1, 2]", "items = [1, 3]", "scale", "items"),
        ("items = [1, 2]", "items = [1, 1]", "scale", "items"),
        ("items = [1, 2]", "items = []", "scale", "items"),
        ("min_answered = 2", "min_answered = 3", "scale", "min_answered"),
        ('aggregate = "lookup"', 'aggregate = "sum"', "scale", "table"),
        ('aggregate = "lookup"', 'aggregate = "product"', "scale", "aggregate"),
        ("table = [[0, 0], [1, 1.5], [2, 2.0], [3, 2.5], [4, 3.0]]\n", "", "scale", "table"),
        (
            "table = [[0, 0], [1, 1.5], [2, 2.0], [3, 2.5], [4, 3.0]]",
            "table = [[0, 0], [0, 1.5]]",
            "scale",
            "table",
        ),
        ("table = [[0, 0], [1, 1.5], [2, 2.0], [3, 2.5], [4, 3.0]]", "table = [[0, 0, 0]]", "scale", "table"),
        ("table = [[0, 0], [1, 1.5], [2, 2.0], [3, 2.5], [4, 3.0]]", "table = [[0, nan]]", "scale", "table"),
        ('scale = "total"', 'scale = "whole"', "band", "scale"),
        ("low = 0", "low = 2", "band", "low"),
        ("low = 0", "low = -inf", "band", "low"),
        ("low = 0", f"low = -{'9' * 400}", "band", "low"),
        ("checked_on = 2026-03-31", 'checked_on = "2026-03-31"', "band", "checked_on"),
        ("checked_on = 2026-03-31", "checked_on = 2026-03-31T10:00:00", "band", "checked_on"),
        ("checked_on = 2026-03-31", "checked_on = 2026-03-31\nurl = 'x'", "band", "url"),
    ],
)
def test_a_problem_is_told_with_its_table_and_key(old: str, new: str, table: str | None, key: str) -> None:
    problems = check_text(swap(old, new))
    told = {(problem.table, problem.key) for problem in problems}
    assert (table, key) in told
    assert all(problem.line for problem in problems)


def test_a_wrong_id_is_told_once_and_not_again_where_it_is_used() -> None:
    assert [(p.table, p.key) for p in check_text(swap('id = "total"', 'id = "TOTAL"'))] == [("scale", "id")]
    assert [(p.table, p.key) for p in check_text(swap('id = "how-often"', 'id = "HOW"'))] == [
        ("answer_set", "id")
    ]


def test_a_file_of_no_kind_is_judged_by_what_it_holds() -> None:
    problems = check_text(swap('kind = "instrument"\n', "").replace("no = 2", "no = 1"))
    assert [(problem.table, problem.key) for problem in problems] == [
        (None, "kind"),
        ("item", "no"),
        ("scale", "items"),
    ]


def test_bands_may_serve_to_show_where_support_is_and_nothing_else() -> None:
    plain = parse_questionnaire(INSTRUMENT)
    only = parse_questionnaire(swap("[[answer_set]]", "bands_only_signpost = true\n\n[[answer_set]]"))
    assert isinstance(plain, Instrument)
    assert isinstance(only, Instrument)
    assert (plain.bands_only_signpost, only.bands_only_signpost) == (False, True)
