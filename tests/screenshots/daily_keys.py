"""Keys in daily life: My key, a PIN, a line before signing in, and the room of somebody who has left."""

from __future__ import annotations

from pie_audit.workflows import teams
from pie_audit.workflows.unlock import SignedIn
from tests.screenshots.cast import MANAGER, Cast
from tests.screenshots.door import SIX_GROUPS
from tests.screenshots.stage import changes_to, goes
from tests.screenshots.studio import Studio

PIN = "2739"
LINE = "Two cups of tea and no questions."


def play(studio: Studio, cast: Cast) -> None:
    """The settings, the locked window, and leaving."""
    changes_to(studio, cast, MANAGER)
    _settings(studio)
    _locked(studio)
    _leaver(studio, cast)


def _settings(studio: Studio) -> None:
    visitor = studio.visitor
    page = goes(studio, "settings", "keys")
    page.open_section("keys")
    studio.shoot("keys")
    keys = page.sections["keys"]
    visitor.clicks("Make My key")
    studio.rests()
    studio.shoot("keys-my-key")
    visitor.clicks("One sheet")
    visitor.clicks("Continue")
    visitor.waits_for("type two groups back")
    visitor.clicks("Show it")
    studio.shows(keys.mine.choice.sheet._code, SIX_GROUPS)
    studio.shoot("keys-my-key-sheet")
    keys.renew.open_button.click()
    studio.rests()
    page.body.ensureWidgetVisible(keys.renew, 0, 40)
    studio.shoot("keys-renew")
    keys.renew.clear()
    keys.pin.open_button.click()
    page.body.ensureWidgetVisible(keys.pin, 0, 40)
    studio.shoot("keys-pin")
    keys.pin.pin.setText(PIN)
    keys.pin.again.setText(PIN)
    keys.pin.go.click()
    visitor.waits_until(lambda: not keys.pin.off_button.isHidden(), "the PIN wasn’t taken")


def _locked(studio: Studio) -> None:
    visitor = studio.visitor
    visitor.clicks("Lock now")
    visitor.waits_for("Your PIN")
    studio.shoot("locked-pin")
    visitor.clicks("Write one line first")
    visitor.fills("One line", LINE)
    studio.shoot("locked-line")
    visitor.clicks("Keep it")
    visitor.waits_for("Kept.")
    visitor.fills("Your PIN", PIN)
    studio.shoot("locked-line-kept")
    visitor.clicks("Open with my PIN")
    visitor.waits_for("orning, ")
    studio.shoot("home-after-line")


def _leaver(studio: Studio, cast: Cast) -> None:
    """Somebody who wrote a few pages has left, and comes for them."""
    visitor, jobs = studio.visitor, studio.window.jobs
    opened, me = jobs.opened, jobs.me
    assert opened is not None
    assert isinstance(me, SignedIn)
    name = list(cast.passwords)[3]
    gone = next(p for p in opened.read(lambda tx: teams.people(tx, me)).rows if p.name == name)
    opened.write(lambda tx: teams.retire_person(tx, me, gone.person_id))
    visitor.clicks("Lock now")
    visitor.clicks("I have left")
    studio.shoot("left")
    visitor.clicks(name)
    visitor.fills(f"{name}’s password", cast.passwords[name])
    visitor.clicks("See my pages")
    visitor.waits_for("Take them with you")
    studio.rests()
    studio.window.inside._rows[0].click()
    studio.shoot("leavers-room")
