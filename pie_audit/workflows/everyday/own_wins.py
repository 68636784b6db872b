"""Small wins beside the wall: one that is for its writer alone, and the topics that a win may belong to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pie_audit.domain.entry import Entry, EntryKind, Step, from_body
from pie_audit.domain.errors import NotNow
from pie_audit.domain.small_logs import Win
from pie_audit.storage import audits, latest_logs
from pie_audit.words import _
from pie_audit.workflows import reflections, sealed_pages
from pie_audit.workflows.board_rules import topics_of
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.reflections import Sitting
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


def keep_to_myself(tx: Transaction, me: Me, win: Win) -> Undoable:
    """Make a win a line among one's own sealed pages; the team has no row of it. Sent twice, it is one line.

    Raises NotNow for a win that stands on the wall already: it may be somebody else's. So it does where the line says
    something else by now: what was typed since would be lost.
    """
    if latest_logs.load_win(tx, win.win_id) is not None:
        raise NotNow(
            _("This one is on the wall already."), _("Take it off the wall, or write a new one for yourself.")
        )
    mine = acting(me)
    there = sealed_pages.open_page(tx, me, bytes.fromhex(win.win_id))
    if there is not None and from_body(there.body).text != win.words:
        raise NotNow(
            _("This one is among your own pages already."), _("Write on there, or begin another one here.")
        )
    if there is None:
        steps = (Step("", "", win.words),)
        topics = (win.topic_id,) if win.topic_id else ()
        begun = mine.clock.minute()
        page = Entry(
            win.win_id, EntryKind.WIN, mine.clock.today(), steps=steps, topic_ids=topics, begun=begun
        )
        reflections.save(tx, me, page, Sitting(page, 0))
    return Undoable(win, _("Kept a small win for yourself"), partial(_let_go, page_id=win.win_id))


def topics_to_choose(tx: Transaction, team_id: str) -> tuple[tuple[str, str], ...]:
    """Ids and titles of the topics of the team's latest review, in its order."""
    latest = max(audits.rounds_of_team(tx, team_id), key=lambda r: r.quarter, default=None)
    found = topics_of(tx, latest) if latest is not None else ()
    return tuple((topic.id, topic.title) for topic in found)


def _let_go(tx: Transaction, me: Me, *, page_id: str) -> None:
    reflections.delete(tx, me, page_id)
