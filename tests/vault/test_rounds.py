"""A round opens for two of its openers together, and its sheets for nobody before."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.errors import NotNow
from pie_audit.domain.sealed import SealedSheet, Seat
from pie_audit.vault import sealing
from pie_audit.vault.person import NewPassword, renew
from pie_audit.vault.refusals import Damaged
from pie_audit.vault.rounds import Opener, make_round, open_round
from pie_audit.vault.sheets import MOST_FOR_RATER, MOST_FOR_ROUND, open_for_rater, open_for_round, seal_sheet
from pie_audit.vault.slips import new_slip, slip_keys
from tests.vault.people import FAST, flipped, join, make_house

HOUSE = make_house()
PEOPLE = [HOUSE.vault, join(HOUSE, "Bo", "p2").vault, join(HOUSE, "Carol", "p3").vault]
OPENERS = [Opener(vault.person_id, vault.xpk) for vault in PEOPLE]
ROUND_XPK, SHARES = make_round("r1", OPENERS)
ROUND_KEY = open_round("r1", SHARES, PEOPLE[0], PEOPLE[1])
SALT = b"salt of a round."
WORDS, SLIP = new_slip(SALT, FAST)
SEAT = Seat("r1", b"seat" * 4, None, SLIP.find, "team", SLIP.xpk)


def _sheet(
    for_round: bytes = b"levels", for_rater: bytes = b"levels and notes", seat: Seat = SEAT
) -> SealedSheet:
    return seal_sheet(seat, round_xpk=ROUND_XPK, for_round=for_round, for_rater=for_rater)


@pytest.mark.parametrize(("one", "other"), list(permutations(range(3), 2)))
def test_any_two_of_three_open_in_either_order(one: int, other: int) -> None:
    key = open_round("r1", SHARES, PEOPLE[one], PEOPLE[other])
    assert key.xpk == ROUND_XPK
    assert open_for_round(_sheet(), SEAT, key) == b"levels"


def test_with_two_accounts_both_must_open() -> None:
    xpk, shares = make_round("r2", OPENERS[:2])
    assert len(shares) == 1
    assert open_round("r2", shares, PEOPLE[1], PEOPLE[0]).xpk == xpk
    with pytest.raises(NotNow):
        open_round("r2", shares, PEOPLE[0], PEOPLE[2])


@pytest.mark.parametrize("person", range(3))
def test_nobody_opens_a_round_alone(person: int) -> None:
    alone = PEOPLE[person]
    with pytest.raises(NotNow, match="two of the people"):
        open_round("r1", SHARES, alone, alone)
    for share in SHARES:
        outside = alone.unseal(share.box)
        assert outside is None or alone.unseal(outside) is None
        assert outside is None or ROUND_KEY.xsk not in outside


def test_opener_who_claims_to_be_another_opens_nothing() -> None:
    stranger = join(make_house(), "Mallory", "p2").vault
    with pytest.raises(Damaged):
        open_round("r1", SHARES, PEOPLE[0], stranger)


@pytest.mark.parametrize(
    "named", [[], OPENERS[:1], [OPENERS[0], OPENERS[0]], [*OPENERS, Opener("p4", bytes(32))]]
)
def test_round_needs_two_or_three_different_openers(named: list[Opener]) -> None:
    with pytest.raises(NotNow, match="two or three different people"):
        make_round("r1", named)


def test_share_of_another_round_or_pair_is_refused() -> None:
    _xpk, others = make_round("r2", OPENERS)
    with pytest.raises(Damaged):
        open_round("r1", others, PEOPLE[0], PEOPLE[1])
    for share in SHARES:
        wrong = replace(share, box=flipped(share.box, 60))
        with pytest.raises(Damaged):
            open_round("r1", [wrong], *(p for p in PEOPLE if p.person_id in {share.outer_id, share.inner_id}))


def test_openers_who_renewed_their_keys_still_open() -> None:
    renewed = renew(PEOPLE[1], HOUSE.key, NewPassword("Bo", "violet lamp under sea"), FAST).vault
    assert open_round("r1", SHARES, PEOPLE[0], renewed).xpk == ROUND_XPK


@given(st.binary(max_size=MOST_FOR_ROUND), st.binary(max_size=4000))
def test_sheet_is_always_the_same_size_and_comes_back(for_round: bytes, for_rater: bytes) -> None:
    sheet = _sheet(for_round, for_rater)
    assert (len(sheet.for_round), len(sheet.for_rater)) == (4096 + 48, 65536 + 48)
    assert open_for_round(sheet, SEAT, ROUND_KEY) == for_round
    assert open_for_rater(sheet, SEAT, SLIP) == for_rater


def test_fullest_sheet_fits_and_one_byte_more_is_told() -> None:
    full = _sheet(b"x" * MOST_FOR_ROUND, b"y" * MOST_FOR_RATER)
    assert open_for_rater(full, SEAT, SLIP) == b"y" * MOST_FOR_RATER
    for parts in ((b"x" * (MOST_FOR_ROUND + 1), b""), (b"", b"y" * (MOST_FOR_RATER + 1))):
        with pytest.raises(NotNow, match="Shorten a note"):
            _sheet(*parts)


def test_versions_are_random_and_no_count() -> None:
    versions = [_sheet().version for _ in range(50)]
    assert len(set(versions)) == 50
    assert all(0 <= version < 2**63 for version in versions)
    assert max(versions) > 2**56
    assert versions != sorted(versions)


def test_sheet_of_another_round_seat_or_version_is_refused() -> None:
    sheet = _sheet()
    wrong_places = [
        (sheet, replace(SEAT, round_id="r2")),
        (sheet, replace(SEAT, seat_id=b"tree" * 4)),
        (replace(sheet, version=sheet.version ^ 1), SEAT),
    ]
    for moved, seat in wrong_places:
        with pytest.raises(Damaged):
            open_for_round(moved, seat, ROUND_KEY)
        with pytest.raises(Damaged):
            open_for_rater(moved, seat, SLIP)


def test_copies_of_two_saves_cannot_be_mixed() -> None:
    one, other = _sheet(), _sheet()
    mixed = replace(one, for_rater=other.for_rater, for_round=other.for_round)
    with pytest.raises(Damaged):
        open_for_round(mixed, SEAT, ROUND_KEY)
    with pytest.raises(Damaged):
        open_for_rater(mixed, SEAT, SLIP)


def test_copy_for_the_rater_is_never_taken_for_the_rounds() -> None:
    seat = replace(SEAT, xpk=ROUND_XPK)
    sheet = _sheet(seat=seat)
    with pytest.raises(Damaged):
        open_for_round(replace(sheet, for_round=sheet.for_rater), seat, ROUND_KEY)


def test_account_opens_its_own_sheet_and_no_opener_does() -> None:
    bo = PEOPLE[1]
    seat = Seat("r1", b"bo's" * 4, "p2", None, "team", bo.xpk)
    sheet = _sheet(seat=seat)
    assert open_for_rater(sheet, seat, bo) == b"levels and notes"
    for nosy in (PEOPLE[0], SLIP):
        with pytest.raises(Damaged):
            open_for_rater(sheet, seat, nosy)
    assert PEOPLE[0].unseal(sheet.for_round) is None


@given(st.integers(0, 4143))
def test_changed_sheet_is_refused(at: int) -> None:
    sheet = _sheet()
    with pytest.raises(Damaged):
        open_for_round(replace(sheet, for_round=flipped(sheet.for_round, at)), SEAT, ROUND_KEY)


def test_slip_opens_however_its_words_are_typed() -> None:
    for typed in (WORDS, WORDS.upper(), "  ".join(WORDS.title().split()), WORDS.replace(" ", "-")):
        assert slip_keys(typed, SALT, FAST) == SLIP


def test_slip_that_is_one_word_off_finds_and_opens_nothing() -> None:
    words = WORDS.split()
    for at in range(4):
        other = [*words]
        other[at] = "zone" if words[at] != "zone" else "yes"
        off = slip_keys(" ".join(other), SALT, FAST)
        assert off.find != SLIP.find
        with pytest.raises(Damaged):
            open_for_rater(_sheet(), SEAT, off)


def test_slip_is_good_for_its_own_round_only() -> None:
    assert slip_keys(WORDS, b"another salt....", FAST).find != SLIP.find


@pytest.mark.parametrize("typed", ["", "harbour", "harbour otter plum", "harbour otter plum yes zone"])
def test_slip_with_too_few_or_many_words_is_told(typed: str) -> None:
    with pytest.raises(NotNow, match="four words"):
        slip_keys(typed, SALT, FAST)


def test_word_that_is_on_no_slip_is_told() -> None:
    with pytest.raises(NotNow, match="letter by letter"):
        slip_keys("harbour otter plum yess", SALT, FAST)


def test_nothing_secret_is_shown_when_round_or_slip_is_printed() -> None:
    printed = repr((ROUND_KEY, SLIP))
    for secret in (ROUND_KEY.xsk, SLIP.xsk, SLIP.own):
        assert repr(secret) not in printed
        assert secret.hex() not in printed


def test_private_half_is_in_no_share() -> None:
    assert sealing.public_of(ROUND_KEY.xsk) == ROUND_XPK
    assert all(ROUND_KEY.xsk not in share.box for share in SHARES)
