"""The keys of each page and those that work everywhere, in words."""

from __future__ import annotations

from pie_audit.words import _

Keys = tuple[tuple[str, str], ...]


def everywhere(*, with_places: bool = True) -> Keys:
    """The keys that work on every page; whoever holds a slip has no places to go to."""
    places = (
        (_("Ctrl+K"), _("Find or do anything")),
        (_("Ctrl+1 … 9"), _("The places in the sidebar")),
        (_("Ctrl+N"), _("Something new here")),
        (_("Ctrl+Z"), _("Take back the last change, then the one before")),
        (_("F5"), _("The projector’s view, in the meeting")),
        (_("F6"), _("To the next part of the window; Shift+F6 goes back")),
    )
    return (
        *(places if with_places else ()),
        (_("Ctrl+L"), _("Lock now")),
        (_("Ctrl + − 0"), _("Larger, smaller, usual text")),
        (_("F1"), _("This help")),
        (_("Esc"), _("Close a panel; nothing is thrown away")),
    )


def keys_of(place: str) -> Keys:
    """The keys of one page."""
    pages = {
        "home": _home,
        "reflections": _reflections,
        "write": _write,
        "protected-time": _protected_time,
        "review": _review,
        "rate": _rate,
        "answer": _answer,
        "own-line": _answer,
        "trends": _trends,
        "asks": _asks,
        "shared-plans": _shared_plans,
        "meeting": _meeting,
        "board": _board,
        "barriers": _barriers,
        "plan": _plan,
        "action": _action,
        "preview": _preview,
        "people": _list,
        "reading": _list,
        "keys": _list,
        "support": _list,
        "change": _list,
        "copies": _list,
        "along": _list,
    }
    return pages.get(place, _tab)()


def _tab() -> Keys:
    return ((_("Tab"), _("From field to field")),)


def _home() -> Keys:
    return ((_("Enter"), _("Open what has the focus")),)


def _barriers() -> Keys:
    return (
        (_("Arrow keys"), _("From barrier to barrier")),
        (_("1, 2, 3, 0"), _("Individual, {service}, system, not sure")),
        (_("Enter"), _("Show all of it")),
        (_("M"), _("What can be done with it")),
    )


def _reflections() -> Keys:
    return (
        (_("Ctrl+N"), _("Write a page")),
        (_("Up, Down"), _("From page to page")),
        (_("Enter"), _("Open a page")),
    )


def _protected_time() -> Keys:
    return (
        (_("Arrow keys"), _("From session to session in the grid")),
        (_("Home, End"), _("First month, last month")),
        (_("Tab"), _("On to the next part")),
    )


def _answer() -> Keys:
    return (
        (_("1 to 5"), _("Choose an answer; some surveys have more, or fewer")),
        (_("S"), _("Rather not say, and on to the next")),
        (_("Arrow keys"), _("From answer to answer")),
        (_("Enter, Page Down"), _("Next question")),
        (_("Page Up"), _("Question before")),
    )


def _asks() -> Keys:
    return (
        (_("Tab"), _("From ask to ask")),
        (_("Space"), _("Choose an ask, to put it together with others")),
        (_("Enter"), _("Reply, or show the teams’ words")),
    )


def _shared_plans() -> Keys:
    return (
        (_("Ctrl+N"), _("Add plans that came as files")),
        (_("Up, Down"), _("From plan to plan")),
        (_("Enter"), _("Open a plan")),
    )


def _trends() -> Keys:
    return (
        (_("Arrow keys"), _("From point to point in a chart; each is read aloud")),
        (_("Page Up, Page Down"), _("A year back or on")),
        (_("Enter"), _("The topics of a theme; Esc goes back")),
        (_("4, 8, A"), _("Four quarters, eight, or all")),
        (_("P"), _("Pin a note to the point")),
        (_("+ − 0"), _("Closer, wider, all of it, where a chart is long")),
    )


def _write() -> Keys:
    return (
        (_("Alt+P"), _("Hide the prompts, or show them")),
        (_("Ctrl+Enter"), _("Done, back to the list")),
        (_("Ctrl+Shift+W"), _("Pick a line for the team’s wall")),
        (_("Ctrl+Z"), _("Take back what was typed, then the last change")),
        (_("Tab"), _("From the page to the prompts, then below it")),
    )


def _review() -> Keys:
    return (
        (_("Tab"), _("From step to step")),
        (_("Enter"), _("Open a step")),
        (_("Ctrl+N"), _("Start a quarter, where you may")),
    )


def _rate() -> Keys:
    return (
        (_("0–4"), _("Choose a level")),
        (_("N"), _("Doesn’t apply here")),
        (_("T"), _("I can’t tell yet")),
        (_("Arrows"), _("Move in the scale")),
        (_("Enter, Page Down"), _("Next topic")),
        (_("Page Up"), _("Previous topic")),
        (_("E"), _("To the note")),
        (_("R"), _("Read it aloud, where this computer can")),
    )


def _meeting() -> Keys:
    return (
        (_("Space"), _("Show or hide the dots")),
        (_("Left, Right"), _("Previous or next topic")),
        (_("0–4"), _("Record a level")),
        (_("D"), _("A different view")),
        (_("N"), _("Because")),
        (_("F5"), _("The projector’s view")),
    )


def _board() -> Keys:
    return (
        (_("A"), _("Add a card")),
        (_("Enter"), _("Change its words")),
        (_("M, then arrows"), _("Move it; Enter puts it down, Esc takes it back")),
        (_("+ −"), _("A dot more or fewer")),
        (_("Space"), _("All that can be done to it")),
        (_("Delete"), _("Take it away; Ctrl+Z brings it back")),
        (_("Alt+Up, Alt+Down"), _("Change the order of priorities")),
    )


def _plan() -> Keys:
    return (
        (_("Ctrl+N"), _("A new action")),
        (_("Up, Down"), _("From action to action")),
        (_("Enter"), _("Open an action")),
    )


def _action() -> Keys:
    return (
        (_("Ctrl+Enter"), _("Close the action; it is saved already")),
        (_("Esc"), _("Close it too")),
    )


def _preview() -> Keys:
    return (
        (_("Left, Right"), _("From page to page, on the pages")),
        (_("Ctrl+P"), _("Print what shows")),
        (_("Esc"), _("Back to the plan")),
    )


def _list() -> Keys:
    return ((_("Up, Down"), _("From part to part of the list")),)
