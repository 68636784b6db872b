"""What the meeting says about one topic in words: its spread, what was written down, its figures."""

from __future__ import annotations

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus, Dissent, Outcome
from pie_audit.domain.disclosure import TopicCounts
from pie_audit.domain.questionnaire import Questionnaire
from pie_audit.domain.spread import Spread, spread_words
from pie_audit.ui.widgets import DotRow, RowKind
from pie_audit.words import _, plural
from pie_audit.workflows.meetings import GroupRow, RowState, TopicView

_KINDS = {
    RowState.SHOWN: RowKind.DOTS,
    RowState.HIDDEN: RowKind.HIDDEN,
    RowState.NOT_ASKED: RowKind.NOT_ASKED,
}

SPREAD_LOOKS = {
    Spread.CLOSE: ("good", "check-circle"),
    Spread.SOME: ("soft", "arrows-horizontal"),
    Spread.FAR: ("warn", "arrows-out-line-horizontal"),
    Spread.TWO_CAMPS: ("warn", "arrows-out-line-horizontal"),
    Spread.TOO_FEW: ("neutral", ""),
}


def is_hidden(view: TopicView) -> bool:
    """Whether no group's dots may be drawn though somebody was asked."""
    return bool(view.rows) and not any(row.state is RowState.SHOWN for row in view.rows)


def spread_line(view: TopicView) -> str:
    """The spread as a short line; a small group is told the same way wherever it stands."""
    if not view.rows:
        return ""
    if is_hidden(view):
        return _("Not shown: small group")
    return _capital(spread_words(view.spread))


def written_line(consensus: Consensus) -> str:
    """What was written down, as a short line."""
    if consensus.level is not None:
        return _("Agreed: level {level}").format(level=int(consensus.level))
    return {
        Outcome.NOT_SETTLED: _("Not settled yet"),
        Outcome.NOT_APPLICABLE: _("Doesn’t apply here"),
        Outcome.CANT_TELL: _("Can’t tell"),
    }.get(consensus.outcome, _("Not discussed this time"))


def middle_line(view: TopicView) -> str:
    """The middle on offer, as a sentence; nothing where there is none."""
    words = view.suggestion.words()
    return _("{middle}.").format(middle=_capital(words)) if words else ""


def single_middle(view: TopicView) -> Level | None:
    """The one level in the middle, where there is one."""
    found = view.suggestion
    return found.low if found.low == found.high else None


def middle_in_words(view: TopicView, questions: Questionnaire) -> str:
    """The middle with the words of its level: “The middle is 2, Patchy.”"""
    level = single_middle(view)
    if level is None:
        return middle_line(view)
    return _("The middle is {level}, {label}.").format(level=int(level), label=questions.anchor(level).label)


def axis_labels(questions: Questionnaire) -> tuple[str, ...]:
    """The labels under the dots: of a long one the part that sets it apart from the level before."""
    return tuple(_capital(anchor.label.rpartition(", ")[2]) for anchor in questions.levels)


def dot_row(row: GroupRow) -> DotRow:
    """One line of the picture. A hidden one carries no number at all."""
    if row.counts is None:
        return DotRow(row.label, kind=_KINDS[row.state])
    return DotRow(row.label, _people(row.counts), row.counts.levels)


def sentence(view: TopicView) -> str:
    """The picture in one sentence, for who hears it."""
    return f"{view.topic.title}: {spread_line(view) or _('no private ratings')}. {middle_line(view)}".strip()


def dissent_line(dissent: Dissent, *, few_raters: bool) -> str:
    """A different view as it stands beside the agreement. Of a small team it is only “someone”."""
    level = "" if dissent.level is None else int(dissent.level)
    if dissent.signed_as:
        words = _("{who} sees it as {level}: {words}") if level != "" else _("{who}: {words}")
    elif few_raters:
        words = (
            _("Someone disagreed and sees it as {level}: {words}")
            if level != ""
            else _("Someone disagreed: {words}")
        )
    else:
        words = _("One of us sees it as {level}: {words}") if level != "" else _("One of us: {words}")
    return words.format(who=dissent.signed_as, level=level, words=dissent.words)


def differ_line(view: TopicView, *, few_raters: bool) -> str:
    """That it is seen differently, as a short line: without a number where the team is small."""
    n = len(view.dissents)
    if not n:
        return ""
    if few_raters:
        return _("someone disagreed")
    return plural("{n} sees it differently", "{n} see it differently", n).format(n=n)


def _people(counts: TopicCounts) -> str:
    n = counts.n_rated
    words = plural("{n} person", "{n} people", n).format(n=n)
    if counts.cant_tell:
        words += ", " + _("{n} can’t tell").format(n=counts.cant_tell)
    return words


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
