"""Training with what came of it, and the way there through the real window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pie_audit.domain.training import Change
from tests.ui.learning.learned import course, open_page, turn_on, two_answers
from tests.ui.shell.desk import Desk


def _nothing_yet(desk: Desk) -> QWidget:
    turn_on(desk)
    return open_page(desk)


def _asked(desk: Desk) -> QWidget:
    two_answers(desk, course(desk, turn_on(desk)).training_id)
    page = open_page(desk)
    (question,) = page.questions.values()
    question.options[list(Change).index(Change.BLOCKED)].click()
    desk.rest()
    return page


TRAINING: dict[str, Callable[[Desk], QWidget]] = {
    "training, nothing yet": _nothing_yet,
    "what came of a training": _asked,
}
"""By name, as in `screens.SCREENS`."""
