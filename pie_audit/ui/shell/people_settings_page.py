"""People & settings: a short list at the left, one section beside it."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.team import Role
from pie_audit.ui.people.people_section import PeopleSection
from pie_audit.ui.settings.change_section import ChangeSection
from pie_audit.ui.settings.copies_section import CopiesSection
from pie_audit.ui.settings.keys_section import KeysSection
from pie_audit.ui.settings.reading_section import ReadingSection
from pie_audit.ui.settings.support_section import SupportSection
from pie_audit.ui.settings.take_along import TakeAlong
from pie_audit.ui.shell.section_names import section_names, sections_for
from pie_audit.ui.shell.surroundings import Surroundings
from pie_audit.ui.theme import TARGET
from pie_audit.ui.widgets import Command, ListRow, Page, TwoColumn, boxed, column
from pie_audit.words import _
from pie_audit.workflows.unlock import SignedIn

_NARROW = 700


class PeopleSettingsPage(Page):
    """Only the sections that this person can use are offered."""

    KINDS = frozenset({Kind.PEOPLE, Kind.TEAMS, Kind.WORKSPACE, Kind.TRAIL})
    went_to = Signal(str, object)
    settings_changed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__(_("People & settings"))
        self.heading.set(_("People & settings"), _("Only what this computer needs to know"))
        jobs, preferences, files = around.jobs, around.preferences, around.files
        reading, keys = ReadingSection(preferences), KeysSection(jobs, files)
        copies = CopiesSection(jobs, preferences, files)
        reading.changed.connect(self.settings_changed)
        copies.changed.connect(self.settings_changed)
        self.sections: dict[str, QWidget] = {}
        me = jobs.me
        roles = me.member.roles if isinstance(me, SignedIn) else frozenset[Role]()
        self._rows: dict[str, ListRow] = {}
        self._list = boxed(column(gap=4))
        support = SupportSection(jobs)
        made: dict[str, QWidget] = {"reading": reading, "keys": keys, "support": support, "copies": copies}
        for name in (offered := sections_for(roles)):
            if name == "along":
                made[name] = TakeAlong(jobs, files)
            elif name == "change":
                made[name] = ChangeSection(jobs)
            self._offer(name, made.get(name) or PeopleSection(jobs))
        if "copies" not in offered:
            copies.deleteLater()
            support.deleteLater()
        two = TwoColumn(main_share=5, side_share=17, stack_below=_NARROW)
        two.add_main(self._list, None)
        two.add_side(*self.sections.values(), None)
        self.add(two, None)
        self._here = ""
        self._show(next(iter(self.sections)))

    def _offer(self, name: str, section: QWidget) -> None:
        named = section_names()[name]
        row = ListRow(named.words, icon=named.icon)
        row.setAutoExclusive(True)
        row.setMinimumHeight(TARGET)
        row.clicked.connect(partial(self._on_row, name))
        self._list.layout().addWidget(row)
        self._rows[name], self.sections[name] = row, section
        cast(Any, section).went_to.connect(self.went_to)

    @property
    def help_name(self) -> str:
        """The help of the part in hand."""
        return self._here

    def commands(self) -> tuple[Command, ...]:
        """The parts of this page, and letting somebody in where that may be done."""
        people = self.sections.get("people")
        found = [
            Command(
                row.accessibleName(), partial(self._on_row, name), note=_("People & settings"), icon="gear"
            )
            for name, row in self._rows.items()
            if name != self._here
        ]
        if self._here == "people" and isinstance(people, PeopleSection) and not people.add.isHidden():
            words = _("Add a person")
            found.insert(
                0, Command(words, people.add.click, _("Ctrl+N"), (_("new invite"),), icon="user-plus")
            )
        return tuple(found)

    def reload(self) -> None:
        """Read the section in hand."""
        cast(Any, self.sections[self._here]).reload()

    def open_at(self, area: str, argument: object) -> None:
        """The section that an area means: people, settings (or one of its cards), backup."""
        people = self.sections.get("people")
        if isinstance(people, PeopleSection):
            people.back()
        wanted = {"backup": "copies", "settings": "keys" if argument else "reading"}.get(area, self._here)
        if wanted in self.sections and wanted != self._here:
            self._show(wanted)
            self.reload()
        section = self.sections[self._here]
        if argument and isinstance(section, KeysSection):
            section.open_at(str(argument))

    def open_section(self, name: str) -> None:
        """The section of this name, where it is offered."""
        if name in self.sections:
            self._on_row(name)

    def flush(self) -> None:
        """Codes and passwords don't stay on a page that was left."""
        section = self.sections.get("keys")
        if isinstance(section, KeysSection):
            section.forget()
        people = self.sections.get("people")
        if isinstance(people, PeopleSection):
            people.forget()
        support = self.sections.get("support")
        if isinstance(support, SupportSection):
            support.flush()

    def unsaved(self) -> bool:
        """Whether the words about support haven’t arrived; everything else takes hold at once."""
        support = self.sections.get("support")
        return isinstance(support, SupportSection) and support.unsaved()

    def _on_row(self, name: str, _checked: bool = False) -> None:
        self._show(name)
        self.reload()
        self._rows[name].setFocus()

    def _show(self, name: str) -> None:
        self._here = name
        for key, section in self.sections.items():
            section.setVisible(key == name)
            self._rows[key].setChecked(key == name)
        self.first_focus = self._rows[name]
        self.body.verticalScrollBar().setValue(0)
