"""What teams ask of leaders: alike asks together, answered once for all or one by one, and the page for the board."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.board import Board, LikeAsks
from pie_audit.domain.board_words import waiting_words
from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.leading.ask_card import AskCard
from pie_audit.ui.leading.files import LeadingFiles
from pie_audit.ui.leading.replies_out import RepliesOut, owed_replies
from pie_audit.ui.leading.reply_window import Answering, ReplyWindow
from pie_audit.ui.leading.side_cards import levels_card, stuck_card
from pie_audit.ui.leading.together_window import TogetherWindow
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Command,
    EmptyState,
    LinkButton,
    Page,
    PrimaryButton,
    SecondaryButton,
    Segmented,
    TwoColumn,
    WrapLabel,
    announce,
    boxed,
    clear,
    row,
)
from pie_audit.words import _, plural
from pie_audit.workflows import board as boards

_AT_ONCE, _LEAST_TOGETHER = 12, 2
"""Cards that are made with the page, and groups that can be put together."""


class Show(IntEnum):
    """Which asks are listed."""

    WAITING = 0
    ANSWERED = 1
    ALL = 2


class AsksPage(Page):
    """The board of asks. `went_to` leads to the plans and to the page for the board."""

    KINDS = frozenset({Kind.SHARED_PLANS})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, files: LeadingFiles, parent: QWidget | None = None) -> None:
        super().__init__(_("Asks of us"), parent=parent)
        self._jobs, self._files = jobs, files
        self.view: Board | None = None
        self._wanted = ""
        self._picked: dict[str, None] = {}
        self._opened: set[str] = set()
        self.cards: dict[str, AskCard] = {}
        self.out = SecondaryButton(_("Save replies…"), "export")
        self.paper = PrimaryButton(_("Make a board page"), "file-pdf")
        self.heading.add_state(self.out, self.paper)
        self.show_which = Segmented(
            _("Which asks"), [(_("Waiting"), ""), (_("Answered"), ""), (_("All"), "")]
        )
        self.together = PrimaryButton(_("Put them together"), "handshake", in_row=True)
        self.none = LinkButton(_("Choose none"), in_row=True)
        self._count = WrapLabel("", "small_strong", wrap=False)
        self._loading, self._trouble = BusyLine(), Banner("", look="warn")
        self._list, self._side = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self._listen()

    def reload(self) -> None:
        """Read the board again."""
        if self.view is None:
            self._loading.start(_("Reading what teams ask…"))
        self._jobs.read(boards.board, owner=self, then=self.show_board, problem=self._tell)

    def show_board(self, view: Board) -> None:
        """Fill; what is opened and ticked stays so."""
        self._loading.stop()
        self._trouble.hide()
        if view != self.view:
            self.view = view
            known = {group.group_id for group in view.asks}
            self._picked = {one: None for one in self._picked if one in known}
            self.heading.set(_("Asks of us"), _context(view))
            self._fill()
        if self.isVisible():
            self._go_to_wanted()
        self._wanted = ""  # whoever has gone on meanwhile wants it no more

    def commands(self) -> tuple[Command, ...]:
        """What can be done with the asks now."""
        if self.view is None or not self.view.plans:
            return ()
        note = _("Asks of us")
        found = [
            Command(
                _("Make a board page"), self.make_page, "", (_("pdf paper summary print"),), note, "file-pdf"
            )
        ]
        if owed_replies(self.view):
            keywords = (_("send back file export teams"),)
            found.append(Command(_("Save replies…"), self.save_replies, "", keywords, note, "export"))
        if len(self._picked) >= _LEAST_TOGETHER:
            found.append(
                Command(_("Put them together"), self.put_together, "", (_("merge like same"),), note)
            )
        first = next((group for group in self.view.asks if group.waits), None)
        if first is not None:
            words = _("Reply: {what}").format(what=first.title)
            found.append(Command(words, partial(self.reply_to, first.group_id), "", (), note, "chat-circle"))
        return tuple(found)

    def open_at(self, _area: str, argument: object) -> None:
        """“reply/” and the id of a group: answer it; the id alone: open it; “page”: the page for the board."""
        self._wanted = argument if isinstance(argument, str) else ""
        if self.view is not None:
            self._go_to_wanted()

    def begin(self) -> None:
        """The first ask, or what there is instead."""
        first = next(iter(self.cards.values()), None)
        self.first_focus = first.reply if first is not None else self.show_which
        super().begin()

    # acting

    def make_page(self) -> None:
        """See it on paper before it is saved."""
        self.went_to.emit("board-page", None)

    def save_replies(self) -> None:
        """As a small file for each team."""
        if self.view is not None:
            RepliesOut(self._jobs, self._files, self.view, self).open()

    def reply_to(self, group_id: str) -> None:
        """Answer all asks of a group that wait."""
        card = self._card(group_id)
        if card is not None:
            card.ask_reply()

    def put_together(self) -> None:
        """The groups that are ticked become one."""
        groups = [group for group in self._groups() if group.group_id in self._picked]
        if len(groups) >= _LEAST_TOGETHER:
            TogetherWindow(self._jobs, groups, self).open()

    def _ask_reply(self, keys: tuple[str, ...], title: str) -> None:
        if self.view is not None:
            teams = tuple(ask.team for group in self.view.asks for ask in group.asks if ask.key in keys)
            ReplyWindow(self._jobs, Answering(keys, title, teams), self.view.today, self).open()

    def _take_apart(self, keys: tuple[str, ...]) -> None:
        self._jobs.write(boards.take_apart, keys, owner=self, problem=self._tell)

    def _join(self, group_id: str, other_id: str) -> None:
        """One card was dropped on another: they stay under the words of the one below."""
        here, other = self._group(group_id), self._group(other_id)
        if here is not None and other is not None and here is not other:
            keys = tuple(ask.key for group in (here, other) for ask in group.asks)
            self._jobs.write(boards.put_together, keys, here.title, owner=self, problem=self._tell)

    def _on_picked(self, group_id: str, picked: bool) -> None:
        if picked:
            self._picked[group_id] = None
        else:
            self._picked.pop(group_id, None)
        self._show_picked()

    def _on_opened(self, group_id: str, opened: bool) -> None:
        (self._opened.add if opened else self._opened.discard)(group_id)

    def _pick_none(self) -> None:
        self._picked.clear()
        for card in self.cards.values():
            card.tick.setChecked(False)
        self._show_picked()
        self.begin()

    # filling

    def _fill(self) -> None:
        clear(self._list)
        clear(self._side)
        self.cards = {}
        view = self.view
        assert view is not None
        self.paper.setVisible(bool(view.plans))
        self.out.setVisible(bool(owed_replies(view)))
        self.show_which.setVisible(bool(view.asks))
        groups = self._groups()
        for group in groups[:_AT_ONCE]:
            self._add_card(group)
        if len(groups) > _AT_ONCE:
            self._list.addWidget(boxed(row(self._more_button(len(groups) - _AT_ONCE), None)))
        if not groups:
            self._list.addWidget(self._nothing(view))
        if view.asks:
            self._side.addWidget(levels_card(view))
        if view.stuck:
            self._side.addWidget(stuck_card(view))
        self._show_picked()

    def _more_button(self, n: int) -> SecondaryButton:
        more = SecondaryButton(plural("Show {n} more", "Show {n} more", n).format(n=n), in_row=True)
        more.clicked.connect(self._show_all)
        return more

    def _show_all(self) -> None:
        """The rest, below those that are there."""
        rest = self._groups()[_AT_ONCE:]
        last = self._list.takeAt(self._list.count() - 1)
        if last is not None and last.widget() is not None:
            last.widget().hide()
            last.widget().deleteLater()
        for group in rest:
            self._add_card(group)
        if rest:
            self.cards[rest[0].group_id].reply.setFocus()

    def _add_card(self, group: LikeAsks) -> None:
        assert self.view is not None
        card = AskCard(
            group,
            self.view.today,
            shown=group.group_id in self._opened,
            ticked=group.group_id in self._picked,
        )
        card.reply_wanted.connect(self._ask_reply)
        card.apart_wanted.connect(self._take_apart)
        card.picked.connect(self._on_picked)
        card.opened.connect(self._on_opened)
        card.joined.connect(self._join)
        self.cards[group.group_id] = card
        self._list.addWidget(card)

    def _nothing(self, view: Board) -> QWidget:
        if view.asks:
            answered = self.show_which.index() == Show.ANSWERED
            words = _("Nothing is answered yet.") if answered else _("Nothing waits for a reply.")
            return EmptyState(words, _("“All” shows every ask there is."))
        if view.plans:
            return EmptyState(
                _("Nothing is asked of you."), _("The plans that teams shared ask for nothing now.")
            )
        add = SecondaryButton(_("Add plans…"), "plus")
        add.clicked.connect(self._go_add)
        words = _("No team has shared a plan yet. You can’t see drafts, and that is on purpose.")
        return EmptyState(_("Nothing is asked of you."), words, add)

    def _show_picked(self) -> None:
        n = len(self._picked)
        for part in (self.together, self.none):
            part.setVisible(n > 0)
        self.together.setEnabled(n >= _LEAST_TOGETHER)
        self._count.setText(plural("{n} chosen", "{n} chosen", n).format(n=n) if n else "")
        self._count.setVisible(n > 0)

    def _groups(self) -> Sequence[LikeAsks]:
        which = Show(self.show_which.index())
        asks = self.view.asks if self.view is not None else ()
        if which is Show.ALL:
            return asks
        return [group for group in asks if group.waits is (which is Show.WAITING)]

    def _group(self, group_id: str) -> LikeAsks | None:
        asks = self.view.asks if self.view is not None else ()
        return next((group for group in asks if group.group_id == group_id), None)

    def _card(self, group_id: str) -> AskCard | None:
        """The card of a group, brought into the list if it isn't."""
        if group_id not in self.cards and self._group(group_id) is not None:
            self.show_which.set_chosen(Show.ALL)
            self._fill()
            if group_id not in self.cards:
                self._show_all()
        return self.cards.get(group_id)

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted == "page":
            self.make_page()
        elif wanted:
            verb, _slash, group_id = wanted.rpartition("/")
            card = self._card(group_id)
            if card is not None and verb == "reply":
                card.ask_reply()
            elif card is not None:
                QTimer.singleShot(0, self, partial(self._bring, card.group.group_id))

    def _bring(self, group_id: str) -> None:
        card = self.cards.get(group_id)
        if card is not None:
            card.show_words()
            self.body.ensureWidgetVisible(card, 0, 20)
            card.reply.setFocus()

    def _go_add(self) -> None:
        self.went_to.emit("shared-plans", "add")

    def _on_show_which(self, _index: int) -> None:
        if self.view is not None:
            self._fill()

    def _tell(self, error: KnownError) -> None:
        self._loading.stop()
        self._trouble.set(error.what, error.todo)
        self._trouble.show()
        announce(self, f"{error.what} {error.todo}")

    # arranging

    def _lay_out(self) -> None:
        for layout in (self._list, self._side):
            layout.setSpacing(14)
        for part in (self.out, self.paper, self._trouble, self.together, self.none, self._count):
            part.hide()
        self.columns = TwoColumn(main_share=13, side_share=6)
        self.columns.add_main(boxed(row(self.show_which, None)), self._list, None)
        self.columns.add_side(self._side, None)
        self.add(self._trouble, self._loading, self.columns, None)
        self.add_to_footer(self._count, self.together, self.none, None)

    def _listen(self) -> None:
        self.out.clicked.connect(self.save_replies)
        self.paper.clicked.connect(self.make_page)
        self.show_which.chosen.connect(self._on_show_which)
        self.together.clicked.connect(self.put_together)
        self.none.clicked.connect(self._pick_none)


def _context(view: Board) -> str:
    if view.owed:
        return _("{waiting}. Asks that say the same stand together.").format(waiting=waiting_words(view.owed))
    return _("Asks that say the same stand together.")
