"""Under the plan, for its manager: what leaders see of it, and the way to share it or to stop."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import full_day_words
from pie_audit.domain.errors import KnownError
from pie_audit.domain.plan_document import edition_name
from pie_audit.domain.shared_plan import SharedPlan
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.plan.share_window import ShareWindow
from pie_audit.ui.plan.wording import sentence
from pie_audit.ui.widgets import Banner, Card, FlowLayout, SecondaryButton, WrapLabel, announce, boxed
from pie_audit.words import _, plural
from pie_audit.workflows import shared_plans
from pie_audit.workflows.shared_plans import Sharing


class SharePanel(Card):
    """Hidden from whoever may not share. `paper_wanted` with an edition to look at first; `shown` once it was read."""

    paper_wanted = Signal(object)
    shown = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(_("Share with leaders"), icon="users", gap=10, parent=parent)
        self._jobs = jobs
        self.now: Sharing | None = None
        self._gives_way = False
        self._state, self._theme = WrapLabel("", "body"), WrapLabel("", "small", "ink2")
        self._key = WrapLabel("", "small", "ink2")
        self.share_button = SecondaryButton(_("Share with leaders…"), "users", in_row=True)
        self.stop_button = SecondaryButton(_("Stop sharing"), "x", in_row=True)
        self._trouble = Banner("", look="warn")
        self._trouble.hide()
        self.add(
            self._trouble,
            self._state,
            self._theme,
            boxed(FlowLayout(self.share_button, self.stop_button, gap=10)),
            self._key,
        )
        self.share_button.clicked.connect(self.open_window)
        self.stop_button.clicked.connect(self.stop)
        self.hide()

    def show_sharing(self, now: Sharing | None) -> None:
        """Say what leaders see; None hides it."""
        self.now = now
        if now is None:
            self.hide()
            return
        self._trouble.hide()
        self._state.setText(_state_words(now))
        self._theme.setText(_theme_words(now))
        self._theme.setVisible(bool(self._theme.text()))
        self.share_button.setEnabled(now.can_share)
        self.share_button.setText(_("Share again…") if now.shared else _("Share with leaders…"))
        self.stop_button.setVisible(now.shared is not None)
        words = _(
            "Your papers are signed with these six words: {words}. Leaders elsewhere may ask you for them."
        )
        self._key.setText(words.format(words=now.my_words))
        self._key.setVisible(now.can_share)
        self.setVisible(not self._gives_way)
        self.shown.emit()

    def give_way(self, gives_way: bool) -> None:
        """Leave the room to an action that is being written."""
        self._gives_way = gives_way
        self.setVisible(self.now is not None and not gives_way)

    def open_window(self) -> None:
        """Ask what to share."""
        if self.now is not None and self.now.can_share:
            window = ShareWindow(self._jobs, self.now, self)
            window.paper_wanted.connect(self.paper_wanted)
            window.open()

    def stop(self) -> None:
        """Leaders see nothing of it from now on."""
        if self.now is not None:
            about = (self.now.team_id, self.now.quarter)
            self._jobs.write(shared_plans.stop_sharing, *about, owner=self, problem=self._tell)

    def hideEvent(self, event: QHideEvent) -> None:
        """A window over a page that nobody sees any more would be in the way; its words are kept."""
        super().hideEvent(event)
        for window in self.findChildren(ShareWindow):
            window.close()

    def _tell(self, error: KnownError) -> None:
        self._trouble.set(sentence(error))
        self._trouble.show()
        announce(self, sentence(error))


def _state_words(now: Sharing) -> str:
    if now.shared is None or now.shared_on is None:
        return now.why_not or _("Leaders see nothing of this plan yet.")
    words = _("Leaders see “{edition}” of the {season} plan since {day}: {what}.")
    return words.format(
        edition=edition_name(now.edition),
        season=now.quarter.season,
        day=full_day_words(now.shared_on),
        what=_what(now.shared),
    )


def _what(plan: SharedPlan) -> str:
    counted = (
        (len(plan.asks), plural("{n} ask", "{n} asks", len(plan.asks))),
        (len(plan.actions), plural("{n} action", "{n} actions", len(plan.actions))),
        (len(plan.barriers), plural("{n} thing in the way", "{n} things in the way", len(plan.barriers))),
    )
    return ", ".join(words.format(n=n) for n, words in counted if n) or _("nothing to decide")


def _theme_words(now: Sharing) -> str:
    title = next((title for theme_id, title in now.themes if theme_id == now.theme_id), "")
    return (
        _("The theme you want seen: {theme}. “{words}”").format(theme=title, words=now.words) if title else ""
    )
