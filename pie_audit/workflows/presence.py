"""Who is here and on which computer: light, because the door is painted with no more than this."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from pie_audit.domain.errors import NotNow
from pie_audit.words import _

if TYPE_CHECKING:
    from pie_audit.domain.team import Member, Perspective, WorkspaceKind
    from pie_audit.vault.cost import Kdf
    from pie_audit.vault.keyring_store import KeyringStore
    from pie_audit.vault.open_vault import OpenVault
    from pie_audit.vault.slips import SlipKeys


@dataclass(frozen=True, slots=True)
class Clock:
    """The time, handed in: `now` in UTC, `today` as the calendar on the wall says."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    today: Callable[[], date] = date.today

    def week(self) -> str:
        """This ISO week."""
        from pie_audit.domain.quarter import iso_week

        return iso_week(self.today())

    def minute(self) -> str:
        """The minute in UTC, for the security record only."""
        return self.now().strftime("%Y-%m-%dT%H:%M")


@dataclass(frozen=True, slots=True)
class Premises:
    """What the composition root says of this computer: folders, the cost of passwords, the time, the keyring."""

    kdf: Kdf
    clock: Clock
    workspaces: Path
    marks: Path
    keyring: KeyringStore | None = None


class Clearable(Protocol):
    """Something that holds words and can let go of them."""

    def clear(self) -> None:
        """Let go of every word."""


C = TypeVar("C", bound=Clearable)


class Memory:
    """What is held for one person until they lock, such as their pages for searching; one thing of each kind."""

    def __init__(self) -> None:
        self._kept: dict[type, Clearable] = {}

    def of(self, kind: type[C]) -> C:
        """The one of this kind, made when it is first asked for."""
        found = self._kept.setdefault(kind, kind())
        return cast(C, found)

    def clear(self) -> None:
        """Let go of all of it."""
        for kept in self._kept.values():
            kept.clear()
        self._kept.clear()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person at work, with their vault open."""

    member: Member
    vault: OpenVault
    clock: Clock
    workspace_kind: WorkspaceKind
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)

    @property
    def week(self) -> str:
        """The ISO week in which they act."""
        return self.clock.week()

    def forget(self) -> None:
        """Let go of every key and of every page in memory, as far as that can be done."""
        self.memory.clear()
        self.vault.forget()


@dataclass(frozen=True, slots=True)
class SlipHolder:
    """Whoever holds a slip: one sheet of one round, no name."""

    round_id: str
    seat_id: bytes
    perspective: Perspective
    keys: SlipKeys
    clock: Clock


@dataclass(frozen=True, slots=True)
class SurveySlip:
    """Whoever holds a slip of a survey: one ballot, no name."""

    survey_id: str
    block_id: str
    keys: SlipKeys
    clock: Clock

    @property
    def holder_id(self) -> str:
        """What finds this slip's place in the box."""
        return self.keys.find.hex()


Me = SignedIn | SlipHolder | SurveySlip


def acting(me: Me) -> SignedIn:
    """The person signed in. Raises NotNow for a slip, which may do one thing: its own sheet or ballot."""
    if not isinstance(me, SignedIn):
        raise NotNow(_("A slip opens one sheet and nothing else."), _("Sign in with your name to do this."))
    return me
