"""How training and what came of it are said on screen."""

from __future__ import annotations

from collections.abc import Mapping

from pie_audit.domain.day import full_day_words
from pie_audit.domain.level_words import level_words
from pie_audit.domain.team import Role
from pie_audit.domain.training import FOLLOW_UP_WEEKS, Change, Form, LivedPart, Mix, Training
from pie_audit.domain.training_rules import CameOf
from pie_audit.ui.widgets.two_texts import Line, Lines
from pie_audit.words import _, plural
from pie_audit.workflows.everyday.training import TrainingLine


def form_words(form: Form) -> str:
    """What kind of learning it was."""
    return {
        Form.BITESIZE: _("Bitesize"),
        Form.HALF_DAY: _("Half a day"),
        Form.DAY: _("A day"),
        Form.SHADOWING: _("Shadowing"),
        Form.EXCHANGE: _("Exchange"),
    }[form]


def mix_words(mix: Mix) -> str:
    """Who sat in the room."""
    return {
        Mix.FRONT_LINE: _("Front line"),
        Mix.MIXED: _("Front line and leaders"),
        Mix.LEADERS: _("Leaders"),
    }[mix]


def lived_words(part: LivedPart) -> str:
    """What part people with lived experience had in it."""
    return {
        LivedPart.NONE: _("No part in it"),
        LivedPart.DESIGNED: _("Helped to design it"),
        LivedPart.DELIVERED: _("Helped to lead it"),
    }[part]


def lines_of(training: Training, topics: Mapping[str, str]) -> Lines:
    """Each field under its name on the form; `topics` are titles by id."""
    return (
        Line("title", _("What was it called?"), training.title),
        Line("day", _("On which day?"), full_day_words(training.day)),
        Line("form", _("What kind?"), form_words(training.form)),
        Line("provider", _("Who ran it?"), training.provider),
        Line("mix", _("Who sat in the room?"), mix_words(training.mix)),
        Line("lived_part", _("People with lived experience"), lived_words(training.lived_part)),
        Line("topic_id", _("Topic of our review"), topics.get(training.topic_id or "", _("No topic"))),
        Line("others", _("Others without an account"), str(training.others or "")),
    )


def change_words(change: Change) -> tuple[str, str]:
    """An answer as it is offered: its name, and a line about it."""
    return {
        Change.DONE: (_("I did it"), _("Something is different now.")),
        Change.TRIED: (_("I tried"), _("It isn’t settled yet.")),
        Change.BLOCKED: (_("Something was in the way"), _("The next box asks what.")),
        Change.FORGOT: (_("I forgot"), _("That happens to everybody.")),
        Change.STILL_GOING: (_("Still going"), _("It has become how I work.")),
        Change.STOPPED: (_("It stopped"), _("It worked for a while, or never got going.")),
        Change.SPREAD: (_("It spread to others"), _("Colleagues do it too.")),
    }[change]


def question_words(title: str, weeks: int) -> str:
    """What somebody is asked after so many weeks."""
    if weeks == FOLLOW_UP_WEEKS[0]:
        return _("Six weeks since “{title}”: what is different?").format(title=title)
    return _("Twelve weeks since “{title}”: is it still going?").format(title=title)


def about_words(training: Training, topic: str) -> str:
    """Day, kind and room of a training in one line."""
    parts = (
        full_day_words(training.day),
        form_words(training.form),
        training.provider,
        mix_words(training.mix),
        topic,
    )
    return " · ".join(part for part in parts if part)


def lived_line(part: LivedPart) -> str:
    """What people with lived experience did in it, as a sentence; empty where they had no part."""
    return {
        LivedPart.NONE: "",
        LivedPart.DESIGNED: _("People with lived experience helped to design it."),
        LivedPart.DELIVERED: _("People with lived experience helped to lead it."),
    }[part]


def there_words(line: TrainingLine) -> str:
    """How many were there, by role."""
    said = [_role_words(role, n) for role, n in line.roles]
    if line.training.others:
        n = line.training.others
        said.append(plural("{n} without an account", "{n} without an account", n).format(n=n))
    return _("There: {who}.").format(who=", ".join(said)) if said else _("Nobody is noted as there yet.")


def _role_words(role: Role, n: int) -> str:
    words = {
        Role.MANAGER: plural("{n} manager", "{n} managers", n),
        Role.LEADER: plural("{n} leader", "{n} leaders", n),
    }.get(role) or plural("{n} of the team", "{n} of the team", n)
    return words.format(n=n)


def came_words(came: CameOf) -> str:
    """“Of 6 asked after six weeks: 2 did it, 1 tried, 2 met something in the way, 1 hasn’t answered.”"""
    begin = (
        _("Of {n} asked after six weeks: {what}.")
        if came.weeks == FOLLOW_UP_WEEKS[0]
        else _("Of {n} asked after twelve weeks: {what}.")
    )
    if not came.due:
        return _("Nobody is asked about it any more.")
    said = [_count_words(change, n) for change, n in came.counts]
    if n := came.unanswered:
        said.append(plural("{n} hasn’t answered", "{n} haven’t answered", n).format(n=n))
    return begin.format(n=came.due, what=", ".join(said))


def _count_words(change: Change, n: int) -> str:
    words = {
        Change.DONE: plural("{n} did it", "{n} did it", n),
        Change.TRIED: plural("{n} tried", "{n} tried", n),
        Change.BLOCKED: plural("{n} met something in the way", "{n} met something in the way", n),
        Change.FORGOT: plural("{n} forgot", "{n} forgot", n),
        Change.STILL_GOING: plural("{n} is still doing it", "{n} are still doing it", n),
        Change.STOPPED: plural("{n} stopped", "{n} stopped", n),
        Change.SPREAD: plural("{n} saw it spread", "{n} saw it spread", n),
    }[change]
    return words.format(n=n)


def blocked_words(came: CameOf) -> str:
    """Whose it is to solve, for those who met something in the way; empty where nobody did."""
    if not came.blocked:
        return ""
    said = ", ".join(
        _("{n} {level}").format(n=n, level=level_words(level).lower()) for level, n in came.blocked
    )
    return _("Whose it is to solve: {said}.").format(said=said)
