"""Question files become questionnaires, or all of their problems."""
