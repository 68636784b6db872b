"""The area “What we need”: what this plan asks and why, what isn’t asked yet, what came of earlier asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.ask_evidence import EvidenceSource
from pie_audit.domain.barrier import Barrier
from pie_audit.domain.barrier_words import age_words, level_words
from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.reply import Asked, asked_words
from pie_audit.ui.barriers.need_card import NeedCard, silence_or_answer
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Card,
    Command,
    Divider,
    EmptyState,
    LinkButton,
    Page,
    PrivacyBar,
    SecondaryButton,
    StateLabel,
    TwoColumn,
    WrapLabel,
    announce,
    boxed,
    clear,
    column,
    next_turn,
    row,
)
from pie_audit.words import _, plural
from pie_audit.workflows.everyday import needs
from pie_audit.workflows.everyday.needs import Needs
from pie_audit.workflows.undo import Undoable

_LOG_AT_ONCE = 6


class NeedsPage(Page):
    """`went_to` leads to the plan: an action’s id, “asks”, or “paper/one-page”."""

    KINDS = frozenset(
        {Kind.ACTIONS, Kind.BARRIERS, Kind.BOARD, Kind.SMALL_LOGS, Kind.LEARNING, Kind.ROUND, Kind.TEAMS}
    )
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("What we need"), parent=parent)
        self._jobs, self._team_id = jobs, team_id
        self.view: Needs | None = None
        self.cards: dict[str, NeedCard] = {}
        self._picking = ""
        self._begun: dict[str, str] = {}
        self._sent: dict[str, str] = {}
        self._wanted = ""
        self._whole_log, self._place = False, 0
        self.state_label = StateLabel()
        self.page_one = SecondaryButton(_("See page one"), "file-pdf")
        self._see_plan = self.page_one
        self.heading.add_state(self.state_label, self.page_one)
        self.add_strip(
            PrivacyBar(
                _("Your team reads this. The first three asks go on page one of the plan."), shared=True
            )
        )
        self._trouble, self._busy = Banner("", look="warn"), BusyLine()
        self.who_may = Banner("", look="sunk", icon="info")
        self._asks, self._side = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.page_one.clicked.connect(self.see_page_one)

    def _lay_out(self) -> None:
        for layout in (self._asks, self._side):
            layout.setSpacing(14)
        for part in (self._trouble, self.who_may, self.page_one):
            part.hide()
        self.columns = TwoColumn(main_share=13, side_share=8)
        self.columns.add_main(self._asks, None)
        self.columns.add_side(self._side, None)
        self.add(self._trouble, self._busy, self.who_may, self.columns, None)

    # filling

    def reload(self) -> None:
        """Read it again; words that are being typed stay."""
        if self.view is None:
            self._busy.start(_("Looking up what we ask for…"))
        self._jobs.read(needs.needs, self._team_id, owner=self, then=self.show_needs, problem=self._tell)

    def show_needs(self, view: Needs) -> None:
        """Fill; the focus stays with the ask where it was."""
        self._busy.stop()
        if view == self.view:
            self._go_to_wanted()
            return
        is_first, self.view = self.view is None, view
        self._place = self.body.verticalScrollBar().value()
        focused = next((k for k, c in self.cards.items() if c.isAncestorOf(self.focusWidget() or self)), "")
        self.heading.set(_("What we need"), _context(view))
        self.page_one.setVisible(view.has_page)
        self.who_may.set(*_who_may(view))
        self.who_may.setVisible(not view.may_edit)
        self._fill_asks(view)
        self._fill_side(view)
        self._go_to_wanted()
        if focused in self.cards:
            self._focus(self.cards[focused])
        elif is_first and self.isVisible():
            self.begin()
        next_turn(self, self._go_back_to_place)

    def _go_back_to_place(self) -> None:
        """Cards that were made again leave the page where it was."""
        self.body.verticalScrollBar().setValue(self._place)

    def _fill_asks(self, view: Needs) -> None:
        clear(self._asks)
        self.cards, self._see_plan = {}, self.page_one
        for ask in view.asks:
            action_id = ask.action.action_id
            card = NeedCard(
                ask, view, shows_picker=action_id == self._picking, begun=self._begun.get(action_id, "")
            )
            card.picked.connect(self._pick)
            card.written.connect(self._write)
            card.dropped.connect(self._drop)
            card.change_wanted.connect(self._change)
            card.typed.connect(self._on_typed)
            card.picker_shown.connect(self._on_picker)
            self.cards[action_id] = card
            self._asks.addWidget(card)
        if not view.asks:
            words = _("An action of the plan becomes an ask once it says what is needed from somebody else.")
            self._asks.addWidget(EmptyState(_("We ask nothing of anybody now."), words, self._plan_button()))

    def _plan_button(self) -> SecondaryButton:
        self._see_plan = button = SecondaryButton(_("See the plan"), "flag")
        button.clicked.connect(self._go_plan)
        return button

    def _fill_side(self, view: Needs) -> None:
        clear(self._side)
        if view.suggested:
            card = Card(_("Not asked yet"), gap=12)
            for at, barrier in enumerate(view.suggested):
                if at:
                    card.add(Divider())
                card.add(self._suggestion(barrier, view))
            self._side.addWidget(card)
        self._side.addWidget(self._log(view))
        self._side.addStretch(1)

    def _suggestion(self, barrier: Barrier, view: Needs) -> QWidget:
        base = _("{level}: {base}, {age}").format(
            level=level_words(barrier.level),
            base=barrier.base,
            age=age_words(barrier.first_seen, view.quarter),
        )
        parts = column(WrapLabel(barrier.text, "strong"), WrapLabel(base, "small", "ink2"), gap=4)
        if view.may_edit:
            make = SecondaryButton(_("Make it an ask"), "megaphone-simple", in_row=True)
            make.setAccessibleName(_("Make it an ask: {barrier}").format(barrier=barrier.text))
            make.clicked.connect(partial(self._on_make, barrier.key))
            parts.addWidget(boxed(row(make, None)))
        return boxed(parts)

    def _log(self, view: Needs) -> Card:
        card = Card(_("What we asked before"), gap=10)
        shown = view.log if self._whole_log else view.log[:_LOG_AT_ONCE]
        for at, asked in enumerate(shown):
            if at:
                card.add(Divider())
            card.add(_log_line(asked))
        if not view.log:
            card.add(WrapLabel(_("No earlier plan asked for anything."), "body", "ink2"))
        feet: list[QWidget] = []
        if len(shown) < len(view.log):
            n = len(view.log) - len(shown)
            more = LinkButton(plural("Show {n} more", "Show {n} more", n).format(n=n), in_row=True)
            more.clicked.connect(self._show_log)
            feet.append(more)
        if view.may_reply and any(asked.waits for asked in view.log):
            note = LinkButton(_("Note a reply"), in_row=True)
            note.clicked.connect(self._go_replies)
            feet.append(note)
        for part in feet:
            card.add(boxed(row(part, None)))
        return card

    def begin(self) -> None:
        """The first ask, or the way to page one, or to the plan while there is none."""
        first = next(iter(self.cards.values()), None)
        if first is not None and self.view is not None and self.view.may_edit:
            self._focus(first)
        else:
            self.first_focus = self._see_plan if self.page_one.isHidden() else self.page_one
            super().begin()

    def _focus(self, card: NeedCard) -> None:
        own = card.own if card.own.isVisible() else card.pick_button
        own.setFocus()

    def open_at(self, _area: str, argument: object) -> None:
        """“ask/” and the key of a barrier: make it an ask."""
        self._wanted = str(argument).removeprefix("ask/") if str(argument).startswith("ask/") else ""
        if self.view is not None:
            self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.make_ask(wanted)

    def commands(self) -> tuple[Command, ...]:
        """To page one."""
        if self.view is None or not self.view.has_page:
            return ()
        note = _("What we need")
        keywords = (_("paper pdf asks"),)
        return (Command(_("See page one"), self.see_page_one, keywords=keywords, note=note, icon="file-pdf"),)

    # acting

    def see_page_one(self) -> None:
        """As it would be printed now."""
        self.went_to.emit("plan", "paper/one-page")

    def make_ask(self, key: str) -> None:
        """Turn a barrier into an ask of this plan."""
        self._do(needs.make_ask, self._team_id, key)

    def _on_make(self, key: str, _checked: bool = False) -> None:
        self.make_ask(key)

    def _pick(self, action_id: str, source: EvidenceSource, key: str) -> None:
        self._do(needs.pick_evidence, action_id, source, key)

    def _write(self, action_id: str, words: str) -> None:
        if self._sent.get(action_id) == words:
            return  # Enter once more while they are on their way
        self._sent[action_id] = words
        self._jobs.write(
            needs.write_evidence,
            action_id,
            words,
            owner=self,
            then=partial(self._on_written, action_id, words),
            problem=partial(self._on_not_written, action_id),
        )

    def _on_written(self, action_id: str, words: str, _undoable: object) -> None:
        """The field is free for the next line, unless that is being typed already."""
        self._sent.pop(action_id, None)
        card = self.cards.get(action_id)
        if card is None or card.own.text() == words:
            self._begun.pop(action_id, None)
        if card is not None and card.own.text() == words:
            card.own.setText("")
        self._on_done(_undoable)

    def _on_not_written(self, action_id: str, error: KnownError) -> None:
        self._sent.pop(action_id, None)
        self._tell(error)

    def _drop(self, evidence_id: str) -> None:
        self._do(needs.drop_evidence, evidence_id)

    def _do(self, work: Callable[..., Undoable], *args: object) -> None:
        self._jobs.write(work, *args, owner=self, then=self._on_done, problem=self._tell)

    def _on_done(self, _undoable: object) -> None:
        self._trouble.hide()
        self.state_label.saved()

    def _on_typed(self, action_id: str, words: str) -> None:
        self._begun[action_id] = words

    def _on_picker(self, action_id: str, shown: bool) -> None:
        self._picking = action_id if shown else ""
        if self.view is not None:
            self._fill_asks(self.view)
            self._focus(self.cards[action_id])
            next_turn(self, self._bring_picker)

    def _bring_picker(self) -> None:
        card = self.cards.get(self._picking)
        if card is not None and card.picker is not None:
            self.body.ensureWidgetVisible(card.picker, 0, 20)

    def _change(self, action_id: str) -> None:
        self.went_to.emit("plan", action_id)

    def _go_plan(self, _checked: bool = False) -> None:
        self.went_to.emit("plan", None)

    def _go_replies(self, _checked: bool = False) -> None:
        self.went_to.emit("plan", "asks")

    def _show_log(self, _checked: bool = False) -> None:
        self._whole_log = True
        if self.view is not None:
            self._fill_side(self.view)

    def _tell(self, error: KnownError) -> None:
        self._busy.stop()
        self.state_label.rest()
        self._trouble.set(error.what, error.todo)
        self._trouble.show()
        announce(self, f"{error.what} {error.todo}")


def _context(view: Needs) -> str:
    n = len(view.asks)
    if not n:
        return view.quarter.name
    words = plural("{quarter} · one ask", "{quarter} · {n} asks", n)
    return words.format(quarter=view.quarter.name, n=n)


def _who_may(view: Needs) -> tuple[str, str]:
    if not view.has_plan:
        return (
            _("There is no plan to write in yet."),
            _("What is noticed day by day waits here. It can become an ask in your first review."),
        )
    if view.is_signed:
        return (
            _("This plan is signed off, so what it asks stays as it is."),
            _("The next review begins a new plan."),
        )
    return (
        _("The plan is written by the team’s manager or whoever facilitates the review."),
        _("They can make a barrier an ask, and pick its evidence."),
    )


def _log_line(asked: Asked) -> QWidget:
    answer = silence_or_answer(asked)
    return boxed(
        column(
            WrapLabel(asked.what, "strong"),
            WrapLabel(asked_words(asked), "small", "ink2"),
            WrapLabel(answer, "body", "ink2" if asked.latest is None else "ink"),
            gap=3,
        )
    )
