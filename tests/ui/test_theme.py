"""The theme changes everything at once, in place, and promises contrast that can be measured."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontInfo, QImage, QPainter, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit import paths
from pie_audit.ui import icons
from pie_audit.ui.theme import Mode, _load_fonts, _token_file, apply, theme, tokens
from pie_audit.ui.widgets import Card, PrimaryButton, WrapLabel
from tests.ui.conftest import settle

MODES = [mode for mode in Mode if mode is not Mode.SYSTEM]


def _luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", MODES)
def test_words_have_seven_to_one_wherever_they_stand(qapp: QApplication, mode: Mode) -> None:
    apply(qapp, mode)
    grounds = (tokens.surface, tokens.canvas, tokens.sidebar, tokens.sunk)
    assert min(contrast(ink, ground) for ink in (tokens.ink, tokens.ink2) for ground in grounds) >= 7
    for name in ("good", "warn", "danger", "info", "private"):
        assert contrast(tokens.colour(name), tokens.colour(f"{name}_soft")) >= 7, name
    assert contrast(tokens.soft_ink, tokens.soft) >= 7
    assert contrast(tokens.on_accent, tokens.accent) >= 7


@pytest.mark.parametrize("mode", MODES)
def test_marks_borders_and_the_focus_ring_have_three_to_one(qapp: QApplication, mode: Mode) -> None:
    apply(qapp, mode)
    for ground in (tokens.surface, tokens.canvas):
        assert min(contrast(mark, ground) for mark in (*tokens.th, tokens.control, tokens.focus)) >= 3
    assert min(contrast(ink, fill) for ink, fill in zip(tokens.lv_ink, tokens.lv, strict=True)) >= 4.5


def test_tokens_are_changed_in_place(qapp: QApplication) -> None:
    kept = tokens
    before = kept.canvas
    apply(qapp, "dark")
    assert kept is theme.tokens
    assert kept.canvas != before
    assert kept.canvas == QColor("#15191A")


def test_live_widgets_follow_a_change_of_mode_and_of_size(qapp: QApplication, qtbot) -> None:
    label, button = WrapLabel("Nothing due.", "h2"), PrimaryButton("Continue")
    card = Card("Needs you", label, button)
    qtbot.addWidget(card)
    card.resize(400, 300)
    card.show()
    settle()
    light, small = card.grab().toImage(), label.height()
    apply(qapp, "dark", 200)
    settle()
    dark = card.grab().toImage()
    assert light.pixelColor(200, 5) == QColor("#FFFFFF")
    assert dark.pixelColor(200, 5) == QColor("#1F2526")
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor("#F2EEE6")
    assert label.height() >= 2 * small - 4
    assert label.font().pixelSize() == 36


def test_text_that_was_large_gives_its_room_back(qapp: QApplication, qtbot) -> None:
    label = WrapLabel("A moment, a number, something a resident said. No names, please.")
    card = Card("", label, None)
    qtbot.addWidget(card)
    card.resize(300, 600)
    card.show()
    settle()
    before = label.height()
    apply(qapp, "light", 200)
    settle()
    assert label.height() > 2 * before
    apply(qapp, "light", 100)
    settle()
    assert label.height() == before


@pytest.mark.parametrize("percent", [90, 100, 125, 150, 175, 200])
def test_no_role_is_drawn_under_twelve_pixels(qapp: QApplication, percent: int) -> None:
    apply(qapp, "light", percent)
    roles = ("display", "h1", "h2", "h3", "lead", "body", "strong", "small", "small_strong", "axis", "page")
    assert min(theme.font(role).pixelSize() for role in roles) >= 12
    assert theme.font("body").pixelSize() == theme.px(15)


def test_percent_outside_the_range_is_held_at_its_ends(qapp: QApplication) -> None:
    apply(qapp, "light", 20)
    assert theme.percent == 90
    apply(qapp, "light", 900)
    assert theme.percent == 200


def test_our_font_is_used_with_its_real_weights_and_can_be_left(qapp: QApplication) -> None:
    apply(qapp, "light")
    assert QFontInfo(theme.font("body")).family() == "Atkinson Hyperlegible Next"
    assert [QFontInfo(theme.font(r)).weight() for r in ("body", "strong", "h1")] == [400, 600, 700]
    apply(qapp, "light", own_font=False)
    assert QFontInfo(theme.font("body")).family() != "Atkinson Hyperlegible Next"


@pytest.mark.parametrize("letters", ["ŵŷŴŶâêîôû", "ąćęłńóśźż", "ăâîșț"])
def test_our_font_has_the_letters_of_names_in_britain(qapp: QApplication, letters: str) -> None:
    face = QRawFont.fromFont(theme.font("body"))
    assert all(face.supportsCharacter(ord(letter)) for letter in letters)


def test_system_mode_without_a_preference_is_light(qapp: QApplication) -> None:
    apply(qapp, Mode.SYSTEM)
    assert theme.choice is Mode.SYSTEM
    assert theme.mode is Mode.LIGHT


def test_every_icon_is_drawn_in_the_colour_asked_for(qapp: QApplication) -> None:
    names = [file.stem for file in sorted((paths.resources() / "icons").glob("*.svg"))]
    assert len(names) > 40
    for name in names:
        image = QImage(32, 32, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        icons.paint_icon(painter, name, QRectF(0, 0, 32, 32), QColor("#1F4FC4"))
        painter.end()
        solid = {
            image.pixelColor(x, y).name()
            for x in range(32)
            for y in range(32)
            if image.pixelColor(x, y).alpha() > 250
        }
        assert solid == {"#1f4fc4"}, name


def test_an_icon_that_is_not_bundled_is_a_mistake(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_fonts_and_icons_carry_their_licences() -> None:
    folder = paths.resources()
    assert (
        "SIL OPEN FONT LICENSE"
        in (folder / "fonts/AtkinsonHyperlegibleNext-OFL.txt").read_text("utf-8").upper()
    )
    assert "Bitstream" in (folder / "fonts/DejaVuSans-LICENSE.txt").read_text("utf-8")
    assert "MIT License" in (folder / "icons/LICENSE-phosphor.txt").read_text("utf-8")


def test_changing_the_theme_reaches_no_widget_that_is_gone(qapp: QApplication, qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    for _n in range(30):
        label = WrapLabel("soon gone", parent=host)
        label.deleteLater()
    del label
    settle()
    apply(qapp, "dark")
    settle()
    assert not host.findChildren(WrapLabel)


@pytest.mark.logs_warnings
def test_without_the_bundled_font_the_system_s_is_used(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("tokens.json", "style.qss"):
        shutil.copy(paths.resources() / name, tmp_path)
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    monkeypatch.setattr("pie_audit.ui.theme._load_fonts", _load_fonts.__wrapped__)
    monkeypatch.setitem(_token_file(), "font", "A Font Nobody Has")
    apply(qapp, "light")
    assert theme.family == ""
    assert "bundled font is missing" in caplog.text
