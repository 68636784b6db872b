"""Who rates and who opens: one line for each person of the team."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.team import Perspective
from pie_audit.ui.audit.naming import names_words
from pie_audit.ui.widgets import Chip, Choice, Divider, FlowLayout, Tick, WrapLabel, boxed, clear, row
from pie_audit.words import _
from pie_audit.workflows.questions import perspective_name
from pie_audit.workflows.starting import Candidate

MOST_OPENERS = 3


class PersonLine(QWidget):
    """One person: from whose eyes they rate, and whether they open. Who hasn't signed in gets a slip instead."""

    changed = Signal()

    def __init__(self, candidate: Candidate, *, opens: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.candidate = candidate
        self._sees = (None, *Perspective)
        self._rates = Choice(_("Not this time"), *(perspective_name(p) for p in Perspective))
        self._rates.setAccessibleName(_("{name} rates as").format(name=candidate.name))
        self._rates.setCurrentIndex(2 if candidate.manages else 1)
        self._rates.setMinimumContentsLength(14)
        self._rates.activated.connect(self.changed)
        self._opens = Tick(_("Opens it"))
        self._opens.setAccessibleName(_("{name} opens it").format(name=candidate.name))
        self._opens.setChecked(opens)
        self._opens.clicked.connect(self.changed)
        self._opens.setMaximumWidth(self._opens.sizeHint().width() + 20)
        layout = row(WrapLabel(candidate.name, "strong"), gap=12)
        layout.setStretch(0, 1)
        if candidate.ready:
            layout.addWidget(boxed(FlowLayout(self._rates, self._opens, gap=12)))
        else:
            self._rates.setParent(None)
            self._opens.setParent(None)
            layout.addWidget(WrapLabel(_("Hasn’t signed in yet"), "small", "ink2"))
            layout.addWidget(Chip(_("Give them a slip"), "soft", "ticket"))
        self.setLayout(layout)

    @property
    def perspective(self) -> Perspective | None:
        """Whose eyes they rate with; None for not this time, and for who has no key yet."""
        return self._sees[self._rates.currentIndex()] if self.candidate.ready else None

    @property
    def opens(self) -> bool:
        """Whether they are one of the openers."""
        return self.candidate.ready and self._opens.isChecked()

    def first(self) -> QWidget:
        """Where the focus goes when something is missing here."""
        return self._rates


class PeopleLines(QWidget):
    """Everybody of the team, and what the choice comes to, in words."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[PersonLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def set_candidates(self, candidates: tuple[Candidate, ...], me: str) -> None:
        """Fill with the usual choice: everybody rates; I open, with two who rate."""
        clear(self._column)
        opening = usual_openers(candidates, me)
        self.lines = [PersonLine(c, opens=c.person_id in opening) for c in candidates]
        for at, line in enumerate(self.lines):
            if at:
                self._column.addWidget(Divider())
            self._column.addWidget(line)
            line.changed.connect(self.changed)

    def raters(self) -> tuple[tuple[str, Perspective], ...]:
        """Accounts that rate, with their perspective."""
        return tuple(
            (line.candidate.person_id, line.perspective)
            for line in self.lines
            if line.perspective is not None
        )

    def openers(self) -> tuple[str, ...]:
        """Accounts that open."""
        return tuple(line.candidate.person_id for line in self.lines if line.opens)

    def opener_names(self) -> str:
        """The openers as a sentence lists them."""
        return names_words([line.candidate.name for line in self.lines if line.opens])

    def rater_problem(self) -> str:
        """What is missing about who rates, or nothing."""
        return (
            ""
            if self.raters()
            else _("Nobody rates yet. Choose at least one person; slips come after the start.")
        )

    def opener_problem(self) -> str:
        """What is missing about who opens, or nothing."""
        ready = [line for line in self.lines if line.candidate.ready]
        wanted = min(MOST_OPENERS, len(ready))
        chosen = self.openers()
        if wanted < 2:
            return (
                _("It takes two people with a sign-in to open a review. {waits}")
                .format(waits=self.waits_for())
                .strip()
            )
        if len(chosen) != wanted:
            return (
                _("Tick three people who open it. {n} are ticked.").format(n=len(chosen))
                if wanted == MOST_OPENERS
                else _("With two people both must open it: tick both.")
            )
        if not set(chosen) & {person for person, _perspective in self.raters()}:
            return _("At least one of those who open it should rate too.")
        return ""

    def waits_for(self) -> str:
        """Whom we could name as an opener once they have signed in; nothing when there are three already."""
        if sum(line.candidate.ready for line in self.lines) >= MOST_OPENERS:
            return ""
        waiting = [line.candidate.name for line in self.lines if not line.candidate.ready]
        if not waiting:
            return ""
        return _("Waiting for {names}: they can open it once they have signed in.").format(
            names=names_words(waiting)
        )


def usual_openers(candidates: tuple[Candidate, ...], me: str) -> frozenset[str]:
    """Me first, then people who don't manage the team, then whoever is left: three, or all there are."""
    ready = [c for c in candidates if c.ready]
    ready.sort(key=lambda c: (c.person_id != me, c.manages))
    return frozenset(c.person_id for c in ready[:MOST_OPENERS])
