"""Shared widgets; they know no feature.

Each name is looked up in its file when it is first asked for, so that the sign-in screen loads only what it shows.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pie_audit.ui.widgets.arrange import EvenLayout as EvenLayout
    from pie_audit.ui.widgets.arrange import FlowLayout as FlowLayout
    from pie_audit.ui.widgets.arrange import Item as Item
    from pie_audit.ui.widgets.arrange import boxed as boxed
    from pie_audit.ui.widgets.arrange import clear as clear
    from pie_audit.ui.widgets.arrange import column as column
    from pie_audit.ui.widgets.arrange import put as put
    from pie_audit.ui.widgets.arrange import row as row
    from pie_audit.ui.widgets.asked_list import AskedList as AskedList
    from pie_audit.ui.widgets.busy_line import BusyLine as BusyLine
    from pie_audit.ui.widgets.buttons import Button as Button
    from pie_audit.ui.widgets.buttons import IconButton as IconButton
    from pie_audit.ui.widgets.buttons import LinkButton as LinkButton
    from pie_audit.ui.widgets.buttons import PrimaryButton as PrimaryButton
    from pie_audit.ui.widgets.buttons import SecondaryButton as SecondaryButton
    from pie_audit.ui.widgets.cards import Card as Card
    from pie_audit.ui.widgets.cards import Divider as Divider
    from pie_audit.ui.widgets.chart_card import ChartCard as ChartCard
    from pie_audit.ui.widgets.chart_card import ChartMode as ChartMode
    from pie_audit.ui.widgets.chart_view import ChartView as ChartView
    from pie_audit.ui.widgets.chart_zoom_strip import ZoomStrip as ZoomStrip
    from pie_audit.ui.widgets.chips import Chip as Chip
    from pie_audit.ui.widgets.commands import Command as Command
    from pie_audit.ui.widgets.commands import OffersCommands as OffersCommands
    from pie_audit.ui.widgets.commands import matching as matching
    from pie_audit.ui.widgets.dots import DotDistribution as DotDistribution
    from pie_audit.ui.widgets.dots import DotRow as DotRow
    from pie_audit.ui.widgets.dots import RowKind as RowKind
    from pie_audit.ui.widgets.fields import Field as Field
    from pie_audit.ui.widgets.fields import PasswordField as PasswordField
    from pie_audit.ui.widgets.fields import TextLine as TextLine
    from pie_audit.ui.widgets.focus_ring import watch_focus as watch_focus
    from pie_audit.ui.widgets.growing_text import GrowingText as GrowingText
    from pie_audit.ui.widgets.levels import LevelPicker as LevelPicker
    from pie_audit.ui.widgets.levels import LevelWords as LevelWords
    from pie_audit.ui.widgets.marks import AppMark as AppMark
    from pie_audit.ui.widgets.marks import IconMark as IconMark
    from pie_audit.ui.widgets.marks import Initials as Initials
    from pie_audit.ui.widgets.marks import LevelBall as LevelBall
    from pie_audit.ui.widgets.marks import Mark as Mark
    from pie_audit.ui.widgets.marks import ThemeShape as ThemeShape
    from pie_audit.ui.widgets.page import Page as Page
    from pie_audit.ui.widgets.page import PageHeading as PageHeading
    from pie_audit.ui.widgets.page import ScrollBody as ScrollBody
    from pie_audit.ui.widgets.page import TwoColumn as TwoColumn
    from pie_audit.ui.widgets.page import next_turn as next_turn
    from pie_audit.ui.widgets.page_picture import PagePicture as PagePicture
    from pie_audit.ui.widgets.page_picture import Zoom as Zoom
    from pie_audit.ui.widgets.pickers import Choice as Choice
    from pie_audit.ui.widgets.pickers import DateField as DateField
    from pie_audit.ui.widgets.pictures import EmptyState as EmptyState
    from pie_audit.ui.widgets.pictures import Hills as Hills
    from pie_audit.ui.widgets.pictures import Plant as Plant
    from pie_audit.ui.widgets.pressable import ListRow as ListRow
    from pie_audit.ui.widgets.pressable import OptionCard as OptionCard
    from pie_audit.ui.widgets.pressable import Pressable as Pressable
    from pie_audit.ui.widgets.pressable import Tick as Tick
    from pie_audit.ui.widgets.rating_scale import LevelRow as LevelRow
    from pie_audit.ui.widgets.rating_scale import RatingScale as RatingScale
    from pie_audit.ui.widgets.reading_order import put_in_reading_order as put_in_reading_order
    from pie_audit.ui.widgets.reading_order import step_by_tab as step_by_tab
    from pie_audit.ui.widgets.reading_order import takes_tab as takes_tab
    from pie_audit.ui.widgets.reading_table import ReadingTable as ReadingTable
    from pie_audit.ui.widgets.saving import StateLabel as StateLabel
    from pie_audit.ui.widgets.saving import announce as announce
    from pie_audit.ui.widgets.segmented import Segmented as Segmented
    from pie_audit.ui.widgets.session_ledger import LedgerCell as LedgerCell
    from pie_audit.ui.widgets.session_ledger import LedgerLine as LedgerLine
    from pie_audit.ui.widgets.session_ledger import SessionLedger as SessionLedger
    from pie_audit.ui.widgets.small_line import CountBar as CountBar
    from pie_audit.ui.widgets.small_line import SmallLine as SmallLine
    from pie_audit.ui.widgets.steps import SegmentedProgress as SegmentedProgress
    from pie_audit.ui.widgets.steps import Step as Step
    from pie_audit.ui.widgets.steps import StepLine as StepLine
    from pie_audit.ui.widgets.steps import StepState as StepState
    from pie_audit.ui.widgets.steps import ThemeTab as ThemeTab
    from pie_audit.ui.widgets.strips import Banner as Banner
    from pie_audit.ui.widgets.strips import PrivacyBar as PrivacyBar
    from pie_audit.ui.widgets.text import WrapLabel as WrapLabel
    from pie_audit.ui.widgets.text_area import TextArea as TextArea
    from pie_audit.ui.widgets.tips import QuietTip as QuietTip
    from pie_audit.ui.widgets.undo_bar import UndoBar as UndoBar

_FILES = {
    "arrange": "EvenLayout FlowLayout Item boxed clear column put row",
    "asked_list": "AskedList",
    "busy_line": "BusyLine",
    "buttons": "Button IconButton LinkButton PrimaryButton SecondaryButton",
    "cards": "Card Divider",
    "chart_card": "ChartCard ChartMode",
    "chart_view": "ChartView",
    "chart_zoom_strip": "ZoomStrip",
    "chips": "Chip",
    "commands": "Command OffersCommands matching",
    "dots": "DotDistribution DotRow RowKind",
    "fields": "Field PasswordField TextLine",
    "focus_ring": "watch_focus",
    "growing_text": "GrowingText",
    "levels": "LevelPicker LevelWords",
    "marks": "AppMark IconMark Initials LevelBall Mark ThemeShape",
    "page": "Page PageHeading ScrollBody TwoColumn next_turn",
    "page_picture": "PagePicture Zoom",
    "pickers": "Choice DateField",
    "pictures": "EmptyState Hills Plant",
    "pressable": "ListRow OptionCard Pressable Tick",
    "rating_scale": "LevelRow RatingScale",
    "reading_order": "put_in_reading_order step_by_tab takes_tab",
    "reading_table": "ReadingTable",
    "saving": "StateLabel announce",
    "segmented": "Segmented",
    "session_ledger": "LedgerCell LedgerLine SessionLedger",
    "small_line": "CountBar SmallLine",
    "steps": "SegmentedProgress Step StepLine StepState ThemeTab",
    "strips": "Banner PrivacyBar",
    "text": "WrapLabel",
    "text_area": "TextArea",
    "tips": "QuietTip",
    "undo_bar": "UndoBar",
}
_FILE_OF = {name: file for file, names in _FILES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """Find a widget in its file. Raises AttributeError for a name that isn't one."""
    if name not in _FILE_OF:
        raise AttributeError(name)
    found: object = getattr(import_module(f"{__name__}.{_FILE_OF[name]}"), name)
    globals()[name] = found
    return found
