"""Which groups of a survey may be shown, so that no figures together tell of fewer than the minimum of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pie_audit.domain.atoms import POINT, Tally
from pie_audit.domain.possible_scores import Edges
from pie_audit.domain.release_rule import Earlier, Now, Rule
from pie_audit.domain.release_search import Offer, find_best
from pie_audit.domain.survey import MINIMUM
from pie_audit.words import _

_SLACK = 1e-7


@dataclass(frozen=True, slots=True)
class Candidate:
    """A group that could be shown, by its blocks; `is_whole` for everybody together."""

    group_id: str
    blocks: frozenset[str]
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class BlockAnswers:
    """One block of one survey as it is seen at the opening, in memory only.

    `scores` has a row for each person with a valid score on every scale, rescaled to 0–100. `bands` has a row for
    each of them too: for every figure told as shares in thirds of the range, which third (0, 1 or 2), first those
    of the scales in their order; it is empty where there are no such figures. `edges` has for each scale the lowest
    and the highest score of each third that can be answered, the same in all blocks; without it every score can.
    """

    block_id: str
    invited: int
    scores: tuple[tuple[float, ...], ...]
    bands: tuple[tuple[int, ...], ...] = ()
    edges: tuple[Edges, ...] = ()


@dataclass(frozen=True, slots=True)
class PastSurvey:
    """What is still known of an earlier survey that asked the same: blocks of each shown group, invited by block.

    How many answered isn't kept.
    """

    released: tuple[frozenset[str], ...]
    invited: Mapping[str, int]


def choose(
    candidates: Sequence[Candidate],
    answered: Sequence[BlockAnswers],
    *,
    minimum: int,
    past: Sequence[PastSurvey] = (),
    withheld: frozenset[str] = frozenset(),
) -> frozenset[str]:
    """The ids of the groups to show: of all safe sets the one that security.md section 6 prefers.

    `past` are all earlier surveys that asked the same of any of these blocks; `withheld` are ids of candidates
    whose figure may not be told or given back by others, because few people joined or left. Neither the order of
    candidates nor that of blocks or people matters. Raises ValueError for a minimum below 5, scores off 0–100, ids
    that stand twice, or people with unlike numbers of scores.
    """
    return choose_by_tallies(
        candidates, tally_answers(answered), minimum=minimum, past=past, withheld=withheld
    )


def choose_by_tallies(
    candidates: Sequence[Candidate],
    tallies: Mapping[str, Tally],
    *,
    minimum: int,
    past: Sequence[PastSurvey] = (),
    withheld: frozenset[str] = frozenset(),
) -> frozenset[str]:
    """`choose` where no more than a tally of each block is known."""
    if len({one.group_id for one in candidates}) != len(candidates):
        raise ValueError("a group stands twice")
    silent = tuple(one.blocks for one in candidates if one.group_id in withheld)
    rule = _rule(tallies, minimum, past, silent)
    offers = _offers([one for one in candidates if one.group_id not in withheld], rule)
    return find_best(rule, offers)


def is_safe(
    groups: Iterable[frozenset[str]],
    answered: Sequence[BlockAnswers],
    *,
    minimum: int,
    past: Sequence[PastSurvey] = (),
    withheld: Sequence[frozenset[str]] = (),
) -> bool:
    """Whether these groups may be shown together and beside everything shown earlier. `withheld` by their blocks."""
    rule = _rule(tally_answers(answered), minimum, past, tuple(withheld))
    return all(rule.add(rule.live(blocks)) for blocks in sorted(groups, key=sorted))


def find_refusal(
    view: Candidate,
    shown: Sequence[Candidate],
    answered: Sequence[BlockAnswers] = (),
    *,
    minimum: int = MINIMUM,
    past: Sequence[PastSurvey] = (),
    withheld: Sequence[frozenset[str]] = (),
) -> str | None:
    """Why this view may not join what this survey shows already, as people read it; None where it may.

    Once the answers are gone only that is let out which the shown figures tell anyway: blocks that they don't tell
    apart stay together.
    """
    sets = [one.blocks for one in shown]
    if answered:
        may = is_safe([*sets, view.blocks], answered, minimum=minimum, past=past, withheld=withheld)
    else:
        may = _is_told_anyway(view.blocks, sets)
    return None if may else _("This view, set beside one already shown, would reveal a small group.")


def tally_answers(answers: Sequence[BlockAnswers]) -> dict[str, Tally]:
    """What the rule needs of each block."""
    points = _Points()
    tallies = {one.block_id: _tally(one, points) for one in answers}
    if len(tallies) != len(answers):
        raise ValueError("a block stands twice")
    return tallies


class _Points(dict[float, int]):
    """Scores in `POINT`s; instruments have few different ones."""

    def __missing__(self, score: float) -> int:
        # Rescaling may leave an end of the scale by the last digit of a float.
        if not -_SLACK <= score <= 100 + _SLACK:
            raise ValueError("a score lies off 0–100")
        self[score] = points = round(min(max(score, 0), 100) * POINT)
        return points


def _tally(one: BlockAnswers, points: _Points) -> Tally:
    if not one.scores:
        return Tally(invited=one.invited)
    if one.bands and len(one.bands) != len(one.scores):
        raise ValueError("scores and bands are of the same people")
    if one.edges and len(one.edges) != len(one.scores[0]):
        raise ValueError("edges are of every scale")
    scores = tuple(tuple(map(points.__getitem__, column)) for column in zip(*one.scores, strict=True))
    invited = max(one.invited, len(one.scores))
    bands = tuple(zip(*one.bands, strict=True))
    edges = tuple(tuple((points[low], points[high]) for low, high in thirds) for thirds in one.edges)
    return Tally(len(one.scores), invited, tuple(map(sum, scores)), scores, bands, edges)


def _rule(
    tallies: Mapping[str, Tally],
    minimum: int,
    past: Sequence[PastSurvey],
    withheld: tuple[frozenset[str], ...],
) -> Rule:
    if minimum < MINIMUM:
        raise ValueError("the minimum may only be raised")
    return Rule(Now(tallies, minimum, withheld), [Earlier.of(one.released, one.invited) for one in past])


def _offers(candidates: Sequence[Candidate], rule: Rule) -> list[Offer]:
    """Candidates by their people: those of the same people are one, and with everybody's it is the whole."""
    ids: dict[tuple[int, ...], list[str]] = {}
    wholes = set()
    for one in sorted(candidates, key=lambda one: one.group_id):
        cells = rule.live(one.blocks)
        ids.setdefault(cells, []).append(one.group_id)
        if one.is_whole:
            wholes.add(cells)
    return [Offer(tuple(ids[cells]), cells, cells in wholes) for cells in ids if cells]


def _is_told_anyway(blocks: frozenset[str], shown: Sequence[frozenset[str]]) -> bool:
    patterns = {block: tuple(block in group for group in shown) for block in blocks.union(*shown)}
    inside = {patterns[block] for block in blocks}
    return all(any(pattern) for pattern in inside) and not any(
        patterns[block] in inside for block in patterns.keys() - blocks
    )
