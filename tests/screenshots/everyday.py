"""Small things, every day: what a team uses, notes in seconds, learns, asks for, answers, and by which words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from pie_audit.domain.barrier import BarrierSource
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.team_part import TeamPart
from pie_audit.ui.audit.meeting_walk import ON_TABLE
from tests.screenshots.change import SIGNED, TALKING, make_three_teams
from tests.screenshots.stage import changes_to, dialog, goes, signs_in
from tests.screenshots.studio import Studio

LOGS = (
    (TeamPart.REFUSALS, "refusals"),
    (TeamPart.BENT_RULES, "bent-rules"),
    (TeamPart.PROMPTS, "prompts"),
    (TeamPart.DOORS, "door-cards"),
)
AGENCY = "Housing options office"


def play(studio: Studio, place: Path) -> None:
    """A manager whose team uses every part, from Home to signing off; then one whose team looks back over two years."""
    cast = make_three_teams(studio, place)
    studio.opens(place, cast.folder)
    signs_in(studio, cast, TALKING)
    _note(studio)
    _hub(studio)
    _logs(studio)
    _barriers(studio)
    _needs(studio)
    _answers(studio)
    _learning(studio)
    _over_time(studio)
    _words(studio)
    _talk(studio)
    _keep(studio)
    changes_to(studio, cast, SIGNED)
    goes(studio, "long-view")
    studio.shoot("long-view")
    studio.window.lock()
    studio.visitor.waits_for("I have a slip")
    studio.visitor.clicks("Write one line first")
    studio.shoot("locked-line-before")


def _note(studio: Studio) -> None:
    """The quick box on Home, and over another page."""
    studio.shoot("home-quick-box")
    visitor = studio.visitor
    visitor.clicks("It took too long")
    studio.rests()
    visitor.types("A room for one night")
    visitor.fills("With which office or process?", AGENCY)
    QTest.qWait(400)
    studio.shoot("quick-box-door")
    goes(studio, "plan")
    visitor.presses(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    visitor.types("The lift works again")
    studio.rests()
    studio.shoot("finder-note")
    visitor.presses(Qt.Key.Key_Escape)
    studio.window.inside.finder.note(TeamPart.REFUSALS, AGENCY)
    dialog(studio)
    QTest.qWait(400)
    studio.shoot("quick-window")
    visitor.presses(Qt.Key.Key_Escape)


def _hub(studio: Studio) -> None:
    goes(studio, "day-by-day")
    studio.shoot("day-by-day")
    goes(studio, "team-parts")
    studio.shoot("team-parts")


def _logs(studio: Studio) -> None:
    for part, name in LOGS:
        goes(studio, "small-logs", part.value)
        studio.shoot(name)


def _barriers(studio: Studio) -> None:
    page = goes(studio, "barriers")
    studio.shoot("barriers")
    barrier = next(
        b
        for b in page.view.matrix.barriers
        if b.source is BarrierSource.LIVED_EXPERIENCE and b.level is BarrierLevel.SYSTEM
    )
    page.open_barrier(barrier.key)
    studio.rests()
    studio.shoot("barrier-details")
    page.close_barrier()
    page.lay_out_by(1)
    studio.rests()
    studio.shoot("barriers-stages")


def _needs(studio: Studio) -> None:
    goes(studio, "needs")
    studio.shoot("needs")


def _answers(studio: Studio) -> None:
    page = goes(studio, "said-did")
    studio.shoot("said-did")
    page.begin_line()
    studio.rests()
    studio.shoot("said-did-new")
    page.leave()
    goes(studio, "said-did-poster")
    QTest.qWait(400)
    studio.shoot("said-did-poster")


def _learning(studio: Studio) -> None:
    goes(studio, "training")
    studio.shoot("training")
    page: Any = goes(studio, "reading-cards")
    studio.shoot("reading-cards")
    talked = next(card for card in page.view.cards if card.card.is_talked_about)
    page.show_card(talked.card.card_id)
    studio.rests()
    studio.shoot("reading-card")
    page.toggle_large()
    QTest.qWait(300)
    studio.shoot_window(page.large.projector, "reading-card-large")
    page.toggle_large()
    page.begin_own()
    studio.rests()
    studio.shoot("reading-card-new")
    page.show_all()


def _over_time(studio: Studio) -> None:
    page = goes(studio, "practices")
    studio.shoot("practices")
    page.begin_form()
    studio.rests()
    studio.shoot("practices-new")
    goes(studio, "long-view")
    studio.shoot("long-view-not-yet")


def _words(studio: Studio) -> None:
    page = goes(studio, "our-words")
    studio.shoot("our-words")
    card = next(iter(page.cards.values()))
    card._open_form()
    studio.rests()
    studio.shoot("our-words-own")


def _talk(studio: Studio) -> None:
    """What else lies on the table of a meeting, for the desk and for the room."""
    review = goes(studio, "review")
    page = goes(studio, "meeting", review.view.round.round_id)
    studio.visitor.waits_until(lambda: page.filled, "the meeting never came")
    page.topics.chosen.emit(ON_TABLE)
    studio.rests()
    studio.shoot("meeting-table")
    page.toggle_projector()
    studio.shoot_window(page.room.projector, "meeting-table-room")
    page.toggle_projector()
    page.table.first_button().click()
    studio.rests()
    studio.shoot("meeting-table-done")


def _keep(studio: Studio) -> None:
    """“Does this earn its keep?” where the plan is about to be signed."""
    goes(studio, "plan")
    studio.visitor.clicks("Preview and sign off")
    studio.visitor.clicks("Sign off")
    window = dialog(studio)
    studio.visitor.waits_until(lambda: window.keep.ticks, "the parts never came")
    window.body.verticalScrollBar().setValue(window.keep.mapTo(window.body.widget(), QPoint()).y() - 4)
    studio.shoot("sign-off-keep")
    window.reject()
    studio.rests()
