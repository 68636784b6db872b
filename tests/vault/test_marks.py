"""Marks and anchors hold for their own workspace, person and words only."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pie_audit.vault.marks import MarkSeal, check_anchor, sign_anchor
from pie_audit.vault.slots import new_workspace_key
from tests.vault.people import flipped, make_house

KEY = new_workspace_key()


@given(st.binary(max_size=200))
def test_mark_holds_and_any_other_does_not(mark: bytes) -> None:
    seal = MarkSeal(KEY)
    sealed = seal.seal(mark)
    assert MarkSeal(KEY).holds(mark, sealed)
    assert not seal.holds(mark + b"0", sealed)
    assert not seal.holds(mark, flipped(sealed, 5))
    assert not seal.holds(mark, sealed[:-1])
    assert not seal.holds(mark, b"")


def test_another_workspace_cannot_seal_a_mark() -> None:
    assert not MarkSeal(KEY).holds(b"n=7", MarkSeal(new_workspace_key()).seal(b"n=7"))


def test_seal_shows_no_key_when_printed() -> None:
    assert repr(MarkSeal(KEY)) == "MarkSeal()"


def test_anchor_proves_who_when_and_how_far() -> None:
    vault = make_house().vault
    signature = sign_anchor(vault, b"head" * 8, seq=12, week="2026-W41")

    def holds(
        *, head: bytes = b"head" * 8, seq: int = 12, week: str = "2026-W41", person_id: str = "p1"
    ) -> bool:
        return check_anchor(signature, person_id=person_id, epk=vault.epk, head=head, seq=seq, week=week)

    assert holds()
    assert not holds(head=b"tail" * 8)
    assert not holds(seq=11)
    assert not holds(week="2026-W40")
    assert not holds(person_id="p2")
