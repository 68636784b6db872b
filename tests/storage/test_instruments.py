"""Brought words come back as they were, under a version that always stands for the same text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.changed import Kind
from pie_audit.domain.licence import UNDONE, Brought, BroughtText
from pie_audit.domain.questionnaire import Mode
from pie_audit.storage import instruments, people
from pie_audit.storage.store import Store
from tests import brought, make

TEXT = BroughtText({1: "Ŵyf i’n canu.", 3: "أغني"}, {"often": ("Never", "Always 🌱")})


def _somebody(store: Store) -> str:
    person = make.member("Zoë")
    store.write(lambda tx: people.save_member(tx, person))
    return person.person_id


def _value(person_id: str, **changes: object) -> Brought:
    usual = Brought("made-up", 1, 1, TEXT, brought.licence(), person_id, date(2026, 11, 18))
    return replace(usual, **changes)  # type: ignore[arg-type]


def _save(store: Store, *values: Brought) -> None:
    for value in values:
        outcome = store.write(lambda tx, value=value: instruments.save_brought(tx, value))
        assert outcome.changed == {Kind.SURVEYS}


def test_words_come_back_as_they_were(store: Store) -> None:
    forever = brought.licence(ends_on=None, modes=(Mode.PRIVATE,), reason="So.", support_by="Dr Osei")
    value = _value(_somebody(store), licence=forever, retired_week="2026-W47")
    _save(store, value)
    assert store.read(lambda tx: instruments.load_brought(tx, "made-up", 1)) == value
    assert store.read(lambda tx: instruments.load_brought(tx, "made-up", 2)) is None
    assert store.read(lambda tx: instruments.versions_of(tx, "other")) == ()


def test_a_licence_is_renewed_under_the_same_version(store: Store) -> None:
    value = _value(_somebody(store))
    renewed = replace(value, licence=brought.licence(ends_on=date(2030, 1, 1)))
    _save(store, value, renewed)
    assert store.read(lambda tx: instruments.versions_of(tx, "made-up")) == (renewed,)


def test_other_words_never_take_a_version_that_is_taken(store: Store) -> None:
    value = _value(_somebody(store))
    _save(store, value)
    for other in (replace(value, text=BroughtText({1: "No."}, {})), replace(value, key_version=2)):
        with pytest.raises(ValueError, match="same version"):
            store.write(lambda tx, other=other: instruments.save_brought(tx, other))


def test_the_words_in_use_stand_before_later_ones_that_were_taken_back(store: Store) -> None:
    person = _somebody(store)
    now, gone = (
        _value(person),
        _value(person, version=2, text=BroughtText({1: "a"}, {}), retired_week="2026-W48"),
    )
    _save(store, now, gone)
    assert store.read(instruments.brought_by_instrument) == {"made-up": now}


def test_of_words_taken_back_the_latest_to_go_are_shown(store: Store) -> None:
    person = _somebody(store)
    first = _value(person, retired_week="2026-W50")
    second = _value(person, version=2, text=BroughtText({1: "a"}, {}), retired_week="2026-W48")
    _save(store, first, second)
    assert store.read(instruments.brought_by_instrument) == {"made-up": first}


def test_words_whose_bringing_was_undone_count_as_never_brought(store: Store) -> None:
    _save(store, _value(_somebody(store), retired_week=UNDONE))
    assert store.read(instruments.brought_by_instrument) == {}
    assert len(store.read(lambda tx: instruments.versions_of(tx, "made-up"))) == 1
