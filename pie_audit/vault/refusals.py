"""What the vault says when something stays shut."""

from __future__ import annotations

from pie_audit.domain.errors import CannotOpen
from pie_audit.words import _


class WrongSecret(CannotOpen):
    """A name, password, code or slip that opens nothing here. Which of them it was is never told."""

    def __init__(self) -> None:
        super().__init__(_("That was not it."), _("Try once more."))


class DamagedWay(WrongSecret):
    """A secret that opens nothing in a file of keys that was changed: it may well have been the right one."""

    def __init__(self) -> None:
        CannotOpen.__init__(
            self,
            _("The file with this workspace’s keys is damaged, perhaps just where yours lies."),
            _(
                "Try once more. Others still get in, and so does the House key; a sealed copy has yours whole."
            ),
        )


class Damaged(CannotOpen):
    """Sealed bytes that were changed, moved or cut; no password would help."""


class TooNew(CannotOpen):
    """Sealed bytes from a later version of the program."""


class Unreadable(CannotOpen):
    """A private page whose key is gone for good: it was sealed before its writer's access was made anew."""

    def __init__(self) -> None:
        super().__init__(
            _("This page was sealed with a key that no longer exists."),
            _("Nobody can read it any more. You can keep it or let it go."),
        )
