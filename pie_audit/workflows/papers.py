"""Papers: the plan of a quarter in its editions, and what is handed out, hung up and filled in beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, RoundState, SignOff
from pie_audit.domain.errors import NotNow
from pie_audit.domain.handouts import agreed_slip, plain_slip
from pie_audit.domain.plan_document import Edition, PlanDocument, plan_document
from pie_audit.domain.plan_record import CourseStep, record_document
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.rating_paper import PaperFor, rating_paper
from pie_audit.domain.team import Perspective
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.vocabulary import forms_of
from pie_audit.storage import agreements, teams, trail
from pie_audit.storage import audits as rounds
from pie_audit.storage.team_parts import parts_of
from pie_audit.words import _, saying
from pie_audit.workflows import (
    ask_codes,
    plan_files,
    questions,
    reports,
    signing,
)
from pie_audit.workflows.everyday import said_did
from pie_audit.workflows.in_sight import require_in_sight
from pie_audit.workflows.notes import note
from pie_audit.workflows.our_words import found_set, word_sets
from pie_audit.workflows.own_words import words_for
from pie_audit.workflows.paper_drawing import (
    draw_edition,
    draw_plan,
    draw_poster,
    draw_report,
    draw_sheet,
    draw_slips,
    draw_wall,
)
from pie_audit.workflows.paper_kinds import (
    AgreedSlips,
    LaidOut,
    Paper,
    PosterPaper,
    RatingSheets,
    RecordPaper,
    ReportPaper,
    WallPaper,
    code_of,
    code_words,
)
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.printed import found_round, opened_round, printable, rounds_with_plan
from pie_audit.workflows.unlock import Me, OpenWorkspace, SignedIn, acting

if TYPE_CHECKING:
    from collections.abc import Callable

    from pie_audit.reports.preview import PageImage as PageImage
    from pie_audit.storage.transaction import Transaction


PREVIEW_WIDTH = 900
"""Pixels across a page in the preview."""


@dataclass(frozen=True, slots=True)
class PaperFile:
    """Which paper goes where. `words` names a set of words for those who read it; empty for the team's own."""

    team_id: str
    quarter: Quarter
    paper: Paper
    path: Path
    overwrite: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class PlanFile:
    """Which plan goes where."""

    team_id: str
    quarter: Quarter
    edition: Edition
    path: Path
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """One line of what left the building: when (UTC, to the minute) and which paper for whom."""

    minute: str
    what: str


@dataclass(frozen=True, slots=True)
class PaperDesk:
    """What there is about the papers of one quarter, and which rating sheets can be printed for the round in hand.

    `sheets_for` is the quarter of those sheets; `rating` is empty where nobody is rating now. `word_sets` are ids and
    names of sets of words that a paper may be made in.
    """

    round_id: str
    may_add: bool
    exported: tuple[Exported, ...]
    signatures: tuple[SignOff, ...]
    rating: tuple[Perspective, ...]
    sheets_for: Quarter | None
    word_sets: tuple[tuple[str, str], ...] = ()


def lay_out(
    opened: OpenWorkspace, me: Me, team_id: str, quarter: Quarter, paper: Paper, words: str = ""
) -> LaidOut:
    """The very file that an export would write, in memory; in the `words` of a set, or in the team's own.

    Statements and sentences of ours follow the set. What was signed keeps the words of its day. Raises NotNow where
    there is nothing to print yet, and for last time's levels while the team rates again.
    """
    opened.read(lambda tx: _require_no_lead(tx, found_round(tx, team_id, quarter), paper))
    return _lay_out(opened, me, team_id, quarter, paper, words)


def _lay_out(
    opened: OpenWorkspace, me: Me, team_id: str, quarter: Quarter, paper: Paper, words: str
) -> LaidOut:
    draw = opened.read(lambda tx: _prepare(tx, me, team_id, quarter, paper, words))
    laid_out = opened.worker.compute(draw).result()
    return laid_out if laid_out.drawn is None else _with_plan_inside(opened, acting(me), laid_out)


def _with_plan_inside(opened: OpenWorkspace, me: SignedIn, laid_out: LaidOut) -> LaidOut:
    """The plan's paper with what it says as data, signed here: keys stay on this thread."""
    assert laid_out.drawn is not None
    content = plan_files.signed_content(me, laid_out.drawn)
    pdf = opened.worker.compute(lambda: plan_files.put_inside(laid_out.pdf, content)).result()
    return LaidOut(pdf, laid_out.pages)


def draw_page(laid_out: LaidOut, number: int, width: int = PREVIEW_WIDTH) -> PageImage:
    """Page `number`, from 1, as a picture made from the bytes that are saved, so many pixels across."""
    from pie_audit.reports import preview

    return preview.render_page(laid_out.pdf, number, width=width)


def note_printed(opened: OpenWorkspace, me: Me, team_id: str, quarter: Quarter, paper: Paper) -> None:
    """Keep in the security record that a paper went to a printer, and for whom it was."""
    if not opened.reads_only:
        about = opened.read(lambda tx: _about(tx, team_id, quarter, paper))
        opened.write(lambda tx: note(tx, acting(me), f"printed {code_of(paper)}", *about))


def save_paper(opened: OpenWorkspace, me: Me, wanted: PaperFile, stop: Event | None = None) -> int:
    """Write a paper as a PDF; the number of its pages, 0 if `stop` was set before it was laid out.

    The file appears under its name when it is whole. Raises CannotSave where it can't be written, or stands
    already and may not be replaced. What went out, for whom and when is kept in the security record. A file is asked
    for on purpose, so it may hold last time's levels while the team rates; only pages on the screen wait.
    """
    from pie_audit.reports.saving import save_whole

    laid_out = _lay_out(opened, me, wanted.team_id, wanted.quarter, wanted.paper, wanted.words)
    if stop is not None and stop.is_set():
        return 0
    opened.worker.compute(lambda: save_whole(laid_out.pdf, wanted.path, overwrite=wanted.overwrite)).result()
    if not opened.reads_only:
        opened.write(lambda tx: _note_export(tx, me, wanted))
    return laid_out.pages


def lay_out_poster(opened: OpenWorkspace, me: Me, team_id: str, with_open: bool) -> LaidOut:
    """The poster as it would be saved. Raises NotNow where there is nothing to hang up yet."""
    return lay_out(opened, me, team_id, Quarter.of(acting(me).clock.today()), PosterPaper(with_open))


def save_poster(
    opened: OpenWorkspace, me: Me, team_id: str, with_open: bool, path: Path, overwrite: bool
) -> int:
    """Write the poster as a PDF; see `save_paper`."""
    quarter = Quarter.of(acting(me).clock.today())
    return save_paper(opened, me, PaperFile(team_id, quarter, PosterPaper(with_open), path, overwrite))


def export_plan(opened: OpenWorkspace, me: Me, wanted: PlanFile) -> int:
    """Write one edition of the plan; see `save_paper`."""
    file = PaperFile(wanted.team_id, wanted.quarter, wanted.edition, wanted.path, wanted.overwrite)
    return save_paper(opened, me, file)


def _note_export(tx: Transaction, me: Me, wanted: PaperFile) -> None:
    about = _about(tx, wanted.team_id, wanted.quarter, wanted.paper)
    note(tx, acting(me), f"exported {code_of(wanted.paper)}", *about)


def _about(tx: Transaction, team_id: str, quarter: Quarter, paper: Paper) -> tuple[str, str]:
    """What the security record says that a paper is of: a round's plan, or the team."""
    if isinstance(paper, PosterPaper):
        return team_id, "team"
    return _round_of(tx, team_id, quarter).round_id, "plan"


def paper_desk(tx: Transaction, me: Me, team_id: str, quarter: Quarter) -> PaperDesk:
    """What stands beside the pages. Raises NotNow where there is nothing to print yet."""
    audit_round = opened_round(tx, me, team_id, quarter)
    running = rounds.current_round(tx, team_id)
    can_rate = (
        running is not None
        and running.state is RoundState.OPEN
        and may(acting(me).member, Act.HAND_OUT_SLIPS, Matter.of(running))
    )
    return PaperDesk(
        audit_round.round_id,
        signing.may_add(tx, me, audit_round.round_id),
        _exports(tx, audit_round.round_id),
        agreements.load_sign_offs(tx, audit_round.round_id),
        tuple(Perspective) if can_rate else (),
        running.quarter if can_rate and running else None,
        _sets(tx, team_id),
    )


def _sets(tx: Transaction, team_id: str) -> tuple[tuple[str, str], ...]:
    if TeamPart.VOCABULARY not in parts_of(tx, team_id):
        return ()
    return tuple((each.set_id, each.name) for each in word_sets(tx))


def _exports(tx: Transaction, round_id: str) -> tuple[Exported, ...]:
    """What went out of this review, the latest first."""
    lines = trail.lines_about(tx, "plan", round_id)
    return tuple(
        Exported(line.minute, code_words(line.action.removeprefix("exported ")))
        for line in lines
        if line.action.startswith("exported ")
    )


def suggested_name(team_name: str, quarter: Quarter, paper: Paper) -> str:
    """A file name made by us: letters, digits, dots and dashes, at most 80."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", team_name).strip("-").lower()[:40] or "team"
    match paper:
        case Edition():
            return f"plan-{plain}-{quarter}-{paper.value}.pdf"
        case AgreedSlips():
            return f"agreed-{plain}-{quarter}.pdf"
        case WallPaper():
            return f"first-steps-{plain}-{quarter}-{'a3' if paper.large else 'a4'}.pdf"
        case RecordPaper():
            return f"record-{plain}-{quarter}.pdf"
        case RatingSheets():
            words = "-words" if paper.words_only else ""
            return f"sheet-{paper.perspective.value}{words}-{quarter}.pdf"
        case ReportPaper():
            words = "-words" if paper.words_only else ""
            return f"{paper.kind.value}-{plain}-{quarter}{words}.pdf"
        case PosterPaper():
            return f"you-said-we-did-{plain}.pdf"


def team_to_export(tx: Transaction, me: Me, name: str) -> tuple[str, Quarter | None]:
    """The id of the team called so and the latest quarter with a plan. Raises NotNow for an unknown name."""
    team = teams.find_team(tx, name)
    if team is None or not may(acting(me).member, Act.READ_TEAM, Matter(team.team_id)):
        raise NotNow(
            _("No team of yours is called “{name}”.").format(name=name[:80]),
            _("Write its name as it stands in the window."),
        )
    return team.team_id, max((r.quarter for r in rounds_with_plan(tx, team.team_id)), default=None)


def document_of(tx: Transaction, me: Me, team_id: str, quarter: Quarter, edition: Edition) -> PlanDocument:
    """What the paper of this quarter says. Raises NotNow where there is no opened review to write about."""
    audit_round = opened_round(tx, me, team_id, quarter)
    _require_no_lead(tx, audit_round, edition)
    return plan_document(printable(tx, acting(me), audit_round), edition)


def _require_no_lead(tx: Transaction, audit_round: AuditRound | None, paper: Paper) -> None:
    """Papers with levels of last time aren't shown while the team rates again; those in words are at any time."""
    if audit_round is None:
        return
    if paper is Edition.FULL or isinstance(paper, RecordPaper):
        require_in_sight(
            tx, audit_round, _("Print the words-only edition or the one page: there are no levels in them.")
        )


def _prepare(
    tx: Transaction, me: Me, team_id: str, quarter: Quarter, paper: Paper, words_named: str
) -> Callable[[], LaidOut]:
    """Everything read that the paper needs; what comes back lays it out, on plain values, in the words it is for."""
    words = forms_of(found_set(tx, words_named).words) if words_named else words_for(tx, team_id)
    with saying(words):
        draw = _read_for(tx, me, team_id, quarter, paper)

    def in_its_words() -> LaidOut:
        with saying(words):
            return draw()

    return in_its_words


def _read_for(tx: Transaction, me: Me, team_id: str, quarter: Quarter, paper: Paper) -> Callable[[], LaidOut]:
    if isinstance(paper, RatingSheets):
        return _prepare_sheet(tx, me, _rated_round(tx, me, team_id, quarter), paper)
    if isinstance(paper, PosterPaper):
        return _prepare_poster(tx, me, team_id, paper)
    audit_round = opened_round(tx, me, team_id, quarter)
    if isinstance(paper, ReportPaper):
        source = reports.read_source(tx, me, audit_round, paper.kind)
        return lambda: draw_report(reports.report_of(source, paper.kind, words_only=paper.words_only))
    material = printable(tx, acting(me), audit_round)
    match paper:
        case Edition():
            sender = ask_codes.sender_of(tx, team_id)
            return lambda: draw_edition(material, paper, sender)
        case RecordPaper():
            record = record_document(material, _course(tx, audit_round))
            return lambda: draw_plan(record)
        case AgreedSlips():
            today = acting(me).clock.today()
            return lambda: draw_slips(material, agreed_slip(material, today), plain_slip(material, today))
        case WallPaper():
            return lambda: draw_wall(material, paper)


def _course(tx: Transaction, audit_round: AuditRound) -> tuple[CourseStep, ...]:
    steps = rounds.steps_of_round(tx, audit_round.round_id)
    return tuple(CourseStep(step.to_state, step.role, step.week, step.why) for step in steps)


def _round_of(tx: Transaction, team_id: str, quarter: Quarter) -> AuditRound:
    found = found_round(tx, team_id, quarter)
    if found is None:
        raise NotNow(
            _("There is no review for {quarter} yet.").format(quarter=quarter.name),
            _("Start it first; then it can be printed."),
        )
    return found


def _rated_round(tx: Transaction, me: Me, team_id: str, quarter: Quarter) -> AuditRound:
    found = _round_of(tx, team_id, quarter)
    require(acting(me).member, Act.HAND_OUT_SLIPS, Matter.of(found))
    if found.state is not RoundState.OPEN or found.together_only:
        raise NotNow(_("Nobody is rating in this review now."), _("Sheets are for a review that is open."))
    return found


def _prepare_sheet(
    tx: Transaction, me: Me, audit_round: AuditRound, paper: RatingSheets
) -> Callable[[], LaidOut]:
    review = questions.of_round(tx, audit_round)
    topics = questions.asked(review, audit_round, paper.perspective)
    wanted = PaperFor(
        teams.load_team(tx, audit_round.team_id).name,
        audit_round.quarter.name,
        questions.perspective_name(paper.perspective),
        paper.perspective,
        audit_round.closes_on,
        paper.words_only,
        first_time=not rounds_with_plan(tx, audit_round.team_id),
    )
    sheet = rating_paper(review, topics, wanted)

    return lambda: draw_sheet(sheet)


def _prepare_poster(tx: Transaction, me: Me, team_id: str, paper: PosterPaper) -> Callable[[], LaidOut]:
    content = said_did.poster_of(tx, me, team_id, with_open=paper.with_open)
    day = acting(me).clock.today()
    return lambda: draw_poster(content, day)
