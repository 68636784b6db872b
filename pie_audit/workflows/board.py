"""The leaders' board: what teams share here or sent as files, asks that are alike, and what leaders answer."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pie_audit.domain.ask_codes import sender_of
from pie_audit.domain.board import Board, BoardAsk, CameBy
from pie_audit.domain.board_rules import Arrived, GivenReplies, make_board, print_of
from pie_audit.domain.day import full_day_words
from pie_audit.domain.errors import CannotRead, NotNow
from pie_audit.domain.like_asks import ByHand
from pie_audit.domain.plan_received import plan_from_text
from pie_audit.domain.reply import Reply
from pie_audit.storage import audits as rounds
from pie_audit.storage import board as kept
from pie_audit.storage import plan_pages, shared_plans, teams
from pie_audit.storage import replies as team_replies
from pie_audit.storage.board import KeptReply, KeptTogether
from pie_audit.words import _
from pie_audit.workflows import drafts, plan_files, replies, reply_files, self_record
from pie_audit.workflows.ask_codes import codes_of_team
from pie_audit.workflows.board_files import CameFile as CameFile
from pie_audit.workflows.board_files import TakenIn as TakenIn
from pie_audit.workflows.board_files import accept_signer as accept_signer
from pie_audit.workflows.board_files import take_in as take_in
from pie_audit.workflows.notes import note
from pie_audit.workflows.permissions import Act, require
from pie_audit.workflows.reply_files import reply_file_name as reply_file_name
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.unlock import Me, SignedIn, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.paper_kinds import LaidOut
    from pie_audit.workflows.unlock import OpenWorkspace

BOARD_FILE_NAME = "board.pdf"
_TITLE_LIMIT = 200


def board(tx: Transaction, me: Me) -> Board:
    """Everything that leaders see. Raises NotNow for anybody else."""
    mine = _leader(me)
    replied: defaultdict[str, list[Reply]] = defaultdict(list)
    unsent = set()
    for one in kept.every_reply(tx):
        replied[one.ask_key].append(one.reply)
        if one.sent_on is None:
            unsent.add(one.reply.reply_id)
    by_hand = {one.ask_key: ByHand(one.group_id, one.title) for one in kept.every_together(tx)}
    given = GivenReplies(replied, frozenset(unsent))
    pages = plan_pages.plans_with_pages(tx)
    arrived = [replace(one, has_pages=one.plan_id in pages) for one in (*_shared(tx), *_received(tx))]
    looked = self_record.load(tx, me).looked
    return make_board(mine.clock.today(), arrived, given, by_hand, silent=_silent(tx), looked=looked)


def look_at(tx: Transaction, me: Me, plan_id: str) -> None:
    """Remember for whoever looks, and for nobody else, that they opened this plan as it is now; sealed to them."""
    here = {one.plan.sender: one for one in board(tx, me).plans}
    found = next((one.plan for one in here.values() if one.plan_id == plan_id), None)
    if found is None:
        return
    before = {sender: seen for sender, seen in self_record.load(tx, me).looked.items() if sender in here}
    self_record.change(tx, me, same_week=True, looked={**before, found.sender: print_of(found)})


def lay_out_pages(opened: OpenWorkspace, me: Me, plan_id: str) -> LaidOut:
    """The pages of a plan on the board, from the very file.

    Raises NotNow where none were kept, CannotRead where they can't be drawn.
    """
    from pie_audit.workflows.paper_drawing import counted

    pdf = opened.read(lambda tx: _pages(tx, me, plan_id))
    return opened.worker.compute(lambda: counted(pdf)).result()


def count_pages(opened: OpenWorkspace, me: Me, plan_id: str) -> int | None:
    """How many pages a plan on the board has; None where none were kept, or none can be drawn.

    Raises NotNow for anybody but leaders.
    """
    from pie_audit.workflows.paper_drawing import counted

    _leader(me)
    pdf = opened.read(lambda tx: plan_pages.load_pages(tx, plan_id))
    if pdf is None:
        return None
    try:
        return opened.worker.compute(lambda: counted(pdf).pages).result()
    except CannotRead:
        return None


def _pages(tx: Transaction, me: Me, plan_id: str) -> bytes:
    on_board = any(one.plan_id == plan_id for one in board(tx, me).plans)
    pdf = plan_pages.load_pages(tx, plan_id) if on_board else None
    if pdf is None:
        raise NotNow(
            _("The pages of this plan aren’t here."),
            _("What it says stands on the page Plans. Ask the team for the PDF."),
        )
    return pdf


def _leader(me: Me) -> SignedIn:
    mine = acting(me)
    require(mine.member, Act.KEEP_BOARD)
    return mine


def _shared(tx: Transaction) -> list[Arrived]:
    """What teams of this workspace share, exactly as it was shared."""
    return [
        Arrived(share.round_id, plan_from_text(share.body), CameBy.SHARED, share.shared_on)
        for share in shared_plans.every_share(tx)
    ]


def _received(tx: Transaction) -> list[Arrived]:
    return [
        Arrived(
            one.plan_id,
            plan_from_text(one.body),
            CameBy.FILE,
            one.received_on,
            one.format,
            plan_files.signer_words(one.signer),
        )
        for one in kept.plans(tx)
    ]


def _silent(tx: Transaction) -> int:
    """Teams of this workspace that have begun a review and share nothing."""
    here = {team.team_id for team in teams.list_teams(tx)}
    return len((here & rounds.teams_with_rounds(tx)) - shared_plans.teams_that_share(tx))


def put_together(tx: Transaction, me: Me, keys: Sequence[str], title: str) -> Undoable:
    """Make these asks one group, whatever their words; `title` says what they all ask."""
    if len(set(keys)) < 2:
        raise NotNow(_("One ask alone is no group."), _("Choose at least two that ask for the same."))
    group_id = secrets.token_hex(16)
    wanted = [KeptTogether(key, group_id, title.strip()[:_TITLE_LIMIT]) for key in dict.fromkeys(keys)]
    return _place(tx, me, wanted, _("Put asks together"))


def take_apart(tx: Transaction, me: Me, keys: Sequence[str]) -> Undoable:
    """Let each of these asks stand on its own, whatever its words."""
    wanted = [KeptTogether(key, secrets.token_hex(16), "") for key in dict.fromkeys(keys)]
    return _place(tx, me, wanted, _("Took asks apart"))


def _place(tx: Transaction, me: Me, wanted: Sequence[KeptTogether], name: str) -> Undoable:
    _leader(me)
    known = {one.key for one in _every_ask(tx, me)}
    if not {one.ask_key for one in wanted} <= known:
        raise _gone()
    keys = [one.ask_key for one in wanted]
    before = [one for one in kept.every_together(tx) if one.ask_key in keys]
    for one in wanted:
        kept.save_together(tx, one)

    def undo(tx: Transaction, me: Me) -> None:
        _leader(me)
        kept.delete_together(tx, keys)
        for one in before:
            kept.save_together(tx, one)

    return Undoable(tuple(wanted), name, undo)


def _every_ask(tx: Transaction, me: Me) -> list[BoardAsk]:
    return [ask for group in board(tx, me).asks for ask in group.asks]


def _gone() -> NotNow:
    return NotNow(_("One of these asks isn’t on the board any more."), _("Look at the board again."))


def give_reply(tx: Transaction, me: Me, keys: Sequence[str], reply: Reply) -> Undoable:
    """Answer these asks in the same words: at once where the team shares this workspace, else with the next file.

    `reply.action_id` is left out of account; each ask gets a reply of its own. Raises NotNow for “no” or “partly”
    without a reason and for a day that can't be.
    """
    mine = _leader(me)
    wanted = list(dict.fromkeys(keys))
    if not wanted or not set(wanted) <= {one.key for one in _every_ask(tx, me)}:
        raise _gone()
    said = _checked(reply, mine.clock.today())
    given = [_give(tx, mine, replace(said, action_id=key, reply_id=secrets.token_hex(16))) for key in wanted]

    def undo(tx: Transaction, me: Me) -> None:
        mine = _leader(me)
        for one in given:
            kept.delete_reply(tx, one.reply.reply_id)
            team_replies.delete_reply(tx, one.reply.reply_id)
            note(tx, mine, "took a reply back", one.reply.reply_id, "reply")

    return Undoable(tuple(one.reply for one in given), _("Replied"), undo)


def begun_reply(keys: Sequence[str]) -> str:
    """Under which key what is typed about these asks waits as a draft, until it is kept."""
    return f"board reply/{'/'.join(sorted(keys))}"


def keep_reply(tx: Transaction, me: Me, keys: Sequence[str], reply: Reply) -> Undoable:
    """As `give_reply`; what was begun of it is no draft any more."""
    done = give_reply(tx, me, keys, reply)
    drafts.drop(tx, me, begun_reply(keys))
    return done


def _checked(reply: Reply, today: date) -> Reply:
    if reply.replied_on > today:
        raise NotNow(
            _("A reply can’t come on {day}.").format(day=full_day_words(reply.replied_on)),
            _("Today is {today}: choose that day or an earlier one.").format(today=full_day_words(today)),
        )
    return replace(reply, from_whom=reply.from_whom.strip() or _("a senior leader")).checked()


def _give(tx: Transaction, me: SignedIn, reply: Reply) -> KeptReply:
    """Keep one reply, and put it beside the team's own where the team is here."""
    action_id = _action_here(tx, me, reply)
    one = KeptReply(reply, me.clock.today() if action_id else None)
    kept.save_reply(tx, one)
    if action_id:
        team_replies.save_reply(tx, replace(reply, action_id=action_id))
    note(tx, me, "replied to an ask", reply.reply_id, "reply")
    return one


def _action_here(tx: Transaction, me: SignedIn, reply: Reply) -> str:
    """The action whose ask this is, if a team of this workspace shares it; else empty."""
    sender, _slash, code = reply.action_id.partition("/")
    workspace_id = teams.load_workspace(tx).workspace_id
    for team_id in shared_plans.teams_that_share(tx):
        if sender_of(workspace_id, team_id) == sender:
            return _latest_action(tx, team_id, code, me.clock.today())
    return ""


def _latest_action(tx: Transaction, team_id: str, code: str, today: date) -> str:
    codes = codes_of_team(tx, team_id)
    found = (asked.action_id for asked in replies.every_ask(tx, team_id, today))
    return next((action_id for action_id in found if codes.get(action_id) == code), "")


def let_go(tx: Transaction, me: Me, plan_id: str) -> Undoable:
    """Take a team that came as a file off the board, with its earlier plans; replies stay. Sharing is the team's own."""
    mine = _leader(me)
    found = next((one for one in kept.plans(tx) if one.plan_id == plan_id), None)
    if found is None:
        raise NotNow(
            _("This plan is shared by its team in this workspace."),
            _("The team’s manager can stop sharing it."),
        )
    gone = kept.plans(tx, found.sender)
    pages = {one.plan_id: plan_pages.load_pages(tx, one.plan_id) for one in gone}
    for one in gone:
        kept.delete_plan(tx, one.plan_id)
        plan_pages.delete_pages(tx, one.plan_id)
    note(tx, mine, "let go of a plan", plan_id, "plan")

    def undo(tx: Transaction, me: Me) -> None:
        _leader(me)
        for one in gone:
            kept.save_plan(tx, one)
            if pdf := pages[one.plan_id]:
                plan_pages.save_pages(tx, one.plan_id, pdf)

    return Undoable(plan_id, _("Let go of a plan"), undo)


def save_replies(opened: OpenWorkspace, me: Me, sender: str, path: Path, overwrite: bool) -> int:
    """Write everything that was answered to one team into a file for its window; how many replies are in it.

    Raises NotNow where nothing was answered, CannotSave where the file can't be written.
    """
    from pie_audit.reports.saving import save_whole

    mine = _leader(me)
    plan, found = opened.read(lambda tx: _for_sender(tx, me, sender))
    content = reply_files.to_file(mine, plan, found)
    opened.worker.compute(lambda: save_whole(content, path, overwrite=overwrite)).result()
    if not opened.reads_only:
        opened.write(lambda tx: _note_sent(tx, mine, sender, found))
    return len(found)


def _for_sender(tx: Transaction, me: Me, sender: str) -> tuple[reply_files.ForTeam, tuple[KeptReply, ...]]:
    plan = next((one.plan for one in board(tx, me).plans if one.plan.sender == sender), None)
    found = tuple(one for one in kept.every_reply(tx) if one.ask_key.startswith(f"{sender}/"))
    if plan is None or not found:
        raise NotNow(_("Nothing is answered for this team yet."), _("Reply to one of its asks first."))
    every = (plan, *(e for p in board(tx, me).plans if p.plan.sender == sender for e in p.earlier))
    asks = {ask.code: ask.what for one in reversed(every) for ask in one.asks}
    return reply_files.ForTeam(sender, plan.team, plan.quarter, asks), found


def _note_sent(tx: Transaction, me: SignedIn, sender: str, found: Sequence[KeptReply]) -> None:
    for one in found:
        if one.sent_on is None:
            kept.save_reply(tx, replace(one, sent_on=me.clock.today()))
    note(tx, me, "exported replies", sender, "plan")


def lay_out_board(opened: OpenWorkspace, me: Me) -> LaidOut:
    """The page for the board, exactly as it would be saved."""
    now = opened.read(lambda tx: board(tx, me))
    return opened.worker.compute(lambda: draw_board(now)).result()


def draw_board(now: Board) -> LaidOut:
    """The board on paper."""
    from pie_audit.domain.report_board import board_report
    from pie_audit.reports.report_pdf import make_report
    from pie_audit.workflows.paper_kinds import LaidOut

    if not now.plans:
        raise NotNow(_("There is nothing on the board yet."), _("Take in plans of teams first."))
    return LaidOut(*make_report(board_report(now)))


def save_board(opened: OpenWorkspace, me: Me, path: Path, overwrite: bool) -> int:
    """Write the page for the board as a PDF; how many pages it has. Raises CannotSave."""
    from pie_audit.reports.saving import save_whole

    mine = _leader(me)
    laid_out = lay_out_board(opened, me)
    opened.worker.compute(lambda: save_whole(laid_out.pdf, path, overwrite=overwrite)).result()
    if not opened.reads_only:
        opened.write(lambda tx: note(tx, mine, "exported board", mine.member.person_id))
    return laid_out.pages
