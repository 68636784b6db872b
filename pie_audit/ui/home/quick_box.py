"""The quick box: one small thing of any kind that the team uses, in half a minute and two clicks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.door_card import DoorCard
from pie_audit.domain.errors import KnownError
from pie_audit.domain.name_check import replace as with_role
from pie_audit.domain.name_finding import Finding
from pie_audit.domain.quick_note import QuickNote
from pie_audit.domain.refusal import Reason
from pie_audit.domain.team_part import TeamPart
from pie_audit.ui.draft_keeper import DraftKeeper
from pie_audit.ui.home.door_view import DoorView
from pie_audit.ui.home.quick_drafts import pack, unpack
from pie_audit.ui.home.quick_fields import QuickFields
from pie_audit.ui.home.quick_words import NAMES_AGENCY, WORDS_GO_TO, kind_words, noted_words
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Banner,
    FlowLayout,
    PrimaryButton,
    Segmented,
    WrapLabel,
    announce,
    boxed,
    clear,
    column,
)
from pie_audit.ui.widgets.name_panel import NamePanel
from pie_audit.words import _
from pie_audit.workflows.everyday import (
    daily_notes,
    quick_notes,
)
from pie_audit.workflows.everyday.quick_notes import HOME
from pie_audit.workflows.everyday.quick_notes import QuickBox as BoxView

__all__ = ["HOME", "QuickBox"]

_AFTER_A_PAUSE_MS = 400


class QuickBox(QWidget):
    """Folded up to its kinds until one is chosen; `noted` once something was kept, `grown` when its height changed.

    What is sent leaves the box at once, so a second Enter finds a blank and sends nothing; if it couldn't be kept it
    comes back under the same id.
    """

    noted = Signal()
    grown = Signal()

    def __init__(self, jobs: Jobs, team_id: str, place: str, *, folded: bool = False) -> None:
        super().__init__()
        self._jobs, self._team_id, self._place, self._folded = jobs, team_id, place, folded
        self.view: BoxView | None = None
        self.note = quick_notes.new_note(team_id, TeamPart.WINS)
        self._held: list[dict[str, str]] = []
        self._wanted: tuple[TeamPart, str, str] | None = None
        self._warned, self._names_read = "", False
        self.keeper = DraftKeeper(jobs, quick_notes.keep_words, team_id, place, parent=self)
        self.kinds: Segmented | None = None
        self._kinds_at = column(gap=0)
        self.fields = QuickFields()
        self.door, self.names = DoorView(), NamePanel()
        self.trouble = Banner("", look="warn")
        self.go = PrimaryButton(_("Note it"), "check", in_row=True)
        self.said = WrapLabel("", "small_strong", "good")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_AFTER_A_PAUSE_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        foot = boxed(FlowLayout(self.go, self.said, gap=12))
        self._form = boxed(column(self.fields, self.door, self.names, self.trouble, foot, gap=12))
        for hidden in (self.trouble, self.said, self._form):
            hidden.hide()
        layout = column(self._kinds_at, self._form, gap=12)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.fields.edited.connect(self._on_edited)
        self.fields.entered.connect(self.send)
        self.go.clicked.connect(self.send)
        self.names.anyway.connect(self.send)
        self.names.replaced.connect(self._on_replaced)
        self._pause.timeout.connect(self._on_pause)
        self.keeper.trouble.connect(self._tell)

    # filling

    def reload(self) -> None:
        """Read which kinds there are; what is being typed stays."""
        self._jobs.read(
            quick_notes.quick_box,
            self._team_id,
            self._place,
            owner=self,
            then=self.show_box,
            problem=self._tell,
        )

    def show_box(self, view: BoxView | None) -> None:
        """Offer its kinds; the first time also what was begun. Without any kind there is nothing at all."""
        first, before = self.view is None, self.view
        self.view = view
        self.setVisible(view is not None)
        if view is None:
            return
        if before is None or before.kinds != view.kinds:
            self._offer_kinds(view)
        if first:
            self._take_up(view)
        elif self.note.part not in view.kinds:
            self._switch_to(view.last)
        self.grown.emit()

    def _offer_kinds(self, view: BoxView) -> None:
        clear(self._kinds_at)
        parts = [(kind_words(part).name, kind_words(part).icon) for part in view.kinds]
        self.kinds = Segmented(_("What kind of note"), parts)
        self.kinds.chosen.connect(self._on_kind)
        self._kinds_at.addWidget(self.kinds)
        self.kinds.show()

    def _take_up(self, view: BoxView) -> None:
        found = unpack(view.begun)
        self._held = found[1:]
        begun = found[0] if found else {}
        self._switch_to(_part_of(begun, view))
        if begun:
            self._fill(begun)
        if begun or not self._folded:
            self._unfold()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.take(*wanted)

    def _switch_to(self, part: TeamPart) -> None:
        assert self.view is not None
        self.note = replace(self.note, part=part)
        self.fields.set_part(part)
        if self.kinds is not None and part in self.view.kinds:
            self.kinds.set_chosen(self.view.kinds.index(part))
        self._forget_warnings()
        self._look_at_agency()

    def _fill(self, texts: Mapping[str, str]) -> None:
        id_, line = texts.get("id") or self.note.note_id, texts.get("line", "")
        self.note = replace(self.note, note_id=id_, line_id=line)
        self.fields.set_texts(texts)
        self._look_at_agency()

    def _unfold(self) -> None:
        self._form.show()
        self._look_at_agency()
        self.grown.emit()

    def take(self, part: TeamPart, words: str = "", line_id: str = "") -> None:
        """Begin a note of this kind with these words; what stood here comes again after it.

        `line_id` is the page of a line from before signing in that is noted with it.
        """
        if self.view is None:
            self._wanted = (part, words, line_id)
            return
        begun = self._texts()
        if words and begun and begun.get(WORDS_GO_TO.get(part, ""), "") != words:
            self._held.insert(0, begun)
            self.note = quick_notes.new_note(self._team_id, part)
            self.fields.set_texts({})
        if part in self.view.kinds:
            self._switch_to(part)
        if words and part in WORDS_GO_TO:
            self._fill({**self.fields.texts(), "id": self.note.note_id, WORDS_GO_TO[part]: words})
            self.keep()
        self.note = replace(self.note, line_id=line_id or self.note.line_id)
        self._unfold()
        self.begin()

    def begin(self) -> None:
        """Put the focus where one begins."""
        if self._form.isHidden():
            if self.kinds is not None:
                self.kinds.setFocus()
            return
        self.fields.first().setFocus()

    # what a person does

    def _on_kind(self, at: int) -> None:
        if self.view is not None:
            self._switch_to(self.view.kinds[at])
            self._unfold()
            self.begin()
            self.keep()

    def _on_edited(self, _field: str) -> None:
        self.said.hide()
        self.trouble.hide()
        self._pause.start()
        self.keep()

    def _on_pause(self) -> None:
        """While typing pauses: the door card of an agency, and names that might be in a line for the wall."""
        self._look_at_agency()
        if self.view is not None:
            self._warn(quick_notes.names_in(self.view, self._read()))

    def _look_at_agency(self) -> None:
        agency = self.fields.agency()
        if self.note.part in NAMES_AGENCY and not self._names_read and not self._form.isHidden():
            self._names_read = True
            read = partial(self._jobs.read, quick_notes.agencies, self._team_id)
            read(owner=self, then=self.fields.offer_names, problem=self._tell)
        if self.view is None or not self.view.has_doors or not agency:
            self._show_door(None)
            return
        then = partial(self._on_door, agency)
        self._jobs.read(
            daily_notes.door_for, self._team_id, agency, owner=self, then=then, problem=self._tell
        )

    def _on_door(self, agency: str, card: DoorCard | None) -> None:
        if agency == self.fields.agency():
            self._show_door(card)

    def _show_door(self, card: DoorCard | None) -> None:
        self.door.show_card(card)
        self.grown.emit()

    def _warn(self, findings: tuple[Finding, ...]) -> None:
        self._warned = self.fields.texts().get("words", "") if findings else ""
        self.names.show_findings(findings)
        self.grown.emit()

    def _forget_warnings(self) -> None:
        self._warned = ""
        self.names.show_findings(())
        self.trouble.hide()

    def _on_replaced(self, finding: Finding, role: str) -> None:
        line = self.fields.lines["words"]
        line.setText(with_role(line.text(), finding, role))
        line.setFocus()
        self._on_edited("words")
        self._on_pause()

    # sending

    def send(self, _checked: bool = False) -> None:
        """Keep what stands here; a blank is nothing to send. A warning of names stands in the way once and no more."""
        note = self._read()
        if self.view is None or note.is_blank:
            self.begin()
            return
        findings = quick_notes.names_in(self.view, note)
        if findings and self._warned != note.words:
            self._warn(findings)
            return
        before = {**self._texts(), "id": note.note_id}
        self._pause.stop()
        self.keeper.forget()
        self._blank()
        self._jobs.write(
            quick_notes.save,
            note,
            self._place,
            self._begun(),
            owner=self,
            then=partial(self._on_saved, note.part),
            problem=partial(self._on_not_saved, before),
        )

    def _blank(self) -> None:
        """The next note; what was put aside comes back once nothing else stands here."""
        part = self.note.part
        self.note = quick_notes.new_note(self._team_id, part)
        self.fields.clear_used()
        self._forget_warnings()
        if self._held and not self.fields.texts():
            held = self._held.pop(0)
            if self.view is not None:
                self._switch_to(_part_of(held, self.view))
            self._fill(held)
        self._look_at_agency()
        self.fields.first().setFocus()

    def _on_saved(self, part: TeamPart, _done: object) -> None:
        self.said.setText(noted_words(part))
        self.said.show()
        announce(self, self.said.text())
        self.grown.emit()
        self.noted.emit()

    def _on_not_saved(self, before: dict[str, str], error: KnownError) -> None:
        """It comes back as it was, above whatever was begun since."""
        since = self._texts()
        if since:
            self._held.insert(0, since)
        if self.view is not None:
            self._switch_to(_part_of(before, self.view))
        self.fields.set_texts({})
        self._fill(before)
        self.keep()
        self._tell(error)
        self.fields.first().setFocus()

    def _tell(self, error: KnownError) -> None:
        self.trouble.set(error.what, error.todo)
        self.trouble.show()
        announce(self, f"{error.what} {error.todo}")
        self.grown.emit()

    # what stands here

    def _read(self) -> QuickNote:
        """What stands in the fields of the kind in hand."""
        used = self.fields.used()
        texts = {name: text for name, text in self.fields.texts().items() if name in used}
        reason, done = texts.pop("reason", ""), texts.pop("done", "")
        blank = QuickNote(self.note.note_id, self._team_id, self.note.part, line_id=self.note.line_id)
        words: dict[str, Any] = texts
        return replace(
            blank, reason=Reason(reason) if reason else None, done=done == "done" if done else None, **words
        )

    def _texts(self) -> dict[str, str]:
        """All that stands here, with its kind and id; nothing while it is blank."""
        texts = self.fields.texts()
        known = {"part": self.note.part.value, "id": self.note.note_id, "line": self.note.line_id}
        return {**texts, **{name: text for name, text in known.items() if text}} if texts else {}

    def _begun(self) -> dict[str, str]:
        return pack([self._texts(), *self._held])

    def keep(self) -> None:
        """Keep what is begun as a draft, soon."""
        self.keeper.keep(self._begun())

    @property
    def unsaved(self) -> bool:
        """Whether something typed isn't kept yet."""
        return self.keeper.unsaved


def _part_of(begun: Mapping[str, str], view: BoxView) -> TeamPart:
    return next((part for part in view.kinds if part.value == begun.get("part")), view.last)
