"""Which papers there are, what the record calls them, and a paper laid out."""

from __future__ import annotations

from dataclasses import dataclass

from pie_audit.domain.plan_document import Edition
from pie_audit.domain.report import ReportKind
from pie_audit.domain.report_words import report_words
from pie_audit.domain.team import Perspective
from pie_audit.words import _
from pie_audit.workflows.plan_files import DrawnPlan


@dataclass(frozen=True, slots=True)
class AgreedSlips:
    """“What we agreed today”, four to a page, for everybody; and in plain words for people who use the service."""


@dataclass(frozen=True, slots=True)
class WallPaper:
    """First steps to hang up, on A4 or, `large`, on A3; with roles unless the team wants its names on the wall."""

    large: bool = False
    with_names: bool = False


@dataclass(frozen=True, slots=True)
class RatingSheets:
    """The sheet of one perspective, to fill in by hand; in words only, without any number."""

    perspective: Perspective
    words_only: bool = False


@dataclass(frozen=True, slots=True)
class RecordPaper:
    """The full record of the round."""


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """A report beside the plan; with `words_only` no number and no chart is in it."""

    kind: ReportKind
    words_only: bool = False


@dataclass(frozen=True, slots=True)
class PosterPaper:
    """“You said, we did” for the wall; `with_open` also names what people still wait for. It belongs to no quarter."""

    with_open: bool = False


Paper = Edition | AgreedSlips | WallPaper | RatingSheets | RecordPaper | ReportPaper | PosterPaper


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A paper as it would be saved: the whole file, and how many pages it has.

    `drawn` is there while a plan still has to be signed. `left_out` says of a report what isn't in it, and why.
    """

    pdf: bytes
    pages: int
    drawn: DrawnPlan | None = None
    left_out: tuple[str, ...] = ()


def code_of(paper: Paper) -> str:
    """What the record calls a paper, with its audience; no name, no word of anybody's."""
    match paper:
        case Edition():
            return {
                Edition.WORDS: "words for anybody",
                Edition.FULL: "full for the team",
                Edition.ONE_PAGE: "one-page for a meeting",
            }[paper]
        case AgreedSlips():
            return "slips for everybody"
        case WallPaper():
            return "first-steps for the wall"
        case RecordPaper():
            return "record for the team"
        case RatingSheets():
            return f"rating-sheets for {paper.perspective.value}"
        case ReportPaper():
            return (
                f"{paper.kind.value}-report{'-words' if paper.words_only else ''} for {_AUDIENCE[paper.kind]}"
            )
        case PosterPaper():
            return "said-did-poster for the wall"


_AUDIENCE = {
    ReportKind.QUARTER: "anybody",
    ReportKind.WELLBEING: "the team",
    ReportKind.YEAR: "anybody",
    ReportKind.EVIDENCE: "inspectors",
    ReportKind.BOARD: "leaders",
}


def code_words(code: str) -> str:
    """A paper of the record, and for whom it was."""
    which = code.partition(" for ")[0]
    return {
        **{f"{kind.value}-report": report_words(kind, words_only=False) for kind in ReportKind},
        **{f"{kind.value}-report-words": report_words(kind, words_only=True) for kind in ReportKind},
        "words": _("words only, for anybody"),
        "full": _("full team copy, for the team"),
        "one-page": _("one page, for a meeting"),
        "slips": _("“What we agreed”, for everybody"),
        "first-steps": _("first steps, for the wall"),
        "record": _("full record, for the team"),
        "rating-sheets": _("rating sheets"),
    }.get(which, which)
