"""The dot vote: how many are here, each person's three dots in turn, and the sums once everybody has voted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.influence import Direction
from pie_audit.domain.priority import DOTS_EACH, DOTS_ON_ONE
from pie_audit.ui.audit.dot_row import DotRow, item_icon, item_note
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import (
    Button,
    Card,
    Chip,
    Divider,
    EmptyState,
    EvenLayout,
    Field,
    FlowLayout,
    IconMark,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    TextLine,
    WrapLabel,
    announce,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.words import _, plural
from pie_audit.workflows import priorities
from pie_audit.workflows.priorities import Ballot, Choosing, Item, Standing


class DotVote(QWidget):
    """`chosen` names what becomes a priority, `went_on` leads to the list, `troubled` brings a known error."""

    troubled = Signal(object)
    chosen = Signal(str)
    went_on = Signal()

    def __init__(self, jobs: Jobs, round_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._round_id = jobs, round_id
        self.placed: dict[str, int] = {}
        self.rows: dict[str, DotRow] = {}
        self._shown: object = None
        self._typed = ""
        self._main: QWidget | None = None
        self._left = Chip("", "soft", "circle-half-tilt")
        self.place = PrimaryButton(_("Place my dots"), "check")
        self.place.clicked.connect(self._place)
        line = row(gap=12)
        line.addWidget(self._left, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        line.addWidget(self.place)
        self.foot = Card(look="soft").add(line)
        self.foot.column().setContentsMargins(18, 10, 12, 10)
        self.foot.hide()
        self._layout = column(gap=14)
        self.setLayout(self._layout)

    @property
    def is_turn(self) -> bool:
        """Whether somebody is placing dots now; `foot` then belongs at the foot of the page."""
        return bool(self.rows)

    # filling

    def show_ballot(self, choosing: Choosing) -> None:
        """Show where the vote is; the dots that somebody is placing stay."""
        self.view = choosing
        taken = frozenset(r.item.key for r in choosing.ranked if r.item is not None)
        shown = (choosing.ballot, taken, choosing.may_edit)
        if shown == self._shown:
            return
        had_focus = self.isAncestorOf(self.window().focusWidget()) if self.window().focusWidget() else False
        self._shown = shown
        self.rows.clear()
        self._main = None
        clear(self._layout)
        self._show(choosing.ballot)
        self._layout.addStretch(1)
        if had_focus and self.isVisible():
            self.begin()

    def _show(self, ballot: Ballot) -> None:
        if not ballot.items:
            title, line = (
                _("Nothing to put dots on yet."),
                _("Talk about a topic or add a card; they come up here."),
            )
            self._layout.addWidget(EmptyState(title, line))
        elif ballot.is_off:
            self._show_off()
        elif ballot.is_over:
            self._show_sums(ballot)
        elif not self.view.may_edit:
            self._show_waiting(ballot)
        elif ballot.has_begun:
            self._show_turn(ballot)
        else:
            self._show_start(ballot)

    def begin(self) -> None:
        """Put the focus on what comes next here."""
        target = next(iter(self.rows.values()), None) or self._main
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, button: Button, then: Callable[[], object]) -> Button:
        button.clicked.connect(then)
        return button

    # before anybody votes

    def _show_off(self) -> None:
        card = Card(_("We decide by talking"), gap=12)
        card.add(WrapLabel(_("The dots are switched off for this review. Choose priorities straight away.")))
        on = self._button(PrimaryButton(_("On to the priorities"), trailing="arrow-right"), self._go_on)
        self._main = on
        buttons: list[QWidget] = [on]
        if self.view.may_edit:
            buttons.append(self._button(LinkButton(_("Use dots after all")), self._switch_on))
        self._layout.addWidget(card.add(boxed(FlowLayout(*buttons))))

    def _show_waiting(self, ballot: Ballot) -> None:
        words = _("Whoever facilitates starts the dots.")
        if ballot.has_begun:
            words = _("{n} of {of} have placed their dots. The sums show once everybody has.").format(
                n=ballot.turns, of=ballot.present
            )
        self._layout.addWidget(Card(_("The dots")).add(WrapLabel(words)))

    def _show_start(self, ballot: Ballot) -> None:
        said = self._typed or str(ballot.present or "")
        self._present = TextLine(said, most=2, placeholder=_("for example 8"))
        self._present.textEdited.connect(self._on_typed)
        self._present.setMaximumWidth(theme.px(160))
        self._present.returnPressed.connect(self._start)
        self._field = Field(_("How many of us are here?"), self._present)
        rules = _(
            "Each person in turn has three dots, at most two on one thing. Only the sums are kept, "
            "and they show when everybody has voted."
        )
        start = self._button(PrimaryButton(_("Start the dots"), trailing="arrow-right"), self._start)
        off = self._button(LinkButton(_("Do without dots")), self._switch_off)
        card = Card(_("What shall we work on?"), gap=14)
        card.add(WrapLabel(rules), self._field, boxed(FlowLayout(start, off)))
        self._main = self._present
        self._layout.addWidget(card)

    def _on_typed(self, words: str) -> None:
        """Kept while what dots can go on changes around it."""
        self._typed = words

    def _start(self) -> None:
        typed = self._present.text().strip()
        if not typed.isdecimal() or not int(typed):
            self._field.set_error(_("Say a number, such as 8."))
            self._present.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._typed = ""
        self._write(priorities.set_present, int(typed))

    # one person after another

    def _show_turn(self, ballot: Ballot) -> None:
        self.placed = {key: n for key, n in self.placed.items() if any(i.key == key for i in ballot.items)}
        title = _("Person {n} of {of}").format(n=ballot.turns + 1, of=ballot.present)
        card = Card(title, gap=10)
        card.add(
            WrapLabel(
                _("Place your dots, then let the next person sit down. No names are kept."), "body", "ink2"
            )
        )
        others: list[QWidget] = [self._button(SecondaryButton(_("One more is here")), self._one_more)]
        if ballot.turns > 1:
            others.append(self._button(SecondaryButton(_("Finish now")), self._finish))
        if ballot.turns:
            others.append(self._button(LinkButton(_("Start again")), self._start_again))
        others.append(self._button(LinkButton(_("Do without dots")), self._switch_off))
        card.add(boxed(FlowLayout(*others)))
        self._layout.addWidget(card)
        for title, items in _groups(ballot.items):
            self._layout.addWidget(WrapLabel(title, "h3"))
            self._layout.addWidget(boxed(EvenLayout(*(self._row(i) for i in items), least=380, gap=10)))
        self._show_dots()

    def _row(self, item: Item) -> DotRow:
        made = DotRow(item)
        made.wanted.connect(self._dot)
        made.walked.connect(self._walk)
        self.rows[item.key] = made
        return made

    def _dot(self, key: str, by: int) -> None:
        now = self.placed.get(key, 0)
        if by > 0 and not self._has_room(key):
            all_gone = sum(self.placed.values()) >= DOTS_EACH
            words = _("All three dots are placed.") if all_gone else _("At most two dots go on one thing.")
            announce(self.rows[key], words)
            self._left.set(words, "warn", "")
            return
        self.placed[key] = max(0, now + by)
        self._show_dots()
        announce(self.rows[key], f"{self.rows[key].accessibleDescription()}. {self._left.text()}")

    def _has_room(self, key: str) -> bool:
        return sum(self.placed.values()) < DOTS_EACH and self.placed.get(key, 0) < DOTS_ON_ONE

    def _show_dots(self) -> None:
        left = DOTS_EACH - sum(self.placed.values())
        self._left.set(
            plural("{n} dot left", "{n} dots left", left).format(n=left), "soft", "circle-half-tilt"
        )
        for key, row_ in self.rows.items():
            row_.set(self.placed.get(key, 0), room=self._has_room(key))

    def _walk(self, key: str, by: int) -> None:
        keys = list(self.rows)
        at = keys.index(key) + by
        if 0 <= at < len(keys):
            self.rows[keys[at]].setFocus(Qt.FocusReason.TabFocusReason)

    def _place(self) -> None:
        placed, self.placed = {k: n for k, n in self.placed.items() if n}, {}
        self._write(priorities.place_dots, placed)
        announce(self, _("Your dots are in. Next person, please."))

    def _one_more(self) -> None:
        self._write(priorities.set_present, self.view.ballot.present + 1)

    def _finish(self) -> None:
        self._write(priorities.finish_voting)

    def _start_again(self) -> None:
        self.placed = {}
        self._write(priorities.start_again)

    def _switch_off(self) -> None:
        self._write(priorities.switch_voting, False)

    def _switch_on(self) -> None:
        self._write(priorities.switch_voting, True)

    def _write(self, work: Callable[..., object], *args: object) -> None:
        self._jobs.write(work, self._round_id, *args, owner=self, problem=self.troubled.emit)

    # afterwards

    def _show_sums(self, ballot: Ballot) -> None:
        people = plural("{n} person placed dots", "{n} people placed dots", ballot.turns).format(
            n=ballot.turns
        )
        card = Card(_("Where the dots lie"), gap=10).add_to_title(
            WrapLabel(people, "small", "ink2", wrap=False)
        )
        if not ballot.standings:
            card.add(WrapLabel(_("Nobody placed a dot. Talk about what matters most, and choose.")))
        for at, standing in enumerate(ballot.standings):
            if at:
                card.add(Divider())
            self._add_standing(card, standing)
        on = self._button(PrimaryButton(_("On to the priorities"), trailing="arrow-right"), self._go_on)
        buttons: list[QWidget] = [on]
        if self.view.may_edit:
            buttons.append(self._button(SecondaryButton(_("Somebody comes late")), self._one_more))
            buttons.append(self._button(LinkButton(_("Start again")), self._start_again))
        self._main = on
        self._layout.addWidget(card.add(4, boxed(FlowLayout(*buttons))))

    def _add_standing(self, card: Card, standing: Standing) -> None:
        dots = plural("{n} dot", "{n} dots", standing.dots).format(n=standing.dots)
        card.add(boxed(FlowLayout(Chip(dots, "soft"), *self._tie(standing))))
        for item in standing.items:
            line = row(IconMark(item_icon(item), 20, "accent"), gap=12)
            words = column(
                WrapLabel(item.words, "strong"), WrapLabel(item_note(item), "small", "ink2"), gap=1
            )
            line.addLayout(words, 1)
            line.addWidget(self._choice(item))
            card.add(boxed(line))

    def _tie(self, standing: Standing) -> list[QWidget]:
        if len(standing.items) < 2:
            return []
        return [WrapLabel(_("Level with each other: talk about which comes first."), "small", "ink2")]

    def _choice(self, item: Item) -> QWidget:
        if item not in self.view.free_items:
            return Chip(_("A priority"), "good")
        button = SecondaryButton(_("Make it a priority"), in_row=True)
        button.setAccessibleName(_("Make “{words}” a priority").format(words=item.words))
        button.setEnabled(self.view.may_edit)
        return self._button(button, partial(self.chosen.emit, item.key))

    def _go_on(self) -> None:
        self.went_on.emit()


def _groups(items: tuple[Item, ...]) -> list[tuple[str, list[Item]]]:
    """Topics first, then what hinders, then what helps."""
    parts = (
        (_("Topics we talked about"), [i for i in items if i.card is None]),
        (_("Gets in the way"), [i for i in items if i.card and i.card.direction is Direction.HINDERS]),
        (_("Helps"), [i for i in items if i.card and i.card.direction is Direction.HELPS]),
    )
    return [(title, found) for title, found in parts if found]
