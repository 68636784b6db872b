"""The offer to look back over two years, at the start of every eighth quarter."""

from __future__ import annotations

from pie_audit.ui.widgets import Banner
from pie_audit.words import _


def look_back_banner() -> Banner:
    """Hidden until it is time."""
    banner = Banner(
        _("Two years lie behind you"),
        _("What was true then stands beside today. Read it together before this quarter begins."),
        look="info",
        icon="clock-counter-clockwise",
        actions=(_("Look back"),),
    )
    banner.hide()
    return banner
