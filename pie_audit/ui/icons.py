"""Our SVG icons, drawn sharp in whatever colour the painter asks for."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from pie_audit import paths


def paint_icon(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """Draw an icon into `box`. Raises FileNotFoundError for a name that isn't bundled."""
    _renderer(name, colour.name()).render(painter, box)


def icon(name: str, colour: QColor | None = None, size: int = 20) -> QIcon:
    """An icon for menus and views, `size` in pixels; by default in the palette's text colour.

    Unlike painted icons it keeps its colour: ask again when the theme has changed.
    """
    tint = colour or QGuiApplication.palette().color(QPalette.ColorRole.ButtonText)
    return QIcon(pixmap(name, tint, size))


def pixmap(name: str, colour: QColor, size: int) -> QPixmap:
    """An icon as a picture of `size` logical pixels, sharp on dense screens too."""
    return _pixmap(name, colour.name(), size)


@cache
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=400)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


@lru_cache(maxsize=200)
def _pixmap(name: str, colour: str, size: int) -> QPixmap:
    renderer = _renderer(name, colour)
    density = 3  # a whole multiple that is sharp on every common screen
    picture = QPixmap(size * density, size * density)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    picture.setDevicePixelRatio(density)
    return picture
