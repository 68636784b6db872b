"""What a record for a regulator says on paper, decided without a page: the same for PDF, document and copied text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pie_audit.domain.day import full_day_words
from pie_audit.domain.plan_blocks import Heading, Paragraph, Table, Tone
from pie_audit.domain.registration import (
    Material,
    Piece,
    activity_words,
    hours_words,
    session_words,
)
from pie_audit.domain.registration_checks import is_account
from pie_audit.domain.regulator import Form, Statement
from pie_audit.words import _, plural


@dataclass(frozen=True, slots=True)
class Answer:
    """One question of a form with what was written; an empty one leaves `lines` to write on by hand."""

    question: str
    text: str = ""
    lines: int = 1


RecordBlock = Heading | Paragraph | Table | Answer


@dataclass(frozen=True, slots=True)
class RecordPaper:
    """One record, whole. `title` is the kind of paper and all that its properties tell; nobody's name is in it."""

    title: str
    subject: str
    day: date
    blocks: tuple[RecordBlock, ...]
    language: str = "en-GB"


def record_paper(material: Material) -> RecordPaper:
    """The paper of this record, in its regulator's shape."""
    period = material.draft.period
    within = _("From {first} to {last}").format(
        first=full_day_words(period.first), last=full_day_words(period.last)
    )
    form = {Form.SWE: _swe, Form.NMC: _nmc, Form.HCPC: _hcpc, Form.LOG: _log}[material.rules.form]
    name = "" if material.rules.form is Form.LOG else material.rules.name
    blocks = (
        Heading(paper_title(material.rules.form), 1),
        Paragraph(f"{name}. {within}" if name else within, tone=Tone.QUIET),
        *form(material),
    )
    return RecordPaper(paper_title(material.rules.form), name, material.today, blocks)


def paper_title(form: Form) -> str:
    """What kind of paper it is."""
    return {
        Form.SWE: _("Record of professional development"),
        Form.NMC: _("Record for revalidation"),
        Form.HCPC: _("Profile of professional development"),
        Form.LOG: _("Supervision log"),
    }[form]


def discussion_form() -> tuple[RecordBlock, ...]:
    """The form of the reflective discussion, blank: both people's details are written on it by hand."""
    return (
        Heading(_("Reflective discussion"), 2, new_page=True),
        Paragraph(
            _("To fill in by hand, the two of you together. Nothing of it is kept here."), tone=Tone.QUIET
        ),
        Heading(_("Whose record it is"), 3),
        Answer(_("Name")),
        Answer(_("NMC PIN")),
        Heading(_("With whom it was talked over"), 3),
        Answer(_("Name")),
        Answer(_("NMC PIN")),
        Answer(_("Email")),
        Answer(_("Work address with postcode")),
        Answer(_("Phone")),
        Answer(_("Day of the talk")),
        Answer(_("In a few words, what we talked about"), lines=3),
        Answer(
            _("We talked about five written accounts. Signature of the other registrant, and day"), lines=2
        ),
    )


def _nobody() -> Paragraph:
    return Paragraph(_("Nothing was chosen for this part yet."), tone=Tone.QUIET)


def _piece_heading(number: int, piece: Piece) -> Heading:
    return Heading(_("{n}. {title}").format(n=number, title=piece.title), 2)


def _swe(material: Material) -> Iterator[RecordBlock]:
    if not material.pieces:
        yield _nobody()
    for number, piece in enumerate(material.pieces, start=1):
        practice = piece.entry.practice
        yield _piece_heading(number, piece)
        yield Answer(_("Kind of activity"), activity_words(piece.entry))
        yield Answer(_("Date"), full_day_words(piece.entry.day))
        yield Answer(_("What it was"), piece.described, lines=3)
        yield Answer(_("Why it matters to my role"), practice.why_relevant.strip(), lines=2)
        yield Answer(_("What I learned"), piece.learned, lines=3)
        yield Answer(
            _("The good it does, or will do, for my practice and for the people I work with"),
            _both(piece.changed, practice.who_is_better_off),
            lines=3,
        )
        if piece.from_peer:
            yield Answer(_("What I learned from talking it over with a peer"), piece.from_peer)


def _nmc(material: Material) -> Iterator[RecordBlock]:
    yield Paragraph(
        _("{n} hours of practice").format(n=material.draft.practice_hours or "____"),
        lead=_("In this time:") + " ",
    )
    yield Heading(_("Learning log"), 2)
    yield from _learning_log(material)
    yield Heading(_("Feedback log"), 2)
    yield from _feedback_log(material)
    accounts = [piece for piece in material.pieces if is_account(piece)]
    for number, piece in enumerate(accounts, start=1):
        yield Heading(_("Reflective account {n}").format(n=number), 2, new_page=number == 1)
        yield Answer(_("What it was: the learning, feedback or event"), piece.described, lines=4)
        yield Answer(_("What I learned from it"), piece.learned, lines=4)
        yield Answer(_("What I changed, or what got better"), piece.changed, lines=4)
        parts = material.rules.part_names(piece.entry.practice.parts)
        yield Answer(
            _("How it speaks to the Code"), _both("; ".join(parts), piece.entry.practice.why_relevant)
        )
    if not accounts:
        yield Heading(_("Reflective accounts"), 2)
        yield _nobody()
    yield from discussion_form()


def _learning_log(material: Material) -> Iterator[RecordBlock]:
    counted = [piece for piece in material.pieces if piece.entry.practice.minutes]
    if not counted:
        yield _nobody()
        return
    rows = [
        (
            full_day_words(piece.entry.day),
            activity_words(piece.entry),
            _both(piece.title, piece.entry.practice.why_relevant),
            "; ".join(material.rules.part_names(piece.entry.practice.parts)),
            hours_words(piece.entry.practice.minutes),
            hours_words(piece.entry.practice.minutes) if piece.entry.practice.participatory else "–",
        )
        for piece in counted
    ]
    minutes = sum(piece.entry.practice.minutes for piece in counted)
    others = sum(p.entry.practice.minutes for p in counted if p.entry.practice.participatory)
    total = (_("Together"), "", "", "", hours_words(minutes), hours_words(others))
    head = (
        *(_("Date"), _("Method"), _("Topic, and how it ties in with practice"), _("Part of the Code")),
        *(_("Hours"), _("With others")),
    )
    yield Table(head, (*rows, total), (0.17, 0.17, 0.28, 0.18, 0.09, 0.11))


def _feedback_log(material: Material) -> Iterator[RecordBlock]:
    feedback = [piece for piece in material.pieces if piece.is_feedback]
    if not feedback:
        yield _nobody()
    for number, piece in enumerate(feedback, start=1):
        day = full_day_words(piece.entry.day)
        yield Heading(_("Feedback {n}, {day}").format(n=number, day=day), 3)
        yield Answer(_("What kind of person it came from, and how"), _came(piece))
        yield Answer(_("What it was about"), piece.described, lines=2)
        yield Answer(_("How I used it"), piece.changed, lines=2)


def _came(piece: Piece) -> str:
    """A kind of person and a way, never who."""
    answers = (s.text.strip() for s in piece.entry.steps if s.step_id in {"from", "form"})
    return "; ".join(answer for answer in answers if answer)


def _hcpc(material: Material) -> Iterator[RecordBlock]:
    yield Heading(_("Summary of my practice"), 2)
    yield from _paragraphs(material.draft.statement(Statement.SUMMARY))
    yield Heading(_("How I meet the standards"), 2)
    yield from _paragraphs(material.draft.statement(Statement.STATEMENT))
    yield Heading(_("Activities, by date"), 2)
    rows = sorted(
        [(p.entry.day, activity_words(p.entry), p.title) for p in material.pieces]
        + [
            (s.day, session_words(s.kind), s.role or material.draft.supervisor_role.strip())
            for s in material.sessions
        ]
    )
    if rows:
        head = (_("Date"), _("Kind"), _("What"))
        dated = tuple((full_day_words(day), kind, what) for day, kind, what in rows)
        yield Table(head, dated, (0.24, 0.28, 0.48))
    else:
        yield _nobody()
    yield from _free_stretches(material)
    yield from _told_in_detail(material)


def _free_stretches(material: Material) -> Iterator[RecordBlock]:
    if material.gaps:
        yield Heading(_("Times without activity"), 2)
    for gap in material.gaps:
        first, last = full_day_words(gap.first), full_day_words(gap.last)
        why = material.draft.gaps.get(gap.first.isoformat(), "").strip()
        yield Answer(_("{first} to {last}").format(first=first, last=last), why, lines=2)


def _told_in_detail(material: Material) -> Iterator[RecordBlock]:
    """Pages that say who is better off: those are the ones that the standards are shown by."""
    told = [p for p in material.pieces if p.entry.practice.who_is_better_off.strip()]
    if told:
        yield Heading(_("Some activities in more detail"), 2)
    for number, piece in enumerate(told, start=1):
        yield Heading(_("{n}. {title}").format(n=number, title=piece.title), 3)
        yield Answer(_("What it was"), piece.described, lines=2)
        yield Answer(_("What I learned"), piece.learned, lines=2)
        yield Answer(_("What it did for the quality of practice and service"), piece.changed, lines=2)
        yield Answer(_("Who is better off"), piece.entry.practice.who_is_better_off.strip())


def _log(material: Material) -> Iterator[RecordBlock]:
    if not material.sessions:
        yield _nobody()
        return
    rows = tuple(
        (
            full_day_words(line.day),
            session_words(line.kind),
            line.role or material.draft.supervisor_role.strip() or "–",
            _("One to one") if line.one_to_one else _("Group"),
            str(line.minutes),
        )
        for line in material.sessions
    )
    minutes = sum(line.minutes for line in material.sessions)
    total = (_("Together"), "", "", "", str(minutes))
    head = (_("Date"), _("Kind"), _("Role of the supervisor"), _("One to one or group"), _("Minutes"))
    yield Table(head, (*rows, total), (0.22, 0.22, 0.24, 0.2, 0.12))
    yield Paragraph(ratio_words(material), tone=Tone.BODY)


def ratio_words(material: Material) -> str:
    """How much there was: sessions, hours, and practice hours to each hour where they are known."""
    minutes = sum(line.minutes for line in material.sessions)
    hours = plural("{hours} hour", "{hours} hours", 1 if minutes == 60 else 2)
    met = plural("{n} session", "{n} sessions", len(material.sessions))
    words = _("{hours} in {sessions}.").format(
        hours=hours.format(hours=hours_words(minutes)), sessions=met.format(n=len(material.sessions))
    )
    if not (minutes and material.draft.practice_hours):
        return words
    ratio = hours_words(material.draft.practice_hours * 60 * 60 // minutes)
    return words + " " + _("One hour for each {n} hours of practice.").format(n=ratio)


def _paragraphs(text: str) -> Iterator[RecordBlock]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        yield Paragraph(_("Nothing is written here yet."), tone=Tone.QUIET)
    for line in lines:
        yield Paragraph(line)


def _both(first: str, second: str) -> str:
    return "\n".join(part.strip() for part in (first, second) if part.strip())
