"""“See what others see”: the sealed block and its week, and nothing else."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QWidget

from pie_audit.ui.reflection.line_words import week_words
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import Card, WrapLabel
from pie_audit.ui.widgets.small_window import SmallWindow
from pie_audit.words import _, plural
from pie_audit.workflows.seen_by_others import SeenByOthers

_BYTES_A_LINE = 24


class OthersWindow(SmallWindow):
    """Shows the very bytes that lie in the file."""

    def __init__(self, seen: SeenByOthers, parent: QWidget) -> None:
        super().__init__(_("What others see of this page"), parent)
        block = WrapLabel(_hex(seen.first_bytes), "small", "ink2")
        block.setFont(_fixed())
        block.setAccessibleName(_("The sealed block: signs without meaning"))
        texts = plural("{n} text is kept", "{n} texts are kept", seen.texts).format(n=seen.texts)
        self.add(
            WrapLabel(
                _("Your manager, or whoever looks after the program, has this of it, and nothing more:"),
                "body",
            ),
            Card("", WrapLabel(_facts(seen, texts), "strong"), block, None, look="sunk"),
            WrapLabel(
                _(
                    "They could see that you wrote, and roughly how much: every page is filled up to one of "
                    "five sizes. They can’t see the day, the title, the words or how you felt."
                ),
                "small",
                "ink2",
            ),
            None,
        )


def _facts(seen: SeenByOthers, texts: str) -> str:
    return _("Yours · {week} · {kib} KB · {texts}").format(
        week=week_words(seen.week), kib=seen.kib, texts=texts
    )


def _hex(first: bytes) -> str:
    lines = (first[at : at + _BYTES_A_LINE].hex(" ", 2) for at in range(0, len(first), _BYTES_A_LINE))
    return "\n".join(lines) + " …"


def _fixed() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(max(12, theme.px(13)))
    return font
