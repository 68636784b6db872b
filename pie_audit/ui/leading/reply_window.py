"""Answering what teams ask: yes, partly or no, why, what to try instead, and who from the front line was in the room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.reply import WORDS_LIMIT, Reply, ReplyKind
from pie_audit.ui.draft_keeper import DraftKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Card,
    EvenLayout,
    Field,
    GrowingText,
    OptionCard,
    PrimaryButton,
    WrapLabel,
    announce,
    boxed,
)
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.words import _, plural
from pie_audit.workflows import board as boards
from pie_audit.workflows import drafts


@dataclass(frozen=True, slots=True)
class Answering:
    """Which asks are answered: their keys, what is asked in one line, and the teams that ask."""

    keys: tuple[str, ...]
    title: str
    teams: tuple[str, ...]

    @property
    def draft_key(self) -> str:
        """Under which what is typed waits until it is kept."""
        return boards.begun_reply(self.keys)


class ReplyWindow(AskingDialog):
    """Keeps what is typed as a draft; closing it another way than by “Keep this reply” loses nothing."""

    _width = 640
    help_name = "board-reply"

    def __init__(self, jobs: Jobs, about: Answering, today: date, parent: QWidget) -> None:
        super().__init__(_("Reply"), parent)
        self._jobs, self._about, self._today = jobs, about, today
        self.kind: ReplyKind | None = None
        self.options = {kind: OptionCard(words) for kind, words in _kinds()}
        self.texts = {name: GrowingText(most=WORDS_LIMIT) for name, *_rest in _labels()}
        self._fields = {name: Field(label, self.texts[name], help) for name, label, help in _labels()}
        self.keep_button = PrimaryButton(_("Keep this reply"), "check")
        self.keep_button.clicked.connect(self.keep)
        self.add_buttons(self.keep_button)
        self._keeper = DraftKeeper(jobs, drafts.save_words, about.draft_key, parent=self)
        self._keeper.trouble.connect(self.show_trouble)
        self._lay_out()
        self._listen()
        self.first_focus = self.options[ReplyKind.YES]
        for text in self.texts.values():
            text.setEnabled(False)  # until it is known what was typed before
        jobs.read(drafts.words, about.draft_key, owner=self, then=self._go_on, problem=self._on_nothing_found)

    def keep(self) -> None:
        """Answer, or say what is missing beside its field."""
        errors = self._missing()
        for name, field in self._fields.items():
            field.set_error(errors.get(name, ""))
        if self.kind is None:
            self.say(_("Choose yes, partly or no first."))
            self.options[ReplyKind.YES].setFocus()
            return
        if errors:
            self._fields[next(iter(errors))].setFocus()
            announce(self, " ".join(errors.values()))
            return
        self.set_busy(_("Keeping your reply…"))
        self._keeper.forget()
        self._jobs.write(
            boards.keep_reply,
            self._about.keys,
            self._reply(self.kind),
            owner=self,
            then=self._on_kept,
            problem=self._on_problem,
        )

    def set_busy(self, words: str) -> None:
        """What is being kept is what stands here: nothing is typed or chosen before the answer."""
        super().set_busy(words)
        for text in self.texts.values():
            text.edit.setReadOnly(bool(words))
        for option in self.options.values():
            option.setEnabled(not words)

    def done(self, result: int) -> None:
        """Go back; what was typed isn't thrown away."""
        self._keeper.outlive(self.parentWidget())
        super().done(result)

    def _lay_out(self) -> None:
        teams = tuple(dict.fromkeys(self._about.teams))  # one team may ask twice
        who = plural("Asked by {teams}", "Asked by {n} teams: {teams}", len(teams)).format(
            n=len(teams), teams=", ".join(teams)
        )
        about = Card(look="soft", gap=4).add(
            WrapLabel(self._about.title, "strong", "soft_ink"), WrapLabel(who, "small", "soft_ink")
        )
        goes = _("Each team gets this reply as it stands here, and prints it in its next plan.")
        self.add(about, boxed(EvenLayout(*self.options.values(), least=150, gap=10)))
        self.add(*self._fields.values(), WrapLabel(goes, "small", "ink2"), None)

    def _listen(self) -> None:
        for kind, option in self.options.items():
            option.toggled.connect(self._choosing(kind))
        for text in self.texts.values():
            text.edited.connect(self._on_edited)

    def _choosing(self, kind: ReplyKind) -> Callable[[bool], None]:
        def choose(chosen: bool) -> None:
            if chosen:
                self.kind = kind
                self._on_edited()

        return choose

    def _go_on(self, kept: dict[str, str] | None) -> None:
        """With what was typed before, if it was left."""
        self._let_type()
        if not kept or any(text.text() for text in self.texts.values()):
            return
        for name, text in self.texts.items():
            text.setText(kept.get(name, ""))
        if self.kind is not None:  # chosen before these words were there: both are the draft now
            self._on_edited()
        elif kept.get("kind"):
            self.options[ReplyKind(kept["kind"])].setChecked(True)
        self.fit()

    def _on_nothing_found(self, error: KnownError) -> None:
        self._let_type()
        self.show_trouble(error)

    def _let_type(self) -> None:
        for text in self.texts.values():
            text.setEnabled(True)

    def _on_edited(self) -> None:
        self._keeper.keep({**self._typed(), "kind": self.kind.value if self.kind is not None else ""})

    def _typed(self) -> dict[str, str]:
        return {name: text.text().strip() for name, text in self.texts.items()}

    def _missing(self) -> dict[str, str]:
        if self.kind in {ReplyKind.PARTLY, ReplyKind.NO} and not self.texts["because"].text().strip():
            return {"because": _("Say why, so that the team can think with you.")}
        return {}

    def _reply(self, kind: ReplyKind) -> Reply:
        return Reply("", "", kind, self._today, **self._typed())

    def _on_kept(self, _done: object) -> None:
        self._keeper.forget()
        self.accept()

    def _on_problem(self, error: KnownError) -> None:
        """It wasn't given, so it stays a draft."""
        self._on_edited()
        self.show_trouble(error)


def _kinds() -> Sequence[tuple[ReplyKind, str]]:
    return ((ReplyKind.YES, _("Yes")), (ReplyKind.PARTLY, _("Partly")), (ReplyKind.NO, _("No")))


def _labels() -> tuple[tuple[str, str, str], ...]:
    return (
        ("because", _("Because …"), ""),
        ("would_try", _("What would you try instead?"), ""),
        ("in_the_room", _("Who from the front line was in the room?"), _("A role, or “nobody”.")),
        ("from_whom", _("Who replies"), _("A role is enough.")),
    )
