"""The screens of leaders, and those of a manager who shares with them, and the way to each through the real window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus, Outcome
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.domain.team import Role
from pie_audit.workflows import (
    board,
    meetings,
    papers,
    plans,
    reply_files,
    shared_plans,
    signing,
    sittings,
    starting,
    teams,
    unlock,
)
from pie_audit.workflows.papers import PaperFile
from pie_audit.workflows.shared_plans import ShareWish
from tests.ui.shell.desk import PASSWORD, TODAY, Desk

ASKS = ("Pay for four hours of cover on nights", "Replace the lone-working phones")
QUARTER = Quarter(2026, 4)


def _go(desk: Desk, area: str, argument: object = None) -> QWidget:
    desk.win.inside.go(area, argument)
    desk.rest()
    desk.rest()
    return desk.win.inside.page()


def _dialog(desk: Desk) -> QWidget:
    desk.until(lambda: desk.app.activeModalWidget() is not None)
    desk.rest()
    found = desk.app.activeModalWidget()
    assert found is not None
    return found


def sign_plan(desk: Desk) -> str:
    """A review that was talked through together, with two asks, signed today; the team's id."""
    opened, me = desk.jobs.opened, desk.jobs.me
    team_id = next(iter(me.member.teams))
    wish = starting.RoundPlan(
        team_id=team_id,
        quarter=QUARTER,
        scope=Scope.SHORT,
        theme_id=None,
        openers=(),
        raters=(),
        opens_on=TODAY,
        closes_on=TODAY,
        talk_on=None,
        together_only=True,
    )
    round_id = opened.write(lambda tx: starting.start_round(tx, me, wish))
    agreed = Consensus("A1", Outcome.AGREED, Level(2), "We ask first.")
    opened.write(lambda tx: meetings.record_consensus(tx, me, round_id, agreed))
    for ask in ASKS:
        action = replace(
            plans.new_action(team_id, round_id), what=f"For this: {ask}", ask_what=ask, ask_of="Larkfield"
        )
        opened.write(lambda tx, a=action: plans.save_action(tx, me, a))
    opened.write(lambda tx: sittings.leave_the_rest(tx, me, round_id))
    opened.write(lambda tx: signing.sign_off(tx, me, round_id, "", None))
    desk.rest()
    return team_id


def share_plan(desk: Desk) -> str:
    """The same, shared with leaders in full; the team's id."""
    opened, me = desk.jobs.opened, desk.jobs.me
    team_id = sign_plan(desk)
    opened.write(lambda tx: shared_plans.show_theme(tx, me, team_id, "A", "We ask what happened first."))
    shared_plans.share(opened, me, ShareWish(team_id, QUARTER, Edition.FULL))
    desk.rest()
    return team_id


def lead(desk: Desk) -> None:
    """Amina, who manages, leads as well from now on, and comes in again."""
    opened, me = desk.jobs.opened, desk.jobs.me
    roles = {*me.member.roles, Role.LEADER}
    opened.write(lambda tx: teams.change_roles(tx, me, me.member.person_id, roles, me.member.manages))
    desk.win.lock()
    desk.rest()
    again = unlock.sign_in(opened, me.member.name, PASSWORD)
    desk.win._on_came_in(again)
    desk.rest()


def _leading(area: str, argument: object = None) -> Callable[[Desk], QWidget]:
    def show(desk: Desk) -> QWidget:
        share_plan(desk)
        lead(desk)
        return _go(desk, area, argument)

    return show


def _asks_open(desk: Desk) -> QWidget:
    page = _leading("asks")(desk)
    for card in page.cards.values():
        card.words.click()
        card.tick.setChecked(True)
    desk.rest()
    return page


def _answering(desk: Desk) -> QWidget:
    page = _leading("asks")(desk)
    next(iter(page.cards.values())).ask_reply()
    return _dialog(desk)


def _together(desk: Desk) -> QWidget:
    _asks_open(desk).put_together()
    return _dialog(desk)


def _taken(desk: Desk) -> QWidget:
    page = _leading("shared-plans")(desk)
    strange = desk.folder / "notes.pdf"
    strange.write_bytes(b"%PDF-1.7 nothing")
    page.take_in((strange,))
    desk.rest()
    desk.until(lambda: bool(page.taken.files))
    desk.rest()
    return page


def _plan_file(desk: Desk) -> Path:
    opened, me = desk.jobs.opened, desk.jobs.me
    path = desk.folder / "plan.pdf"
    papers.save_paper(opened, me, PaperFile(sign_plan(desk), QUARTER, Edition.WORDS, path))
    return path


def _replies_out(desk: Desk) -> QWidget:
    path = _plan_file(desk)
    lead(desk)
    _answer_all(desk, path)
    page = _go(desk, "asks")
    page.save_replies()
    return _dialog(desk)


def _answer_all(desk: Desk, path: Path) -> str:
    """Take the plan in as a file and say yes to all of it; its sender."""
    opened, me = desk.jobs.opened, desk.jobs.me
    (came,) = board.take_in(opened, me, [path]).files
    keys = [ask.key for group in opened.read(lambda tx: board.board(tx, me)).asks for ask in group.asks]
    reply = Reply("", "", ReplyKind.YES, TODAY)
    opened.write(lambda tx: board.give_reply(tx, me, keys, reply))
    desk.rest()
    return str(came.plan.sender)


def _share(desk: Desk) -> QWidget:
    sign_plan(desk)
    page = _go(desk, "plan")
    page.share.open_window()
    return _dialog(desk)


def _plan_shared(desk: Desk) -> QWidget:
    share_plan(desk)
    return _go(desk, "plan", "share")


def _take_replies(desk: Desk) -> QWidget:
    path = _plan_file(desk)
    lead(desk)
    sender = _answer_all(desk, path)
    opened, me = desk.jobs.opened, desk.jobs.me
    file = desk.folder / "back.piereply"
    board.save_replies(opened, me, sender, file, False)
    page = _go(desk, "plan")
    team_id = page.view.team.team_id
    page.asked._on_found(reply_files.look(opened, me, team_id, file))
    return _dialog(desk)


def _pages_of_plan(desk: Desk) -> QWidget:
    """As they were when the plan was shared."""
    page = _leading("shared-plans")(desk)
    page.detail.pages_button.click()
    desk.rest()
    return desk.win.inside.page()


LEADING: dict[str, Callable[[Desk], QWidget]] = {
    "what teams ask": _leading("asks"),
    "asks opened and chosen": _asks_open,
    "replying to teams": _answering,
    "putting asks together": _together,
    "replies as files": _replies_out,
    "the board page": _leading("board-page"),
    "plans that teams shared": _leading("shared-plans"),
    "pages of a plan": _pages_of_plan,
    "plans that came in": _taken,
    "what gets in the way": _leading("shared-plans", "barriers"),
    "themes that teams show": _leading("shown-themes"),
    "home of who leads and manages": _leading("home"),
    "a plan that is shared": _plan_shared,
    "sharing with leaders": _share,
    "replies from leaders": _take_replies,
}
