"""Whole stories, told through the real window on a real encrypted workspace."""
