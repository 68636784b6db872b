"""Inside the box, in memory only: which words go out, or the themes that stand for them."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.survey import Voice
from pie_audit.ui.widgets import Banner, Card, Field, TextArea, Tick, WrapLabel, clear
from pie_audit.words import _
from pie_audit.workflows.surveys.keeping import Inside

_THEMES = 3000


class InsidePanel(QWidget):
    """`kept` and `themes` are what goes out; `forget` lets go of every word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ticks: list[tuple[Tick, str]] = []
        self.themes_area: TextArea | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)

    def show_inside(self, inside: Inside) -> None:
        """Words where there are any that may be read, else a sentence on what goes out."""
        self.forget()
        if inside.few:
            self._column.addWidget(_few_card())
            return
        only_here = _(
            "Only you see this. Leave the page, and it’s as if you hadn’t looked: you can do it again."
        )
        self._column.addWidget(Banner(only_here, look="private"))
        if inside.may_write_themes:
            self._show_themes(inside)
        elif inside.comments:
            self._show_comments(inside)
        else:
            self._column.addWidget(_figures_card(inside))

    def kept(self) -> tuple[str, ...]:
        """The comments that go out as they stand."""
        return tuple(words for tick, words in self.ticks if tick.isChecked())

    def themes(self) -> tuple[str, ...]:
        """One theme a line."""
        text = self.themes_area.text() if self.themes_area is not None else ""
        return tuple(line.strip() for line in text.splitlines() if line.strip())

    def forget(self) -> None:
        """Nothing of it stays on the screen."""
        clear(self._column)
        self.ticks = []
        self.themes_area = None

    def first(self) -> QWidget | None:
        """Where one begins to read."""
        if self.themes_area is not None:
            return self.themes_area
        return self.ticks[0][0] if self.ticks else None

    def _show_comments(self, inside: Inside) -> None:
        card = Card(_("What people wrote"), icon="chat-circle-text", gap=4)
        card.add(
            WrapLabel(
                _(
                    "In no order, and apart from the answers. Untick what could give somebody away: it’s destroyed."
                ),
                "small",
                "ink2",
            )
        )
        for words in inside.comments:
            tick = Tick(words)
            tick.setChecked(True)
            self.ticks.append((tick, words))
            card.add(tick)
        self._column.addWidget(card.add(None))

    def _show_themes(self, inside: Inside) -> None:
        card = Card(_("What people wrote"), icon="chat-circle-text", gap=10)
        card.add(
            WrapLabel(_("For your eyes alone. These words aren’t kept: your themes are."), "small", "ink2")
        )
        for words in inside.comments:
            card.add(WrapLabel(_("“{words}”").format(words=words)))
        self.themes_area = TextArea(most=_THEMES, lines=6)
        field = Field(
            _("Themes, one a line"),
            self.themes_area,
            _(
                "What several people said, in your own words. Leave out anything only one person could have written."
            ),
        )
        self._column.addWidget(card.add(None))
        self._column.addWidget(Card(_("What the team reads instead"), field, None, icon="pencil-simple-line"))


def _few_card() -> Card:
    return Card(
        _("No figure can go out this time."),
        WrapLabel(
            _("Any figure would come too close to single people. That says nothing about how many answered.")
        ),
        WrapLabel(_("Nobody did anything wrong: answering is a choice.")),
        WrapLabel(_("You might ask, in the next meeting, what would make it safer to answer.")),
        None,
        look="soft",
        icon="heart",
        gap=8,
    )


def _figures_card(inside: Inside) -> Card:
    card = Card(_("Ready to go out"), icon="check-circle", gap=8)
    card.add(
        WrapLabel(_("Figures for groups that are large enough. You don’t see them before the others do."))
    )
    said = _of_voice(inside.voice) if inside.whole else _of_hidden_whole()
    return card.add(WrapLabel(said, "strong" if inside.voice is Voice.THEMES else "body"), None)


def _of_hidden_whole() -> str:
    return _(
        "Everybody together stays hidden this time, so single questions, causes and words stay in the box, too."
    )


def _of_voice(voice: Voice) -> str:
    if voice is Voice.CAUSES:
        return _("With them the causes people ticked: named by few, about half, or most.")
    if voice is Voice.THEMES:
        return _(
            "No words go out with them. If the team wants themes, go back and let the keeper from outside the team "
            "finish: any day will do."
        )
    return _("Fewer than ten people wrote something, so no words go out.")
