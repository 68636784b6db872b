"""“Since last time”: what both reviews asked in the same words, and what can't be compared; no arrow, no colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from pie_audit.domain.distance import Move
from pie_audit.domain.question_versions import Standing
from pie_audit.ui.audit.naming import theme_mark
from pie_audit.ui.audit.results_words import distance_line, is_lower, own_words, telling_more_line
from pie_audit.ui.widgets import Card, Divider, LinkButton, ThemeShape, WrapLabel, boxed, column, row
from pie_audit.words import _
from pie_audit.workflows.results import Results
from pie_audit.workflows.since_last_time import SinceLastTime, ThemeSince, TopicSince


def since_cards(view: Results, since: SinceLastTime) -> list[Card]:
    """The cards of this way of looking; those with nothing in them are left out."""
    found = [_heading_card(since)]
    if since.themes:
        found.append(_themes_card(since.themes))
    moved = [topic for topic in since.topics if topic.step is not None]
    found += [
        _plain_card(_("Higher this time"), [t.words for t in moved if _moved(t, Move.HIGHER)]),
        _telling_more_card(view, [t for t in moved if _moved(t, Move.LOWER)]),
        _plain_card(_("Much the same"), [t.words for t in moved if _moved(t, Move.SAME)]),
        _reworded_card([t for t in since.topics if t.standing is Standing.REWORDED]),
        _without_comparison_card(since),
    ]
    return [card for card in found if card.column().count() > 1]


def _moved(topic: TopicSince, move: Move) -> bool:
    return topic.step is not None and topic.step.move is move


def _heading_card(since: SinceLastTime) -> Card:
    card = Card(_("Since {quarter}").format(quarter=since.earlier.name), look="soft", gap=6)
    asked = since.asked.words() or _("Both reviews asked the same topics in the same words.")
    rule = _("A topic is compared when both asked it in the same words and both agreed on a level.")
    return card.add(WrapLabel(asked, "strong", "soft_ink"), WrapLabel(rule, "body", "soft_ink"))


def _themes_card(themes: Sequence[ThemeSince]) -> Card:
    card = Card(_("Themes that were asked in full"), gap=10)
    for at, each in enumerate(themes):
        if at:
            card.add(Divider())
        words = column(WrapLabel(each.theme.title, "strong"), WrapLabel(distance_line(each.distance)), gap=2)
        if is_lower(each.distance):
            words.addWidget(WrapLabel(_("People are telling more. Their words stand below.")))
        line = row(ThemeShape(theme_mark(each.theme), 20), gap=14)
        line.addLayout(words, 1)
        card.add(line)
    return card


def _plain_card(title: str, lines: Sequence[str]) -> Card:
    card = Card(title, gap=6)
    for line in lines:
        card.add(WrapLabel(line))
    return card


def _telling_more_card(view: Results, topics: Sequence[TopicSince]) -> Card:
    """A lower level with the words from the consensus: never as a fall."""
    card = Card(_("People are telling more"), gap=10)
    if not topics:
        return card
    card.add(WrapLabel(telling_more_line(), "small", "ink2"))
    written = {each.topic.id: each.consensus for each in view.topics}
    for topic in topics:
        said = own_words(written.get(topic.topic.id))
        card.add(Divider(), column(WrapLabel(topic.words, "strong"), WrapLabel(said), gap=2))
    return card


def _reworded_card(topics: Sequence[TopicSince]) -> Card:
    card = Card(_("Asked in other words"), gap=10)
    if not topics:
        return card
    card.add(WrapLabel(_("Their line starts anew: other words are another question."), "small", "ink2"))
    for topic in topics:
        card.add(Divider(), Reworded(topic))
    return card


def _without_comparison_card(since: SinceLastTime) -> Card:
    """Every other topic by name, under the reason why it can't be compared."""
    card = Card(_("Nothing to compare with"), gap=10)
    for reason, titles in _reasons(since).items():
        card.add(column(WrapLabel(reason, "strong"), WrapLabel(" · ".join(titles)), gap=2))
    return card


def _reasons(since: SinceLastTime) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in since.topics:
        if each.step is None and each.standing is not Standing.REWORDED:
            found.setdefault(_reason(each, since), []).append(each.topic.title)
    for gone in since.left_behind:
        reason = _("No longer in the questions") if gone.retired else _("Not asked this time")
        found.setdefault(reason, []).append(gone.topic.title)
    return found


def _reason(topic: TopicSince, since: SinceLastTime) -> str:
    if topic.standing is not Standing.SAME:
        return _("New in the questions")
    if topic.topic.id in since.asked.only_now:
        return _("Not asked last time")
    return _("Without an agreed level in one of the two, or in both")


class Reworded(QWidget):
    """A topic that was asked in other words: the words of now, and those of then one click away."""

    def __init__(self, topic: TopicSince, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = topic.topic.title
        self.toggle = LinkButton("", in_row=True)
        self.toggle.clicked.connect(self._turn)
        self.old = WrapLabel(_("Then: {words}").format(words=topic.old_words), parent=self)
        now = WrapLabel(_("Now: {words}").format(words=topic.topic.says))
        self.setLayout(
            column(WrapLabel(self._title, "strong"), now, self.old, boxed(row(self.toggle, None)), gap=4)
        )
        self._show_old(False)

    def _turn(self) -> None:
        self._show_old(self.old.isHidden())

    def _show_old(self, shown: bool) -> None:
        self.old.setVisible(shown)
        self.toggle.setText(_("Hide the old words") if shown else _("Show the old words"))
        name = _("Hide the old words of {title}") if shown else _("Show the old words of {title}")
        self.toggle.setAccessibleName(name.format(title=self._title))
