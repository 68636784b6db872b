"""What the page of results says of each figure: made from rules, the same on chart, table and in words."""

from __future__ import annotations

from pie_audit.domain.day import day_words
from pie_audit.domain.survey import Participation, SurveyPlan
from pie_audit.words import _
from pie_audit.workflows.surveys.result_words import band_words, change_words, direction_words
from pie_audit.workflows.surveys.views import ChangeWord, GroupRows, Row, Shares, SurveyResults


def hidden_words() -> str:
    """The same for every row that isn't shown."""
    return _("not shown, to keep small groups safe")


def title_of(row: Row) -> str:
    """What a row is called, with a capital."""
    return row.title[:1].upper() + row.title[1:]


def value_words(row: Row) -> str:
    """The figure itself: points of 100, or one of three bands."""
    if row.mean is not None:
        return str(row.mean)
    return band_words(row.band)


def is_shown(row: Row) -> bool:
    """Whether there is anything to draw of a row."""
    return row.mean is not None or bool(row.band)


def shares_words(shares: Shares) -> str:
    """The three shares as a sentence."""
    low = share_words(shares.low)
    return _("{low} of people came out low, {middle} in the middle and {high} high.").format(
        low=low[:1].upper() + low[1:], middle=share_words(shares.middle), high=share_words(shares.high)
    )


def share_words(share: int) -> str:
    """A share as coarsely as it left the box."""
    if share == 5:
        return _("under 10%")
    return _("over 90%") if share == 95 else _("about {share}%").format(share=share)


def short_share(share: int) -> str:
    """A share where there is little room."""
    if share == 5:
        return _("<10%")
    return _(">90%") if share == 95 else _("{share}%").format(share=share)


def row_sentence(row: Row) -> str:
    """Everything that is shown of one figure."""
    if not is_shown(row):
        return _("{title}: {hidden}.").format(title=title_of(row), hidden=hidden_words())
    value = _("{mean} of 100").format(mean=row.mean) if row.mean is not None else band_words(row.band)
    parts = [value]
    if row.change is ChangeWord.SAME:
        parts.append(_("much the same as last time"))
    elif row.change is not ChangeWord.NONE:
        parts.append(_("{change} than last time").format(change=change_words(row.change)))
    words = [_("{title}: {what}.").format(title=title_of(row), what=", ".join(parts))]
    if row.before is not None:
        words.append(_("It was {before} then.").format(before=row.before))
    if row.shares is not None:
        words.append(shares_words(row.shares))
    if direction := direction_words(row):
        words.append(_("{direction}.").format(direction=direction[:1].upper() + direction[1:]))
    return " ".join(words)


def group_sentences(group: GroupRows) -> list[str]:
    """A group in words; hidden ones all sound the same."""
    if group.hidden:
        return [_("{label}: {hidden}.").format(label=group.label, hidden=hidden_words())]
    return [_("{label}. {words}").format(label=group.label, words=row_sentence(row)) for row in group.rows]


def heading_words(plan: SurveyPlan) -> str:
    """“What the autumn pulse says”; a title that isn't a name of that kind stands in quotes."""
    title = plan.title.strip()
    if any(word in title.casefold() for word in (_("pulse"), _("survey"))):
        return _("What the {title} says").format(title=title[:1].lower() + title[1:])
    return _("What “{title}” says").format(title=title)


def closed_words(plan: SurveyPlan) -> str:
    """When it closed, no finer than its week."""
    return _("Closed in the week that ended on {day}. Nobody saw a result before it closed.").format(
        day=day_words(plan.closes_on)
    )


def participation_words(participation: Participation | None) -> str:
    """How many took part, as a band."""
    return {
        None: "",
        Participation.UNDER_HALF: _("Fewer than half of those asked took part."),
        Participation.MORE_THAN_HALF: _("More than half of those asked took part."),
        Participation.MOST: _("Most of those asked took part."),
    }[participation]


def many_words(many: str) -> str:
    """How many ticked a cause, as a band."""
    return {"few": _("few of us"), "about half": _("about half of us"), "most": _("most of us")}.get(
        many, many
    )


def why_hidden(minimum: int) -> tuple[str, ...]:
    """Why some groups aren't shown: told once, for all of them alike."""
    lines = (
        _("A group is shown only when at least {n} people in it gave answers that count."),
        _("That also goes for any group you could work out by taking one figure away from another."),
        _(
            "If the answers of a group are very much alike, it’s hidden too: you could guess what each one said."
        ),
        _("So “not shown” tells you that a group is small or alike, but not which."),
        _("And when a group of exactly {n} is shown, you know that all of them took part."),
        _("What is hidden is hidden from everybody, managers and leaders too."),
    )
    return tuple(words.format(n=minimum) for words in lines)


def said_back_day(view: SurveyResults) -> str:
    """By when the team hears what comes of it, kindly where that day has gone."""
    day = day_words(view.plan.report_by)
    if view.overdue:
        return _("The team was to hear by {day}. It isn’t too late: three lines are enough.").format(day=day)
    return _("Promised by {day}.").format(day=day)
