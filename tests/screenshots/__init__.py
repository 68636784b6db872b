"""Draws the pictures of the docs: the real window, on invented people, at a fixed hour."""
