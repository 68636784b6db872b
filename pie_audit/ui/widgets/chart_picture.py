"""A chart as a picture to take along: its title, itself and its sentence, dark on white however the screen looks."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from pie_audit.charts.layout import lay_out
from pie_audit.charts.shapes import Drawing, Room
from pie_audit.domain.chart import Chart, Unshown
from pie_audit.ui.theme import Mode, Tokens, tokens_of
from pie_audit.ui.widgets.chart_painting import ScreenLetters, paint_shapes

PICTURE_WIDTH = 1800
_UNITS = 900
"""A picture is drawn so wide and then made larger: letters stay in proportion whatever its size."""

_MARGIN, _GAP = 28.0, 14.0
_TITLE, _NOTE, _SENTENCE = 20.0, 13.5, 15.0
_WRAP = int(Qt.TextFlag.TextWordWrap)

_Words = tuple[str, float, str, str]
"""Words with the size, weight and colour of their letters."""


def draw_picture(chart: Chart, width: int = PICTURE_WIDTH) -> QImage:
    """The chart as a picture so many pixels wide. Text is as large as at 100 %, whatever the person's setting."""
    scale = max(0.1, width / _UNITS)
    letters, colours = ScreenLetters(), tokens_of(Mode.LIGHT)
    across = _UNITS - 2 * _MARGIN
    drawing = _drawing(chart, across, letters)
    above, below = _words_above(chart), ((chart.sentence, _SENTENCE, "regular", "ink"),)
    heights = [_height(words, across, letters) for words in (*above, *below)]
    total = (
        2 * _MARGIN
        + sum(heights)
        + _GAP * (len(heights) - 1)
        + (drawing.height + _GAP if drawing.shapes else 0)
    )
    image = QImage(max(1, width), max(1, round(total * scale)), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    painter.translate(_MARGIN, _MARGIN)
    for words in above:
        _write(painter, words, across, letters, colours)
    if drawing.shapes:
        paint_shapes(painter, drawing.shapes, colours, letters)
        painter.translate(0, drawing.height + _GAP)
    for words in below:
        _write(painter, words, across, letters, colours)
    painter.end()
    return image


def as_png(image: QImage) -> bytes:
    """The picture as a PNG file."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes where Qt wants text
    buffer.close()
    return bytes(content.data())


def _drawing(chart: Chart, across: float, letters: ScreenLetters) -> Drawing:
    if isinstance(chart, Unshown):
        return Drawing(across, 0, ())
    return lay_out(chart, Room(across, letters))


def _words_above(chart: Chart) -> tuple[_Words, ...]:
    note = "" if isinstance(chart, Unshown) else chart.note
    title: _Words = (chart.title, _TITLE, "bold", "ink")
    return (title, (note, _NOTE, "regular", "ink2")) if note else (title,)


def _height(words: _Words, across: float, letters: ScreenLetters) -> float:
    text, size, weight, _colour = words
    return letters.metrics(size, weight).boundingRect(QRectF(0, 0, across, 100_000), _WRAP, text).height()


def _write(painter: QPainter, words: _Words, across: float, letters: ScreenLetters, colours: Tokens) -> None:
    """Write the words and go down past them."""
    text, size, weight, colour = words
    painter.setFont(letters.font(size, weight))
    painter.setPen(colours.colour(colour))
    high = _height(words, across, letters)
    painter.drawText(QRectF(0, 0, across, high + 4), _WRAP, text)
    painter.translate(0, high + _GAP)
