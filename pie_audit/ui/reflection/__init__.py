"""Writing that stays one's own: the editor, the list, and what goes to others by choice."""
