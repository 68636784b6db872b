"""Taking in a file of replies: each beside the ask it answers, before anything is kept."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import full_day_words
from pie_audit.domain.reply import said_words
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import Banner, Card, PrimaryButton, Tick, WrapLabel
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.words import _, plural
from pie_audit.workflows import reply_files
from pie_audit.workflows.reply_files import FoundReplies, FoundReply


class TakeReplies(AskingDialog):
    """All that are new are ticked; what is left out can be taken in later, while the file is there."""

    help_name = "take-replies"
    _width = 640

    def __init__(self, jobs: Jobs, found: FoundReplies, parent: QWidget) -> None:
        super().__init__(_("Replies from leaders"), parent)
        self._jobs, self._found = jobs, found
        self.ticks: dict[str, Tick] = {}
        self.keep_button = PrimaryButton("", "check")
        self.keep_button.clicked.connect(self.keep)
        self.add_buttons(self.keep_button)
        self._lay_out()
        self._count()
        self.first_focus = next(iter(self.ticks.values()), None)

    def keep(self) -> None:
        """Put those that are ticked beside the asks."""
        chosen = tuple(reply_id for reply_id, tick in self.ticks.items() if tick.isChecked())
        self.set_busy(_("Keeping the replies…"))
        self._jobs.write(
            reply_files.take_in,
            self._found,
            chosen,
            owner=self,
            then=self._on_kept,
            problem=self.show_trouble,
        )

    def _lay_out(self) -> None:
        made = _("Saved by leaders on {day}. Nothing is kept until you say so.")
        self.add(WrapLabel(made.format(day=full_day_words(self._found.made_on))))
        if self._found.is_new_signer:
            self.add(_signer_banner(self._found))
        for one in self._found.replies:
            self.add(self._reply_card(one))
        if self._found.unknown:
            words = _("The file also answers what isn’t among your asks: {what}.")
            self.add(WrapLabel(words.format(what="; ".join(self._found.unknown)), "small", "ink2"))
        self.add(None)

    def _reply_card(self, one: FoundReply) -> Card:
        card = Card(look="sunk", gap=6)
        if one.is_here:
            card.add(WrapLabel(one.asked.what, "strong"))
        else:
            self.ticks[one.reply.reply_id] = tick = Tick(one.asked.what)
            tick.setChecked(True)
            tick.toggled.connect(self._count)
            card.add(tick)
        card.add(WrapLabel(said_words(one.reply)))
        who = one.reply.from_whom.strip()
        when = full_day_words(one.reply.replied_on)
        lines = [_("{day}, {who}").format(day=when, who=who) if who else when]
        if one.reply.in_the_room.strip():
            lines.append(_("From the front line: {who}").format(who=one.reply.in_the_room.strip()))
        if one.is_here:
            lines.append(_("Taken in before."))
        return card.add(*(WrapLabel(line, "small", "ink2") for line in lines))

    def _count(self, _ticked: bool = False) -> None:
        n = sum(1 for tick in self.ticks.values() if tick.isChecked())
        self.keep_button.setText(plural("Keep {n} reply", "Keep {n} replies", n).format(n=n))
        self.keep_button.setEnabled(n > 0)

    def _on_kept(self, _done: object) -> None:
        self.accept()


def _signer_banner(found: FoundReplies) -> Banner:
    if found.others_before:
        title = _("Somebody else than before signed this file.")
    else:
        title = _("This is the first file from whoever signed it.")
    words = _("If you’re not sure who sent it, compare these six words with them: {words}.")
    return Banner(
        title, words.format(words=found.words), look="warn" if found.others_before else "info", icon="key"
    )
