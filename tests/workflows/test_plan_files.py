"""Attacks on a plan's PDF: nothing that was changed after it was made is ever taken for whole."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pikepdf import Pdf

from pie_audit.domain import shared_plan as shared
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.shared_plan import FILE_NAME
from pie_audit.domain.signed_file import FileKind, SignedFile, statement, to_bytes
from pie_audit.reports import attachment
from pie_audit.vault.signed_files import is_proved, sign_file, signer_words
from pie_audit.workflows import plan_files
from pie_audit.workflows.plan_files import Read
from tests.make_shared import plan_pdf, printable, somebody

ME = somebody()
WHOLE = plan_pdf(by=ME)
OTHER = plan_pdf(printable(contact="Somebody else"), by=ME)
MUTANTS = 200


def saved(pdf: bytes, change: Callable[[Pdf], None] = lambda _pdf: None, **how: object) -> bytes:
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(pdf)) as document:
        change(document)
        document.save(out, **how)
    return out.getvalue()


def inside(pdf: bytes) -> bytes:
    found = attachment.read(pdf)
    assert isinstance(found, attachment.Found)
    return found.content


def with_inside(content: bytes) -> bytes:
    """The paper with another small file in place of its own."""

    def swap(pdf: Pdf) -> None:
        pdf.attachments[FILE_NAME].get_file().obj.write(content)

    return saved(WHOLE, swap)


def read(pdf: bytes) -> Read:
    return plan_files.read_plan(pdf).read


def test_a_whole_plan_says_who_signed_it() -> None:
    found = plan_files.read_plan(WHOLE)
    assert (found.read, found.signer, found.format) == (Read.WHOLE, ME.vault.epk, shared.FORMAT)
    assert found.plan is not None
    assert found.plan.team == "Quayside House"


@pytest.mark.parametrize("edition", Edition)
def test_each_edition_is_read_as_it_was_made_and_after_another_program_saved_it(edition: Edition) -> None:
    pdf = plan_pdf(edition=edition)
    again = saved(pdf, linearize=True)
    assert plan_files.read_plan(pdf) == plan_files.read_plan(again)
    assert read(again) is Read.WHOLE


def test_swapped_small_files_of_two_papers_are_told() -> None:
    assert read(with_inside(inside(OTHER))) is Read.ALTERED
    assert read(with_inside(inside(WHOLE))) is Read.WHOLE


def test_a_paper_without_its_small_file_has_no_plan() -> None:
    def strip(pdf: Pdf) -> None:
        del pdf.attachments[FILE_NAME]

    assert read(saved(WHOLE, strip)) is Read.NO_PLAN


def _edits(data: dict[str, object]) -> list[dict[str, object]]:
    body = data["body"]
    assert isinstance(body, dict)
    plan = body["plan"]
    return [
        data | {"signature": "00" * 64},
        data | {"signature": ""},
        data | {"signer": somebody().vault.epk.hex()},
        data | {"signer": "00" * 32},
        data | {"body": body | {"pages": "0" * 64}},
        data | {"body": body | {"plan": plan | {"made": 99}}},
        data | {"body": body | {"plan": plan | {"team": "Mill Lane"}}},
        data | {"body": body | {"plan": plan | {"asks": []}}},
        data | {"kind": "replies"},
        {name: kept for name, kept in data.items() if name != "signature"},
    ]


@pytest.mark.parametrize("number", range(10))
def test_an_edited_small_file_is_told(number: int) -> None:
    edited = _edits(json.loads(inside(WHOLE)))[number]
    assert (
        read(with_inside(json.dumps(edited, sort_keys=True, separators=(",", ":")).encode())) is Read.ALTERED
    )


def test_the_same_small_file_in_another_form_is_told() -> None:
    assert read(with_inside(json.dumps(json.loads(inside(WHOLE)), indent=2).encode())) is Read.ALTERED


def test_somebody_who_signs_other_words_anew_signs_as_somebody_else() -> None:
    thief = somebody()
    data = json.loads(inside(WHOLE))
    body = data["body"] | {"plan": data["body"]["plan"] | {"team": "Mill Lane"}}
    told = statement(FileKind.PLAN, 1, body, thief.vault.epk)
    forged = SignedFile(FileKind.PLAN, 1, body, thief.vault.epk, sign_file(thief.vault, told))
    found = plan_files.read_plan(with_inside(to_bytes(forged)))
    assert found.signer == thief.vault.epk != ME.vault.epk


def test_a_signature_of_another_kind_of_file_proves_nothing() -> None:
    data = json.loads(inside(WHOLE))
    told = statement(FileKind.REPLIES, 1, data["body"], ME.vault.epk)
    as_replies = sign_file(ME.vault, told)
    assert (
        read(with_inside(to_bytes(SignedFile(FileKind.PLAN, 1, data["body"], ME.vault.epk, as_replies))))
        is Read.ALTERED
    )


def test_a_newer_format_is_told_and_an_older_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "FORMAT", 2)
    newer = plan_pdf(by=ME)
    older = plan_files.read_plan(WHOLE)
    assert (older.read, older.format) == (Read.WHOLE, 1)
    monkeypatch.undo()
    assert read(newer) is Read.NEWER


def _flip(content: bytes, dice: random.Random) -> bytes:
    flipped = bytearray(content)
    flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
    return bytes(flipped)


def _cut_out(content: bytes, dice: random.Random) -> bytes:
    at, length = dice.randrange(len(content)), dice.randrange(1, 2_000)
    return content[:at] + content[at + length :]


def _overwrite(content: bytes, dice: random.Random) -> bytes:
    at, noise = dice.randrange(len(content)), dice.randbytes(dice.randrange(1, 64))
    return content[:at] + noise + content[at + len(noise) :]


def _double(content: bytes, dice: random.Random) -> bytes:
    at, length = dice.randrange(len(content)), dice.randrange(1, 2_000)
    return content[:at] + content[at : at + length] * 2 + content[at + length :]


HARM = (_flip, _cut_out, _overwrite, _double)


@pytest.mark.parametrize("first", range(0, MUTANTS, 50))
def test_no_damaged_file_is_ever_taken_for_another_plan(first: int) -> None:
    """200 mutants: each is refused, or it is still the very same plan on the very same pages.

    A bit in what nobody sees (an id, the properties, the packing of a table) may flip without harm.
    """
    whole, digest = plan_files.read_plan(WHOLE), attachment.read(WHOLE)
    for seed in range(first, first + 50):
        dice = random.Random(seed)
        harmed = HARM[seed % len(HARM)](WHOLE, dice)
        found = plan_files.read_plan(harmed)
        if found.read is Read.WHOLE:
            assert found == whole
            assert attachment.read(harmed) == digest


@pytest.mark.parametrize("seed", range(0, MUTANTS, 4))
def test_no_damage_to_the_small_file_itself_goes_unseen(seed: int) -> None:
    content = inside(WHOLE)
    harmed = HARM[seed // 4 % len(HARM)](content, random.Random(seed))
    assert harmed == content or read(with_inside(harmed)) is not Read.WHOLE


def test_a_file_that_is_not_there_or_a_folder_is_unreadable(tmp_path: Path) -> None:
    assert plan_files.read_file(tmp_path).read is Read.UNREADABLE
    assert plan_files.read_file(tmp_path / "gone.pdf").read is Read.UNREADABLE
    (tmp_path / "text.pdf").write_text("hello")
    assert plan_files.read_file(tmp_path / "text.pdf").read is Read.NOT_OURS


def test_words_for_a_key_are_the_same_on_every_screen_and_six() -> None:
    assert signer_words(ME.vault.epk) == signer_words(bytes(ME.vault.epk))
    assert len(signer_words(ME.vault.epk).split()) == 6
    assert signer_words(ME.vault.epk) != signer_words(somebody().vault.epk)


@pytest.mark.parametrize(
    ("key", "signature"),
    [(b"", b""), (b"k" * 31, b"s" * 64), (b"k" * 32, b"s" * 63), (b"\0" * 32, b"\0" * 64)],
)
def test_keys_and_signatures_of_other_sizes_prove_nothing(key: bytes, signature: bytes) -> None:
    assert not is_proved(key, b"anything", signature)


def test_a_plan_of_another_edition_keeps_its_own_words() -> None:
    plan = plan_files.read_plan(plan_pdf(edition=Edition.ONE_PAGE)).plan
    assert plan is not None
    assert replace(plan, barriers=()) == plan
