"""Two people changed the same thing: what both changed side by side, which stays, and what came in from the other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.entry_merge import Merged, all_fields, changed, choose, merge
from pie_audit.ui.widgets.arrange import EvenLayout, FlowLayout, boxed, clear, column
from pie_audit.ui.widgets.buttons import PrimaryButton, SecondaryButton
from pie_audit.ui.widgets.cards import Card
from pie_audit.ui.widgets.saving import announce
from pie_audit.ui.widgets.strips import Banner
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.words import _


class Line(NamedTuple):
    """A field of an entry, what it is called on the form, and what it says."""

    field: str
    name: str
    words: str


Lines = Sequence[Line]

NOW = "now"
"""Under which the draft of a change holds the entry as it stands in the form."""


class TwoAtOnce(QWidget):
    """Puts together what two people made of one entry, and asks about no more than what both changed.

    `now` gives the entry as it stands in the form, `lines_of` its fields as they are called there; `back_to` is where
    somebody who chose by keyboard goes on. `wanted` carries the entry that shall be kept, how it stands (None where it
    was taken away) and which fields of that came in; `left` how it stands where nothing of one's own stays.
    """

    wanted = Signal(object, object, object)
    left = Signal(object)

    def __init__(
        self,
        now: Callable[[], Any],
        lines_of: Callable[[Any], Lines],
        back_to: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._now, self._lines_of, self._back_to = now, lines_of, back_to
        self._what, self._began, self._theirs = "", None, None
        self._asked: frozenset[str] = frozenset()
        self.came_in = Banner("", look="sunk", icon="users", parent=self)
        self.came_in.hide()
        self._held = QVBoxLayout(self)
        self._held.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def is_asking(self) -> bool:
        """Whether two texts stand here of which one is to be chosen."""
        return self._held.count() > 0

    def rest(self) -> None:
        """Ask nothing."""
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._back_to.setFocus()
        clear(self._held)
        self.hide()

    def ask(self, what: str, began: Any | None, theirs: Any | None) -> None:
        """Say what happened to an entry that `began` like this, and ask which text stays where both changed the same."""
        self.rest()
        mine = self._now()
        if mine is None:
            return
        self._what, self._began, self._theirs = what, began, theirs
        if theirs is None:
            self._show(TwoTexts(what, [(tuple(self._lines_of(mine)), ())]))
            return
        merged = merge(began, mine, theirs)
        clashes = self._told_clashes(merged)
        self._asked = frozenset(name for names in clashes for name in names)
        if clashes:
            self._show(TwoTexts(what, [self._sides(names, mine, theirs) for names in clashes]))
        else:
            self._settle(merged, ())

    def _show(self, both: TwoTexts) -> None:
        both.settled.connect(self._on_settled)
        self._held.addWidget(both)
        self.show()
        both.setFocus()

    def _told_clashes(self, merged: Merged[Any]) -> list[tuple[str, ...]]:
        """Those about fields that stand on the form; of any other somebody else's value stays."""
        told = {line.field for line in self._lines_of(merged.entry)}
        return [names for names in merged.clashes if told.intersection(names)]

    def _sides(self, names: Collection[str], mine: Any, theirs: Any) -> tuple[Lines, Lines]:
        """Both texts of these fields, without those that say the same."""
        one, other = ([n for n in self._lines_of(e) if n.field in names] for e in (mine, theirs))
        unlike = {a.field for a, b in zip(one, other, strict=True) if a != b} or set(names)
        return [n for n in one if n.field in unlike], [n for n in other if n.field in unlike]

    def _on_settled(self, keep: frozenset[str] | None) -> None:
        mine, theirs = self._now(), self._theirs
        if keep is None or mine is None:
            self.rest()
            self.left.emit(theirs)
        elif theirs is None:
            self.rest()
            self.wanted.emit(mine, None, ())
        else:
            merged = merge(self._began, mine, theirs)
            clashes = {name for names in self._told_clashes(merged) for name in names}
            if clashes <= self._asked:
                self._settle(merged, keep)
            else:  # somebody typed on meanwhile, where the other wrote too
                self.ask(self._what, self._began, theirs)

    def _settle(self, merged: Merged[Any], keep: Collection[str]) -> None:
        theirs = self._theirs
        entry = choose(merged, theirs, keep)
        self.rest()
        if changed(all_fields(entry), entry, theirs):
            self.wanted.emit(entry, theirs, merged.came_in)
        else:
            self.left.emit(theirs)

    def tell_kept(self, entry: Any, came: Collection[str]) -> None:
        """Say in one quiet sentence what came in from somebody else with an entry that was kept, if anything did."""
        names = [line.name for line in self._lines_of(entry) if line.field in came]
        self.came_in.setVisible(bool(names))
        if names:
            self.came_in.set(came_words(names))
            announce(self.came_in, came_words(names))


class TwoTexts(QWidget):
    """Each clash with its two sides and its two buttons; one's own alone where the other side is empty.

    `settled` carries the fields in which one's own text stays; None to let it go where theirs was taken away.
    """

    settled = Signal(object)

    def __init__(
        self, title: str, clashes: Sequence[tuple[Lines, Lines]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.clashes = [_Clash(mine, theirs, many=len(clashes) > 1) for mine, theirs in clashes]
        self._kept: frozenset[str] = frozenset()
        for clash in self.clashes:
            clash.chosen.connect(self._on_chosen)
        banner = Banner(title, _("Nothing is lost. Choose what stays."), look="warn")
        self.setLayout(column(banner, *self.clashes, gap=10))
        self.setFocusProxy(self.keep_mine)
        announce(self, title)

    @property
    def _waiting(self) -> list[_Clash]:
        return [clash for clash in self.clashes if not clash.is_settled]

    @property
    def keep_mine(self) -> PrimaryButton:
        """Of the first that nobody has chosen about."""
        return self._waiting[0].keep_mine

    @property
    def keep_theirs(self) -> SecondaryButton:
        """Of the first that nobody has chosen about."""
        return self._waiting[0].keep_theirs

    def _on_chosen(self, clash: _Clash, mine: bool) -> None:
        clash.is_settled = True
        if mine:
            self._kept |= clash.fields
        if self._waiting:
            self.setFocusProxy(self.keep_mine)
            self.keep_mine.setFocus()
            clash.hide()
        else:
            self.settled.emit(None if clash.is_gone and not mine else self._kept)


class _Clash(QWidget):
    """One or a few fields that belong together; `chosen` with itself, and whether one's own text stays."""

    chosen = Signal(object, bool)

    def __init__(self, mine: Lines, theirs: Lines, *, many: bool) -> None:
        super().__init__()
        self.fields = frozenset(line.field for line in mine)
        self.is_gone, self.is_settled = not theirs, False
        self.keep_mine = PrimaryButton(_("Keep yours"))
        self.keep_theirs = SecondaryButton(_("Let it go") if self.is_gone else _("Keep theirs"))
        self.keep_mine.clicked.connect(self._on_mine)
        self.keep_theirs.clicked.connect(self._on_theirs)
        if many:
            self.keep_mine.setAccessibleName(_("Keep yours: {field}").format(field=mine[0].name))
            self.keep_theirs.setAccessibleName(_("Keep theirs: {field}").format(field=mine[0].name))
        sides = [_side(_("Yours"), mine)] + ([_side(_("Theirs"), theirs)] if theirs else [])
        buttons = boxed(FlowLayout(self.keep_mine, self.keep_theirs))
        self.setLayout(column(boxed(EvenLayout(*sides, least=220, gap=10)), buttons, gap=10))

    def _on_mine(self) -> None:
        self.chosen.emit(self, True)

    def _on_theirs(self) -> None:
        self.chosen.emit(self, False)


def came_words(names: Sequence[str]) -> str:
    """The quiet sentence about fields that somebody else changed, by what they are called on the form."""
    fields = ", ".join(_("“{field}”").format(field=name) for name in names)
    return _("Also kept, as somebody else changed it meanwhile: {fields}").format(fields=fields)


def _side(who: str, lines: Lines) -> Card:
    """Lines that say nothing stay away."""
    card = Card(who, look="sunk", gap=4)
    for _field, name, words in lines:
        if words.strip():
            card.add(WrapLabel(name, "small_strong", "ink2"), WrapLabel(words))
    card.add(None)
    return card
