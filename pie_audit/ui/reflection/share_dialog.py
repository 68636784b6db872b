"""Sharing a copy: for whom, how much of it, exactly what they will read, and what can’t be undone."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain import name_check
from pie_audit.domain.entry import Entry
from pie_audit.domain.errors import KnownError
from pie_audit.domain.shared_copy import Part, SharedCopy, copy_of, parts_of, says_nothing
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.reflection import share_words as words
from pie_audit.ui.reflection.copy_text import CopyText
from pie_audit.ui.reflection.share_names import FoundIn, NameFindings, found_in
from pie_audit.ui.reflection.share_parts import PartChoices
from pie_audit.ui.reflection.share_words import Chosen
from pie_audit.ui.six_words import SixWords
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Choice,
    Field,
    PrimaryButton,
    Segmented,
    TwoColumn,
    WrapLabel,
    announce,
)
from pie_audit.ui.widgets.small_window import SmallWindow
from pie_audit.words import _
from pie_audit.workflows import share_readers, sharing, writing_aids
from pie_audit.workflows.pins import KeyChanged
from pie_audit.workflows.share_readers import Audience, Choices, ReaderGroup

_WHOLE, _EXCERPT = range(2)
_STACK_BELOW = 700


class ShareDialog(SmallWindow):
    """Takes a page as it was saved. `shared` with the workflow's `NowShared` once the copy is there."""

    shared = Signal(object)
    help_name = "sharing"
    _width = 940

    def __init__(self, jobs: Jobs, entry: Entry, today: date, parent: QWidget) -> None:
        super().__init__(_("Share a copy"), parent)
        self._jobs, self._entry, self._today = jobs, entry, today
        self._choices: Choices | None = None
        self._reworded: dict[tuple[str, str], str] = {}
        self._left: set[tuple[str, str]] = set()
        self._looked_at: SharedCopy | None = None
        self.whom = Choice()
        self.whom.activated.connect(self._on_whom)
        self._about = WrapLabel("", "small", "ink2")
        compare = (_("Compare six words…"),)
        self.changed_key = Banner("", look="warn", actions=compare)
        self.changed_key.actionChosen.connect(self._on_compare)
        self.how_much = Segmented(_("How much of it"), [(_("The whole page"), ""), (_("An excerpt"), "")])
        self.how_much.chosen.connect(self._on_how_much)
        self.parts = PartChoices(parts_of(entry))
        self.parts.changed.connect(self._on_copy)
        self.names = NameFindings()
        self.names.replaced.connect(self._on_replaced)
        self.names.left.connect(self._on_left)
        self.names.always_left.connect(self._on_always_left)
        self.preview = CopyText()
        self.limits = Banner(*words.limits_words(), look="info")
        self._consent = WrapLabel("", "body")
        self.trouble = Banner("", look="warn")
        self.send = PrimaryButton(_("Share this copy"), "users")
        self.send.clicked.connect(self._on_send)
        self._lay_out()
        jobs.read(share_readers.choices, owner=self, then=self._show_choices, problem=self._on_problem)

    def copy(self) -> SharedCopy:
        """The copy as the preview shows it."""
        return copy_of(self._entry, self._chosen_parts(), self._today)

    def chosen(self) -> Chosen | None:
        """Whom it is for; None until somebody was chosen."""
        at = self.whom.currentIndex() - 1
        return words.everybody(self._choices)[at] if self._choices is not None and at >= 0 else None

    def _lay_out(self) -> None:
        self._preview_card = Card(_("What they will read"), self.preview)
        stays = WrapLabel(
            _("Tags, feelings and what you want to come back to stay with you."), "small", "ink2"
        )
        both = TwoColumn(main_share=5, side_share=5, stack_below=_STACK_BELOW)
        both.add_main(
            Field(_("Who is it for?"), self.whom),
            self._about,
            self.changed_key,
            self.how_much,
            self.parts,
            stays,
            self.names,
            None,
        )
        both.add_side(self._preview_card, None)
        self.add(self.limits, both, None)
        self.add_above_buttons(self.trouble, self._consent)
        for quiet in (self._about, self.changed_key, self.parts, self.limits, self._consent, self.trouble):
            quiet.hide()
        self.add_buttons(self.send)
        self.first_focus = self.whom
        self._on_copy()

    # whom

    def _show_choices(self, choices: Choices) -> None:
        kept = self.whom.currentIndex()
        self._choices = choices
        everybody = words.everybody(choices)
        self.whom.clear()
        self.whom.addItem(_("Choose a person or a group"))
        self.whom.addItems([words.chosen_words(one) for one in everybody])
        self.whom.setCurrentIndex(kept if 0 < kept <= len(everybody) else 0)
        self.limits.setVisible(choices.first_time)
        if not everybody:
            self._tell(
                _("There is nobody here to share with yet."), _("Colleagues appear once they are let in.")
            )
        self._on_whom()
        self._on_copy()
        self.fit_soon()

    def _on_whom(self, _index: int = 0) -> None:
        chosen = self.chosen()
        about = words.about_words(chosen) if chosen is not None else ""
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._consent.setText(words.consent_words(chosen) if chosen is not None else "")
        self._consent.setVisible(chosen is not None)
        self._preview_card.title.setText(
            _("What {name} will read").format(name=chosen.name) if chosen else _("What they will read")
        )
        waiting = self._to_compare()
        self.changed_key.setVisible(waiting is not None)
        if waiting is not None:
            self.changed_key.set(
                _("{name}’s key has changed.").format(name=waiting.name),
                _("Compare six words together first. Until then nothing can be shared with them."),
            )
        self._allow()

    def _to_compare(self) -> share_readers.Reader | None:
        """The first reader whose key has to be compared before anything is sealed for them."""
        chosen = self.chosen()
        if chosen is None:
            return None
        readers = chosen.readers if isinstance(chosen, ReaderGroup) else (chosen,)
        return next((reader for reader in readers if reader.changed), None)

    def _on_compare(self, _which: int = 0) -> None:
        waiting = self._to_compare()
        if waiting is not None:
            self._compare(waiting.person_id)

    def _compare(self, person_id: str) -> None:
        window = SixWords(self._jobs, person_id, self)
        window.compared.connect(self._on_compared)
        window.open()

    def _on_compared(self, _person_id: str) -> None:
        self.trouble.hide()
        self._jobs.read(share_readers.choices, owner=self, then=self._show_choices, problem=self._on_problem)

    # how much, and with which words

    def _on_how_much(self, which: int) -> None:
        self.parts.setVisible(which == _EXCERPT)
        self._on_copy()

    def _chosen_parts(self) -> tuple[Part, ...]:
        whole = self.how_much.index() == _WHOLE
        parts = parts_of(self._entry) if whole else self.parts.parts()
        return tuple(part.with_text(self._reworded.get((part.key, part.text), part.text)) for part in parts)

    def _on_copy(self) -> None:
        """Show the copy as it is now, and look through it for names; the answer to an older one is let go."""
        copy = self.copy()
        self.preview.show_copy(copy)
        self._looked_at = None
        self._allow()
        if self._choices is None:
            return
        self.names.say_looking()
        task = partial(
            _look_through, copy, self._chosen_parts(), self._choices.colleagues, self._choices.allowed
        )
        self._jobs.compute(task, owner=self, then=self._show_found)

    def _show_found(self, looked: tuple[SharedCopy, tuple[FoundIn, ...]]) -> None:
        copy, found = looked
        if copy != self.copy():
            return
        self._looked_at = copy
        self.names.show_found(tuple(f for f in found if (f.key, f.finding.words) not in self._left))
        self._allow()
        self.fit_soon()

    def _on_replaced(self, one: FoundIn, role: str) -> None:
        whole = self.how_much.index() == _WHOLE
        for part in parts_of(self._entry) if whole else self.parts.parts():
            if part.key == one.key:
                now = self._reworded.get((part.key, part.text), part.text)
                self._reworded[part.key, part.text] = name_check.replace(now, one.finding, role)
        announce(self, _("Replaced in the copy. Your page stays as it is."))
        self._on_copy()

    def _on_left(self, one: FoundIn) -> None:
        self._left.add((one.key, one.finding.words))
        self._on_copy()

    def _on_always_left(self, one: FoundIn) -> None:
        self._on_left(one)
        self._jobs.write(writing_aids.let_pass, one.finding.words, owner=self, problem=self._on_problem)

    # sharing

    def _allow(self) -> None:
        """It can be shared once somebody who can read it was chosen and the name check has looked at it."""
        chosen = self.chosen()
        ready = chosen is not None and (
            bool(chosen.readers) if isinstance(chosen, ReaderGroup) else chosen.ready
        )
        looked = self._looked_at is not None and not says_nothing(self._looked_at)
        self.send.setEnabled(ready and looked and self._to_compare() is None)

    def _on_send(self) -> None:
        chosen = self.chosen()
        if chosen is None or self._looked_at is None:
            return
        self.send.setEnabled(False)
        self.trouble.hide()
        self._jobs.write(
            sharing.share,
            self._entry.entry_id,
            self._looked_at,
            _audience(chosen),
            owner=self,
            then=self._on_shared,
            problem=self._on_problem,
        )

    def _on_shared(self, now: sharing.NowShared) -> None:
        self.shared.emit(now)
        self.accept()

    def _on_problem(self, error: KnownError) -> None:
        self._allow()
        self._tell(error.what, error.todo)
        if isinstance(error, KeyChanged):
            self._compare(error.person_id)

    def _tell(self, what: str, todo: str) -> None:
        self.trouble.set(what, todo)
        self.trouble.show()
        announce(self, f"{what} {todo}")


def _look_through(
    copy: SharedCopy, parts: tuple[Part, ...], colleagues: tuple[str, ...], allowed: tuple[str, ...]
) -> tuple[SharedCopy, tuple[FoundIn, ...]]:
    """What the name check found, and in which copy: by then there may be another."""
    return copy, found_in(parts, colleagues, allowed)


def _audience(chosen: Chosen) -> Audience:
    if isinstance(chosen, ReaderGroup):
        return Audience(tuple(reader.person_id for reader in chosen.readers), chosen.group_id)
    return Audience((chosen.person_id,))
