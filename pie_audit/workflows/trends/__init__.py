"""How a team changes over time, from its own figures alone: read once, then charted on plain values."""
