"""“Does this earn its keep?” stands in the sign-off: what each part gave, and a way to leave it that nobody has to take."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from pie_audit.domain.audit import RoundState
from pie_audit.domain.team_part import ON_AT_FIRST, TeamPart
from pie_audit.storage import team_parts
from pie_audit.ui.plan.keep_card import KeepCard
from pie_audit.ui.plan.signoff_dialog import SignOffDialog
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import WrapLabel
from tests import years
from tests.ui.accessibility import nameless, spoken
from tests.ui.plan.desk import Desk
from tests.ui.plan.test_signoff import ask


def parts(desk: Desk) -> frozenset[TeamPart]:
    return desk.hostel.read(lambda tx: team_parts.parts_of(tx, desk.hostel.team_id))


def opened(desk: Desk) -> SignOffDialog:
    desk.add()
    dialog = ask(desk)
    desk.until(lambda: bool(dialog.keep.ticks))
    return dialog


def words_on(card: KeepCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(WrapLabel))


def test_it_says_in_words_what_each_part_gave_this_quarter(desk: Desk) -> None:
    for _n in range(11):
        years.errand(desk.hostel, "2026-11")
    desk.hostel.turn_on(TeamPart.WINS)
    dialog = opened(desk)
    assert set(dialog.keep.ticks) == ON_AT_FIRST | {TeamPart.FRICTION, TeamPart.WINS}
    assert "11 entries." in words_on(dialog.keep)
    assert spoken(dialog.keep.ticks[TeamPart.WINS]) == "Keep “Small wins” | nobody has used it yet"
    dialog.reject()


def test_nobody_has_to_decide(desk: Desk) -> None:
    dialog = opened(desk)
    before = parts(desk)
    dialog.sign.click()
    desk.calm()
    assert desk.hostel.state(desk.round_id) is RoundState.SIGNED
    assert parts(desk) == before


def test_a_part_can_be_left_there_kept_after_all_and_taken_back_by_name(desk: Desk) -> None:
    dialog = opened(desk)
    tick = dialog.keep.ticks[TeamPart.BARRIERS]
    tick.click()
    desk.calm()
    assert TeamPart.BARRIERS not in parts(desk)
    assert desk.said[-1].name == "Turned off “What gets in the way”"
    tick.click()
    desk.calm()
    assert TeamPart.BARRIERS in parts(desk)
    dialog.reject()


def test_with_everything_off_nothing_is_asked(desk: Desk) -> None:
    desk.hostel.turn_off()
    desk.add()
    dialog = ask(desk)
    assert dialog.keep.isHidden()
    dialog.reject()


def test_everything_has_a_name_and_nothing_scrolls_sideways(desk: Desk) -> None:
    desk.hostel.turn_on()
    dialog = opened(desk)
    assert nameless(dialog) == []
    assert dialog.body.overflow() == 0
    apply(QApplication.instance(), "light", 200, own_font=True)
    dialog.fit()
    desk.calm()
    assert dialog.body.overflow() == 0
    dialog.reject()
