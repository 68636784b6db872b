"""What stands on the leaders' board, in words: how many teams ask, for how long, and what came of it."""

from __future__ import annotations

from datetime import date

from pie_audit.domain.board import BoardAsk, BoardPlan, LikeAsks
from pie_audit.domain.day import day_words, full_day_words
from pie_audit.domain.level_words import level_words_outside
from pie_audit.domain.plan import ActionStatus, BarrierLevel
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.reply import Reply, ReplyKind, said_words
from pie_audit.words import _, mid_sentence, plural

_SOME = 2


def group_words(group: LikeAsks) -> str:
    """“5 of 12 teams, oldest 3 quarters”; one team is said by its name."""
    if len({ask.team for ask in group.asks}) == 1:
        return _("{team} · {age}").format(team=group.asks[0].team, age=_first_up(age_words(group.oldest)))
    teams = _("{n} of {of} teams").format(n=group.teams, of=group.of_teams)
    if group.oldest < 1:
        return _("{teams}, asked this quarter").format(teams=teams)
    oldest = plural("oldest {n} quarter", "oldest {n} quarters", group.oldest).format(n=group.oldest)
    return _("{teams}, {oldest}").format(teams=teams, oldest=oldest)


def age_words(quarters: int) -> str:
    """For how long something has waited: “asked this quarter”, “asked 3 quarters ago”."""
    if quarters < 1:
        return _("asked this quarter")
    return plural("asked {n} quarter ago", "asked {n} quarters ago", quarters).format(n=quarters)


def ask_words(ask: BoardAsk) -> str:
    """Who is asked and since when, with the day by which a reply was asked for."""
    parts = [_("Asked in {quarter}").format(quarter=_in_sentence(ask))]
    if ask.ask.of.strip():
        who = mid_sentence(ask.ask.of.strip())
        parts[0] = _("Asked of {who} in {quarter}").format(who=who, quarter=_in_sentence(ask))
    if ask.ask.reply_by is not None and ask.waits:
        parts.append(_("reply by {day}").format(day=full_day_words(ask.ask.reply_by)))
    return " · ".join(parts)


def is_late(ask: BoardAsk, today: date) -> bool:
    """Whether it still waits although the day passed by which a reply was asked for."""
    return ask.waits and ask.ask.reply_by is not None and ask.ask.reply_by < today


def kind_words(kind: ReplyKind) -> str:
    """What was said, in a word or two."""
    return {
        ReplyKind.YES: _("You said yes"),
        ReplyKind.PARTLY: _("You said partly"),
        ReplyKind.NO: _("You said no"),
    }[kind]


def answered_words(group: LikeAsks) -> str:
    """What was said to asks of which none waits; “Answered” where it wasn't the same to all."""
    kinds = {ask.given[-1].kind for ask in group.asks if ask.given}
    if len(kinds) == 1 and all(ask.given for ask in group.asks):
        return kind_words(kinds.pop())
    return _("Answered")


def reply_words(reply: Reply) -> str:
    """One reply in a sentence, with whoever was there when it was decided."""
    said = said_words(reply)
    if not reply.in_the_room.strip():
        return _("{said}.").format(said=said)
    room = _("{said}. From the front line: {who}")
    return room.format(said=said, who=reply.in_the_room.strip())


def waiting_words(waiting: int) -> str:
    """“2 waiting for a reply”."""
    return plural("{n} waiting for a reply", "{n} waiting for a reply", waiting).format(n=waiting)


def silent_words(silent: int) -> str:
    """Teams that shared nothing, without a name; from two on without a number."""
    if silent < 1:
        return ""
    return _("One team hasn’t shared yet") if silent < _SOME else _("Some teams haven’t shared yet")


def plan_words(plan: BoardPlan, today: date | None = None) -> str:
    """“Autumn 2026 plan, signed 11 November 2026”; without the year where it is that of `today`."""
    signed, quarter = plan.plan.signed_on, plan.plan.quarter
    is_near = today is not None and signed is not None and today.year == signed.year == quarter.year
    name = _("{season} plan").format(season=quarter.season.capitalize() if is_near else quarter.name)
    if signed is None:
        return _("{plan}, not signed off yet").format(plan=name)
    day = day_words(signed) if is_near else full_day_words(signed)
    return _("{plan}, signed {day}").format(plan=name, day=day)


def level_words(level: BarrierLevel | None) -> str:
    """Where something belongs, seen from outside any one service."""
    return _("No level named") if level is None else level_words_outside(level)


def done_words(plan: BoardPlan) -> str:
    """“2 of 7 actions done”; nothing where the edition has no actions."""
    of = len(plan.plan.actions)
    if not of:
        return ""
    return plural("{n} of {of} action done", "{n} of {of} actions done", of).format(n=plan.done, of=of)


def edition_words(edition: Edition) -> str:
    """Which paper it came from."""
    return {
        Edition.WORDS: _("Words only"),
        Edition.FULL: _("Full team copy"),
        Edition.ONE_PAGE: _("One page"),
    }[edition]


def status_words(status: str) -> str:
    """Where an action of a shared plan is up to."""
    return {
        ActionStatus.NOT_STARTED.value: _("Not started"),
        ActionStatus.UNDER_WAY.value: _("Under way"),
        ActionStatus.DONE.value: _("Done"),
        ActionStatus.STOPPED.value: _("Stopped"),
        ActionStatus.CARRIED.value: _("Carried forward"),
    }.get(status, status)


def _in_sentence(ask: BoardAsk) -> str:
    quarter = ask.ask.asked_in
    return _("{season} {year}").format(season=quarter.season, year=quarter.year)


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]


def signer_words(at: BoardPlan) -> str:
    """By which key a plan from a file was signed, and how little that says until somebody compares."""
    return _(
        "Signed with the six words {words}. A later file of this team that is signed otherwise is set aside. Whether the "
        "first one was theirs, only comparing the words with them can tell."
    ).format(words=at.signer_words)


def namesake_words(at: BoardPlan) -> str:
    """Why a plan that is called like another team's may be somebody else's, and how to find out."""
    if not at.signer_words:
        return _(
            "This one is shared here in this workspace. Look at the other one with care before you answer it."
        )
    return _(
        "Their files come from different places, and both count as a team of their own. Ask the team which six words are "
        "theirs. This one has: {words}."
    ).format(words=at.signer_words)
