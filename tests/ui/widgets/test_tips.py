"""A tip shows a name as it was typed, and never fetches what a name points to."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument

from pie_audit.ui.widgets.tips import plain_tip


def test_a_name_with_a_picture_in_it_is_shown_as_words() -> None:
    name = '<img src="//198.51.100.7/x.png"> & Sons'
    document = QTextDocument()
    document.setHtml(plain_tip(name))
    assert document.toPlainText() == name
    assert "<img" not in plain_tip(name)


def test_no_words_make_no_tip() -> None:
    assert plain_tip("") == ""
