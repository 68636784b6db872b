"""Shared widgets; they know no feature."""

from pie_audit.ui.widgets.arrange import EvenLayout, FlowLayout, Item, boxed, clear, column, put, row
from pie_audit.ui.widgets.busy_line import BusyLine
from pie_audit.ui.widgets.buttons import Button, IconButton, LinkButton, PrimaryButton, SecondaryButton
from pie_audit.ui.widgets.cards import Card, Divider
from pie_audit.ui.widgets.chips import Chip
from pie_audit.ui.widgets.dots import DotDistribution, DotRow, RowKind
from pie_audit.ui.widgets.fields import Field, PasswordField, TextLine
from pie_audit.ui.widgets.focus_ring import watch_focus
from pie_audit.ui.widgets.levels import LevelPicker, LevelWords
from pie_audit.ui.widgets.marks import AppMark, IconMark, Initials, LevelBall, Mark, ThemeShape
from pie_audit.ui.widgets.page import Page, PageHeading, ScrollBody, TwoColumn
from pie_audit.ui.widgets.pickers import Choice, DateField
from pie_audit.ui.widgets.pictures import EmptyState, Hills, Plant
from pie_audit.ui.widgets.pressable import ListRow, OptionCard, Pressable, Tick
from pie_audit.ui.widgets.rating_scale import LevelRow, RatingScale
from pie_audit.ui.widgets.saving import StateLabel, announce
from pie_audit.ui.widgets.segmented import Segmented
from pie_audit.ui.widgets.steps import SegmentedProgress, Step, StepLine, StepState, ThemeTab
from pie_audit.ui.widgets.strips import Banner, PrivacyBar
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.ui.widgets.text_area import TextArea
from pie_audit.ui.widgets.tips import QuietTip
from pie_audit.ui.widgets.undo_bar import UndoBar

__all__ = [
    "AppMark",
    "Banner",
    "BusyLine",
    "Button",
    "Card",
    "Chip",
    "Choice",
    "DateField",
    "Divider",
    "DotDistribution",
    "DotRow",
    "EmptyState",
    "EvenLayout",
    "Field",
    "FlowLayout",
    "Hills",
    "IconButton",
    "IconMark",
    "Initials",
    "Item",
    "LevelBall",
    "LevelPicker",
    "LevelRow",
    "LevelWords",
    "LinkButton",
    "ListRow",
    "Mark",
    "OptionCard",
    "Page",
    "PageHeading",
    "PasswordField",
    "Plant",
    "Pressable",
    "PrimaryButton",
    "PrivacyBar",
    "QuietTip",
    "RatingScale",
    "RowKind",
    "ScrollBody",
    "SecondaryButton",
    "Segmented",
    "SegmentedProgress",
    "StateLabel",
    "Step",
    "StepLine",
    "StepState",
    "TextArea",
    "TextLine",
    "ThemeShape",
    "ThemeTab",
    "Tick",
    "TwoColumn",
    "UndoBar",
    "WrapLabel",
    "announce",
    "boxed",
    "clear",
    "column",
    "put",
    "row",
    "watch_focus",
]
