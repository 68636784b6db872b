"""What somebody is told before they answer: who asks, what comes of it, who sees what, and what nobody can promise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pie_audit.domain.day import weekday_words
from pie_audit.domain.survey import WHOLE, Voice
from pie_audit.words import _, plural
from pie_audit.workflows.surveys import planning
from pie_audit.workflows.surveys.views import Taking


class Point(NamedTuple):
    """Something said under its own heading."""

    icon: str
    title: str
    text: str


def listed(names: Sequence[str]) -> str:
    """“Jo, Sam and Dee”."""
    if len(names) < 2:
        return "".join(names)
    return _("{some} and {last}").format(some=", ".join(names[:-1]), last=names[-1])


def box_words(taking: Taking) -> str:
    """Where answers go, who opens it, what is left then."""
    return _(
        "Your answers go into a locked box. {names} hold keys; two must open it. They see totals. Then the answers "
        "are destroyed."
    ).format(names=listed(taking.keeper_names))


def anonymous_points(taking: Taking) -> tuple[Point, ...]:
    """How it stays anonymous, in the order it is asked about."""
    few = _("Fewer than {n} answers? Nobody sees that group’s results, or can work them out.")
    return (
        Point("lock-simple", _("A locked box"), box_words(taking)),
        Point("eye-slash", _("No name, no time"), _("No list says who answered, and no time is kept.")),
        Point("users-three", _("Small groups stay hidden"), few.format(n=taking.plan.minimum)),
    )


def limit_words() -> str:
    """What it can't do."""
    return _(
        "What it can’t do: hide you from somebody who looks over your shoulder, or from two keepers who cheat "
        "together. Turn the screen if you need to."
    )


def asking_points(taking: Taking) -> tuple[Point, ...]:
    """Who asks, what happens next, who sees what, that it is voluntary, and how to complain."""
    asks = taking.asked_by or _("Whoever runs your team’s surveys")
    return (
        Point("user", _("Who asks"), _("{name}, for {team}.").format(name=asks, team=taking.team_name)),
        *_heavy_points(taking),
        Point("chart-line", _("What we’ll get"), _figures_words(taking)),
        Point("flag", _("What happens next"), _next_words(taking)),
        Point("eye", _("Who sees what"), _seen_words(taking)),
        Point("hand-waving", _("It’s up to you"), _voluntary_words()),
        Point("megaphone-simple", _("Not happy with it?"), _complaint_words(taking, asks)),
    )


def _heavy_points(taking: Taking) -> tuple[Point, ...]:
    """Where questions read like symptoms: why a team is asked them, and who is there for anybody."""
    found = []
    if taking.plan.reason:
        found.append(Point("question", _("Why these questions"), taking.plan.reason))
    if taking.plan.support_by:
        stirred = _("If these questions stir something up: {name}")
        found.append(
            Point("lifebuoy", _("Who is there for you"), stirred.format(name=taking.plan.support_by))
        )
    return tuple(found)


def _figures_words(taking: Taking) -> str:
    """The questions and the groups of the plan, and how much a team of this size can see."""
    plan = taking.plan
    asked = _("The questions: {title}, version {n}.").format(
        title=taking.instrument.title, n=plan.instrument_version
    )
    labels = [group.label for group in plan.groups if group.group_id != WHOLE]
    groups = (
        _("Figures are for everybody together, and for {groups}.").format(groups=listed(labels))
        if labels
        else _("Figures are for everybody together.")
    )
    invited = [block.invited for block in plan.blocks]
    return " ".join((planning.foretell(invited, plan.minimum), groups, asked))


def _next_words(taking: Taking) -> str:
    return _(
        "You can answer until {last}. The team hears what came out, and what will be done, by {report}."
    ).format(last=weekday_words(taking.last_day), report=weekday_words(taking.plan.report_by))


def _seen_words(taking: Taking) -> str:
    return _(
        "Your team sees the results no later than managers do: figures for groups with at least {n} answers. Nobody "
        "ever sees one person’s answers."
    ).format(n=taking.plan.minimum)


def _voluntary_words() -> str:
    return _(
        "Leave out any question, or stop at any time. Nothing depends on it: no pay, no appraisal. If you close "
        "pie-audit, nothing is kept unless you choose “Keep for later”."
    )


def _complaint_words(taking: Taking, asks: str) -> str:
    return _(
        "Tell {name}, or one of the key holders, or complain in your {service}’s usual way. You needn’t say whether "
        "you answered."
    ).format(name=asks)


def block_words(taking: Taking) -> str:
    """Whose answers are counted together with one's own."""
    names = listed(taking.colleagues)
    if not taking.slips:
        return names
    unnamed = plural("{n} person with a paper slip", "{n} people with paper slips", taking.slips)
    more = unnamed.format(n=taking.slips)
    return _("{names}, and {more}").format(names=names, more=more) if names else more


def block_why() -> str:
    """Why the names are shown."""
    return _(
        "Only these people are asked with you. Is a name there that isn’t a real person? Then don’t answer yet, and "
        "tell a key holder: made-up people would make your group smaller than it looks."
    )


def again_words(taking: Taking) -> str:
    """That somebody may answer once more, and what becomes of the first time."""
    return _(
        "You can answer again until {last}. What you send then takes the place of the first, and it begins blank: "
        "nobody can look up what you sent."
    ).format(last=weekday_words(taking.last_day))


def small_group_paragraphs(minimum: int) -> tuple[str, ...]:
    """Why a group may be without results."""
    return (
        _(
            "When only a few people answer, a figure can point to one of them. So each figure rests on {n} answers or more."
        ).format(n=minimum),
        _(
            "A group also stays hidden when its answers are very much alike, or when it could be worked out from "
            "other figures."
        ),
        _(
            "All hidden groups look the same, and nobody is told why one is hidden. The reason itself could give "
            "somebody away."
        ),
        _(
            "Two things can’t be hidden. If a group of exactly {n} is shown, all of them answered. If a group is "
            "hidden, it’s small or its answers are alike."
        ).format(n=minimum),
        _("A small team may get no results at all. This is on purpose. For words, use the meeting."),
    )


def comment_rules(taking: Taking) -> str:
    """What becomes of words, before anybody writes any."""
    if taking.plan.voice is Voice.QUOTES:
        return _(
            "Comments are shown only if at least ten people write one: mixed up, for everybody who was asked, never "
            "beside answers."
        )
    return _(
        "Nobody’s own words are passed on. If at least ten people write, a key holder from outside the team sums them "
        "up, and the words themselves are destroyed."
    )


def comment_warning() -> str:
    """How words give somebody away."""
    return _("Colleagues may know your style. Leave out names, dates and details only you would know.")


def danger_words() -> str:
    """That nobody can come because of what stands in a comment."""
    return _(
        "Nobody can trace what you write, so nobody can come to help because of it. If you or somebody else is in "
        "danger, tell a person now."
    )
