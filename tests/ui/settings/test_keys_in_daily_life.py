"""New keys, My key tried out, a short PIN, and pages from before a reset: through the page of settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pie_audit.domain.errors import CannotOpen
from pie_audit.workflows import founding, sealed_pages, short_pin, teams, unlock
from tests.ui.accessibility import nameless
from tests.ui.settings.test_settings import NEW, section
from tests.ui.shell.desk import CLOCK, PASSWORD, TODAY, Desk


@pytest.fixture
def inside(desk: Desk) -> Desk:
    desk.found()
    desk.open_window()
    desk.sign_in()
    return desk


def fill(card, old: str, new: str) -> None:
    card.open_button.click()
    card.old.setText(old)
    card.new.password.setText(new)
    card.new.again.setText(new)
    card.go.click()


def test_new_keys_void_the_old_password_and_offer_another_my_key(inside: Desk) -> None:
    keys = section(inside, "settings", "keys", "renew")
    fill(keys.renew, PASSWORD, NEW)
    inside.until(lambda: keys.renew.said.text().startswith("Done."))
    inside.rest()
    assert not keys.mine.choice.isHidden()
    assert keys.renew.new.password.text() == ""
    assert unlock.sign_in(inside.jobs.opened, "Amina Yusuf", NEW).vault.epoch == 2
    with pytest.raises(CannotOpen):
        unlock.sign_in(inside.jobs.opened, "Amina Yusuf", PASSWORD)


def test_the_same_password_is_refused_in_a_sentence(inside: Desk) -> None:
    keys = section(inside, "settings", "keys", "renew")
    fill(keys.renew, PASSWORD, PASSWORD)
    inside.until(lambda: bool(keys.renew.new.field.error()))
    assert keys.renew.new.field.error().startswith("That is the password so far.")


class TestPin:
    def test_it_is_off_and_can_be_set_and_switched_off(self, inside: Desk) -> None:
        card = section(inside, "settings", "keys", "pin").pin
        inside.until(lambda: card._state.text() == "Off")
        assert card.off_button.isHidden()
        card.open_button.click()
        card.pin.setText("2739")
        card.again.setText("2739")
        card.go.click()
        inside.until(lambda: card._state.text() == "On")
        assert card.pin.text() == ""
        assert inside.jobs.opened.read(lambda tx: short_pin.has_pin(tx, inside.jobs.me))
        card.off_button.click()
        inside.until(lambda: card._state.text() == "Off")

    @pytest.mark.parametrize(
        ("pin", "again", "field", "words"),
        [
            ("1234", "1234", "_field", "Anybody would try this PIN first."),
            ("27", "27", "_field", "A PIN has 4 to 8 digits."),
            ("2739", "2738", "_again_field", "These two don’t match yet."),
        ],
    )
    def test_what_cannot_be_taken_is_told_beside_it(
        self, inside: Desk, pin: str, again: str, field: str, words: str
    ) -> None:
        card = section(inside, "settings", "keys", "pin").pin
        card.open_button.click()
        card.pin.setText(pin)
        card.again.setText(again)
        card.go.click()
        inside.until(lambda: getattr(card, field).error().startswith(words))


class TestMyKeyTrial:
    def test_the_right_sheet_is_told_and_home_stops_asking(self, inside: Desk) -> None:
        code = founding.make_my_key(inside.jobs.opened, inside.jobs.me)
        card = section(inside, "settings", "keys", "my-key").mine
        inside.until(lambda: not card.trial.isHidden())
        card.trial.code.setText(code)
        card.trial.go.click()
        inside.until(lambda: card.said.text() == "It opens your pages. Put it back where it was.")
        assert card.trial.isHidden()
        assert card.trial.code.text() == ""

    def test_an_older_sheet_offers_a_new_one(self, inside: Desk) -> None:
        code = founding.make_my_key(inside.jobs.opened, inside.jobs.me)
        founding.make_my_key(inside.jobs.opened, inside.jobs.me)
        card = section(inside, "settings", "keys", "my-key").mine
        inside.until(lambda: not card.trial.isHidden())
        card.trial.code.setText(code)
        card.trial.go.click()
        inside.until(lambda: not card.trial.another.isHidden())
        card.trial.another.click()
        assert not card.choice.isHidden()
        assert card.trial.isHidden()

    def test_a_slip_of_the_fingers_is_told_beside_it(self, inside: Desk) -> None:
        founding.make_my_key(inside.jobs.opened, inside.jobs.me)
        card = section(inside, "settings", "keys", "my-key").mine
        card.trial.code.setText("ABC")
        card.trial.go.click()
        inside.until(lambda: "The code has 30 characters" in card.trial._field.error())

    def test_not_today_is_taken(self, inside: Desk) -> None:
        founding.make_my_key(inside.jobs.opened, inside.jobs.me)
        card = section(inside, "settings", "keys", "my-key").mine
        card.trial._later.click()
        inside.rest()
        assert card.said.text() == "That’s fine. Home asks again next week."


class TestAfterAReset:
    @pytest.fixture
    def code(self, desk: Desk) -> str:
        """Jo wrote a page, made a My key, and got new access; the window is Jo's."""
        desk.found(more=("Jo Marsh",))
        desk.open_window()
        desk.sign_in()
        opened, amina = desk.jobs.opened, desk.jobs.me
        jo = unlock.sign_in(opened, "Jo Marsh", PASSWORD)
        opened.write(lambda tx: sealed_pages.save_own(tx, jo, b"p" * 16, b"mine", expected=0))
        made = founding.make_my_key(opened, jo)
        invited = teams.invite_again(opened, amina, jo.member.person_id)
        desk.win.lock()
        desk.rest()
        desk.win.door.came_in.emit(unlock.accept_invitation(opened, "Jo Marsh", invited, NEW))
        desk.rest()
        return made

    def test_earlier_pages_are_counted_and_open_with_my_key_of_that_time(self, desk: Desk, code: str) -> None:
        card = section(desk, "settings", "keys", "earlier").earlier
        desk.until(lambda: not card.isHidden())
        assert card.said.text().startswith("1 page from before your reset stays sealed.")
        assert nameless(card) == []
        card.code.setText(code)
        card.go.click()
        desk.rest()
        card.reload()  # as after any change
        desk.rest()
        assert card.said.text() == "1 page is yours to read again."
        assert card.isVisible()
        desk.win.inside.go("reflections")
        desk.rest()
        section(desk, "settings", "keys", "password")
        assert card.isHidden()

    def test_another_sheet_is_told_as_such(self, desk: Desk, code: str) -> None:
        card = section(desk, "settings", "keys", "earlier").earlier
        desk.until(lambda: not card.isHidden())
        card.code.setText(founding.make_my_key(desk.jobs.opened, desk.jobs.me))
        card.go.click()
        desk.until(lambda: card._field.error() == "This sheet isn’t of that time.")
        assert code


def test_nobody_else_sees_anything_of_a_reset(inside: Desk) -> None:
    keys = section(inside, "settings", "keys", "earlier")
    inside.rest()
    assert keys.earlier.isHidden()


@pytest.mark.parametrize("width", [1024, 1366])
def test_all_cards_open_fit_and_are_named(inside: Desk, width: int) -> None:
    inside.win.resize(width, 768)
    keys = section(inside, "settings", "keys", "my-key")
    for card in (keys.renew, keys.pin, keys.password):
        card.open_button.click()
    inside.rest()
    assert inside.overflow() == []
    assert nameless(keys) == []


def test_two_weeks_later_home_asks_for_my_key(desk: Desk) -> None:
    desk.found()
    desk.open_window()
    desk.sign_in()
    founding.make_my_key(desk.jobs.opened, desk.jobs.me)
    later = replace(CLOCK, today=lambda: TODAY + timedelta(days=14))
    desk.win.lock()
    desk.rest()
    desk.jobs.opened.premises = replace(desk.jobs.opened.premises, clock=later)
    desk.win.door.came_in.emit(unlock.sign_in(desk.jobs.opened, "Amina Yusuf", PASSWORD))
    desk.rest()
    from pie_audit.workflows import home

    needs = desk.jobs.opened.read(lambda tx: home.home(tx, desk.jobs.me)).needs
    assert "my-key" in [need.argument for need in needs]
