"""Which paper: the three editions of the plan, or something to hand out, hang up or fill in."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.plan_document import Edition, edition_name
from pie_audit.domain.report import ReportKind
from pie_audit.domain.report_words import for_whom as report_for_whom
from pie_audit.domain.report_words import report_name
from pie_audit.domain.team import Perspective
from pie_audit.ui.widgets import Choice, OptionCard, Segmented, WrapLabel, boxed, column
from pie_audit.words import _
from pie_audit.workflows.paper_kinds import (
    AgreedSlips,
    Paper,
    PosterPaper,
    RatingSheets,
    RecordPaper,
    ReportPaper,
    WallPaper,
)
from pie_audit.workflows.papers import PaperDesk

EDITIONS = (Edition.WORDS, Edition.FULL, Edition.ONE_PAGE)


class PaperChoice(QWidget):
    """A card for each edition, and a list of everything else. `chosen` when a person chose another paper."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editions = {e: OptionCard(edition_name(e), _for_whom(e)) for e in EDITIONS}
        self.others = Choice()
        self.others.setAccessibleName(_("Another paper"))
        self.set_of_words = Choice()
        self.set_of_words.setAccessibleName(_("In whose words"))
        self.set_of_words.hide()
        self.set_of_words.activated.connect(self._on_words)
        self._sets: tuple[tuple[str, str], ...] = ()
        self._is_signed = False
        self._papers: tuple[Paper, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        # A widget of their own: cards exclude every other such button below their parent.
        layout.addWidget(boxed(column(*self.editions.values())))
        for card in self.editions.values():
            card.clicked.connect(self._on_card)
        layout.addWidget(self.others)
        self.form = Segmented(
            _("With figures or in words"), [(_("Words only"), "text-aa"), (_("With figures"), "chart-line")]
        )
        self.form.hide()
        self.form.chosen.connect(self._on_form)
        self.for_whom = WrapLabel("", "small", "ink2")
        self.for_whom.hide()
        layout.addWidget(self.form)
        layout.addWidget(self.for_whom)
        layout.addWidget(self.set_of_words)
        self.editions[Edition.WORDS].setChecked(True)
        self.others.activated.connect(self._on_other)
        self._offer(_plan_papers())

    def show_desk(self, desk: PaperDesk) -> None:
        """What there is to print for this team now."""
        sheets = [RatingSheets(p) for p in desk.rating]
        if Perspective.LIVED_EXPERIENCE in desk.rating:
            sheets.append(RatingSheets(Perspective.LIVED_EXPERIENCE, words_only=True))
        self._offer((*_plan_papers(), *sheets))
        self._is_signed = bool(desk.signatures)
        self._offer_sets(desk.word_sets)

    def words(self) -> str:
        """The id of the set of words that the paper is to be in; empty for the team's own."""
        at = self.set_of_words.currentIndex()
        return self._sets[at - 1][0] if at > 0 and self._may_change_words() else ""

    def _may_change_words(self) -> bool:
        """What was signed keeps the words of its day; sheets and reports are made afresh."""
        return bool(self._sets) and not (
            self._is_signed and not isinstance(self.paper(), RatingSheets | ReportPaper)
        )

    def _offer_sets(self, sets: tuple[tuple[str, str], ...]) -> None:
        if sets != self._sets:
            chosen = self.words()
            self._sets = sets
            self.set_of_words.clear()
            self.set_of_words.addItems(
                [_("Words: ours"), *(_("Words: {name}").format(name=name) for _id, name in sets)]
            )
            ids = ["", *(set_id for set_id, _name in sets)]
            self.set_of_words.setCurrentIndex(ids.index(chosen) if chosen in ids else 0)
        self.set_of_words.setVisible(self._may_change_words())

    def _on_words(self, _index: int) -> None:
        self.chosen.emit()

    def paper(self) -> Paper:
        """The one that is chosen."""
        for edition, card in self.editions.items():
            if card.isChecked():
                return edition
        listed = self._papers[self.others.currentIndex() - 1]
        if isinstance(listed, ReportPaper):
            return replace(listed, words_only=self.form.index() == 0)
        return listed

    def in_hand(self) -> QWidget:
        """The card that is ticked, else the list."""
        return next((card for card in self.editions.values() if card.isChecked()), self.others)

    def _offer(self, papers: tuple[Paper, ...]) -> None:
        if papers == self._papers:
            return
        at = max(0, self.others.currentIndex())
        self._papers = papers
        blocked = self.others.blockSignals(True)
        self.others.clear()
        self.others.addItems([_("Or another paper …")])
        self.others.addItems([paper_name(paper) for paper in papers])
        self.others.setCurrentIndex(at if at <= len(papers) else 0)
        self.others.blockSignals(blocked)
        if self.others.currentIndex() == 0 and not any(c.isChecked() for c in self.editions.values()):
            self.editions[Edition.WORDS].setChecked(True)

    def _on_card(self) -> None:
        self.others.setCurrentIndex(0)
        self._tell()

    def _on_form(self, _index: int) -> None:
        self._tell()

    def _tell(self) -> None:
        """For whom the paper of the list is; an edition's card says so itself."""
        paper = self.paper()
        words = paper_for_whom(paper) if not isinstance(paper, Edition) else ""
        self.form.setVisible(isinstance(paper, ReportPaper))
        self.set_of_words.setVisible(self._may_change_words())
        self.for_whom.setText(words)
        self.for_whom.setVisible(bool(words))
        self.others.setAccessibleDescription(words)
        self.chosen.emit()

    def _on_other(self, index: int) -> None:
        """The first line of the list is no paper: then the edition in hand stays, or the first comes back."""
        if index == 0:
            if not any(card.isChecked() for card in self.editions.values()):
                self.editions[Edition.WORDS].setChecked(True)
        else:
            for card in self.editions.values():
                card.setAutoExclusive(False)
                card.setChecked(False)
                card.setAutoExclusive(True)
        self._tell()


_REPORTS = (ReportKind.QUARTER, ReportKind.YEAR, ReportKind.WELLBEING, ReportKind.EVIDENCE)


def _plan_papers() -> tuple[Paper, ...]:
    """Reports first, those that leave the desk; then what is handed out and hung up."""
    return (
        *(ReportPaper(kind) for kind in _REPORTS),
        RecordPaper(),
        AgreedSlips(),
        WallPaper(),
        WallPaper(large=True),
        WallPaper(with_names=True),
        WallPaper(large=True, with_names=True),
    )


def paper_name(paper: Paper) -> str:
    """A paper as the list calls it."""
    match paper:
        case Edition():
            return edition_name(paper)
        case AgreedSlips():
            return _("Slips: what we agreed today")
        case WallPaper():
            names = _("with names") if paper.with_names else _("with roles")
            size = "A3" if paper.large else "A4"
            return _("First steps for the wall, {size}, {names}").format(size=size, names=names)
        case RecordPaper():
            return _("Full record, for the team")
        case RatingSheets():
            return _sheet_name(paper)
        case ReportPaper():
            return report_name(paper.kind)
        case PosterPaper():
            return _("You said, we did, for the wall")


def paper_for_whom(paper: Paper) -> str:
    """For whom a paper of the list is, where its name doesn’t say it."""
    match paper:
        case Edition():
            return _for_whom(paper)
        case ReportPaper():
            return report_for_whom(paper.kind, words_only=paper.words_only)
        case RecordPaper():
            return _("Everything that is kept of the review. For the team.")
        case _:
            return ""


def _sheet_name(paper: RatingSheets) -> str:
    if paper.words_only:
        return _("Rating sheet in words only, large print")
    return {
        Perspective.TEAM: _("Rating sheet for the team"),
        Perspective.MANAGER: _("Rating sheet for managers"),
        Perspective.LIVED_EXPERIENCE: _("Rating sheet in large print, lived experience"),
        Perspective.PARTNER: _("Rating sheet for partners"),
    }[paper.perspective]


def _for_whom(edition: Edition) -> str:
    return {
        Edition.WORDS: _("No levels, charts or names. For anybody."),
        Edition.FULL: _("Spreads that are safe to show. For the team."),
        Edition.ONE_PAGE: _("Proud of, will do, need. For a meeting."),
    }[edition]
