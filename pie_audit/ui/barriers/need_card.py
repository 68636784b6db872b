"""One ask with all that a decision needs: to whom, by when, why now, what stands behind it, and what came back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.ask_evidence import MOST_LINES, WORDS_LIMIT, AskEvidence, EvidenceSource
from pie_audit.domain.barrier_words import level_words
from pie_audit.domain.day import full_day_words
from pie_audit.domain.plan_parts import capital
from pie_audit.domain.reply import Asked, answer_words
from pie_audit.ui.widgets import (
    Card,
    Chip,
    Divider,
    Field,
    FlowLayout,
    IconButton,
    IconMark,
    LinkButton,
    ListRow,
    SecondaryButton,
    TextLine,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _, plural
from pie_audit.workflows.everyday.ask_offers import EvidenceOffer
from pie_audit.workflows.everyday.needs import Ask, Needs

_ICONS = {
    EvidenceSource.BARRIER: "table",
    EvidenceSource.FRICTION: "hourglass",
    EvidenceSource.REFUSALS: "prohibit",
    EvidenceSource.WIN: "sun",
    EvidenceSource.WORDS: "chat-circle",
}


class NeedCard(Card):
    """`picked` carries the action's id, a source and a key; `written` the id and words; `dropped` a line's id."""

    picked = Signal(str, object, str)
    written = Signal(str, str)
    dropped = Signal(str)
    change_wanted = Signal(str)
    typed = Signal(str, str)
    picker_shown = Signal(str, bool)

    def __init__(self, ask: Ask, view: Needs, *, shows_picker: bool = False, begun: str = "") -> None:
        super().__init__(gap=10)
        self.ask, self._view = ask, view
        self._id = ask.action.action_id
        self.own = TextLine(begun, most=WORDS_LIMIT, placeholder=_("One line, without a name"))
        self.pick_button = SecondaryButton(_("Pick evidence"), "plus", in_row=True)
        self._picker: QWidget | None = None
        self._lay_out()
        if shows_picker and view.may_edit:
            self._show_picker()

    def _lay_out(self) -> None:
        action = self.ask.action
        self.add(WrapLabel(capital(action.ask_what), "h3"), WrapLabel(_sent_words(self.ask), "body", "ink2"))
        if self._view.may_edit and _still_says_what_is_wrong(self.ask):
            hint = _("These words say what is wrong. Change them into what you ask for.")
            self.add(WrapLabel(hint, "small_strong", "warn"))
        self.add(boxed(FlowLayout(*self._chips(), gap=8)))
        why = action.ask_why_now.strip()
        self.add(_told(_("Why now"), why or _("not said yet"), is_quiet=not why))
        if self.ask.evidence:
            self.add(WrapLabel(_("Evidence"), "small_strong", "ink2"))
        else:
            none = _("none yet; it prints with the words “evidence: none yet”")
            self.add(_told(_("Evidence"), none, is_quiet=True))
        for line in self.ask.evidence:
            self.add(self._line(line))
        if self.ask.asked is not None:
            self.add(_told(_("What came back"), silence_or_answer(self.ask.asked)))
        if self._view.may_edit:
            self.add(boxed(FlowLayout(*self._buttons(), gap=12)))

    def _chips(self) -> list[QWidget]:
        level = self.ask.action.barrier_level
        chips: list[QWidget] = [
            Chip(_("On page one"), "soft", "file-pdf")
            if self.ask.is_printed
            else Chip(_("Not on page one: three print"), "neutral")
        ]
        if level is not None:
            chips.append(Chip(level_words(level), "neutral"))
        return chips

    def _buttons(self) -> list[QWidget]:
        self.pick_button.setAccessibleName(_("Pick evidence: {ask}").format(ask=self.ask.action.ask_what))
        self.pick_button.clicked.connect(self._on_pick)
        self.pick_button.setEnabled(len(self.ask.evidence) < MOST_LINES)
        change = LinkButton(_("Change this ask"), in_row=True)
        change.setAccessibleName(_("Change this ask: {ask}").format(ask=self.ask.action.ask_what))
        change.clicked.connect(self._on_change)
        return [self.pick_button, change]

    def _line(self, line: AskEvidence) -> QWidget:
        parts = row(IconMark(_ICONS[line.source], 18, "ink2"), gap=8)
        parts.addWidget(WrapLabel(line.words), 1)
        if self._view.may_edit:
            drop = IconButton("x", _("Take away: {words}").format(words=line.words), in_row=True)
            drop.clicked.connect(partial(self._on_drop, line.evidence_id))
            parts.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
        return boxed(parts)

    # picking

    def _show_picker(self) -> None:
        there = {line.words for line in self.ask.evidence}
        parts = column(Divider(), gap=8)
        for source in EvidenceSource:
            offers = [o for o in self._view.offers if o.source is source and o.words not in there]
            if offers:
                parts.addWidget(WrapLabel(_source_title(source), "small_strong", "ink2"))
            for offer in offers:
                parts.addWidget(self._offer(offer))
        parts.addWidget(
            Field(_("In our own words"), self.own, _("No figures of a survey; those stay with the team."))
        )
        add = SecondaryButton(_("Add these words"), "plus", in_row=True)
        add.clicked.connect(self._on_write)
        self.own.returnPressed.connect(self._on_write)
        self.own.textEdited.connect(self._on_typed)
        parts.addWidget(boxed(row(add, None)))
        self._picker = boxed(parts)
        self.add(self._picker)
        self.pick_button.setText(_("Done picking"))

    @property
    def picker(self) -> QWidget | None:
        """What can be picked, while it shows."""
        return self._picker

    def _offer(self, offer: EvidenceOffer) -> QWidget:
        found = ListRow(offer.words, icon=_ICONS[offer.source])
        found.setCheckable(False)
        found.setAccessibleName(_("Pick: {words}").format(words=offer.words))
        found.clicked.connect(partial(self._on_offer, offer))
        return found

    def _on_pick(self, _checked: bool = False) -> None:
        self.picker_shown.emit(self._id, self._picker is None)

    def _on_change(self, _checked: bool = False) -> None:
        self.change_wanted.emit(self._id)

    def _on_drop(self, evidence_id: str, _checked: bool = False) -> None:
        self.dropped.emit(evidence_id)

    def _on_offer(self, offer: EvidenceOffer, _checked: bool = False) -> None:
        self.picked.emit(self._id, offer.source, offer.key)

    def _on_typed(self, words: str) -> None:
        self.typed.emit(self._id, words)

    def _on_write(self, _checked: bool = False) -> None:
        if self.own.text().strip():
            self.written.emit(self._id, self.own.text())


def silence_or_answer(asked: Asked) -> str:
    """What came back, or for how long nothing has."""
    if asked.latest is not None:
        return answer_words(asked)
    if asked.quarters < 1:
        return _("asked this quarter: no reply yet")
    words = plural("asked {n} quarter ago: no reply", "asked {n} quarters ago: no reply", asked.quarters)
    return words.format(n=asked.quarters)


def _sent_words(ask: Ask) -> str:
    who = ask.action.ask_of.strip() or _("whoever can decide this")
    if ask.action.ask_reply_by is None:
        return _("To {who}, no day set").format(who=who)
    return _("To {who}, reply by {day}").format(who=who, day=full_day_words(ask.action.ask_reply_by))


def _still_says_what_is_wrong(ask: Ask) -> bool:
    """Whether the ask was made of a barrier and nobody has put it in other words since."""
    what = ask.action.ask_what.strip()
    return ask.action.what.strip().endswith(f": {what}")


def _told(label: str, words: str, *, is_quiet: bool = False) -> QWidget:
    return boxed(
        column(
            WrapLabel(label, "small_strong", "ink2"),
            WrapLabel(words, "body", "ink2" if is_quiet else "ink"),
            gap=2,
        )
    )


def _source_title(source: EvidenceSource) -> str:
    return {
        EvidenceSource.BARRIER: _("What gets in the way"),
        EvidenceSource.FRICTION: _("Time lost"),
        EvidenceSource.REFUSALS: _("People turned away"),
        EvidenceSource.WIN: _("Small wins that may be printed"),
        EvidenceSource.WORDS: _("In our own words"),
    }[source]
