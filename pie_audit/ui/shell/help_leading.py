"""What the help says of the pages of leaders."""

from __future__ import annotations

from pie_audit.ui.shell.help_shape import Said, nothing_forever
from pie_audit.words import _


def _shared_plans() -> Said:
    return (
        _("Plans that teams shared"),
        (
            _("Each team’s latest plan, as far as the team chose to print it for others."),
            _(
                "A plan may also come as a PDF. Drop one or a dozen on this window, or add them by the button."
            ),
            _("Each file is looked at first. If it was changed on the way, it says so and stays outside."),
        ),
        _("All leaders of this workspace. Nobody here sees drafts, ratings or who said what."),
        _("Nothing. A plan that was let go of comes back with Ctrl+Z."),
    )


def _shown_themes() -> Said:
    return (
        _("The themes that teams want seen"),
        (
            _("Each team shows one theme of its choice, with a sentence of its own."),
            _("Teams stand by name. There’s no ranking and no total, because each asks about its own place."),
        ),
        _("All leaders of this workspace see what a team chose to show, and nothing else."),
        nothing_forever(),
    )


def _asks() -> Said:
    return (
        _("What teams ask of you"),
        (
            _("Asks that say the same stand together, with how many teams ask and since when."),
            _("One reply answers all of them, or reply to one team alone. Say why, and who was in the room."),
            _("Where two asks are the same, choose them and put them together. Take apart what isn’t."),
            _("A team in this workspace finds your reply in its plan. For the others save a small file."),
        ),
        _("All leaders of this workspace. A team gets the replies to its own asks."),
        _("A file that was sent can’t be called back. Everything else comes back with Ctrl+Z."),
    )


def _reply() -> Said:
    return (
        _("Replying to teams"),
        (
            _("Say yes, partly or no. With partly or no, say why, and what you’d try instead."),
            _("Who from the front line was in the room? A role is enough, and “nobody” is an answer."),
            _("What you type is kept until you come back to it."),
        ),
        _("The teams that asked. It stands in their next plan as you wrote it."),
        nothing_forever(),
    )


def _board_page() -> Said:
    return (
        _("The page for your board"),
        (
            _("One PDF: asks first, then what gets in the way. What you see is the very file that is saved."),
            _("Teams aren’t ranked on it, and no score of a team stands beside another’s."),
        ),
        _("Whoever gets the file from you."),
        _("A file that was sent can’t be called back."),
    )


def _plan_pages() -> Said:
    return (
        _("The pages of a plan"),
        (
            _("The team’s own paper, page by page. The page Plans says the same as text, and reads it out."),
            _(
                "A plan that came before pages were kept, in a very large file or with pictures in it has none here."
            ),
        ),
        _("Leaders of this workspace. Nobody is told that you looked."),
        nothing_forever(),
    )


def _share_plan() -> Said:
    return (
        _("Sharing your plan with leaders"),
        (
            _("Choose which edition leaders of this workspace see. They get its pages, and not a word more."),
            _("Choose one theme that you want them to see, with a sentence of your own. None is fine too."),
            _("Leaders without this workspace get the PDF from you. It holds the same."),
        ),
        _("The leaders of this workspace, once you share it. Staff see your plan as before."),
        _("You can stop sharing at any time. What leaders have read by then can’t be called back."),
    )


def _take_replies() -> Said:
    return (
        _("Taking in replies from leaders"),
        (
            _("Leaders send a small file. Each reply stands here beside the ask that it answers."),
            _("Leave out what you don’t want to keep. The six words tell you who signed the file."),
        ),
        _("Once kept, the whole team reads the replies in the plan."),
        nothing_forever(),
    )


WORDS = {
    "share-plan": _share_plan,
    "take-replies": _take_replies,
    "shared-plans": _shared_plans,
    "shown-themes": _shown_themes,
    "asks": _asks,
    "board-reply": _reply,
    "board-page": _board_page,
    "plan-pages": _plan_pages,
}
