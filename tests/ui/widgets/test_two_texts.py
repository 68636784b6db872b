"""Two people on one entry: only what both changed is asked about, and what came in is told in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pie_audit.domain.door_card import DoorCard
from pie_audit.ui.widgets import WrapLabel
from pie_audit.ui.widgets.two_texts import Line, Lines, TwoAtOnce, TwoTexts
from tests.ui.accessibility import nameless

BEGAN = DoorCard("d", "t", "Northside Clinic", "No room", "A letter", "The nurse")
NAMES = {"agency": "Which agency?", "refused": "What did they refuse?", "got_us_in": "What got us in?"}
WHAT = "Somebody else changed this while you were writing."
Meets = Callable[[DoorCard | None, DoorCard | None, DoorCard | None], TwoAtOnce]


def lines_of(card: DoorCard) -> Lines:
    return [Line(field, name, getattr(card, field)) for field, name in NAMES.items()]


def told(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(WrapLabel)]


class Form:
    """What stands in a form, and what came of it."""

    def __init__(self) -> None:
        self.now: DoorCard | None = None
        self.wanted: list[tuple[DoorCard, DoorCard | None, tuple[str, ...]]] = []
        self.left: list[DoorCard | None] = []

    def entry(self) -> DoorCard | None:
        return self.now

    def want(self, entry: DoorCard, theirs: DoorCard | None, came: tuple[str, ...]) -> None:
        self.wanted.append((entry, theirs, came))


@pytest.fixture
def form() -> Form:
    return Form()


@pytest.fixture
def meet(form: Form, qtbot: QtBot) -> Meets:
    """Somebody sends what stands in the form, and finds that somebody else was there."""
    back_to = QLineEdit()
    two = TwoAtOnce(form.entry, lines_of, back_to)
    for widget in (back_to, two):
        qtbot.addWidget(widget)
    qtbot.addWidget(two.came_in)
    two.wanted.connect(form.want)
    two.left.connect(form.left.append)

    def meets(began: DoorCard | None, mine: DoorCard | None, theirs: DoorCard | None) -> TwoAtOnce:
        form.now = mine
        two.ask(WHAT, began, theirs)
        return two

    return meets


def asked(two: TwoAtOnce) -> TwoTexts:
    (both,) = two.findChildren(TwoTexts)
    return both


def test_only_what_both_changed_stands_side_by_side(meet: Meets) -> None:
    two = meet(
        BEGAN,
        replace(BEGAN, refused="No bed", got_us_in="A call"),
        replace(BEGAN, refused="No dogs", agency="North Clinic"),
    )
    said = told(two)
    assert {"Yours", "Theirs", "No bed", "No dogs"} <= set(said)
    assert not {"A call", "A letter", "North Clinic", "Northside Clinic"} & set(said)


@pytest.mark.parametrize("mine", [True, False])
def test_choosing_keeps_what_either_changed_alone(meet: Meets, form: Form, mine: bool) -> None:
    theirs = replace(BEGAN, refused="No dogs", agency="North Clinic")
    two = meet(BEGAN, replace(BEGAN, refused="No bed", got_us_in="A call"), theirs)
    (asked(two).keep_mine if mine else asked(two).keep_theirs).click()
    stays = "No bed" if mine else "No dogs"
    assert form.wanted == [(replace(theirs, refused=stays, got_us_in="A call"), theirs, ("agency",))]
    assert not two.is_asking


def test_each_clash_is_chosen_by_itself(meet: Meets, form: Form) -> None:
    theirs = replace(BEGAN, refused="No dogs", got_us_in="A referral")
    two = meet(BEGAN, replace(BEGAN, refused="No bed", got_us_in="A call"), theirs)
    both = asked(two)
    assert both.keep_mine.accessibleName() == "Keep yours: What did they refuse?"
    both.keep_mine.click()
    assert form.wanted == []
    assert both.keep_theirs.accessibleName() == "Keep theirs: What got us in?"
    assert nameless(two) == []
    both.keep_theirs.click()
    assert form.wanted == [(replace(theirs, refused="No bed"), theirs, ())]


def test_nothing_is_asked_where_nothing_clashes(meet: Meets, form: Form) -> None:
    theirs = replace(BEGAN, agency="North Clinic")
    two = meet(BEGAN, replace(BEGAN, got_us_in="A call"), theirs)
    assert not two.is_asking
    assert form.wanted == [(replace(theirs, got_us_in="A call"), theirs, ("agency",))]


def test_taking_all_of_theirs_leaves_the_form(meet: Meets, form: Form) -> None:
    theirs = replace(BEGAN, refused="No dogs")
    asked(meet(BEGAN, replace(BEGAN, refused="No bed"), theirs)).keep_theirs.click()
    assert (form.wanted, form.left) == ([], [theirs])


def test_words_typed_while_it_is_asked_are_kept(meet: Meets, form: Form) -> None:
    mine, theirs = replace(BEGAN, refused="No bed"), replace(BEGAN, refused="No dogs")
    two = meet(BEGAN, mine, theirs)
    form.now = replace(mine, got_us_in="A call")
    asked(two).keep_theirs.click()
    assert form.wanted == [(replace(theirs, got_us_in="A call"), theirs, ())]


def test_words_typed_meanwhile_where_the_other_wrote_too_are_asked_about(meet: Meets, form: Form) -> None:
    mine = replace(BEGAN, refused="No bed")
    two = meet(BEGAN, mine, replace(BEGAN, refused="No dogs", got_us_in="A referral"))
    form.now = replace(mine, got_us_in="A call")
    asked(two).keep_theirs.click()
    assert form.wanted == []
    assert {"A call", "A referral"} <= set(told(two))


def test_all_that_differs_is_asked_about_where_nobody_knows_how_it_began(meet: Meets) -> None:
    two = meet(None, replace(BEGAN, refused="No bed"), BEGAN)
    assert {"No bed", "No room"} <= set(told(two))
    assert "A letter" not in told(two)


@pytest.mark.parametrize("keep", [True, False])
def test_what_was_taken_away_has_no_other_side(meet: Meets, form: Form, keep: bool) -> None:
    two = meet(BEGAN, replace(BEGAN, refused=""), None)
    both = asked(two)
    assert not {"Theirs", "What did they refuse?"} & set(told(two))
    assert both.keep_theirs.text() == "Let it go"
    (both.keep_mine if keep else both.keep_theirs).click()
    assert form.wanted == ([(replace(BEGAN, refused=""), None, ())] if keep else [])
    assert form.left == ([] if keep else [None])


def test_what_came_in_is_told_by_the_names_of_its_fields(meet: Meets) -> None:
    two = meet(BEGAN, BEGAN, None)
    two.tell_kept(BEGAN, ("refused", "door_id", "agency"))
    words = "Also kept, as somebody else changed it meanwhile: “Which agency?”, “What did they refuse?”"
    assert two.came_in.accessibleName() == words
    two.tell_kept(BEGAN, ("door_id",))
    assert two.came_in.isHidden()
