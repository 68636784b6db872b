"""A spread says the same in dots and in words, and a hidden group gives nothing away."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from pie_audit.ui.theme import apply, theme, tokens
from pie_audit.ui.widgets import DotDistribution, DotRow, RowKind
from tests.ui.accessibility import spoken
from tests.ui.conftest import settle

LABELS = ("Not begun", "Talked about", "Patchy", "Usual", "Checked")
COUNTS = st.tuples(*[st.integers(0, 50)] * 5)


@pytest.fixture
def dots(qtbot) -> DotDistribution:
    made = DotDistribution(LABELS)
    qtbot.addWidget(made)
    return made


def _picture(dots: DotDistribution, row: DotRow, width: int = 640) -> QImage:
    dots.set_rows([row])
    dots.resize(width, dots.heightForWidth(width))
    return dots.grab().toImage()


def _islands(image: QImage, colour: QColor) -> int:
    """How many separate blobs of exactly that colour there are."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(plain.constBits()).cast("I")  # asking for each pixel's colour took seconds
    spots = {divmod(at, image.width()) for at, rgb in enumerate(pixels) if rgb == colour.rgb()}
    found = 0
    while spots:
        found += 1
        edge = [spots.pop()]
        while edge:
            x, y = edge.pop()
            near = {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)} & spots
            spots -= near
            edge.extend(near)
    return found


@pytest.mark.parametrize(
    "counts", [(0, 0, 0, 0, 0), (1, 0, 0, 0, 0), (4, 6, 2, 0, 0), (5, 5, 5, 5, 5), (0, 0, 17, 0, 3)]
)
def test_there_is_one_dot_for_each_rating(dots: DotDistribution, counts: tuple[int, ...]) -> None:
    assert _islands(_picture(dots, DotRow("Team", "", counts)), tokens.accent) == sum(counts)


def test_the_order_of_dots_says_nothing(dots: DotDistribution) -> None:
    assert _picture(dots, DotRow("Team", "", (2, 1, 0, 0, 1))) == _picture(
        dots, DotRow("Team", "", (2, 1, 0, 0, 1))
    )


@pytest.mark.parametrize("kind", [RowKind.HIDDEN, RowKind.NOT_ASKED])
def test_a_row_without_dots_looks_the_same_whatever_lies_behind_it(
    dots: DotDistribution, kind: RowKind
) -> None:
    assert _picture(dots, DotRow("Partners", "", kind=kind)) == _picture(
        dots, DotRow("Partners", "", (1, 2, 0, 0, 1), kind=kind)
    )


def test_rows_are_described_in_words(dots: DotDistribution) -> None:
    dots.set_rows(
        [
            DotRow("Team", "12 people", (4, 6, 2, 0, 0)),
            DotRow("Managers", "", (0, 0, 0, 0, 0)),
            DotRow("Residents", "", (1, 0, 0, 0, 1), RowKind.HIDDEN),
            DotRow("Partners", kind=RowKind.NOT_ASKED),
        ],
        "Far apart: from 0 to 2.",
    )
    assert spoken(dots) == (
        "Far apart: from 0 to 2. | Team, 12 people: 4 at 0 Not begun, 6 at 1 Talked about, 2 at 2 Patchy. "
        "Managers: nobody chose a level. Residents: not shown, small group. Partners: not asked about this one."
    )


@given(counts=COUNTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_words_count_what_the_dots_show(
    dots: DotDistribution, counts: tuple[int, int, int, int, int]
) -> None:
    dots.set_rows([DotRow("Team", "", counts)])
    said = dots.describe()[0]
    assert all((f"{n} at {level} {LABELS[level]}" in said) == bool(n) for level, n in enumerate(counts))


@given(counts=COUNTS, width=st.integers(200, 1400), percent=st.sampled_from([90, 100, 150, 200]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_every_dot_stays_inside_whatever_the_room(
    qapp: QApplication,
    dots: DotDistribution,
    counts: tuple[int, int, int, int, int],
    width: int,
    percent: int,
) -> None:
    apply(qapp, "light", percent)
    dots.set_rows([DotRow("Team", "twelve people asked", counts)])
    first, across = dots._axis(width)
    abreast = min(5, max(counts))
    assert first - across / 2 >= -1
    assert abreast * (dots._diameter(width) + 2) <= across + 2
    deepest = -(-max(counts) // 5) * (dots._diameter(width) + 2)
    assert deepest <= dots._row_heights(width)[0]


@pytest.mark.parametrize("mode", ["dark", "high_contrast_light", "high_contrast_dark"])
def test_the_level_in_talk_is_stressed_in_every_mode(
    qapp: QApplication, dots: DotDistribution, mode: str
) -> None:
    apply(qapp, mode)
    settle()
    plain = _picture(dots, DotRow("Team", "", (1, 0, 0, 0, 1)))
    dots.set_level(3)
    assert dots.grab().toImage() != plain


def test_dots_fall_together_and_then_lie_where_they_belong(qtbot, dots: DotDistribution) -> None:
    at_rest = _picture(dots, DotRow("Team", "", (2, 0, 1, 0, 0)))
    dots.show()
    with qtbot.waitSignal(dots.fallen):
        dots.fall()
        assert dots.grab().toImage() != at_rest
    assert dots.grab().toImage() == at_rest


def test_nothing_falls_for_who_wants_nothing_to_move(
    qtbot, dots: DotDistribution, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "still", True)
    at_rest = _picture(dots, DotRow("Team", "", (2, 0, 1, 0, 0)))
    dots.show()
    with qtbot.waitSignal(dots.fallen, timeout=0):
        dots.fall()
    assert dots.grab().toImage() == at_rest


def test_dots_that_are_put_to_rest_are_in_place_and_tell_nobody(qtbot, dots: DotDistribution) -> None:
    at_rest = _picture(dots, DotRow("Team", "", (2, 0, 1, 0, 0)))
    dots.show()
    with qtbot.assertNotEmitted(dots.fallen):
        dots.fall()
        dots.rest()
    assert dots.grab().toImage() == at_rest
