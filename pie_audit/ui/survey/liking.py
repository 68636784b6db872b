"""How somebody likes to see the questions, wherever that is remembered."""

from __future__ import annotations

from typing import Protocol


class Liking(Protocol):
    """At one's own place it is kept for next time; at a shared screen it goes with whoever sat there."""

    @property
    def on_one_page(self) -> bool:
        """Whether all questions are shown together."""

    def show_on_one_page(self, wanted: bool) -> None:
        """Show them together from now on, or one at a time."""

    def enlarge_text(self) -> None:
        """The next larger text; after the largest, the usual one."""
