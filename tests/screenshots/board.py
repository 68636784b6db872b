"""What helps and what gets in the way: the board, the dots, and the priorities that come of them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from pie_audit.domain.influence import Direction
from pie_audit.domain.plan import BarrierLevel
from pie_audit.storage.transaction import Transaction
from pie_audit.workflows import influences, priorities
from pie_audit.workflows.demo.demo_board import CARDS
from pie_audit.workflows.unlock import SignedIn
from tests.screenshots.studio import Studio

OURS = (0, 1, 3, 6, 7, 9, 11, 13, 14, 16)
"""Which of the demo's cards lie here."""
NEW = "Nights have no room where they can talk"
VOTERS = 7
FIRST = CARDS[9][0]


def play(studio: Studio) -> None:
    """From an empty board to a short ranked list."""
    visitor = studio.visitor
    visitor.clicks("Our review")
    visitor.clicks("Helps and hinders")
    visitor.waits_for("On to the dots")
    studio.shoot("board-empty")
    page = studio.window.inside.page()
    me = studio.window.jobs.me
    assert isinstance(me, SignedIn)
    assert studio.window.jobs.opened is not None
    studio.window.jobs.opened.write(lambda tx: _lay(tx, me, page._round_id))
    page.reload()
    visitor.waits_for(FIRST)
    page.begin()
    studio.puts_away_undo()
    studio.shoot("board")
    _write_and_carry(studio)
    _dots(studio)
    _priorities(studio)


def _lay(tx: Transaction, me: SignedIn, round_id: str) -> None:
    for at in OURS:
        text, level, direction, felt_by = CARDS[at]
        blank = influences.new_card(round_id, level, direction)
        upwards = level is BarrierLevel.SYSTEM and direction is Direction.HINDERS
        influences.write_card(
            tx, me, (blank,), replace(blank, text=text, felt_by=felt_by, ask_upwards=upwards and at == 14)
        )
        for _dot in range(at % 4):
            influences.add_dot(tx, me, blank.influence_id, 1)


def _write_and_carry(studio: Studio) -> None:
    visitor = studio.visitor
    visitor.presses(Qt.Key.Key_A)
    visitor.types(NEW)
    studio.shoot("board-writing")
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("Saved")
    visitor.presses(Qt.Key.Key_M)
    visitor.presses(Qt.Key.Key_Down)
    visitor.presses(Qt.Key.Key_Right)
    studio.shoot("board-carrying")
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("Put down.")
    studio.puts_away_undo()


def _dots(studio: Studio) -> None:
    visitor = studio.visitor
    page = studio.window.inside.page()
    visitor.clicks("On to the dots")
    visitor.waits_for("How many of us are here?")
    studio.shoot("dots-start")
    visitor.types(str(VOTERS))
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for(f"Person 1 of {VOTERS}")
    studio.puts_away_undo()
    keys = [item.key for item in page.choosing.ballot.items]
    wanted = next(item.key for item in page.choosing.ballot.items if item.words == FIRST)
    page.votes._dot(wanted, 1)
    page.votes._dot(wanted, 1)
    studio.shoot("dots")
    visitor.clicks("Place my dots")
    visitor.waits_for(f"Person 2 of {VOTERS}")
    for person in range(1, VOTERS):
        page.votes._write(priorities.place_dots, {wanted: 1, keys[person % 4]: 2})
    visitor.waits_for("Where the dots lie")
    studio.puts_away_undo()
    studio.shoot("dots-sums")
    visitor.clicks(f"Make “{FIRST}” a priority")
    visitor.waits_for("A priority")
    second = next(i for i in page.choosing.free_items if i.key != wanted)
    page._choose_item(second.key)
    visitor.waits_until(lambda: len(page.choosing.ranked) == 2, "there is no second priority")
    studio.puts_away_undo()


def _priorities(studio: Studio) -> None:
    visitor = studio.visitor
    page = studio.window.inside.page()
    visitor.clicks("On to the priorities")
    visitor.waits_for("Needs an action, or a reason for none")
    row = page.list.rows[page.list._order[-1]]
    row.no_action.click()
    visitor.types("it stands in an ask of ours already.")
    page.flush()
    visitor.waits_for("Saved")
    studio.puts_away_undo()
    studio.shoot("priorities")
    visitor.clicks(f"Write an action for “{FIRST}”")
    visitor.waits_for("What will we do?")
