"""Tables are tried on Quayside House, with years of its life written straight into storage."""

from __future__ import annotations

from tests.quarter import finished, hostel

__all__ = ["finished", "hostel"]
