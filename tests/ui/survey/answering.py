"""What tests of answering look at, and how they get to the end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from pie_audit.domain.survey import Answers
from pie_audit.storage import ballots
from pie_audit.ui.survey.answer_page import AnswerPage
from pie_audit.ui.survey.small_windows import SureWindow
from pie_audit.workflows.surveys import taking
from tests.ui.conftest import settle
from tests.ui.survey.conftest import Sitting, press

ENTER = Qt.Key.Key_Return


def begun(sitting: Sitting) -> Answers | None:
    """What lies in the draft of whoever sits there."""
    view = sitting.hostel.see(taking.taking, sitting.jobs.me, sitting.survey_id)
    return view.begun


def sent(sitting: Sitting) -> int:
    """How many ballots lie in the box."""
    return sitting.hostel.read(lambda tx: ballots.count_cast(tx, sitting.survey_id))


def words_on(page: AnswerPage) -> str:
    """Everything that can be read on the page now."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def asked(page: AnswerPage) -> SureWindow:
    """The window that asks before there is no way back."""
    return next(w for w in page.findChildren(SureWindow) if w.isVisible())


def answer_all(page: AnswerPage, key: Qt.Key = Qt.Key.Key_4) -> None:
    """By keyboard, up to the last look."""
    for _item in page.walk.items:
        press(key, ENTER)
    page.go_on()
    settle()
