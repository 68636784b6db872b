"""You said, we did, in words: what an answer and a source are called, how old something is, what still stands in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pie_audit.domain.day import full_day_words
from pie_audit.domain.errors import NotNow
from pie_audit.domain.said_did import Answer, HeardFrom, SaidDid
from pie_audit.domain.typed_line import typed_line
from pie_audit.words import _, plural

MOST_SAID = 200
MOST_WORDS = 500
MOST_HOW = 120

_FORTNIGHT, _QUARTER, _YEAR = 14, 90, 365


def answer_name(answer: Answer) -> str:
    """What came of it, as it stands over its words."""
    return {
        Answer.OPEN: _("No answer yet"),
        Answer.DID: _("We did"),
        Answer.DOING: _("We’re doing it"),
        Answer.CANT: _("We can’t, because"),
        Answer.ASKED_OTHERS: _("We asked others"),
        Answer.NOT_YET: _("Not yet, because"),
    }[answer]


def source_name(heard_from: HeardFrom) -> str:
    """Where it was heard."""
    return {
        HeardFrom.SURVEY: _("a survey"),
        HeardFrom.REVIEW: _("our review"),
        HeardFrom.CONVERSATION: _("a conversation"),
        HeardFrom.COMPLAINT: _("a complaint"),
    }[heard_from]


def age_words(heard_on: date, today: date) -> str:
    """For how long something has been waiting: “3 weeks”, “4 months”, “over a year”."""
    days = (today - heard_on).days
    if days <= 0:
        return _("since today")
    if days < _FORTNIGHT:
        return plural("{n} day", "{n} days", days).format(n=days)
    if days <= _QUARTER:
        return plural("{n} week", "{n} weeks", days // 7).format(n=days // 7)
    if days < _YEAR:
        months = round(days / 30.44)
        return plural("{n} month", "{n} months", months).format(n=months)
    years = days // _YEAR
    return plural("over a year", "over {n} years", years).format(n=years)


def checked(line: SaidDid, today: date) -> SaidDid:
    """The line as it is kept: each text on one line. Raises NotNow for one that can't stand."""
    said = _one_line(line.said, MOST_SAID)
    kept = replace(
        line,
        said=said,
        words=_one_line(line.words, MOST_WORDS),
        told_how=_one_line(line.told_how, MOST_HOW) if line.told_on else "",
    )
    if not said:
        raise NotNow(
            _("What people said isn’t there yet."),
            _("Write it as a theme in plain words, such as “Nights feel unsafe in the hall”."),
        )
    if kept.answer is Answer.CANT and not kept.words:
        raise NotNow(
            _("“We can’t” needs its because."), _("Write why, plainly. People can live with an honest no.")
        )
    if kept.answer is Answer.NOT_YET and not kept.words:
        raise NotNow(_("“Not yet” needs its because."), _("Write what you are waiting for."))
    _check_days(kept, today)
    return kept


def _check_days(line: SaidDid, today: date) -> None:
    if line.heard_on > today:
        raise NotNow(
            _("Nobody can have said it on {day}.").format(day=full_day_words(line.heard_on)),
            _("Choose today or an earlier day."),
        )
    if line.told_on is None:
        return
    if line.answer is Answer.OPEN:
        raise NotNow(_("There is no answer yet that people could know."), _("Choose what came of it first."))
    if not line.heard_on <= line.told_on <= today:
        raise NotNow(
            _("People can’t have been told on {day}.").format(day=full_day_words(line.told_on)),
            _("Choose a day between the one it was said on and today."),
        )


def _one_line(words: str, most: int) -> str:
    return typed_line(words)[:most].strip()
