"""What else is on the table of a meeting: a quiet list, each thing talked about or put off, none of it a must."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.on_table import Settled, TableItem
from pie_audit.ui.widgets import (
    Button,
    Card,
    Chip,
    Divider,
    FlowLayout,
    IconMark,
    LinkButton,
    SecondaryButton,
    WrapLabel,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.words import _


def table_title() -> str:
    """What the list is called, wherever it is named."""
    return _("Also on the table")


class TableList(Card):
    """`settled` carries the key of a thing and what is made of it; `look_wanted` the thing, to see where it comes from."""

    settled = Signal(str, object)
    look_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(table_title(), gap=12, parent=parent)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(14)
        words = _(
            "What came up since last time. Talk about it now, later or not at all: the topics don’t wait for it."
        )
        self.add(WrapLabel(words, "body", "ink2"), self._lines, None)
        self.items: tuple[TableItem, ...] = ()
        self._may_edit = False

    def show_items(self, items: Sequence[TableItem], *, may_edit: bool) -> None:
        """Fill; the focus stays with the thing it was on."""
        if (tuple(items), may_edit) == (self.items, self._may_edit):
            return
        before = self._key_in_hand()
        self.items, self._may_edit = tuple(items), may_edit
        clear(self._lines)
        for at, item in enumerate(items):
            if at:
                self._lines.addWidget(Divider())
            self._lines.addWidget(self._line(item))
        found = self._buttons_of(before) if before is not None else []
        if found:  # nothing is left where all of it went meanwhile
            found[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def first_button(self) -> QWidget:
        """Where the keyboard begins."""
        open_keys = [item.key for item in self.items if item.settled is Settled.NOT_YET]
        found = self._buttons_of(open_keys[0] if open_keys else "")
        return found[0] if found else self

    def _key_in_hand(self) -> str | None:
        focused = self.window().focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        key = focused.property("key") if focused is not None and inside else None
        return key if isinstance(key, str) else None

    def _buttons_of(self, key: str) -> list[Button]:
        found = [b for b in self.findChildren(Button) if b.property("key") == key and not b.isHidden()]
        return found or [b for b in self.findChildren(Button) if not b.isHidden()]

    def _line(self, item: TableItem) -> QWidget:
        is_open = item.settled is Settled.NOT_YET
        words = column(WrapLabel(item.title, "strong"), WrapLabel(item.line, "body", "ink2"), gap=4)
        if is_open:
            for reason in item.reasons:
                words.addWidget(WrapLabel(reason, "small"))
        words.addSpacing(4)
        words.addWidget(boxed(FlowLayout(*self._ways(item), gap=8)))
        mark = IconMark(item.icon, 22, "accent")
        line = row(mark, gap=12)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return boxed(line)

    def _ways(self, item: TableItem) -> list[QWidget]:
        look = self._button(LinkButton(_("Look"), in_row=True), _("Look: {what}"), item)
        look.clicked.connect(partial(self._on_look, item))
        if item.settled is not Settled.NOT_YET:
            words = _("Talked about") if item.settled is Settled.TALKED else _("Not today")
            back = self._button(
                LinkButton(_("Take it up again"), in_row=True), _("Take up again: {what}"), item
            )
            back.clicked.connect(partial(self._on_settled, item.key, Settled.NOT_YET))
            return [Chip(words, "neutral"), *([back] if self._may_edit else []), look]
        if not self._may_edit:
            return [look]
        talked = self._button(
            SecondaryButton(_("We’ve talked about it"), "check", in_row=True),
            _("We’ve talked about: {what}"),
            item,
        )
        talked.clicked.connect(partial(self._on_settled, item.key, Settled.TALKED))
        later = self._button(LinkButton(_("Not today"), in_row=True), _("Not today: {what}"), item)
        later.clicked.connect(partial(self._on_settled, item.key, Settled.LATER))
        return [talked, later, look]

    def _button(self, button: Button, name: str, item: TableItem) -> Button:
        button.setAccessibleName(name.format(what=item.title))
        button.setProperty("key", item.key)
        return button

    def _on_settled(self, key: str, settled: Settled, _checked: bool = False) -> None:
        self.settled.emit(key, settled)

    def _on_look(self, item: TableItem, _checked: bool = False) -> None:
        self.look_wanted.emit(item)
