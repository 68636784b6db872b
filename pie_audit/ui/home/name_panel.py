"""What the name check found in a line before it goes to the wall."""

from __future__ import annotations

from pie_audit.ui.widgets.name_panel import NamePanel as NamePanel
