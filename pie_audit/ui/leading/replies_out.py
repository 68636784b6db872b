"""Replies as small files: one for each team whose plan came as a file, singly or all into a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pie_audit.domain.board import Board, BoardAsk, BoardPlan, CameBy
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.leading.files import LeadingFiles
from pie_audit.ui.widgets import Banner, Card, Divider, PrimaryButton, SecondaryButton, WrapLabel, announce
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.ui.widgets.file_saver import FileSaver
from pie_audit.words import _, plural
from pie_audit.workflows import board as boards

if TYPE_CHECKING:
    from pie_audit.workflows.presence import Me
    from pie_audit.workflows.unlock import OpenWorkspace


@dataclass(frozen=True, slots=True)
class Owed:
    """Replies that go back to one team: `sender` names its plans, `replies` counts the asks that were answered.

    `sent`: a file with all of them was saved before.
    """

    sender: str
    team: str
    replies: int
    file_name: str
    sent: bool


def owed_replies(board: Board) -> tuple[Owed, ...]:
    """Teams whose plans came as files and who got an answer here, by name; in this workspace replies need no file."""
    return tuple(
        _owed(plan, asks)
        for plan in board.plans
        if plan.came_by is CameBy.FILE and (asks := _answered(board, plan))
    )


def _answered(board: Board, plan: BoardPlan) -> list[BoardAsk]:
    return [ask for group in board.asks for ask in group.asks if ask.given and ask.plan_id == plan.plan_id]


def _owed(plan: BoardPlan, asks: list[BoardAsk]) -> Owed:
    name = boards.reply_file_name(plan.plan.team, plan.plan.quarter)
    return Owed(plan.plan.sender, plan.plan.team, len(asks), name, all(ask.sent for ask in asks))


class RepliesOut(AskingDialog):
    """One button for each team, and one for all."""

    _width = 640
    help_name = "board-reply"

    def __init__(self, jobs: Jobs, files: LeadingFiles, board: Board, parent: QWidget) -> None:
        super().__init__(_("Save replies"), parent)
        self._jobs, self._files = jobs, files
        self._owed = owed_replies(board)
        self.answer = Banner("", look="good")
        self.answer.hide()
        self.all_button = PrimaryButton(_("All into a folder…"), "folder-open")
        self.all_button.clicked.connect(self.save_all)
        self.add(
            WrapLabel(_("Each file is small and can be mailed. The team’s own window takes it in.")),
            WrapLabel(_("Only that team’s asks and your words are in it."), "small", "ink2"),
            self.answer,
        )
        self.savers = {owed.sender: self._saver(owed) for owed in self._owed}
        self.add(self._list(), None)
        if len(self._owed) > 1:
            self.add_buttons(self.all_button)
        self.first_focus = next(iter(self.savers.values())).button if self.savers else None

    def save_all(self) -> None:
        """One file for each team into a folder; what is there already is kept beside it."""
        folder = self._files.choose_folder(self, _("All into a folder…"))
        if folder is None:
            return
        self.set_busy(_("Writing the files…"))
        wanted = tuple((owed.sender, folder / owed.file_name) for owed in self._owed)
        self._jobs.aside(save_each, wanted, owner=self, then=self._on_all, problem=self.show_trouble)

    def _on_all(self, written: int) -> None:
        self.set_busy("")
        words = plural("{n} file is in that folder.", "{n} files are in that folder.", written)
        self.answer.set(words.format(n=written))
        self.answer.show()
        announce(self, words.format(n=written))
        self._fit_soon()

    def _list(self) -> Card:
        card = Card(look="sunk", gap=10)
        for at, owed in enumerate(self._owed):
            if at:
                card.add(Divider())
            words = plural("{n} reply", "{n} replies", owed.replies).format(n=owed.replies)
            if owed.sent:
                words = _("{replies}, saved before").format(replies=words)
            card.add(WrapLabel(_("{team} · {replies}").format(team=owed.team, replies=words), "strong"))
            card.add(self.savers[owed.sender])
        return card

    def _saver(self, owed: Owed) -> FileSaver:
        button = SecondaryButton(_("Save the file…"), "export", in_row=True)
        button.setAccessibleName(_("Save the file for {team}").format(team=owed.team))
        saver = FileSaver(self._jobs, self._files, button, _("Writing the file…"))
        saver.offer(owed.file_name, boards.save_replies, owed.sender)
        saver.answered.connect(self._fit_soon)
        return saver


def save_each(opened: OpenWorkspace, me: Me, wanted: tuple[tuple[str, Path], ...]) -> int:
    """Write each file under a free name; how many there are."""
    for sender, path in wanted:
        boards.save_replies(opened, me, sender, _free(path), False)
    return len(wanted)


def _free(path: Path) -> Path:
    """This name, or the first one like it that is free."""
    names = (path, *(path.with_stem(f"{path.stem}-{n}") for n in range(2, 1000)))
    return next((name for name in names if not name.exists()), path)
