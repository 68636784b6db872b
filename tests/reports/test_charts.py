"""Charts on paper: the same drawing as on the screen, painted in light colours and readable without any."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2
import pytest

from pie_audit.charts.layout import lay_out
from pie_audit.charts.looks import filling
from pie_audit.charts.shapes import Label, Mark, Plate, Room, Rule, Shape, Trace
from pie_audit.reports.charts import PaperLetters, draw_chart
from pie_audit.reports.column import Op
from pie_audit.reports.marks import paint
from pie_audit.reports.page import faces
from pie_audit.reports.painting import TaggedCanvas, paint_op
from pie_audit.reports.preview import PageImage, render_page
from pie_audit.reports.tags import Element
from tests.charts.charts_to_try import every_chart, heatmap, large_grid
from tests.charts.drawn import on_each_other, outside

WHITE = (255, 255, 255)


def _paper(shapes: Sequence[Shape], *, width: float = 60.0, high: float = 60.0) -> bytes:
    """One page with these shapes and nothing else."""
    out = io.BytesIO()
    canvas = TaggedCanvas(out, width=width, high=high)
    paint_op(canvas, Op(Element("Figure"), tuple(shapes)), faces())
    canvas.turn()
    canvas.save()
    return out.getvalue()


def _pixel(image: PageImage, x: int, y: int) -> tuple[int, int, int]:
    at = (y * image.width + x) * 3
    red, green, blue = image.pixels[at : at + 3]
    return red, green, blue


def _seen(*shapes: Shape) -> PageImage:
    """Sixty by sixty points, a pixel each."""
    return render_page(_paper(shapes), 1, width=60)


def _grey(name: str) -> float:
    """How light a colour is without its hue, 0 to 255."""
    red, green, blue = (int(paint(name)[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize("name", every_chart())
def test_every_chart_is_painted_with_its_words(name: str) -> None:
    shapes, height = draw_chart(every_chart()[name], 480.0)
    pdf = _paper(shapes, width=480.0, high=height)
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text = page.get_textpage()
        read = "".join(text.get_text_bounded().split())
        text.close()
        page.close()
    for shape in shapes:
        if isinstance(shape, Label):
            assert "".join(shape.text.split()) in read


@pytest.mark.parametrize("width", [150.0, 230.0, 487.0])
@pytest.mark.parametrize("name", every_chart())
def test_paper_has_the_drawing_of_the_screen_in_its_own_size(name: str, width: float) -> None:
    letters = PaperLetters()
    shapes, height = draw_chart(every_chart()[name], width)
    drawing = lay_out(every_chart()[name], Room(width, letters, 9.8))
    assert (tuple(shapes), height) == (drawing.shapes, drawing.height)
    assert outside(drawing, letters) == []
    assert list(on_each_other(drawing, letters)) == []


def test_no_letters_on_paper_are_smaller_than_paper_allows() -> None:
    sizes = [
        shape.size
        for chart in every_chart().values()
        for shape in draw_chart(chart, 300.0)[0]
        if isinstance(shape, Label)
    ]
    assert min(sizes) >= 8.6


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("ink", "#22282A"),
        ("theme-0", "#4150B0"),
        ("theme-5", "#22282A"),
        ("theme-soft-1", "#DDF1EA"),
        ("level-4", "#123F38"),
        ("level-ink-4", "#FFFFFF"),
        ("#3A8C7B", "#3A8C7B"),
    ],
)
def test_colour_is_known_by_its_name(name: str, seen: str) -> None:
    assert paint(name) == seen


def test_colour_that_nobody_named_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        paint("burgundy")


@pytest.mark.parametrize("shape", ["circle", "square", "triangle", "diamond", "hexagon", "star"])
def test_open_mark_shows_the_paper_within_and_a_filled_one_does_not(shape: str) -> None:
    open_one = _seen(Mark(shape, 30.0, 30.0, 40.0, None, "ink", 2.0))
    filled = _seen(Mark(shape, 30.0, 30.0, 40.0, "ink"))
    assert _pixel(open_one, 30, 30) == WHITE
    assert _pixel(filled, 30, 30) != WHITE
    assert set(open_one.pixels) != {255}


def test_hatched_block_has_slanting_lines_and_paper_between_them() -> None:
    image = _seen(Plate(10.0, 10.0, 40.0, 40.0, None, "control", hatched=True))
    along = [_pixel(image, x, 30) != WHITE for x in range(14, 46)]
    assert any(along)
    lit = [[sum(_pixel(image, x, y)) for x in range(14, 42)] for y in (30, 34)]
    assert min(lit[0]) < 600 < max(lit[0])
    assert sum(abs(a - b) for a, b in zip(*lit, strict=True)) < 300, (
        "four further down, the lines lie four along"
    )
    assert _pixel(image, 5, 30) == WHITE


def test_hatching_stays_within_its_block() -> None:
    image = _seen(Plate(20.0, 20.0, 20.0, 20.0, None, "control", hatched=True))
    outside_block = [_pixel(image, x, y) for x in range(60) for y in (10, 17, 43, 50)]
    assert set(outside_block) == {WHITE}


def test_broken_outline_has_gaps() -> None:
    dashed = _seen(Plate(10.0, 10.0, 40.0, 40.0, None, "ink", thickness=2.0, dash=5.0))
    along = [_pixel(dashed, x, 10) == WHITE for x in range(12, 48)]
    assert any(along)
    assert not all(along)


def test_broken_line_does_not_break_the_next_one() -> None:
    image = _seen(
        Rule(5.0, 10.0, 55.0, 10.0, "ink", 2.0, 4.0),
        Trace(((5.0, 30.0), (30.0, 30.0), (55.0, 30.0)), "ink", 4.0),
    )
    assert all(_pixel(image, x, 30) != WHITE for x in range(8, 52))


def test_trace_goes_through_its_points() -> None:
    image = _seen(Trace(((10.0, 50.0), (30.0, 10.0), (50.0, 50.0)), "ink", 4.0))
    assert _pixel(image, 30, 13) != WHITE
    assert _pixel(image, 20, 30) != WHITE
    assert _pixel(image, 30, 50) == WHITE


def test_parts_of_a_column_differ_in_grey() -> None:
    first, second, third = (_grey(filling(place).fill) for place in range(3))
    assert second - first > 60
    assert third - second > 40


def test_numbers_stand_out_from_their_squares_in_grey() -> None:
    for level in range(5):
        assert abs(_grey(f"level-{level}") - _grey(f"level-ink-{level}")) > 120
    for place in range(5):
        assert abs(_grey(filling(place).fill) - _grey(filling(place).ink)) > 120


def test_ten_years_of_sixty_topics_fit_the_width_of_a_page() -> None:
    shapes, height = draw_chart(large_grid(40, 60), 487.0)
    numbers = [shape for shape in shapes if isinstance(shape, Label) and shape.text in set("01234")]
    assert len(numbers) == 40 * 60 + 5
    assert max(shape.x for shape in numbers) < 487.0
    assert height > 1000


def test_same_chart_is_the_same_paper() -> None:
    shapes, height = draw_chart(heatmap(), 480.0)
    assert _paper(shapes, width=480.0, high=height) == _paper(shapes, width=480.0, high=height)
