"""What the help says of everyday practice: the parts that a team turns on, and where each is."""

from __future__ import annotations

from pie_audit.ui.shell.help_shape import Said, nothing_forever
from pie_audit.words import _


def _day_by_day() -> Said:
    return (
        _("Day by day"),
        (
            _("The small things that your team writes down between two reviews, each behind its own line."),
            _("A part that your team doesn’t use isn’t here. “What our team uses” turns it on."),
        ),
        _team_reads(),
        nothing_forever(),
    )


def _team_parts() -> Said:
    return (
        _("What our team uses"),
        (
            _("Each card is one part. It says what the part is for, what it asks of you and who reads it."),
            _("Turn off what doesn’t help. It goes from every page, and all that was written stays."),
        ),
        _("Everybody of the team sees what is on. The manager and who leads the review choose."),
        _("Nothing. A part that was turned off comes back with all that was in it."),
    )


def _barriers() -> Said:
    return (
        _("What gets in the way"),
        (
            _("All that hinders, in one table: the person’s side, the {service}’s and the system’s."),
            _("{Disadvantage} is never one person’s alone to solve."),
            _("Ask of each line whether somebody else could solve it. Then move it."),
        ),
        _team_reads(),
        nothing_forever(),
    )


def _needs() -> Said:
    return (
        _("What we need"),
        (
            _("What only others can change, as a request of one sentence with what stands behind it."),
            _("Earlier requests stay in sight until there is an answer."),
        ),
        _("Your team and its manager. What goes onto page one of the plan is read by leaders too."),
        nothing_forever(),
    )


def _said_did() -> Said:
    return (
        _("You said, we did"),
        (
            _("What people told us, and what we did about it. “We can’t, because …” is an answer too."),
            _("The poster hangs it on the wall in one click."),
        ),
        _("Your team and its manager. Whoever passes the poster reads that too."),
        nothing_forever(),
    )


def _poster() -> Said:
    return (
        _("The poster"),
        (
            _("One page for a wall, with the latest answers. What you see is what is saved and printed."),
            _("Tick the box if what people still wait for should hang there too."),
        ),
        _("Whoever passes it. Look once more that nobody could be found by it."),
        nothing_forever(),
    )


def _training() -> Said:
    return (
        _("Training and after"),
        (
            _(
                "A line for each course, and two short questions later: what changed, and what was in the way?"
            ),
            _("What stood in the way can come to the next review."),
        ),
        _team_reads(),
        nothing_forever(),
    )


def _reading_cards() -> Said:
    return (
        _("Reading cards"),
        (
            _("One finding on one page, in our own words, to talk about in a meeting."),
            _("A card that you try asks for one small step. Later it says what came of it."),
        ),
        _team_reads(),
        nothing_forever(),
    )


def _practices() -> Said:
    return (
        _("Keep, drop, restart"),
        (
            _("What began in a crisis or a project, and whether it still helps."),
            _("Look at the list twice a year. To drop something is a good result."),
        ),
        _team_reads(),
        nothing_forever(),
    )


def _long_view() -> Said:
    return (
        _("The long view"),
        (
            _("Two years of your team on one page: what moved, what stayed and who helped."),
            _("Read it together before the next review begins."),
        ),
        _team_reads(),
        nothing_forever(),
    )


def _our_words() -> Said:
    return (
        _("Our words"),
        (
            _("Choose what your team calls people, and what you call {a_keyworker} or a house."),
            _("The new word shows on every page. Nothing that was written is changed."),
        ),
        _("Everybody of the team reads these words. The manager and who leads the review choose."),
        nothing_forever(),
    )


def _team_reads() -> str:
    return _("Your team and its manager. No entry says who wrote it.")


WORDS = {
    "day-by-day": _day_by_day,
    "team-parts": _team_parts,
    "barriers": _barriers,
    "needs": _needs,
    "said-did": _said_did,
    "said-did-poster": _poster,
    "training": _training,
    "reading-cards": _reading_cards,
    "practices": _practices,
    "long-view": _long_view,
    "our-words": _our_words,
}
