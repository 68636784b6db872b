"""Shared widgets; they know no feature."""

from pie_audit.ui.widgets.arrange import FlowLayout, Item, boxed, clear, column, put, row
from pie_audit.ui.widgets.buttons import Button, IconButton, LinkButton, PrimaryButton, SecondaryButton
from pie_audit.ui.widgets.cards import Card, Divider
from pie_audit.ui.widgets.chips import Chip
from pie_audit.ui.widgets.fields import Choice, DateField, Field, PasswordField, TextArea, TextLine
from pie_audit.ui.widgets.focus_ring import watch_focus
from pie_audit.ui.widgets.marks import AppMark, IconMark, Initials, LevelBall, Mark, ThemeShape
from pie_audit.ui.widgets.page import Page, PageHeading, ScrollBody, TwoColumn
from pie_audit.ui.widgets.text import WrapLabel

__all__ = [
    "AppMark",
    "Button",
    "Card",
    "Chip",
    "Choice",
    "DateField",
    "Divider",
    "Field",
    "FlowLayout",
    "IconButton",
    "IconMark",
    "Initials",
    "Item",
    "LevelBall",
    "LinkButton",
    "Mark",
    "Page",
    "PageHeading",
    "PasswordField",
    "PrimaryButton",
    "ScrollBody",
    "SecondaryButton",
    "TextArea",
    "TextLine",
    "ThemeShape",
    "TwoColumn",
    "WrapLabel",
    "boxed",
    "clear",
    "column",
    "put",
    "row",
    "watch_focus",
]
