"""Replies on their way back: a small signed file that leaders save, and that the team's window looks at and takes in."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from pie_audit.catalogue.plain_file import read_plain_file
from pie_audit.domain import reply_file, signed_file
from pie_audit.domain.errors import CannotRead, NotNow
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Asked, Reply
from pie_audit.domain.reply_file import FileReply, ReplyFile
from pie_audit.domain.signed_file import FileKind, SignedFile, Unfit
from pie_audit.storage import board as kept
from pie_audit.storage.board import KeptReply
from pie_audit.vault.signed_files import is_proved, sign_file, signer_words
from pie_audit.words import _
from pie_audit.workflows import replies
from pie_audit.workflows.ask_codes import codes_of_team, sender_of
from pie_audit.workflows.notes import note
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.unlock import Me, OpenWorkspace, SignedIn, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

ENDING = reply_file.ENDING


def reply_file_name(team: str, quarter: Quarter | None = None) -> str:
    """A file name made by us: letters, digits and dashes, at most 80."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", team).strip("-").lower()[:40] or "team"
    return f"replies-{plain}-{quarter}{ENDING}" if quarter else f"replies-{plain}{ENDING}"


@dataclass(frozen=True, slots=True)
class ForTeam:
    """Whom a file is for. `asks` are the words of each ask by its code."""

    sender: str
    team: str
    quarter: Quarter
    asks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FoundReply:
    """One reply of a file beside the ask that it answers, in the team's own words. `is_here`: it was taken in before."""

    reply: Reply
    asked: Asked
    is_here: bool


@dataclass(frozen=True, slots=True)
class FoundReplies:
    """A file that was looked at; nothing is kept yet.

    `unknown` are what replies answer that this team never asked. `is_new_signer`: nobody's file with this key was taken
    in before; with `others_before` somebody else's was. `words` are six words for the key, to compare with who sent it.
    """

    team_id: str
    made_on: date
    replies: tuple[FoundReply, ...]
    unknown: tuple[str, ...]
    words: str
    is_new_signer: bool
    others_before: bool
    signer: bytes
    digest: bytes

    @property
    def new(self) -> tuple[FoundReply, ...]:
        """Those that aren't here yet."""
        return tuple(one for one in self.replies if not one.is_here)


def to_file(me: SignedIn, to: ForTeam, given: Sequence[KeptReply]) -> bytes:
    """The file with these replies, signed by `me`."""
    told = tuple(_file_reply(one.reply, to) for one in given)
    body = reply_file.to_body(ReplyFile(to.sender, to.team, to.quarter, me.clock.today(), told))
    statement = signed_file.statement(FileKind.REPLIES, reply_file.FORMAT, body, me.vault.epk)
    signature = sign_file(me.vault, statement)
    file = SignedFile(FileKind.REPLIES, reply_file.FORMAT, body, me.vault.epk, signature)
    return signed_file.to_bytes(file)


def _file_reply(reply: Reply, to: ForTeam) -> FileReply:
    code = reply.action_id.partition("/")[2]
    return FileReply(
        reply.reply_id,
        code,
        to.asks.get(code, ""),
        reply.kind,
        reply.replied_on,
        from_whom=reply.from_whom,
        because=reply.because,
        would_try=reply.would_try,
        in_the_room=reply.in_the_room,
    )


def look(opened: OpenWorkspace, me: Me, team_id: str, path: Path) -> FoundReplies:
    """What a file holds for this team. Raises CannotRead in one clear sentence for each thing that can be wrong."""
    _require(me, team_id)
    content = read_plain_file(path, most_bytes=signed_file.MOST_BYTES, ending=ENDING)
    file = _proved(content)
    said = reply_file.from_body(file.body)
    if said is None:
        raise _altered()
    digest = blake2b(content, digest_size=32).digest()
    return opened.read(lambda tx: _found(tx, me, team_id, said, file.signer, digest=digest))


def _require(me: Me, team_id: str) -> SignedIn:
    mine = acting(me)
    require(mine.member, Act.READ_TEAM, Matter(team_id))
    return mine


def _proved(content: bytes) -> SignedFile:
    file = signed_file.from_bytes(
        content, FileKind.REPLIES, newest=reply_file.FORMAT, oldest=reply_file.OLDEST
    )
    if isinstance(file, Unfit):
        raise _unfit(file)
    if not is_proved(file.signer, file.statement, file.signature):
        raise _altered()
    return file


def _unfit(why: Unfit) -> CannotRead:
    return {
        Unfit.NOT_OURS: CannotRead(
            _("This isn’t a file of replies."),
            _("Choose the file that leaders sent; its name ends in {ending}.").format(ending=ENDING),
        ),
        Unfit.NEWER: CannotRead(
            _("A newer pie-audit wrote these replies."), _("Install that version here, then take them in.")
        ),
        Unfit.OLDER: CannotRead(
            _("A pie-audit that is too old wrote these replies."),
            _("Ask whoever sent them to save them again with today’s version."),
        ),
        Unfit.ALTERED: _altered(),
    }[why]


def _altered() -> CannotRead:
    return CannotRead(
        _("This file was changed after it was made, so nothing of it is taken in."),
        _("Ask whoever sent it to save and send it again."),
    )


def _found(
    tx: Transaction, me: Me, team_id: str, file: ReplyFile, signer: bytes, *, digest: bytes
) -> FoundReplies:
    if file.sender != sender_of(tx, team_id):
        raise CannotRead(
            _("These replies are for another team, “{team}”.").format(team=file.team),
            _("Send them on, or open that team and take them in there."),
        )
    asked = _asked_by_code(tx, me, team_id)
    known = kept.signers(tx, _pinned(file.sender))
    return FoundReplies(
        team_id,
        file.made_on,
        _beside_asks(tx, me, file, asked),
        tuple(one.what or one.code for one in file.replies if one.code not in asked),
        signer_words(signer),
        signer not in known,
        bool(known - {signer}),
        signer,
        digest,
    )


def _beside_asks(
    tx: Transaction, me: Me, file: ReplyFile, asked: Mapping[str, Asked]
) -> tuple[FoundReply, ...]:
    """Each reply beside its ask. Raises CannotRead where none answers anything, NotNow where all are here."""
    here, today = kept.taken(tx), acting(me).clock.today()
    found = tuple(
        FoundReply(_as_reply(one, asked[one.code], today), asked[one.code], one.reply_id in here)
        for one in file.replies
        if one.code in asked
    )
    if not found:
        raise CannotRead(
            _("These replies answer nothing that this team has asked."),
            _("Ask whoever sent them which plan they had in hand."),
        )
    if all(one.is_here for one in found):
        raise NotNow(
            _("These replies were taken in already."),
            _("Nothing is left to do; they stand beside your asks."),
        )
    return found


def _pinned(sender: str) -> str:
    """Under what the keys are remembered that replies to a team were signed with."""
    return f"replies/{sender}"


def _asked_by_code(tx: Transaction, me: Me, team_id: str) -> dict[str, Asked]:
    codes = codes_of_team(tx, team_id)
    today = acting(me).clock.today()
    return {codes[asked.action_id]: asked for asked in replies.every_ask(tx, team_id, today)}


def _as_reply(one: FileReply, asked: Asked, today: date) -> Reply:
    """The reply as the team keeps it; clocks of two computers may differ by days, the order of things doesn't."""
    day = max(asked.asked_on, min(one.replied_on, today))
    return Reply(
        one.reply_id,
        asked.action_id,
        one.kind,
        day,
        from_whom=one.from_whom,
        because=one.because,
        would_try=one.would_try,
        in_the_room=one.in_the_room,
    )


def take_in(tx: Transaction, me: Me, found: FoundReplies, chosen: Collection[str]) -> Undoable:
    """Keep the chosen replies (by id) as ordinary ones.

    Raises NotNow for who may not note replies, and where they came in the meantime.
    """
    wanted = [one for one in found.new if one.reply.reply_id in chosen]
    if not wanted:
        raise NotNow(_("None of these replies is chosen."), _("Choose at least one."))
    here, sender = kept.taken(tx), sender_of(tx, found.team_id)
    if any(one.reply.reply_id in here for one in wanted):
        raise NotNow(_("Some of these replies were taken in meanwhile."), _("Look at the file again."))
    undos = [_keep(tx, me, one, found.digest) for one in wanted]
    kept.know_signer(tx, _pinned(sender), found.signer, acting(me).clock.today())

    def undo(tx: Transaction, me: Me) -> None:
        for each in undos:
            each.undo(tx, me)
        kept.forget_taken(tx, [one.reply.reply_id for one in wanted])

    return Undoable(tuple(one.reply for one in wanted), _("Took in replies"), undo)


def _keep(tx: Transaction, me: Me, one: FoundReply, digest: bytes) -> Undoable:
    undo = replies.record_reply(tx, me, one.reply)
    kept.note_taken(tx, one.reply.reply_id, digest)
    note(tx, acting(me), "took in a reply", one.reply.reply_id, "reply")
    return undo
