"""kill -9 while words are brought for an instrument, and while somebody keeps a sitting on their own page."""

from __future__ import annotations

from itertools import count

from pie_audit.domain.licence import BroughtText
from pie_audit.storage import instruments as kept
from pie_audit.workflows import bringing, own_measures
from pie_audit.workflows.instruments import shipped_instruments
from pie_audit.workflows.own_measures import OwnAnswers
from tests import brought
from tests.children import Acknowledge, Killed, kill_often
from tests.faults.boxes import Boxes, numbered

OLBI = shipped_instruments()["olbi"]


def test_bringing_words(boxes: Boxes, kills: int) -> None:
    """One version is in use, with the words and the licence of one number; what was begun is gone once it is kept."""
    lines = brought.text(OLBI).items

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with boxes.open() as hostel:
            for number in count():
                text = BroughtText({**lines, 1: f"Sentence {number}."}, {})
                licence = brought.licence(proof=f"Letter {number}")
                hostel.do(
                    bringing.bring, hostel.amina, "olbi", brought.words(OLBI, text=text, licence=licence)
                )
                acknowledge(str(number))

    def compare(killed: Killed) -> None:
        with boxes.checked() as hostel:
            every = hostel.read(lambda tx: kept.versions_of(tx, "olbi"))
        in_use = [one for one in every if one.retired_week is None]
        assert len(in_use) == bool(every)
        assert killed.last < len(every)
        for number, one in enumerate(every):
            assert (one.text.items[1], one.licence.proof) == (f"Sentence {number}.", f"Letter {number}")
        assert in_use == list(every[-1:])
        boxes.afresh()

    kill_often(kills, "bring words", loop, compare)


def test_keeping_a_sitting_on_ones_own_page(boxes: Boxes, kills: int) -> None:
    """Answers are begun or kept with their scores; none that was called kept is lost, and none is there twice."""

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with boxes.open() as hostel:
            for number in count():
                answers = OwnAnswers(dict(numbered(number).values), str(number))
                hostel.do(own_measures.keep_begun, hostel.jo, "pulse10-1", answers)
                hostel.do(own_measures.save_measure, hostel.jo, "pulse10-1", answers)
                acknowledge(str(number))

    def compare(killed: Killed) -> None:
        with boxes.checked() as hostel:
            seen = own_measures.own_line(hostel.opened, hostel.sign_in("Jo"))
        sittings = [(int(one.note), one.measure) for line in seen.lines for one in line.sittings]
        assert all(dict(measure.values) == numbered(number).values for number, measure in sittings)
        numbers = sorted(number for number, _measure in sittings)
        assert numbers == list(range(len(numbers)))
        assert killed.last < len(numbers)
        begun = next(choice.begun for choice in seen.choices if choice.instrument.id == "pulse10-1")
        assert begun is None or int(begun.answers.note) not in numbers
        boxes.afresh()

    kill_often(kills, "keep a sitting", loop, compare)
