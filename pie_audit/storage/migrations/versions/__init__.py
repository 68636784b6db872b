"""One file for each numbered step."""
