"""What leaders send back to a team: replies, each beside the code of the ask that it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pie_audit.domain.plain_data import STRANGE, from_plain, to_plain
from pie_audit.domain.plan_received import is_code, is_sender, texts, tidied
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import WORDS_LIMIT, ReplyKind

ENDING = ".piereply"
"""How the name of such a file ends."""

FORMAT = 1
"""Raised when what is written changes its meaning."""

OLDEST = 1
"""The oldest format that is still understood."""

MOST_REPLIES = 500
_WHAT_LIMIT = 6_000
_REPLY_ID = re.compile(r"[0-9a-f]{32}")
_YEARS = range(1990, 2201)


@dataclass(frozen=True, slots=True)
class FileReply:
    """One reply. `what` are the words of the ask as leaders had them; `code` alone says which it is."""

    reply_id: str
    code: str
    what: str
    kind: ReplyKind
    replied_on: date
    from_whom: str = ""
    because: str = ""
    would_try: str = ""
    in_the_room: str = ""


@dataclass(frozen=True, slots=True)
class ReplyFile:
    """Everything that was answered to one team so far. `sender` and `quarter` are those of the plan in hand."""

    sender: str
    team: str
    quarter: Quarter
    made_on: date
    replies: tuple[FileReply, ...]


def to_body(file: ReplyFile) -> dict[str, object]:
    """The file as plain data."""
    body = to_plain(file)
    assert isinstance(body, dict)
    return body


def from_body(body: dict[str, object]) -> ReplyFile | None:
    """What `to_body` took apart, every text cleaned of marks that hide or turn words; None for anything else."""
    try:
        file = tidied(from_plain(body, ReplyFile))
    except STRANGE:
        return None
    return file if isinstance(file, ReplyFile) and _is_sensible(file) else None


def _is_sensible(file: ReplyFile) -> bool:
    ids = {one.reply_id for one in file.replies}
    return (
        is_sender(file.sender)
        and len(ids) == len(file.replies) <= MOST_REPLIES
        and file.made_on.year in _YEARS
        and all(_is_reply(one) for one in file.replies)
        and all(len(text) <= _WHAT_LIMIT for text in texts(file))
    )


def _is_reply(one: FileReply) -> bool:
    words = (one.from_whom, one.because, one.would_try, one.in_the_room)
    return (
        _REPLY_ID.fullmatch(one.reply_id) is not None
        and is_code(one.code)
        and one.replied_on.year in _YEARS
        and max(map(len, words)) <= WORDS_LIMIT
        and (one.kind is ReplyKind.YES or bool(one.because.strip()))
    )
