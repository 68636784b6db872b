"""What the team writes down about a topic: a level and because, or one of the honest other ways to end."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import NOTE_LIMIT, Consensus, Dissent, Outcome
from pie_audit.domain.errors import KnownError
from pie_audit.domain.questionnaire import Questionnaire
from pie_audit.ui.audit.dissent_panel import DissentPanel
from pie_audit.ui.audit.spread_words import written_line
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Field,
    FlowLayout,
    LevelPicker,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    TextArea,
    TextLine,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _
from pie_audit.workflows.meetings import TopicView

_OTHER_ENDS = (Outcome.NOT_APPLICABLE, Outcome.CANT_TELL, Outcome.NOT_DISCUSSED)


class RecordPanel(Card):
    """Fields and buttons for one topic. It tells what was asked for, and saves nothing itself.

    `recorded` carries a Consensus, `dissent_kept` a Dissent, `dissent_dropped` its id. `edited` is for words
    that are not saved yet: `words` gives them, `fill_words` takes them back.
    """

    recorded = Signal(object)
    dissent_kept = Signal(object)
    dissent_dropped = Signal(str)
    edited = Signal()
    left = Signal()
    level_chosen = Signal(int)

    def __init__(self, labels: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(_("What shall we write down?"), gap=12, parent=parent)
        self._view: TopicView | None = None
        self._hint = WrapLabel(_("It doesn’t have to be the average."), "small", "ink2")
        self.picker = LevelPicker(labels)
        self.picker.levelChosen.connect(self._on_level)
        self._build_fields()
        self._build_buttons()
        self._written = WrapLabel("", "strong", "good")
        self._words_kept = WrapLabel("")
        self._trouble = Banner("", look="warn")
        self._trouble.hide()
        self.add(
            self._hint,
            self._written,
            self._words_kept,
            self.picker,
            self._four,
            self._because_field,
            self.differently,
            self._evidence_field,
            self._trouble,
            self._buttons,
            self._other_ends,
            None,
        )

    def _build_fields(self) -> None:
        self.because = TextArea(most=NOTE_LIMIT, lines=2)
        self.changed = TextArea(most=NOTE_LIMIT, lines=2)
        self.differently = DissentPanel()
        self.dissent = self.differently.area
        self.differently.edited.connect(self.edited)
        self.differently.kept.connect(self.dissent_kept)
        self.differently.dropped.connect(self.dissent_dropped)
        for area in (self.because, self.changed):
            area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            area.edited.connect(self.edited)
        for area in (self.because, self.changed, self.dissent):
            area.left.connect(self.left)
        self._because_field = Field(_("Because"), self.because)
        self.none_yet = SecondaryButton(_("None yet"), in_row=True)
        self.none_yet.setCheckable(True)
        self.none_yet.setToolTip(_("There is no evidence yet: an answer like any other"))
        self.none_yet.clicked.connect(self._on_none_yet)
        self._evidence_field = self._evidence()
        self._changed_field = Field(
            _("What changed because of what people said, and who was involved?"), self.changed
        )
        self.nothing_yet = SecondaryButton(_("Nothing yet"), in_row=True)
        self.nothing_yet.clicked.connect(self._on_nothing_yet)
        self._proposal = WrapLabel(
            _("Then 3 may be fairer: usual practice, and no change yet. Keep 4 if the team stands by it."),
            "small",
            "ink2",
        )
        self.three_instead = SecondaryButton(_("Choose 3 instead"), in_row=True)
        self.three_instead.clicked.connect(self._choose_three)
        self._four = boxed(
            column(
                self._changed_field,
                self._proposal,
                boxed(FlowLayout(self.nothing_yet, self.three_instead)),
                gap=8,
            )
        )

    def _evidence(self) -> Field:
        """One line, with “none yet” beside it."""
        self.evidence = TextLine(most=NOTE_LIMIT)
        self.evidence.textEdited.connect(self._on_evidence)
        self.evidence.editingFinished.connect(self.left)
        both = row(gap=8)
        both.addWidget(self.evidence, 1)
        both.addWidget(self.none_yet)
        holder = boxed(both)
        holder.setFocusProxy(self.evidence)
        return Field(_("What would a visitor see?"), holder)

    def _build_buttons(self) -> None:
        self.not_settled = SecondaryButton(_("Not settled yet"))
        self.not_settled.clicked.connect(self._on_not_settled)
        self.agree = PrimaryButton("")
        self.agree.clicked.connect(self._on_agree)
        self._buttons = boxed(FlowLayout(self.not_settled, self.agree, gap=8))
        words = {
            Outcome.NOT_APPLICABLE: _("Doesn’t apply here"),
            Outcome.CANT_TELL: _("Can’t tell"),
            Outcome.NOT_DISCUSSED: _("Not discussed"),
        }
        self.ends = {outcome: LinkButton(words[outcome], in_row=True) for outcome in _OTHER_ENDS}
        for outcome, button in self.ends.items():
            button.clicked.connect(lambda _checked=False, outcome=outcome: self.record(outcome))
        self._other_ends = boxed(FlowLayout(*self.ends.values(), gap=4))

    # filling

    def show_topic(
        self,
        view: TopicView,
        questions: Questionnaire,
        *,
        may_edit: bool,
        may_dissent: bool,
        own_name: str = "",
        few_raters: bool = True,
    ) -> None:
        """Fill with what was written down about a topic; tells nobody.

        `own_name` is what a different view may be signed with here; whoever may edit writes it for others too.
        """
        self._view = view
        written = view.consensus or Consensus(view.topic.id, Outcome.NOT_DISCUSSED)
        self.picker.set_level(None if written.level is None else int(written.level))
        self.because.setText(written.because)
        self.evidence.setText(written.evidence)
        self.changed.setText(written.changed)
        self.none_yet.setChecked(written.none_yet)
        self._because_field.set_error("")
        self._trouble.hide()
        self._show_written(view, questions, may_edit=may_edit)
        self.differently.show_topic(
            view,
            own_name="" if may_edit else own_name,
            may_add=may_dissent,
            may_drop=may_edit,
            few_raters=few_raters,
        )
        self._show_level()
        if not may_edit:
            self._four.hide()

    def _show_written(self, view: TopicView, questions: Questionnaire, *, may_edit: bool) -> None:
        for widget in (
            self.picker,
            self._because_field,
            self._evidence_field,
            self._buttons,
            self._other_ends,
        ):
            widget.setVisible(may_edit)
        self._hint.setVisible(may_edit)
        written = view.consensus
        line = written_line(written) if written else ("" if may_edit else _("Nothing written down."))
        if written is not None and written.level is not None:
            line += ", " + questions.anchor(written.level).label
        self._written.setText(line)
        self._written.setVisible(bool(line))
        words = (
            []
            if may_edit or written is None
            else [w for w in (written.because, written.evidence, written.changed) if w]
        )
        self._words_kept.setText("\n".join(words))
        self._words_kept.setVisible(bool(words))

    def words(self) -> dict[str, str]:
        """All fields as words, for a draft."""
        level = self.picker.level()
        return {
            "level": "" if level is None else str(level),
            "because": self.because.text(),
            "evidence": self.evidence.text(),
            "none_yet": "yes" if self.none_yet.isChecked() else "",
            "changed": self.changed.text(),
            **self.differently.words(),
        }

    def fill_words(self, words: Mapping[str, str]) -> None:
        """Put a draft's words back; tells nobody."""
        level = words.get("level", "")
        self.picker.set_level(int(level) if level in ("0", "1", "2", "3", "4") else None)
        self.because.setText(words.get("because", ""))
        self.evidence.setText(words.get("evidence", ""))
        self.changed.setText(words.get("changed", ""))
        self.none_yet.setChecked(bool(words.get("none_yet")))
        self.differently.fill_words(words)
        self._show_level()

    def show_trouble(self, error: KnownError) -> None:
        """Say beside the buttons what happened and what to do."""
        self._trouble.set(error.what, error.todo)
        self._trouble.show()

    def show_other(self) -> None:
        """Say that another window wrote this topic down meanwhile, and that the words here are still here."""
        self._trouble.set(
            _("This was written down in another window meanwhile."),
            _("Your words are still here. Agree again to put them in its place."),
        )
        self._trouble.show()

    # recording

    def record(self, outcome: Outcome) -> None:
        """Tell what was agreed, with the words that stand here."""
        level = self.picker.level() if outcome is Outcome.AGREED else None
        because = self.because.text().strip()
        if outcome is Outcome.NOT_APPLICABLE and not because:
            self._because_field.set_error(_("Write a few words here on why it doesn’t apply."))
            self.because.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if outcome is Outcome.AGREED and self._lacks_change():
            self._changed_field.set_error(_("Write what changed, or choose “Nothing yet”."))
            self.changed.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._because_field.set_error("")
        self._trouble.hide()
        self.differently.tell()
        self.recorded.emit(
            Consensus(
                self._view.topic.id,
                outcome,
                None if level is None else Level(level),
                because,
                self.evidence.text().strip(),
                self.none_yet.isChecked(),
                self.changed.text().strip() if level == Level.CHECKED_AND_CHANGED else "",
            )
        )

    def _lacks_change(self) -> bool:
        """A 4 says what changed, or that there is nothing yet."""
        is_four = self.picker.level() == Level.CHECKED_AND_CHANGED
        return is_four and not self.changed.text().strip() and not self.none_yet.isChecked()

    def take_back_dissent(self, dissent: Dissent) -> None:
        """It could not be kept, so its words stand in their field again, unless others do by now."""
        self.differently.take_back(dissent)

    def choose_level(self, level: int) -> None:
        """What a digit key does, from anywhere in the meeting."""
        if not self.picker.isHidden():
            self.picker.set_level(level)
            self._on_level(level)

    def _on_level(self, level: int) -> None:
        self._show_level()
        self.level_chosen.emit(level)
        self.edited.emit()

    def _show_level(self) -> None:
        level = self.picker.level()
        four = level == Level.CHECKED_AND_CHANGED
        insists = four and self.none_yet.isChecked()
        self.agree.setEnabled(level is not None)
        words = _("Agree on {level}").format(level=level) if level is not None else _("Agree")
        self.agree.setText(_("Agree on 4, evidence: none yet") if insists else words)
        self._changed_field.set_error("")
        self._four.setVisible(four)
        self._proposal.setVisible(insists)
        self.three_instead.setVisible(insists)
        self.nothing_yet.setVisible(not insists)

    def _choose_three(self) -> None:
        self.picker.set_level(int(Level.USUAL))
        self._on_level(int(Level.USUAL))

    def _on_nothing_yet(self) -> None:
        """The answer to “what changed”; 3 is proposed, and the team may insist."""
        self.none_yet.setChecked(True)
        self._on_none_yet()
        self.three_instead.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_none_yet(self) -> None:
        self._show_level()
        self.edited.emit()

    def _on_evidence(self) -> None:
        """Whoever writes evidence has some."""
        if self.evidence.text().strip() and self.none_yet.isChecked():
            self.none_yet.setChecked(False)
            self._show_level()
        self.edited.emit()

    def _on_agree(self) -> None:
        self.record(Outcome.AGREED)

    def _on_not_settled(self) -> None:
        self.record(Outcome.NOT_SETTLED)
