"""Draws every widget in several looks into a folder of pictures: `python tests/ui/gallery.py FOLDER`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import (
    Card,
    Chip,
    Choice,
    DateField,
    Divider,
    Field,
    FlowLayout,
    IconButton,
    IconMark,
    Initials,
    AppMark,
    LevelBall,
    LinkButton,
    Page,
    PasswordField,
    PrimaryButton,
    SecondaryButton,
    TextArea,
    TextLine,
    ThemeShape,
    TwoColumn,
    WrapLabel,
    boxed,
    column,
    row,
    watch_focus,
)

LOOKS = (("light", 100), ("dark", 100), ("high_contrast_light", 100), ("light", 200))


def basics() -> Page:
    page = Page("My view of Quayside House", "Autumn 2026 · rated in private, talked about together")
    page.heading.add_state(Chip("Only you can see this", "private"), SecondaryButton("Finish for now"))
    two = TwoColumn()
    card = Card("Your own ratings").add_to_title(WrapLabel("Nobody sees these", "small", "ink2", wrap=False))
    for index, name in enumerate(("Psychological awareness", "Staff training & support", "Learning & enquiry")):
        card.add(
            row(
                ThemeShape(index, 20),
                column(WrapLabel(name, "strong"), WrapLabel("Three left for another day", "small", "ink2"), gap=2),
                SecondaryButton("Open", in_row=True),
            ),
            Divider(),
        )
    card.add(
        boxed(
            FlowLayout(
                *(Chip(f"{look}", look) for look in ("private", "good", "warn", "danger", "info", "soft", "neutral"))
            )
        ),
        row(*(LevelBall(n) for n in range(5)), *(ThemeShape(n, 22) for n in range(6)), AppMark(), AppMark(pale=True), Initials("AY"), None),
        row(IconButton("dots-three", "More"), IconButton("caret-left", "Back", outlined=True), LinkButton("Come back to it"), None),
    )
    form = Card("Action").add_to_title(IconButton("dots-three", "More"))
    wrong = Field("What will we do?", TextLine("Put handover reflection on the rota"))
    wrong.set_error("These two don't match yet.")
    form.add(
        wrong,
        Field("Who holds it", Choice("Tom Whitlock", "Amina Yusuf")),
        Field("By when", DateField()),
        Field("Password", PasswordField(placeholder="Type it once more"), "Four or more ordinary words."),
        Field("What would residents notice?", TextArea("Fewer mornings where people find staff short with them.", most=60), note="Optional"),
        None,
    )
    soft = Card("From summer", icon="clock-counter-clockwise", look="soft").add(
        WrapLabel("Agreed on 38 topics, 5 dissents kept, 6 of 9 actions finished."),
        row(SecondaryButton("Read it again", in_row=True), None),
    )
    sunk = Card("Stuck between two?", icon="question", look="sunk").add(
        WrapLabel("Think of your own last bad week. Still unsure? I can't tell yet."), Divider(),
        row(IconMark("eye-slash"), WrapLabel("Last quarter's level stays hidden until the team opens everything together.", "small", "ink2")),
    )
    two.add_main(card, None).add_side(form, soft, sunk, None)
    page.add(two, None)
    page.add_to_footer(SecondaryButton("Previous", "arrow-left"), LinkButton("Come back to it"), None, PrimaryButton("Next topic", trailing="arrow-right"))
    return page


def shoot(widget: QWidget, file: Path, size: tuple[int, int], focus: QWidget | None = None) -> None:
    widget.resize(*size)
    widget.show()
    widget.activateWindow()
    if focus is not None:
        focus.setFocus()
    for _turn in range(4):
        QApplication.processEvents()
    widget.grab().save(str(file))


def main(folder: Path) -> None:
    app = QApplication.instance() or QApplication([])
    watch_focus(app)
    folder.mkdir(parents=True, exist_ok=True)
    apply(app, "light", 100)
    pages = {"basics": basics()}
    for name, page in pages.items():
        for mode, percent in LOOKS:
            apply(app, mode, percent)
            shoot(page, folder / f"{name}-{mode}-{percent}.png", (1144, 768))
            if hasattr(page, "body"):
                print(name, mode, percent, page.body.overflow())
        apply(app, "light", 100)
        shoot(page, folder / f"{name}-narrow.png", (958, 700))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
