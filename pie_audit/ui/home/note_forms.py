"""The forms of a refusal, of a rule that was bent, and of a door card; none of them asks for anybody's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from pie_audit.domain.bent_rule import Agreed, BentRule, Proposal
from pie_audit.domain.door_card import DoorCard
from pie_audit.domain.errors import KnownError, NotNow
from pie_audit.domain.level_words import LEVELS, level_words
from pie_audit.domain.refusal import AgencyKind, Direction, Next, Reason, Refusal, usual_level
from pie_audit.domain.refusal_words import agreed_words, kind_words, next_words, proposal_words, reason_words
from pie_audit.ui.home.agency_hints import AgencyHints
from pie_audit.ui.home.small_log_forms import SmallForm, fill_months, pair
from pie_audit.ui.home.small_log_words import months_to_choose
from pie_audit.ui.widgets import Choice, Field, Segmented, TextArea, TextLine
from pie_audit.words import _
from pie_audit.workflows.everyday.entry_books import MOST_WORDS
from pie_audit.workflows.everyday.small_log_views import SmallLogs

_WAYS = (Direction.BY_OTHERS, Direction.BY_US)
_KINDS: tuple[AgencyKind | None, ...] = (None, *AgencyKind)


class RefusalForm(SmallForm):
    """Who turned somebody away, why, what happened next, and whose it is to solve."""

    def __init__(self) -> None:
        super().__init__(_("Somebody was turned away"), _("Note it"), icon="prohibit")
        self._refusal = Refusal("", "", "", Direction.BY_OTHERS, "", Reason.OTHER, Next.NOT_SAID)
        self.way = Segmented(_("Who turned them away?"), ((_("Another agency"), ""), (_("We did"), "")))
        self.agency = TextLine(most=MOST_WORDS)
        self.hints = AgencyHints(self.agency)
        self.kind = Choice(*(kind_words(kind) for kind in _KINDS))
        self.reason = Choice(*(reason_words(reason) for reason in Reason))
        self.reason.setPlaceholderText(_("Choose a reason"))
        self.then = Choice(*(next_words(then) for then in Next))
        self.level = Choice(*(level_words(level) for level in LEVELS))
        self._months: tuple[str, ...] = ()
        self.month = Choice()
        self._theirs = [Field(_("Which agency?"), self.agency, _("Never a person’s name.")), self.hints]
        self._kind_field = Field(_("What kind of agency?"), self.kind)
        self.add(
            Field(_("Who turned them away?"), self.way),
            *self._theirs,
            self._kind_field,
            pair(Field(_("Why, as they put it"), self.reason), Field(_("What happened next?"), self.then)),
            pair(Field(_("Whose is it to solve?"), self.level), Field(_("In which month"), self.month)),
        )
        self.end_with_buttons()
        self.way.chosen.connect(self._on_way)
        self.agency.textEdited.connect(self._on_edited)
        for choice in (self.kind, self.reason, self.then, self.level):
            choice.activated.connect(self._on_edited)

    @property
    def first(self) -> QWidget:
        return self.reason if self.way.index() else self.agency

    def fill(self, entry: Any, logs: SmallLogs) -> None:
        self._refusal = entry
        is_new = not any(entry.refusal_id == one.refusal_id for one in logs.refusals)
        self.offer(logs)
        self.way.set_chosen(_WAYS.index(entry.direction))
        self.agency.setText(entry.agency)
        self.kind.setCurrentIndex(_KINDS.index(entry.agency_kind))
        self.reason.setCurrentIndex(-1 if is_new else list(Reason).index(entry.reason))
        self.then.setCurrentIndex(list(Next).index(entry.then))
        self.level.setCurrentIndex(LEVELS.index(entry.level))
        self._months = fill_months(self.month, months_to_choose(logs.month), entry.month)
        self._show_agency()

    def offer(self, logs: SmallLogs) -> None:
        self.hints.set_known(logs.known, logs.doors)

    def missing(self) -> KnownError | None:
        if self.reason.currentIndex() >= 0:
            return None
        return NotNow(_("The reason isn’t there yet."), _("Choose what comes closest to what they said."))

    def entry(self) -> Refusal:
        return replace(
            self._refusal,
            direction=_WAYS[self.way.index()],
            agency=self.agency.text(),
            agency_kind=_KINDS[self.kind.currentIndex()],
            reason=list(Reason)[max(0, self.reason.currentIndex())],
            then=list(Next)[self.then.currentIndex()],
            level=LEVELS[self.level.currentIndex()],
            month=self._months[max(0, self.month.currentIndex())],
        )

    def texts(self) -> dict[str, str]:
        reason = self.reason.currentIndex()
        return {
            "agency": self.agency.text(),
            "way": _WAYS[self.way.index()].value if self.way.index() else "",
            "reason": list(Reason)[reason].value if reason >= 0 else "",
        }

    def set_texts(self, texts: Mapping[str, str]) -> None:
        self.agency.setText(texts.get("agency", ""))
        self.way.set_chosen(int(texts.get("way") == Direction.BY_US.value))
        reasons = [reason.value for reason in Reason]
        self.reason.setCurrentIndex(reasons.index(texts["reason"]) if texts.get("reason") in reasons else -1)
        self._show_agency()

    def _on_way(self, at: int) -> None:
        """Whose it is to solve follows who refused; a person can still choose otherwise."""
        self.level.setCurrentIndex(LEVELS.index(usual_level(_WAYS[at])))
        self._show_agency()
        self.edited.emit()

    def _show_agency(self) -> None:
        is_theirs = self.way.index() == 0
        for field in (self._theirs[0], self._kind_field):
            field.setVisible(is_theirs)
        if is_theirs:
            self.agency.textChanged.emit(self.agency.text())
        else:
            self.hints.hide()


_LINES = ("rule", "why", "instead", "agreed_by", "safety", "happened")


class BentRuleForm(SmallForm):
    """The rule and why, what we did instead, who agreed, what made it safe; two weeks later what happened."""

    def __init__(self) -> None:
        super().__init__(_("A rule we bent"), _("Note it"), icon="arrow-bend-up-right")
        self._bent = BentRule("", "", "", "", "", "")
        self.rule, self.agreed_by = TextLine(most=MOST_WORDS), TextLine(most=MOST_WORDS)
        self.instead, self.why, self.safety, self.happened = (
            TextArea(most=MOST_WORDS, lines=2) for _line in range(4)
        )
        self.agreed = Choice(*(agreed_words(agreed) for agreed in Agreed))
        self.proposal = Choice(*(proposal_words(proposal) for proposal in Proposal))
        self._after = Field(_("What happened?"), self.happened, _("Two weeks later, or as soon as you know."))
        self.add(
            Field(_("Which rule?"), self.rule),
            Field(_("Why?"), self.why, _("Nobody’s name.")),
            Field(_("What did you do instead?"), self.instead, _("Now, or once you know what happened.")),
            pair(
                Field(_("Who agreed?"), self.agreed_by, _("A role: the manager, the night lead.")),
                Field(_("When?"), self.agreed),
            ),
            Field(_("What made it safe?"), self.safety),
            self._after,
            Field(_("What should become of the rule?"), self.proposal),
        )
        self.end_with_buttons()
        for line in (self.rule, self.agreed_by):
            line.textEdited.connect(self._on_edited)
        for area in (self.instead, self.why, self.safety, self.happened):
            area.edited.connect(self._on_edited)
        for choice in (self.agreed, self.proposal):
            choice.activated.connect(self._on_edited)

    @property
    def first(self) -> QWidget:
        return self.happened if self.is_changing and not self.happened.text() else self.rule

    @property
    def checked(self) -> tuple[TextLine | TextArea, ...]:
        return self.instead, self.why, self.agreed_by, self.safety, self.happened

    def fill(self, entry: Any, logs: SmallLogs) -> None:
        self._bent = entry
        self.set_texts({name: getattr(entry, name) for name in _LINES})
        self.agreed.setCurrentIndex(list(Agreed).index(entry.agreed))
        self.proposal.setCurrentIndex(list(Proposal).index(entry.proposal))

    def set_changing(self, changing: bool) -> None:
        super().set_changing(changing)
        self._after.setVisible(changing)

    def entry(self) -> BentRule:
        return replace(
            self._bent,
            **self.texts(),
            agreed=list(Agreed)[self.agreed.currentIndex()],
            proposal=list(Proposal)[self.proposal.currentIndex()],
        )

    def texts(self) -> dict[str, str]:
        return {name: getattr(self, name).text() for name in _LINES}

    def set_texts(self, texts: Mapping[str, str]) -> None:
        for name in _LINES:
            getattr(self, name).setText(texts.get(name, ""))


_CARD = ("agency", "refused", "got_us_in", "ask_for")


class DoorForm(SmallForm):
    """What an agency refused, what got us in, and which role to ask for there."""

    def __init__(self) -> None:
        super().__init__(_("A door card"), _("Keep the card"), icon="key")
        self._door = DoorCard("", "", "")
        self.agency, self.ask_for = TextLine(most=MOST_WORDS), TextLine(most=MOST_WORDS)
        self.refused, self.got_us_in = (TextArea(most=MOST_WORDS, lines=2) for _line in range(2))
        self.add(
            Field(_("Which agency?"), self.agency),
            Field(_("What did they refuse?"), self.refused),
            Field(_("What got us in?"), self.got_us_in, _("Nobody’s name.")),
            Field(_("Which role to ask for?"), self.ask_for, _("A role, never a name: the duty officer.")),
        )
        self.end_with_buttons()
        for line in (self.agency, self.ask_for):
            line.textEdited.connect(self._on_edited)
        for area in (self.refused, self.got_us_in):
            area.edited.connect(self._on_edited)

    @property
    def first(self) -> QWidget:
        return self.agency

    @property
    def checked(self) -> tuple[TextLine | TextArea, ...]:
        return self.refused, self.got_us_in, self.ask_for

    def fill(self, entry: Any, logs: SmallLogs) -> None:
        self._door = entry
        self.set_texts({name: getattr(entry, name) for name in _CARD})

    def entry(self) -> DoorCard:
        return replace(
            self._door,
            agency=self.agency.text(),
            refused=self.refused.text(),
            got_us_in=self.got_us_in.text(),
            ask_for=self.ask_for.text(),
        )

    def texts(self) -> dict[str, str]:
        return {name: getattr(self, name).text() for name in _CARD}

    def set_texts(self, texts: Mapping[str, str]) -> None:
        for name in _CARD:
            getattr(self, name).setText(texts.get(name, ""))
