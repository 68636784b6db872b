"""What we agreed on the screen: the same answers in each way of looking, in words, with what they rest on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus, Dissent, Outcome, Rating
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.question_versions import Standing
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.team import Perspective
from pie_audit.ui.audit.overview_page import OverviewPage
from pie_audit.ui.audit.results_page import PIE_ONE, RELATIONSHIPS, SINCE, ResultsPage
from pie_audit.ui.audit.results_since import Reworded, since_cards
from pie_audit.ui.theme import Mode, apply
from pie_audit.ui.widgets import LevelBall
from pie_audit.workflows import meetings, seats, signing, sittings
from tests.patience import wait_for
from tests.ui.accessibility import nameless
from tests.ui.audit.house import House
from tests.ui.audit.talking import answers
from tests.ui.audit.test_overview_page import press, words
from tests.ui.conftest import settle

Show = Callable[..., Any]
LAST, THIS = Quarter(2026, 3), Quarter(2026, 4)


def read(page: ResultsPage) -> str:
    """Everything on the page, once every card stands."""
    wait_for(lambda: page.is_whole, QApplication.processEvents)
    settle()
    return words(page)


def agree(house: House, topic_id: str, answer: int | Outcome, because: str = "", **more: Any) -> None:
    level = Level(answer) if isinstance(answer, int) else None
    outcome = Outcome.AGREED if isinstance(answer, int) else answer
    record = Consensus(topic_id, outcome, level, because, **more)
    house.write(meetings.record_consensus, house.round_id, record)


def rate(house: House) -> None:
    """Everybody fills in a whole sheet in one go."""
    for who, me in enumerate([*house.people.values(), *house.slips]):
        topics = house.read(seats.rating_sheet, house.round_id, by=me).topics
        given = [Rating(topic.id, answers(who, at)) for at, topic in enumerate(topics)]
        house.write(seats.fill_sheet, house.round_id, given, by=me)


def review(house: House, quarter: Quarter = THIS, *, residents: int = 5, **changes: Any) -> str:
    """A review that six people and some residents rated, opened."""
    house.slips = []
    house.start(**{"scope": Scope.SHORT, "theme_id": None, "quarter": quarter, **changes})
    house.hand_out({Perspective.LIVED_EXPERIENCE: residents})
    rate(house)
    house.open_together()
    return house.round_id


def sign(house: House) -> None:
    house.write(sittings.leave_the_rest, house.round_id)
    house.write(signing.sign_off, house.round_id, "", None)


def talked_through(house: House) -> None:
    review(house)
    agree(house, "A1", 3, "Whoever is on, somebody asks first.", evidence="The handover book.")
    agree(house, "E1", 1, "Too many rules.", none_yet=True)
    agree(house, "E6", 4, "We ask back.", evidence="Three letters.", changed="The desk moved.")
    agree(house, "B3", Outcome.NOT_SETTLED, "We see it in two ways.")
    agree(house, "B5", Outcome.NOT_APPLICABLE, "Nobody is employed here.")
    agree(house, "C1", Outcome.CANT_TELL)
    agree(house, "C4", Outcome.NOT_DISCUSSED)


def reviewed_twice(house: House) -> None:
    review(house, LAST)
    for topic, level in (("A1", 3), ("B3", 3), ("C1", 1), ("D1", 2)):
        agree(house, topic, level)
    sign(house)
    review(house)
    agree(house, "A1", 1, "Nights told us that nobody asks then.")
    agree(house, "B3", 2)
    agree(house, "C1", 2)
    agree(house, "D1", 2)


@pytest.fixture
def before(request: pytest.FixtureRequest) -> Callable[[House], None] | None:
    """What has happened by then; those who begin elsewhere say so in the test."""
    if "talked" in request.fixturenames:
        return talked_through
    return reviewed_twice if "twice" in request.fixturenames else None


@pytest.fixture
def talked(house: House) -> House:
    """One topic of each kind of answer."""
    return house


@pytest.fixture
def page(talked: House, show: Show) -> ResultsPage:
    made: ResultsPage = show(ResultsPage, talked.round_id)
    return made


@pytest.fixture
def twice(house: House) -> House:
    """Two reviews, the first one signed: two levels fell, one rose, one stayed."""
    return house


class TestByTheme:
    def test_each_kind_of_answer_is_said_in_words(self, page: ResultsPage) -> None:
        said = read(page)
        for line in (
            "Agreed: 3 – Usual practice",
            "Because: Whoever is on, somebody asks first.",
            "Evidence: The handover book.",
            "Agreed: 1 – Talked about",
            "Evidence: none yet",
            "Agreed: 4 – Usual practice, checked and changed",
            "What changed: The desk moved.",
            "Not settled yet",
            "Because: Nobody is employed here.",
            "Doesn’t apply here",
            "Can’t tell",
            "Not discussed this time",
            "Nothing written down yet",
            "In private: two camps.",
            "In private: close together.",
        ):
            assert line in said

    def test_a_theme_stands_with_its_base_and_residents_beside_it(self, page: ResultsPage) -> None:
        said = read(page).replace("\u00a0", " ")
        assert "2.5 (short form, 2 of 2 topics; range 1–4)" in said
        assert "not enough answered (0 of 2)" in said  # B: one is not settled, one doesn’t apply, one is left
        assert "Beside residents: the team 0.3 lower (team 1.6, n 10; lived experience 1.9, n 10)" in said

    def test_no_overall_score_and_no_grade_stand_anywhere(self, page: ResultsPage) -> None:
        said = read(page).lower()
        assert not [word for word in ("overall", "total", "grade", "target", "%") if word in said]

    def test_a_level_is_never_a_number_or_a_ball_alone(self, page: ResultsPage) -> None:
        assert read(page).count("Agreed: ") == 3
        assert len(page.findChildren(LevelBall)) == 3  # each beside its words

    def test_a_theme_of_which_nothing_applies_tells_its_reasons(self, house: House, show: Show) -> None:
        review(house)
        agree(house, "E1", Outcome.NOT_APPLICABLE, "No building.")
        agree(house, "E6", Outcome.NOT_APPLICABLE, "We only ring.")
        said = read(show(ResultsPage, house.round_id))
        assert "doesn’t apply" in said
        assert "Rules with reasons: No building." in said

    def test_with_the_sixth_theme_the_switch_says_six(self, house: House, show: Show) -> None:
        review(house, optional_themes=frozenset({"F"}))
        page = show(ResultsPage, house.round_id)
        assert "Six themes" in read(page)
        assert "Trust between agencies" in read(page)

    def test_what_may_not_be_shown_of_few_residents_is_not_shown_here_either(
        self, house: House, show: Show
    ) -> None:
        review(house, residents=2)
        said = read(show(ResultsPage, house.round_id))
        assert said.count("Beside residents: not enough that may be shown") == 5


class TestDifferentViews:
    def test_they_stand_beside_the_agreement(self, talked: House, show: Show) -> None:
        kept = Dissent("", "A1", "Nights are different.", Level(0))
        talked.write(meetings.keep_dissent, talked.round_id, kept)
        said = read(show(ResultsPage, talked.round_id))
        assert "One of us sees it as 0: Nights are different." in said

    def test_of_a_small_team_neither_how_many_nor_which_level(self, house: House, show: Show) -> None:
        ids = [me.member.person_id for me in house.people.values()]
        few = tuple((person, Perspective.TEAM) for person in ids[:3])
        house.start(scope=Scope.SHORT, theme_id=None, raters=few, openers=tuple(ids[:3]))
        for name in list(house.people)[3:]:
            house.people.pop(name)
        rate(house)
        house.open_together()
        for said in ("Nights differ.", "Weekends too."):
            house.write(meetings.keep_dissent, house.round_id, Dissent("", "A1", said, Level(0)))
        shown = read(show(ResultsPage, house.round_id))
        assert "Someone disagreed: “" in shown
        assert "“Nights differ.”" in shown
        assert "“Weekends too.”" in shown  # in an order that tells nothing
        assert shown.count("disagreed") == 1
        assert "sees it as" not in shown


class TestOtherWays:
    def test_relationships_and_pie_one_show_the_same_answers_again(self, page: ResultsPage) -> None:
        page.look(RELATIONSHIPS)
        settle()
        said = read(page)
        assert "5 topics of this review are about relationships" in said
        assert "Agreed: 3 – Usual practice" in said
        assert "The desk moved." not in said  # E6 isn’t one of them
        page.look(PIE_ONE)
        settle()
        said = read(page)
        assert "Wider system, new since PIE 1" in said
        assert "The desk moved." in said

    def test_arrows_change_the_way_of_looking_and_reloading_keeps_it(
        self, page: ResultsPage, idle: Callable[[], None]
    ) -> None:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
        settle()
        assert "are about relationships" in read(page)
        page.reload()
        idle()
        assert "are about relationships" in read(page)
        assert page.lenses.index() == RELATIONSHIPS

    def test_each_way_is_a_command_and_none_for_what_there_is_not(self, page: ResultsPage) -> None:
        names = [command.words for command in page.commands()]
        assert names == ["Five themes", "Relationships", "PIE 1", "Back to our review"]
        page.commands()[PIE_ONE].run()
        settle()
        assert "PIE 1, of 2012" in read(page)


class TestSinceLastTime:
    @pytest.fixture
    def page(self, twice: House, show: Show) -> ResultsPage:
        made: ResultsPage = show(ResultsPage, twice.round_id)
        made.look(SINCE)
        settle()
        return made

    def test_it_says_what_both_asked_and_what_moved_in_words(self, page: ResultsPage) -> None:
        said = read(page)
        assert "Since Summer 2026" in said
        assert "Both reviews asked the same topics in the same words." in said
        assert "Protected thinking time: talked about, now patchy" in said
        assert "A building that says welcome: still patchy" in said

    def test_a_level_that_fell_is_people_telling_more_with_their_words(self, page: ResultsPage) -> None:
        said = read(page)
        assert "People are telling more" in said
        assert "Behaviour has a history: usual practice, now talked about" in said
        assert "“Nights told us that nobody asks then.”" in said
        assert "No words were written down beside it." in said
        assert not [word for word in ("worse", "fell", "drop", "decline", "↓", "−") if word in said]

    def test_topics_that_cant_be_compared_stand_by_name_with_the_reason(self, page: ResultsPage) -> None:
        said = read(page)
        assert "Without an agreed level in one of the two, or in both" in said
        assert "Rules with reasons" in said

    def test_old_words_are_one_click_away(self, page: ResultsPage) -> None:
        since = page.view.since
        topic = replace(since.topics[0], standing=Standing.REWORDED, step=None, old_words="We ask why.")
        cards = since_cards(page.view, replace(since, topics=(topic,)))
        (reworded,) = [found for card in cards for found in card.findChildren(Reworded)]
        assert reworded.old.isHidden()
        assert reworded.toggle.accessibleName() == "Show the old words of Behaviour has a history"
        reworded.toggle.click()
        assert not reworded.old.isHidden()
        assert reworded.old.text() == "Then: We ask why."
        reworded.toggle.click()
        assert reworded.old.isHidden()

    def test_a_theme_in_full_is_told_with_what_it_rests_on(self, house: House, show: Show) -> None:
        for quarter, levels in ((LAST, (3, 3, 2, 2)), (THIS, (2, 2, 2, 2))):
            review(house, quarter, scope=Scope.SHORT_AND_THEME, theme_id="D")
            for topic, level in zip(("D1", "D2", "D3", "D4"), levels, strict=True):
                agree(house, topic, level)
            if quarter == LAST:
                sign(house)
        page = show(ResultsPage, house.round_id)
        page.look(SINCE)
        settle()
        said = read(page)
        assert "Lower: 2.5 then, 2.0 now (4 topics in common)." in said
        assert "People are telling more. Their words stand below." in said


class TestWaysInAndOut:
    def test_our_review_leads_there_once_it_was_opened(self, talked: House, show: Show) -> None:
        page = show(OverviewPage, talked.team_id)
        went: list[tuple[str, object]] = []
        page.went_to.connect(lambda area, argument: went.append((area, argument)))
        press(page, "See what we agreed")
        next(c for c in page.commands() if c.name == "results").run()
        assert went == [("results", talked.round_id)] * 2

    def test_our_review_does_not_lead_there_before(self, house: House, show: Show) -> None:
        house.start()
        page = show(OverviewPage, house.team_id)
        assert "agreed" not in words(page).lower()
        assert [c for c in page.commands() if c.name == "results"] == []

    def test_before_this_quarters_review_the_last_one_can_be_words(self, house: House, show: Show) -> None:
        last = review(house, LAST)
        agree(house, "A1", 3)
        sign(house)
        page = show(OverviewPage, house.team_id)
        went: list[tuple[str, object]] = []
        page.went_to.connect(lambda area, argument: went.append((area, argument)))
        press(page, "See what we agreed")
        assert went == [("results", last)]

    def test_another_review_is_chosen_by_its_quarter(self, twice: House, show: Show) -> None:
        page = show(ResultsPage, twice.round_id)
        went: list[tuple[str, object]] = []
        page.went_to.connect(lambda area, argument: went.append((area, argument)))
        assert [page.reviews.itemText(i) for i in range(page.reviews.count())] == [
            "Autumn 2026",
            "Summer 2026",
        ]
        page.reviews.activated.emit(1)
        assert went == [("results", page.view.reviews[1].round_id)]
        assert page.reviews.currentIndex() == 0  # this page stays what it is

    @pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing")  # of every popup
    def test_an_arrow_opens_the_list_of_reviews_and_goes_nowhere(self, twice: House, show: Show) -> None:
        page = show(ResultsPage, twice.round_id)
        went: list[tuple[str, object]] = []
        page.went_to.connect(lambda area, argument: went.append((area, argument)))
        page.reviews.setFocus()
        QTest.keyClick(page.reviews, Qt.Key.Key_Down)
        assert page.reviews.view().isVisible()
        page.reviews.hidePopup()
        assert went == []

    def test_a_signed_review_is_for_reading(self, talked: House, show: Show) -> None:
        for topic in ("A4", "B8", "C7", "D1", "D7"):
            agree(talked, topic, 2)
        talked.write(signing.sign_off, talked.round_id, "", None)
        page = show(ResultsPage, talked.round_id)
        assert page.talk.isHidden()
        assert "signed off 18 November 2026" in page.heading.context.text()
        assert page._chip.text() == "Signed off: nothing here changes"

    def test_staff_may_read_and_the_way_to_the_talk_is_for_who_writes(
        self, talked: House, show: Show
    ) -> None:
        assert not show(ResultsPage, talked.round_id).talk.isHidden()
        talked.be("Jo Marsh")
        page = show(ResultsPage, talked.round_id)
        assert page.talk.isHidden()
        assert "Agreed: 3 – Usual practice" in read(page)

    def test_what_stood_here_goes_when_the_team_begins_to_rate_again(
        self, house: House, show: Show, idle: Callable[[], None]
    ) -> None:
        last = review(house, LAST)
        agree(house, "A1", 3)
        sign(house)
        page = show(ResultsPage, last)
        assert "Agreed: 3" in read(page)
        house.start(quarter=THIS)
        page.reload()
        idle()
        said = words(page)
        assert "Agreed" not in said
        assert "stays hidden while people rate" in said
        page.look(PIE_ONE)
        settle()
        assert "Behaviour has a history" not in words(page)


@pytest.mark.parametrize(("width", "percent"), [(1144, 100), (958, 100), (1144, 200)])
def test_everything_has_a_name_and_nothing_runs_off_the_side(
    width: int, percent: int, twice: House, show: Show
) -> None:
    page = show(ResultsPage, twice.round_id)
    apply(QApplication.instance(), Mode.LIGHT, percent)
    page.resize(width, 768)
    for lens in range(4):
        page.look(lens)
        assert read(page)
        assert nameless(page) == []
        assert page.body.overflow() == 0
        assert page.minimumSizeHint().width() <= width
