"""A team's own words for recurring terms, and sets of words that were saved under a name."""

from __future__ import annotations

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.storage.transaction import Transaction, put, table

team_word = table(
    "team_word",
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), primary_key=True),
    sa.Column("term", sa.Text, primary_key=True),
    sa.Column("one", sa.Text, nullable=False),
    sa.Column("many", sa.Text, nullable=False),
    sa.Column("article", sa.Text, nullable=False),
)

word_set = table(
    "word_set",
    sa.Column("set_id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
)


def save_word(tx: Transaction, team_id: str, term: str, forms: tuple[str, str, str]) -> None:
    """Let a team call something by its own word: for one, for several, and the a or an before one."""
    one, many, article = forms
    put(tx, team_word, {"team_id": team_id, "term": term}, {"one": one, "many": many, "article": article})
    tx.changed.add(Kind.TEAMS)


def words_of(tx: Transaction, team_id: str) -> dict[str, tuple[str, str, str]]:
    """A team's own words by term: for one, for several, and the a or an before one."""
    query = sa.select(team_word).where(team_word.c.team_id == team_id).order_by(team_word.c.term)
    return {row.term: (row.one, row.many, row.article) for row in tx.connection.execute(query)}


def delete_word(tx: Transaction, team_id: str, term: str) -> None:
    """Back to the word that comes with the program."""
    which = sa.and_(team_word.c.team_id == team_id, team_word.c.term == term)
    tx.connection.execute(sa.delete(team_word).where(which))
    tx.changed.add(Kind.TEAMS)


def save_set(tx: Transaction, set_id: str, name: str, words: str) -> None:
    """Keep a set of words under a name; `words` are JSON."""
    put(tx, word_set, {"set_id": set_id}, {"name": name, "words": words})
    tx.changed.add(Kind.TEAMS)


def list_sets(tx: Transaction) -> tuple[tuple[str, str, str], ...]:
    """Every saved set by name: id, name, words as JSON."""
    query = sa.select(word_set).order_by(word_set.c.name, word_set.c.set_id)
    return tuple((row.set_id, row.name, row.words) for row in tx.connection.execute(query))


def delete_set(tx: Transaction, set_id: str) -> None:
    """Let a set go; teams that took its words keep them."""
    tx.connection.execute(sa.delete(word_set).where(word_set.c.set_id == set_id))
    tx.changed.add(Kind.TEAMS)
