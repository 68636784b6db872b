"""What each edition says, and what none of them may say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TypeVar

import pytest

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus, Dissent, Outcome
from pie_audit.domain.disclosure import Band, TopicCounts
from pie_audit.domain.plan import ActionStatus
from pie_audit.domain.plan_blocks import (
    ActionCard,
    AskBox,
    Block,
    Bullets,
    Dots,
    Heading,
    Paragraph,
    Positions,
    Table,
)
from pie_audit.domain.plan_document import (
    Edition,
    PlanAction,
    PlanDocument,
    PlanMaterial,
    PriorAsk,
    plan_document,
)
from pie_audit.domain.team import Perspective, Team
from tests.make_plan import ACTIONS, ADDENDUM, REPLY, agreed, make_action, make_material, make_whole

T = TypeVar("T")
EDITIONS = list(Edition)
OUTSIDE = [Edition.WORDS, Edition.ONE_PAGE]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _said(blocks: tuple[Block, ...]) -> str:
    return "\n".join(_texts(blocks))


def _all(document: PlanDocument) -> str:
    return _said((*document.front, *document.inside))


def _of(blocks: tuple[Block, ...], kind: type[T]) -> list[T]:
    return [block for block in blocks if isinstance(block, kind)]


def _ask(n: int, **changes: object) -> PlanAction:
    action = make_action(f"Action {n}", ask_of=f"Body {n}", ask_what=f"thing {n}", **changes)
    return PlanAction(action, "Tom", "night worker")


@pytest.mark.parametrize("edition", EDITIONS)
def test_page_one_begins_with_one_sentence_that_asks(edition: Edition) -> None:
    front = plan_document(make_material(), edition).front
    lead = _of(front, Paragraph)[1]
    assert (
        lead.text == "We ask the council and Larkfield for two things, with a first reply by 15 January 2027."
    )


def test_a_single_ask_is_told_whole_in_that_sentence() -> None:
    front = plan_document(make_material(actions=ACTIONS[:1]), Edition.WORDS).front
    assert "We ask the council for one thing, with a reply by 15 January 2027: four hours" in _said(front)


@pytest.mark.parametrize("edition", EDITIONS)
def test_without_an_ask_page_one_says_so(edition: Edition) -> None:
    document = plan_document(make_material(actions=ACTIONS[2:]), edition)
    assert "We ask nothing of anybody this time." in _said(document.front)
    assert not _of(document.front, AskBox)


@pytest.mark.parametrize("edition", EDITIONS)
def test_page_one_holds_three_asks_at_most_the_soonest_first(edition: Edition) -> None:
    late = tuple(_ask(n, ask_reply_by=date(2027, n, 1)) for n in (5, 3, 4, 2))
    document = plan_document(make_material(actions=late), edition)
    assert [box.title for box in _of(document.front, AskBox)] == ["To Body 2", "To Body 3", "To Body 4"]
    if edition is Edition.ONE_PAGE:
        assert "We ask for more than fits here" in _said(document.front)
    else:
        assert "To Body 5" in _said(document.inside)


def test_an_ask_that_is_done_or_stopped_is_no_longer_asked() -> None:
    ended = tuple(_ask(n, status=s) for n, s in enumerate((ActionStatus.DONE, ActionStatus.STOPPED)))
    assert not _of(plan_document(make_material(actions=ended), Edition.WORDS).front, AskBox)


def test_an_ask_box_has_what_a_decision_needs() -> None:
    first, second = _of(plan_document(make_material(), Edition.WORDS).front, AskBox)
    facts = {fact.label: fact.text for fact in first.facts}
    assert facts["Reply by"] == "15 January 2027"
    assert facts["Rough yearly cost"] == "not worked out yet"
    assert facts["Residents would notice"].startswith("Fewer mornings")
    assert facts["If no, this stays"].startswith("Nights have had no group session")
    assert facts["Evidence"] == "none yet"
    assert facts["How sure we are"] == "The team agreed on this together."
    assert first.answers == ("Yes", "Partly", "No, because …")
    assert {f.label: f.text for f in second.facts}["Rough yearly cost"] == "about £4,800"


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("E1", "The team agreed; someone sees it differently."),
        ("D1", "Not settled: we see this differently."),
        ("D7", "We can’t tell yet."),
        ("E6", "The team chose this; it wasn’t one of the topics talked through."),
        (None, "The team chose this; it wasn’t one of the topics talked through."),
    ],
)
def test_how_sure_we_are_follows_from_what_was_agreed(topic: str | None, words: str) -> None:
    asking = _ask(1, topic_id=topic)
    box = _of(plan_document(make_material(actions=(asking,)), Edition.WORDS).front, AskBox)[0]
    assert {f.label: f.text for f in box.facts}["How sure we are"] == words


def test_evidence_in_an_ask_names_its_base() -> None:
    box = _of(plan_document(make_material(actions=(_ask(1, topic_id="A1"),)), Edition.WORDS).front, AskBox)[0]
    evidence = {f.label: f.text for f in box.facts}["Evidence"]
    assert evidence == "Incident notes have a line on it (from what the team agreed)"


def test_page_one_keeps_its_order() -> None:
    said = _said(plan_document(make_material(), Edition.ONE_PAGE).front)
    marks = (
        "We ask the council",
        "What we ask",
        "What we asked last time",
        "What we do ourselves",
        "Finished:",
        "What we are proud of",
        "In somebody’s own words:",
        "A small win:",
        "Who took part:",
        "Signed with a reservation:",
        "Talk to us:",
    )
    places = [said.index(mark) for mark in marks]
    assert places == sorted(places)


def test_last_times_asks_have_their_reply_or_none() -> None:
    said = _said(plan_document(make_material(), Edition.WORDS).front)
    assert "The council, 12 September 2026: a second door to the yard – yes, in spring." in said
    assert "Larkfield, 10 June 2026: a budget for training with peers – two quarters, no reply." in said


def test_a_quarter_without_earlier_asks_has_no_such_heading() -> None:
    assert "last time" not in _all(plan_document(make_material(previous_asks=()), Edition.FULL))


def test_the_teams_own_lines_are_three_at_most() -> None:
    many = tuple(PlanAction(make_action(f"Do {n}"), "Tom", "worker") for n in range(6))
    front = plan_document(make_material(actions=many, previous_asks=()), Edition.WORDS).front
    assert len(_of(front, Bullets)[0].items) == 3


def test_a_resident_and_a_small_win_speak_only_if_given() -> None:
    said = _said(plan_document(make_material(resident_words="", small_win=" "), Edition.WORDS).front)
    assert "own words" not in said
    assert "small win" not in said


@pytest.mark.parametrize("edition", OUTSIDE)
def test_outside_the_team_roles_stand_for_names(edition: Edition) -> None:
    said = _all(plan_document(make_material(contact="the office"), edition))
    for name in ("Tom", "Amina", "Jo "):
        assert name not in said
    assert "night worker" in said


def test_the_teams_own_copy_names_who_holds_what() -> None:
    document = plan_document(make_material(), Edition.FULL)
    assert "(Tom). First step" in _said(document.front)
    assert [row[1] for row in _of(document.inside, Table)[0].rows] == ["Tom", "Amina", "needs owner", "Jo"]


def test_a_name_without_a_role_is_not_told_outside() -> None:
    planned = PlanAction(make_action(), "Tom", "")
    said = _all(plan_document(make_material(actions=(planned,)), Edition.WORDS))
    assert "Tom" not in said
    assert "one of the team" in said


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_person_id_is_ever_printed(edition: Edition) -> None:
    assert "p-secret" not in _all(plan_document(make_material(), edition))


@pytest.mark.parametrize("edition", EDITIONS)
def test_page_one_has_no_level_and_no_figure(edition: Edition) -> None:
    front = plan_document(make_material(contact=""), edition).front
    assert not _of(front, Dots)
    assert not _of(front, Positions)
    said = _said(front)
    for label in ("Patchy", "Talked about", "Usual practice", "patchy"):
        assert label not in said
    assert not re.search(r"(?<![\w£,])[0-4](?![\w,])", re.sub(r"version 1", "", said))


def test_the_words_edition_has_no_digit_for_a_level_and_no_different_view() -> None:
    bare = make_material(contact="", actions=ACTIONS[2:], previous_asks=(), agreed_on=None, sign_offs=())
    said = _all(plan_document(bare, Edition.WORDS))
    said = said.replace("version 1", "").replace("Autumn 2026", "").replace("24-bed", "")
    assert not re.search(r"\d", said)
    assert "nights are different" not in said
    assert "Levels, spreads and different views are left out" in said


def test_the_words_edition_tells_strengths_and_what_gets_in_the_way() -> None:
    said = _said(plan_document(make_material(), Edition.WORDS).inside)
    well, way = said.index("What goes well"), said.index("What gets in the way")
    assert well < said.index("Behaviour has a history: We ask what lies behind it") < way
    assert said.index("Rules with reasons: Nobody could say") > way
    assert "Somewhere quiet to be: Days find it calm; nights don’t." in said
    assert "What we can’t tell yet" in said


def test_one_page_has_nothing_inside() -> None:
    document = plan_document(make_material(), Edition.ONE_PAGE)
    assert document.inside == ()
    assert "Our review, version 1: the short form." in _said(document.front)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_states_question_set_bands_and_what_was_left_out(edition: Edition) -> None:
    document = plan_document(make_material(), edition)
    said = _all(document)
    assert "Our review, version 1: the short form." in said
    assert "Team: ten to nineteen; Managers: fewer than five; Residents: five to nine." in said
    assert "Partners:" not in said
    for sentence in document.left_out:
        assert sentence in said


def test_the_full_copy_tells_level_because_evidence_and_different_view() -> None:
    inside = plan_document(make_material(), Edition.FULL).inside
    told = [(p.lead, p.text) for p in _of(inside, Paragraph)]
    assert ("We agreed on 3, usual practice.", "We ask what lies behind it before we act.") in told
    assert ("Evidence:", "Incident notes have a line on it.") in told
    assert ("One of us sees it as 1:", "nights are different.") in told
    assert ("One of us sees it differently:", "it depends who is on.") in told
    assert ("What changed:", "The form.") in told
    assert ("Evidence:", "none yet") in told


def test_level_four_without_evidence_prints_as_none_yet() -> None:
    record = (agreed("A4", 4, "It is so", none_yet=True),)
    inside = plan_document(make_material(consensus=record), Edition.FULL).inside
    assert "4 – evidence: none yet" in _said(inside)


@pytest.mark.parametrize("band", [Band.FEW, Band.NONE])
def test_in_a_small_team_neither_number_nor_level_of_different_views_is_told(band: Band) -> None:
    views = (Dissent("d1", "A1", "one", Level(1)), Dissent("d2", "A1", "two", Level(0)))
    took_part = {**make_material().took_part, Perspective.TEAM: band, Perspective.LIVED_EXPERIENCE: Band.SOME}
    inside = plan_document(make_material(dissents=views, took_part=took_part), Edition.FULL).inside
    told = [
        (p.lead, p.text) for p in _of(inside, Paragraph) if "disagreed" in p.lead or "One of us" in p.lead
    ]
    assert told == [("Someone disagreed:", "one. two.")]


def test_only_permitted_groups_are_drawn_and_the_others_give_their_reason() -> None:
    dots = _of(plan_document(make_material(), Edition.FULL).inside, Dots)
    rows = {row.label: row for row in dots[0].rows}
    assert rows["Team"].counts == (0, 0, 2, 7, 3)
    assert (rows["Managers"].counts, rows["Managers"].note) == (None, "not shown: small group")
    assert "Partners" not in rows
    assert "Team, 12 people: 2 at 2, 7 at 3, 3 at 4." in dots[0].alt
    assert "Managers: not shown: small group." in dots[0].alt


def test_a_group_that_was_not_asked_is_not_called_hidden() -> None:
    took_part = {**make_material().took_part, Perspective.PARTNER: Band.SOME}
    dots = _of(plan_document(make_material(took_part=took_part), Edition.FULL).inside, Dots)
    rows = {row.label: row.note for row in dots[1].rows}
    assert rows["Partners"] == "not asked about this one"


def test_a_topic_with_every_group_hidden_says_so_without_a_count() -> None:
    inside = plan_document(make_material(counts=()), Edition.FULL).inside
    assert not _of(inside, Dots)
    assert "not shown, to keep small groups safe" in _said(inside)


def test_a_topic_not_discussed_is_only_named() -> None:
    counts = (TopicCounts("E6", "team", (9, 0, 0, 0, 0)),)
    inside = plan_document(make_material(counts=counts), Edition.FULL).inside
    assert not _of(inside, Dots)
    assert _of(inside, Bullets)[0].items == ("Answering what people actually ask",)


def test_a_round_without_private_ratings_says_so_and_draws_no_spread() -> None:
    document = plan_document(make_material(together_only=True, counts=()), Edition.FULL)
    assert "We talked this through together, without private ratings first." in _all(document)
    assert "small group" not in _all(document)


def test_a_theme_that_does_not_apply_has_its_reasons_beside_the_gap() -> None:
    material = make_material()
    gap = replace(material.positions[3], mean=None, valued=0, applicable=0, not_applicable=2)
    records = (Consensus("D1", Outcome.NOT_APPLICABLE, because="an advice line, no rooms"),)
    inside = plan_document(replace(material, positions=(gap,), consensus=records), Edition.FULL).inside
    assert _of(inside, Positions)[0].rows[0].words == "doesn’t apply"
    assert "Somewhere quiet to be: an advice line, no rooms." in _said(inside)


def test_theme_positions_live_in_the_teams_copy_alone() -> None:
    assert _of(plan_document(make_material(), Edition.FULL).inside, Positions)
    for edition in OUTSIDE:
        document = plan_document(make_material(), edition)
        assert not _of((*document.front, *document.inside), Positions)


def test_every_action_is_in_the_full_copy_once_as_a_card() -> None:
    cards = _of(plan_document(make_material(), Edition.FULL).inside, ActionCard)
    assert sorted(card.what for card in cards) == sorted(a.action.what for a in ACTIONS)


@pytest.mark.parametrize("edition", EDITIONS)
def test_headings_begin_at_one_and_skip_no_level(edition: Edition) -> None:
    document = plan_document(make_material(), edition)
    levels = [h.level for h in _of((*document.front, *document.inside), Heading)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_foot_tells_the_agreed_day_or_that_there_is_none() -> None:
    assert plan_document(make_material(), Edition.FULL).foot == (
        "Agreed by the team on 11 December 2026. No rating is shown with a name."
    )
    assert plan_document(make_material(agreed_on=None), Edition.FULL).foot.startswith("Not signed off yet.")


def test_made_up_data_says_so_on_every_page() -> None:
    assert plan_document(make_material(is_demo=True), Edition.WORDS).head_note == (
        "Autumn 2026 plan · made-up example"
    )


def test_the_teams_own_word_for_residents_is_used() -> None:
    material = make_material(vocabulary={"residents": "guests"})
    assert "Guests would notice" in _all(plan_document(material, Edition.WORDS))
    assert "Residents would" not in _all(plan_document(material, Edition.WORDS))


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_empty_quarter_is_still_a_paper(edition: Edition) -> None:
    bare = make_material()
    empty = PlanMaterial(
        Team("t1", "Nobody yet"),
        bare.quarter,
        "Our review",
        1,
        "the short form",
        bare.levels,
        bare.themes,
        bare.topics,
    )
    said = _all(plan_document(empty, edition))
    assert "We ask nothing of anybody this time." in said
    assert "No actions are written down yet." in said
    assert "no contact is written down yet" in said


def test_a_reply_of_one_quarter_is_counted_as_one() -> None:
    prior = PriorAsk("the council", "a door", date(2026, 9, 1), quarters=1)
    said = _said(plan_document(make_material(previous_asks=(prior,)), Edition.WORDS).front)
    assert "one quarter, no reply." in said


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_came_after_the_signature_stands_at_the_end_with_its_dates(edition: Edition) -> None:
    document = plan_document(make_whole(addenda=(ADDENDUM,), replies=(REPLY,)), edition)
    headings = [h.text for h in _of(document.inside, Heading)]
    assert headings[-2:] == ["Added after it was signed", "What was replied"]
    said = _said(document.inside)
    assert "9 January 2027, Manager:" in said
    assert "Nights did meet once." in said
    assert "Why only now:" in said
    assert "The council, 12 January 2027: partly." in said
    assert "They would try: two hours from April." in said


@pytest.mark.parametrize("edition", EDITIONS)
def test_page_one_names_what_was_added_later(edition: Edition) -> None:
    said = _said(plan_document(make_whole(addenda=(ADDENDUM,)), edition).front)
    assert "an addition to what was signed, the latest of 9 January 2027; see the last page." in said
    assert "Since it was signed" not in _said(plan_document(make_whole(), edition).front)


def test_an_ask_tells_its_cost_and_what_a_no_means() -> None:
    facts = {f.label: f.text for f in _of(plan_document(make_whole(), Edition.WORDS).front, AskBox)[0].facts}
    assert facts["Rough yearly cost"] == "about £6,200"
    assert facts["If no, this stays"] == "Nights go on alone"


def test_each_priority_begins_a_page_of_the_team_copy_with_all_that_belongs_to_it() -> None:
    inside = plan_document(make_whole(), Edition.FULL).inside
    pages = [n for n, block in enumerate(inside) if isinstance(block, Heading) and block.new_page]
    first = inside[pages[0] : pages[1]]
    assert [h.text for h in _of(first, Heading)] == [
        "Time to think, on nights too",
        "Protected thinking time",
        "What helps and hinders here",
        "What we will do",
    ]
    assert _of(first, Dots)
    assert _of(first, Table)[0].rows == (
        (
            "In this service",
            "Two people on each night (felt by residents and staff)",
            "Nobody can leave the desk (felt by staff)",
        ),
    )
    assert [card.what for card in _of(first, ActionCard)] == ["Put handover reflection on the rota"]


def test_a_priority_without_an_action_gives_its_reason() -> None:
    for edition in (Edition.FULL, Edition.WORDS):
        said = _said(plan_document(make_whole(), edition).inside)
        assert "No action follows: the council decides in spring." in said


def test_no_topic_and_no_action_is_told_twice_beside_priorities() -> None:
    inside = plan_document(make_whole(), Edition.FULL).inside
    titles = [h.text for h in _of(inside, Heading)]
    assert titles.count("Protected thinking time") == 1
    cards = [card.what for card in _of(inside, ActionCard)]
    assert sorted(cards) == sorted(a.action.what for a in ACTIONS)


def test_the_board_is_told_by_where_things_lie() -> None:
    table = _of(plan_document(make_whole(), Edition.FULL).inside, Table)[0]
    assert table.head == ("Where it lies", "Helps", "Hinders")
    assert [row[0] for row in table.rows] == [
        "For one person (living here or working here)",
        "In this service",
        "In the wider system",
    ]
    assert table.rows[2][2] == "Funding counts beds – to take upwards"


@pytest.mark.parametrize("edition", OUTSIDE)
def test_what_lies_with_one_person_stays_with_the_team(edition: Edition) -> None:
    document = plan_document(make_whole(), edition)
    assert "Speaking first feels risky" not in _all(document)
    assert "What helps or hinders one person stays with the team." in document.left_out


def test_the_words_edition_tells_what_helps_and_hinders() -> None:
    said = _said(plan_document(make_whole(), Edition.WORDS).inside)
    assert "In the wider system: The library gives us a room." in said
    assert "In this service: Nobody can leave the desk (felt by staff)." in said


def test_an_action_tells_its_history_who_had_a_hand_in_it_and_how_often_it_was_carried() -> None:
    facts = {
        f.label: f.text for f in _of(plan_document(make_whole(), Edition.FULL).inside, ActionCard)[0].facts
    }
    assert facts["So far"] == "week 47 of 2026: under way (manager), “Yes”"
    assert facts["Lived experience"] == "Residents and staff made it together"
    assert facts["Carried"] == "Carried forward three times: shrink it, drop it or ask for help"


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "Carried forward once."), (2, "Carried forward twice."), (9, "9 times: shrink it")],
)
def test_how_often_an_action_was_carried_is_told_in_words(count: int, words: str) -> None:
    planned = PlanAction(make_action(carried_count=count))
    assert words in _said(plan_document(make_material(actions=(planned,)), Edition.WORDS).inside)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_theme_switched_off_prints_with_its_reason(edition: Edition) -> None:
    assert (
        "“Spaces of opportunity” isn’t asked here: we have no building."
        in plan_document(make_whole(), edition).left_out
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_one_persons_view_is_called_so_on_every_page(edition: Edition) -> None:
    document = plan_document(make_material(one_person=True, counts=(), took_part={}), edition)
    assert document.head_note == "Autumn 2026 plan · one person’s view"
    assert "This is one person’s view; nobody else rated or agreed anything." in _all(document)


def test_a_round_talked_through_together_is_called_so_on_every_page() -> None:
    document = plan_document(make_material(together_only=True, counts=()), Edition.WORDS)
    assert document.head_note == "Autumn 2026 plan · talked through together"


def test_a_different_view_whose_author_signed_it_carries_that_name() -> None:
    view = (Dissent("d1", "A1", "nights are different", Level(1), "Tom, nights"),)
    told = [p.lead for p in _of(plan_document(make_material(dissents=view), Edition.FULL).inside, Paragraph)]
    assert "Tom, nights sees it as 1:" in told
    assert "Tom, nights" not in _all(plan_document(make_material(dissents=view), Edition.WORDS))


def test_the_statement_that_was_rated_is_printed_with_its_topic() -> None:
    assert "We do this: protected thinking time." in _said(plan_document(make_whole(), Edition.FULL).inside)


@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_new_brings_a_level_into_page_one_or_the_words(edition: Edition) -> None:
    document = plan_document(make_whole(contact="", addenda=(ADDENDUM,), replies=(REPLY,)), edition)
    blocks = document.front if edition is Edition.FULL else (*document.front, *document.inside)
    assert not _of(blocks, Dots)
    assert not _of(blocks, Positions)
    for label in ("Patchy", "Talked about", "Usual practice", "patchy"):
        assert label not in _said(blocks)


@pytest.mark.parametrize("edition", EDITIONS)
def test_headings_skip_no_level_with_priorities_and_additions(edition: Edition) -> None:
    document = plan_document(make_whole(addenda=(ADDENDUM,), replies=(REPLY,)), edition)
    levels = [h.level for h in _of((*document.front, *document.inside), Heading)]
    assert all(b - a <= 1 for a, b in pairwise(levels))
