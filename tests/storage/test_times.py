"""No time finer than a day outside sealed bodies; only the security record knows the minute."""

from __future__ import annotations

import sqlalchemy as sa

from pie_audit.storage import schema
from pie_audit.storage.transaction import metadata

DAYS = {
    "answered_on",
    "discussed_on",
    "heard_on",
    "looked_at_on",
    "still_right",
    "told_on",
    "ask_reply_by",
    "binned_on",
    "brought_on",
    "closes_on",
    "day",
    "due",
    "ends_on",
    "given_on",
    "held_on",
    "in_a_month",
    "in_a_week",
    "last_day",
    "met_on",
    "moved_to",
    "opens_on",
    "paused_on",
    "planned_on",
    "quiet_until",
    "received_on",
    "replied_on",
    "review_on",
    "seen_over_on",
    "sent_on",
    "shared_on",
    "talk_on",
}
PLAIN = (sa.Text, sa.LargeBinary, sa.Integer, sa.Boolean, sa.Date)


def test_every_declared_table_is_known() -> None:
    assert {t for file in schema.TABLE_FILES for t in vars(file).values() if isinstance(t, sa.Table)} <= set(
        metadata.tables.values()
    )


def test_days_are_the_finest_times() -> None:
    columns = [c for t in metadata.tables.values() for c in t.columns]
    assert {c.name for c in columns if isinstance(c.type, sa.Date)} == DAYS
    assert [c for c in columns if not isinstance(c.type, PLAIN) and c.name != "version_num"] == []


def test_only_the_security_record_names_a_minute() -> None:
    timed = {f"{t.name}.{c.name}" for t in metadata.tables.values() for c in t.columns if c.name == "minute"}
    assert timed == {"trail.minute"}
