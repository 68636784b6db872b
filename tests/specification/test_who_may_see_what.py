"""Who may see what of a review: every cell of the table, asked of the workflows that screens and commands use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest

from pie_audit.domain.audit import Consensus, Dissent
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.team import Perspective, Role
from pie_audit.storage import agreements
from pie_audit.workflows import audits, meetings, own_sheets, papers, plans, seats, steps
from pie_audit.workflows.meetings import RowState
from pie_audit.workflows.unlock import Me, SlipHolder
from tests import make
from tests.quarter import THIS_QUARTER, Hostel


def facilitated(hostel: Hostel) -> str:
    """A round that Jo runs, opened, with words and a different view; slips for a resident and a partner are out."""
    round_id = hostel.start(facilitator_id=hostel.jo.member.person_id)
    for name in ("amina", "jo", "sam", "dee", "tom"):
        hostel.rate(hostel.people[name], round_id)
    return round_id


def opened(hostel: Hostel) -> str:
    round_id = facilitated(hostel)
    hostel.open(round_id)
    hostel.do(meetings.record_consensus, hostel.jo, round_id, make.consensus())
    hostel.do(meetings.keep_dissent, hostel.tom, round_id, make.dissent())
    return round_id


def refused(look: Callable[[], object]) -> bool:
    """Whether this person is turned away, in words."""
    try:
        look()
    except NotNow:
        return True
    return False


def sees_spreads(hostel: Hostel, me: Me, round_id: str) -> bool:
    view = hostel.see(meetings.meeting, me, round_id)
    return any(row.state is RowState.SHOWN for topic in view.topics for row in topic.rows)


def read_everything(hostel: Hostel, me: Me, round_id: str) -> str:
    """All that this person is told of a round in which people still rate, as one text."""
    found = [repr(hostel.see(audits.overview, me, hostel.team_id))]
    for look in (
        lambda: hostel.see(meetings.meeting, me, round_id),
        lambda: hostel.see(plans.plan_page, me, hostel.team_id),
        lambda: hostel.see(papers.document_of, me, hostel.team_id, THIS_QUARTER, Edition.FULL),
    ):
        if not refused(look):
            found.append(repr(look()))
    return "\n".join(found)


RATERS = ("tom", "jo", "amina")


@pytest.mark.parametrize("name", RATERS)
def test_every_rater_reads_their_own_ratings(hostel: Hostel, name: str) -> None:
    round_id = hostel.start()
    hostel.rate(hostel.people[name], round_id, 3)
    mine = hostel.see(seats.rating_sheet, hostel.people[name], round_id)
    assert {int(r.answer) for r in mine.sheet.ratings.values() if r.answer is not None} == {3}


@pytest.mark.parametrize("group", [Perspective.LIVED_EXPERIENCE, Perspective.PARTNER])
def test_who_rates_by_slip_reads_their_own_ratings_and_no_others(hostel: Hostel, group: Perspective) -> None:
    round_id = hostel.start()
    hostel.rate(hostel.jo, round_id, 1)
    slip = hostel.slips(round_id, **{group.value.replace("-", "_"): 1})[0]
    hostel.rate(slip, round_id, 4)
    mine = hostel.see(seats.rating_sheet, slip, round_id)
    assert {int(r.answer) for r in mine.sheet.ratings.values() if r.answer is not None} == {4}
    assert refused(lambda: hostel.see(meetings.meeting, slip, round_id))
    assert refused(lambda: hostel.see(audits.overview, slip, hostel.team_id))
    assert refused(lambda: hostel.see(plans.plan_page, slip, hostel.team_id))


@pytest.mark.parametrize("name", RATERS)
def test_an_own_sheet_can_be_read_after_the_opening_by_whom_it_belongs_to(hostel: Hostel, name: str) -> None:
    round_id = opened(hostel)
    mine = hostel.see(own_sheets.own_sheet, hostel.people[name], round_id)
    assert {int(r.answer) for r in mine.sheet.ratings.values() if r.answer is not None} == {2}
    assert hostel.see(own_sheets.holds_own_sheet, hostel.people[name], round_id)


def test_nobody_reads_somebody_elses_sheet_after_the_opening(hostel: Hostel) -> None:
    round_id = opened(hostel)
    with pytest.raises(NotNow, match="no sheet of yours"):
        hostel.see(own_sheets.own_sheet, hostel.lee, round_id)


@pytest.mark.parametrize("name", ["tom", "jo", "amina"])
def test_before_the_reveal_nobody_reads_others_ratings_nor_how_many_answers_a_topic_has(
    hostel: Hostel, name: str
) -> None:
    """What somebody is told is the same whether the others gave 0 to all topics, 4 to one, or nothing."""
    round_id = hostel.start(facilitator_id=hostel.jo.member.person_id)
    me = hostel.people[name]
    before = read_everything(hostel, me, round_id)
    hostel.do(seats.fill_sheet, hostel.sam, round_id, [make.rating_sheet().rating("A1")])
    hostel.do(seats.fill_sheet, hostel.dee, round_id, _all_zero(hostel, hostel.dee, round_id))
    assert read_everything(hostel, me, round_id) == before


def _all_zero(hostel: Hostel, me: Me, round_id: str) -> list[object]:
    from pie_audit.domain.answer import Level
    from pie_audit.domain.audit import Rating

    return [Rating(topic, Level(0)) for topic in hostel.topics(me, round_id)]


@pytest.mark.parametrize(("name", "told"), [("jo", 2), ("amina", 2), ("tom", None), ("dee", None)])
def test_only_who_runs_it_reads_how_many_say_they_are_done_a_number_and_never_a_name(
    hostel: Hostel, name: str, told: int | None
) -> None:
    round_id = hostel.start(facilitator_id=hostel.jo.member.person_id)
    hostel.rate(hostel.sam, round_id)
    hostel.rate(hostel.tom, round_id)
    view = hostel.see(audits.overview, hostel.people[name], hostel.team_id)
    assert view.done == told
    assert hostel.tom.member.person_id not in repr(view)


def test_coming_back_to_a_sheet_clears_done(hostel: Hostel) -> None:
    round_id = hostel.start(facilitator_id=hostel.jo.member.person_id)
    hostel.rate(hostel.sam, round_id)
    hostel.do(seats.rate_topic, hostel.sam, round_id, make.rating_sheet().rating("A1"))
    assert hostel.see(audits.overview, hostel.jo, hostel.team_id).done == 0


@pytest.mark.parametrize("name", ["tom", "jo", "amina"])
def test_rater_facilitator_and_manager_read_spreads_of_groups_that_pass(hostel: Hostel, name: str) -> None:
    round_id = facilitated(hostel)
    for slip in hostel.slips(round_id, team=1):
        hostel.rate(slip, round_id)
    hostel.open(round_id)
    assert sees_spreads(hostel, hostel.people[name], round_id)


@pytest.mark.parametrize("name", ["tom", "jo", "amina"])
def test_nobody_reads_spreads_of_a_group_that_does_not_pass(hostel: Hostel, name: str) -> None:
    round_id = hostel.start()
    for rater in ("jo", "sam"):
        hostel.rate(hostel.people[rater], round_id)
    hostel.open(round_id)
    assert not sees_spreads(hostel, hostel.people[name], round_id)


@pytest.mark.parametrize("name", ["tom", "jo", "amina", "dee"])
def test_nobody_reads_whose_a_different_view_is(hostel: Hostel, name: str) -> None:
    round_id = opened(hostel)
    kept = hostel.read(lambda tx: agreements.load_dissents(tx, round_id))
    assert hostel.tom.member.person_id not in repr(kept)
    shown = hostel.see(meetings.meeting, hostel.people[name], round_id)
    assert [d.signed_as for topic in shown.topics for d in topic.dissents] == [""]
    assert {f.name for f in fields(Dissent)} == {"dissent_id", "topic_id", "words", "level", "signed_as"}


def test_a_different_view_carries_a_name_only_where_its_author_chose_to_sign(hostel: Hostel) -> None:
    round_id = opened(hostel)
    hostel.do(meetings.keep_dissent, hostel.dee, round_id, make.dissent(signed_as="Dee"))
    shown = hostel.see(meetings.meeting, hostel.tom, round_id)
    assert sorted(d.signed_as for topic in shown.topics for d in topic.dissents) == ["", "Dee"]


@pytest.mark.parametrize("name", ["tom", "jo", "amina"])
def test_the_team_reads_consensus_words_and_plan(hostel: Hostel, name: str) -> None:
    round_id = opened(hostel)
    shown = hostel.see(meetings.meeting, hostel.people[name], round_id)
    assert [t.topic.id for t in shown.topics if t.consensus] == ["A1"]
    assert hostel.see(plans.plan_page, hostel.people[name], hostel.team_id).round is not None


@pytest.mark.parametrize(("name", "edits"), [("jo", True), ("amina", True), ("tom", False), ("dee", False)])
def test_facilitator_and_manager_write_what_the_team_agrees_and_nobody_else(
    hostel: Hostel, name: str, edits: bool
) -> None:
    round_id = opened(hostel)
    record = Consensus("A4", make.consensus().outcome, make.consensus().level)
    act = lambda: hostel.do(meetings.record_consensus, hostel.people[name], round_id, record)  # noqa: E731
    assert refused(act) is not edits


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("name", ["tom", "jo", "amina"])
def test_everybody_of_the_team_may_have_the_paper(hostel: Hostel, name: str, edition: Edition) -> None:
    opened(hostel)
    document = hostel.see(papers.document_of, hostel.people[name], hostel.team_id, THIS_QUARTER, edition)
    assert document.front


def test_a_senior_leader_reads_neither_spreads_nor_consensus_nor_plan_only_what_was_exported(
    hostel: Hostel,
) -> None:
    round_id = opened(hostel)
    for look in (
        lambda: hostel.see(meetings.meeting, hostel.lee, round_id),
        lambda: hostel.see(plans.plan_page, hostel.lee, hostel.team_id),
        lambda: hostel.see(audits.overview, hostel.lee, hostel.team_id),
        lambda: hostel.see(papers.document_of, hostel.lee, hostel.team_id, THIS_QUARTER, Edition.WORDS),
    ):
        assert refused(look)


def test_an_administrator_of_no_team_reads_nothing_of_a_review(hostel: Hostel) -> None:
    nobody = hostel.add("Ada Admin", Role.ADMINISTRATOR)
    round_id = opened(hostel)
    for look in (
        lambda: hostel.see(seats.rating_sheet, nobody, round_id),
        lambda: hostel.see(meetings.meeting, nobody, round_id),
        lambda: hostel.see(own_sheets.own_sheet, nobody, round_id),
        lambda: hostel.see(papers.document_of, nobody, hostel.team_id, THIS_QUARTER, Edition.FULL),
    ):
        assert refused(look)


def test_a_slip_opens_nothing_any_more_once_rating_has_closed(hostel: Hostel) -> None:
    round_id = hostel.start()
    slip = hostel.slips(round_id, lived_experience=1)[0]
    hostel.rate(slip, round_id)
    hostel.do(steps.close_round, hostel.amina, round_id)
    assert isinstance(slip, SlipHolder)
    with pytest.raises(NotNow):
        hostel.see(seats.rating_sheet, slip, round_id)


def test_a_partner_who_rated_by_slip_reads_shared_parts_on_paper_only(hostel: Hostel) -> None:
    """A round is shared with partners by handing them its paper: on screen a slip opens its own sheet alone."""
    round_id = facilitated(hostel)
    slip = hostel.slips(round_id, partner=1)[0]
    hostel.rate(slip, round_id)
    hostel.open(round_id)
    assert refused(lambda: hostel.see(meetings.meeting, slip, round_id))
    assert refused(lambda: hostel.see(papers.document_of, slip, hostel.team_id, THIS_QUARTER, Edition.WORDS))
