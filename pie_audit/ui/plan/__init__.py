"""The action plan: cards and table, the editor, signing off, and the paper."""
