"""What may be shipped with the program."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.catalogue.checks import find_faults
from pie_audit.catalogue.reader import list_bundled, parse_questionnaire, read_questionnaire
from pie_audit.domain.questionnaire import Instrument, Questionnaire
from tests.catalogue.question_files import INSTRUMENT, OWN


@pytest.fixture(scope="module")
def own() -> Questionnaire:
    found = read_questionnaire(OWN)
    assert isinstance(found, Questionnaire)
    return found


@pytest.fixture
def instrument() -> Instrument:
    found = parse_questionnaire(INSTRUMENT)
    assert isinstance(found, Instrument)
    return found


@pytest.mark.parametrize("path", list_bundled(OWN.parent), ids=lambda path: path.stem)
def test_everything_that_ships_may_be_shipped_and_is_called_after_its_id(path) -> None:  # type: ignore[no-untyped-def]
    found = read_questionnaire(path)
    assert found.id == path.stem
    assert find_faults(found) == ()


def test_a_licence_that_binds_is_a_fault(own: Questionnaire) -> None:
    faults = find_faults(replace(own, licence="All rights reserved"))
    assert faults == ("The licence “All rights reserved” doesn't let everybody pass these words on.",)


def test_a_lost_topic_is_a_fault(own: Questionnaire) -> None:
    lost = tuple(topic for topic in own.topics if topic.id != "C5")
    assert find_faults(replace(own, topics=lost)) == (
        "There should be 46 topics, 12 of them in the short form.",
    )


def test_a_short_form_that_leaves_a_theme_out_is_a_fault(own: Questionnaire) -> None:
    topics = tuple(replace(topic, short=topic.short and topic.theme != "D") for topic in own.topics)
    faults = find_faults(replace(own, id="other-1", topics=topics))
    assert faults == ("The short form leaves theme D out.",)


def test_a_practice_element_without_topics_is_a_fault(own: Questionnaire) -> None:
    topics = tuple(topic for topic in own.topics if topic.element != "sector")
    faults = find_faults(replace(own, id="other-1", topics=topics))
    assert faults == ("No topic belongs to the practice element “sector”.",)


@pytest.mark.parametrize("topic_id", ["A1", "A2", "F4"])
def test_a_topic_without_sentences_of_its_own_is_a_fault(own: Questionnaire, topic_id: str) -> None:
    topics = tuple(replace(t, levels=() if t.id == topic_id else t.levels) for t in own.topics)
    faults = find_faults(replace(own, topics=topics))
    assert faults == (f"{topic_id} has no level sentences of its own.",)


def test_a_perspective_that_is_asked_nothing_is_a_fault(own: Questionnaire) -> None:
    topics = tuple(replace(topic, partner=None) for topic in own.topics)
    faults = find_faults(replace(own, topics=topics))
    assert faults == ("The short form asks nothing of this perspective: partner.",)


@pytest.mark.parametrize(("words", "faults"), [(30, 0), (31, 1)])
def test_a_long_sentence_is_a_fault(own: Questionnaire, words: int, faults: int) -> None:
    says = " ".join(["word"] * words) + ". And more."
    topics = (replace(own.topics[0], says=says), *own.topics[1:])
    assert len(find_faults(replace(own, topics=topics))) == faults


def test_words_of_an_instrument_need_an_open_licence_and_a_key_does_not(instrument: Instrument) -> None:
    closed = replace(instrument, licence="The publisher's")
    assert find_faults(instrument) == ()
    assert len(find_faults(closed)) == 1
    neutral = replace(closed.answer_sets[0], labels=("value 0", "value 1", "value 2"))
    wordless = tuple(replace(item, text="") for item in closed.items)
    assert find_faults(replace(closed, items=wordless, answer_sets=(neutral,))) == ()


def test_half_the_words_are_a_fault(instrument: Instrument) -> None:
    half = replace(instrument, items=(instrument.items[0], replace(instrument.items[1], text="")))
    assert find_faults(half) == ("Some items have words and others have none.",)


def test_a_band_that_is_on_is_a_fault(instrument: Instrument) -> None:
    on = replace(instrument, bands=(replace(instrument.bands[0], enabled=True),))
    assert find_faults(on) == ("A band is on; bands are off until somebody turns them on.",)
