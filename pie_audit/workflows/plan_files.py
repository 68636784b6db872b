"""Plans inside PDFs: signed with the key of whoever exports, and read from a file of anybody's."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from pie_audit.catalogue.plain_file import read_plain_file
from pie_audit.domain import shared_plan as shared
from pie_audit.domain import signed_file
from pie_audit.domain.errors import CannotRead
from pie_audit.domain.plan_material import Edition, PlanMaterial
from pie_audit.domain.plan_received import fitting, plan_from_body, plan_to_body
from pie_audit.domain.plan_shared import only_printed, shared_plan
from pie_audit.domain.shared_plan import SharedPlan
from pie_audit.domain.signed_file import FileKind, SignedFile, Unfit
from pie_audit.vault.signed_files import is_proved, sign_file
from pie_audit.vault.signed_files import signer_words as signer_words

if TYPE_CHECKING:
    from pie_audit.workflows.presence import SignedIn


MOST_KEPT_BYTES = 2 * 1024 * 1024
"""The largest file whose pages are kept beside its plan; ours have a tenth of that."""


class Read(StrEnum):
    """What a file turned out to be."""

    WHOLE = "a plan, whole"
    ALTERED = "altered after it was made"
    NEWER = "a newer format"
    NO_PLAN = "a paper of ours without a plan"
    NOT_OURS = "not ours"
    LOCKED = "locked with a password"
    TOO_LARGE = "too large"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class PlanRead:
    """A file that was looked at. Only of a whole one are plan, format and signer (32 bytes) there.

    `pdf` is the file itself, where it is whole, small enough to be kept beside the plan and quick to draw; else empty.
    """

    read: Read
    plan: SharedPlan | None = None
    format: int = 0
    signer: bytes = b""
    pdf: bytes = field(default=b"", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class DrawnPlan:
    """A paper before it is signed: the file, the digest of its pages, and what it says as data."""

    pdf: bytes
    pages: str
    plan: SharedPlan


def describe(pdf: bytes, material: PlanMaterial, edition: Edition, sender: str) -> DrawnPlan:
    """What a drawn paper says as data, held to its own pages."""
    from pie_audit.reports import attachment

    plan = only_printed(shared_plan(material, edition, sender=sender), attachment.paper_text(pdf))
    return DrawnPlan(pdf, attachment.digest_of(pdf), fitting(plan))


def signed_content(me: SignedIn, drawn: DrawnPlan) -> bytes:
    """The small file for a drawn paper, signed by `me`; the same paper and person give the same bytes."""
    body = plan_to_body(drawn.plan, drawn.pages)
    told = signed_file.statement(FileKind.PLAN, shared.FORMAT, body, me.vault.epk)
    signature = sign_file(me.vault, told)
    return signed_file.to_bytes(SignedFile(FileKind.PLAN, shared.FORMAT, body, me.vault.epk, signature))


def put_inside(pdf: bytes, content: bytes) -> bytes:
    """The paper with its small file in it."""
    from pie_audit.reports import attachment

    return attachment.attach(pdf, content)


def read_file(path: Path) -> PlanRead:
    """A file from anybody, as far as it can be told what it is. Nothing is taken in by it."""
    from pie_audit.reports.attachment import MOST_PDF_BYTES

    try:
        return read_plan(read_plain_file(path, most_bytes=MOST_PDF_BYTES, ending=".pdf"))
    except CannotRead:
        return PlanRead(Read.UNREADABLE)


def read_plan(pdf: bytes) -> PlanRead:
    """As `read_file`, of bytes: whole only if the signature holds, and the pages are those that were signed."""
    from pie_audit.reports import attachment

    found = attachment.read(pdf)
    if not isinstance(found, attachment.Found):
        return PlanRead(_UNREAD[found.name])
    file = signed_file.from_bytes(found.content, FileKind.PLAN, newest=shared.FORMAT)
    if isinstance(file, Unfit):
        return PlanRead(_UNFIT[file])
    if not is_proved(file.signer, file.statement, file.signature):
        return PlanRead(Read.ALTERED)
    said = plan_from_body(file.body)
    if said is None or said[1] != found.pages:
        return PlanRead(Read.ALTERED)
    may_keep = found.is_plain and len(pdf) <= MOST_KEPT_BYTES
    return PlanRead(Read.WHOLE, said[0], file.format, file.signer, pdf if may_keep else b"")


_UNREAD = {
    "UNREADABLE": Read.UNREADABLE,
    "LOCKED": Read.LOCKED,
    "TOO_LARGE": Read.TOO_LARGE,
    "PAPER_WITHOUT": Read.NO_PLAN,
    "NOT_OURS": Read.NOT_OURS,
}
_UNFIT = {
    Unfit.NOT_OURS: Read.ALTERED,
    Unfit.NEWER: Read.NEWER,
    Unfit.OLDER: Read.ALTERED,
    Unfit.ALTERED: Read.ALTERED,
}
