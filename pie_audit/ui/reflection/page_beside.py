"""What happens beside the page: prompts hidden or shown, names noticed, one line for the wall, whom to talk to."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer

from pie_audit.domain.entry import Entry, EntryKind
from pie_audit.domain.errors import NotNow
from pie_audit.domain.name_check import check
from pie_audit.domain.name_finding import Finding
from pie_audit.domain.reflection_model import ReflectionModel
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.reflection.feelings import first_words
from pie_audit.ui.reflection.saving_page import SavingPage
from pie_audit.ui.reflection.win_window import WinWindow
from pie_audit.ui.widgets import Command
from pie_audit.words import _
from pie_audit.workflows import writing_aids
from pie_audit.workflows.everyday import small_logs
from pie_audit.workflows.writing_aids import HIDDEN, MODEL, PROMPTS, WritingAids

PAUSE_MS = 1200
_LOOKED_THROUGH = 40_000
"""Letters of a page that the name check looks through while somebody writes."""
HARD_TIMES = "something-happened"
"""What Home is asked for: check-ins, and dates for talking about it."""


class Beside(QObject):
    """Belongs to one editor."""

    def __init__(self, jobs: Jobs, page: SavingPage, team_id: str | None) -> None:
        super().__init__(page)
        self._jobs, self._page, self._team_id = jobs, page, team_id
        self._aids: WritingAids | None = None
        self._ignored: set[str] = set()
        self._hidden = False
        self._line = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.look_for_names)
        page.prompts.step_asked.connect(self._on_step)
        page.prompts.hide_asked.connect(self.turn_prompts)
        page.show_prompts.clicked.connect(self._on_show)
        page.win.asked.connect(self.pick_line)
        page.hard.debrief_asked.connect(self._on_debrief)
        page.names.replaced.connect(page.paper.text.put_instead)
        page.names.let_pass.connect(self._on_let_pass)
        page.more.word_added.connect(self._on_word)

    def show_aids(self, aids: WritingAids) -> None:
        """Names, choices and people to talk to were read."""
        first = self._aids is None
        self._aids = aids
        self._page.win.setVisible(self._has_wall())
        self._page.hard.show_people(aids.talk_to)
        if first:
            self._hidden = aids.prompts_hidden
            self._arrange()
            base = self._page.keeper.base
            if base is not None and not self._page.keeper.busy:
                self._page.more.fill(base.entry, self.feelings(), aids.today)

    def show_entry(self, entry: Entry) -> None:
        """Another page is open."""
        self._line = entry.kind is EntryKind.LINE
        self._ignored.clear()
        self._page.names.show_findings(())
        self._page.paper.text.mark(())
        self._arrange()
        self.look_for_names()

    def feelings(self) -> tuple[str, ...]:
        """One's own list, or a few words to begin one with."""
        return (self._aids.feelings if self._aids is not None else ()) or first_words()

    def commands(self) -> tuple[Command, ...]:
        """What can be done beside the page."""
        if not self._has_wall():
            return ()
        words = (_("small win wall team share"),)
        return (Command(_("Pick a line for the team’s wall"), self.pick_line, _("Ctrl+Shift+W"), words),)

    # prompts

    def turn_prompts(self) -> None:
        """Hide the prompts, or show them; the next page begins the same way."""
        self._hidden = not self._hidden
        self._arrange()
        self._page.paper.text.setFocus(Qt.FocusReason.OtherFocusReason)
        value = HIDDEN if self._hidden else ""
        self._jobs.write(writing_aids.remember_way, PROMPTS, value, owner=self)

    def remember_model(self, model: ReflectionModel) -> None:
        """The next page begins with the same model."""
        self._jobs.write(writing_aids.remember_way, MODEL, model.model_id, owner=self)

    def _arrange(self) -> None:
        self._page.prompts.setVisible(not self._hidden and not self._line)
        self._page.show_prompts.setVisible(self._hidden and not self._line)
        self._page.win.setVisible(self._has_wall())

    def _has_wall(self) -> bool:
        """Whether the team keeps small wins, as far as that was read."""
        return self._aids is not None and self._aids.has_wall

    def _on_show(self, _checked: bool = False) -> None:
        self.turn_prompts()

    def _on_step(self, step_id: str) -> None:
        model = self._page.prompts.model
        if model is not None:
            self._page.paper.text.go_to(model, step_id)

    # names

    def words_changed(self) -> None:
        """Look once typing pauses."""
        self._pause.start()

    def look_for_names(self) -> None:
        """On plain words, away from where people type."""
        if self._aids is None or not self._page.filled:
            return
        entry = self._page.read()
        text = "\n".join((entry.title, entry.text, entry.take_away))[:_LOOKED_THROUGH]
        task = partial(check, text, colleagues=self._aids.colleagues, allowed=self._aids.allowed)
        self._jobs.compute(task, owner=self, then=self._on_found)

    def _on_found(self, found: tuple[Finding, ...]) -> None:
        shown = {one.words: one for one in found if one.words not in self._ignored}
        self._page.names.show_findings(tuple(shown.values()))
        self._page.paper.text.mark([one.words for one in shown.values() if one.offers])

    def _on_let_pass(self, words: str, forever: bool) -> None:
        self._ignored.add(words)
        self.look_for_names()
        self._page.paper.text.setFocus(Qt.FocusReason.OtherFocusReason)
        if forever:
            self._jobs.write(writing_aids.let_pass, words, owner=self)

    # going elsewhere

    def pick_line(self) -> None:
        """Choose one line for the team's wall."""
        if not self._has_wall() or not self._page.filled:
            return
        window = WinWindow(self._page.paper.text.lines(), self._page)
        window.picked.connect(self._on_picked)
        window.words_changed.connect(partial(_warn, window, self._aids))
        window.open()

    def _on_picked(self, words: str) -> None:
        self._jobs.write(small_logs.pick_line, self._team_id, words, owner=self)

    def _on_debrief(self) -> None:
        self._page.went_to.emit("home", HARD_TIMES)

    def _on_word(self, word: str) -> None:
        self._jobs.write(writing_aids.remember_feeling, word, owner=self)

    def share(self) -> None:
        """Give somebody a copy, once the page is saved."""
        self._page.when_settled(self._open_share)

    def withdraw(self) -> None:
        """End a copy."""
        self._page.when_settled(self._open_end)

    def _open_share(self) -> None:
        from pie_audit.ui.reflection.share_dialog import ShareDialog

        base = self._page.keeper.base
        if base is None or self._aids is None:
            return
        if not base.version:
            self._page.tell(NotNow(_("There’s nothing to share yet."), _("Write a line first.")))
            return
        ShareDialog(self._jobs, base.entry, self._aids.today, self._page).open()

    def _open_end(self) -> None:
        from pie_audit.ui.reflection.share_end import EndShareDialog

        base = self._page.keeper.base
        if base is not None:
            ids = [shared.share_id for shared in base.entry.open_shares]
            EndShareDialog(self._jobs, self._page, ids, base.entry.entry_id).open()


def _warn(window: WinWindow, aids: WritingAids | None, text: str) -> None:
    if aids is not None:
        found = check(text, colleagues=aids.colleagues, allowed=aids.allowed)
        window.warn(" ".join(one.says for one in found[:2]))
