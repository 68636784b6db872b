"""Draws the widgets in several looks into a folder of pictures: `python tests/ui/gallery.py FOLDER`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.domain.answer import Level
from pie_audit.ui import widgets as w
from pie_audit.ui.theme import apply

LOOKS = (
    ("light", 100, (1144, 768)),
    ("dark", 100, (1144, 768)),
    ("high_contrast_light", 100, (1144, 768)),
    ("high_contrast_dark", 100, (1144, 768)),
    ("light", 200, (1300, 768)),
    ("light", 100, (958, 700)),
    ("light", 200, (958, 700)),
)
LEVELS = (
    w.LevelWords("Not begun", "Nobody has taken this up yet."),
    w.LevelWords("Talked about", "Discussed or written down, but it has not reached daily work."),
    w.LevelWords("Patchy", "Some of us, some days. It depends who is on shift."),
    w.LevelWords("Usual practice", "A new colleague would see it most of the time, whoever is on."),
    w.LevelWords(
        "Usual practice, checked and changed",
        "As 3, and this year we changed something because residents told us to.",
    ),
)
THEMES = ("Awareness", "Staff support", "Learning", "Spaces", "Three Rs")
LONG_THEMES = (
    "Psychological awareness",
    "Staff training & support",
    "Learning & enquiry",
    "Spaces of opportunity",
    "The three Rs",
)


def rate() -> QWidget:
    page = w.Page("My view of Quayside House", "Autumn 2026 · rated in private, talked about together")
    state = w.StateLabel()
    state.saved()
    page.heading.add_state(
        w.Chip("Only you can see this", "private"), state, w.SecondaryButton("Finish for now")
    )
    tabs = []
    for index, (name, done, of) in enumerate(zip(THEMES, (9, 7, 1, 2, 1), (9, 10, 10, 9, 8), strict=True)):
        tab = w.ThemeTab(index, name)
        tab.set(done, of)
        tab.setChecked(index == 2)
        tabs.append(tab)
    scale = w.RatingScale("Protected thinking time")
    scale.set_topic(LEVELS, Level.PATCHY)
    card = w.Card(gap=8).add(
        w.row(
            w.ThemeShape(2, 19),
            w.WrapLabel("Learning & enquiry", "strong", wrap=False),
            w.WrapLabel("1 of 10", "small", "ink2", wrap=False),
            None,
            w.LinkButton("Hear it read aloud", "speaker-high"),
        ),
        w.WrapLabel("Protected thinking time", "h1"),
        w.WrapLabel(
            "We meet regularly to think about the work, not the rota. We have help to do it, and the time is defended.",
            "lead",
            "ink2",
        ),
        scale,
        None,
    )
    note = w.Card("What makes you say so?").add_to_title(w.WrapLabel("Optional", "small", "ink2", wrap=False))
    area = w.TextArea(
        "Days get it, nights don't. Last month two of four group sessions were lost to covering the desk."
    )
    area.setAccessibleName("What makes you say so?")
    note.add(
        w.WrapLabel("A moment, a number, something a resident said. No names, please.", "small", "ink2"),
        area,
        w.boxed(
            w.FlowLayout(
                w.SecondaryButton("None yet", in_row=True), w.SecondaryButton("Attach a number", in_row=True)
            )
        ),
    )
    stuck = w.Card("Stuck between two?", icon="question", look="sunk").add(
        w.WrapLabel("Think of your own last bad week. Still unsure? I can't tell yet."),
        w.Divider(),
        w.row(
            w.IconMark("eye-slash"),
            w.WrapLabel(
                "Last quarter's level stays hidden until the team opens everything together.", "small", "ink2"
            ),
        ),
    )
    two = w.TwoColumn().add_main(card, None).add_side(note, stuck, None)
    page.add(_equal(tabs), two, None)
    page.add_to_footer(
        w.SecondaryButton("Previous", "arrow-left"),
        w.LinkButton("Come back to it"),
        None,
        w.WrapLabel("About 9 minutes left. You can stop at any point.", "small", "ink2"),
        w.PrimaryButton("Next topic", trailing="arrow-right"),
    )
    page.first_focus = scale
    return page


def reveal() -> QWidget:
    page = w.Page("Talking it through", "Autumn review meeting · 11 people in the room")
    page.heading.add_state(
        w.SecondaryButton("Projector view  F5", "presentation"), w.LinkButton("Pause meeting")
    )
    topics = w.Card("Widest views first", gap=2).add(
        w.WrapLabel("8 of 46 are worth time today", "small", "ink2")
    )
    for at, (title, note, index) in enumerate(
        (
            ("Behaviour has a history", "Agreed: level 3", 0),
            ("Protected thinking time", "Far apart", 2),
            ("Curious about what goes wrong", "Far apart", 2),
            ("Places to be together and apart", "Some spread", 3),
            ("One story, told once", "Not shown: small group", 3),
        )
    ):
        item = w.ListRow(title, note, theme_index=index)
        item.set_ticked(at == 0)
        item.set_note(note, "good" if at == 0 else "warn" if "Far" in note else "ink2")
        item.setChecked(at == 1)
        topics.add(item)
    topics.add(None)
    dots = w.DotDistribution(("Not begun", "Talked about", "Patchy", "Usual", "Checked"))
    dots.set_rows(
        [
            w.DotRow("Team", "12 people", (4, 6, 2, 0, 0)),
            w.DotRow("Managers", "3, all said yes", (0, 0, 1, 2, 0)),
            w.DotRow("Residents", "", kind=w.RowKind.HIDDEN),
            w.DotRow("Partners", "", kind=w.RowKind.NOT_ASKED),
        ],
        "Far apart: from 0 to 3.",
        1,
    )
    middle = w.Card().add(
        w.row(
            w.ThemeShape(2, 18),
            w.WrapLabel("Learning & enquiry", "strong"),
            w.Chip("Far apart", "warn", "arrows-out-line-horizontal"),
        ),
        w.WrapLabel("Protected thinking time", "h1"),
        w.WrapLabel(
            "Drawn when 5 or more took part, or when everyone in a small group said yes.", "small", "ink2"
        ),
        dots,
        None,
    )
    picker = w.LevelPicker([words.label for words in LEVELS])
    picker.set_level(1)
    record = w.Card("What shall we write down?").add(
        w.WrapLabel("It doesn't have to be the average.", "small", "ink2"),
        picker,
        w.Field(
            "Because",
            w.TextArea(
                "It happens on days, and managers see those. Nights have had no session since August."
            ),
        ),
        w.Field("Somebody sees it differently", w.TextArea("Two people would say 2."), note="always kept"),
        w.row(w.SecondaryButton("Not settled yet"), w.PrimaryButton("Agree on 1").stretch()),
        None,
    )
    two = w.TwoColumn(main_share=7, side_share=4, stack_below=760)
    two.add_main(middle, topics, None).add_side(record, None)
    return page.add(two, None)


def overview() -> QWidget:
    page = w.Page("Autumn review", "Opened 1 October · rating until 5 December · talk on 8 December")
    page.heading.add_state(w.PrimaryButton("Rate my part", trailing="arrow-right"))
    page.add_strip(
        w.Banner(
            "3 actions came over from summer. Keep, change or let go?",
            look="warn",
            icon="arrow-bend-up-right",
            actions=("Decide together",),
        )
    )
    page.add_strip(w.PrivacyBar("Only you can see this"))
    line = w.StepLine(
        [
            w.Step("Set up", "Perspectives and dates", w.StepState.DONE),
            w.Step("Rate in private", "6 of 9 say they are done", w.StepState.NOW, 0.66),
            w.Step("Talk it through", "Tuesday 8 December"),
            w.Step("Helps and hinders"),
            w.Step("Plan"),
            w.Step("Sign off"),
        ]
    )
    mine = w.Card("Your own ratings").add_to_title(
        w.WrapLabel("Nobody sees these", "small", "ink2", wrap=False)
    )
    for index, (name, done, of) in enumerate(
        zip(LONG_THEMES, (9, 7, 0, 2, 1), (9, 10, 10, 9, 8), strict=True)
    ):
        mine.add(
            w.row(
                w.ThemeShape(index, 20),
                w.column(
                    w.WrapLabel(name, "strong"),
                    w.WrapLabel("Three left for another day", "small", "ink2"),
                    gap=2,
                ),
                w.SegmentedProgress(done, of, index),
                w.WrapLabel(f"{done} of {of}", "small_strong", wrap=False),
                w.SecondaryButton("Open", in_row=True),
            ),
            w.Divider(),
        )
    who = w.Card("Who we are asking").add_to_title(w.Chip("6 of 9 finished", "soft", "check"))
    for icon, name, way in (
        ("users", "Team", "On this computer, one at a time"),
        ("hand-waving", "Residents", "Paper sheets, or a chat."),
    ):
        who.add(
            w.row(
                w.IconMark(icon, 22, "accent"),
                w.column(w.WrapLabel(name, "strong"), w.WrapLabel(way, "small", "ink2"), gap=1),
                w.WrapLabel("12 asked", "small_strong", wrap=False),
            )
        )
    who.add(w.Divider(), w.row(w.SecondaryButton("Ask somebody else", "plus", in_row=True), None))
    last = w.Card("From summer", icon="clock-counter-clockwise", look="soft").add(
        w.WrapLabel("Agreed on 38 topics, 5 dissents kept, 6 of 9 actions finished."),
        w.row(w.SecondaryButton("Read it again", in_row=True), None),
    )
    two = w.TwoColumn(main_share=13, side_share=7).add_main(mine, None).add_side(who, last, None)
    return page.add(w.Card().add(line), two, None)


def plan() -> QWidget:
    page = w.Page("Autumn action plan", "4 priorities · 9 actions · draft, seen by the team only")
    page.heading.add_state(
        w.Segmented("View", [("Cards", "cards"), ("Table", "rows")]),
        w.PrimaryButton("Preview PDF", "file-pdf"),
    )
    first = w.Card(look="chosen").add(
        w.row(
            w.WrapLabel("Put handover reflection on the rota", "strong"),
            w.Chip("Under way", "info", "circle-half-tilt"),
        ),
        w.row(
            w.Initials("TW", 26),
            w.WrapLabel("Tom Whitlock", "small", wrap=False),
            w.IconMark("calendar-blank", 16),
            w.WrapLabel("Fri 27 Nov", "small", "ink2"),
        ),
    )
    second = w.Card().add(
        w.row(
            w.WrapLabel("Ask the council to fund backfill", "strong"),
            w.Chip("Not started", "neutral", "circle"),
        ),
        w.row(w.Initials("AY", 26), w.WrapLabel("Amina Yusuf", "small")),
    )
    wrong = w.Field("What will we do?", w.TextLine("Put handover reflection on the rota"))
    wrong.set_error("Write it so that somebody else would know what to do.")
    form = w.Card("Action").add_to_title(w.IconButton("dots-three", "More", in_row=True))
    form.add(
        wrong,
        w.Field("Who holds it", w.Choice("Tom Whitlock", "Amina Yusuf")),
        w.Field("By when", w.DateField()),
        w.Field(
            "What would residents notice?",
            w.TextArea("Fewer mornings where people find staff short.", most=50, lines=2),
        ),
        w.Tick("Look at it again next quarter"),
        w.OptionCard("Words only", "No levels, no charts. For anybody."),
        w.OptionCard("Full team copy", "With spreads that are safe to show."),
        None,
    )
    form.findChildren(w.OptionCard)[0].setChecked(True)
    form.findChildren(w.Tick)[0].setChecked(True)
    busy = w.BusyLine(can_cancel=True)
    busy.start("Opening your quarter…")
    busy._on_appear()
    busy._on_offer()
    two = (
        w.TwoColumn(main_share=7, side_share=4)
        .add_main(
            w.row(
                w.ThemeShape(2, 18),
                w.WrapLabel("Thinking time that happens on nights too", "h2"),
                w.WrapLabel("Level: service", "small", "ink2", wrap=False),
            ),
            first,
            second,
            busy,
            w.Banner(
                "The stick was pulled out before the copy finished",
                "Nothing here is lost. Put “Blue stick” back in and we'll start that copy again.",
                look="danger",
                actions=("Try again", "Details"),
            ),
            w.boxed(
                w.FlowLayout(
                    *(
                        w.Chip(look.capitalize(), look)
                        for look in ("private", "good", "warn", "danger", "info", "soft", "neutral")
                    )
                )
            ),
            None,
        )
        .add_side(form, None)
    )
    page.add(two, None)
    bar = w.UndoBar(page)
    bar.offer("Action put away. Nothing is gone for good.")
    return page


def empty() -> QWidget:
    page = w.Page("Action plan", "Autumn quarter")
    page.add(
        w.EmptyState(
            "No plan yet",
            "Plans grow best after the team has talked. You can also put down one thing you already know.",
            w.PrimaryButton("Carry on with our review", trailing="arrow-right"),
            w.SecondaryButton("Put down one thing", "plus"),
        )
    )
    return page


def first_run() -> QWidget:
    whole = QWidget()
    hills = w.Hills()
    hills.setMinimumWidth(300)
    hills.overlay.addLayout(
        w.row(w.AppMark(44, pale=True), w.WrapLabel("pie-audit", "h2", "#FFFFFF", wrap=False), None)
    )
    hills.overlay.addStretch(1)
    password = w.PasswordField(placeholder="Type it once more")
    right = w.column(
        None,
        w.WrapLabel("Choose a password", "display"),
        w.WrapLabel("Four or more ordinary words are strong and easy to remember.", "lead", "ink2"),
        w.Field("Password", password, "Nobody can reset this for you."),
        w.SegmentedProgress(4, 5),
        w.Banner("Nobody can reset this for you", "That is what keeps it private.", look="warn", icon="key"),
        w.row(
            w.SecondaryButton("Back", "arrow-left"), None, w.PrimaryButton("Continue", trailing="arrow-right")
        ),
        None,
    )
    right.setContentsMargins(60, 30, 60, 30)
    layout = w.row(hills, gap=0)
    layout.addLayout(right, 2)
    layout.setStretch(0, 1)
    whole.setLayout(layout)
    whole.first_focus = password  # type: ignore[attr-defined]
    return whole


def _equal(tabs: list[w.ThemeTab]) -> QWidget:
    return w.boxed(w.EvenLayout(*tabs, least=150, gap=10))


PAGES: dict[str, Callable[[], QWidget]] = {
    "rate": rate,
    "reveal": reveal,
    "overview": overview,
    "plan": plan,
    "empty": empty,
    "first_run": first_run,
}


def main(folder: Path, only: list[str]) -> None:
    """Draw each page in each look, and say by how many pixels a body is too wide."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    w.watch_focus(app)
    folder.mkdir(parents=True, exist_ok=True)
    for name in only or PAGES:
        apply(app, "light", 100)
        page = PAGES[name]()
        for mode, percent, size in LOOKS:
            apply(app, mode, percent)
            page.resize(*size)
            page.show()
            page.activateWindow()
            if (first := getattr(page, "first_focus", None)) is not None:
                first.setFocus()
            for _turn in range(5):
                app.processEvents()
            page.grab().save(str(folder / f"{name}-{mode}-{percent}-{size[0]}.png"))
            if isinstance(page, w.Page):
                print(
                    name,
                    mode,
                    percent,
                    size,
                    "too wide by",
                    page.body.overflow(),
                    "min",
                    page.minimumSizeHint().width(),
                )
        page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
