"""What refusals, bent rules, the two questions and door cards show beside their forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from pie_audit.domain.bent_rule import BentRule, Proposal
from pie_audit.domain.door_card import DoorCard
from pie_audit.domain.level_words import level_words
from pie_audit.domain.refusal import Direction, Next, Refusal
from pie_audit.domain.refusal_words import (
    RefusalSums,
    agreed_words,
    direction_words,
    kind_words,
    must_stop_words,
    next_words,
    proposal_words,
    reason_words,
    together_words,
)
from pie_audit.ui.home.small_log_lists import Acting, sum_row, with_buttons
from pie_audit.ui.home.small_log_words import month_words, week_words
from pie_audit.ui.widgets import (
    Card,
    Divider,
    FlowLayout,
    PrimaryButton,
    SecondaryButton,
    SegmentedProgress,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _, plural


def refusals_card(sums: RefusalSums) -> Card:
    """Who turned people away, for what reasons, and “must stop using first” in a sentence of its own."""
    card = Card(_("The last twelve months"), look="sunk", gap=8)
    if not sums.times:
        return card.add(WrapLabel(_("Nothing noted yet."), "body"), None)
    words = plural(
        "Turned away {n} time: {us} by us, {others} by others.",
        "Turned away {n} times: {us} by us, {others} by others.",
        sums.times,
    )
    card.add(WrapLabel(words.format(n=sums.times, us=sums.by_us, others=sums.by_others), "strong"))
    if told := must_stop_words(sums.must_stop_using):
        card.add(WrapLabel(told, "body"))
    card.add(4, WrapLabel(_("Reasons"), "small_strong"))
    most = max(count for _reason, count in sums.reasons)
    for reason, count in sums.reasons:
        card.add(_bar(reason_words(reason), count, most))
    if sums.agencies:
        card.add(4, WrapLabel(_("By whom most often"), "small_strong"))
    for agency in sums.agencies:
        card.add(sum_row(agency.of, _times(agency.entries)))
    return card.add(None)


def _bar(what: str, count: int, most: int) -> QWidget:
    bar = SegmentedProgress(count, most)
    bar.setAccessibleName(_("{what}: {n}").format(what=what, n=count))
    return boxed(column(sum_row(what, str(count)), bar, gap=3))


def _times(count: int) -> str:
    return plural("{n} time", "{n} times", count).format(n=count)


def refusals_list(entries: Sequence[Refusal], change: Acting, take_out: Acting) -> Card:
    """Refusals, newest month first."""
    card = _entries(entries)
    for at, one in enumerate(entries):
        who = one.agency or direction_words(Direction.BY_US)
        kind = (kind_words(one.agency_kind),) if one.agency_kind else ()
        said = one.then is not Next.NOT_SAID
        then = (_("then: {what}").format(what=next_words(one.then)),) if said else ()
        line = (*kind, *then, level_words(one.level))
        words: list[QWidget] = [
            WrapLabel(f"{who}: {reason_words(one.reason)}", "strong"),
            WrapLabel(" · ".join((*line, month_words(one.month))), "small", "ink2"),
        ]
        of = f"{who}, {reason_words(one.reason)}, {month_words(one.month)}"
        buttons = with_buttons(words, of, change=(change, one), away=(take_out, one, _("Take out")))
        card.add(*([Divider()] if at else []), buttons)
    return card.add(None)


def waiting_card(waiting: Sequence[BentRule], change: Acting) -> Card:
    """Bent two weeks ago or more: what happened?"""
    card = Card(_("Two weeks ago or more: what happened?"), look="soft", icon="question", gap=8)
    for note in waiting:
        say = SecondaryButton(_("Say it"), in_row=True)
        say.setAccessibleName(_("Say what happened: {rule}").format(rule=note.rule))
        say.clicked.connect(lambda _checked=False, note=note: change(note))
        line = row(gap=12)
        line.addWidget(WrapLabel(f"{note.rule} · {week_words(note.week)}", "body", "soft_ink"), 1)
        line.addWidget(say)
        card.add(boxed(line))
    return card.add(None)


def bent_rules_list(entries: Sequence[BentRule], change: Acting, take_out: Acting) -> Card:
    """Bent rules, newest week first."""
    card = _entries(entries)
    for at, one in enumerate(entries):
        buttons = with_buttons(
            _bent_words(one), one.rule, change=(change, one), away=(take_out, one, _("Take out"))
        )
        card.add(*([Divider()] if at else []), buttons)
    return card.add(None)


def _bent_words(one: BentRule) -> list[QWidget]:
    agreed = agreed_words(one.agreed)
    who = _("{when} by {role}").format(when=agreed, role=one.agreed_by) if one.agreed_by else agreed
    lines = (
        _("Because: {why}").format(why=one.why),
        _("Instead: {words}").format(words=one.instead) if one.instead else "",
        _("What made it safe: {words}").format(words=one.safety) if one.safety else "",
        _("What happened: {words}").format(words=one.happened) if one.happened else "",
        proposal_words(one.proposal) if one.proposal is not Proposal.NONE else "",
    )
    small = WrapLabel(f"{who} · {week_words(one.week)}", "small", "ink2")
    return [WrapLabel(one.rule, "strong"), *(WrapLabel(line) for line in lines if line), small]


def prompts_card(counts: tuple[int, int], counted: Callable[[bool], object], link: QWidget | None) -> Card:
    """Two questions and two buttons; only counts are kept, and there is nowhere to write."""
    offered, done = counts
    card = Card(_("Two questions to ask together"), icon="question", gap=12)
    offer, did = SecondaryButton(_("Offered")), PrimaryButton(_("Done together"), "check")
    offer.clicked.connect(lambda _checked=False: counted(False))
    did.clicked.connect(lambda _checked=False: counted(True))
    card.add(
        WrapLabel(_("What can unsettle me here? What helps?"), "lead"),
        WrapLabel(
            _(
                "Write the answers where they belong: in the person’s own notes, never here. Count each person once."
            )
        ),
        boxed(FlowLayout(did, offer, gap=10)),
        WrapLabel(
            _("“Offered” is for somebody who was asked and didn’t want to, or not yet."), "small", "ink2"
        ),
        Divider(),
    )
    told = together_words(offered, done) if offered else _("Nothing noted yet.")
    return card.add(
        WrapLabel(_("The last twelve months"), "small_strong"),
        WrapLabel(told, "strong"),
        *([link] if link is not None else []),
        None,
    )


def doors_list(doors: Sequence[DoorCard], change: Acting, take_away: Acting) -> Card:
    """Door cards by agency."""
    card = Card(_("Doors we know"), gap=10)
    if not doors:
        card.add(WrapLabel(_("No card yet. It comes up when somebody types that agency."), "body", "ink2"))
    for at, one in enumerate(doors):
        lines = (
            _("They refused: {words}").format(words=one.refused) if one.refused else "",
            _("What got us in: {words}").format(words=one.got_us_in) if one.got_us_in else "",
            _("Ask for: {words}").format(words=one.ask_for) if one.ask_for else "",
        )
        words: list[QWidget] = [WrapLabel(one.agency, "strong"), *(WrapLabel(line) for line in lines if line)]
        buttons = with_buttons(words, one.agency, change=(change, one), away=(take_away, one, _("Take away")))
        card.add(*([Divider()] if at else []), buttons)
    return card.add(None)


def _entries(entries: Sequence[object]) -> Card:
    card = Card(_("Entries"), gap=10)
    if not entries:
        card.add(WrapLabel(_("Nothing noted yet."), "body", "ink2"))
    return card
