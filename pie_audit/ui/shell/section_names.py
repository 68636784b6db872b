"""The parts of People & settings: what each is called, and whom it is offered to."""

from __future__ import annotations

from dataclasses import dataclass

from pie_audit.domain.team import Role
from pie_audit.words import _


@dataclass(frozen=True, slots=True)
class SectionName:
    """One part, as its list and the palette show it."""

    words: str
    icon: str
    keywords: str


def section_names() -> dict[str, SectionName]:
    """All parts, in the order of the list."""
    return {
        "people": SectionName(_("People and roles"), "users-three", _("team members invite add code access")),
        "reading": SectionName(_("Reading and display"), "text-aa", _("text size dark light contrast lock")),
        "keys": SectionName(_("Password and keys"), "key", _("House key My key print change")),
        "support": SectionName(
            _("Where support is"), "lifebuoy", _("help lines numbers wellbeing occupational")
        ),
        "change": SectionName(
            _("Higher or lower"),
            "chart-line",
            _("trends rules of thumb cut points limits change survey points"),
        ),
        "along": SectionName(_("Take everything along"), "export", _("open file json leave all I may read")),
        "copies": SectionName(_("Copies and safety"), "hard-drives", _("backup copy stick restore check")),
    }


def sections_for(roles: frozenset[Role]) -> tuple[str, ...]:
    """The parts that somebody with these roles can use."""
    wanted = ["reading", "keys"]
    if roles & {Role.MANAGER, Role.ADMINISTRATOR}:
        wanted.insert(0, "people")
    if Role.ADMINISTRATOR in roles:
        wanted += ["support", "change", "copies"]
    else:
        wanted.append("along")  # who looks after copies finds it there
    return tuple(wanted)
