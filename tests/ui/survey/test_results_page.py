"""What a survey says, looked at as a chart, as a table and in words; what is hidden says nothing; writing back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from pie_audit.domain.survey import Participation, SurveyState, Voice
from pie_audit.storage import surveys as kept
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.survey.figure_cell import FigureCell
from pie_audit.ui.survey.figure_rows import FigureRows
from pie_audit.ui.survey.hidden_block import HiddenBlock
from pie_audit.ui.survey.look import Look
from pie_audit.ui.survey.result_cards import GroupsCard
from pie_audit.ui.survey.results_page import SurveyResultsPage
from pie_audit.ui.survey.results_table import FigureTable
from pie_audit.ui.survey.strain_scatter import StrainScatter
from pie_audit.ui.survey.strain_strips import StrainStrips
from pie_audit.ui.theme import Mode, apply
from pie_audit.ui.widgets import Chip
from pie_audit.workflows.surveys.views import SaidBack, SurveyResults
from pie_audit.workflows.worker import Worker
from tests import surveys
from tests.ui.accessibility import doubled, misnamed_roles, nameless, spoken
from tests.ui.conftest import settle
from tests.ui.survey import result_values as made
from tests.ui.survey.conftest import Sitting

Show = Callable[..., SurveyResultsPage]


@pytest.fixture
def show(qtbot: object) -> Iterator[Show]:
    """Put made-up results on the screen."""
    worker = Worker()
    jobs = Jobs(worker)
    pages: list[SurveyResultsPage] = []

    def put(
        view: SurveyResults, look: str = Look.CHART, width: int = 1144, **more: object
    ) -> SurveyResultsPage:
        page = SurveyResultsPage(jobs, "autumn", look, **more)
        pages.append(page)
        page.resize(width, 768)
        page.show()
        page.activateWindow()
        page.show_results(view)
        settle()
        return page

    yield put
    for page in pages:
        page.close()
        page.deleteLater()
    settle()
    worker.close()


def words(page: QWidget) -> str:
    """Everything that can be read on it: labels, what charts say, and the cells of tables."""
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    charts = [
        spoken(chart)
        for kind in (FigureRows, FigureCell, HiddenBlock, StrainStrips, StrainScatter)
        for chart in page.findChildren(kind)
        if chart.isVisible()
    ]
    charts += [chip.text() for chip in page.findChildren(Chip) if chip.isVisible()]
    tables = [table.text() for table in page.findChildren(FigureTable) if table.isVisible()]
    return "\n".join([*labels, *charts, *tables]).replace("\u200b", "")


LOOKS = tuple(Look)


class TestWhatIsSaid:
    @pytest.mark.parametrize("look", LOOKS)
    def test_chart_table_and_words_say_the_same_figures(self, show: Show, look: Look) -> None:
        said = words(show(made.results(), look))
        for figure in ("58", "48", "66", "64", "71", "38", "94"):
            assert figure in said
        assert "higher" in said
        assert "much the same" in said

    def test_the_sentence_comes_first_and_the_heading_says_when_it_closed_by_the_week(
        self, show: Show
    ) -> None:
        page = show(made.results())
        assert page.heading.title.text() == "What the autumn pulse says"
        assert "in the week that ended on 29 November" in page.heading.context.text()
        assert "Nobody saw a result before it closed." in page.heading.context.text()
        assert made.results().sentence in words(page)

    def test_a_title_that_is_no_pulse_stands_in_quotes(self, show: Show) -> None:
        view = made.results(plan=replace(made.in_parts(), title="How are we?"))
        assert show(view).heading.title.text() == "What “How are we?” says"

    @pytest.mark.parametrize("band", Participation)
    def test_participation_is_a_band_in_words_and_never_a_number(
        self, show: Show, band: Participation
    ) -> None:
        said = words(show(made.results(participation=band, whole=made.nothing().whole, items=(), groups=())))
        line = next(one for one in said.splitlines() if "took part" in one)
        assert "of those asked" in line
        assert not any(letter.isdigit() for letter in line)

    def test_which_way_is_which_is_said_in_words(self, show: Show) -> None:
        said = words(show(made.results(), Look.WORDS))
        assert "Higher is harder." in said
        assert "Higher is better." in said

    def test_of_few_people_questions_are_one_word_of_three(self, show: Show) -> None:
        page = show(made.small(), Look.TABLE)
        table = page.findChildren(FigureTable)[-1]
        assert table.text().splitlines() == [
            "Strain, high",
            "Workload, low",
            "Safety to speak, in the middle",
            "Meaning, high",
        ]

    def test_the_status_of_the_instrument_stands_under_every_chart_and_so_does_its_licence(
        self, show: Show
    ) -> None:
        line = "© 2020 somebody. All rights reserved."
        page = show(made.results(required_line=line))
        said = [label.text() for label in page.findChildren(QLabel)]
        assert said.count(made.results().status_line) == 2
        assert said.count(line) == 2

    def test_causes_are_few_about_half_or_most_of_us(self, show: Show) -> None:
        said = words(show(made.results()))
        assert "most of us" in said
        assert "about half of us" in said
        assert "few of us" in said

    @pytest.mark.parametrize(
        ("voice", "note"), [(Voice.QUOTES, "don’t guess who wrote what"), (Voice.THEMES, "outside the team")]
    )
    def test_words_of_people_stand_away_from_the_figures(self, show: Show, voice: Voice, note: str) -> None:
        said = words(show(made.results(voice=voice, voices=("Handover is rushed",), causes=())))
        assert note in said
        assert "Handover is rushed" in said

    def test_care_comes_with_the_figures_and_work_before_looking_after_oneself(self, show: Show) -> None:
        said = words(show(made.results()))
        assert "not a diagnosis" in said
        assert made.results().uncertainty in said
        steps = ["How much there is to do", "Having a say", "Support", "Fairness", "looking after yourself"]
        places = [said.index(step) for step in steps]
        assert places == sorted(places)


class TestWhatIsHidden:
    @pytest.mark.parametrize("look", LOOKS)
    def test_hidden_groups_all_look_alike(self, show: Show, look: Look) -> None:
        said = words(show(made.results(), look))
        assert said.count("not shown, to keep small groups safe") >= 2
        lines = [line for line in said.splitlines() if "not shown" in line and len(line) < 80]
        rest = {line.replace("Nights", "").replace("Bank and agency", "").strip(" :,.") for line in lines}
        assert rest == {"not shown, to keep small groups safe"}

    def test_why_is_explained_once_with_the_threshold(self, show: Show) -> None:
        page = show(made.results(plan=replace(made.in_parts(), minimum=7)))
        card = page.findChild(GroupsCard)
        assert "at least 7" not in words(page)
        card.why.click()
        settle()
        said = words(page)
        assert said.count("at least 7 people") == 1
        assert "a group of exactly 7 is shown, you know that all of them took part" in said
        assert "small or alike" in said

    def test_where_nothing_may_be_shown_there_are_kind_words_and_things_to_talk_about(
        self, show: Show
    ) -> None:
        page = show(made.nothing())
        said = words(page)
        assert "Thank you for answering." in said
        assert "What took more out of you this month" in said
        assert page.findChild(FigureRows) is None
        assert page.findChild(GroupsCard) is None

    def test_a_single_group_that_is_everybody_does_not_stand_twice(self, show: Show) -> None:
        view = made.results(plan=made.small().plan, groups=(made.DAYS,))
        assert show(view).findChild(GroupsCard) is None

    def test_a_survey_without_scales_shows_its_questions_and_no_group(self, show: Show) -> None:
        view = made.results(
            whole=replace(made.results().whole, rows=()),
            groups=tuple(replace(g, hidden=True, rows=()) for g in made.results().groups),
        )
        page = show(view)
        assert page.findChild(GroupsCard) is None
        assert "not shown" not in words(page)
        assert "Strain" in words(page)


class TestTheSwitch:
    def test_it_changes_how_figures_are_shown_and_is_remembered(self, show: Show) -> None:
        chosen: list[str] = []
        page = show(made.results(), remember=chosen.append)
        assert page.findChildren(FigureTable) == []
        QTest.keyClick(page.looks.focusProxy(), Qt.Key.Key_Right)
        settle()
        assert len(page.findChildren(FigureTable)) == 3
        assert chosen == ["table"]

    def test_what_was_remembered_is_shown_and_nonsense_is_a_chart(self, show: Show) -> None:
        assert show(made.results(), "words").looks.index() == 2
        assert show(made.results(), "nonsense").looks.index() == 0

    def test_the_palette_has_every_way_of_looking(self, show: Show) -> None:
        page = show(made.results())
        page.looks.setFocus()
        next(c for c in page.commands() if c.words == "Show as a table").run()
        assert page.looks.index() == 1
        assert page.looks.focusProxy().hasFocus(), "the focus goes along"


class TestSupportBesideStrain:
    @pytest.mark.parametrize("look", LOOKS)
    def test_every_way_of_looking_has_the_caveats(self, show: Show, look: Look) -> None:
        page = show(made.results(), look)
        page.show_beside((made.beside(),))
        settle()
        said = words(page)
        assert "they cannot show cause" in said
        assert "anonymous answers cannot be joined" in said
        assert "the arrow may run either way" in said
        assert "It can’t say what led to what" in said

    def test_dots_are_drawn_from_three_on_and_never_beside_a_hidden_figure(self, show: Show) -> None:
        page = show(made.results())
        page.show_beside((made.beside(),))
        assert page.findChild(StrainScatter) is not None
        hidden = replace(made.beside().quarters[0], strain=None, is_hidden=True)
        page.show_beside((replace(made.beside(), quarters=(hidden, *made.beside().quarters[1:])),))
        settle()
        assert page.findChild(StrainScatter) is None
        assert "not shown" in spoken(page.findChild(StrainStrips))

    def test_teams_are_never_put_together(self, show: Show) -> None:
        page = show(made.results())
        page.show_beside((made.beside(), made.beside(team_name="Harbour View")))
        settle()
        said = words(page)
        assert "Support beside strain: Quayside House" in said
        assert "Support beside strain: Harbour View" in said


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("width", "percent"), [(1144, 100), (958, 100), (1144, 200)])
def test_everything_has_a_name_and_nothing_runs_off_the_side(
    show: Show, look: Look, width: int, percent: int
) -> None:
    apply(QApplication.instance(), Mode.LIGHT, percent)
    page = show(made.results(said_back=made.SAID), look, width)
    page.show_beside((made.beside(8),))
    page.findChild(GroupsCard).why.click()
    settle()
    assert nameless(page) == []
    assert misnamed_roles(page) == []
    assert doubled(page) == []
    assert page.body.overflow() == 0
    assert page.minimumSizeHint().width() <= width


@pytest.mark.parametrize("mode", [Mode.DARK, Mode.HIGH_CONTRAST_LIGHT, Mode.HIGH_CONTRAST_DARK])
def test_it_can_be_painted_in_every_look(show: Show, mode: Mode) -> None:
    apply(QApplication.instance(), mode, 100)
    page = show(made.small())
    page.show_beside((made.beside(),))
    settle()
    assert not page.grab().isNull()
    apply(QApplication.instance(), Mode.LIGHT, 100)


class TestARealSurvey:
    def page(self, sitting: Sitting, n: int = 6) -> SurveyResultsPage:
        for place, name in enumerate(surveys.grow(sitting.hostel, n)):
            values = surveys.varied(place)
            surveys.answer(sitting.hostel, sitting.hostel.people[name], sitting.survey_id, values)
        surveys.opened(sitting.hostel, sitting.survey_id)
        return self.put(sitting)

    def put(self, sitting: Sitting) -> SurveyResultsPage:
        page = SurveyResultsPage(sitting.jobs, sitting.survey_id)
        sitting.jobs.changed.connect(lambda kinds: page.reload() if kinds & page.KINDS else None)
        page.resize(1144, 768)
        page.show()
        page.activateWindow()
        page.reload()
        sitting.rest()
        return page

    def test_before_the_box_is_opened_the_page_says_so(self, sitting: Sitting) -> None:
        page = self.put(sitting)
        assert "before two keepers have opened the box" in words(page)
        assert page.looks.isHidden()

    def test_the_team_reads_it_and_only_whoever_asked_may_write_back(self, sitting: Sitting) -> None:
        page = self.page(sitting)
        assert page.view is not None
        assert page.said_back.foot.isHidden()
        assert "What comes of this will stand here." in words(page)
        sitting.be(sitting.hostel.amina)
        assert not self.put(sitting).said_back.foot.isHidden()

    def test_amina_writes_back_and_the_team_reads_it(self, sitting: Sitting) -> None:
        sitting.be(sitting.hostel.amina)
        page = self.page(sitting)
        page.said_back.button.click()
        sitting.rest()
        assert not page.editor.isHidden()
        said, will, cannot = page.editor.lines[0].parts
        assert QApplication.focusWidget() is said.edit
        QTest.keyClicks(said.edit, "Handover is rushed")
        QTest.keyClicks(will.edit, "Start it ten minutes earlier")
        assert page.unsaved()
        page.editor.tell_button.click()
        sitting.rest()
        assert page.editor.isHidden()
        assert not page.unsaved()
        assert page.view.said_back == (SaidBack("Handover is rushed", "Start it ten minutes earlier", ""),)
        assert not cannot.text()
        row = sitting.hostel.read(lambda tx: kept.load_survey(tx, sitting.survey_id))
        assert row.state is SurveyState.TOLD
        sitting.be(sitting.hostel.tom)
        assert "Handover is rushed" in words(self.put(sitting))

    def test_what_was_begun_is_there_again_and_only_for_who_wrote_it(self, sitting: Sitting) -> None:
        sitting.be(sitting.hostel.amina)
        page = self.page(sitting)
        page.write_back()
        sitting.rest()
        QTest.keyClicks(page.editor.lines[0].parts[0].edit, "Half a sen")
        page.flush()
        sitting.rest()
        assert not page.unsaved()
        again = self.put(sitting)
        again.write_back()
        sitting.rest()
        assert again.editor.lines[0].parts[0].text() == "Half a sen"
        assert again.view.said_back == ()

    def test_an_empty_page_is_not_told(self, sitting: Sitting) -> None:
        sitting.be(sitting.hostel.amina)
        page = self.page(sitting)
        page.write_back()
        sitting.rest()
        page.editor.tell_button.click()
        sitting.rest()
        assert not page.editor.isHidden()
        assert page.editor.trouble.isVisible()
        row = sitting.hostel.read(lambda tx: kept.load_survey(tx, sitting.survey_id))
        assert row.state is SurveyState.REPORTED
        page.editor.later.click()
        sitting.rest()
        assert page.editor.isHidden()

    def test_more_lines_can_be_added_up_to_five(self, sitting: Sitting) -> None:
        sitting.be(sitting.hostel.amina)
        page = self.page(sitting)
        page.write_back()
        sitting.rest()
        while not page.editor.more.isHidden():
            page.editor.more.click()
        settle()
        assert len(page.editor.lines) == 5
        assert nameless(page) == []
        assert doubled(page) == []
        names = [part.edit.accessibleName() for line in page.editor.lines for part in line.parts]
        assert len(set(names)) == 15
