"""What the share dialog says: to whom, what that means, and what it can't undo."""

from __future__ import annotations

from collections.abc import Sequence

from pie_audit.domain.shared_copy import TITLE, Part
from pie_audit.words import _
from pie_audit.workflows.share_readers import Choices, Reader, ReaderGroup, Tie

Chosen = Reader | ReaderGroup


def chosen_words(chosen: Chosen) -> str:
    """One line of the choice: the name, and how they stand to whoever shares."""
    if isinstance(chosen, ReaderGroup):
        return _("{name} (group)").format(name=chosen.name)
    tie = {
        Tie.SUPERVISOR: _("{name}, your supervisor"),
        Tie.SUPERVISEE: _("{name}, you supervise them"),
        Tie.COLLEAGUE: "{name}",
    }
    return tie[chosen.tie].format(name=chosen.name)


def about_words(chosen: Chosen) -> str:
    """What to know of them before sharing; empty where there is nothing."""
    if isinstance(chosen, ReaderGroup):
        told = _("These will read it: {names}.").format(
            names=names_words([r.name for r in chosen.readers]) or _("nobody yet")
        )
        if chosen.not_yet:
            waiting = _("Not yet, because they haven’t signed in: {names}.")
            told += " " + waiting.format(names=names_words(chosen.not_yet))
        return told + " " + _("Whoever joins the group later won’t see it.")
    if not chosen.ready:
        return _("{name} hasn’t signed in yet, so nothing can be sealed for them.").format(name=chosen.name)
    return _("{name} also manages your team.").format(name=chosen.name) if chosen.manages else ""


def consent_words(chosen: Chosen) -> str:
    """What sharing means, before it is done."""
    if isinstance(chosen, ReaderGroup):
        return _(
            "You’re about to share a copy of this page with {name}. Those named above can read it and refer to "
            "it when the group meets. They can’t pass it on inside the program. You can withdraw it later, but "
            "not what they remember."
        ).format(name=chosen.name)
    return _(
        "You’re about to share a copy of this page with {name}. They can read it and refer to it in "
        "{supervision}. They can’t pass it on inside the program. You can withdraw it later, but not what they "
        "remember."
    ).format(name=chosen.name)


def limits_words() -> tuple[str, str]:
    """Said once, before a first shared page: where keeping it between two people ends."""
    return (
        _("What you share stays between you, with three exceptions"),
        _(
            "If somebody is at risk of serious harm, if there was a crime, or if their profession obliges them "
            "to report something, they have to act on it. A court, or somebody who asks for what is held about "
            "them, may also be given written records. Write about your own work, in words you could stand behind."
        ),
    )


def ending_words(names: str) -> str:
    """What ending a share does, and what it can’t undo."""
    return _(
        "The copy is erased here. {names} will see that there was one, and nothing of it. It can’t undo what was "
        "read, remembered, written down or printed. Sealed copies of the workspace that were made meanwhile still "
        "hold it until they are thrown away."
    ).format(names=names)


def part_words(part: Part) -> str:
    """What a part is called: its heading, or that it is the page’s text or title."""
    if part.key == TITLE:
        return _("The title")
    return part.heading.strip() or _("The text")


def names_words(names: Sequence[str]) -> str:
    """“Amina, Jo and Sam”."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def everybody(choices: Choices) -> tuple[Chosen, ...]:
    """People, the closest first, then groups."""
    return (*choices.people, *choices.groups)
