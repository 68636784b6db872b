"""Shared with me: what others gave me to read, and what I gave to others; nothing here goes any further."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.reflection.line_words import week_words
from pie_audit.ui.reflection.share_compare import ChooseWhom
from pie_audit.ui.reflection.share_end import EndShareDialog, about_words, readers_words
from pie_audit.ui.reflection.shared_reading import Reading
from pie_audit.ui.six_words import SixWords
from pie_audit.ui.widgets import (
    Command,
    ListRow,
    Page,
    SecondaryButton,
    Segmented,
    TwoColumn,
    boxed,
    clear,
    column,
)
from pie_audit.words import _
from pie_audit.workflows import shared_pages, sharing
from pie_audit.workflows.shared_pages import SharedPage
from pie_audit.workflows.sharing import MyShare

_FROM_OTHERS, _FROM_ME = range(2)


class SharedWithMePage(Page):
    """A list at the left, the copy in hand at the right. `filled` once both lists were read."""

    KINDS = frozenset({Kind.RECORDS, Kind.PEOPLE, Kind.SESSIONS})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Shared"), _("Copies that somebody chose to share. The pages stay closed."), parent
        )
        self._jobs = jobs
        self._theirs: tuple[SharedPage, ...] = ()
        self._mine: tuple[MyShare, ...] = ()
        self._wanted = b""
        self.filled = False
        self.side = Segmented(_("Which copies"), [(_("From others"), ""), (_("From me"), "")])
        self.side.chosen.connect(self._on_side)
        self.compare = SecondaryButton(_("Compare six words…"))
        self.compare.clicked.connect(self._on_compare)
        self.heading.add_state(self.compare)
        self._rows = column(gap=2)
        self.rows: list[ListRow] = []
        self.reading = Reading()
        self.reading.compare_asked.connect(self._on_compare_with)
        self.reading.withdraw_asked.connect(self._on_withdraw)
        both = TwoColumn(main_share=4, side_share=6)
        both.add_main(self.side, boxed(self._rows), None).add_side(self.reading, None)
        self.add(both, None)
        self.first_focus = self.side

    def open_at(self, _area: str, argument: object) -> None:
        """Open one copy (its id in hex) where one is named."""
        if argument:
            self._wanted = bytes.fromhex(str(argument))
            self._show()

    def reload(self) -> None:
        """Read what was shared either way."""
        self._jobs.read(shared_pages.shared_with_me, owner=self, then=self._on_theirs)
        self._jobs.read(sharing.my_shares, owner=self, then=self._on_mine)

    def commands(self) -> tuple[Command, ...]:
        """What can be done here by words."""
        return (
            Command(
                _("Compare six words with somebody"),
                self._on_compare,
                keywords=(_("key check fingerprint"),),
                icon="users",
            ),
        )

    def _on_theirs(self, found: tuple[SharedPage, ...]) -> None:
        self._theirs = found

    def _on_mine(self, found: tuple[MyShare, ...]) -> None:
        self._mine, self.filled = found, True
        self._show()

    def _on_side(self, _which: int) -> None:
        self._wanted = b""
        self._show()

    def _show(self) -> None:
        """The list of the side that was chosen, with the copy in hand still in hand."""
        if not self.filled:
            return
        clear(self._rows)
        from_others = self.side.index() == _FROM_OTHERS
        shown = [s.share_id for s in (self._theirs if from_others else self._mine)]
        rows = map(_their_row, self._theirs) if from_others else map(_my_row, self._mine)
        self.rows = list(rows)
        for at, one in enumerate(self.rows):
            one.clicked.connect(partial(self._on_row, at))
            self._rows.addWidget(one)
        if not shown:
            self.reading.say_nothing(from_others=from_others)
            return
        self._choose(shown.index(self._wanted) if self._wanted in shown else 0)

    def _on_row(self, at: int, _checked: bool = False) -> None:
        self._choose(at)

    def _choose(self, at: int) -> None:
        for n, one in enumerate(self.rows):
            one.setChecked(n == at)
        if self.side.index() == _FROM_OTHERS:
            self._wanted = self._theirs[at].share_id
            self.reading.show_theirs(self._theirs[at])
        else:
            self._wanted = self._mine[at].share_id
            self.reading.show_mine(self._mine[at])

    def _on_compare(self) -> None:
        window = ChooseWhom(self._jobs, self)
        window.chosen.connect(self._on_compare_with)
        window.open()

    def _on_compare_with(self, person_id: str) -> None:
        window = SixWords(self._jobs, person_id, self)
        window.compared.connect(self._on_compared)
        window.open()

    def _on_compared(self, _person_id: str) -> None:
        self.reload()

    def _on_withdraw(self, share_id: str) -> None:
        EndShareDialog(self._jobs, self, (share_id,)).open()


def _their_row(page: SharedPage) -> ListRow:
    week = week_words(page.shared_week)
    if page.ended_week is not None:
        return ListRow(_("Withdrawn by {name}").format(name=page.author_name), week, icon="lock-simple")
    if page.copy is None:
        return ListRow(_("A copy from {name}").format(name=page.author_name), week, icon="warning-circle")
    title = page.copy.title or _("A page without a title")
    marks = (page.author_name, page.group_name, week, _("excerpt") if page.copy.excerpt else "")
    return ListRow(title, " · ".join(filter(None, marks)), icon="users")


def _my_row(share: MyShare) -> ListRow:
    if share.ended_week is not None:
        withdrawn = _("Withdrawn: {names}").format(names=readers_words(share))
        return ListRow(withdrawn, week_words(share.shared_week), icon="lock-simple")
    title = (share.copy.title if share.copy is not None else "") or _("A page without a title")
    return ListRow(title, f"{readers_words(share)} · {about_words_short(share)}", icon="users")


def about_words_short(share: MyShare) -> str:
    """The week and how much, without the title that stands above."""
    return about_words(share).removeprefix(f"{share.copy.title} · " if share.copy is not None else "")
