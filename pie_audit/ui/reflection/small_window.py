"""A small window over the page: a heading, what it is about, and its buttons."""

from __future__ import annotations

from pie_audit.ui.widgets.small_window import SmallWindow as SmallWindow
