"""Numbers in the record of a session: a field for a count, lists of “who, how many”, and a show of hands."""

from __future__ import annotations

import re

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QWidget

from pie_audit.domain.group_minutes import HANDS
from pie_audit.ui.widgets import EvenLayout, Field, TextLine, WrapLabel, boxed, column
from pie_audit.words import _, plural

_COUNTED = re.compile(r"(.*\S)\s+(\d{1,3})")


class CountField(TextLine):
    """A number from 0 to 999; empty reads as 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(most=3, parent=parent)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,3}"), self))
        self.setPlaceholderText("0")

    def count(self) -> int:
        """What stands there."""
        typed = self.text()
        return int(typed) if typed.isdecimal() else 0

    def set_count(self, count: int) -> None:
        """Fill; nothing stands there for none."""
        self.setText(str(count) if count else "")


def counted(text: str) -> tuple[tuple[str, int], ...]:
    """Lines such as “support workers 6” as pairs; a line without a number counts 0."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(_pair(line) for line in lines if line)


def counted_words(numbers: tuple[tuple[str, int], ...]) -> str:
    """Pairs as lines."""
    return "\n".join(f"{who} {n}" if n else who for who, n in numbers)


def _pair(line: str) -> tuple[str, int]:
    found = _COUNTED.fullmatch(line)
    return (found[1], int(found[2])) if found else (line, 0)


class HandsField(QWidget):
    """How it was, by a show of hands: how many people held up one finger, two, up to five."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts = tuple(CountField() for _each in range(HANDS))
        fields = []
        for n, count in enumerate(self.counts, start=1):
            count.textEdited.connect(self.edited)
            fields.append(Field(plural("{n} finger", "{n} fingers", n).format(n=n), count))
        self.setLayout(
            column(
                WrapLabel(_("One finger: hard going. Five: just what we needed."), "small", "ink2"),
                boxed(EvenLayout(*fields, least=84, gap=10)),
                gap=8,
            )
        )
        self.setFocusProxy(self.counts[0])

    def fill(self, hands: tuple[int, ...]) -> None:
        """These counts; none where nobody was asked."""
        for count, n in zip(self.counts, hands or (0,) * HANDS, strict=True):
            count.set_count(n)

    def value(self) -> tuple[int, ...]:
        """The five counts; empty where no hand was counted."""
        found = tuple(count.count() for count in self.counts)
        return found if any(found) else ()
