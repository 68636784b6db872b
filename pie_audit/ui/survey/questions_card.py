"""What we ask: one of the questionnaires that may be put to a team."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.ui.widgets import (
    Banner,
    Card,
    Field,
    LinkButton,
    OptionCard,
    TextArea,
    TextLine,
    WrapLabel,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.words import _, plural
from pie_audit.workflows.surveys.views import Usable

_REASON, _SUPPORT = 1000, 120


class QuestionsCard(Card):
    """`chosen` when somebody picks another questionnaire; `edited` and `left` for the words that some of them need."""

    chosen = Signal()
    edited = Signal()
    left = Signal()
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What we ask"), gap=10, parent=parent)
        self._instruments: tuple[Usable, ...] = ()
        self.options: dict[str, OptionCard] = {}
        self._choices = QVBoxLayout()
        self._choices.setSpacing(8)
        self.licence = WrapLabel("", "small", "ink2")
        self.error = WrapLabel("", "small", "danger")
        self.reason = TextArea(most=_REASON, lines=2)
        self.reason_field = Field(_("Why the team is asked this"), self.reason)
        self.support = TextLine(most=_SUPPORT)
        self.support_field = Field(
            _("Who is there for anybody it stirs up"),
            self.support,
            _("A name that everybody asked will read."),
        )
        heavy = Banner(
            _("These questions read like symptoms, so they’re for one’s own page first."), look="info"
        )
        self._heavy = boxed(column(heavy, self.reason_field, self.support_field))
        self._more = LinkButton(_("Other questionnaires"))
        self._more.clicked.connect(self.more_wanted)
        self.add(boxed(self._choices), self.error, self.licence, self._heavy, row(self._more, None))
        self.reason.edited.connect(self.edited)
        self.reason.left.connect(self.left)
        self.support.textEdited.connect(self.edited)
        self.support.editingFinished.connect(self.left)
        self.error.hide()

    def offer(self, instruments: Sequence[Usable]) -> None:
        """What there is to choose from; the choice so far stays where it still can."""
        if tuple(instruments) == self._instruments:
            return
        was, self._instruments = self.instrument_id(), tuple(instruments)
        clear(self._choices)
        self.options = {one.id: OptionCard(one.title, _line(one)) for one in instruments}
        for option in self.options.values():
            option.clicked.connect(self._on_clicked)
            self._choices.addWidget(option)
        self.choose(was or (instruments[0].id if instruments else ""))

    def choose(self, instrument_id: str) -> None:
        """Silently."""
        if instrument_id in self.options:
            self.options[instrument_id].setChecked(True)
        self._tell()

    def fill_words(self, reason: str, support_by: str) -> None:
        """Silently."""
        self.reason.setText(reason)
        self.support.setText(support_by)

    def instrument_id(self) -> str:
        """What is chosen, or nothing."""
        return next((name for name, option in self.options.items() if option.isChecked()), "")

    def set_error(self, words: str) -> None:
        """Say what is missing under the choices."""
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def _on_clicked(self) -> None:
        self._tell()
        self._begin_words()
        self.chosen.emit()

    def _begin_words(self) -> None:
        """What was said when its words were brought, where nobody has written anything here yet."""
        found = self._found()
        if found is not None and found.reads_like_symptoms:
            self.reason.setText(self.reason.text() or found.reason)
            self.support.setText(self.support.text() or found.support_by)

    def _found(self) -> Usable | None:
        now = self.instrument_id()
        return next((one for one in self._instruments if one.id == now), None)

    def _tell(self) -> None:
        found = self._found()
        self._heavy.setVisible(found is not None and found.reads_like_symptoms)
        self.licence.setText(found.licence_line if found is not None else "")
        self.licence.setVisible(found is not None and bool(found.licence_line))


def _line(one: Usable) -> str:
    count = plural("{n} question", "{n} questions", one.items).format(n=one.items)
    return _("{count}. {status}").format(count=count, status=one.status) if one.status else count
