"""What the help panel says of each page."""

from __future__ import annotations

from dataclasses import dataclass

from pie_audit.words import _

Keys = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HelpPageWords:
    """Three sentences about a page, and its keys."""

    title: str
    sentences: tuple[str, ...]
    keys: Keys
    everywhere: Keys


def help_for(area: str) -> HelpPageWords:
    """The words for an area; an unknown one gets those of Home."""
    words = {
        "home": _home,
        "review": _review,
        "start-review": _start,
        "rate": _rate,
        "meeting": _meeting,
        "plan": _plan,
        "people": _people,
        "settings": _people,
        "backup": _people,
    }
    title, sentences, keys = words.get(area, _home)()
    return HelpPageWords(title, sentences, keys, everywhere())


def everywhere() -> Keys:
    """The keys that work on every page."""
    return (
        (_("Ctrl+1 …"), _("The places in the sidebar")),
        ("Ctrl+Z", _("Take back the last change")),
        ("Ctrl+L", _("Lock now")),
        ("F6", _("To the next part of the page")),
        ("Ctrl + − 0", _("Larger, smaller, usual text")),
        ("F1", _("This help")),
        ("Esc", _("Close a panel; nothing is thrown away")),
    )


def _home() -> tuple[str, tuple[str, ...], Keys]:
    return (
        _("Home"),
        (
            _("Home shows where this quarter is and what waits for you, three things at most."),
            _("The bars are your own answers; nobody else sees them."),
            _("How many people rated a topic, or who, is never shown anywhere."),
        ),
        ((_("Enter"), _("Open what has the focus")),),
    )


def _review() -> tuple[str, tuple[str, ...], Keys]:
    return (
        _("Our review"),
        (
            _("A quarter has five steps, from setting up to signing off."),
            _("Everybody rates in private, and two of three openers open the ratings together."),
            _("Steps can’t be skipped, and finished ones can be looked at again."),
        ),
        ((_("Tab"), _("From step to step")), (_("Enter"), _("Open a step"))),
    )


def _start() -> tuple[str, tuple[str, ...], Keys]:
    return (
        _("Start the quarter"),
        (
            _("Choose the short form, one theme in full, or everything."),
            _("Who rates from which side, and the three openers, are fixed when it starts."),
            _("Slips are for people without a name here; you hand them out afterwards."),
        ),
        (),
    )


def _rate() -> tuple[str, tuple[str, ...], Keys]:
    return (
        _("Rating in private"),
        (
            _("Answer for an ordinary bad week, not for the best one."),
            _("“I can’t tell yet” is a real answer, and so is “doesn’t apply here”."),
            _("You can stop at any point and change anything until rating closes."),
        ),
        (
            ("0–4", _("Choose a level")),
            ("N", _("Doesn’t apply here")),
            ("T", _("I can’t tell yet")),
            (_("Arrows"), _("Move in the scale")),
            (_("Enter, Page Down"), _("Next topic")),
            (_("Page Up"), _("Previous topic")),
            ("E", _("To the note")),
        ),
    )


def _meeting() -> tuple[str, tuple[str, ...], Keys]:
    return (
        _("Talking it through"),
        (
            _("Topics that are close come first, as one list to confirm together."),
            _("Then the widest views: hear both ends before anybody names a level."),
            _("A different view is kept beside the agreement, without a name."),
        ),
        (
            (_("Space"), _("Show or hide the dots")),
            (_("Left, Right"), _("Previous or next topic")),
            ("0–4", _("Record a level")),
            ("D", _("A different view")),
            ("N", _("A note")),
        ),
    )


def _plan() -> tuple[str, tuple[str, ...], Keys]:
    return (
        _("The plan"),
        (
            _("Say what you will do in one sentence, who holds it, and by when."),
            _("A first step inside two weeks makes it likelier to happen."),
            _("What others have to do for you goes into the asks, which stand first on paper."),
        ),
        (),
    )


def _people() -> tuple[str, tuple[str, ...], Keys]:
    return (
        _("People & settings"),
        (
            _("Somebody new gets a code that works once; they choose their own password alone."),
            _("Nobody can reset a password, and nobody can open somebody else’s private pages."),
            _("A second place for copies keeps your work if this computer breaks or is lost."),
        ),
        ((_("Up, Down"), _("From part to part of the list")),),
    )
