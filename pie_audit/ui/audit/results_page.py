"""What we agreed, after the opening: by theme, by relationships, by PIE 1, and since last time; nothing to change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.ui.audit.results_since import since_cards
from pie_audit.ui.audit.results_topics import lens_card, theme_card, theme_tile
from pie_audit.ui.audit.results_words import context_line
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Button,
    Chip,
    Choice,
    Command,
    EmptyState,
    EvenLayout,
    FlowLayout,
    LinkButton,
    Page,
    SecondaryButton,
    Segmented,
    WrapLabel,
    boxed,
    clear,
    column,
    next_turn,
)
from pie_audit.words import _, plural
from pie_audit.workflows import results
from pie_audit.workflows.results import Results

THEMES, RELATIONSHIPS, PIE_ONE, SINCE = range(4)


class ReviewChoice(Choice):
    """Quarters to go to. An arrow only opens the list: leaving the page takes a choice in it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down would choose at once where the list is closed."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.showPopup()
        else:
            super().keyPressEvent(event)


class ResultsPage(Page):
    """One round, to read. `went_to` leads back, to the meeting, to the plan, and to another review."""

    KINDS = frozenset({Kind.ROUND, Kind.CONSENSUS, Kind.TEAMS})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, round_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("What we agreed"), parent=parent)
        self._jobs, self._round_id = jobs, round_id
        self.view: Results | None = None
        self.lenses: Segmented | None = None
        self.reviews: ReviewChoice | None = None
        self._lens = THEMES
        self._coming: list[Callable[[], QWidget]] = []
        self._shown_ways: tuple[object, ...] = ()
        self._chip = Chip("", "soft")
        self._chip.hide()
        self.heading.add_state(self._chip)
        self._trouble = Banner("", look="info")
        self._trouble.hide()
        self._loading = BusyLine()
        self._ways_row = column()
        self._ways = boxed(self._ways_row)
        self._content = QVBoxLayout()
        self._content.setSpacing(16)
        self.add(self._trouble, self._loading, self._ways, self._content, None)
        self._back = LinkButton(_("Back to our review"))
        self._back.clicked.connect(self._go_back)
        self.talk = self._button(_("Talk it through"), "chat-circle-text", self._go_meeting)
        self.talk.hide()
        self.plan = self._button(_("See the plan"), "flag", self._go_plan)
        self.over_time = LinkButton(_("Over time"), "chart-line")
        self.over_time.clicked.connect(self._go_trends)
        self.add_to_footer(self._back, self.over_time, None, self.talk, self.plan)
        self.first_focus = self._back

    def commands(self) -> tuple[Command, ...]:
        """The ways of looking, and the ways out."""
        looks = [
            Command(words, act, keywords=(_("view lens agreed"),), note=_("What we agreed"), icon=icon)
            for (words, icon), act in zip(self._parts(), self._acts(), strict=False)
        ]
        back = Command(_("Back to our review"), self._go_back, icon="arrow-left")
        return (*(looks if self.view is not None else ()), back)

    def reload(self) -> None:
        """Read the round again."""
        if self.view is None:
            self._loading.start(_("Opening what you agreed…"))
        self._jobs.read(
            results.results, self._round_id, owner=self, then=self.show_results, problem=self._on_refused
        )

    def show_results(self, view: Results) -> None:
        """Fill the page; the way of looking stays, and everything does where nothing changed."""
        self._loading.stop()
        if view == self.view:
            return
        is_first, self.view = self.view is None, view
        self._trouble.hide()
        self.heading.set(_("What we agreed"), context_line(view))
        if view.is_signed:
            self._chip.set(_("Signed off: nothing here changes"), "good", "lock-simple")
        else:
            self._chip.set(_("Still being talked through"), "soft", "chat-circle-text")
        self._chip.show()
        self.talk.setVisible(view.may_talk)
        self._ways.show()
        self._show_ways(view)
        self._show_lens(at_once=not is_first)

    @property
    def is_whole(self) -> bool:
        """Whether every card of this way of looking stands."""
        return self.view is not None and not self._coming

    def look(self, lens: int) -> None:
        """Look at the same answers in another way."""
        self._lens = lens
        if self.lenses is not None:
            self.lenses.set_chosen(lens)
        self._show_lens()

    # ways of looking

    def _parts(self) -> list[tuple[str, str]]:
        six = self.view is not None and any(theme.theme.optional for theme in self.view.themes)
        parts = [
            (_("Six themes") if six else _("Five themes"), "columns"),
            (_("Relationships"), "handshake"),
            (_("PIE 1"), "list-numbers"),
        ]
        if self.view is not None and self.view.since is not None:
            parts.append((_("Since last time"), "clock-counter-clockwise"))
        return parts

    def _acts(self) -> list[Callable[[], object]]:
        return [self._look_themes, self._look_relationships, self._look_pie_one, self._look_since]

    def _look_themes(self) -> None:
        self.look(THEMES)

    def _look_relationships(self) -> None:
        self.look(RELATIONSHIPS)

    def _look_pie_one(self) -> None:
        self.look(PIE_ONE)

    def _look_since(self) -> None:
        self.look(SINCE)

    def _show_ways(self, view: Results) -> None:
        """Made anew only when there are others than before: the focus may be on them."""
        ways = (tuple(self._parts()), view.reviews)
        if self.lenses is not None and ways == self._shown_ways:
            return
        self._shown_ways = ways
        self._lens = min(self._lens, len(self._parts()) - 1)
        clear(self._ways_row)
        self.lenses = Segmented(_("Ways of looking at the same answers"), self._parts())
        self.lenses.set_chosen(self._lens)
        self.lenses.chosen.connect(self.look)
        self.first_focus = self.lenses
        items: list[QWidget] = [self.lenses]
        if len(view.reviews) > 1:
            self.reviews = ReviewChoice(*(review.quarter.name for review in view.reviews))
            self.reviews.setMinimumContentsLength(12)
            self.reviews.setAccessibleName(_("Which review"))
            self.reviews.setCurrentIndex([r.round_id for r in view.reviews].index(self._round_id))
            self.reviews.activated.connect(self._on_review)
            items.append(self.reviews)
        self._ways_row.addWidget(boxed(FlowLayout(*items, gap=14)))

    def _show_lens(self, *, at_once: bool = False) -> None:
        """Lay out the way of looking: what is seen first now, the rest card by card so that no key has to wait."""
        if self.view is None:
            return
        clear(self._content)
        self._coming = []
        self._show_notes(self.view)
        if self._lens == THEMES:
            self._show_themes(self.view)
        elif self._lens == RELATIONSHIPS:
            self._show_relationships(self.view)
        elif self._lens == PIE_ONE:
            self._show_pie_one(self.view)
        elif self.view.since is not None:
            for card in since_cards(self.view, self.view.since):
                self._content.addWidget(card)
        self._add_next()
        while at_once and self._coming:
            self._add_next()

    def _add_next(self) -> None:
        if not self._coming:
            return
        self._content.addWidget(self._coming.pop(0)())
        if self._coming:
            next_turn(self, self._add_next)

    def _show_notes(self, view: Results) -> None:
        """What has to be said of the whole."""
        if view.one_person:
            text = _("Nobody else rated or agreed anything.")
            self._content.addWidget(Banner(_("This is one person’s view."), text, look="info", icon="user"))
        elif view.round.together_only:
            text = _("So there is no spread to show, and no shift from private to agreed.")
            title = _("Talked about together, without private ratings.")
            self._content.addWidget(Banner(title, text, look="info", icon="users-three"))

    def _show_themes(self, view: Results) -> None:
        note = _("What the team agreed, not an average of people. Levels go from 0 to 4.")
        if any(theme.gap is not None for theme in view.themes):
            note = _("{note} Beside it are the private ratings of two groups; n is how many ratings.").format(
                note=note
            )
        self._content.addLayout(
            column(WrapLabel(_("Where the themes stand"), "h2"), WrapLabel(note, "small", "ink2"), gap=3)
        )
        self._content.addWidget(boxed(EvenLayout(*(theme_tile(t) for t in view.themes), least=260)))
        self._coming = [partial(theme_card, theme, view) for theme in view.themes]

    def _show_relationships(self, view: Results) -> None:
        n = sum(len(group.topics) for group in view.relationships)
        if not n:
            title = _("This review asked nothing about relationships.")
            self._content.addWidget(EmptyState(title, _("The other ways of looking have its answers.")))
            return
        self._explain(
            plural(
                "{n} topic of this review is about relationships. The same answers, gathered in one place.",
                "{n} topics of this review are about relationships. The same answers, gathered in one place.",
                n,
            ).format(n=n)
        )
        self._coming = [partial(lens_card, group, view, with_theme=False) for group in view.relationships]

    def _show_pie_one(self, view: Results) -> None:
        self._explain(_("The same answers under the headings of the first version, PIE 1, of 2012."))
        self._coming = [partial(lens_card, group, view, with_theme=True) for group in view.pie_one]

    def _explain(self, words: str) -> None:
        self._content.addWidget(WrapLabel(words, "body", "ink2"))

    # going on

    def _button(self, words: str, icon: str, then: Callable[[], object]) -> Button:
        button = SecondaryButton(words, icon)
        button.clicked.connect(then)
        return button

    def _on_review(self, index: int) -> None:
        if self.view is None or self.reviews is None:
            return
        chosen = self.view.reviews[index].round_id
        self.reviews.setCurrentIndex([r.round_id for r in self.view.reviews].index(self._round_id))
        if chosen != self._round_id:
            self.went_to.emit("results", chosen)

    def _on_refused(self, error: KnownError) -> None:
        """What stood here goes too: somebody may have begun to rate in private."""
        self._loading.stop()
        self.view, self._coming = None, []
        self._ways.hide()
        self._chip.hide()
        self.talk.hide()
        clear(self._content)
        self._trouble.set(error.what, error.todo)
        self._trouble.show()

    def _go_back(self) -> None:
        self.went_to.emit("review", None)

    def _go_meeting(self) -> None:
        self.went_to.emit("meeting", self._round_id)

    def _go_trends(self) -> None:
        self.went_to.emit("trends", "")

    def _go_plan(self) -> None:
        self.went_to.emit("plan", None)
