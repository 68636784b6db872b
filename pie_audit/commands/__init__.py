"""What each command does: results to standard output, notices to standard error, known problems raised."""

from __future__ import annotations

from pie_audit.commands.exports import (
    export_audit,
    export_calendar,
    export_entries,
    export_plan,
    export_poster,
    export_report,
    export_table,
    export_workspace,
)
from pie_audit.commands.figures import (
    agreement,
    board,
    check_questionnaire,
    disclose,
    list_questionnaires,
    score,
    trend,
)
from pie_audit.commands.workspaces import back_up, check, make_demo, restore, self_test

__all__ = [
    "agreement",
    "back_up",
    "board",
    "check",
    "check_questionnaire",
    "disclose",
    "export_audit",
    "export_calendar",
    "export_entries",
    "export_plan",
    "export_poster",
    "export_report",
    "export_table",
    "export_workspace",
    "list_questionnaires",
    "make_demo",
    "restore",
    "score",
    "self_test",
    "trend",
]
