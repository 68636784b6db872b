"""Numbered steps from each version of the tables to the next; frozen, and never importing today's tables."""

from __future__ import annotations

SCHEMA = "0008"
"""The number of the newest step, which is the version of the tables that this program knows."""
