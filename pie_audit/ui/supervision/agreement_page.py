"""The agreement between two: begun by either, read by both, signed by each, ended by either."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.day import full_day_words
from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.supervision.agreement_form import AgreementForm, AgreementText
from pie_audit.ui.supervision.agreement_start import AgreementStart
from pie_audit.ui.supervision.autosave import Autosave
from pie_audit.ui.supervision.key_strip import KeyStrip
from pie_audit.ui.supervision.words import (
    agreement_tone,
    agreement_words,
    first_name,
    minutes_words,
    sentence,
)
from pie_audit.ui.widgets import (
    Banner,
    Chip,
    Command,
    LinkButton,
    Page,
    PrimaryButton,
    PrivacyBar,
    SecondaryButton,
    StateLabel,
    announce,
)
from pie_audit.words import _, plural
from pie_audit.workflows.supervision import supervision_agreements
from pie_audit.workflows.supervision.supervision_agreements import AgreementClash, AgreementView, Beginning
from pie_audit.workflows.supervision.supervision_merge import join_agreements


class AgreementPage(Page):
    """`agreement_id` “new” asks with whom first. Signed words are read; changing them is a choice of its own."""

    KINDS = frozenset({Kind.SESSIONS, Kind.PEOPLE})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, agreement_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("{Supervision} agreement"), parent=parent)
        self._jobs, self._id = jobs, agreement_id
        self.view: AgreementView | None = None
        self._changing = False
        self.back = LinkButton(_("My {supervision}"), "arrow-left")
        self.back.clicked.connect(self._go_back)
        self.state, self.chip = StateLabel(), Chip("", "neutral")
        self.sign_button = PrimaryButton(_("Sign"), "check")
        self.sign_button.clicked.connect(self._sign)
        self.heading.add_state(self.back, self.chip, self.state, self.sign_button)
        self.bar = PrivacyBar("", shared=True)
        self.manager, self.trouble = Banner("", look="warn", icon="warning-circle"), NotSaved()
        self.key = KeyStrip(jobs)
        self.key.compared.connect(self.reload)
        self.start, self.form, self.text = AgreementStart(), AgreementForm(), AgreementText()
        self.change_button = SecondaryButton(_("Change it"), "pencil-simple-line")
        self.end_button = LinkButton(_("End this agreement"))
        self.keeper = Autosave(
            jobs, self.state, self.form.read, supervision_agreements.save_agreement, parent=self
        )
        for each in (self.manager, self.start, self.form, self.text, self.change_button, self.end_button):
            self.add(each)
        self.add(None)
        self.add_strip(self.bar)
        self.add_strip(self.trouble)
        self.add_strip(self.key)
        self._wire()
        self._show_parts()

    def _wire(self) -> None:
        self.start.begun.connect(self._begin)
        self.change_button.clicked.connect(self._change)
        self.end_button.clicked.connect(self._end)
        self.form.edited.connect(self.keeper.touch)
        self.form.left.connect(self.keeper.flush)
        self.keeper.stored.connect(self._on_stored)
        self.keeper.trouble.connect(self.trouble.tell)
        self.keeper.refused.connect(self._on_refused)
        self.trouble.copy_wanted.connect(self._copy)

    def reload(self) -> None:
        """Read it again, or with whom it could begin."""
        if self._id == "new":
            self._jobs.read(
                supervision_agreements.possible_partners, owner=self, then=self.start.show_partners
            )
            self.first_focus = self.start
        else:
            self._jobs.read(
                supervision_agreements.agreement_view,
                self._id,
                owner=self,
                then=self.show_agreement,
                problem=self._on_gone,
            )

    def show_agreement(self, view: AgreementView) -> None:
        """Fill, unless something here is on its way."""
        if self.keeper.unsaved():
            return
        self.view = view
        self.form.fill(view)
        self.text.show_words(view.words)
        self.keeper.begin(view)
        self._show_parts()

    def unsaved(self) -> bool:
        """Whether something typed isn't in the file yet."""
        return self.keeper.unsaved()

    def flush(self) -> None:
        """Send what is typed on its way now."""
        self.keeper.flush()

    def commands(self) -> tuple[Command, ...]:
        """Signing and going back."""
        found = [Command(_("Back to my {supervision}"), self._go_back, icon="arrow-left")]
        if self.view is not None and not self.sign_button.isHidden():
            found.append(Command(_("Sign this agreement"), self._sign, icon="check"))
        return tuple(found)

    def _show_parts(self) -> None:
        view = self.view
        for each in (self.form, self.text, self.change_button, self.end_button, self.manager, self.chip):
            each.setVisible(False)
        self.sign_button.setVisible(False)
        self.start.setVisible(self._id == "new")
        self.bar.setVisible(view is not None)
        if view is None:
            self.heading.set(_("{Supervision} agreement"), _("Begin one; either of the two can."))
            return
        self._show_heading(view)
        ended = view.agreement.ended_week is not None
        both = {view.me_id, view.other_id} <= view.agreement.signed_by
        reading = ended or (both and not self._changing)
        self.form.setVisible(not reading)
        self.text.setVisible(reading)
        self.change_button.setVisible(reading and not ended)
        self.end_button.setVisible(not ended)
        self.sign_button.setVisible(not ended and view.me_id not in view.agreement.signed_by)
        self.first_focus = self.change_button if reading else self.form
        self._warn_of_managing(view)

    def _show_heading(self, view: AgreementView) -> None:
        row, name = view.agreement, view.names[view.other_id]
        who = _("{supervisor} supervises {supervisee}")
        rhythm = plural("Every week", "Every {n} weeks", row.every_weeks).format(n=row.every_weeks)
        again = _("look at it again by {day}").format(day=full_day_words(row.review_on))
        self.heading.set(
            who.format(supervisor=view.names[row.supervisor_id], supervisee=view.names[row.supervisee_id]),
            f"{rhythm} · {minutes_words(row.minutes)} · {again}",
        )
        look, icon = agreement_tone(view)
        self.chip.set(agreement_words(view), look, icon)
        self.chip.show()
        self.bar.set_readers(
            _("You and {name} can read this, and nobody else.").format(name=name), shared=True
        )

    def _warn_of_managing(self, view: AgreementView) -> None:
        if not view.manages:
            return
        supervisor = first_name(view.names[view.agreement.supervisor_id])
        supervisee = first_name(view.names[view.agreement.supervisee_id])
        title = _("{supervisor} also manages {supervisee}’s team.")
        text = _("A second space with somebody who doesn’t manage makes it easier to say everything.")
        if view.has_second:
            text = _("There is a second space with somebody who doesn’t manage. Say here what belongs where.")
        self.manager.set(title.format(supervisor=supervisor, supervisee=supervisee), text)
        self.manager.show()

    def _begin(self, beginning: Beginning) -> None:
        self._jobs.write(
            supervision_agreements.start_agreement,
            beginning,
            owner=self,
            then=self._on_begun,
            problem=self._tell,
        )

    def _on_begun(self, agreement_id: str) -> None:
        self.went_to.emit("agreement", agreement_id)

    def _change(self) -> None:
        self._changing = True
        self._show_parts()
        self.form.setFocus()

    def _sign(self) -> None:
        self.keeper.when_saved(self._sign_saved)

    def _sign_saved(self) -> None:
        if self.keeper.base is None:
            return
        self._jobs.write(
            supervision_agreements.sign_agreement,
            self._id,
            self.keeper.base.version,
            owner=self,
            then=self._on_signed,
            problem=self._tell,
        )

    def _on_signed(self, view: AgreementView) -> None:
        self._changing = False
        self.show_agreement(view)
        announce(self, agreement_words(view))

    def _end(self) -> None:
        self._jobs.write(
            supervision_agreements.end_agreement, self._id, owner=self, then=self._reload, problem=self._tell
        )

    def _reload(self, _done: object) -> None:
        self.reload()

    def _on_stored(self, view: AgreementView) -> None:
        self.trouble.hide()
        self.view = view
        self._show_heading(view)
        self.sign_button.setVisible(view.me_id not in view.agreement.signed_by)

    def _on_refused(self, error: KnownError, mine: AgreementView) -> None:
        if not isinstance(error, AgreementClash):
            self._refuse(error)
            return
        now = self.form.read(mine)
        joined, both = join_agreements(self.keeper.base, now, error.theirs)
        self.keeper.begin(error.theirs)
        self.form.fill(joined)
        self.keeper.touch()
        text = _("Where you both wrote, both texts are in the field now, yours first.")
        self.trouble.set(error.what, text if both else _("Both changes are in it now."))
        self.trouble.show()

    def _on_gone(self, error: KnownError) -> None:
        self.bar.hide()
        self._refuse(error)

    def _refuse(self, error: KnownError) -> None:
        if not self.key.takes(error):
            self.trouble.tell_refused(error)

    def _tell(self, error: KnownError) -> None:
        self._refuse(error)
        announce(self, sentence(error))

    def _copy(self) -> None:
        self.keeper.copied()
        self.trouble.copy(self.form.words_to_copy())

    def _go_back(self, _checked: bool = False) -> None:
        self.went_to.emit("supervision", None)
