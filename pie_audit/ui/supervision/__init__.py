"""Supervision between two: what is coming, the agreement, and the page of one session."""
