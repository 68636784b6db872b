"""What the help panel says of each page: what it is for, who can see it, what can't be undone, and its keys."""

from __future__ import annotations

from dataclasses import dataclass

from pie_audit.ui.shell import (
    help_everyday,
    help_leading,
    help_review,
    help_survey,
    help_trends,
    help_writing,
)
from pie_audit.ui.shell.help_keys import Keys, keys_of
from pie_audit.ui.shell.help_shape import Said, nothing_forever
from pie_audit.words import _


@dataclass(frozen=True, slots=True)
class HelpPageWords:
    """The help of one page. `forever` says what has no undo there; it is told of every page, also where there is none."""

    title: str
    purpose: tuple[str, ...]
    readers: str
    forever: str
    keys: Keys = ()


PLACES = (
    "home",
    "small-logs",
    "reflections",
    "write",
    "registration",
    "shared-with-me",
    "sharing",
    "supervision",
    "session",
    "agreement",
    "protected-time",
    "groups",
    "group-session",
    "something-happened",
    "review",
    "start-review",
    "rate",
    "opening",
    "meeting",
    "board",
    "papers",
    "own-sheet",
    "results",
    "plan",
    "action",
    "preview",
    "sign-off",
    "people",
    "reading",
    "keys",
    "support",
    "change",
    "copies",
    "along",
    "slips",
    "leaving",
    *help_survey.WORDS,
    *help_trends.WORDS,
    *help_leading.WORDS,
    *help_everyday.WORDS,
)
"""Every page and window of the review that has a help of its own."""

_SECTIONS = {"settings": "reading", "backup": "copies"}


def help_for(place: str) -> HelpPageWords:
    """The words for a page. Raises KeyError for one that nobody has written about."""
    name = _SECTIONS.get(place, place)
    return HelpPageWords(*_WORDS[name](), keys=keys_of(name))


def _home() -> Said:
    return (
        _("Home"),
        (
            _("Write from here with one click. A page starts as “Only me”."),
            _(
                "Below is what waits for you, your next sessions and what you promised. None of it has to be done."
            ),
            _("“Not today” puts a card away until next week."),
        ),
        _(
            "Only you see your pages, your bars and your sessions. A team’s sessions are shown by kind and day."
        ),
        _("Nothing. Each button only opens a page, and Ctrl+Z brings a card back."),
    )


def _small_logs() -> Said:
    return (
        _("Small logs"),
        (
            _("Put down in one line what got a little better, and who made it possible: a role, not a name."),
            _("What took too long is added up by month and by office, never by person."),
            _("A story is counted under a throwaway label such as T3. Nobody can be found by it."),
        ),
        _("Your team and its manager. No entry says who wrote it, so anybody of the team can change it."),
        nothing_forever(),
    )


def _people() -> Said:
    return (
        _("People and roles"),
        (
            _("Somebody new gets a code that works once. They choose their own password alone."),
            _("A role says what is offered to somebody. It never opens what others wrote in private."),
        ),
        _("Managers and whoever looks after pie-audit."),
        _("Nobody can reset a password. The rest can be taken back with Ctrl+Z."),
    )


def _reading() -> Said:
    return (
        _("Reading and display"),
        (_("Text size, light or dark, and how soon it locks. Each choice takes hold at once."),),
        _("Only this computer knows these choices."),
        _("Nothing. Choose again at any time."),
    )


def _keys() -> Said:
    return (
        _("Password and keys"),
        (
            _("Change your password, and print the sheets that let you back in."),
            _("Keep a printed key where only its owner can find it."),
        ),
        _("Only you see your own key, and only while it is on the screen."),
        _("A new key makes the old sheet useless. Without password and key nobody can help."),
    )


def _support() -> Said:
    return (
        _("Where support is"),
        (
            _(
                "Put in whom people can ring or see in your own {service}. The words that everybody sees take it in."
            ),
            _("Ring the number yourself before you put it in."),
        ),
        _("Everybody who signs in, and whoever answers a survey with a slip."),
        nothing_forever(),
    )


def _change() -> Said:
    return (
        _("What counts as higher or lower"),
        (
            _(
                "Small moves of a figure may be nothing at all. Below these numbers, sentences say “much the same”."
            ),
            _("Change them rarely: a report of last year said “higher” by the numbers of last year."),
        ),
        _("They stand under the trends of every team and in every report with charts."),
        nothing_forever(),
    )


def _copies() -> Said:
    return (
        _("Copies and safety"),
        (
            _("A second place keeps your work if this computer breaks or is lost."),
            _("Check a copy now and then: the check really opens it."),
        ),
        _("Whoever looks after pie-audit. A copy is sealed; without a password or key it can’t be read."),
        _("A copy that was deleted outside the program is gone."),
    )


def _along() -> Said:
    return (
        _("Take everything along"),
        (
            _(
                "One open file of everything that you may read: plans, what was agreed, asks, replies, small logs."
            ),
            _("Your own private pages go into it only if you tick them."),
        ),
        _("Whoever has the file can read it. It isn’t sealed."),
        _("The file you wrote stays until you delete it yourself. Nothing here changes."),
    )


_WORDS = {
    "home": _home,
    "small-logs": _small_logs,
    "people": _people,
    "reading": _reading,
    "keys": _keys,
    "support": _support,
    "change": _change,
    "copies": _copies,
    "along": _along,
    **help_writing.WORDS,
    **help_review.WORDS,
    **help_survey.WORDS,
    **help_trends.WORDS,
    **help_leading.WORDS,
    **help_everyday.WORDS,
}
