"""Meeting: supervision from the agreement to the summary, a group with its timer, protected time, a manager's Home."""

from __future__ import annotations

from pie_audit.domain.session import SessionKind
from pie_audit.workflows.supervision import (
    group_sessions,
    supervision,
    supervision_agreements,
    supervision_planning,
)
from pie_audit.workflows.supervision.group_sessions import NewSessions
from pie_audit.workflows.supervision.supervision_planning import Booking
from pie_audit.workflows.unlock import OpenWorkspace, SignedIn
from tests.quarter import TODAY
from tests.screenshots.cast import MANAGER, Cast
from tests.screenshots.stage import changes_to, goes
from tests.screenshots.studio import Studio

STEPS = (
    ("Something to talk about", "Saying no on the phone"),
    (
        "What we agree to write down",
        "We looked at the call to his mother, and at who rings families at night.",
    ),
)


def play(studio: Studio, cast: Cast) -> None:
    """Somebody who has supervision, then their manager, then a leader."""
    studio.rests()
    _mine(studio)
    changes_to(studio, cast, MANAGER)
    studio.shoot("writing-home-manager")
    goes(studio, "shared-with-me")
    studio.shoot("shared-with-me")
    _theirs(studio)
    _group(studio)
    goes(studio, "protected-time")
    studio.shoot("protected-time")
    changes_to(studio, cast, cast.leader)
    studio.shoot("writing-home-leader")
    goes(studio, "protected-time")
    studio.shoot("protected-time-leader")


def _here(studio: Studio) -> tuple[OpenWorkspace, SignedIn]:
    jobs = studio.window.jobs
    assert jobs.opened is not None
    assert isinstance(jobs.me, SignedIn)
    return jobs.opened, jobs.me


def _mine(studio: Studio) -> None:
    opened, me = _here(studio)
    goes(studio, "supervision")
    studio.shoot("supervision")
    (agreement,) = opened.read(lambda tx: supervision_agreements.own_agreements(tx, me))
    goes(studio, "agreement", agreement.agreement.agreement_id)
    studio.shoot("agreement")
    goes(studio, "agreement", "new")
    studio.shoot("agreement-new")
    waiting = next(line for line in opened.read(lambda tx: supervision.my_supervision(tx, me)).past)
    goes(studio, "session", waiting.session.session_id)
    studio.shoot("session-past")
    _talk(studio, opened, me, agreement.other_id)


def _talk(studio: Studio, opened: OpenWorkspace, me: SignedIn, other_id: str) -> None:
    """A session of today, in the middle of it."""
    visitor = studio.visitor
    booking = Booking(other_id, False, TODAY, 60, "10:00", "the back office")
    (session_id,) = opened.write(lambda tx: supervision_planning.book(tx, me, booking)).result
    page = goes(studio, "session", session_id)
    visitor.fills(*STEPS[0])
    visitor.clicks("Add")
    visitor.waits_until(lambda: visitor.named(STEPS[0][1]), "it isn't on the list")
    visitor.fills(*STEPS[1])
    visitor.waits_until(lambda: visitor.named("Sign"), "nothing to sign")
    studio.puts_away_undo()
    studio.shoot("session")
    page.notes.unfold()
    studio.rests()
    page.body.ensureWidgetVisible(page.notes, 0, 40)
    studio.shoot("session-notes")
    visitor.clicks("Sign")
    visitor.waits_for("It waits for Amina")
    studio.shoot("session-signed")
    page = goes(studio, "supervision")
    page.begin_booking()
    studio.shoot("supervision-booking")


def _theirs(studio: Studio) -> None:
    """What waits for the manager to agree."""
    visitor = studio.visitor
    goes(studio, "supervision")
    studio.shoot("supervision-manager")
    visitor.clicks("Read and agree")
    visitor.waits_for("I agree")
    studio.shoot("session-to-agree")


def _group(studio: Studio) -> None:
    opened, me = _here(studio)
    page = goes(studio, "groups")
    studio.shoot("groups")
    page.begin_new()
    studio.shoot("group-new")
    team_id = studio.window.inside.team_id()
    group = next(
        card.group
        for card in opened.read(lambda tx: group_sessions.groups_view(tx, me, team_id)).mine
        if card.group.kind is SessionKind.GROUP
    )
    today = NewSessions(group.group_id, TODAY, 60)
    session_id = opened.write(lambda tx: group_sessions.plan_sessions(tx, me, today)).result[0].session_id
    page = goes(studio, "group-session", session_id)
    studio.shoot("group-session")
    studio.visitor.clicks("Start the timer")
    studio.shoot("group-session-timer")
    studio.visitor.clicks("Pause")
