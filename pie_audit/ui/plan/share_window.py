"""Sharing the signed plan with leaders: which edition, the one theme with the team's own sentence, asked first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.plan_document import Edition, edition_name
from pie_audit.ui.draft_keeper import DraftKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Choice,
    Field,
    FlowLayout,
    GrowingText,
    LinkButton,
    OptionCard,
    PrimaryButton,
    WrapLabel,
    boxed,
)
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.words import _
from pie_audit.workflows import drafts, shared_plans
from pie_audit.workflows.shared_plans import WORDS_LIMIT, ShareWish, Sharing
from pie_audit.workflows.undo import Undoable


class ShareWindow(AskingDialog):
    """Says what leaders get before they get it. `paper_wanted` with the edition that somebody wants to see first."""

    paper_wanted = Signal(object)
    help_name = "share-plan"
    _width = 640

    def __init__(self, jobs: Jobs, now: Sharing, parent: QWidget) -> None:
        super().__init__(_("Share with leaders"), parent)
        self._jobs, self._now = jobs, now
        self.editions = {edition: OptionCard(edition_name(edition), words) for edition, words in _editions()}
        self.editions[now.edition].setChecked(True)
        self.theme = Choice(_("No theme"), *(title for _id, title in now.themes))
        ids = [theme_id for theme_id, _title in now.themes]
        self.theme.setCurrentIndex(ids.index(now.theme_id) + 1 if now.theme_id in ids else 0)
        self.words = GrowingText(most=WORDS_LIMIT, least=2)
        self.words.setText(now.words)
        self.words_field = Field(
            _("What you’d like them to see in it, in your own words"),
            self.words,
            _("One sentence. It stands beside the theme on leaders’ pages, and in the plan."),
        )
        self.paper = LinkButton(_("See it on paper first"), "file-pdf", in_row=True)
        self.share_button = PrimaryButton(_("Share this"), "users")
        self._keeper = DraftKeeper(jobs, drafts.save_words, self._draft_key(), parent=self)
        self._lay_out()
        self._listen()
        self._show_words()
        self.first_focus = self.editions[now.edition]
        jobs.read(drafts.words, self._draft_key(), owner=self, then=self._go_on)

    def edition(self) -> Edition:
        """The one that is chosen."""
        return next(edition for edition, option in self.editions.items() if option.isChecked())

    def theme_id(self) -> str:
        """The theme that is chosen, empty for none."""
        at = self.theme.currentIndex() - 1
        return self._now.themes[at][0] if at >= 0 else ""

    def share(self) -> None:
        """Keep the theme where it was changed, then let leaders see the plan."""
        words = self.words.text().strip()
        missing = bool(self.theme_id()) and not words
        self.words_field.set_error(_("The theme needs a sentence of your own.") if missing else "")
        if missing:
            self.words.setFocus()
            return
        self.set_busy(_("Laying out what they get…"))
        if (self.theme_id(), words) == (self._now.theme_id, self._now.words):
            self._share()
            return
        self._jobs.write(
            shared_plans.show_theme,
            self._now.team_id,
            self.theme_id(),
            words,
            owner=self,
            then=self._on_theme_kept,
            problem=self.show_trouble,
        )

    def done(self, result: int) -> None:
        """What was typed and not shared yet waits for the next time."""
        self._keeper.outlive(self.parentWidget())
        super().done(result)

    def _share(self) -> None:
        wish = ShareWish(self._now.team_id, self._now.quarter, self.edition())
        self._jobs.aside(
            shared_plans.share, wish, owner=self, then=self._on_shared, problem=self.show_trouble
        )

    def _on_theme_kept(self, _done: object) -> None:
        self._keeper.forget()
        self._jobs.write(drafts.drop, self._draft_key(), owner=self)
        self._share()

    def _on_shared(self, done: Undoable) -> None:
        self._jobs.undoable.emit(done)
        self.accept()

    def _lay_out(self) -> None:
        self.add(
            WrapLabel(
                _("Leaders of this workspace see exactly what the edition prints, and not a word more.")
            ),
            *self.editions.values(),
            boxed(FlowLayout(self.paper)),
            Field(_("The one theme you want them to see"), self.theme),
            self.words_field,
            WrapLabel(
                _("You can stop sharing at any time. What they read by then can’t be called back."), "small"
            ),
            None,
        )
        self.add_buttons(self.share_button)

    def _listen(self) -> None:
        self.share_button.clicked.connect(self.share)
        self.paper.clicked.connect(self._on_paper)
        self.theme.activated.connect(self._show_words)
        self.words.edited.connect(self._on_edited)

    def _show_words(self, _index: int = 0) -> None:
        self.words_field.setVisible(bool(self.theme_id()))
        self._fit_soon()

    def _on_edited(self) -> None:
        self._keeper.keep({"theme": self.theme_id(), "words": self.words.text()})

    def _go_on(self, kept: dict[str, str] | None) -> None:
        """With the sentence that was begun and not shared."""
        ids = [theme_id for theme_id, _title in self._now.themes]
        if kept and kept.get("theme") in ids and self.words.text() == self._now.words:
            self.theme.setCurrentIndex(ids.index(kept["theme"]) + 1)
            self.words.setText(kept.get("words", ""))
            self._show_words()

    def _draft_key(self) -> str:
        return f"shown theme/{self._now.team_id}"

    def _on_paper(self) -> None:
        self.paper_wanted.emit(self.edition())
        self.accept()


def _editions() -> tuple[tuple[Edition, str], ...]:
    return (
        (Edition.WORDS, _("No levels, no charts. What you ask, what you do, and what gets in the way.")),
        (Edition.FULL, _("With what you agreed, and spreads that are safe to show.")),
        (Edition.ONE_PAGE, _("Page one alone: asks first.")),
    )
