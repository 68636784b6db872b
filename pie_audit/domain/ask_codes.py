"""What replies call an ask by: short enough to read out, the same for as long as it is asked in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b

from pie_audit.domain.plan import Action

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: nothing that looks like something else when it is read out."""
_BYTES = 5
_PART = 4


def ask_code(first_action_id: str) -> str:
    """“K7QM-2F9D”: 40 bits of BLAKE2b over the id of the action that asked first."""
    digest = blake2b(first_action_id.encode(), digest_size=_BYTES, person=b"pie-ask-code").digest()
    number = int.from_bytes(digest, "big")
    signs = "".join(_LETTERS[number >> (5 * place) & 31] for place in reversed(range(2 * _PART)))
    return f"{signs[:_PART]}-{signs[_PART:]}"


def first_asked(actions: Iterable[Action]) -> Mapping[str, Action]:
    """By action id, the action that asked first: the chain of what was carried forward in the same words."""
    known = {action.action_id: action for action in actions}
    return {action_id: _first(action, known) for action_id, action in known.items()}


def _first(action: Action, known: Mapping[str, Action]) -> Action:
    seen = {action.action_id}
    before = known.get(action.carried_from or "")
    while before is not None and before.action_id not in seen and _folded(before) == _folded(action):
        seen.add(before.action_id)
        action, before = before, known.get(before.carried_from or "")
    return action


def _folded(action: Action) -> str:
    return " ".join(action.ask_what.split()).casefold().rstrip(".")


def sender_of(workspace_id: str, team_id: str) -> str:
    """What a team is called in files that travel: 128 bits that stay the same and tell nothing of either id."""
    digest = blake2b(f"{workspace_id}|{team_id}".encode(), digest_size=16, person=b"pie-sender")
    return digest.hexdigest()
