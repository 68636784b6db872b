"""What a screen reader walks in the window: a line a thing, with its role and its words, in reading order."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from pie_audit.domain.team import Role, WorkspaceKind
from pie_audit.workflows import teams, unlock
from tests.ui.shell.desk import PASSWORD, Desk

WHO = {"manager": "Amina Yusuf", "staff": "Tom Whitlock", "alone": "Amina Yusuf", "leader": "Lee Park"}
_GROUND = {
    QAccessible.Role.NoRole,
    QAccessible.Role.Client,
    QAccessible.Role.Window,
    QAccessible.Role.Pane,
    QAccessible.Role.LayeredPane,
    QAccessible.Role.Border,
    QAccessible.Role.ScrollBar,
}


def found_for(desk: Desk, who: str) -> unlock.SignedIn:
    """A workspace that is as new as it gets, with somebody of this kind in it; Amina, signed in beside the window."""
    alone = who == "alone"
    desk.found(WorkspaceKind.SOLO if alone else WorkspaceKind.TEAM, more=() if alone else (WHO["staff"],))
    (folder,) = desk.premises.workspaces.iterdir()
    opened, amina = unlock.open_workspace(desk.premises, desk.worker, folder, WHO["manager"], PASSWORD)
    if who == "leader":
        code = teams.add_person(
            opened, amina, teams.NewPerson(WHO[who], frozenset({Role.LEADER}), next(iter(amina.member.teams)))
        )
        unlock.accept_invitation(opened, WHO[who], code, PASSWORD)
    desk.jobs.begin(opened)
    return amina


def tree_of(widget: QWidget) -> list[str]:
    """The lines of a widget and of all that can be seen inside it."""
    found: list[str] = []
    _walk(QAccessible.queryAccessibleInterface(widget), found)
    return found


def _walk(node: QAccessibleInterface | None, found: list[str]) -> None:
    if node is None or node.state().invisible:
        return
    said = " | ".join(
        " ".join(text.split())
        for text in (node.text(QAccessible.Text.Name), node.text(QAccessible.Text.Description))
        if text.strip()
    )
    if node.role() not in _GROUND or said:
        found.append(f"{node.role().name}: {said}".strip())
    for at in range(node.childCount()):
        _walk(node.child(at), found)
