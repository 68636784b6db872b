"""The choice among safe sets of groups: every set up to 12 groups, one after the other beyond."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pie_audit.domain.release_rule import Rule

MOST_EXHAUSTIVE = 12
"""Of groups that are large enough; smaller ones never join."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A group of people with all ids that it goes by, in order; no two offers are of the same people."""

    ids: tuple[str, ...]
    cells: tuple[int, ...]
    is_whole: bool


Worth = tuple[bool, bool, int, int]
"""Some team, the whole, how many teams, how many of their people answered: most-preferred first."""


def find_best(rule: Rule, offers: Sequence[Offer]) -> frozenset[str]:
    """The ids of the best safe set; of equally good ones that whose ids come first."""
    large = [offer for offer in offers if rule.people(offer.cells) >= rule.minimum]
    large.sort(key=lambda offer: (not offer.is_whole, -rule.people(offer.cells), offer.ids))
    chosen = _Search(rule, large).best() if len(large) <= MOST_EXHAUSTIVE else _grow(rule, large)
    return frozenset(group_id for offer in chosen for group_id in offer.ids)


def _grow(rule: Rule, large: Sequence[Offer]) -> list[Offer]:
    """The whole and then the largest groups, one after the other; without the whole where it leaves no team."""
    with_whole = _grow_from(rule, large)
    if any(not offer.is_whole for offer in with_whole):
        return with_whole
    return _grow_from(rule, [offer for offer in large if not offer.is_whole]) or with_whole


def _grow_from(rule: Rule, large: Sequence[Offer]) -> list[Offer]:
    chosen = [offer for offer in large if rule.add(offer.cells)]
    for _offer in chosen:
        rule.take_back()
    return chosen


class _Search:
    """Every set of a few groups, leaving out those that can't be safe or can't be better."""

    def __init__(self, rule: Rule, large: Sequence[Offer]) -> None:
        self._rule, self._large = rule, large
        self._chosen: list[Offer] = []
        self._best: tuple[Worth, list[Offer]] = ((False, False, 0, 0), [])

    def best(self) -> list[Offer]:
        """The best set."""
        self._go(0)
        return self._best[1]

    def _go(self, place: int) -> None:
        if not self._can_match(place):
            return
        if place == len(self._large):
            self._compare()
            return
        offer = self._large[place]
        if self._rule.add(offer.cells):
            self._chosen.append(offer)
            self._go(place + 1)
            self._chosen.pop()
            self._rule.take_back()
        self._go(place + 1)

    def _can_match(self, place: int) -> bool:
        open_to = [*self._chosen, *self._large[place:]]
        teams = sum(not offer.is_whole for offer in open_to)
        whole = any(offer.is_whole for offer in open_to)
        return (teams > 0, whole, teams) >= self._best[0][:3]

    def _compare(self) -> None:
        worth = self._worth()
        if worth > self._best[0] or (worth == self._best[0] and self._ids() < _ids(self._best[1])):
            self._best = worth, list(self._chosen)

    def _worth(self) -> Worth:
        teams = [offer for offer in self._chosen if not offer.is_whole]
        people = self._rule.people({cell for offer in teams for cell in offer.cells})
        return bool(teams), len(teams) < len(self._chosen), len(teams), people

    def _ids(self) -> list[str]:
        return _ids(self._chosen)


def _ids(offers: Sequence[Offer]) -> list[str]:
    return sorted(group_id for offer in offers for group_id in offer.ids)
