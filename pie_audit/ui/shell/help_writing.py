"""What the help says of writing, sharing and meeting, page by page."""

from __future__ import annotations

from pie_audit.ui.shell.help_shape import Said, nothing_forever
from pie_audit.words import _


def _reflections() -> Said:
    return (
        _("My reflections"),
        (
            _("All your own pages, and copies that others shared with you."),
            _("Search as you type. It happens on this computer only, and nothing of it stays behind."),
        ),
        _("Only you see this list. Others could see that you wrote, and in which week, but never what."),
        _("A page you throw away can come back while the bar below stands there. Then it’s gone for good."),
    )


def _supervision() -> Said:
    return (
        _("My {supervision}"),
        (
            _("Book one session or a series, move it, call it off, or say that it was held."),
            _("Either of you can do all of this. “Held. No notes” is one click."),
            _("Time is counted for the team. What you say to each other never is."),
        ),
        _("You and the other person. The team’s manager sees day, length and what became of it."),
        _("Nothing here. Ctrl+Z takes back what you did last."),
    )


def _session() -> Said:
    return (
        _("A session"),
        (
            _("Bring things beforehand, and tick them as you talk. What you promised comes up next time."),
            _("One of you writes and signs. The other agrees within two weeks, or says how they see it."),
            _("After that the words stay. Either of you can add a note."),
            _("A court, or the person written about, may ask to see notes. Write what you can stand behind."),
            _("Summaries stay here; nothing goes by itself. Ask how long your {service} keeps such records."),
        ),
        _("The two of you. Your own notes are for you alone; the other can’t open them."),
        _("Agreeing. Once you both agreed, nobody changes the words."),
    )


def _agreement() -> Said:
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


def _shared_with_me() -> Said:
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


def _protected_time() -> Said:
    return (
        _("Protected time"),
        (
            _("How much of the time planned for {supervision} and groups took place. Nobody is marked down."),
            _("A moved session counts once, on the day it was planned for."),
            _("Why sessions were lost is counted only in teams of five or more."),
        ),
        _("The team sees counts. Your own line is for you and the other person; cover sees dates alone."),
        _("Nothing. An ask that you add can be changed in the plan."),
    )


def _write() -> Said:
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


def _sharing() -> Said:
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


def _leaving() -> Said:
    return (
        _("Your own pages"),
        (
            _("You have left. Here are your pages: read them, take them with you, or let them go."),
            _("You have 90 days after the week you left in. Nobody can make that shorter."),
        ),
        _("Only you. What you shared stays with whoever you shared it with."),
        _("Destroying your keys. Nobody can read your pages here after that, not even you."),
    )


def _registration() -> Said:
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


def _groups() -> Said:
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
        nothing_forever(),
    )


def _group_session() -> Said:
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


def _something_happened() -> Said:
    return (
        _("Something happened"),
        (
            _("Say which day it was, and how many check-ins were offered. Nothing else is asked."),
            _("Two talks are planned, in a week and in a month, for everybody who wants to come."),
            _("All reminders rest for two weeks. Whoever runs the review can move its days, too."),
        ),
        _("The team and its manager see the day and the counts. No names, and no words about it."),
        nothing_forever(),
    )


WORDS = {
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
    "leaving": _leaving,
}
