"""The writer's own words in a record: what a name check looks through, and where a role takes a name's place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from pie_audit.domain.day import full_day_words
from pie_audit.domain.entry import Entry
from pie_audit.domain.name_check import check
from pie_audit.domain.name_check import replace as put_role
from pie_audit.domain.name_finding import Finding, FindingKind, plain
from pie_audit.domain.registration import Material, Piece
from pie_audit.words import _


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something worth a second look in a record, once for each wording. `where` names its page."""

    finding: Finding
    where: str

    @property
    def key(self) -> str:
        """What a choice about it is kept under while the record is put together."""
        return plain(self.finding.words)

    @property
    def role(self) -> str:
        """The role that takes its place unless somebody chooses otherwise; a colleague is never named as it stands."""
        return self.finding.offers[0] if self.is_colleague and self.finding.offers else ""

    @property
    def is_colleague(self) -> bool:
        """Whether it names somebody of the team."""
        return self.finding.kind is FindingKind.COLLEAGUE


def doubts(material: Material, colleagues: Collection[str], allowed: Collection[str]) -> tuple[Doubt, ...]:
    """What in the writer's own words could point to a person, colleagues first; each wording once."""
    found: dict[str, Doubt] = {}
    for where, text in _texts(material):
        for finding in check(text, colleagues=colleagues, allowed=allowed):
            doubt = Doubt(finding, where)
            found.setdefault(doubt.key, doubt)
    return tuple(sorted(found.values(), key=lambda doubt: not doubt.is_colleague))


def with_roles(
    material: Material, roles: Mapping[str, str], colleagues: Collection[str], allowed: Collection[str]
) -> Material:
    """The record with `roles` in place of doubtful words, by the key of each; what has no role stays as it is."""

    def swap(text: str) -> str:
        for finding in reversed(check(text, colleagues=colleagues, allowed=allowed)):
            role = roles.get(plain(finding.words))
            if role:
                text = put_role(text, finding, role)
        return text

    return _swapped(material, swap) if any(roles.values()) else material


def _texts(material: Material) -> tuple[tuple[str, str], ...]:
    """Each page's words as one text, so that rare details that come together are seen together."""
    pages = [
        (
            _("“{title}”, {day}").format(title=piece.title, day=full_day_words(piece.entry.day)),
            "\n".join(_own_words(piece)),
        )
        for piece in material.pieces
    ]
    draft = material.draft
    written = [*draft.statements.values(), *draft.gaps.values(), draft.supervisor_role]
    return (*pages, (_("what you wrote for this record"), "\n".join(written)))


def _own_words(piece: Piece) -> tuple[str, ...]:
    practice = piece.entry.practice
    steps = (step.text for step in piece.entry.steps)
    follow_ups = (follow_up.what for follow_up in piece.entry.follow_ups)
    written = (piece.title, *steps, piece.entry.take_away, *follow_ups)
    return (*written, practice.why_relevant, practice.who_is_better_off)


def _swapped(material: Material, swap: Callable[[str], str]) -> Material:
    draft = material.draft
    return replace(
        material,
        pieces=tuple(_swapped_piece(piece, swap) for piece in material.pieces),
        draft=replace(
            draft,
            statements={name: swap(text) for name, text in draft.statements.items()},
            gaps={day: swap(text) for day, text in draft.gaps.items()},
            supervisor_role=swap(draft.supervisor_role),
        ),
    )


def _swapped_piece(piece: Piece, swap: Callable[[str], str]) -> Piece:
    return Piece(
        _swapped_entry(piece.entry, swap),
        swap(piece.described),
        swap(piece.learned),
        swap(piece.changed),
        swap(piece.from_peer),
    )


def _swapped_entry(entry: Entry, swap: Callable[[str], str]) -> Entry:
    practice = entry.practice
    return replace(
        entry,
        title=swap(entry.title),
        steps=tuple(replace(step, text=swap(step.text)) for step in entry.steps),
        take_away=swap(entry.take_away),
        follow_ups=tuple(replace(f, what=swap(f.what)) for f in entry.follow_ups),
        practice=replace(
            practice,
            why_relevant=swap(practice.why_relevant),
            who_is_better_off=swap(practice.who_is_better_off),
        ),
    )
