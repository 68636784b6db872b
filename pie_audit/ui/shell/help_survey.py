"""What the help says of surveys, page by page."""

from __future__ import annotations

from pie_audit.ui.shell.help_shape import Said, nothing_forever
from pie_audit.words import _


def _wellbeing() -> Said:
    return (
        _("Wellbeing"),
        (
            _("Each survey of the team stands here with the one thing to do next."),
            _("Three people keep its keys, and any two open the box after it has closed."),
            _(
                "With under five staff there is no survey: nobody could be anonymous. There are things to talk about."
            ),
        ),
        _(
            "Your team sees which surveys there are. Nobody sees who answered, or whether you have a page of your own."
        ),
        _("Nothing here. Each button only opens a page."),
    )


def _plan_survey() -> Said:
    return (
        _("Planning a survey"),
        (
            _("Say why you ask, choose the questions, and name three keepers. It’s saved as you go."),
            _("“What you’ll get” tells before anybody answers what a team of your size can see."),
            _("Each person is in one part. A part under five may stay hidden, and sometimes one beside it."),
            _("Keepers agree to this very plan. Change something, and all three are asked again."),
        ),
        _("Managers of the team and the three keepers. Once it’s open, everybody asked reads the plan."),
        _("Opening a survey. After that the plan is fixed, and nobody can be added."),
    )


def _survey_keys() -> Said:
    return (
        _("Keeping a key"),
        (
            _("Before it opens: read the plan, look through the names, and agree. Your key is made then."),
            _("After it closes: the first keeper turns a key and reads nothing. The second looks inside."),
            _(
                "Either takes a minute, on different days if you like. If one of you is away, the other two can."
            ),
            _(
                "Words that could give somebody away can be held back. Then you let the rest out, for everybody at once."
            ),
        ),
        _(
            "The three keepers. What the second one sees inside is on no other screen, and nothing of it is kept."
        ),
        _("Letting it out: the answers and all three keys are destroyed in the same moment."),
    )


def _open_survey() -> Said:
    return (
        _("Opening a survey"),
        (
            _("Slips are made first. Print them, cut them, and let people draw one from a bowl."),
            _("Only “They came out right” opens the survey. Until then you can throw the slips away."),
        ),
        _("Whoever prints the slips sees their words once. Nobody learns who drew which."),
        _("Opening. The words of a slip can’t be shown again."),
    )


def _release_survey() -> Said:
    return (
        _("Letting it out"),
        (
            _("The program works out which figures are safe to show. Groups that are too small stay hidden."),
            _("Too few answers for anything? Then nothing goes out, and that’s told kindly."),
        ),
        _("Everybody asked sees the same figures, managers no sooner than the team."),
        _("All of it: the answers and the keys are destroyed."),
    )


def _retire_survey() -> Said:
    return (
        _("Putting a survey away"),
        (_("For a survey that went wrong, or whose keys are lost. You can plan another one."),),
        _("The list keeps its name, so that nobody wonders where it went."),
        _("Sealed answers and keys are destroyed unread. What has come out already stays."),
    )


def _answer() -> Said:
    return (
        _("Answering a survey"),
        (
            _("Leave out any question. Nobody needs to answer, and you can stop at any time."),
            _(
                "Your answers go into a locked box. Two of three people must open it, and it shows totals only."
            ),
            _("Close the program and nothing is kept, unless you choose “Keep for later”."),
            _("A small group gets no results. You aren’t told why: the reason could give somebody away."),
            _(
                "Hidden means small or alike. A shown group of exactly the smallest size means that all answered."
            ),
            _(
                "It can’t hide you from somebody who looks over your shoulder, or from two key holders who cheat together."
            ),
        ),
        _("Nobody. There is no list of who answered, and no time is kept."),
        _("Sending. You can answer again until the last day; that takes the place of what you sent."),
    )


def _own_line() -> Said:
    return (
        _("My own page"),
        (
            _("Take a questionnaire for yourself, as often as you like. Leave out any question."),
            _("The page shows how your scores move, and whether a change is more than noise."),
            _("It can’t tell you why, and it’s no diagnosis. “Where can I get support?” is always there."),
            _("A note for {supervision} holds only the words you leave in it."),
        ),
        _("Only you. Others could see that you wrote a page that week, never of what kind."),
        _("Without your password and your My key sheet nobody can bring these pages back."),
    )


def _instruments() -> Said:
    return (
        _("Questionnaires"),
        (
            _("Two are ours and ready. The others belong to whoever wrote them: we ship the scoring alone."),
            _(
                "Somebody who is allowed to use one pastes its sentences, one a line, and ticks the turned-round ones."
            ),
            _("Copies differ in their order. One sentence in the wrong slot makes every score wrong."),
            _("Say who allowed it and until when. When that day is over, nothing new can be asked with it."),
        ),
        _("Everybody sees the list. Managers and whoever looks after pie-audit see the sentences here."),
        nothing_forever(),
    )


def _survey_results() -> Said:
    return (
        _("What a survey says"),
        (
            _("A full dot is now, an open one is last time. Chart, table and words all say the same."),
            _(
                "“Not shown” means a group is small, or its answers are alike. It looks the same for all of them."
            ),
            _("“Much the same” means the change is so small that it may be nothing at all."),
            _("Whoever asked says back what they heard, what they’ll do and what they can’t do yet."),
        ),
        _(
            "The team and its manager, and both saw it at the same moment. What is hidden is hidden from everybody."
        ),
        _("Figures that came out never change and never go. Saying back can be changed or taken back."),
    )


WORDS = {
    "wellbeing": _wellbeing,
    "plan-survey": _plan_survey,
    "survey-keys": _survey_keys,
    "open-survey": _open_survey,
    "release-survey": _release_survey,
    "retire-survey": _retire_survey,
    "answer": _answer,
    "survey-results": _survey_results,
    "own-line": _own_line,
    "instruments": _instruments,
}
