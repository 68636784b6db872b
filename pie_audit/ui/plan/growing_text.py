"""The growing field of the plan is everybody's by now."""

from pie_audit.ui.widgets import GrowingText as GrowingText
