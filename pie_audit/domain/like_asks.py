"""Which asks are one and the same to whoever decides: by the words that tell, whatever order anything comes in.

Two asks are alike when their telling words are the same, or when all of one's (at least two) are among the other's.
An ask that holds the words of two others that aren't alike stays on its own: it asks for both.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from pie_audit.domain.board import BoardAsk, LikeAsks
from pie_audit.domain.plan_parts import capital
from pie_audit.words import _

_WORD = re.compile(r"[^\W_]+")
_LEAST = 2
"""So many telling words an ask needs before another one that says more counts as the same."""
_SHORT = 3

_EMPTY = """
    a about all also an and another any are as at be because been before being both but by can could do does each
    every everybody everyone for from get give gave had has have he her here his how i if in into is it its let like
    make may me might more most must my need needs of on one or our ours out over own please put s she should so some
    somebody someone such t than that the their theirs them then there these they this those through to too until up
    us was we were what when where which while who whoever whom whose why will with would you your yours
    ask asks asked asking want wants wanted fund funds funded funding pay pays paid paying provide agree allow
    able extra additional
"""
"""Words of English that tell nothing, and those that any ask may begin with."""

_TURNERS = """
    no not never none without against stop stops end ends less fewer cut cuts cutting remove removes close
    closes refuse instead cannot ban
"""
"""Words that turn an ask round: with and without one of them two asks are never the same."""

_STOP, _TURNING = frozenset(_EMPTY.split()), frozenset(_TURNERS.split())


@dataclass(frozen=True, slots=True)
class ByHand:
    """Where a person put an ask: into a group with a title, or on its own (a group that nobody else is in)."""

    group_id: str
    title: str = ""


def telling_words(words: str) -> frozenset[str]:
    """The words of a text that tell what it is about, without case, accents and plurals."""
    plain = unicodedata.normalize("NFKD", words.casefold().replace("’", "'"))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    found = (word for word in _WORD.findall(bare) if word not in _STOP)
    return frozenset(word if word in _TURNING else _singular(word) for word in found)


def _singular(word: str) -> str:
    if not word.endswith("s") or len(word) <= _SHORT or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > _SHORT + 1:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("shes", "ches", "xes", "sses", "zes")) else word[:-1]


def group_asks(
    asks: Sequence[BoardAsk], by_hand: Mapping[str, ByHand], *, of_teams: int
) -> tuple[LikeAsks, ...]:
    """The asks in groups, those that wait and that most teams ask for first; `by_hand` by the key of an ask wins."""
    told = sorted(asks, key=lambda one: one.key)
    mine = [one for one in told if one.key in by_hand]
    rest = [one for one in told if one.key not in by_hand]
    groups = [*_groups_by_hand(mine, by_hand, of_teams), *_groups_by_words(rest, of_teams)]
    return tuple(sorted(groups, key=_order))


def _order(group: LikeAsks) -> tuple[bool, int, int, str, str]:
    return not group.waits, -group.teams, -group.oldest, group.title.casefold(), group.group_id


def _groups_by_hand(asks: list[BoardAsk], by_hand: Mapping[str, ByHand], of_teams: int) -> list[LikeAsks]:
    found: dict[str, list[BoardAsk]] = {}
    for one in asks:
        found.setdefault(by_hand[one.key].group_id, []).append(one)
    return [
        _group(
            group_id,
            members,
            of_teams,
            title=by_hand[members[0].key].title,
            why=_why_by_hand(members),
            by_hand=True,
        )
        for group_id, members in found.items()
    ]


def _why_by_hand(members: Sequence[BoardAsk]) -> str:
    return _("Put together by hand.") if len(members) > 1 else _("Kept on its own by hand.")


def _groups_by_words(asks: list[BoardAsk], of_teams: int) -> list[LikeAsks]:
    words = {one.key: telling_words(one.ask.what) for one in asks}
    kernels = _kernels(frozenset(words.values()))
    found: dict[frozenset[str], list[BoardAsk]] = {}
    for one in asks:
        found.setdefault(kernels[words[one.key]], []).append(one)
    groups = []
    for kernel, members in found.items():
        if kernel:
            groups.append(_group(_group_id(kernel), members, of_teams, why=_why(kernel, members, words)))
        else:  # asks without a word that tells anything are never the same
            groups += [_group(_group_id({one.key}), [one], of_teams) for one in members]
    return groups


def _kernels(every: frozenset[frozenset[str]]) -> dict[frozenset[str], frozenset[str]]:
    """By set of telling words, the one whose group it belongs to: the only smallest that lies in it, else itself."""
    found = _by_rarest_word(every)
    smallest = {one for one in every if len(one) >= _LEAST and not any(_inside(one, found))}
    kernels = {}
    for one in every:
        inside = [other for other in _inside(one, found) if other in smallest]
        inside += [one] if one in smallest else []
        kernels[one] = inside[0] if len(inside) == 1 else one
    return kernels


def _by_rarest_word(every: Iterable[frozenset[str]]) -> dict[str, list[frozenset[str]]]:
    """Each set under the one of its words that fewest have: what lies in a set is found under one of that set's words."""
    often = Counter(word for one in every for word in one)
    found: dict[str, list[frozenset[str]]] = {}
    for one in filter(None, every):
        found.setdefault(min(one, key=lambda word: (often[word], word)), []).append(one)
    return found


def _inside(large: frozenset[str], found: Mapping[str, list[frozenset[str]]]) -> Iterator[frozenset[str]]:
    """The other sets that lie in this one."""
    return (small for word in large for small in found.get(word, ()) if _lies_in(small, large))


def _lies_in(small: frozenset[str], large: frozenset[str]) -> bool:
    return len(small) >= _LEAST and small < large and small & _TURNING == large & _TURNING


def _why(kernel: frozenset[str], members: Sequence[BoardAsk], words: Mapping[str, frozenset[str]]) -> str:
    if len(members) < _LEAST:
        return ""
    named = ", ".join(sorted(kernel))
    if all(words[one.key] == kernel for one in members):
        return _("The same words: {words}.").format(words=named)
    return _("All of them name: {words}.").format(words=named)


def _group_id(kernel: frozenset[str] | set[str]) -> str:
    told = "|".join(sorted(kernel)).encode()
    return blake2b(told, digest_size=16, person=b"pie-like-asks").hexdigest()


def _group(
    group_id: str,
    members: Sequence[BoardAsk],
    of_teams: int,
    *,
    title: str = "",
    why: str = "",
    by_hand: bool = False,
) -> LikeAsks:
    shortest = min((one.ask.what.strip().rstrip(".") for one in members), key=lambda what: (len(what), what))
    ordered = tuple(sorted(members, key=lambda one: (one.team.casefold(), one.ask.asked_in, one.key)))
    return LikeAsks(
        group_id,
        capital(title.strip() or shortest),
        why,
        ordered,
        teams=len({one.plan_id for one in members}),
        of_teams=of_teams,
        oldest=max(one.quarters for one in members),
        by_hand=by_hand,
    )
