"""Support against strain: one dot a quarter, joined in the order of time; no line of fit."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pie_audit.domain.support_beside import SupportBeside
from pie_audit.ui.widgets import ChartView
from pie_audit.words import _
from pie_audit.workflows.trends.wellbeing_charts import beside_chart


class StrainScatter(ChartView):
    """The field of dots with its caveats printed under it, in the same picture."""

    def __init__(self, view: SupportBeside, parent: QWidget | None = None) -> None:
        title = _("{theme} against {scale}, a dot for each quarter").format(
            theme=view.theme, scale=view.scale
        )
        super().__init__(beside_chart(view, title), parent)
