"""Somebody tries words a thousand times: each try waits longer up to half a minute, and the right one still gets in."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from pie_audit.ui.shell.patience import Patience


def test_a_thousand_wrong_tries_wait_for_hours_and_lock_nobody_out(qapp: QApplication) -> None:
    patience, waited = Patience(), []
    for _guess in range(1000):
        patience.wrong()
        waited.append(patience.left)
        while patience.left:
            patience.tick()
    assert waited == sorted(waited)
    assert waited[-1] == 30
    assert sum(waited) > 8 * 60 * 60
    patience.right()
    patience.wrong()
    assert patience.left == 0
