"""What the help panel says of each page: what it is for, who can see it, what can't be undone, and its keys."""

from __future__ import annotations

from dataclasses import dataclass

from pie_audit.ui.shell.help_keys import Keys, keys_of
from pie_audit.words import _


@dataclass(frozen=True, slots=True)
class HelpPageWords:
    """The help of one page. `forever` says what has no undo there; it is told of every page, also where there is none."""

    title: str
    purpose: tuple[str, ...]
    readers: str
    forever: str
    keys: Keys = ()


PLACES = (
    "home",
    "small-logs",
    "reflections",
    "write",
    "registration",
    "shared-with-me",
    "sharing",
    "supervision",
    "session",
    "agreement",
    "protected-time",
    "groups",
    "group-session",
    "something-happened",
    "review",
    "start-review",
    "rate",
    "opening",
    "meeting",
    "board",
    "papers",
    "own-sheet",
    "results",
    "plan",
    "action",
    "preview",
    "sign-off",
    "people",
    "reading",
    "keys",
    "copies",
    "slips",
    "leaving",
)
"""Every page and window of the review that has a help of its own."""

_SECTIONS = {"settings": "reading", "backup": "copies"}


def help_for(place: str) -> HelpPageWords:
    """The words for a page. Raises KeyError for one that nobody has written about."""
    name = _SECTIONS.get(place, place)
    return HelpPageWords(*_WORDS[name](), keys=keys_of(name))


def _nothing_forever() -> str:
    return _("Nothing. Ctrl+Z takes back the last change, then the one before.")


def _home() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("Home"),
        (
            _("Write from here with one click. A page starts as “Only me”."),
            _(
                "Below is what waits for you, your next sessions and what you promised. None of it has to be done."
            ),
            _("“Not today” puts a card away until next week."),
        ),
        _(
            "Only you see your pages, your bars and your sessions. A team’s sessions are shown by kind and day."
        ),
        _("Nothing. Each button only opens a page, and Ctrl+Z brings a card back."),
    )


def _reflections() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("My reflections"),
        (
            _("All your own pages, and copies that others shared with you."),
            _("Search as you type. It happens on this computer only, and nothing of it stays behind."),
        ),
        _("Only you see this list. Others could see that you wrote, and in which week, but never what."),
        _("A page you throw away can come back while the bar below stands there. Then it’s gone for good."),
    )


def _supervision() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("My supervision"),
        (
            _("Book one session or a series, move it, call it off, or say that it was held."),
            _("Either of you can do all of this. “Held. No notes” is one click."),
            _("Time is counted for the team. What you say to each other never is."),
        ),
        _("You and the other person. The team’s manager sees day, length and what became of it."),
        _("Nothing here. Ctrl+Z takes back what you did last."),
    )


def _session() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("A session"),
        (
            _("Bring things beforehand, and tick them as you talk. What you promised comes up next time."),
            _("One of you writes and signs. The other agrees within two weeks, or says how they see it."),
            _("After that the words stay. Either of you can add a note."),
            _("A court, or the person written about, may ask to see notes. Write what you can stand behind."),
            _("Summaries are kept for six years, unless your service has another rule. Look it up there."),
        ),
        _("The two of you. Your own notes are for you alone; the other can’t open them."),
        _("Agreeing. Once you both agreed, nobody changes the words."),
    )


def _agreement() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("An agreement"),
        (
            _(
                "Say how you meet, what you write down and what can’t stay between you. Any field may stay empty."
            ),
            _("Both of you sign. If one of you changes a word, both sign again."),
            _("Look at it again after half a year. You can meet without one; the page only reminds you."),
        ),
        _("The two of you, and nobody else."),
        _("Nothing. Either of you can end it, and take that back."),
    )


def _shared_with_me() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("Shared"),
        (
            _(
                "Copies that others chose to give you, and those that you gave. You read them; the pages stay closed."
            ),
            _("Write about your own work, in words you could stand behind. A court may ask for records."),
            _(
                "Compare six words with somebody once, and you know that nobody stands between the two of you."
            ),
        ),
        _("A copy is for those it was shared with. Managers and administrators can see that there is one."),
        _("A copy you withdraw is erased. What somebody has read of it can’t be taken back."),
    )


def _protected_time() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("Protected time"),
        (
            _("How much of the time planned for supervision and groups took place. Nobody is marked down."),
            _("A moved session counts once, on the day it was planned for."),
            _("Why sessions were lost is counted only in teams of five or more."),
        ),
        _("The team sees counts. Your own line is for you and the other person; cover sees dates alone."),
        _("Nothing. An ask that you add can be changed in the plan."),
    )


def _write() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("Writing"),
        (
            _("Write as much or as little as you like. One line is plenty, and it saves by itself."),
            _(
                "The prompts beside the page can be hidden, moved or deleted. None of them has to be answered."
            ),
            _("Write about your own work, in words you could stand behind. A court may ask for records."),
            _(
                "If somebody you work with harms you, you don’t have to carry it alone. "
                "Speak to your union, or to whoever hears concerns where you work."
            ),
        ),
        _("Only you, unless you share a copy. The strip at the top always says who can read it."),
        _("What somebody has read of a copy can’t be taken back. A page thrown away is soon gone for good."),
    )


def _small_logs() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("Small logs"),
        (
            _("Put down in one line what got a little better, and who made it possible: a role, not a name."),
            _("What took too long is added up by month and by office, never by person."),
            _("A story is counted under a throwaway label such as T3. Nobody can be found by it."),
        ),
        _("Your team and its manager. No entry says who wrote it, so anybody of the team can change it."),
        _nothing_forever(),
    )


def _review() -> tuple[str, tuple[str, ...], str, str]:
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


def _start() -> tuple[str, tuple[str, ...], str, str]:
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


def _rate() -> tuple[str, tuple[str, ...], str, str]:
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


def _opening() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("Opening it together"),
        (
            _("Two of the openers open the ratings, with the team in the room."),
            _("The second one types their own password here. It isn’t kept."),
        ),
        _("Afterwards the team sees the dots of groups that are large enough, never whose dot is whose."),
        _("All of it. Rating is over, and the sealed sheets are destroyed for good."),
    )


def _meeting() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("Talking it through"),
        (
            _("Topics that are close come first, as one list to confirm together."),
            _("Then the widest views: hear both ends before anybody names a level."),
            _("A different view is kept beside the agreement, without a name."),
        ),
        _("The team sees the dots and what you write down. Small groups stay hidden."),
        _nothing_forever(),
    )


def _board() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("Helps and hinders"),
        (
            _("Put down what helps and what gets in the way, one sentence for each card."),
            _("Choose where it sits: with one person, with this service, or with the wider system."),
            _("A dot says “me too”. What sits with the system can become something you ask for."),
        ),
        _("The team. Cards have no names."),
        _nothing_forever(),
    )


def _paper() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("Sheets that came back on paper"),
        (
            _("Type in one envelope at a time, in any order. The sheets are shuffled as they go in."),
            _("They wait here, for you alone, until the envelope is sealed."),
        ),
        _("You, until the envelope is sealed. Nobody after that, before the opening."),
        _("Sealing an envelope can’t be undone. Its sheets can’t be looked at again."),
    )


def _own_sheet() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("What you said"),
        (
            _("Your own levels and notes of a review that was opened, to read before or after the meeting."),
            _("Copy your notes if you want to bring a line along. Nothing goes anywhere by itself."),
        ),
        _("Only you. The team sees counts, and no count of a group that is too small."),
        _("All of it: since the opening, nothing on this sheet can change."),
    )


def _results() -> tuple[str, tuple[str, ...], str, str]:
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


def _plan() -> tuple[str, tuple[str, ...], str, str]:
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


def _action() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("One action"),
        (
            _("Everything is saved as you type. There is no button to press."),
            _("If somebody else changed it meanwhile, you see both and choose."),
        ),
        _("The team. Whoever runs the review can change it."),
        _("Once the plan is signed off its words stay. How it goes on can still be written down."),
    )


def _preview() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("The plan on paper"),
        (
            _("These pages are the file itself: what you see is what comes out."),
            _("Choose who it is for. “Left out, and why” says what that paper doesn’t show."),
        ),
        _("Whoever you give the file to. It isn’t locked, and it can’t be called back."),
        _("Looking and saving change nothing. Signing off can’t be undone."),
    )


def _sign_off() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("Signing off"),
        (
            _("Sign when this is a fair account of your talk."),
            _("What you don’t agree with can be said as a reservation. It is printed too."),
        ),
        _("The team, and everybody who gets the paper."),
        _("Signing can’t be undone. What comes later is added with its own date."),
    )


def _people() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("People and roles"),
        (
            _("Somebody new gets a code that works once. They choose their own password alone."),
            _("A role says what is offered to somebody. It never opens what others wrote in private."),
        ),
        _("Managers and whoever looks after pie-audit."),
        _("Nobody can reset a password. The rest can be taken back with Ctrl+Z."),
    )


def _reading() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("Reading and display"),
        (_("Text size, light or dark, and how soon it locks. Each choice takes hold at once."),),
        _("Only this computer knows these choices."),
        _("Nothing. Choose again at any time."),
    )


def _keys() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("Password and keys"),
        (
            _("Change your password, and print the sheets that let you back in."),
            _("Keep a printed key where only its owner can find it."),
        ),
        _("Only you see your own key, and only while it is on the screen."),
        _("A new key makes the old sheet useless. Without password and key nobody can help."),
    )


def _copies() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("Copies and safety"),
        (
            _("A second place keeps your work if this computer breaks or is lost."),
            _("Check a copy now and then: the check really opens it."),
        ),
        _("Whoever looks after pie-audit. A copy is sealed; without a password or key it can’t be read."),
        _("A copy that was deleted outside the program is gone."),
    )


def _slips() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("Slips"),
        (
            _("A slip is four words that open one sheet, for somebody without a name here."),
            _("Cut them out, fold them, and let people draw."),
        ),
        _("You see the words only now. Nobody keeps a list of who drew which."),
        _("A lost slip can’t be made again. Somebody can draw another one."),
    )


def _sharing() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("Sharing a copy"),
        (
            _("You give somebody a copy of your page, or of parts of it. The page itself stays closed."),
            _("The copy doesn’t change when you write on. To share an update, share again."),
            _(
                "Your reader keeps it to themselves, unless there is serious harm, a crime or a duty to report."
            ),
            _("A court may ask for written records. So may a person who is written about."),
        ),
        _("Those you choose, and nobody who joins later. They can’t pass it on inside the program."),
        _("Sharing. You can withdraw the copy, but not what somebody has read, written down or printed."),
    )


def _leaving() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("Your own pages"),
        (
            _("You have left. Here are your pages: read them, take them with you, or let them go."),
            _("You have 90 days after the week you left in. Nobody can make that shorter."),
        ),
        _("Only you. What you shared stays with whoever you shared it with."),
        _("Destroying your keys. Nobody can read your pages here after that, not even you."),
    )


def _registration() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("Put together a record"),
        (
            _(
                "Tick the pages that a record for your regulator is made of, and fill in what they still lack."
            ),
            _("Names and telling details are looked for before anything leaves. You decide what stays."),
            _("You get a PDF, a document or text to paste. Nothing is sent to anybody."),
            _("Rules change. What the regulator says now is what counts."),
        ),
        _("Only you. Others could see that you made a record, and when, but not what is in it."),
        _("A file that has left is out of this program’s hands, and so is text that was pasted."),
    )


def _groups() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("Groups"),
        (
            _("Make a group, plan its sessions, and write down what you agreed about meeting."),
            _("Whoever convenes or facilitates it changes it. Any member can plan."),
            _(
                "An open group lets others of the team come along. A leaders’ group is seen by its members alone."
            ),
        ),
        _("Members see their group. The team sees an open one, and the lines that groups chose to send."),
        _nothing_forever(),
    )


def _group_session() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("A group session"),
        (
            _("Tick who is here. Then go through the steps, one at a time, for as long as you need."),
            _(
                "The thin line shows how much of a step’s time has gone. It makes no sound and hurries nobody."
            ),
            _("One person takes the notes. Somebody else who is here can take over."),
            _("A line goes to the team once you have read it out and all agreed."),
        ),
        _("Those who were ticked read the notes, and nobody else. In a learning review the whole team does."),
        _(
            "A line for the team stays as it is once the group has met again. What was added later can’t change."
        ),
    )


def _something_happened() -> tuple[str, tuple[str, ...], str, str]:
    return (
        _("Something happened"),
        (
            _("Say which day it was, and how many check-ins were offered. Nothing else is asked."),
            _("Two talks are planned, in a week and in a month, for everybody who wants to come."),
            _("All reminders rest for two weeks. Whoever runs the review can move its days, too."),
        ),
        _("The team and its manager see the day and the counts. No names, and no words about it."),
        _nothing_forever(),
    )


_WORDS = {
    "home": _home,
    "small-logs": _small_logs,
    "reflections": _reflections,
    "write": _write,
    "registration": _registration,
    "shared-with-me": _shared_with_me,
    "sharing": _sharing,
    "supervision": _supervision,
    "session": _session,
    "agreement": _agreement,
    "protected-time": _protected_time,
    "groups": _groups,
    "group-session": _group_session,
    "something-happened": _something_happened,
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
    "people": _people,
    "reading": _reading,
    "keys": _keys,
    "copies": _copies,
    "slips": _slips,
    "leaving": _leaving,
}
