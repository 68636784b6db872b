"""What the palette offers beyond the page in hand: the review, the plan, the places, and what works everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, cast

from PySide6.QtWidgets import QWidget

from pie_audit.domain.team import Role
from pie_audit.settings import MODES, Settings
from pie_audit.ui.shell.place_keys import key_of_place
from pie_audit.ui.shell.section_names import section_names, sections_for
from pie_audit.ui.widgets import Command
from pie_audit.words import _

if TYPE_CHECKING:
    from pie_audit.domain.team import Member
    from pie_audit.ui.shell.areas import Area
    from pie_audit.workflows.finding import Findable
    from pie_audit.workflows.trends.views import Part

_LONGEST = 90
"""Letters of an action that are shown; the rest is on its page."""


class Ways(Protocol):
    """How the inside brings somebody to a place, and there to a thing or an act."""

    def go(self, area: str, argument: object = None) -> None:
        """Open a page."""

    def go_then(self, area: str, argument: object, then: Callable[[QWidget], object]) -> None:
        """Open a page, and once it is filled do this with it."""


def commands_of(page: QWidget | None) -> tuple[Command, ...]:
    """What the page in hand offers; nothing for a page without verbs of its own."""
    offered = getattr(page, "commands", None)
    return tuple(cast(Any, offered)()) if offered is not None else ()


def run_named(name: str, page: QWidget) -> None:
    """Do what goes by that name on the page, if it still may be done."""
    for command in commands_of(page):
        if command.name == name:
            command.run()
            return


def of_review_and_plan(found: Findable, ways: Ways, here: str) -> tuple[Command, ...]:
    """The verbs of the review and of the plan, for whoever is on another page."""
    from pie_audit.ui.audit.review_commands import review_commands
    from pie_audit.ui.plan.plan_commands import plan_commands

    def there(area: str, name: str) -> None:
        ways.go_then(area, None, partial(run_named, name))

    review = () if here == "review" else review_commands(found.overview, partial(there, "review"))
    plan = () if here == "plan" else plan_commands(found.plan, partial(there, "plan"))
    return tuple(_keyless(command) for command in (*review, *plan))


def of_writing(ways: Ways) -> tuple[Command, ...]:
    """What can be written from anywhere: a page of one's own."""
    log, write = _("log diary note journal"), _("reflect supervision today")
    return (
        Command(
            _("Write a reflection"), partial(ways.go, "write", ""), keywords=(log, write), icon="notebook"
        ),
        Command(_("One line only"), partial(ways.go, "write", "line"), keywords=(log, write), icon="note"),
    )


def _keyless(command: Command) -> Command:
    """A key that works on its own page only isn't told of elsewhere."""
    return Command(
        command.words,
        command.run,
        keywords=command.keywords,
        note=command.note,
        icon=command.icon,
        name=command.name,
    )


def topics_and_actions(found: Findable, ways: Ways) -> tuple[Command, ...]:
    """Topics by title and actions by their first words, each leading to where it may be opened now."""
    topics = [
        Command(
            topic.title,
            partial(ways.go_then, topic.area, topic.round_id, partial(_find_topic, topic.topic_id)),
            note=_("Topic · {theme}").format(theme=topic.theme),
            icon="clipboard-text",
            is_place=True,
        )
        for topic in found.topics
    ]
    actions = [
        Command(
            first_words(action.what),
            partial(ways.go_then, "plan", None, partial(_open_action, action.action_id)),
            note=_("In the plan"),
            icon="flag",
            is_place=True,
        )
        for group in found.plan.groups
        for action in group.actions
    ]
    return (*topics, *actions)


def first_words(text: str) -> str:
    """The first line of a text, cut between two words where it is long."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    return line[:_LONGEST].rsplit(" ", 1)[0] + "…"


def _find_topic(topic_id: str, page: QWidget) -> None:
    if hasattr(page, "find_topic"):
        page.find_topic(topic_id)


def _open_action(action_id: str, page: QWidget) -> None:
    if hasattr(page, "edit"):
        page.edit(action_id)


def places(areas: Sequence[Area], member: Member, ways: Ways, here: str) -> tuple[Command, ...]:
    """The sidebar with its keys, and the parts of People & settings."""
    found = [
        Command(
            area.title,
            partial(ways.go, area.name),
            key_of_place(at),
            (_("page open"), _also_called(area.name)),
            icon=area.icon,
            is_place=True,
        )
        for at, area in enumerate(areas, 1)
        if area.name != here
    ]
    for name in sections_for(member.roles):
        section = section_names()[name]
        found.append(
            Command(
                section.words,
                partial(ways.go_then, "people", None, partial(_open_section, name)),
                "",
                (section.keywords,),
                _("People & settings"),
                section.icon,
                is_place=True,
            )
        )
    if {Role.MANAGER, Role.ADMINISTRATOR} & member.roles:
        found.append(_questionnaires(ways))
    return tuple(found)


def _also_called(area: str) -> str:
    """Other words that somebody may look for a place by."""
    return _("survey pulse burnout stress plan keys answer support") if area == "wellbeing" else ""


def of_wellbeing(areas: Sequence[Area], ways: Ways) -> tuple[Command, ...]:
    """One's own page, from anywhere, for who finds Wellbeing in the sidebar."""
    if not any(area.name == "wellbeing" for area in areas):
        return ()
    words = (_("burnout self me line questionnaire"),)
    return (Command(_("Open my own page"), partial(ways.go, "own-line"), keywords=words, icon="lock-simple"),)


def of_trends(found: Findable, ways: Ways, here: str) -> tuple[Command, ...]:
    """The trends of the team in hand, whole, by theme and by part, for whoever is on another page."""
    if here == "trends":
        return ()
    from pie_audit.ui.trends.trend_commands import part_commands, part_name, theme_commands

    def open_theme(theme_id: str) -> None:
        ways.go("trends", theme_id)

    def show_part(part: Part) -> None:
        ways.go_then("trends", None, partial(run_named, part_name(part)))

    keywords = (_("over time change lines quarters charts"),)
    whole = Command(
        _("Trends"), partial(ways.go, "trends", ""), keywords=keywords, icon="chart-line", is_place=True
    )
    return (whole, *theme_commands(found.themes, open_theme), *part_commands(show_part))


def of_leading(areas: Sequence[Area], ways: Ways, here: str) -> tuple[Command, ...]:
    """What leaders do with what teams share, from anywhere else."""
    if not any(area.name == "asks" for area in areas):
        return ()
    files, paper = _("new open import drop file pdf take in"), _("pdf summary report print")
    themes = _("trends chosen how teams see themselves")
    offered = (
        (
            "shared-plans",
            Command(_("Add plans…"), partial(ways.go, "shared-plans", "add"), "", (files,), icon="plus"),
        ),
        (
            "asks",
            Command(_("Make a board page"), partial(ways.go, "board-page"), "", (paper,), icon="file-pdf"),
        ),
        (
            "shown-themes",
            Command(
                _("Themes that teams chose to show"),
                partial(ways.go, "shown-themes"),
                "",
                (themes,),
                icon="chart-line",
                is_place=True,
            ),
        ),
    )
    return tuple(command for area, command in offered if area != here)


def _questionnaires(ways: Ways) -> Command:
    """The list of questionnaires, for who may bring the words of one: a team isn't needed for that."""
    keywords = _("burnout wellbeing licence words instrument scale survey")
    go = partial(ways.go, "instruments")
    return Command(_("Questionnaires"), go, keywords=(keywords,), icon="list-checks", is_place=True)


def _open_section(name: str, page: QWidget) -> None:
    if hasattr(page, "open_section"):
        page.open_section(name)


class Everywhere(Protocol):
    """What works on every page."""

    def resize(self, step: int) -> None:
        """Larger (1), smaller (-1) or usual (0) text."""

    def wear(self, mode: str) -> None:
        """Light, dark, high contrast, or like this computer."""

    def lock(self) -> None:
        """Lock now."""

    def help(self) -> None:
        """Help for this page."""


def everywhere(does: Everywhere, settings: Settings) -> tuple[Command, ...]:
    """Text size, light and dark, help and the lock."""
    size, look = _("bigger increase zoom font size letters"), _("theme mode colours display")
    small, usual = _("decrease zoom font size letters"), _("normal reset zoom size")
    dress = tuple(
        Command(words, partial(does.wear, mode), keywords=(look, more), icon=icon)
        for mode, words, more, icon in _looks()
        if mode != settings.mode
    )
    return (
        Command(_("Larger text"), partial(does.resize, 1), _("Ctrl++"), (size,), icon="text-aa"),
        Command(_("Smaller text"), partial(does.resize, -1), _("Ctrl+−"), (small,), icon="text-aa"),
        Command(_("Usual text size"), partial(does.resize, 0), _("Ctrl+0"), (usual,), icon="text-aa"),
        *dress,
        Command(_("Help for this page"), does.help, _("F1"), (_("keys shortcuts explain"),), icon="question"),
        Command(_("Lock now"), does.lock, _("Ctrl+L"), (_("sign out leave log off"),), icon="lock-simple"),
    )


def _looks() -> Iterable[tuple[str, str, str, str]]:
    words = {
        "system": (_("Look like this computer"), _("system automatic"), "gear"),
        "light": (_("Light look"), _("bright white day"), "sun"),
        "dark": (_("Dark look"), _("black night"), "moon"),
        "high contrast light": (_("High contrast, light"), _("strong"), "circle-half-tilt"),
        "high contrast dark": (_("High contrast, dark"), _("strong"), "circle-half-tilt"),
    }
    return ((mode, *words[mode]) for mode in MODES)
