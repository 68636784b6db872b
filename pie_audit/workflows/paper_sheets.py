"""Sheets filled in on paper: how many went out, and keying a whole envelope in at once, shuffled and sealed."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pie_audit.domain.answer import Answer, CantTell, Level, NotApplicable
from pie_audit.domain.audit import AuditRound, Invited, Rating, RatingSheet
from pie_audit.domain.errors import NotNow
from pie_audit.domain.questionnaire import Questionnaire, Topic
from pie_audit.domain.sealed import Seat
from pie_audit.domain.team import Perspective
from pie_audit.storage import audits as rounds
from pie_audit.storage import papers
from pie_audit.storage.papers import PaperCount
from pie_audit.vault.sheets import key_of_nobody
from pie_audit.words import _, plural
from pie_audit.workflows import drafts, questions, seats
from pie_audit.workflows.notes import note
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.unlock import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

MOST_PAPERS = 60
"""Sheets of paper for one perspective of one round."""


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """One sheet as somebody keys it in: answers by topic, and the tick that it is fine to show a small group."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    consent: bool = False


@dataclass(frozen=True, slots=True)
class PaperView:
    """What the page for keying in shows. `kept` are sheets of this envelope that were keyed in but not sealed yet."""

    round: AuditRound
    perspective: Perspective
    questionnaire: Questionnaire
    topics: tuple[Topic, ...]
    count: PaperCount
    kept: tuple[PaperSheet, ...]

    @property
    def room(self) -> int:
        """How many sheets may still come back."""
        return self.count.printed - self.count.keyed


def hand_out_papers(tx: Transaction, me: Me, round_id: str, perspective: Perspective, n: int) -> Undoable:
    """Note that `n` more sheets of paper went out; they count as asked. Raises NotNow for a number that can't be."""
    audit_round = _round_in_hand(tx, me, round_id)
    before = papers.papers_of_round(tx, round_id).get(perspective, PaperCount(perspective, 0))
    if not 0 < n <= MOST_PAPERS - before.printed:
        raise NotNow(
            _("Between 1 and {n} sheets of paper go out for one group.").format(n=MOST_PAPERS),
            _("Choose a smaller number."),
        )
    _count(tx, audit_round, replace(before, printed=before.printed + n), n)
    note(tx, acting(me), "paper sheets handed out", round_id, "round")

    def undo(tx: Transaction, me: Me) -> None:
        now = papers.papers_of_round(tx, round_id)[perspective]
        if now.printed - n < now.keyed:
            raise NotNow(_("Some of these sheets have come back already."), _("They stay counted."))
        _count(tx, _round_in_hand(tx, me, round_id), replace(now, printed=now.printed - n), -n)

    name = plural("Handed out {n} sheet of paper", "Handed out {n} sheets of paper", n).format(n=n)
    return Undoable(n, name, undo)


def _count(tx: Transaction, audit_round: AuditRound, count: PaperCount, more: int) -> None:
    invited = {i.perspective: i for i in audit_round.invited}
    before = invited.get(count.perspective, Invited(count.perspective, 0, 0))
    invited[count.perspective] = replace(before, slips=before.slips + more)
    kept = tuple(invited[p] for p in Perspective if p in invited and invited[p].asked)
    rounds.save_round(tx, replace(audit_round, invited=kept))
    papers.save_papers(tx, audit_round.round_id, count)


def envelope(tx: Transaction, me: Me, round_id: str, perspective: Perspective) -> PaperView:
    """The envelope of one perspective, with what I keyed in so far."""
    audit_round = _round_in_hand(tx, me, round_id)
    asked_all = questions.of_round(tx, audit_round)
    count = papers.papers_of_round(tx, round_id).get(perspective, PaperCount(perspective, 0))
    kept = drafts.words(tx, me, _draft_key(round_id, perspective)) or {}
    return PaperView(
        round=audit_round,
        perspective=perspective,
        questionnaire=asked_all,
        topics=questions.asked(asked_all, audit_round, perspective),
        count=count,
        kept=tuple(_from_words(kept[name]) for name in sorted(kept, key=int)),
    )


def keep_envelope(
    tx: Transaction, me: Me, round_id: str, perspective: Perspective, sheets: Sequence[PaperSheet]
) -> None:
    """Keep what is keyed in so far, sealed to whoever keys it in, until the whole envelope is sealed.

    What was never sealed goes with the round's sheets: at the opening, or when it is abandoned.
    """
    _round_in_hand(tx, me, round_id)
    words = {str(n): _to_words(sheet) for n, sheet in enumerate(sheets)}
    drafts.save_words(tx, me, _draft_key(round_id, perspective), words, round_id=round_id)


def seal_envelope(
    tx: Transaction, me: Me, round_id: str, perspective: Perspective, sheets: Sequence[PaperSheet]
) -> int:
    """Seal a whole envelope to the round, in an order that nobody knows; how many sheets. Has no undo.

    Whoever keyed it in can't open it again. Raises NotNow for an empty envelope, a sheet too many, a topic that
    isn't asked, and once rating has ended.
    """
    audit_round = _round_in_hand(tx, me, round_id)
    count = papers.papers_of_round(tx, round_id).get(perspective, PaperCount(perspective, 0))
    _require_room(count, len(sheets))
    topics = questions.asked(questions.of_round(tx, audit_round), audit_round, perspective)
    asked = tuple(topic.id for topic in topics)
    # Kept apart for a moment from who handed in what: the order of the pile ends here.
    pile = list(sheets)
    secrets.SystemRandom().shuffle(pile)
    filled = [(_seat(round_id, perspective), _filled(round_id, perspective, asked, sheet)) for sheet in pile]
    seats.seat_filled(tx, audit_round, filled)
    papers.save_papers(tx, round_id, replace(count, keyed=count.keyed + len(sheets)))
    drafts.drop(tx, me, _draft_key(round_id, perspective))
    note(tx, acting(me), "paper sheets keyed in", round_id, "round")
    return len(sheets)


def _require_room(count: PaperCount, n: int) -> None:
    if not n:
        raise NotNow(_("There is no sheet in this envelope yet."), _("Key one in first."))
    room = count.printed - count.keyed
    if n > room:
        raise NotNow(
            plural(
                "Only {n} sheet of paper is still out, so there is one too many here.",
                "Only {n} sheets of paper are still out, so there are too many here.",
                room,
            ).format(n=room),
            _("Take the extra one out. Or, if more paper went out than was counted, count it first."),
        )


def _seat(round_id: str, perspective: Perspective) -> Seat:
    """A seat that nobody can come back to: neither its words nor its key exist."""
    return Seat(
        round_id,
        secrets.token_bytes(16),
        None,
        secrets.token_bytes(32),
        perspective.value,
        key_of_nobody(),
        True,
    )


def _filled(
    round_id: str, perspective: Perspective, asked: tuple[str, ...], sheet: PaperSheet
) -> RatingSheet:
    filled = RatingSheet(round_id, perspective, asked, consent=sheet.consent)
    for topic_id, answer in sheet.answers.items():
        if answer is not None:
            filled = filled.with_rating(Rating(topic_id, answer))
    return filled


def _round_in_hand(tx: Transaction, me: Me, round_id: str) -> AuditRound:
    audit_round = rounds.load_round(tx, round_id)
    require(acting(me).member, Act.HAND_OUT_SLIPS, Matter.of(audit_round))
    if not audit_round.is_rated_on(acting(me).clock.today()):
        raise NotNow(
            _("Rating has closed, so no sheet can be added now."),
            _("Bring what is on the paper to the meeting; it is welcome there."),
        )
    return audit_round


def _draft_key(round_id: str, perspective: Perspective) -> str:
    return f"paper/{round_id}/{perspective.value}"


def _to_words(sheet: PaperSheet) -> str:
    codes = {topic: _code(answer) for topic, answer in sheet.answers.items() if answer is not None}
    return json.dumps({"consent": sheet.consent, "answers": codes})


def _from_words(words: str) -> PaperSheet:
    data = json.loads(words)
    return PaperSheet({t: _answer(code) for t, code in data["answers"].items()}, data["consent"])


def _code(answer: Answer) -> str:
    if isinstance(answer, NotApplicable):
        return "n"
    return str(int(answer)) if isinstance(answer, Level) else "t"


def _answer(code: str) -> Answer:
    if code == "n":
        return NotApplicable("")
    return CantTell() if code == "t" else Level(int(code))
