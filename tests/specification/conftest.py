"""Workflows are tried on Quayside House, a small team that is real in every part."""

from __future__ import annotations

from tests.quarter import finished, hostel

__all__ = ["finished", "hostel"]
