"""Roles in words."""

from __future__ import annotations

from collections.abc import Collection

from pie_audit.domain.team import Role
from pie_audit.words import _


def role_word(role: Role) -> str:
    """One role as people read it."""
    return {
        Role.STAFF: _("Staff"),
        Role.MANAGER: _("Team manager"),
        Role.LEADER: _("Leader"),
        Role.ADMINISTRATOR: _("Looks after pie-audit"),
    }[role]


def role_words(roles: Collection[Role]) -> str:
    """The roles of one person; a manager needn't be called staff as well."""
    shown = [role for role in (Role.MANAGER, Role.LEADER, Role.STAFF, Role.ADMINISTRATOR) if role in roles]
    if Role.MANAGER in shown and Role.STAFF in shown:
        shown.remove(Role.STAFF)
    return " · ".join(role_word(role) for role in shown)


def role_explained(role: Role) -> str:
    """A role with what it opens."""
    return {
        Role.STAFF: _("Staff: rates, writes for themselves, reads the team’s review and plan"),
        Role.MANAGER: _("Team manager: starts reviews, keeps the plan, hands out slips"),
        Role.LEADER: _("Leader: reads what teams share, and nothing else"),
        Role.ADMINISTRATOR: _("Looks after pie-audit: people, copies and keys, but nobody’s pages"),
    }[role]


def main_role_word(roles: Collection[Role]) -> str:
    """The one role that says most, for where there is little room."""
    shown = [role for role in (Role.MANAGER, Role.LEADER, Role.STAFF, Role.ADMINISTRATOR) if role in roles]
    return role_word(shown[0]) if shown else ""
