"""Nobody ties a ballot to a person, with the file, its key, every copy and everybody's secrets but two keepers'.

The insider holds the database and its key, the key slots, the journal, free pages, copies from before and after one
person's answer, logs and settings, the passwords and slips of all who were asked, My keys, the House key, and one
keeper's password.

What these tests can't claim. *How many* ballots lie in the box is plain to who holds the file. Who keeps copies
around one answer, or watches the journal while it is in use, sees which right it came under and whose own memory
changed beside it: so whose the *cipher text* is, and that somebody answered; never what it says. Whoever holds everybody
else's tokens knows the last one's right by elimination. Two keepers together, with a copy from before the opening, read
and link everything, as does a program that was changed: the one of the first keeper, who can drop and add, and the one
of the organiser, who makes the tokens.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pie_audit.domain.survey import Answers
from pie_audit.storage import ballots, trail
from pie_audit.storage import surveys as kept
from pie_audit.vault import ballots as box
from pie_audit.vault.open_vault import OpenVault
from pie_audit.vault.slips import slip_keys
from pie_audit.workflows.surveys import keeping, taking, telling
from tests import surveys
from tests.privacy import ballot_attacker, pages
from tests.privacy.ballot_attacker import BALLOT, MOST_BY_CHANCE, bound, correlation, lying_in, right_guesses
from tests.privacy.ballot_story import KEEPERS, MOMENTS, WATCHED, Story, comment_of, open_to, tell
from tests.privacy.page_attacker import tables_of, which
from tests.quarter import FAST, Finished, Hostel

SEALED = ("ballot", "ballot_mid", "ballot_right", "ballot_token")


@pytest.fixture(scope="module")
def story(finished: Finished, tmp_path_factory: pytest.TempPathFactory) -> Story:
    return tell(finished, tmp_path_factory.mktemp("story"))


def markers(story: Story) -> dict[str, str]:
    return {name: comment_of(name) for name in story.holders}


# before the opening


@pytest.mark.parametrize(("moment", "keeper"), [*(("full", keeper) for keeper in KEEPERS), ("half", "jo")])
def test_one_keeper_and_everybody_elses_secrets_read_no_ballot(
    story: Story, moment: str, keeper: str
) -> None:
    loot = story.loot(moment, keeper)
    assert loot.ballots() == []
    assert which(markers(story), [one.plain for one in loot.found]) == set()
    assert which(markers(story), story.clear(moment)) == set()
    assert loot.deepest() == (1 if moment == "full" else 0), "outer layers alone come off"


def test_without_any_keeper_not_one_layer_comes_off(story: Story) -> None:
    loot = story.loot("full")
    assert loot.deepest() == 0
    assert len(loot.holders()) == len(story.holders) - len(KEEPERS), "all the tokens in hand do open"


@pytest.mark.parametrize(("one", "other"), [("jo", "sam"), ("sam", "dee"), ("jo", "dee")])
def test_the_same_program_reads_and_links_everything_with_two_keepers(
    story: Story, one: str, other: str
) -> None:
    """So the attack is a real one; and so it is in every older copy, as people are told (limit 10)."""
    loot = story.loot("full", one, other)
    holders, who = loot.holders(), {holder: name for name, holder in story.holders.items()}
    linked = {
        who[holders[ballot.row["right_hash"]]]: says([ballot])
        for ballot in loot.ballots()
        if ballot.row["right_hash"] in holders
    }
    third = set(KEEPERS) - {one, other}
    assert linked == {name: comment_of(name) for name in story.answered - third}
    assert {says([ballot]) for ballot in loot.ballots()} == {comment_of(n) for n in story.answered}


def says(found: list[ballot_attacker.Found]) -> str:
    (comment,) = {ballot["comment"] for ballot in ballot_attacker.says(found)}
    return str(comment)


@pytest.mark.parametrize("moment", ["asked", "full", "half"])
def test_no_answer_lies_in_the_clear_on_any_page_or_in_the_journal(story: Story, moment: str) -> None:
    clear = story.clear(moment)
    assert not [page for page in clear if BALLOT in page]
    plain = json.dumps({str(no): value for no, value in surveys.varied(3).items()})[1:-1]
    assert lying_in([plain.encode(), plain.replace(" ", "").encode()], clear) == set()
    assert any(story.survey_id.encode() in page for page in clear), "the pages are those of the survey"


def test_the_journal_that_is_searched_holds_ballots(story: Story) -> None:
    frames = ballot_attacker.journal(story.folders["full"] / "pie.db", story.dbk)
    new = [
        row["body"] for row in story.tables("full")["ballot"] if row not in story.tables("after")["ballot"]
    ]
    assert len(new) == 3
    assert lying_in({body[:24] for body in new}, frames)


# what a ballot, a place and a draft look like


@pytest.mark.parametrize(
    "answers",
    [
        Answers(),
        Answers(surveys.MIDDLING, frozenset({"cover", "pay"})),
        Answers(dict.fromkeys(range(1, 36), 100), comment="x" * 3000),
        Answers({1: 0}, comment="🌧️" * 400),
        Answers({1: 0}, comment="عمل كثير وراحة قليلة " * 70),
    ],
)
def test_every_ballot_has_the_same_size_whatever_it_says(answers: Answers) -> None:
    from pie_audit.workflows.surveys.ballot_text import to_content

    content = to_content(answers, "e2" * 16 + "/" + "ü" * 60)
    vaults = [OpenVault(name, {1: name.encode().ljust(32)}) for name in KEEPERS]
    keys = [box.make_keeper_key(vault, "s", bytes(32)) for vault in vaults]
    parts = box.seal_ballot(content, bytes(32), keys, box.new_token())
    assert [len(part) for part in parts] == [8384] * 3
    again = box.seal_ballot(content, bytes(32), keys, box.new_token())
    assert not {part[n : n + 48] for part in parts for n in range(0, 8384, 48)} & {
        part[n : n + 48] for part in again for n in range(0, 8384, 48)
    }


def test_rows_of_the_box_tell_nothing_by_their_size(story: Story) -> None:
    tables = story.tables("full")
    assert {len(row["body"]) for row in tables["ballot"]} == {8384}
    assert {len(row["body"]) for row in story.tables("half")["ballot_mid"]} == {4080}
    sizes = {(len(row["holder_id"]), len(row["sealed"])) for row in tables["ballot_token"]}
    assert len(sizes) == 2, "one size for people and one for slips"
    assert {len(row["right_hash"]) for row in tables["ballot_right"]} == {32}
    assert set(tables["ballot"][0]) == {"survey_id", "place", "right_hash", "body"}


def test_what_was_begun_lies_sealed_in_steps_and_names_no_survey(hostel: Hostel) -> None:
    survey_id, _words = open_to(hostel, surveys.grow(hostel, 12))
    sizes = set()
    for answers in (Answers({1: 2}), Answers(surveys.MIDDLING), Answers({1: 2}, comment="long " * 500)):
        hostel.do(taking.keep_begun, hostel.tom, survey_id, answers)
        hostel.worker.with_store(lambda store: store.checkpoint()).result()
        (draft,) = tables_of_copy(hostel)["draft"]
        sizes.add(len(draft["body"]))
        assert survey_id not in repr(draft)
    assert sizes <= {n * 1024 + 16 for n in (1, 4, 16)}


def tables_of_copy(hostel: Hostel) -> dict[str, list[dict[str, object]]]:
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        copy = Path(shutil.copytree(hostel.folder, Path(place) / "copy"))
        return tables_of(copy / "pie.db", hostel.opened.key.dbk)


# order and time


def test_two_copies_around_one_answer_differ_in_cipher_text_and_in_ones_own_memory_alone(
    story: Story,
) -> None:
    before, after = story.tables("before"), story.tables("after")
    found = ballot_attacker.changes(before, after)
    assert set(found) == {"ballot", "head", "sealed_record", "sealed_key"}
    new = found["ballot"]
    assert {row["place"] for row in new} == {0, 1, 2}
    assert len({row["right_hash"] for row in new}) == 1
    assert story.holders[WATCHED] not in repr(new)
    assert {row["owner_id"] for row in found["sealed_record"]} == {story.holders[WATCHED]}
    assert (
        len({(row["kind"], row["version"], row["week"], len(row["body"])) for row in found["sealed_record"]})
        == 1
    )


def test_two_copies_and_one_keeper_do_not_tell_what_was_answered_between_them(story: Story) -> None:
    (right,) = {
        row["right_hash"]
        for row in ballot_attacker.changes(story.tables("before"), story.tables("after"))["ballot"]
    }
    mine = [
        [row for row in story.tables(m)["ballot"] if row["right_hash"] == right] for m in ("after", "full")
    ]
    assert mine[0] == mine[1]
    for moment, keeper in (("full", "jo"), ("full", "sam"), ("half", "jo")):
        loot = story.loot(moment, keeper)
        assert not which({WATCHED: comment_of(WATCHED)}, [one.plain for one in loot.found])
    assert right not in {row.get("right_hash") for rows in story.tables("half").values() for row in rows}


def test_nothing_plain_tells_who_answered_and_who_did_not(story: Story) -> None:
    """All whose program is signed in have a memory of their own, of one week and one size."""
    tables = story.tables("full")
    assert not tables["draft"]
    holders = {row["holder_id"] for row in tables["ballot_token"]}
    assert holders == set(story.holders.values())
    memories = [row for row in tables["sealed_record"] if row["kind"] == "self"]
    assert {row["owner_id"] for row in memories} == {h for n, h in story.holders.items() if "slip" not in n}
    assert len({(row["week"], row["version"], row["epoch"], len(row["body"])) for row in memories}) == 1
    tokens = {row["holder_id"]: row for row in tables["ballot_token"]}
    assert tokens == {row["holder_id"]: row for row in story.tables("asked")["ballot_token"]}


@pytest.fixture(scope="module")
def many(finished: Finished, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[bytes], ...]:
    """Two hundred ballots before and after the first key: in the order of rights, and in that of the pages.

    Gives what Jo, who turned it, sees of Dee's share by right; Dee's share as it lies in the pages and by its
    places; and what Dee makes of it, in the order of the pages.
    """
    place = tmp_path_factory.mktemp("many")
    hostel = finished.open(place)
    survey_id, words = open_to(hostel, surveys.grow(hostel, 6), slips=200)
    row, keys = hostel.read(lambda tx: (kept.load_survey(tx, survey_id), kept.keepers_of(tx, survey_id)))
    hostel.opened.write(lambda tx: _fill(tx, survey_id, row, keys, words))
    jo, dee = hostel.jo, hostel.dee.member.person_id
    part = box.place_of(jo.member.person_id, keys)
    lying = hostel.read(lambda tx: ballots.parts_of(tx, survey_id, part))
    by_right = dict(lying)
    mids = {
        right: box.take_off_outer(jo.vault, keys, row.frozen, [(right, by_right[right])])[dee][0]
        for right in by_right
    }
    hostel.at(surveys.AFTER)
    assert keeping.turn_first(hostel.opened, hostel.jo, survey_id)
    hostel.worker.with_store(lambda store: store.checkpoint()).result()
    dbk = hostel.opened.key.dbk
    by_page = _in_pages(hostel, dbk, set(mids.values()))
    by_place = [
        mid.body for mid in hostel.read(lambda tx: ballots.mids_of(tx, survey_id)) if mid.inner_id == dee
    ]
    mine = next(key for key in keys if key.person_id == dee)
    read = [box.take_off_inner(hostel.dee.vault, mine, row.frozen, [mid])[0]["comment"] for mid in by_page]
    hostel.close()
    return [mids[right] for right in sorted(mids)], by_page, by_place, read


def _fill(tx: object, survey_id: str, row: object, keys: object, words: tuple[str, ...]) -> None:
    """Put two hundred ballots in, each saying under which right it came: what nobody must be able to tell."""
    for word in words:
        slip = slip_keys(word, row.slip_salt, FAST)  # type: ignore[attr-defined]
        stored = ballots.token_of(tx, survey_id, slip.find.hex())  # type: ignore[arg-type]
        assert stored is not None
        token = box.open_token(stored, slip, row.frozen)  # type: ignore[attr-defined]
        content = {"block": stored.block_id, "values": {}, "causes": [], "comment": token.right.hex()}
        parts = box.seal_ballot(content, row.frozen, keys, token)  # type: ignore[attr-defined, arg-type]
        ballots.cast(tx, survey_id, ballots.SealedBallot(token.right, parts))  # type: ignore[arg-type]


def _in_pages(hostel: Hostel, dbk: bytes, mids: set[bytes]) -> list[bytes]:
    """These cipher texts in the order of the bytes of the decrypted file, so of pages and places on them."""
    whole = b"".join(pages.decrypt(hostel.folder / "pie.db", dbk))
    places = {mid: whole.find(mid[:64]) for mid in mids}
    assert min(places.values()) > 0
    return sorted(mids, key=lambda mid: places[mid])


def test_after_the_first_key_no_place_tells_the_right(many: tuple[list[bytes], ...]) -> None:
    by_right, by_page, by_place, _read = many
    rank = {mid: number for number, mid in enumerate(by_right)}
    for order in (by_page, by_place):
        lie = [rank[mid] for mid in order]
        assert abs(correlation(lie, range(len(lie)))) < bound(len(lie))
        steps = [lie[n + 1] - lie[n] for n in range(len(lie) - 1)]
        assert sum(step == 1 for step in steps) <= MOST_BY_CHANCE, "no runs are left either"


def test_the_same_measure_finds_an_order_that_was_left(many: tuple[list[bytes], ...]) -> None:
    n = len(many[0])
    assert abs(correlation(range(n), range(n))) > bound(n)
    assert abs(correlation(range(n - 1, -1, -1), range(n))) > bound(n)
    half = [*ballot_attacker.shuffled(n // 2, 1), *range(n // 2, n)]
    assert abs(correlation(half, range(n))) > bound(n)


def test_who_reads_links_no_better_than_chance(many: tuple[list[bytes], ...]) -> None:
    """Dee reads all two hundred and holds the list of rights: every order she can see is tried as a key to it."""
    _by_right, by_page, by_place, read = many
    rights = sorted(read)
    shown = dict(zip(by_page, read, strict=True))
    orders = {
        "as they lie": by_page,
        "by their places": by_place,
        "from behind": by_page[::-1],
        "by their bytes": sorted(by_page),
        "by their last bytes": sorted(by_page, key=lambda mid: mid[::-1]),
        "by the key they were sealed with": sorted(by_page, key=lambda mid: mid[31::-1]),
    }
    for how, order in orders.items():
        assert right_guesses(rights, [shown[mid] for mid in order]) <= MOST_BY_CHANCE, how


def test_the_second_keeper_finds_no_byte_of_what_they_read_in_an_older_copy(story: Story) -> None:
    """With two copies around it and every password but the other two keepers': the first key's layer hid them."""
    mine = {
        row["body"] for row in story.tables("half")["ballot_mid"] if row["inner_id"] == story.holders["dee"]
    }
    assert len(mine) == len(story.answered)
    old = story.loot("full", "dee")
    assert not mine & old.layers("ballot")
    assert (
        lying_in({mid[at : at + 24] for mid in mine for at in range(0, 4080, 48)}, story.clear("full"))
        == set()
    )
    assert len(story.loot("half", "dee").ballots()) == len(story.answered), "and Dee does read them"


def test_the_first_keeper_knows_whose_cipher_text_it_is_and_reads_none(story: Story) -> None:
    left = {row["body"] for row in story.tables("half")["ballot_mid"]}
    old = story.loot("full", "jo")
    assert left <= old.layers("ballot")
    assert story.loot("half", "jo").ballots() == []


def test_no_secret_in_hand_signs_for_a_right_of_somebody_else(story: Story) -> None:
    """So nobody can put ballots of their own making in the place of the others', to be left with one."""
    lacking = [n for n in KEEPERS if n != "jo"]
    loot = story.loot("full", "jo")
    rights = {row["right_hash"] for row in story.tables("full")["ballot_right"]}
    assert sum(not loot.secrets(right) for right in rights) == len(lacking)


# after the opening


def test_after_the_opening_no_page_holds_anything_of_the_box(story: Story) -> None:
    clear = story.clear("opened")
    remains = set()
    for moment in MOMENTS[:-1]:
        wanted = ballot_attacker.pieces(story.tables(moment), *SEALED, "survey_keeper")
        assert wanted
        remains |= lying_in(wanted, clear)
    assert remains == set()
    assert not [page for page in clear if BALLOT in page]
    assert all(not story.tables("opened")[name] for name in (*SEALED, "survey_keeper"))


def test_the_same_search_finds_them_in_the_file_before(story: Story) -> None:
    wanted = ballot_attacker.pieces(story.tables("full"), *SEALED, "survey_keeper")
    assert lying_in(wanted, story.clear("full")) == wanted


def test_with_everybodys_passwords_nothing_is_read_of_an_opened_file(story: Story) -> None:
    loot = story.loot("opened", *KEEPERS)
    assert loot.ballots() == []
    told = which(markers(story), [one.plain for one in loot.found])
    assert told == set()


def test_only_released_figures_and_words_are_left(story: Story) -> None:
    tables = story.tables("opened")
    figures = [row for row in tables["release"] if row["survey_id"] == story.survey_id]
    assert {row["words"] for row in figures if row["statistic"] == "text"} == set(story.released)
    assert {row["group_id"] for row in figures} == {"whole"}
    places = [str(row["what"]) for row in figures if row["statistic"] == "text"]
    assert len({len(place) for place in places}) == 1


def test_comments_lie_in_no_order_of_those_who_wrote_them(story: Story) -> None:
    rows = [row for row in story.tables("opened")["release"] if row["statistic"] == "text"]
    assert [row["what"] for row in rows] == sorted(row["what"] for row in rows)


def test_retiring_leaves_no_key_to_what_lies_on_free_pages(hostel: Hostel) -> None:
    survey_id, _words = open_to(hostel, surveys.grow(hostel, 12))
    surveys.answer(hostel, hostel.tom, survey_id, surveys.MIDDLING)
    before = tables_of_copy(hostel)
    hostel.do(telling.retire, hostel.amina, survey_id)
    hostel.worker.with_store(lambda store: store.checkpoint()).result()
    wrapped = {bytes(row["wrapped"]) for row in before["survey_keeper"]}  # type: ignore[call-overload]
    assert len(wrapped) == 3
    clear = pages.decrypt(hostel.folder / "pie.db", hostel.opened.key.dbk)
    assert lying_in(wrapped, clear) == set()


# what is written down about it


def test_the_trail_tells_of_the_survey_and_of_nobody_who_answered(story: Story) -> None:
    tables = story.tables("opened")
    about = [row for row in tables["trail"] if row["object_id"] == story.survey_id]
    opened, closed, released = (str(row["action"]) for row in about)
    assert (opened, closed) == ("survey opened", "survey closed")
    assert re.fullmatch("survey released [0-9a-f]{64}", released), "a digest, and no figure"
    keepers = {story.holders[n] for n in KEEPERS} | {story.holders["amina"]}
    assert {row["actor_id"] for row in about} <= keepers
    assert story.tables("asked")["trail"] == story.tables("full")["trail"]


def test_logs_and_settings_name_no_survey(story: Story) -> None:
    left = [file.read_bytes() for file in story.left_behind.rglob("*") if file.is_file()]
    assert left
    wanted = {story.survey_id.encode(), *(h.encode() for h in story.holders.values()), b"Winter pulse"}
    assert lying_in(wanted, left) == set()
    assert which(markers(story), left) == set()


def test_answering_changes_no_trail_and_announces_nothing(hostel: Hostel) -> None:
    survey_id, _words = open_to(hostel, surveys.grow(hostel, 12))
    before = hostel.read(trail.head)
    surveys.answer(hostel, hostel.tom, survey_id, surveys.MIDDLING)
    assert hostel.read(trail.head) == before
