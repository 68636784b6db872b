"""What others shared with one: read here, passed on nowhere, and gone without a trace of its words once ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pie_audit.domain.errors import CannotOpen, KnownError
from pie_audit.domain.shared_copy import SharedCopy, ShareNote
from pie_audit.storage import people, shares
from pie_audit.words import _
from pie_audit.workflows import sealed_pages, share_readers
from pie_audit.workflows.pins import KeyChanged
from pie_audit.workflows.presence import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class SharedPage:
    """One copy from somebody else, as its reader sees it.

    `copy` is None where it was ended (`ended_week`), where its writer's key has to be compared first
    (`key_changed`), or where it doesn't open (`trouble` says why and what to do).
    """

    share_id: bytes
    author_id: str
    author_name: str
    group_name: str
    shared_week: str
    ended_week: str | None = None
    copy: SharedCopy | None = None
    key_changed: bool = False
    trouble: str = ""


def shared_with_me(tx: Transaction, me: Me) -> tuple[SharedPage, ...]:
    """What others shared with this person, the newest week first, withdrawn copies too but for their words."""
    own = acting(me).member.person_id
    names = {member.person_id: member.name for member in people.list_members(tx, with_left=True)}
    return tuple(_page(tx, me, given, names[given.author_id]) for given in shares.notes_for(tx, own))


def _page(tx: Transaction, me: Me, given: ShareNote, author_name: str) -> SharedPage:
    copy, trouble, changed = None, "", False
    try:
        copy = _copy(tx, me, given)
    except KeyChanged as error:
        trouble, changed = f"{error.what} {error.todo}", True
    except KnownError as error:
        trouble = _why_shut(tx, me, error)
    return SharedPage(
        given.share_id,
        given.author_id,
        author_name,
        share_readers.group_name(tx, me, given.group_id),
        given.shared_week,
        given.ended_week,
        copy,
        changed,
        trouble,
    )


def _copy(tx: Transaction, me: Me, given: ShareNote) -> SharedCopy | None:
    if given.ended_week is not None:
        return None
    opened = sealed_pages.open_page(tx, me, given.share_id)
    if opened is None or opened.author_id != given.author_id:
        raise CannotOpen(
            _("This copy isn’t where it should be."),
            _("Ask its writer to share it again; a sealed copy may still have it."),
        )
    return sealed_pages.from_json(opened.body, SharedCopy)


def _why_shut(tx: Transaction, me: Me, error: KnownError) -> str:
    """After a reset the reader's earlier keys are gone, which no other failure tells apart from damage."""
    mine = acting(me)
    key = people.load_user_key(tx, mine.member.person_id)
    if key is not None and set(range(1, key.epoch + 1)) - set(mine.vault.epochs):
        return _("It was sealed for keys you no longer have. Ask its writer to share it again.")
    return f"{error.what} {error.todo}"
