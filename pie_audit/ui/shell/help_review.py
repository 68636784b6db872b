"""What the help says of the review and the plan, page by page."""

from __future__ import annotations

from pie_audit.ui.shell.help_shape import Said, nothing_forever
from pie_audit.words import _


def _review() -> Said:
    return (
        _("Our review"),
        (
            _("The line at the top shows the steps of a quarter, from setting up to signing off."),
            _("Everybody rates in private. Then two of three openers open the ratings together."),
            _("Steps can’t be skipped, and finished ones can be looked at again."),
        ),
        _("The whole team sees this page. Only you see your own answers."),
        _("Opening and abandoning a review can’t be undone. You are asked first."),
    )


def _start() -> Said:
    return (
        _("Start the quarter"),
        (
            _("Choose the short form, one theme in full, or everything."),
            _("Say who rates from which side, and who opens it."),
            _("Slips are for people without a name here. You hand them out afterwards."),
        ),
        _("Whoever runs the review sees this page. Once started, the team sees what was chosen."),
        _("Who opens it and how much is asked can’t be changed after the start. You are asked first."),
    )


def _rate() -> Said:
    return (
        _("Rating in private"),
        (
            _("Answer for an ordinary bad week, not for the best one."),
            _("“I can’t tell yet” is a real answer, and so is “doesn’t apply here”."),
            _("You can stop at any point and change anything until rating closes."),
        ),
        _("Only you. The sheet is sealed with every answer; nobody can look inside before the opening."),
        _("Nothing until rating closes. You can take everything back until then."),
    )


def _opening() -> Said:
    return (
        _("Opening it together"),
        (
            _("Two of the openers open the ratings, with the team in the room."),
            _("The second one types their own password here. It isn’t kept."),
        ),
        _("Afterwards the team sees the dots of groups that are large enough, never whose dot is whose."),
        _("All of it. Rating is over, and the sealed sheets are destroyed for good."),
    )


def _meeting() -> Said:
    return (
        _("Talking it through"),
        (
            _(
                "What else is on the table comes first, if you want it. Then the close ones, to confirm together."
            ),
            _("Then the widest views: hear both ends before anybody names a level."),
            _("A different view is kept beside the agreement, without a name."),
        ),
        _("The team sees the dots and what you write down. Small groups stay hidden."),
        nothing_forever(),
    )


def _board() -> Said:
    return (
        _("Helps and hinders"),
        (
            _("Put down what helps and what gets in the way, one sentence for each card."),
            _("Choose where it sits: with one person, with this {service}, or with the wider system."),
            _("A dot says “me too”. What sits with the system can become something you ask for."),
        ),
        _("The team. Cards have no names."),
        nothing_forever(),
    )


def _paper() -> Said:
    return (
        _("Sheets that came back on paper"),
        (
            _("Type in one envelope at a time, in any order. The sheets are shuffled as they go in."),
            _("They wait here, for you alone, until the envelope is sealed."),
        ),
        _("You, until the envelope is sealed. Nobody after that, before the opening."),
        _("Sealing an envelope can’t be undone. Its sheets can’t be looked at again."),
    )


def _own_sheet() -> Said:
    return (
        _("What you said"),
        (
            _("Your own levels and notes of a review that was opened, to read before or after the meeting."),
            _("Copy your notes if you want to bring a line along. Nothing goes anywhere by itself."),
        ),
        _("Only you. The team sees counts, and no count of a group that is too small."),
        _("All of it: since the opening, nothing on this sheet can change."),
    )


def _results() -> Said:
    return (
        _("What you agreed"),
        (
            _("Each theme stands with the topics that it rests on. There is no overall score."),
            _("The same answers can be looked at by relationships, or under the headings of PIE 1."),
            _("“Since last time” compares only what both reviews asked in the same words."),
        ),
        _("The team and its manager, once it is opened. Leaders see only the paper you give them."),
        _("Nothing. This page is for reading; what is signed off doesn’t change."),
    )


def _plan() -> Said:
    return (
        _("The plan"),
        (
            _("Say what you will do in one sentence, who holds it, and by when."),
            _("A first step inside two weeks makes it likelier to happen."),
            _("What others have to do for you is an ask, and asks stand first on paper."),
        ),
        _("The team. Leaders see only the paper you give them."),
        _("Nothing here. An action that was put away waits in the bin."),
    )


def _action() -> Said:
    return (
        _("One action"),
        (
            _("Everything is saved as you type. There is no button to press."),
            _("If somebody else changed it meanwhile, you see both and choose."),
        ),
        _("The team. Whoever runs the review can change it."),
        _("Once the plan is signed off its words stay. How it goes on can still be written down."),
    )


def _preview() -> Said:
    return (
        _("The plan on paper"),
        (
            _("These pages are the file itself: what you see is what comes out."),
            _("Choose who it is for. “Left out, and why” says what that paper doesn’t show."),
        ),
        _("Whoever you give the file to. It isn’t locked, and it can’t be called back."),
        _("Looking and saving change nothing. Signing off can’t be undone."),
    )


def _sign_off() -> Said:
    return (
        _("Signing off"),
        (
            _("Sign when this is a fair account of your talk."),
            _("What you don’t agree with can be said as a reservation. It is printed too."),
        ),
        _("The team, and everybody who gets the paper."),
        _("Signing can’t be undone. What comes later is added with its own date."),
    )


def _slips() -> Said:
    return (
        _("Slips"),
        (
            _("A slip is four words that open one sheet, for somebody without a name here."),
            _("Cut them out, fold them, and let people draw."),
        ),
        _("You see the words only now. Nobody keeps a list of who drew which."),
        _("A lost slip can’t be made again. Somebody can draw another one."),
    )


WORDS = {
    "review": _review,
    "start-review": _start,
    "rate": _rate,
    "opening": _opening,
    "meeting": _meeting,
    "board": _board,
    "papers": _paper,
    "own-sheet": _own_sheet,
    "results": _results,
    "plan": _plan,
    "action": _action,
    "preview": _preview,
    "sign-off": _sign_off,
    "slips": _slips,
}
