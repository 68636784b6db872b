"""Leaders' Home: how teams see themselves, what they ask for, the plans they shared, and what gets in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pie_audit.domain.board import BarrierCount, Board, BoardPlan, LikeAsks
from pie_audit.domain.board_words import (
    answered_words,
    done_words,
    group_words,
    level_words,
    plan_words,
    silent_words,
    waiting_words,
)
from pie_audit.domain.shown_line import mark_of, shown_line
from pie_audit.ui.widgets import (
    Card,
    Chip,
    CountBar,
    Divider,
    FlowLayout,
    IconMark,
    LinkButton,
    SecondaryButton,
    SmallLine,
    ThemeShape,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _

Going = Callable[[str, object], object]
MOST_TEAMS, MOST_ASKS, MOST_PLANS = 5, 3, 4
BEGINS = "begins"
"""The name, for the page, of the button where leaders begin."""


def teams_card(board: Board, go: Going) -> Card:
    """Each team's one theme with its own sentence, in the order of names."""
    shown = [plan for plan in board.plans if plan.plan.theme is not None]
    card = Card(_("How teams see themselves"), gap=12)
    if len(shown) > MOST_TEAMS:
        card.add_to_title(
            _link(_("All {n}").format(n=len(shown)), _("All chosen themes"), go, "shown-themes")
        )
    words = _("Each team picks the theme it wants you to see. No ranking, no total score.")
    card.add(WrapLabel(words, "small", "ink2"))
    if not shown:
        card.add(WrapLabel(_("No team has chosen a theme to show yet."), "body", "ink2"))
    for plan in shown[:MOST_TEAMS]:
        card.add(_team_row(plan))
    if silent := silent_words(board.silent):
        quiet = row(IconMark("eye-slash", 18, "ink2"), gap=10)
        quiet.addWidget(WrapLabel(silent, "small", "ink2"), 1)
        card.add(Divider(), quiet)
    return card.add(None)


def asks_card(board: Board, go: Going) -> Card:
    """What waits for a reply first; then the latest that was answered."""
    card = Card(_("Asks of us"), gap=8)
    if board.owed:
        card.add_to_title(Chip(waiting_words(board.owed), "warn"))
    if not board.asks:
        card.add(WrapLabel(_("Nothing is asked of you."), "body", "ink2"))
    waiting = [group for group in board.asks if group.waits]
    answered = [group for group in board.asks if not group.waits]
    shown = [*waiting[:MOST_ASKS], *answered[: max(1, MOST_ASKS - len(waiting))]]
    for at, group in enumerate(shown):
        if at:
            card.add(Divider())
        card.add(_waiting_row(group, go, first=at == 0) if group.waits else _answered_row(group))
    if len(board.asks) > len(shown):
        more = _link(_("All {n}").format(n=len(board.asks)), _("All asks"), go, "asks")
        card.add(boxed(FlowLayout(more)))
    return card.add(None)


def plans_card(board: Board, go: Going) -> Card:
    """The latest plan of each team, and how many of its own actions are done."""
    card = Card(_("Plans shared with you"), gap=8)
    every = _link(_("All {n}").format(n=len(board.plans)), _("All shared plans"), go, "shared-plans")
    card.add_to_title(every)
    newest = sorted(board.plans, key=lambda plan: (not plan.is_new, -plan.since.toordinal(), plan.plan.team))
    for at, plan in enumerate(newest[:MOST_PLANS]):
        if at:
            card.add(Divider())
        card.add(_plan_row(plan, board, go))
    return card.add(None)


def barriers_card(board: Board, go: Going) -> Card:
    """How many barriers the plans name on each level, and the one that most teams name."""
    card = Card(_("What gets in the way"), gap=8)
    card.add(WrapLabel(_("Barriers named in plans, by level"), "small", "ink2"))
    most = max((found.count for found in board.barriers), default=0)
    for found in board.barriers:
        card.add(_barrier_row(found, most))
    if not most:
        card.add(WrapLabel(_("No plan names any yet."), "body", "ink2"))
    often = next((found.most for found in reversed(board.barriers) if found.most), "")
    if often:
        card.add(WrapLabel(_("Named most often: {what}").format(what=often), "small", "ink2"))
    see = _link(_("See them"), _("See what gets in the way"), go, "shared-plans", "barriers")
    return card.add(boxed(FlowLayout(see)), None)


def nothing_shared_card(board: Board, go: Going) -> Card:
    """Before the first plan: why there is nothing to see, and the way for plans that came as files."""
    card = Card(_("Plans shared with you"), icon="flag", gap=12)
    card.add(
        WrapLabel(_("No team has shared a plan yet. You can’t see drafts, and that is on purpose.")),
        WrapLabel(
            _(
                "Teams can also send you the plan as a PDF. Drop a dozen of them on this window, or add them here."
            ),
            "body",
            "ink2",
        ),
    )
    add = SecondaryButton(_("Add plans…"), "plus")
    add.clicked.connect(lambda _checked=False: go("shared-plans", "add"))
    return card.add(boxed(FlowLayout(add)), None)


def also_asked_card(board: Board, go: Going) -> Card:
    """For who leads and has a team of their own as well: only whether something waits for an answer."""
    card = Card(_("What teams ask of you"), icon="megaphone-simple")
    words = waiting_words(board.owed) if board.owed else _("Nothing waits for a reply.")
    look = SecondaryButton(_("Look"))
    look.setAccessibleName(_("Look at what teams ask of you"))
    look.clicked.connect(lambda _checked=False: go("asks", None))
    return card.add(WrapLabel(words, "body", "ink2"), boxed(FlowLayout(look)), None)


def _team_row(plan: BoardPlan) -> QWidget:
    shown = plan.plan.theme
    assert shown is not None
    mark = mark_of(shown)
    name = row(gap=8)
    if mark is not None:
        name.addWidget(ThemeShape(mark, 15))
    name.addWidget(WrapLabel(shown.title, "small", "ink2"), 1)
    top = row(gap=16)
    top.addLayout(column(WrapLabel(plan.plan.team, "strong"), name, gap=2), 1)
    line = shown_line(shown, plain=True)
    if line is not None:
        top.addWidget(SmallLine(line), 0, Qt.AlignmentFlag.AlignVCenter)
    parts = column(top, gap=4)
    if shown.words.strip():
        parts.addWidget(WrapLabel(_("“{words}”").format(words=shown.words.strip()), "body"))
    return boxed(parts)


def _waiting_row(group: LikeAsks, go: Going, *, first: bool) -> QWidget:
    reply = SecondaryButton(_("Reply"), in_row=True)
    reply.setObjectName(BEGINS if first else "")
    reply.setAccessibleName(_("Reply: {what}").format(what=group.title))
    reply.clicked.connect(lambda _checked=False: go("asks", f"reply/{group.group_id}"))
    line = row(gap=12)
    line.addLayout(
        column(WrapLabel(group.title, "strong"), WrapLabel(group_words(group), "small", "ink2"), gap=2), 1
    )
    line.addWidget(reply, 0, Qt.AlignmentFlag.AlignVCenter)
    line.setContentsMargins(0, 3, 0, 3)
    return boxed(line)


def _answered_row(group: LikeAsks) -> QWidget:
    words = _("{who} · {answer}").format(who=group_words(group), answer=answered_words(group).lower())
    line = row(IconMark("check-circle", 20, "good"), gap=12)
    line.addLayout(column(WrapLabel(group.title, "strong"), WrapLabel(words, "small", "ink2"), gap=2), 1)
    line.setContentsMargins(0, 3, 0, 3)
    return boxed(line)


def _plan_row(plan: BoardPlan, board: Board, go: Going) -> QWidget:
    words = plan_words(plan, board.today)
    open_it = _link(
        _("Open"),
        _("Open: {team}, {plan}").format(team=plan.plan.team, plan=words),
        go,
        "shared-plans",
        plan.plan_id,
    )
    line = row(IconMark("file-pdf", 22, "accent"), gap=12)
    line.addLayout(column(WrapLabel(plan.plan.team, "strong"), WrapLabel(words, "small", "ink2"), gap=2), 1)
    marks: list[QWidget] = [Chip(_("New"), "info")] if plan.is_new else []
    if done := done_words(plan):
        marks.append(WrapLabel(done, "small", "ink2", wrap=False))
    line.addWidget(boxed(FlowLayout(*marks, open_it, gap=10)), 0, Qt.AlignmentFlag.AlignVCenter)
    return boxed(line)


def _barrier_row(found: BarrierCount, most: int) -> QWidget:
    name = level_words(found.level)
    bar = CountBar(found.count, most)
    bar.setAccessibleName(_("{level}: {n}").format(level=name, n=found.count))
    top = row(gap=10)
    top.addWidget(WrapLabel(name, "small"), 1)
    top.addWidget(WrapLabel(str(found.count), "small_strong", wrap=False))
    return boxed(column(top, bar, gap=3))


def _link(words: str, name: str, go: Going, area: str, argument: object = None) -> LinkButton:
    button = LinkButton(words, in_row=True)
    button.setAccessibleName(name)
    button.clicked.connect(lambda _checked=False: go(area, argument))
    return button
