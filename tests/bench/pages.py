"""What it costs to read each page of everyday practice with years of entries behind it: milliseconds of the processor."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlalchemy as sa

    from pie_audit.storage.transaction import Transaction
    from tests.quarter import Hostel

SIZES = (0, 2_000, 20_000)
"""Entries of each kind."""

DAYS = 5 * 365
_RUNS = 5
_AGENCIES = tuple(f"Agency {n}" for n in range(60))

Read = Callable[["Hostel"], object]


def main() -> None:
    """Print a line for each page: its milliseconds at each of the sizes."""
    from tests.quarter import make_finished

    with tempfile.TemporaryDirectory() as top:
        finished = make_finished(Path(top) / "made")
        columns = []
        for size in SIZES:
            hostel = finished.open(Path(top) / str(size))
            hostel.turn_on()
            fill(hostel, size)
            columns.append({name: _cost(read, hostel) for name, read in pages().items()})
            hostel.close()
    print(f"{'page':<34}" + "".join(f"{size:>10,}" for size in SIZES))
    for name in columns[0]:
        print(f"{name:<34}" + "".join(f"{column[name]:10.1f}" for column in columns), flush=True)


def pages() -> Mapping[str, Read]:
    """Each page by name, as its screen reads it."""
    from pie_audit.workflows import home, long_view
    from pie_audit.workflows.everyday import (
        barriers,
        needs,
        practices,
        reading_cards,
        said_did,
        small_log_views,
        training,
        training_answers,
    )
    from pie_audit.workflows.trends.charting import charted
    from pie_audit.workflows.trends.reading import read_material
    from pie_audit.workflows.trends.views import TrendWish

    def seen(look: Callable[..., object], *more: Any) -> Read:
        return lambda hostel: hostel.see(look, hostel.amina, hostel.team_id, *more)

    def drawn(hostel: Hostel) -> object:
        return charted(hostel.see(read_material, hostel.amina, hostel.team_id), TrendWish())

    return {
        "home": seen(home.home),
        **{
            f"small logs: {part.value}": seen(small_log_views.look, part)
            for part in small_log_views.SMALL_LOGS
        },
        "trends, read": seen(read_material),
        "trends, read and laid out": drawn,
        "barriers": seen(barriers.barriers_page),
        "asks": seen(needs.needs),
        "said and did": seen(said_did.board),
        "poster": seen(said_did.poster_desk, True),
        "before asking again": seen(said_did.before_asking_again),
        "training": seen(training.trainings),
        "asked of me after training": seen(training_answers.asked_of_me),
        "reading cards": seen(reading_cards.shelf),
        "practices": seen(practices.board),
        "long view": seen(long_view.long_view),
    }


def _cost(read: Read, hostel: Hostel) -> float:
    """Milliseconds of all threads, the median of a few runs after one that doesn't count."""
    taken = []
    for _run in range(_RUNS + 1):
        began = time.process_time()
        read(hostel)
        taken.append(1000 * (time.process_time() - began))
    return statistics.median(taken[1:])


def fill(hostel: Hostel, count: int) -> None:
    """So many entries of each kind, spread over five years up to today; made up by a seeded generator."""
    if count:
        hostel.opened.write(lambda tx: _write_all(tx, hostel.team_id, hostel.amina.clock.today(), count))


def _write_all(tx: Transaction, team_id: str, today: date, count: int) -> None:
    chance = random.Random(7)
    for made in _KINDS:
        rows = [
            made(f"{at:026}", today - timedelta(days=DAYS * at // count), chance, at) for at in range(count)
        ]
        table: sa.Table = rows[0]["table"]
        here = {"team_id": team_id} if "team_id" in table.c else {}
        values = [{name: kept for name, kept in row.items() if name != "table"} | here for row in rows]
        tx.connection.execute(table.insert(), values)


def _win(key: str, day: date, chance: random.Random, at: int) -> dict[str, Any]:
    from pie_audit.domain.quarter import iso_week
    from pie_audit.domain.small_logs import WinReach
    from pie_audit.storage.small_logs import win

    words = {
        "words": f"A small thing went well, number {at}.",
        "made_possible_by": "the night team",
        "agencies": "",
    }
    reach = chance.choice(list(WinReach)).value
    return {
        "table": win,
        "win_id": key,
        "week": iso_week(day),
        **words,
        "reach": reach,
        "kind": "",
        "topic_id": None,
    }


def _friction(key: str, day: date, chance: random.Random, at: int) -> dict[str, Any]:
    from pie_audit.domain.small_logs import FrictionEnd
    from pie_audit.storage.small_logs import friction

    words = {"trying": "A room for one night", "process": chance.choice(_AGENCIES), "level": "system"}
    counts = {"minutes": chance.randint(5, 300), "tellings": 2, "bend_would_help": at % 5 == 0}
    end = chance.choice(list(FrictionEnd)).value
    return {
        "table": friction,
        "friction_id": key,
        "month": day.isoformat()[:7],
        **words,
        **counts,
        "end": end,
    }


def _tellings(key: str, day: date, chance: random.Random, at: int) -> dict[str, Any]:
    from pie_audit.storage.small_logs import tellings

    counts = {"times": chance.randint(1, 9), "agencies": 1, "avoidable": 0, "days_waited": 3}
    return {
        "table": tellings,
        "tellings_id": key,
        "month": day.isoformat()[:7],
        "label": f"T{at % 40 + 1}",
        **counts,
    }


def _refusal(key: str, day: date, chance: random.Random, _at: int) -> dict[str, Any]:
    from pie_audit.domain.refusal import Direction, Next, Reason
    from pie_audit.storage.daily_notes import refusal

    who = {"direction": Direction.BY_OTHERS.value, "agency": chance.choice(_AGENCIES), "agency_kind": ""}
    why = {"reason": chance.choice(list(Reason)).value, "then": Next.NOTHING.value, "level": "system"}
    return {"table": refusal, "refusal_id": key, "month": day.isoformat()[:7], **who, **why}


def _bent(key: str, day: date, _chance: random.Random, at: int) -> dict[str, Any]:
    from pie_audit.domain.quarter import iso_week
    from pie_audit.storage.daily_notes import bent_rule

    said = {"rule": f"Rule {at % 30}", "instead": "We let her in", "why": "It was raining", "agreed_by": ""}
    rest = {"agreed": "not yet", "happened": "", "safety": "", "proposal": ""}
    return {"table": bent_rule, "bent_id": key, "week": iso_week(day), **said, **rest}


def _said(key: str, day: date, chance: random.Random, at: int) -> dict[str, Any]:
    from pie_audit.domain.said_did import Answer, HeardFrom
    from pie_audit.storage.said_did import said_did

    answer = chance.choice(list(Answer))
    is_open = answer in {Answer.OPEN, Answer.NOT_YET}
    said = {
        "said": f"The door is heavy, number {at}",
        "heard_from": chance.choice(list(HeardFrom)).value,
        "heard_on": day,
    }
    told = {
        "told_on": None if is_open else day,
        "told_how": "",
        "still_right": None,
        "answered_on": None if is_open else day,
    }
    rest = {"action_id": None, "survey_id": None, "version": 1}
    return {
        "table": said_did,
        "said_id": key,
        **said,
        "answer": answer.value,
        "words": "We oiled it",
        **told,
        **rest,
    }


def _training(key: str, day: date, _chance: random.Random, at: int) -> dict[str, Any]:
    from pie_audit.storage.training import training

    words = {"title": f"Training {at}", "provider": "", "form": "day", "mix": "leaders", "lived_part": "none"}
    return {
        "table": training,
        "training_id": key,
        "day": day,
        **words,
        "topic_id": None,
        "others": 5,
        "version": 1,
    }


def _card(key: str, day: date, chance: random.Random, at: int) -> dict[str, Any]:
    from pie_audit.domain.reading_card import Decision
    from pie_audit.storage.reading_cards import reading_card

    decision = chance.choice(list(Decision))
    words = dict.fromkeys(
        ("what_they_did", "found", "how_sure", "left_out", "challenges", "would_believe"), "Some"
    )
    talked = {
        "discussed_on": day if decision else None,
        "decision": decision.value,
        "why": "",
        "action_id": None,
    }
    small = "Ask one more time" if decision is Decision.TRY else ""
    rest = {"shipped": "", "version": 1, "put_away": at % 4 == 0, "small_action": small}
    return {
        "table": reading_card,
        "card_id": key,
        "source": f"Somebody, 2020, Number {at}",
        **words,
        **talked,
        **rest,
    }


def _practice(key: str, day: date, chance: random.Random, at: int) -> dict[str, Any]:
    from pie_audit.domain.practice import Choice
    from pie_audit.storage.practices import practice

    choice = chance.choice(list(Choice))
    words = {
        "what": f"Daily call {at}",
        "begun": "spring 2020",
        "why": "",
        "gave": "",
        "to_whom": "",
        "cost": "",
    }
    rest = {"owner_id": None, "review_on": None, "looked_at_on": day if choice else None, "action_id": None}
    return {
        "table": practice,
        "practice_id": key,
        **words,
        "choice": choice.value,
        "reason": "",
        **rest,
        "version": 1,
    }


def _answer(key: str, _day: date, chance: random.Random, _at: int) -> dict[str, Any]:
    from pie_audit.domain.plan import BarrierLevel
    from pie_audit.domain.training import Change
    from pie_audit.storage.training import training_answer

    said = {"change": chance.choice(list(Change)).value, "words": "No time for it"}
    level = chance.choice(list(BarrierLevel)).value
    row = {"answer_id": key, "training_id": key, "weeks": 6, **said, "level": level, "on_paper": True}
    return {"table": training_answer, **row}


_KINDS = (_win, _friction, _tellings, _refusal, _bent, _said, _training, _answer, _card, _practice)


if __name__ == "__main__":
    main()
