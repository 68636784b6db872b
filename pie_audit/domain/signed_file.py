"""Small files that travel between workspaces: plain data in one exact form, with the key and signature of who made it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MOST_BYTES = 256 * 1024
"""How large such a file may be."""

_APP = "pie-audit"
_HEX = re.compile(r"(?:[0-9a-f]{2})+")
_KEYS = frozenset({"app", "kind", "format", "body", "signer", "signature"})


class FileKind(StrEnum):
    """What a file is for; a file of one kind is never read as another."""

    PLAN = "plan"
    REPLIES = "replies"


class Unfit(StrEnum):
    """Why bytes aren't such a file."""

    NOT_OURS = "not ours"
    NEWER = "a newer format"
    OLDER = "a format too old"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class SignedFile:
    """What a file holds. `signer` is a public key of 32 bytes, `signature` 64 bytes over `statement`; not proved yet."""

    kind: FileKind
    format: int
    body: dict[str, object]
    signer: bytes
    signature: bytes

    @property
    def statement(self) -> bytes:
        """What was signed: all of it but the signature."""
        return statement(self.kind, self.format, self.body, self.signer)


def statement(kind: FileKind, form: int, body: dict[str, object], signer: bytes) -> bytes:
    """The bytes that a signature is made over; they begin like nothing else that is ever signed."""
    told = {"app": _APP, "kind": kind.value, "format": form, "body": body, "signer": signer.hex()}
    return f"pie-audit-file|{kind.value}|{form}|".encode() + _exact(told)


def to_bytes(file: SignedFile) -> bytes:
    """The file: equal content gives equal bytes."""
    return _exact(
        {
            "app": _APP,
            "kind": file.kind.value,
            "format": file.format,
            "body": file.body,
            "signer": file.signer.hex(),
            "signature": file.signature.hex(),
        }
    )


def from_bytes(content: bytes, kind: FileKind, *, newest: int, oldest: int = 1) -> SignedFile | Unfit:
    """What `to_bytes` wrote, read strictly; nothing is proved by it. `oldest` to `newest` are the formats known here."""
    data = _loaded(content)
    if not isinstance(data, dict) or data.get("app") != _APP or data.get("kind") != kind.value:
        return Unfit.NOT_OURS
    form = data.get("format")
    if type(form) is not int or form < 0:
        return Unfit.ALTERED
    if not oldest <= form <= newest:
        return Unfit.NEWER if form > newest else Unfit.OLDER
    body, signer, signature = (
        data.get("body"),
        _bytes(data.get("signer"), 32),
        _bytes(data.get("signature"), 64),
    )
    if set(data) != _KEYS or not isinstance(body, dict) or signer is None or signature is None:
        return Unfit.ALTERED
    file = SignedFile(kind, form, body, signer, signature)
    return file if to_bytes(file) == content else Unfit.ALTERED


def _exact(data: object) -> bytes:
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _loaded(content: bytes) -> object:
    if len(content) > MOST_BYTES:
        return None
    try:
        return json.loads(
            content.decode("ascii"), object_pairs_hook=_each_once, parse_float=_refuse, parse_constant=_refuse
        )
    except (ValueError, RecursionError):
        return None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands there twice")
    return found


def _refuse(_text: str) -> object:
    raise ValueError("no such number is ever written")


def _bytes(text: object, length: int) -> bytes | None:
    if not isinstance(text, str) or len(text) != 2 * length or not _HEX.fullmatch(text):
        return None
    return bytes.fromhex(text)
