"""The page for the board: what is asked most first, teams by name, and no figure that ranks anybody."""

from __future__ import annotations

from datetime import date

from pie_audit.domain.board import Board, CameBy
from pie_audit.domain.board_rules import Arrived, GivenReplies, ask_key, make_board
from pie_audit.domain.plan_blocks import Block, Bullets, Heading, Paragraph, Table
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.domain.report_board import board_report, lead_sentence
from pie_audit.domain.shared_plan import SharedAction, SharedPlan
from tests.make_shared import shared, shared_ask

TODAY = date(2027, 1, 20)


def board(*plans: SharedPlan, replies: dict[str, list[Reply]] | None = None, silent: int = 0) -> Board:
    came = [Arrived(str(n), plan, CameBy.FILE, TODAY) for n, plan in enumerate(plans)]
    return make_board(TODAY, came, GivenReplies(replies or {}), {}, silent=silent)


def said(blocks: tuple[Block, ...]) -> str:
    """All words of some blocks in their order."""
    parts: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                parts.append(block.text)
            case Paragraph():
                parts.append(f"{block.lead} {block.text}")
            case Bullets():
                parts += block.items
            case Table():
                parts += [cell for row in (block.head, *block.rows) for cell in row]
            case _:
                raise AssertionError(block)
    return "\n".join(parts)


COVER = [shared(f"Team {n}", shared_ask("Cover for nights", asked_in=Quarter(2026, 3))) for n in range(5)]
REST = [shared(f"Team {n}") for n in range(5, 12)]


def test_the_first_sentence_says_what_is_asked_most_and_for_how_long() -> None:
    words = lead_sentence(board(*COVER, *REST))
    assert (
        words == "5 asks wait for a reply. Asked most: Cover for nights (5 of 12 teams, oldest 2 quarters)."
    )


def test_page_one_names_what_is_owed_with_its_team_and_day() -> None:
    late = shared("Mill Lane", shared_ask("Phones", reply_by=date(2027, 1, 15)))
    soon = shared("Outreach", shared_ask("A door", reply_by=date(2027, 2, 15)))
    front = said(board_report(board(late, soon)).front)
    assert "Mill Lane: Phones. A reply was asked for by 15 January 2027." in front
    assert "Outreach: A door. A reply" not in front


def test_page_one_says_what_a_yes_would_take() -> None:
    ask = shared_ask("Phones", cost="about £400", if_no="Nobody can call for help")
    front = said(board_report(board(shared("Mill Lane", ask))).front)
    assert (
        "Phones. Rough yearly cost for one team: about £400. If no, this stays: Nobody can call for help."
        in front
    )


def test_every_ask_stands_inside_in_its_teams_words_with_what_was_said() -> None:
    plan = shared(
        "Mill Lane", shared_ask("Phones"), shared_ask("A door", kind=ReplyKind.NO, answer="No money.")
    )
    reply = Reply("r", "", ReplyKind.YES, TODAY, "the director", "from April")
    inside = said(board_report(board(plan, replies={ask_key(plan, plan.asks[0].code): [reply]})).inside)
    assert "Phones (to the council)\nAutumn 2026, asked 1 quarter ago\nYes: from April." in inside
    assert "No money." in inside


def test_each_theme_stands_with_its_teams_own_sentence_and_nothing_beside_it() -> None:
    inside = said(board_report(board(*COVER[:2])).inside)
    assert "Team 0, Staff support: We hold supervision now." in inside
    assert not [word for word in ("mean", "score of", "rank") if word in inside.lower()]


def test_teams_that_shared_nothing_have_no_name_and_from_two_on_no_number() -> None:
    one, many = board(*COVER, silent=1), board(*COVER, silent=7)
    assert "One team hasn’t shared yet." in said(board_report(one).front)
    assert "Some teams haven’t shared yet." in said(board_report(many).front)
    assert "7" not in said(board_report(many).front)


def test_teams_stand_by_name_in_every_list() -> None:
    plans = [
        shared(name, actions=(SharedAction("x", "done"),) * n)
        for n, name in enumerate(("Zeta", "Alpha", "Mid"))
    ]
    report = board_report(board(*plans))
    (table,) = [b for b in report.inside if isinstance(b, Table) and b.head[1] == "Plan"]
    assert [row[0] for row in table.rows] == ["Alpha", "Mid", "Zeta"]


def test_a_board_without_asks_says_so() -> None:
    assert lead_sentence(board(*REST)) == "Nobody asks for anything at the moment."
    answered = shared("A", shared_ask("x", kind=ReplyKind.YES))
    assert lead_sentence(board(answered)) == "Every ask has an answer."
    assert board_report(board(*REST)).front


def test_one_team_alone_is_said_by_its_name() -> None:
    alone = board(shared("Mill Lane", shared_ask("Phones", asked_in=Quarter(2026, 3))))
    assert (
        lead_sentence(alone)
        == "1 ask waits for a reply. Asked most: Phones (Mill Lane, asked 2 quarters ago)."
    )


def test_made_up_data_is_named_on_every_page() -> None:
    assert "made-up example" in board_report(board(shared("A"), shared("B", is_demo=True))).head_note
    assert "made-up" not in board_report(board(shared("A"))).head_note
