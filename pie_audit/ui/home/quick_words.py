"""What the quick box calls its kinds, and what it asks for each."""

from __future__ import annotations

from dataclasses import dataclass

from pie_audit.domain.lost_minutes import CHOICES, HALF_A_DAY
from pie_audit.domain.team_part import TeamPart
from pie_audit.words import _


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a kind: the field it is typed into, what is asked, and help under it."""

    field: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class KindWords:
    """A kind by its short name, as a command, and as a command with words of somebody's own (`{words}`)."""

    name: str
    icon: str
    command: str
    with_words: str = ""
    keywords: str = ""


def kind_words(part: TeamPart) -> KindWords:
    """How one kind of the box is called."""
    return {
        TeamPart.WINS: KindWords(
            _("Small win"),
            "sun",
            _("Note a small win"),
            _("Note a small win: “{words}”"),
            _("little miracle good news wall"),
        ),
        TeamPart.FRICTION: KindWords(
            _("It took too long"),
            "hourglass",
            _("Note what took too long"),
            _("It took too long: “{words}”"),
            _("something friction hours minutes lost waiting office"),
        ),
        TeamPart.REFUSALS: KindWords(
            _("Turned away"),
            "prohibit",
            _("Note that somebody was turned away"),
            _("Turned away by: “{words}”"),
            _("refusal refused no door closed"),
        ),
        TeamPart.BENT_RULES: KindWords(
            _("A rule we bent"),
            "arrow-bend-up-right",
            _("Note a rule we bent"),
            _("A rule we bent: “{words}”"),
            _("flexed exception why"),
        ),
        TeamPart.TELLINGS: KindWords(
            _("Story told again"),
            "chat-circle",
            _("Note a story told again"),
            keywords=_("tellings count repeat agencies"),
        ),
        TeamPart.PROMPTS: KindWords(
            _("The two questions"),
            "question",
            _("Note the two questions done"),
            keywords=_("prompts unsettle helps together"),
        ),
    }[part]


def asked_for(part: TeamPart) -> tuple[Asked, ...]:
    """The short lines of a kind, in order."""
    return {
        TeamPart.WINS: (Asked("words", _("What got a little better?"), _("One sentence. Nobody’s name.")),),
        TeamPart.FRICTION: (
            Asked("words", _("What were you trying to do?"), _("Nobody’s name.")),
            Asked("other", _("With which office or process?")),
        ),
        TeamPart.REFUSALS: (Asked("other", _("Who turned them away?"), _("Leave it empty where we did.")),),
        TeamPart.BENT_RULES: (
            Asked("words", _("Which rule?"), _("Nobody’s name.")),
            Asked("why", _("Why?")),
        ),
        TeamPart.TELLINGS: (
            Asked("times", _("How often was the story told?"), _("One person’s, this month.")),
            Asked("agencies", _("To how many agencies?")),
        ),
        TeamPart.PROMPTS: (),
    }[part]


WORDS_GO_TO = {
    TeamPart.WINS: "words",
    TeamPart.FRICTION: "words",
    TeamPart.REFUSALS: "other",
    TeamPart.BENT_RULES: "words",
}
"""The line that words from elsewhere fill, for kinds that have one."""

NAMES_AGENCY = frozenset({TeamPart.FRICTION, TeamPart.REFUSALS})


def minutes_words() -> tuple[str, ...]:
    """What the chips for time lost say, in the order of `CHOICES`."""
    said = {15: _("15 min"), 30: _("30 min"), 60: _("1 h"), 120: _("2 h"), HALF_A_DAY: _("Half a day")}
    return tuple(said[minutes] for minutes in CHOICES)


def noted_words(part: TeamPart) -> str:
    """What is said once it is kept."""
    return _("Noted: {kind}.").format(kind=kind_words(part).name)
