"""The package gives out each widget under one name, and loads no more than was asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pie_audit.ui import widgets

_SIGN_IN = """
import sys
from pie_audit.ui.widgets import Card, Field, PasswordField, PrimaryButton, watch_focus
print(*sorted(name for name in sys.modules if name.startswith("pie_audit.ui.widgets.")))
print("pyqtgraph" in sys.modules or "numpy" in sys.modules)
"""


@pytest.mark.parametrize("name", sorted(widgets._FILE_OF))
def test_every_name_leads_to_what_it_says(name: str) -> None:
    found = getattr(widgets, name)
    assert getattr(found, "__name__", name) == name


def test_a_name_that_is_no_widget_is_a_mistake() -> None:
    with pytest.raises(ImportError):
        from pie_audit.ui.widgets import NoSuchWidget  # noqa: F401


def test_a_sign_in_screen_loads_neither_charts_nor_calendars() -> None:
    run = subprocess.run([sys.executable, "-c", _SIGN_IN], capture_output=True, text=True, check=True)
    loaded, slow = run.stdout.splitlines()
    assert "pie_audit.ui.widgets.fields" in loaded
    assert not {"dots", "pickers", "rating_scale", "pictures"} & {
        name.split(".")[-1] for name in loaded.split()
    }
    assert slow == "False"
