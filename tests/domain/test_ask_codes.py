"""What replies call an ask by stays the same for as long as it is asked in the same words."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.ask_codes import ask_code, first_asked, sender_of
from pie_audit.domain.plan_received import is_code, is_sender
from tests import make

ASK = "Four hours of cover"


def chain(*whats: str) -> list[object]:
    """Actions that were carried forward one from another."""
    actions = [make.action(action_id=str(n), ask_what=what) for n, what in enumerate(whats)]
    return [replace(a, carried_from=str(n - 1)) if n else a for n, a in enumerate(actions)]


@given(st.text(max_size=40))
def test_a_code_can_be_read_out_and_typed(action_id: str) -> None:
    code = ask_code(action_id)
    assert is_code(code)
    assert not set(code) & set("ILOU")


def test_codes_of_many_asks_differ() -> None:
    assert len({ask_code(make.new_id()) for _n in range(5_000)}) == 5_000


def test_an_ask_carried_forward_in_the_same_words_is_the_same_ask() -> None:
    first = first_asked(chain(ASK, "four hours  of COVER.", ASK))  # type: ignore[arg-type]
    assert [first[key].action_id for key in "012"] == ["0", "0", "0"]


def test_other_words_begin_another_ask() -> None:
    first = first_asked(chain(ASK, "Six hours of cover", "Six hours of cover"))  # type: ignore[arg-type]
    assert [first[key].action_id for key in "012"] == ["0", "1", "1"]


def test_actions_that_point_at_each_other_end_somewhere() -> None:
    there = make.action(action_id="a", carried_from="b", ask_what=ASK)
    back = make.action(action_id="b", carried_from="a", ask_what=ASK)
    assert set(first_asked([there, back])) == {"a", "b"}


def test_a_sender_tells_neither_id_and_stays_the_same() -> None:
    sender = sender_of("workspace", "team")
    assert is_sender(sender)
    assert sender == sender_of("workspace", "team") != sender_of("workspace", "other team")
    assert sender != sender_of("other workspace", "team")
