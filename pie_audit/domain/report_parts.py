"""Blocks that several reports have in common: asks and what came back, what changed, protected time, charts, small print."""

from __future__ import annotations

from collections.abc import Sequence

from pie_audit.domain.chart import Chart, LineChart, sentences_of
from pie_audit.domain.chart_table import table_of
from pie_audit.domain.day import full_day_words
from pie_audit.domain.distance import Move
from pie_audit.domain.ledger import Tally
from pie_audit.domain.ledger_reasons import lost_words, reason_words
from pie_audit.domain.ledger_words import kind_words
from pie_audit.domain.plan_blocks import Block, Bullets, Figures, Heading, Paragraph, Table, Tone
from pie_audit.domain.plan_front import MOST_ASKS, ask_box, one_sentence, our_line
from pie_audit.domain.plan_material import Edition, PlanAction, PlanMaterial
from pie_audit.domain.plan_parts import (
    alive,
    asks,
    capital,
    finished,
    role_words,
    sentence,
    stopped,
    who_took_part,
)
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Asked, answer_words, silence_words
from pie_audit.domain.report import Report, ReportKind
from pie_audit.domain.report_material import ChartPart, ReportMaterial, Since, ThemeMove, TimeKept, TopicMove
from pie_audit.domain.report_words import (
    count_words,
    edition_words,
    kept_counts,
    kept_share,
    quarter_words,
    report_name,
)
from pie_audit.words import _

MOST_CAME_BACK, MOST_CHANGED, MOST_OURS = 4, 4, 3
_ASKED_SHARES = (0.2, 0.34, 0.17, 0.29)
_TIME_SHARES = (0.28, 0.18, 0.18, 0.18, 0.18)


def framed(
    material: ReportMaterial,
    kind: ReportKind,
    front: tuple[Block, ...],
    inside: tuple[Block, ...],
    *,
    left_out: tuple[str, ...],
    words_only: bool,
) -> Report:
    """The report of one team's quarter: what stands on every page, and what it is called, around its pages."""
    plan, name = material.plan, report_name(kind)
    return Report(
        kind=kind,
        words_only=words_only,
        name=edition_words(words_only=words_only),
        title=name,
        subject=_("{name}, {quarter}").format(name=name, quarter=plan.quarter.name),
        language=material.language,
        head=plan.team.name,
        head_note=_head_note(plan, name),
        foot=_page_foot(plan),
        day=plan.agreed_on or material.today,
        themes=tuple(theme.id for theme in plan.themes),
        front=front,
        inside=inside,
        left_out=left_out,
    )


def title_blocks(material: ReportMaterial, about: str) -> list[Block]:
    """The team's name, and what this paper is about."""
    plan = material.plan
    parts = [plan.team.about, plan.quarter.name, about]
    return [
        Heading(plan.team.name, 1),
        Paragraph(" · ".join(part for part in parts if part), tone=Tone.QUIET, most_lines=2),
    ]


def waiting(material: ReportMaterial) -> list[PlanAction]:
    """What this quarter's plan asks and nobody has answered yet, the soonest reply first."""
    answered = {asked.action_id for asked in material.asked if asked.replies}
    answered |= {reply.action_id for reply in material.plan.replies}
    return [asking for asking in asks(material.plan) if asking.action.action_id not in answered]


def ask_blocks(material: ReportMaterial) -> list[Block]:
    """One sentence of what is asked of whom by when, and a box for each of the first three."""
    asked = waiting(material)
    blocks = _lead(material, asked)
    if asked:
        blocks.append(Heading(_("What we ask"), 2))
        blocks += [ask_box(material.plan, asking) for asking in asked[:MOST_ASKS]]
    return blocks


def _lead(material: ReportMaterial, asked: Sequence[PlanAction]) -> list[Block]:
    """One sentence of what is asked of whom by when; and that the day has passed, where it has."""
    blocks: list[Block] = [Paragraph(one_sentence(asked), tone=Tone.LEAD, most_lines=3)]
    days = [a.action.ask_reply_by for a in asked[:MOST_ASKS]]
    late = [day for day in days if day is not None and day < material.today]
    if not late or material.plan.agreed_on is None:
        return blocks
    if len(late) == len(days):
        return [*blocks, Paragraph(_("The day for a reply has passed, and none has come."))]
    return [*blocks, Paragraph(_("For some of this the day for a reply has passed, and none has come."))]


def ask_lines(material: ReportMaterial) -> list[Block]:
    """The same in a line each, for papers whose page one has more to tell: whom, what, by when, and roughly the cost."""
    asked = waiting(material)
    blocks = _lead(material, asked)
    if not asked:
        return blocks
    lines = tuple(ask_line(asking) for asking in asked[:MOST_ASKS])
    return [*blocks, Heading(_("What we ask"), 2), Bullets(lines, most_lines=3)]


def ask_line(asking: PlanAction) -> str:
    """One thing that is asked: “The council: four hours of cover. Reply by 15 January 2027. Rough yearly cost: …”."""
    action = asking.action
    told = [
        _("{who}: {what}").format(
            who=capital(action.ask_of) or _("Whoever can decide this"), what=stopped(action.ask_what)
        )
    ]
    if action.ask_reply_by:
        told.append(_("Reply by {day}.").format(day=full_day_words(action.ask_reply_by)))
    if action.ask_cost.strip():
        told.append(_("Rough yearly cost: {cost}").format(cost=stopped(action.ask_cost)))
    return " ".join(told)


def more_asks(material: ReportMaterial) -> list[Block]:
    """The boxes that didn't fit on page one."""
    more = waiting(material)[MOST_ASKS:]
    if not more:
        return []
    return [Heading(_("What else we ask"), 2), *(ask_box(material.plan, asking) for asking in more)]


def came_back(material: ReportMaterial) -> list[Block]:
    """What was asked before, with what came back; those that have waited longest first."""
    told = to_tell(material)
    if not told:
        return []
    lines = tuple(asked_line(asked) for asked in told[:MOST_CAME_BACK])
    return [Heading(_("What we asked before, and what came back"), 2), Bullets(lines, most_lines=2)]


def to_tell(material: ReportMaterial) -> list[Asked]:
    """Asks that no box of this paper asks again: the longest silence first, then answers, the latest asked first."""
    shown = {asking.action.action_id for asking in waiting(material)}
    told = [a for a in material.asked if a.action_id not in shown and not a.is_withdrawn]
    return sorted(told, key=lambda a: (not a.waits, -a.quarters if a.waits else a.quarters))


def asked_line(asked: Asked) -> str:
    """One ask with its answer: whom, when, what, and the reply or the silence."""
    return _("{who}, {day}: {what} – {reply}").format(
        who=capital(asked.of) or _("Nobody named"),
        day=full_day_words(asked.asked_on),
        what=asked.what.strip().rstrip("."),
        reply=stopped(_reply(asked)),
    )


def _reply(asked: Asked) -> str:
    """A reply as it is told; long silence in words rather than in figures."""
    if asked.replies:
        return answer_words(asked)
    if asked.is_withdrawn:
        return _("not needed any more")
    if asked.quarters <= 8:
        return silence_words(asked.quarters)
    return _("{n} quarters, no reply").format(n=count_words(asked.quarters))


def asked_table(material: ReportMaterial) -> list[Block]:
    """Every ask of a signed plan with the day by which a reply was asked for, and what came back."""
    if not material.asked:
        return [Paragraph(_("Nothing was asked with a signed plan."))]
    rows = tuple(
        (
            capital(asked.of) or _("Nobody named"),
            sentence(asked.what),
            full_day_words(asked.reply_by) if asked.reply_by else _("no day set"),
            sentence(_reply(asked)),
        )
        for asked in material.asked
    )
    head = (_("Asked of"), _("What"), _("Reply by"), _("What came back"))
    return [Table(head, rows, _ASKED_SHARES)]


def asked_list(material: ReportMaterial) -> list[Block]:
    """The same for who would rather read."""
    if not material.asked:
        return [Paragraph(_("Nothing was asked with a signed plan."))]
    return [Bullets(tuple(asked_line(asked) for asked in material.asked))]


def changed_front(material: ReportMaterial, since: Since | None) -> list[Block]:
    """What changed, for page one: what got done, and topics that went up or down with the team's own words."""
    lines = [_("Done: {what}").format(what=sentence(a.action.what)) for a in finished(material.plan)][:2]
    if since is not None:
        lines += [move_line(move, since.earlier) for move in moved(since)[: MOST_CHANGED - len(lines)]]
    if not lines:
        return []
    return [Heading(_("What changed"), 2), Bullets(tuple(lines), most_lines=2)]


def moved(since: Since) -> list[TopicMove]:
    """Topics that moved, one that went up and one that went down by turns, so that neither hides the other."""
    up = [m for m in since.topics if m.move is Move.HIGHER]
    down = [m for m in since.topics if m.move is Move.LOWER]
    turns = [pair for both in zip(up, down, strict=False) for pair in both]
    return [*turns, *up[len(down) :], *down[len(up) :]]


def move_line(move: TopicMove, earlier: Quarter) -> str:
    """A topic by name, which way it went since then, and what the team said of it."""
    went = {
        Move.HIGHER: _("{title}: higher than in {quarter}."),
        Move.LOWER: _("{title}: lower than in {quarter}."),
        Move.SAME: _("{title}: the same as in {quarter}."),
    }[move.move].format(title=move.title, quarter=quarter_words(earlier))
    return f"{went} {sentence(move.because)}" if move.because.strip() else went


def since_blocks(material: ReportMaterial, since: Since | None, *, words_only: bool) -> list[Block]:
    """Everything that can be compared with an earlier review; or why nothing is."""
    if material.hidden_why:
        return [Paragraph(material.hidden_why)]
    if since is None:
        return [
            Paragraph(_("This is the first signed review. The line begins next time."))
            if not material.plan.together_only
            else Paragraph(_("There is nothing to compare with yet."))
        ]
    blocks: list[Block] = []
    if words_only:
        themes = tuple(_theme_line(theme, since) for theme in since.themes if theme.move is not Move.SAME)
        blocks += [Heading(_("Themes asked in full"), 3), Bullets(themes)] if themes else []
    elif since.compared_on:
        blocks.append(Paragraph(since.compared_on, tone=Tone.QUIET))
    went = moved(since)
    if not went:
        return [*blocks, Paragraph(_("No topic that both reviews asked has moved."))]
    told = tuple(move_line(m, since.earlier) if words_only else _levels_line(m) for m in went)
    return [*blocks, Heading(_("Topics that moved"), 3), Bullets(told)]


def _theme_line(theme: ThemeMove, since: Since) -> str:
    went = _("{title}: higher than in {quarter}.")
    if theme.move is Move.LOWER:
        went = _("{title}: lower than in {quarter}.")
    return went.format(title=theme.title, quarter=quarter_words(since.earlier))


def _levels_line(move: TopicMove) -> str:
    return (
        f"{stopped(move.levels)} {sentence(move.because)}" if move.because.strip() else stopped(move.levels)
    )


def ours(material: ReportMaterial) -> list[Block]:
    """What the team does itself: three lines with role and first step."""
    lines = tuple(our_line(a, Edition.WORDS) for a in alive(material.plan)[:MOST_OURS])
    blocks: list[Block] = [Heading(_("What we do ourselves"), 2)]
    if not lines:
        return [*blocks, Paragraph(_("No actions are written down yet."))]
    return [*blocks, Bullets(lines, most_lines=2)]


def people(plan: PlanMaterial) -> list[Block]:
    """Who took part in bands, any reservation, and whom to talk to."""
    blocks: list[Block] = [Paragraph(who_took_part(plan), lead=_("Who took part:"), most_lines=2)]
    reserved = " ".join(
        _("{role}: “{words}”").format(role=role_words(s.role), words=s.reservation.strip())
        for s in plan.sign_offs
        if s.reservation.strip()
    )
    if reserved:
        blocks.append(Paragraph(reserved, lead=_("Signed with a reservation:"), most_lines=2))
    contact = plan.contact.strip() or _("no contact is written down yet")
    return [*blocks, Paragraph(contact, lead=_("Talk to us:"), most_lines=1)]


def voice(plan: PlanMaterial) -> list[Block]:
    """One sentence of somebody who uses the service, with consent, and one small win."""
    blocks: list[Block] = []
    if plan.resident_words.strip():
        words = _("“{words}”").format(words=plan.resident_words.strip())
        blocks.append(Paragraph(words, lead=_("In somebody’s own words:"), most_lines=2))
    if plan.small_win.strip():
        blocks.append(Paragraph(sentence(plan.small_win), lead=_("A small win:"), most_lines=2))
    return blocks


def time_front(material: ReportMaterial) -> list[Block]:
    """Protected time of the quarter in one line without a digit."""
    mine = next((t for t in material.time if t.quarter == material.plan.quarter), None)
    if mine is None:
        return []
    return [Paragraph(sentence(kept_share(mine.total)), lead=_("Protected time:"), most_lines=2)]


def time_blocks(material: ReportMaterial, kept: TimeKept | None, *, words_only: bool) -> list[Block]:
    """Protected time of one quarter by kind of session, with why the rest wasn't held."""
    if kept is None or not kept.total.planned:
        return [Paragraph(_("No session was planned in this quarter."))]
    if words_only:
        return _time_in_words(kept)
    rows = [_time_row(kind_words(kind), tally) for kind, tally in kept.kinds]
    if len(rows) > 1:
        rows.append(_time_row(_("Altogether"), kept.total))
    head = (_("Kind of session"), _("Held of planned"), _("Cut short"), _("Still to come"), _("Lost"))
    blocks: list[Block] = [Table(head, tuple(rows), _TIME_SHARES)]
    if kept.lost is not None and kept.total.lost:
        blocks.append(Paragraph(sentence(lost_words(kept.lost)), lead=_("Why sessions were lost:")))
    return blocks


def _time_row(name: str, tally: Tally) -> tuple[str, ...]:
    return (name, kept_counts(tally), str(tally.short), str(tally.moved), str(tally.lost))


def _time_in_words(kept: TimeKept) -> list[Block]:
    lines = tuple(
        _("{kind}: {share}.").format(kind=kind_words(kind), share=kept_share(tally))
        for kind, tally in kept.kinds
    )
    blocks: list[Block] = [Bullets(lines)]
    if kept.lost is not None and kept.total.lost:
        reasons = ", ".join(reason_words(reason) for reason, _n in kept.lost.reasons)
        blocks.append(Paragraph(sentence(reasons), lead=_("Why sessions were lost:")))
    return blocks


def chart_blocks(
    material: ReportMaterial, part: ChartPart, *ids: str, tables: bool = False, say: bool = False
) -> list[Block]:
    """The charts of a part with these ids or families (all without one); with `say`, also its lines that no chart says."""
    group = material.group(part)
    if group is None:
        return []
    charts = tuple(c for c in group.charts if not ids or c.id in ids or _family(c.id) in ids)
    own = sentences_of(group.charts)
    lines = tuple(line for line in group.in_words if line not in own) if say else ()
    blocks: list[Block] = [Figures(charts, tables)] if charts else []
    return [*blocks, Bullets(lines)] if lines else blocks


def over_time(material: ReportMaterial) -> list[Block]:
    """The themes over time, with how their lines are read said once; nothing where there is no chart."""
    group = material.group(ChartPart.THEMES)
    charts = chart_blocks(material, ChartPart.THEMES, say=True)
    if group is None or not charts:
        return []
    note = next((chart.note for chart in group.charts if isinstance(chart, LineChart)), "")
    read: list[Block] = [Paragraph(note)] if note else []
    return [Heading(_("The themes over time"), 2), *read, *charts]


def _family(chart_id: str) -> str:
    """What charts of one kind have in common: ``pulse/`` for ``pulse/pulse10-1/load``."""
    return chart_id.partition("/")[0] + "/"


def table_blocks(material: ReportMaterial, shown: Sequence[Block]) -> list[Block]:
    """The figures of every chart that the report has drawn, as tables at its end."""
    drawn = [c for block in shown if isinstance(block, Figures) and not block.tables for c in block.charts]
    tables = [block for chart in drawn for block in chart_table(chart)]
    if not tables:
        return []
    about = _("Each chart once more, for reading row by row and for copying.")
    return [
        Heading(_("The same figures as tables"), 2, new_page=True),
        Paragraph(about, tone=Tone.QUIET),
        *tables,
    ]


def chart_table(chart: Chart) -> list[Block]:
    """One chart as a table under its title; nothing where it isn't drawn."""
    table = table_of(chart)
    return [Heading(chart.title, 3), table] if table is not None else []


def about_blocks(
    material: ReportMaterial,
    left_out: Sequence[str],
    *,
    words_only: bool,
    has_review: bool = True,
    has_rules: bool = True,
) -> list[Block]:
    """What our review asked, which rules of thumb the sentences follow, and what isn't here and why."""
    blocks: list[Block] = [Heading(_("About this report"), 2)]
    if has_review:
        blocks += _asked_about(material.plan, words_only=words_only)
    if has_rules and not words_only and material.notes:
        blocks += [Heading(_("How to read it: rules of thumb"), 3), Bullets(tuple(material.notes))]
    return [*blocks, Heading(_("Left out, and why"), 3), Bullets(tuple(left_out))]


def _asked_about(plan: PlanMaterial, *, words_only: bool) -> list[Block]:
    """Which questions the review asked."""
    asked = _("{title}, version {version}: {scope}").format(
        title=plan.question_set, version=plan.question_set_version, scope=plan.scope_label
    )
    words = plan.question_set if words_only else asked
    return [Paragraph(sentence(words), lead=_("What our review asked:"))]


def _page_foot(plan: PlanMaterial) -> str:
    """What stands at the foot of each page."""
    if plan.agreed_on is None:
        return _("Not signed off yet. No rating is shown with a name.")
    return _("Agreed by the team on {day}. No rating is shown with a name.").format(
        day=full_day_words(plan.agreed_on)
    )


def _head_note(plan: PlanMaterial, name: str) -> str:
    """What stands beside the team's name at the head of each page."""
    parts = [_("{name}, {quarter}").format(name=name, quarter=quarter_words(plan.quarter))]
    if plan.is_demo:
        parts.append(_("made-up example"))
    if plan.one_person:
        parts.append(_("one person’s view"))
    return " · ".join(parts)
