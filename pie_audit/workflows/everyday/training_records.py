"""Training of a team in the open file: what was learned, who was there, what came of it, and what one meant to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pie_audit.domain.plain_data import to_plain
from pie_audit.storage import people
from pie_audit.storage import training as stored
from pie_audit.workflows import self_record
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.presence import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

Record = dict[str, Any]


def training_records(tx: Transaction, me: Me, team_id: str) -> Iterator[Record]:
    """Every training of a team, in use or not, and the answers to it as they lie, without a name. Raises NotNow outside."""
    require(acting(me).member, Act.READ_TEAM, Matter(team_id))
    names = {m.person_id: m.name for m in people.list_members(tx, with_left=True)}
    there: dict[str, list[str]] = {}
    for place in stored.places_of_team(tx, team_id):
        there.setdefault(place.training_id, []).append(names.get(place.person_id, ""))
    for training in stored.trainings_of(tx, team_id):
        plain = _plain(training, "version")
        yield {"kind": "training"} | plain | {"there": sorted(there.get(training.training_id, []))}
    for answer in stored.answers_of_team(tx, team_id):
        yield {"kind": "answer about a training"} | _plain(answer, "answer_id")


def my_training_records(tx: Transaction, me: Me) -> Iterator[Record]:
    """What I meant to do after trainings; of what I answered the file says nothing, as it can't be told from others’."""
    for one in self_record.load(tx, me).trainings:
        if one.intention:
            yield {"kind": "my training", "training_id": one.training_id, "intention": one.intention}


def _plain(value: object, inside: str) -> Record:
    plain = to_plain(value)
    assert isinstance(plain, dict)
    return {name: kept for name, kept in plain.items() if name != inside}
