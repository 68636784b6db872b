"""Kinds of group, what people do in one, and what became of a session, as people say it."""

from __future__ import annotations

from pie_audit.domain.group import GroupRole
from pie_audit.domain.group_minutes import DebriefStage
from pie_audit.domain.session import Session, SessionKind, SessionStatus
from pie_audit.words import _


def group_kind_name(kind: SessionKind) -> str:
    """The name of a kind of group."""
    return {
        SessionKind.GROUP: _("Reflective practice group"),
        SessionKind.COMMUNITY: _("Community of practice"),
        SessionKind.LEARNING_SET: _("Action learning set"),
        SessionKind.DEBRIEF: _("Debrief after {an_incident}"),
        SessionKind.INTERVISION: _("Intervision"),
        SessionKind.LEADERS: _("Leaders’ session"),
        SessionKind.LEARNING_REVIEW: _("Learning review"),
        SessionKind.PEER: _("Peer reflection"),
    }[kind]


def group_kind_about(kind: SessionKind) -> str:
    """When a kind of group helps, in one line."""
    return {
        SessionKind.GROUP: _("Regular, facilitated, same time and place."),
        SessionKind.COMMUNITY: _("People of several agencies who want to get better at the same thing."),
        SessionKind.LEARNING_SET: _(
            "Turns: one brings a real problem, the others ask, then it is tried out."
        ),
        SessionKind.DEBRIEF: _("Those involved, once everybody is safe. Coming is a choice."),
        SessionKind.INTERVISION: _("Peers without an expert, in fixed steps."),
        SessionKind.LEADERS: _("Leaders only. Nobody else can see that it exists."),
        SessionKind.LEARNING_REVIEW: _(
            "The team looks back at one event, good or bad. It asks how, never who."
        ),
        SessionKind.PEER: _("Two or three people look at a piece of work together."),
    }[kind]


def group_role_name(role: GroupRole) -> str:
    """What somebody does in a group."""
    return {
        GroupRole.MEMBER: _("Member"),
        GroupRole.FACILITATOR: _("Facilitator, from inside"),
        GroupRole.OUTSIDE: _("Facilitator, from outside"),
        GroupRole.NOTE_TAKER: _("Note-taker"),
        GroupRole.CONVENOR: _("Convenor"),
    }[role]


def debrief_stage_name(stage: DebriefStage) -> str:
    """What kind of talk a debrief was."""
    return {
        DebriefStage.CHECK_IN: _("A check-in straight after"),
        DebriefStage.GROUP_TALK: _("A talk in the group"),
        DebriefStage.LATER: _("A later follow-up"),
    }[stage]


def session_state_words(session: Session) -> str:
    """What became of a session: ``Held, 60 minutes``, ``Moved``."""
    match session.status:
        case SessionStatus.HELD:
            return _("Held, {n} minutes").format(n=session.held_min)
        case SessionStatus.CUT_SHORT:
            return _("Cut short, {n} minutes").format(n=session.held_min)
        case SessionStatus.CANCELLED:
            return _("Called off")
        case SessionStatus.MOVED:
            return _("Moved")
        case _:
            return _("To come")
