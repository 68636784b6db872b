"""The page behind each area; a page is imported when it is first wanted. A new page: one function and one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from pie_audit.ui.settings.preferences import Preferences
from pie_audit.ui.shell.surroundings import Surroundings

Maker = Callable[[Surroundings, object], QWidget]


def make_page(area: str, argument: object, around: Surroundings) -> QWidget:
    """A new page of that area. `argument` is the id of what it is about, else what the page begins with."""
    return _MAKERS.get(area, _people)(around, argument)


def _home(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.home.home_page import HomePage

    return HomePage(around.jobs, around.team_id, lambda: around.preferences.settings.second_place)


def _review(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.audit.overview_page import OverviewPage

    return OverviewPage(around.jobs, _team(around))


def _start_review(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.audit.start_page import StartPage

    return StartPage(around.jobs, _team(around))


def _rate(around: Surroundings, argument: object) -> QWidget:
    from pie_audit.ui.audit.rating_page import RatingPage

    return RatingPage(around.jobs, str(argument))


def _own_sheet(around: Surroundings, argument: object) -> QWidget:
    from pie_audit.ui.audit.own_sheet_page import OwnSheetPage

    return OwnSheetPage(around.jobs, str(argument))


def _results(around: Surroundings, argument: object) -> QWidget:
    from pie_audit.ui.audit.results_page import ResultsPage

    return ResultsPage(around.jobs, str(argument))


def _papers(around: Surroundings, argument: object) -> QWidget:
    from pie_audit.ui.audit.paper_page import PaperPage

    return PaperPage(around.jobs, str(argument))


def _meeting(around: Surroundings, argument: object) -> QWidget:
    from pie_audit.ui.audit.meeting_page import MeetingPage

    return MeetingPage(around.jobs, str(argument))


def _board(around: Surroundings, argument: object) -> QWidget:
    from pie_audit.ui.audit.board_page import BoardPage

    return BoardPage(around.jobs, str(argument).partition("/")[0])


def _plan(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.plan.plan_page import PlanPage

    return PlanPage(around.jobs, _team(around))


def _small_logs(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.home.small_logs_page import SmallLogsPage

    return SmallLogsPage(around.jobs, _team(around))


def _reflections(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.reflection.list_page import ListPage

    return ListPage(around.jobs)


def _write(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.reflection.editor_page import EditorPage

    return EditorPage(around.jobs, around.team_id)


def _registration(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.reflection.registration_page import RegistrationPage

    return RegistrationPage(around.jobs)


def _supervision(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.supervision.supervision_page import SupervisionPage

    return SupervisionPage(around.jobs)


def _session(around: Surroundings, argument: object) -> QWidget:
    from pie_audit.ui.supervision.session_page import SessionPage

    return SessionPage(around.jobs, str(argument))


def _agreement(around: Surroundings, argument: object) -> QWidget:
    from pie_audit.ui.supervision.agreement_page import AgreementPage

    return AgreementPage(around.jobs, str(argument))


def _shared_with_me(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.reflection.shared_with_me_page import SharedWithMePage

    return SharedWithMePage(around.jobs)


def _protected_time(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.supervision.protected_time_page import ProtectedTimePage

    return ProtectedTimePage(around.jobs, around.team_id)


def _groups(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.supervision.groups_page import GroupsPage

    return GroupsPage(around.jobs, around.team_id)


def _group_session(around: Surroundings, argument: object) -> QWidget:
    from pie_audit.ui.supervision.group_session_page import GroupSessionPage

    return GroupSessionPage(around.jobs, str(argument))


def _wellbeing(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.survey.wellbeing_page import WellbeingPage

    return WellbeingPage(around.jobs, _team(around))


def _plan_survey(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.survey.plan_survey_page import PlanSurveyPage

    return PlanSurveyPage(around.jobs, _team(around))


def _survey_keys(around: Surroundings, argument: object) -> QWidget:
    from pie_audit.ui.survey.keys_page import KeysPage

    return KeysPage(around.jobs, str(argument))


def _answer(around: Surroundings, argument: object) -> QWidget:
    from pie_audit.ui.shell.survey_liking import OwnLiking
    from pie_audit.ui.survey.answer_page import AnswerPage

    return AnswerPage(around.jobs, str(argument), OwnLiking(around.preferences))


def _survey_results(around: Surroundings, argument: object) -> QWidget:
    from pie_audit.ui.survey.results_page import SurveyResultsPage

    look = around.preferences.settings.figures_as
    remember = partial(_remember_figures, around.preferences)
    return SurveyResultsPage(around.jobs, str(argument), look, remember)


def _remember_figures(preferences: Preferences, look: str) -> None:
    preferences.change(figures_as=look)


def _trends(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.trends.liking import Liking
    from pie_audit.ui.trends.trends_page import TrendsPage

    settings = around.preferences.settings
    liking = Liking(settings.figures_as, settings.trends_parts, partial(_remember, around.preferences))
    return TrendsPage(around.jobs, _team(around), around.files, liking)


def _remember(preferences: Preferences, setting: str, value: str) -> None:
    preferences.change(**{setting: value})


def _shared_plans(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.leading.plans_page import SharedPlansPage

    return SharedPlansPage(around.jobs, around.files)


def _shown_themes(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.leading.shown_themes_page import ShownThemesPage

    return ShownThemesPage(around.jobs)


def _asks(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.leading.asks_page import AsksPage

    return AsksPage(around.jobs, around.files)


def _board_page(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.leading.board_paper_page import BoardPaperPage

    return BoardPaperPage(around.jobs, around.files)


def _plan_pages(around: Surroundings, argument: object) -> QWidget:
    from pie_audit.ui.leading.plan_pages_page import PlanPagesPage

    return PlanPagesPage(around.jobs, str(argument or ""))


def _own_line(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.survey.own_line_page import OwnLinePage

    return OwnLinePage(around.jobs)


def _instruments(around: Surroundings, argument: object) -> QWidget:
    from pie_audit.ui.survey.bring_page import BringPage
    from pie_audit.ui.survey.instruments_page import InstrumentsPage

    return BringPage(around.jobs, str(argument)) if argument else InstrumentsPage(around.jobs)


def _day_by_day(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.everyday.day_page import DayPage

    return DayPage(around.jobs, _team(around))


def _team_parts(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.everyday.parts_page import PartsPage

    return PartsPage(around.jobs, _team(around))


def _training(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.learning.training_page import TrainingPage

    return TrainingPage(around.jobs, _team(around))


def _said_did(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.said_did.said_did_page import SaidDidPage

    return SaidDidPage(around.jobs, _team(around))


def _said_did_poster(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.said_did.poster_page import PosterPage

    return PosterPage(around.jobs, around.files, _team(around))


def _barriers(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.barriers.matrix_page import MatrixPage

    return MatrixPage(around.jobs, _team(around))


def _reading_cards(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.learning.reading_page import ReadingPage

    return ReadingPage(around.jobs, _team(around))


def _practices(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.practices.practices_page import PracticesPage

    return PracticesPage(around.jobs, _team(around))


def _long_view(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.practices.long_view_page import LongViewPage

    return LongViewPage(around.jobs, _team(around))


def _needs(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.barriers.needs_page import NeedsPage

    return NeedsPage(around.jobs, _team(around))


def _our_words(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.our_words.words_page import WordsPage

    return WordsPage(around.jobs, _team(around))


def _people(around: Surroundings, _argument: object) -> QWidget:
    from pie_audit.ui.shell.people_settings_page import PeopleSettingsPage

    return PeopleSettingsPage(around)


def _team(around: Surroundings) -> str:
    if around.team_id is None:
        raise RuntimeError("this area needs a team")
    return around.team_id


_MAKERS: Mapping[str, Maker] = {
    "home": _home,
    "review": _review,
    "start-review": _start_review,
    "rate": _rate,
    "own-sheet": _own_sheet,
    "results": _results,
    "papers": _papers,
    "meeting": _meeting,
    "board": _board,
    "plan": _plan,
    "small-logs": _small_logs,
    "reflections": _reflections,
    "write": _write,
    "registration": _registration,
    "supervision": _supervision,
    "session": _session,
    "agreement": _agreement,
    "shared-with-me": _shared_with_me,
    "protected-time": _protected_time,
    "groups": _groups,
    "group-session": _group_session,
    "wellbeing": _wellbeing,
    "plan-survey": _plan_survey,
    "survey-keys": _survey_keys,
    "answer": _answer,
    "survey-results": _survey_results,
    "own-line": _own_line,
    "trends": _trends,
    "shared-plans": _shared_plans,
    "shown-themes": _shown_themes,
    "asks": _asks,
    "board-page": _board_page,
    "plan-pages": _plan_pages,
    "instruments": _instruments,
    "day-by-day": _day_by_day,
    "team-parts": _team_parts,
    "our-words": _our_words,
    "training": _training,
    "barriers": _barriers,
    "needs": _needs,
    "said-did": _said_did,
    "said-did-poster": _said_did_poster,
    "reading-cards": _reading_cards,
    "practices": _practices,
    "long-view": _long_view,
}
"""Every area but people, settings and copies, which are one page."""
