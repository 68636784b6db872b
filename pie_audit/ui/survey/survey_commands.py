"""What “Wellbeing” offers by words: planning, whatever a survey waits for, and my own page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pie_audit.ui.survey.survey_state import ENDED, verb_of
from pie_audit.ui.widgets import Command
from pie_audit.words import _
from pie_audit.workflows.surveys.views import SurveyLine, Wellbeing

Going = Callable[[str, object], object]


def wellbeing_commands(view: Wellbeing, go: Going) -> tuple[Command, ...]:
    """Only what this person may do now; nothing that anybody answered is among it."""
    found = [_of_survey(line, go) for line in view.surveys if line.state not in ENDED and verb_of(line)]
    if view.may_plan and not view.too_small:
        plan = Command(
            _("Plan a survey"),
            partial(go, "plan-survey", "new"),
            "Ctrl+N",
            (_("pulse wellbeing burnout ask new"),),
            icon="plus",
            name="plan",
        )
        found.insert(0, plan)
    mine = Command(
        _("Open my own page"),
        partial(go, "own-line", None),
        keywords=(_("burnout self me line"),),
        icon="lock-simple",
    )
    kinds = Command(
        _("Look at the questionnaires"), partial(go, "instruments", None), keywords=(_("instrument scale"),)
    )
    return (*found, mine, kinds)


def _of_survey(line: SurveyLine, go: Going) -> Command:
    verb = verb_of(line)
    assert verb is not None
    words = _("{verb}: {title}").format(verb=verb.words, title=line.title)
    keywords = (_("survey pulse wellbeing"),)
    return Command(words, partial(go, verb.area, line.survey_id), keywords=keywords, icon="heart")
