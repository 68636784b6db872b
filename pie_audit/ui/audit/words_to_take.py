"""What a meeting wrote and the file didn't take, as text for the clipboard."""

from __future__ import annotations

from collections.abc import Mapping

from pie_audit.domain.audit import Consensus, Dissent
from pie_audit.ui.audit.spread_words import written_line
from pie_audit.words import _

_FIELDS = ("because", "evidence", "changed", "dissent")


def words_to_take(pending: Mapping[str, object], titles: Mapping[str, str]) -> list[str]:
    """One text a topic: its title, then every line once. A key ends in the topic's id where its value has none."""
    found: dict[str, dict[str, None]] = {}
    for key, what in pending.items():
        topic_id = what.topic_id if isinstance(what, Consensus | Dissent) else key.rpartition("/")[2]
        found.setdefault(topic_id, {}).update(dict.fromkeys(_lines(what)))
    return ["\n".join((titles.get(topic_id, ""), *lines)) for topic_id, lines in found.items() if lines]


def _lines(what: object) -> list[str]:
    if isinstance(what, Dissent):
        return [what.words]
    if isinstance(what, Consensus):
        return list(filter(None, (written_line(what), what.because, what.evidence, what.changed)))
    if isinstance(what, Mapping):
        level = _("Level {n}").format(n=what["level"]) if what.get("level") else ""
        return list(filter(None, (level, *(str(what.get(name, "")) for name in _FIELDS))))
    return []
