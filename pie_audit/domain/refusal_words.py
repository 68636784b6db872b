"""How refusals and bent rules are said, and what refusals add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pie_audit.domain.bent_rule import Agreed, Proposal
from pie_audit.domain.refusal import AgencyKind, Direction, Next, Reason
from pie_audit.domain.small_log_sums import MOST_PROCESSES, Lump, by_name
from pie_audit.words import _, plural

FEWEST_FOR_PROMPTS = 10
"""People offered the two questions from which the share is told (practice.md, section 26)."""


@dataclass(frozen=True, slots=True)
class RefusalSums:
    """Times people were turned away: by us, by others, by reason with the most common first, and by whom most."""

    by_us: int = 0
    by_others: int = 0
    reasons: tuple[tuple[Reason, int], ...] = ()
    must_stop_using: int = 0
    agencies: tuple[Lump, ...] = ()

    @property
    def times(self) -> int:
        """All of them."""
        return self.by_us + self.by_others


def refusal_sums(counts: Mapping[tuple[Direction, Reason], int], agencies: Sequence[Lump]) -> RefusalSums:
    """From counts by direction and reason, and from spellings of agencies."""
    ways, reasons = Counter[Direction](), Counter[Reason]()
    for (direction, reason), count in counts.items():
        ways[direction] += count
        reasons[reason] += count
    order = list(Reason)
    return RefusalSums(
        ways[Direction.BY_US],
        ways[Direction.BY_OTHERS],
        tuple(sorted(reasons.items(), key=lambda r: (-r[1], order.index(r[0])))),
        reasons[Reason.MUST_STOP_USING],
        tuple(sorted(by_name(agencies), key=lambda a: (-a.entries, a.of.casefold())))[:MOST_PROCESSES],
    )


def must_stop_words(times: int) -> str:
    """“Must stop using first” in a sentence of its own; empty where nobody was told so."""
    if not times:
        return ""
    words = plural(
        "Told to stop using first: {n} time. Somebody needed help now.",
        "Told to stop using first: {n} times. People needed help now.",
        times,
    )
    return words.format(n=times)


def direction_words(direction: Direction) -> str:
    """Who turned whom away."""
    return _("We turned somebody away") if direction is Direction.BY_US else _("Others turned somebody away")


def reason_words(reason: Reason) -> str:
    """Why somebody was turned away."""
    return {
        Reason.FULL: _("Full"),
        Reason.CRITERIA: _("Criteria"),
        Reason.AREA: _("Wrong area"),
        Reason.NEEDS_TOO_HIGH: _("Needs too high"),
        Reason.MUST_STOP_USING: _("Must stop using first"),
        Reason.NO_ID: _("No ID"),
        Reason.BAN: _("Behaviour ban"),
        Reason.LANGUAGE: _("Language"),
        Reason.PETS: _("Pets"),
        Reason.OTHER: _("Something else"),
    }[reason]


def next_words(then: Next) -> str:
    """What happened after a refusal."""
    return {
        Next.NOT_SAID: _("Not said"),
        Next.FOUND_ELSEWHERE: _("Found something elsewhere"),
        Next.WAITING: _("Is waiting"),
        Next.NOTHING: _("Nothing"),
    }[then]


def kind_words(kind: AgencyKind | None) -> str:
    """What kind of agency it was."""
    return {
        None: _("Not said"),
        AgencyKind.COUNCIL: _("Council"),
        AgencyKind.HEALTH: _("Health"),
        AgencyKind.SUBSTANCE_USE: _("Substance use service"),
        AgencyKind.HOUSING: _("Housing provider"),
        AgencyKind.JUSTICE: _("Police or justice"),
        AgencyKind.CHARITY: _("Charity"),
        AgencyKind.OTHER: _("Another kind"),
    }[kind]


def agreed_words(agreed: Agreed) -> str:
    """When somebody else said yes to bending a rule."""
    return {
        Agreed.BEFORE: _("Agreed before"),
        Agreed.AFTER: _("Agreed after"),
        Agreed.NOT_YET: _("Not agreed yet"),
    }[agreed]


def proposal_words(proposal: Proposal) -> str:
    """What should become of the rule."""
    return {
        Proposal.NONE: _("Not sure yet"),
        Proposal.KEEP_BENDING: _("Keep bending it"),
        Proposal.CHANGE_RULE: _("Change the rule"),
        Proposal.NOT_AGAIN: _("Don’t do it again"),
    }[proposal]


def together_words(offered: int, done: int) -> str:
    """“7 of 12 done together” from ten people on; below that only how many were offered it."""
    if offered < FEWEST_FOR_PROMPTS:
        people = plural("Offered to {n} person so far.", "Offered to {n} people so far.", offered)
        later = _("From {n} on, this says with how many it was done.").format(n=FEWEST_FOR_PROMPTS)
        return f"{people.format(n=offered)} {later}"
    return _("{n} of {of} done together").format(n=done, of=offered)
