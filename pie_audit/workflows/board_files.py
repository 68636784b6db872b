"""Taking plans in from files: each file has its outcome in a sentence, and nothing but a whole plan is kept."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from pie_audit.domain.board_rules import rank
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan_document import edition_name
from pie_audit.domain.plan_received import plan_from_text, plan_to_text
from pie_audit.domain.shared_plan import SharedPlan
from pie_audit.storage import board as kept
from pie_audit.storage import plan_pages
from pie_audit.storage.board import KeptPlan
from pie_audit.words import _, plural
from pie_audit.workflows import plan_files
from pie_audit.workflows.notes import note
from pie_audit.workflows.permissions import Act, require
from pie_audit.workflows.plan_files import PlanRead, Read
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.unlock import Me, SignedIn, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.unlock import OpenWorkspace

MOST_FILES = 200


class Came(StrEnum):
    """What became of one file."""

    TAKEN_IN = "taken in"
    SAME_AGAIN = "the same again"
    EARLIER = "an earlier one than the one here"
    OTHER_SIGNER = "signed by somebody else than before"
    ALTERED = "altered after it was made"
    NEWER = "a newer format"
    NO_PLAN = "a paper of ours without a plan"
    NOT_OURS = "not ours"
    UNREADABLE = "unreadable"


IS_KEPT = frozenset({Came.TAKEN_IN, Came.EARLIER})


@dataclass(frozen=True, slots=True)
class CameFile:
    """One file: its name as the person knows it, what became of it, and that in a sentence or two.

    `found` is there for a whole plan, so that one that is set aside can still be accepted; `signer_words` are six words
    for the key that signed it, to compare with whoever sent it. `is_first`: no key was known for this team before, so
    nothing but that comparison can tell whether it is theirs.
    """

    name: str
    came: Came
    words: str
    found: PlanRead | None = None
    signer_words: str = ""
    plan_id: str = ""
    is_first: bool = False

    @property
    def plan(self) -> SharedPlan | None:
        """What the plan says, if there is a whole one."""
        return self.found.plan if self.found else None


@dataclass(frozen=True, slots=True)
class TakenIn:
    """Every file in the order in which it was given. `undo` is there if anything was kept."""

    files: tuple[CameFile, ...]
    undo: Undoable | None = None

    @property
    def kept(self) -> int:
        """How many files were taken in, as the latest or among the earlier ones."""
        return sum(1 for file in self.files if file.came in IS_KEPT)

    def words(self) -> str:
        """“3 of 5 files were taken in.”"""
        of = len(self.files)
        if of == 1:
            return _("{n} of 1 file was taken in.").format(n=self.kept)
        told = plural("{n} of {of} files was taken in.", "{n} of {of} files were taken in.", self.kept)
        return told.format(n=self.kept, of=of)


def take_in(opened: OpenWorkspace, me: Me, paths: Sequence[Path]) -> TakenIn:
    """Look at each file, and keep those that are whole plans, signed by whom they were signed by before.

    Raises NotNow for anybody but a leader, and for more than `MOST_FILES` at once.
    """
    mine = acting(me)
    require(mine.member, Act.KEEP_BOARD)
    if len(paths) > MOST_FILES:
        raise NotNow(
            _("That is more than {n} files.").format(n=MOST_FILES), _("Take them in a part at a time.")
        )
    looked = [(path.name, opened.worker.compute(_reading(path)).result()) for path in paths]
    files = opened.write(lambda tx: [_take(tx, mine, name, read) for name, read in looked])
    return TakenIn(tuple(files), _undoable(files))


def _reading(path: Path) -> Callable[[], PlanRead]:
    return lambda: plan_files.read_file(path)


def accept_signer(tx: Transaction, me: Me, file: CameFile) -> Undoable:
    """Take in a plan that was set aside because somebody else signed it: the leader knows that it is theirs."""
    mine = acting(me)
    require(mine.member, Act.KEEP_BOARD)
    if file.came is not Came.OTHER_SIGNER or file.found is None or file.found.plan is None:
        raise NotNow(_("There is nothing to accept about this file."), _("Take it in again."))
    kept.know_signer(tx, file.found.plan.sender, file.found.signer, mine.clock.today())
    note(tx, mine, "accepted a signing key", file.found.plan.sender, "plan")
    taken = _take(tx, mine, file.name, file.found)
    undo = _undoable([taken], also=file.found)
    assert undo is not None
    return replace(undo, result=taken)


def _take(tx: Transaction, me: SignedIn, name: str, read: PlanRead) -> CameFile:
    sender = read.plan.sender if read.plan else ""
    here = [(plan_from_text(one.body), one.format) for one in kept.plans(tx, sender)]
    file = judge(name, read, kept.signers(tx, sender), here)
    if read.plan is None or file.came not in IS_KEPT:
        return file
    plan_id, today = secrets.token_hex(16), me.clock.today()
    kept.know_signer(tx, sender, read.signer, today)
    kept.save_plan(tx, _row(plan_id, read, read.plan, today=today))
    if read.pdf:
        plan_pages.save_pages(tx, plan_id, read.pdf)
    note(tx, me, "took in a plan", plan_id, "plan")
    return replace(file, plan_id=plan_id)


def judge(
    name: str, read: PlanRead, known: Collection[bytes], here: Sequence[tuple[SharedPlan, int]]
) -> CameFile:
    """What becomes of a file, given the keys that are known for its sender and its plans that are here, with formats."""
    if read.plan is None:
        return CameFile(name, *_refusals()[read.read])
    plan = read.plan
    six = plan_files.signer_words(read.signer)
    file = CameFile(name, Came.TAKEN_IN, _taken(plan), read, six, is_first=not known)
    if known and read.signer not in known:
        return replace(file, came=Came.OTHER_SIGNER, words=_other_signer(plan, file.signer_words))
    if any(one == plan for one, _form in here):
        return replace(file, came=Came.SAME_AGAIN, words=_("It is on the board already."))
    newest = max((rank(one, form) for one, form in here), default=None)
    mine = rank(plan, read.format)
    if newest is not None and newest > mine:
        is_shorter = newest[:-1] == mine[:-1]
        return replace(file, came=Came.EARLIER, words=_shorter(plan) if is_shorter else _earlier(plan))
    return file


def _row(plan_id: str, read: PlanRead, plan: SharedPlan, *, today: date) -> KeptPlan:
    return KeptPlan(
        plan_id,
        plan.sender,
        plan.team,
        plan.quarter,
        plan.edition,
        plan.made,
        read.format,
        read.signer,
        plan_to_text(plan),
        today,
    )


def _undoable(files: Sequence[CameFile], also: PlanRead | None = None) -> Undoable | None:
    ids = [file.plan_id for file in files if file.plan_id]
    if not ids and also is None:
        return None

    def undo(tx: Transaction, me: Me) -> None:
        """The keys that were met stay known: what signs for a team is told again if it changes."""
        mine = acting(me)
        require(mine.member, Act.KEEP_BOARD)
        for plan_id in ids:
            kept.delete_plan(tx, plan_id)
            plan_pages.delete_pages(tx, plan_id)
            note(tx, mine, "let go of a plan", plan_id, "plan")
        if also is not None and also.plan is not None:
            kept.forget_signer(tx, also.plan.sender, also.signer)

    return Undoable(tuple(files), _("Took in plans"), undo)


def _taken(plan: SharedPlan) -> str:
    words = _("{team}, {quarter}: {edition}.").format(
        team=plan.team, quarter=plan.quarter.name, edition=edition_name(plan.edition)
    )
    notes = []
    if plan.signed_on is None:
        notes.append(_("It isn’t signed off yet."))
    if plan.is_demo:
        notes.append(_("It is a made-up example."))
    return " ".join([words, *notes])


def _earlier(plan: SharedPlan) -> str:
    return _(
        "{team} has sent a later one, which stays in front. This one is kept among the earlier ones."
    ).format(team=plan.team)


def _shorter(plan: SharedPlan) -> str:
    return _(
        "{team}: an edition of this plan that says more is on the board. This one is kept beside it."
    ).format(team=plan.team)


def _other_signer(plan: SharedPlan, words: str) -> str:
    return _(
        "Somebody else than before signed it for {team}. It isn’t taken in yet. Ask the team who made it, "
        "and compare these six words with theirs: {words}."
    ).format(team=plan.team, words=words)


def _refusals() -> dict[Read, tuple[Came, str]]:
    return {
        Read.ALTERED: (
            Came.ALTERED,
            _(
                "This file was changed after the team made it, so nothing of it is taken in. Ask the team for it again."
            ),
        ),
        Read.NEWER: (
            Came.NEWER,
            _("A newer pie-audit made this file. Install that version here, then take it in again."),
        ),
        Read.NO_PLAN: (
            Came.NO_PLAN,
            _("This is a paper of pie-audit with no plan in it. Ask the team for its plan as a PDF."),
        ),
        Read.NOT_OURS: (
            Came.NOT_OURS,
            _(
                "This isn’t a plan from pie-audit. Choose the PDF as the team sent it; a printed and scanned one won’t do."
            ),
        ),
        Read.LOCKED: (
            Came.UNREADABLE,
            _("This PDF is locked with a password. Ask for one without a password."),
        ),
        Read.TOO_LARGE: (
            Came.UNREADABLE,
            _(
                "This file is far larger than any plan, so it wasn’t opened. Ask the team for its plan as a PDF."
            ),
        ),
        Read.UNREADABLE: (
            Came.UNREADABLE,
            _("This file can’t be read, or is damaged. Copy or ask for it again."),
        ),
    }
