"""Figures made from permitted counts and agreed levels, with formulas that name their source."""
