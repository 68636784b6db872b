"""Copies and safety: the second place, copying now, testing a copy, and opening it on a new computer."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.day import weekday_words
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.settings.files import Files
from pie_audit.ui.settings.preferences import Preferences
from pie_audit.ui.settings.take_along import TakeAlong
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Chip,
    FlowLayout,
    IconMark,
    PrimaryButton,
    SecondaryButton,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _
from pie_audit.workflows import backups


class CopiesSection(QWidget):
    """Says where, when and whether it reads back. `changed` when settings changed."""

    KINDS = frozenset({Kind.TRAIL})
    went_to = Signal(str, object)
    changed = Signal()

    def __init__(self, jobs: Jobs, preferences: Preferences, files: Files) -> None:
        super().__init__()
        self._jobs, self._preferences, self._files = jobs, preferences, files
        self._newest: backups.CopySeen | None = None
        self._again = self.copy_now
        self._mark = IconMark("check-circle", 28, "good")
        self._title, self._line = WrapLabel("", "h2"), WrapLabel("", "small", "ink2")
        self.now = PrimaryButton(_("Copy now"), "hard-drives")
        self.choose = SecondaryButton("", "usb")
        self.test = SecondaryButton(_("Test this copy"), "shield-check", in_row=True)
        self.stop = SecondaryButton(_("No second place"), in_row=True)
        self.stop.setToolTip(_("Make no more copies there. What was copied stays."))
        self._when, self._chip = WrapLabel("", "strong"), Chip("", "good")
        self._last = self._make_last()
        self.trouble = Banner("", "", look="danger", actions=(_("Try again"),))
        self.trouble.hide()
        self.trouble.actionChosen.connect(lambda _index: self._again())
        self._progress = self._make_progress()
        self.take_along = TakeAlong(jobs, files)
        self.setLayout(
            column(
                self._make_state(),
                self.trouble,
                self._progress,
                self.take_along,
                _how_to_open(),
                None,
                gap=16,
            )
        )
        self.setFocusProxy(self.choose)
        self.now.clicked.connect(lambda _checked=False: self.copy_now())
        self.choose.clicked.connect(self._on_choose)
        self.stop.clicked.connect(self._on_stop)
        self.test.clicked.connect(lambda _checked=False: self.test_newest())

    def _make_state(self) -> Card:
        words = column(self._title, self._line, gap=2)
        top = row(self._mark, gap=14)
        top.addLayout(words, 1)
        card = Card("", gap=14)
        card.add(top, boxed(FlowLayout(self.now, self.choose)), self._last)
        return card

    def _make_last(self) -> QWidget:
        line = row(gap=12)
        line.addWidget(self._when, 1)
        line.addWidget(boxed(FlowLayout(self._chip, self.test, self.stop, gap=8)), 2)
        return boxed(line)

    def _make_progress(self) -> Card:
        self._doing = WrapLabel("", "strong")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(_("Under way"))
        card = Card(
            "",
            row(IconMark("hourglass", 22, "accent"), self._doing, None, gap=12),
            bar,
            WrapLabel(_("You can keep working. The copy before this one stays as it is."), "small", "ink2"),
        )
        card.hide()
        return card

    def reload(self) -> None:
        """Look at the second place again."""
        place, opened = self._preferences.settings.second_place, self._jobs.opened
        self.choose.setText(_("Choose another place…") if place else _("Choose a second place…"))
        self.now.setVisible(bool(place))
        self.stop.setVisible(bool(place))
        if not place or opened is None:
            self._show_newest(None)
            return
        self._jobs.alone(
            partial(backups.last_copy, Path(place), opened.slots.workspace_id.hex()),
            owner=self,
            then=partial(self._on_looked, place),
        )

    def _on_looked(self, place: str, newest: backups.CopySeen | None) -> None:
        """A slow stick may answer when another place has been chosen: what lies there says nothing of this one."""
        if place == self._preferences.settings.second_place:
            self._show_newest(newest)

    def _show_newest(self, newest: backups.CopySeen | None) -> None:
        place = self._preferences.settings.second_place
        self._newest = newest
        name = Path(place).name if place else ""
        self._last.setVisible(bool(place))
        self.test.setVisible(newest is not None)
        self._chip.hide()
        self._when.setText(weekday_words(newest.day) if newest else _("No copy there yet"))
        safe = newest is not None
        self._mark.set_icon("check-circle" if safe else "warning-circle", "good" if safe else "warn")
        if not place:
            self._title.setText(_("Your work is on this computer only"))
            self._line.setText(
                _("Choose a stick or another folder. A sealed copy goes there when you close.")
            )
        elif safe:
            self._title.setText(_("Your work is in two places"))
            self._line.setText(_("On this computer, and on “{name}”.").format(name=name))
        else:
            self._title.setText(_("A second place is chosen"))
            self._line.setText(_("A sealed copy goes to “{name}” when you close, or now.").format(name=name))

    def _on_choose(self) -> None:
        folder = self._files.choose_folder(self, _("Where shall copies go?"))
        if folder is not None:
            self._preferences.change(second_place=str(folder))
            self.changed.emit()
            self.trouble.hide()
            self.reload()
            self.copy_now()

    def _on_stop(self) -> None:
        self._preferences.change(second_place="", copied_at="")
        self.changed.emit()
        self.reload()

    def copy_now(self) -> None:
        """A whole, checked copy in the second place."""
        place = self._preferences.settings.second_place
        if not place or self._progress.isVisible():
            return
        self._again = self.copy_now
        self._begin(_("Copying, and checking that it reads back…"))
        self._jobs.aside(
            backups.copy_on_closing,
            Path(place),
            owner=self,
            then=partial(self._on_copied, place),
            problem=self._on_problem,
        )

    def _on_copied(self, place: str, _made: object) -> None:
        opened = self._jobs.opened
        if place != self._preferences.settings.second_place:
            self._end()
            self.copy_now()  # to the place that was chosen meanwhile, if there is one
            return
        if opened is not None:
            today = opened.premises.clock.today()
            self._preferences.change(copied_at=today.isoformat())
        self._end()
        self.changed.emit()
        self.reload()

    def test_newest(self) -> None:
        """Really open the newest copy and check all of it."""
        if self._newest is None or self._progress.isVisible():
            return
        self._again = self.test_newest
        self._begin(_("Opening the copy and checking every part of it…"))
        self._jobs.aside(
            backups.check_copy,
            self._newest.file,
            owner=self,
            then=partial(self._on_tested, self._newest.file),
            problem=self._on_problem,
        )

    def _on_tested(self, file: Path, _header: object) -> None:
        self._end()
        if self._newest is None or self._newest.file != file:
            return
        self._chip.set(_("Opens and reads back"), "good")
        self._chip.show()

    def _on_problem(self, error: Exception) -> None:
        self._end()
        self.trouble.set(getattr(error, "what", ""), getattr(error, "todo", ""))
        self.trouble.show()

    def _begin(self, words: str) -> None:
        self.trouble.hide()
        self._doing.setText(words)
        self._progress.show()
        self.now.setEnabled(False)
        self.test.setEnabled(False)

    def _end(self) -> None:
        self._progress.hide()
        self.now.setEnabled(True)
        self.test.setEnabled(True)


def _how_to_open() -> Card:
    steps = (
        _("1.  Install pie-audit there and start it."),
        _("2.  Choose “I have a copy from another computer”, then the newest file that ends in .piebak."),
        _("3.  Open it with your password, or with the House key."),
    )
    return Card(_("On a new computer"), icon="hard-drives", look="sunk").add(
        *(WrapLabel(step) for step in steps),
        WrapLabel(
            _("A copy is sealed. Without a password or the House key nobody can read it."), "small", "ink2"
        ),
        None,
    )
