"""You said, we did: what people said, what came of it or why not, and who was told. Nobody's name is on any of it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.name_check import check
from pie_audit.domain.said_did import LONG_OPEN_DAYS, Answer, HeardFrom, SaidDid
from pie_audit.domain.said_did_poster import MOST_ANSWERED, Poster, poster
from pie_audit.domain.said_did_words import age_words, checked
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import people, team_parts, teams
from pie_audit.storage import said_did as stored
from pie_audit.words import _, plural
from pie_audit.workflows import drafts, said_did_links, self_record
from pie_audit.workflows.everyday.entry_books import changed_since, put_together
from pie_audit.workflows.permissions import Act, Matter, may
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.said_did_links import CameBack
from pie_audit.workflows.surveys.told_lines import ToldSurvey, open_said_back, told_surveys
from pie_audit.workflows.team_parts import enter
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.what_waits import Need

if TYPE_CHECKING:
    from pie_audit.domain.name_finding import Finding
    from pie_audit.domain.team import Team
    from pie_audit.storage.transaction import Transaction

PAGE = 20
"""How many lines of either kind show before somebody asks for more."""

MOST_LONG_OPEN = 12
"""So many are shown before a survey or a review; nobody answers more at one sitting."""


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A line as it shows. `source` is the survey it was said back with, `action` what it led to.

    One that `is_fixed` stands there by itself, because it was said back; with its first change it is the team's own.
    `came` is what has come back of that action since, while the line is open.
    """

    line: SaidDid
    source: str = ""
    action: str = ""
    is_fixed: bool = False
    came: CameBack | None = None


@dataclass(frozen=True, slots=True)
class BoardView:
    """Everything the page shows: open lines by age, answered ones with the latest answer first.

    `came_back` are replies that no line tells of yet. `actions` are those of the plan that a line may lead to, by id
    with their words. `begun` is what this person left in the editor.
    """

    team: Team
    today: date
    open: tuple[BoardLine, ...]
    answered: tuple[BoardLine, ...]
    more_open: bool
    more_answered: bool
    may_say_survey: bool
    came_back: tuple[CameBack, ...]
    actions: tuple[tuple[str, str], ...]
    colleagues: tuple[str, ...]
    allowed: tuple[str, ...]
    begun: Mapping[str, str]


def board(tx: Transaction, me: Me, team_id: str, most: int = PAGE) -> BoardView:
    """A team's board, so many lines of each kind. Raises NotNow for anybody outside, and where the part is off."""
    mine = enter(tx, me, team_id, TeamPart.SAID_DID)
    today, told = mine.clock.today(), told_surveys(tx, team_id)
    said_back = _not_taken_up(tx, team_id, told)
    waiting = stored.open_lines(tx, team_id, most + 1)
    answered = stored.answered_lines(tx, team_id, most + 1)
    by_age = sorted([*waiting, *(s for s in said_back if s.is_open)], key=lambda s: (s.heard_on, s.said_id))
    latest = sorted(
        [*answered, *(s for s in said_back if not s.is_open)],
        key=lambda s: (s.answered_on or s.heard_on, s.heard_on),
        reverse=True,
    )
    return BoardView(
        team=teams.load_team(tx, team_id),
        today=today,
        open=_lines(tx, by_age[:most], told, today),
        answered=_lines(tx, latest[:most], told, today),
        more_open=len(by_age) > most,
        more_answered=len(latest) > most,
        may_say_survey=bool(told),
        came_back=said_did_links.replies_untold(tx, team_id, today),
        actions=said_did_links.open_actions(tx, team_id),
        colleagues=tuple(member.name for member in people.list_members(tx)),
        allowed=self_record.load(tx, me).allowed_words,
        begun=drafts.words(tx, me, _draft(team_id)) or {},
    )


def _not_taken_up(tx: Transaction, team_id: str, told: tuple[ToldSurvey, ...]) -> list[SaidDid]:
    """Lines that were said back with a survey, without those that somebody has made the team's own since."""
    every = {line.said_id: line for one in told for line in one.lines}
    kept = stored.kept_among(tx, team_id, every.keys())
    return [line for said_id, line in every.items() if said_id not in kept]


def _lines(
    tx: Transaction, found: list[SaidDid], told: tuple[ToldSurvey, ...], today: date
) -> tuple[BoardLine, ...]:
    titles = {one.survey_id: one.title for one in told}
    linked = said_did_links.linked(tx, found, today)
    return tuple(
        BoardLine(
            line,
            source=titles.get(line.survey_id or "", ""),
            action=linked[line.action_id].what if line.action_id in linked else "",
            is_fixed=line.version == 0,
            came=linked[line.action_id].came if line.action_id in linked and line.is_open else None,
        )
        for line in found
    )


def names_in(view: BoardView, *texts: str) -> tuple[Finding, ...]:
    """What the name check warns of before words go where everybody reads them; it never blocks."""
    return tuple(
        finding for text in texts for finding in check(text, colleagues=view.colleagues, allowed=view.allowed)
    )


def new_line(me: Me, team_id: str, said: str = "") -> SaidDid:
    """A blank line of today."""
    today = acting(me).clock.today()
    return SaidDid(secrets.token_hex(16), team_id, said, HeardFrom.CONVERSATION, today, version=0)


def save_line(tx: Transaction, me: Me, line: SaidDid, known: SaidDid | None = None) -> Undoable:
    """Keep a line of the board; what somebody else changed meanwhile of what was `known` like this stays.

    Raises NotNow where it can't stand, EntryChanged where both changed the very same.
    """
    name = _("Changed a line of the board") if line.version else _("Wrote on the board")
    return _save(tx, me, line, name, known)


def answer(tx: Transaction, me: Me, line: SaidDid, came_of_it: Answer, words: str) -> Undoable:
    """Say what came of it, as of today; what else somebody changed of the line stays.

    Raises NotNow for a “can’t” or a “not yet” without its because, EntryChanged where somebody else answered.
    """
    answered = replace(line, answer=came_of_it, words=words)
    return _save(tx, me, answered, _("Answered what people said"), line)


def told(tx: Transaction, me: Me, line: SaidDid, on: date, how: str) -> Undoable:
    """Note when and how people heard of the answer."""
    return _save(tx, me, replace(line, told_on=on, told_how=how), _("Noted that people were told"))


def still_right(tx: Transaction, me: Me, line: SaidDid) -> Undoable:
    """Note that the answer was checked with people today."""
    mine = enter(tx, me, line.team_id, TeamPart.SAID_DID)
    if line.is_open:
        raise NotNow(_("There is no answer yet that could be checked."), _("Choose what came of it first."))
    now = replace(line, still_right=mine.clock.today())
    return _save(tx, me, now, _("Checked an answer with people"))


def take_line_away(tx: Transaction, me: Me, line: SaidDid) -> Undoable:
    """Take a line off the board as it was read; one that was said back with a survey stands there as it was said.

    Raises NotNow where it is gone already, and where somebody has changed it since.
    """
    team_id, said_id = line.team_id, line.said_id
    enter(tx, me, team_id, TeamPart.SAID_DID)
    before = stored.load_line(tx, said_id)
    if before is None or before.team_id != team_id:
        raise NotNow(_("That line is gone already."), _("Nothing is left to do."))
    if before != line:
        raise changed_since()
    stored.delete_line(tx, said_id)

    def undo(tx: Transaction, me: Me) -> None:
        enter(tx, me, team_id, TeamPart.SAID_DID)
        if stored.load_line(tx, said_id) is not None:
            raise changed_since()
        stored.save_line(tx, replace(before, version=before.version + 1))

    return Undoable(before, _("Took a line off the board"), undo)


def _save(tx: Transaction, me: Me, line: SaidDid, name: str, known: SaidDid | None = None) -> Undoable:
    mine = enter(tx, me, line.team_id, TeamPart.SAID_DID)
    came_in: tuple[str, ...] = ()
    before = stored.load_line(tx, line.said_id)
    if before is not None and before.team_id != line.team_id:
        raise NotNow(_("That line belongs to another team."), _("Write a new one here."))
    if line.version != (before.version if before else 0):
        merged = put_together(line, known, before)
        line, came_in = merged.entry, merged.came_in
    kept = _as_kept(tx, line, before, mine)
    stored.save_line(tx, kept)
    drafts.drop(tx, me, _draft(line.team_id))
    drafts.drop(tx, me, answer_draft(line.said_id))

    def undo(tx: Transaction, me: Me) -> None:
        enter(tx, me, line.team_id, TeamPart.SAID_DID)
        if stored.load_line(tx, line.said_id) != kept:
            raise changed_since()
        if before is None:
            stored.delete_line(tx, line.said_id)
        else:  # nobody who has the undone text in hand may save it over what stands here now
            stored.save_line(tx, replace(before, version=kept.version + 1))

    return Undoable(kept, name, undo, came_in=came_in)


def _as_kept(tx: Transaction, line: SaidDid, before: SaidDid | None, mine: SignedIn) -> SaidDid:
    today = mine.clock.today()
    kept = checked(line, today)
    was = before or replace(line, answer=Answer.OPEN, words="")
    if (kept.answer, kept.words) != (was.answer, was.words):
        kept = replace(kept, answered_on=None if kept.answer is Answer.OPEN else today)
    if kept.heard_from is HeardFrom.SURVEY and (before is None or before.heard_from is not HeardFrom.SURVEY):
        kept = replace(kept, survey_id=_survey(tx, kept))
    elif kept.heard_from is not HeardFrom.SURVEY:
        kept = replace(kept, survey_id=None)
    if kept.action_id is not None and not said_did_links.is_ours(tx, kept.team_id, kept.action_id):
        raise NotNow(_("That action isn’t in your team’s plan."), _("Choose one from the list, or none."))
    return replace(kept, version=(before.version if before else 0) + 1)


def _survey(tx: Transaction, line: SaidDid) -> str:
    """The survey that a line comes from: one whose results everybody was told."""
    known = [one.survey_id for one in told_surveys(tx, line.team_id)]
    if line.survey_id in known:
        return str(line.survey_id)
    if line.survey_id is not None or not known:
        raise NotNow(
            _("No survey with results for everybody has been told to your team yet."),
            _("Say back what it showed first; that takes five people or more who answered."),
        )
    return known[0]


def poster_of(tx: Transaction, me: Me, team_id: str, *, with_open: bool) -> Poster:
    """What the poster says now. Raises NotNow where there is nothing to hang up yet."""
    view = board(tx, me, team_id, MOST_ANSWERED)
    waiting = [one.line for one in view.open] if with_open else []
    answered = [one.line for one in view.answered]
    if not answered and not waiting:
        raise NotNow(
            _("There is nothing to hang up yet."),
            _(
                "Say what came of one thing that people said; an honest “we can’t, because” is worth a poster."
            ),
        )
    return poster(view.team.name, view.today, answered, waiting)


@dataclass(frozen=True, slots=True)
class PosterDesk:
    """What stands beside the poster: whose it is, and what could lead to somebody, each with its warning."""

    team: Team
    day: date
    warnings: tuple[str, ...]


def poster_desk(tx: Transaction, me: Me, team_id: str, with_open: bool) -> PosterDesk:
    """What somebody should know before it hangs where everybody reads it."""
    view = board(tx, me, team_id, MOST_ANSWERED)
    lines = [one.line for one in (*view.answered, *(view.open if with_open else ()))]
    found = [finding.says for line in lines for finding in names_in(view, line.said, line.words)]
    return PosterDesk(view.team, view.today, tuple(dict.fromkeys(found)))


# what has waited long


def open_long(tx: Transaction, team_id: str, today: date) -> tuple[SaidDid, ...]:
    """What has waited for more than 90 days, the longest first; nothing where the part is off."""
    if TeamPart.SAID_DID not in team_parts.parts_of(tx, team_id):
        return ()
    before = today - timedelta(days=LONG_OPEN_DAYS)
    kept = stored.open_lines(tx, team_id, MOST_LONG_OPEN, before=before)
    said_back = [s for s in open_said_back(tx, team_id) if s.is_long_open(today)]
    taken_up = stored.kept_among(tx, team_id, [s.said_id for s in said_back]) if said_back else frozenset()
    left = (s for s in said_back if s.said_id not in taken_up)
    return tuple(sorted((*kept, *left), key=lambda s: (s.heard_on, s.said_id))[:MOST_LONG_OPEN])


@dataclass(frozen=True, slots=True)
class LongOpen:
    """What a new survey or review begins with: lines that have waited long, and words begun about them, by line."""

    lines: tuple[SaidDid, ...]
    today: date
    begun: Mapping[str, Mapping[str, str]]


def before_asking_again(tx: Transaction, me: Me, team_id: str) -> LongOpen:
    """What people should hear of before they are asked again; nothing where the part is off, and never a block."""
    today = acting(me).clock.today()
    if TeamPart.SAID_DID not in team_parts.parts_of(tx, team_id):
        return LongOpen((), today, {})
    enter(tx, me, team_id, TeamPart.SAID_DID)
    lines = open_long(tx, team_id, today)
    begun = {line.said_id: drafts.words(tx, me, answer_draft(line.said_id)) or {} for line in lines}
    return LongOpen(lines, today, begun)


def needs_of(tx: Transaction, mine: SignedIn, team_id: str, today: date) -> tuple[Need, ...]:
    """For the manager: one need where somebody has waited long for any answer; an honest “not yet” is one."""
    if not may(mine.member, Act.RUN_ROUND, Matter(team_id)):
        return ()
    lines = [line for line in open_long(tx, team_id, today) if line.answer is Answer.OPEN]
    if not lines:
        return ()
    title = plural("People still wait for an answer", "People still wait for {n} answers", len(lines))
    words = _("“{said}”: {age}.").format(said=lines[0].said, age=age_words(lines[0].heard_on, today))
    said_id = lines[0].said_id
    return (
        Need(
            "chat-circle-text",
            title.format(n=len(lines)),
            words,
            _("Answer"),
            "said-did",
            f"said/{said_id}",
        ),
    )


# what is being typed


def keep_words(tx: Transaction, me: Me, team_id: str, words: Mapping[str, str]) -> None:
    """Keep what somebody is typing into the editor, sealed to them; with no word, forget it."""
    enter(tx, me, team_id, TeamPart.SAID_DID)
    _keep(tx, me, _draft(team_id), words)


def keep_answer(tx: Transaction, me: Me, team_id: str, said_id: str, words: Mapping[str, str]) -> None:
    """The same for an answer that is typed where a survey or a review is about to begin."""
    enter(tx, me, team_id, TeamPart.SAID_DID)
    _keep(tx, me, answer_draft(said_id), words)


def _keep(tx: Transaction, me: Me, key: str, words: Mapping[str, str]) -> None:
    if any(text.strip() for text in words.values()):
        drafts.save_words(tx, me, key, words)
    else:
        drafts.drop(tx, me, key)


def answer_draft(said_id: str) -> str:
    """Under which an answer to one line is kept while it is typed."""
    return f"said did answer/{said_id}"


def _draft(team_id: str) -> str:
    return f"said did/{team_id}"
