"""What the help says of surveys, page by page."""

from __future__ import annotations

from pie_audit.ui.shell.help_shape import Said
from pie_audit.words import _


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
            _("A note for supervision holds only the words you leave in it."),
        ),
        _("Only you. Others could see that you wrote a page that week, never of what kind."),
        _("Without your password and your My key sheet nobody can bring these pages back."),
    )


WORDS = {
    "answer": _answer,
    "own-line": _own_line,
}
