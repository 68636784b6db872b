"""What the help says of the trends."""

from __future__ import annotations

from pie_audit.ui.shell.help_shape import Said
from pie_audit.words import _


def _trends() -> Said:
    return (
        _("Trends"),
        (
            _("Your team compared only with itself, quarter by quarter. There’s no grade and no ranking."),
            _("Charts, tables and words say the same. Choose the one you read best, and it stays that way."),
            _(
                "Click a theme to see its topics. A gap is a quarter without enough answers; nothing is guessed."
            ),
            _(
                "Pin a note where something happened, such as “Moved building”. It helps you read the line later."
            ),
            _("“Worth asking about” means that chance alone would rarely do this. It can’t tell you why."),
        ),
        _("The team and its manager. While you rate in private, agreed levels stay hidden from everybody."),
        _("Nothing. A note that was pinned or taken away comes back with Ctrl+Z."),
    )


WORDS = {"trends": _trends}
