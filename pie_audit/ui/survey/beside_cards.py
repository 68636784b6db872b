"""What stands beside the list of surveys: my own page, where there is support, how answers stay safe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from pie_audit.ui.widgets import (
    Button,
    Card,
    FlowLayout,
    IconMark,
    LinkButton,
    SecondaryButton,
    WrapLabel,
    announce,
    boxed,
    row,
)
from pie_audit.words import _

Going = Callable[[str, object], object]


def own_page_card(go: Going) -> Card:
    """Nobody else learns whether this page exists."""
    card = Card(_("My own page"), look="private", icon="lock-simple", gap=8)
    card.add(
        WrapLabel(
            _("Take a questionnaire for yourself. Only you can open it, and no survey ever fills it."),
            "body",
            "private",
        )
    )
    return card.add(4, _buttons(SecondaryButton(_("Open my page")), go, "own-line"), None)


def questionnaires_card(go: Going) -> Card:
    """Which questionnaires there are."""
    card = Card(_("Questionnaires"), icon="list-checks", gap=8)
    card.add(
        WrapLabel(_("Which ones there are, what each can tell, and whose words they are."), "body", "ink2")
    )
    return card.add(_buttons(LinkButton(_("Look at them")), go, "instruments"), None)


def _buttons(button: Button, go: Going, area: str) -> QWidget:
    button.clicked.connect(partial(_go, go, area))
    return boxed(FlowLayout(button, gap=10))


def _go(go: Going, area: str, _checked: bool = False) -> None:
    go(area, None)


class SupportCard(Card):
    """“Where can I get support?”, for everybody and whatever they answered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Feeling rough?"), look="sunk", icon="lifebuoy", gap=8, parent=parent)
        self.button = LinkButton(_("Where can I get support?"))
        self.button.clicked.connect(self._turn)
        self.words = WrapLabel("")
        self.add(boxed(FlowLayout(self.button)), self.words, None)
        self.words.hide()

    def show_lines(self, words: str) -> None:
        """What to say when somebody asks."""
        self.words.setText(words)

    def _turn(self) -> None:
        shown = self.words.isHidden()
        self.words.setVisible(shown)
        self.button.setText(_("Fold it away") if shown else _("Where can I get support?"))
        if shown:
            announce(self, self.words.text())


def how_safe_card() -> Card:
    """What protects whoever answers, and where that ends."""
    card = Card(_("How answers stay safe"), icon="shield-check", gap=8)
    for icon, words in (
        ("key", _("Three people hold a key. It takes two to open the box, after it has closed.")),
        (
            "users-three",
            _("What comes out is for groups of five or more. Nobody sees who answered, or when."),
        ),
        ("trash", _("Once the box has been opened, the answers themselves are destroyed.")),
        ("info", _("Where that ends: two keepers who join together could break it.")),
    ):
        line = row(IconMark(icon, 18, "accent"), gap=10)
        line.addWidget(WrapLabel(words, "small"), 1)
        card.add(boxed(line))
    return card.add(None)


def prompts_card(prompts: Sequence[str]) -> Card:
    """Questions to talk about, where a team is too small for a survey."""
    card = Card(_("To talk about instead"), icon="chat-circle-text", gap=10)
    for prompt in prompts:
        line = row(IconMark("chat-circle", 18, "accent"), gap=10)
        line.addWidget(WrapLabel(prompt), 1)
        card.add(boxed(line))
    return card.add(None)
