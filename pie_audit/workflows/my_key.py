"""My key in daily life: tried out two weeks after it was made, while another one can still be made."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pie_audit.storage import people
from pie_audit.vault import person
from pie_audit.vault.codes import CodeKind, read_code
from pie_audit.vault.refusals import WrongSecret
from pie_audit.workflows import self_record
from pie_audit.workflows.unlock import Me, OpenWorkspace, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

TRIED_AFTER = timedelta(days=14)
"""Early enough to make another, late enough that the sheet lies where it will be looked for."""

TRY = "my-key-test"
"""What is quiet for the week after “Not today”."""


def is_to_be_tried(tx: Transaction, me: Me) -> bool:
    """Whether Home asks to type it back: two weeks after it was made, once, and not in a week of “Not today”."""
    mine = acting(me)
    remembered = self_record.load(tx, me)
    made, tried = remembered.my_key_made_on, remembered.my_key_tested_on
    if made is None or (tried is not None and tried >= made):
        return False
    is_due = mine.clock.today() >= made + TRIED_AFTER
    return is_due and not self_record.is_quiet(remembered, TRY, mine.week)


def leave_for_now(tx: Transaction, me: Me) -> None:
    """“Not today”: Home asks again next week."""
    self_record.quieten(tx, me, TRY)


def try_out(opened: OpenWorkspace, me: Me, code: str) -> bool:
    """Whether this sheet would open one's own pages today; if so, Home stops asking.

    The whole of it is asked for: nothing of the code is kept that single groups could be compared with. Raises
    Mistyped for a slip of the fingers.
    """
    mine = acting(me)
    read_code(code, CodeKind.MINE)
    row = opened.read(lambda tx: people.load_user_key(tx, mine.member.person_id))
    try:
        if row is None:
            return False
        person.recover_with_my_key(row, code, opened.premises.kdf)
    except WrongSecret:
        return False
    today = mine.clock.today()
    opened.write(lambda tx: self_record.change(tx, me, my_key_tested_on=today))
    return True


def note_made(tx: Transaction, me: Me) -> None:
    """Today is the day of a new My key."""
    self_record.change(tx, me, my_key_made_on=acting(me).clock.today(), my_key_tested_on=None)


def remember_one_made_earlier(tx: Transaction, me: Me) -> None:
    """A My key from before the program remembered when: two weeks count from now."""
    row = people.load_user_key(tx, acting(me).member.person_id)
    if row is not None and row.r_wrapped and self_record.load(tx, me).my_key_made_on is None:
        note_made(tx, me)
