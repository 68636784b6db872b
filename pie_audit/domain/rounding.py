"""Figures as people read them: rounded only to be shown, halves always away from zero (audit.md, “Shared rules”)."""

from __future__ import annotations

from fractions import Fraction

NO_FIGURE = "–"
"""What stands where a figure has no meaning."""


def one_decimal(value: Fraction) -> str:
    """The value to one decimal: 2.25 is 2.3, and −2.25 is −2.3."""
    return rounded(value, 1)


def two_decimals(value: Fraction) -> str:
    """The value to two decimals, for the figures panel and tables alone."""
    return rounded(value, 2)


def rounded(value: Fraction, places: int) -> str:
    """The value to so many decimals, at least one, exactly; what rounds to nothing has no minus sign."""
    scale = 10**places
    whole = (2 * abs(value.numerator) * scale + value.denominator) // (2 * value.denominator)
    sign = "-" if value < 0 and whole else ""
    return f"{sign}{whole // scale}.{whole % scale:0{places}d}"
