"""The page for the board: what is asked most and waits longest, what leaders can decide, then everything behind it."""

from __future__ import annotations

from pie_audit.domain.board import Board, BoardAsk, BoardPlan, LikeAsks
from pie_audit.domain.board_words import (
    age_words,
    done_words,
    edition_words,
    group_words,
    is_late,
    plan_words,
    reply_words,
    silent_words,
)
from pie_audit.domain.day import full_day_words
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.plan_blocks import Block, Bullets, Heading, Paragraph, Table, Tone
from pie_audit.domain.plan_parts import barrier_words, capital, sentence, stopped
from pie_audit.domain.report import Report, ReportKind
from pie_audit.words import _, plural

MOST_ASKED = 5
_ASK_SHARES = (0.22, 0.4, 0.2, 0.18)
_BARRIER_SHARES = (0.4, 0.14, 0.46)
_PLAN_SHARES = (0.26, 0.3, 0.2, 0.24)


def board_report(board: Board) -> Report:
    """The board on paper: page one to decide by, then asks, barriers, plans and themes. Teams stand by name."""
    return Report(
        kind=ReportKind.BOARD,
        words_only=False,
        name=_("Board page"),
        title=_("Board page"),
        subject=_("What teams ask for, {day}").format(day=full_day_words(board.today)),
        language="en-GB",
        head=_("What teams ask for"),
        head_note=_head_note(board),
        foot=_("Made from plans that teams shared. No ranking, no score of a team."),
        day=board.today,
        themes=(),
        front=_front(board),
        inside=_inside(board),
        left_out=_left_out(board),
    )


def _head_note(board: Board) -> str:
    day = full_day_words(board.today)
    if any(at.plan.is_demo for at in board.plans):
        return _("{day} · made-up example").format(day=day)
    return day


def who_words(group: LikeAsks) -> str:
    """Who asks and for how long, in the middle of a sentence: “5 of 12 teams, oldest 3 quarters”."""
    if len({ask.team for ask in group.asks}) == 1:
        return _("{team}, {age}").format(team=group.asks[0].team, age=age_words(group.oldest))
    return group_words(group)


def _left_out(board: Board) -> tuple[str, ...]:
    said = [_("Only what each team’s own shared paper prints is here; drafts and ratings never are.")]
    if silent := silent_words(board.silent):
        said.append(stopped(silent))
    return tuple(said)


def _front(board: Board) -> tuple[Block, ...]:
    return (
        Heading(_("What teams ask for"), 1),
        Paragraph(_base_words(board), tone=Tone.QUIET, most_lines=2),
        Paragraph(lead_sentence(board), tone=Tone.LEAD, most_lines=3),
        *_asked_most(board),
        *_owed(board),
        *_to_decide(board),
        *_in_the_way(board),
        *_stuck_front(board),
        *(Paragraph(text, tone=Tone.QUIET, most_lines=1) for text in _left_out(board)[1:]),
    )


def _base_words(board: Board) -> str:
    teams = len(board.plans)
    words = plural("From the plan that {n} team shared.", "From the plans that {n} teams shared.", teams)
    return words.format(n=teams)


def lead_sentence(board: Board) -> str:
    """What is asked most and for how long, and how much waits, in one or two sentences."""
    if not board.asks:
        return _("Nobody asks for anything at the moment.")
    waiting = [group for group in board.asks if group.waits]
    if not waiting:
        return _("Every ask has an answer.")
    first = waiting[0]
    waits = plural("{n} ask waits for a reply.", "{n} asks wait for a reply.", board.owed).format(
        n=board.owed
    )
    most = _("Asked most: {what} ({who}).").format(what=stopped_short(first.title), who=who_words(first))
    return _("{waits} {most}").format(waits=waits, most=most)


def stopped_short(text: str) -> str:
    """A text as part of a sentence: without its full stop."""
    return text.strip().rstrip(".")


def _asked_most(board: Board) -> list[Block]:
    waiting = [group for group in board.asks if group.waits][:MOST_ASKED]
    if not waiting:
        return []
    lines = tuple(
        _("{what}: {who}.").format(what=capital(stopped_short(group.title)), who=who_words(group))
        for group in waiting
    )
    return [Heading(_("Asked most, and waiting longest"), 2), Bullets(lines, most_lines=2)]


def _owed(board: Board) -> list[Block]:
    """Replies whose day has passed, each with its team."""
    late = [ask for group in board.asks for ask in group.asks if is_late(ask, board.today)]
    if not late:
        return []
    lines = tuple(_late_words(ask) for ask in sorted(late, key=_by_day)[:MOST_ASKED])
    more = len(late) - len(lines)
    blocks: list[Block] = [Heading(_("Replies that are owed"), 2), Bullets(lines, most_lines=2)]
    if more > 0:
        told = plural("{n} more inside.", "{n} more inside.", more).format(n=more)
        blocks.append(Paragraph(told, tone=Tone.QUIET))
    return blocks


def _by_day(ask: BoardAsk) -> tuple[str, str]:
    return str(ask.ask.reply_by), ask.team.casefold()


def _late_words(ask: BoardAsk) -> str:
    day = full_day_words(ask.ask.reply_by) if ask.ask.reply_by else ""
    return _("{team}: {what}. A reply was asked for by {day}.").format(
        team=ask.team, what=stopped_short(ask.ask.what), day=day
    )


def _to_decide(board: Board) -> list[Block]:
    """What a yes would take, of the asks that most wait for: cost, and what stays as it is if the answer is no."""
    lines = []
    for group in [group for group in board.asks if group.waits][:3]:
        facts = next((ask.ask for ask in group.asks if ask.ask.cost or ask.ask.if_no), None)
        if facts is None:
            continue
        told = [_("{what}.").format(what=capital(stopped_short(group.title)))]
        if facts.cost:
            told.append(_("Rough yearly cost for one team: {cost}").format(cost=stopped(facts.cost)))
        if facts.if_no:
            told.append(_("If no, this stays: {words}").format(words=stopped(facts.if_no)))
        lines.append(" ".join(told))
    return [Heading(_("What you can decide"), 2), Bullets(tuple(lines), most_lines=3)] if lines else []


def _in_the_way(board: Board) -> list[Block]:
    named = [found for found in board.barriers if found.count]
    if not named:
        return []
    lines = []
    for found in named:
        line = plural("{where}: {n} named.", "{where}: {n} named.", found.count).format(
            where=barrier_words(found.level), n=found.count
        )
        if found.most:
            line = _("{line} Most often: {words}").format(line=line, words=stopped(found.most))
        lines.append(line)
    return [Heading(_("What gets in the way"), 2), Bullets(tuple(lines), most_lines=2)]


def _stuck_front(board: Board) -> list[Block]:
    if not board.stuck:
        return []
    n = len(board.stuck)
    told = plural(
        "{n} action was carried through three plans or more; help may be due.",
        "{n} actions were carried through three plans or more; help may be due.",
        n,
    )
    return [Paragraph(told.format(n=n), lead=_("Stuck:"), most_lines=2)]


def _inside(board: Board) -> tuple[Block, ...]:
    return (
        *_every_ask(board),
        *_levels(board),
        *_stuck(board),
        *_plans(board),
        *_themes(board),
        *_about(board),
    )


def _every_ask(board: Board) -> list[Block]:
    if not board.asks:
        return [Heading(_("Asks"), 2), Paragraph(_("Nobody asks for anything at the moment."))]
    blocks: list[Block] = [Heading(_("Every ask, like ones together"), 2)]
    for group in board.asks:
        blocks += _group_blocks(board, group)
    return blocks


def _group_blocks(board: Board, group: LikeAsks) -> list[Block]:
    told = [_("{who}.").format(who=capital(group_words(group)))]
    if group.why:
        told.append(group.why)
    rows = tuple(_ask_row(board, ask) for ask in group.asks)
    head = (_("Team"), _("In its own words"), _("Asked"), _("Reply"))
    return [
        Heading(capital(stopped_short(group.title)), 3),
        Paragraph(" ".join(told), tone=Tone.QUIET),
        Table(head, rows, _ASK_SHARES),
    ]


def _ask_row(board: Board, ask: BoardAsk) -> tuple[str, str, str, str]:
    what = _("{what} (to {who})").format(what=stopped_short(ask.ask.what), who=ask.ask.of)
    asked = _("{quarter}, {age}").format(quarter=ask.ask.asked_in.name, age=age_words(ask.quarters))
    return ask.team, what, asked, _answer(board, ask)


def _answer(board: Board, ask: BoardAsk) -> str:
    if ask.given:
        return reply_words(ask.given[-1])
    if ask.ask.kind is not None:
        return sentence(ask.ask.answer or ask.ask.kind.value)
    if is_late(ask, board.today):
        return _("None yet; the day has passed")
    if ask.ask.reply_by is None:
        return _("None yet")
    return _("None yet; by {day}").format(day=full_day_words(ask.ask.reply_by))


def _levels(board: Board) -> list[Block]:
    if not any(found.count for found in board.barriers):
        return []
    rows = tuple(
        (barrier_words(found.level), str(found.count), found.most or "–") for found in board.barriers
    )
    head = (_("Where it lies"), _("Named"), _("By most teams"))
    return [
        Heading(_("What gets in the way"), 2),
        Paragraph(_("As teams name it in their plans."), tone=Tone.QUIET),
        Table(head, rows, _BARRIER_SHARES),
        *_named(board),
    ]


def _named(board: Board) -> list[Block]:
    """Each barrier in its team's words, by where it lies."""
    blocks: list[Block] = []
    for level in BarrierLevel:
        lines = tuple(
            _("{team}: {words}").format(team=at.plan.team, words=stopped(barrier.words))
            for at in board.plans
            for barrier in at.plan.barriers
            if barrier.level is level
        )
        if lines:
            blocks += [Heading(barrier_words(level), 3), Bullets(lines)]
    return blocks


def _stuck(board: Board) -> list[Block]:
    if not board.stuck:
        return []
    lines = tuple(
        _("{team}: {what}, carried through {n} plans.").format(
            team=stuck.team, what=stopped_short(stuck.what), n=stuck.carried
        )
        for stuck in board.stuck
    )
    return [Heading(_("Carried forward again and again"), 2), Bullets(lines)]


def _plans(board: Board) -> list[Block]:
    rows = tuple(_plan_row(at) for at in board.plans)
    head = (_("Team"), _("Plan"), _("Edition"), _("Its own actions"))
    return [Heading(_("Plans"), 2), Table(head, rows, _PLAN_SHARES)]


def _plan_row(at: BoardPlan) -> tuple[str, str, str, str]:
    return at.plan.team, plan_words(at), edition_words(at.plan.edition), done_words(at) or "–"


def _themes(board: Board) -> list[Block]:
    shown = [at.plan for at in board.plans if at.plan.theme is not None]
    if not shown:
        return []
    lines = tuple(
        _("{team}, {theme}: {words}").format(
            team=plan.team, theme=plan.theme.title, words=stopped(plan.theme.words)
        )
        for plan in shown
        if plan.theme is not None
    )
    return [
        Heading(_("What teams want you to see"), 2),
        Paragraph(_("Each team picks one theme and says it in its own words."), tone=Tone.QUIET),
        Bullets(lines),
    ]


def _about(board: Board) -> list[Block]:
    return [
        Heading(_("About this paper"), 2),
        Paragraph(" ".join(_left_out(board)), lead=_("Left out, and why:")),
        Paragraph(
            _("Asks stand together where they name the same things, or where somebody put them together."),
            lead=_("Like asks:"),
        ),
    ]
