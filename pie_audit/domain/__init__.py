"""Nouns and rules of the field; standard library only."""
