"""Colours, type, spacing and shape: one object, changed in place, that every painter reads."""

from __future__ import annotations

import json
import logging
import sys
from enum import StrEnum
from functools import cache
from string import Template
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from pie_audit import paths

_log = logging.getLogger(__name__)

GAP = 16
CARD_PADDING = 20
PAGE_MARGIN = (30, 20)
RADIUS_CHIP, RADIUS_CONTROL, RADIUS_CARD, RADIUS_HERO = 13, 10, 14, 18
TARGET, TARGET_IN_ROW = 40, 32
SMALLEST_TEXT = 12


class Mode(StrEnum):
    """How the person wants it to look; SYSTEM follows the computer."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST_LIGHT = "high_contrast_light"
    HIGH_CONTRAST_DARK = "high_contrast_dark"


class _Type(NamedTuple):
    px: float
    weight: QFont.Weight


_SCALE = {
    "display": _Type(30, QFont.Weight.Bold),
    "h1": _Type(24, QFont.Weight.Bold),
    "h2": _Type(18, QFont.Weight.Bold),
    "h3": _Type(15.5, QFont.Weight.Bold),
    "lead": _Type(17, QFont.Weight.Normal),
    "body": _Type(15, QFont.Weight.Normal),
    "strong": _Type(15, QFont.Weight.DemiBold),
    "small": _Type(13.5, QFont.Weight.Normal),
    "small_strong": _Type(13.5, QFont.Weight.DemiBold),
    "axis": _Type(12.5, QFont.Weight.Normal),
    "page": _Type(18, QFont.Weight.Normal),
}


class Tokens:
    """The colours in force. Ask for them while painting; a copy keeps yesterday's."""

    canvas: QColor
    sidebar: QColor
    surface: QColor
    sunk: QColor
    raised: QColor
    ink: QColor
    ink2: QColor
    line: QColor
    control: QColor
    accent: QColor
    accent_hover: QColor
    on_accent: QColor
    soft: QColor
    soft_ink: QColor
    focus: QColor
    good: QColor
    good_soft: QColor
    warn: QColor
    warn_soft: QColor
    danger: QColor
    danger_soft: QColor
    info: QColor
    info_soft: QColor
    private: QColor
    private_soft: QColor
    lv_line: QColor
    lv: list[QColor]
    lv_ink: list[QColor]
    th: list[QColor]
    th_soft: list[QColor]

    def colour(self, name: str) -> QColor:
        """The colour of that name; a literal like ``#FFFFFF`` for what lies on a picture."""
        return QColor(name) if name.startswith("#") else getattr(self, name)

    def fill(self, values: dict[str, Any]) -> None:
        """Take over one mode of the tokens file."""
        for name, value in values.items():
            if name == "shadow":
                continue
            setattr(self, name, [QColor(v) for v in value] if isinstance(value, list) else QColor(value))


class Theme(QObject):
    """What is in force now, and the signal that it changed. `still`: this person wants nothing to move."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = Tokens()
        self.choice = Mode.SYSTEM
        self.mode = Mode.LIGHT
        self.percent = 100
        self.still = False
        self.family = ""
        self._fonts: dict[str, QFont] = {}
        self.tokens.fill(_token_file()[Mode.LIGHT])

    @property
    def high_contrast(self) -> bool:
        """Whether every card and chip needs its full-strength border."""
        return self.mode in (Mode.HIGH_CONTRAST_LIGHT, Mode.HIGH_CONTRAST_DARK)

    @property
    def large_text(self) -> bool:
        """Whether two columns become one (150 % and over)."""
        return self.percent >= 150

    def px(self, at_100: float) -> int:
        """A length that grows with the text, in pixels."""
        return int(at_100 * self.percent / 100 + 0.5)

    def font(self, role: str) -> QFont:
        """The font of a role: display, h1, h2, h3, lead, body, strong, small, small_strong, axis or page."""
        if role not in self._fonts:
            size, weight = _SCALE[role]
            font = QFont(self.family) if self.family else _system_font()
            font.setPixelSize(max(SMALLEST_TEXT, self.px(size)))
            font.setWeight(weight)
            self._fonts[role] = font
        return QFont(self._fonts[role])

    def take(self, mode: Mode, percent: int, family: str) -> None:
        """Change everything in place. Nobody is told before `apply` is through."""
        self.mode, self.percent, self.family = mode, max(90, min(200, percent)), family
        self._fonts.clear()
        self.tokens.fill(_token_file()[mode])


@cache
def _token_file() -> dict[str, Any]:
    values: dict[str, Any] = json.loads((paths.resources() / "tokens.json").read_text("utf-8"))
    return values


@cache
def tokens_of(mode: Mode) -> Tokens:
    """The colours of one mode, whatever is in force: for the projector, which is dark on every desk."""
    found = Tokens()
    found.fill(_token_file()[mode])
    return found


@cache
def _load_fonts() -> str:
    """Register the bundled fonts; the family name, or nothing when they can't be read."""
    families = set[str]()
    wanted: str = _token_file()["font"]
    for weight in ("Regular", "SemiBold", "Bold"):  # the weights of the scale; each face costs a millisecond
        file = paths.resources() / "fonts" / f"{wanted.replace(' ', '')}-{weight}.ttf"
        families.update(QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file))))
    if wanted in families:
        return wanted
    _log.warning("bundled font is missing, using the system's")
    return ""


def _system_font() -> QFont:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)


_STYLED = "pie-audit has its style"

theme = Theme()
tokens = theme.tokens


def apply(
    app: QApplication, mode: Mode | str = Mode.SYSTEM, percent: int = 100, *, own_font: bool = True
) -> None:
    """Make the whole application look so; live widgets follow."""
    if not app.property(_STYLED):  # beneath a style sheet the style no longer tells its name
        app.setStyle("Fusion")
        app.setProperty(_STYLED, True)
    theme.choice = Mode(mode)
    theme.take(_resolve(app, theme.choice), percent, _load_fonts() if own_font else "")
    if _system_has_contrast_theme(app, theme.choice):
        _take_system_palette(app)
    app.setPalette(_palette())
    app.setFont(theme.font("body"))
    sheet = _style_sheet()
    if app.styleSheet() != sheet:  # every widget there is would be polished anew
        app.setStyleSheet(sheet)
    theme.changed.emit()


def follow_system(app: QApplication) -> None:
    """Look again whenever the computer switches between light, dark and high contrast."""
    hints = app.styleHints()
    hints.colorSchemeChanged.connect(_look_again)
    if hasattr(hints, "accessibility"):
        hints.accessibility().contrastPreferenceChanged.connect(_look_again)


def _look_again() -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication) and theme.choice is Mode.SYSTEM:
        apply(app, Mode.SYSTEM, theme.percent, own_font=bool(theme.family))


def _resolve(app: QApplication, choice: Mode) -> Mode:
    if choice is not Mode.SYSTEM:
        return choice
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    if _wants_contrast(app):
        return Mode.HIGH_CONTRAST_DARK if dark else Mode.HIGH_CONTRAST_LIGHT
    return Mode.DARK if dark else Mode.LIGHT


def _wants_contrast(app: QApplication) -> bool:
    hints = app.styleHints()
    if not hasattr(hints, "accessibility"):  # before Qt 6.10
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def _system_has_contrast_theme(app: QApplication, choice: Mode) -> bool:
    return sys.platform == "win32" and choice is Mode.SYSTEM and _wants_contrast(app)


def _take_system_palette(app: QApplication) -> None:
    """Windows contrast themes are colours that a person chose with care: use those."""
    app.setPalette(QPalette())
    theirs, role = app.palette(), QPalette.ColorRole
    for names, wanted in (
        (
            "canvas sidebar surface sunk raised soft good_soft warn_soft danger_soft info_soft private_soft",
            role.Window,
        ),
        ("ink ink2 line control lv_line good warn danger info private soft_ink", role.WindowText),
        ("accent accent_hover focus", role.Highlight),
        ("on_accent", role.HighlightedText),
    ):
        for name in names.split():
            setattr(tokens, name, QColor(theirs.color(wanted)))


def _palette() -> QPalette:
    role, t = QPalette.ColorRole, tokens
    palette = QPalette(t.canvas)
    for which, colour in {
        role.Window: t.canvas,
        role.WindowText: t.ink,
        role.Base: t.surface,
        role.AlternateBase: t.sunk,
        role.Text: t.ink,
        role.PlaceholderText: t.ink2,
        role.Button: t.surface,
        role.ButtonText: t.ink,
        role.BrightText: t.on_accent,
        role.Highlight: t.accent,
        role.HighlightedText: t.on_accent,
        role.Link: t.accent,
        role.LinkVisited: t.accent,
        role.ToolTipBase: t.raised,
        role.ToolTipText: t.ink,
        role.Accent: t.accent,
        role.Light: t.raised,
        role.Midlight: t.line,
        role.Mid: t.control,
        role.Dark: t.control,
        role.Shadow: t.control,
    }.items():
        palette.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, t.control)
    return palette


def _style_sheet() -> str:
    """The shapes that a palette can't say, with colours and sizes put in."""
    colours = {n: v.name() for n, v in vars(tokens).items() if isinstance(v, QColor)}
    line = theme.px(15) * 5 // 4
    sizes = {
        "field": max(TARGET, line + 18) - 2,
        "field_focus": max(TARGET, line + 18) - 6,
        "bar": 10 if theme.percent < 150 else 14,
        "bar_radius": 4 if theme.percent < 150 else 6,
        "tip": max(SMALLEST_TEXT, theme.px(13.5)),
    }
    return Template((paths.resources() / "style.qss").read_text("utf-8")).substitute(colours, **sizes)
