"""Other ways of laying out the same topics: the headings of PIE 1, and the relationship lens. They ask nothing twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pie_audit.domain.questionnaire import Element, Topic
from pie_audit.words import _

RELATIONSHIP_TAG = "rel"
"""The tag of the topics that the relationship lens gathers."""


class PieOne(StrEnum):
    """The five headings of the first version of the framework (2012), and what came later."""

    FRAMEWORK = "framework"
    PLACE = "place"
    STAFF = "staff"
    RELATIONSHIPS = "relationships"
    OUTCOMES = "outcomes"
    WIDER = "wider"


_HEADINGS = {
    PieOne.FRAMEWORK: (Element.EMPATHY, Element.MODELS),
    PieOne.PLACE: (Element.BUILT, Element.SURROUNDINGS),
    PieOne.STAFF: (Element.TRAINING, Element.SUPPORT),
    PieOne.RELATIONSHIPS: (
        Element.ENGAGEMENT,
        Element.RULES,
        Element.ROLES,
        Element.RESPONSIVENESS,
        Element.TRUST,
        Element.POWER,
        Element.REPAIR,
        Element.ENDINGS,
    ),
    PieOne.OUTCOMES: (Element.EVIDENCE, Element.ENQUIRY, Element.REFLECTIVE),
    PieOne.WIDER: (Element.SECTOR, Element.PATHWAYS),
}


@dataclass(frozen=True, slots=True)
class PieOneGroup:
    """The topics under one heading, in the order they came in."""

    heading: PieOne
    topics: tuple[Topic, ...]


def regroup_for_pie_one(topics: Sequence[Topic]) -> tuple[PieOneGroup, ...]:
    """The same topics under the headings of PIE 1, each once; a heading without a topic is left out."""
    groups = (
        PieOneGroup(heading, tuple(topic for topic in topics if topic.element in elements))
        for heading, elements in _HEADINGS.items()
    )
    return tuple(group for group in groups if group.topics)


def relationship_topics(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """The topics of the relationship lens among these."""
    return tuple(topic for topic in topics if RELATIONSHIP_TAG in topic.tags)


def heading_words(heading: PieOne) -> str:
    """A heading as people read it."""
    return {
        PieOne.FRAMEWORK: _("Developing a psychological framework"),
        PieOne.PLACE: _("Physical environment and social spaces"),
        PieOne.STAFF: _("Staff training and support"),
        PieOne.RELATIONSHIPS: _("Managing relationships"),
        PieOne.OUTCOMES: _("Evaluating outcomes"),
        PieOne.WIDER: _("Wider system, new since PIE 1"),
    }[heading]
