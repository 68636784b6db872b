"""Example charts of every kind, with the figures of an ordinary team's eight quarters."""

from __future__ import annotations

from pie_audit.domain.chart import (
    Axis,
    Cell,
    CellKind,
    Chart,
    ChartTable,
    GridChart,
    GridRow,
    Limits,
    LineChart,
    Part,
    Pin,
    Point,
    ScatterChart,
    ScatterDot,
    Series,
    Sign,
    SpanChart,
    SpanRow,
    Spot,
    SpotChart,
    SpotRow,
    StackChart,
    StackColumn,
    Step,
    Unshown,
)

TABLE = ChartTable(("Quarter", "Value"), (("autumn 2026", "2.9"),))
LEVELS = Axis(0.0, 4.0, ((0.0, "0"), (1.0, ""), (2.0, "2"), (3.0, ""), (4.0, "4")))
HUNDRED = Axis(0.0, 100.0, ((0.0, "0"), (25.0, "25"), (50.0, "50"), (75.0, "75"), (100.0, "100")))
QUARTERS = tuple(
    Step(f"{short}{year}", f"{name} 20{year}")
    for year in (25, 26)
    for short, name in (("W", "winter"), ("Sp", "spring"), ("Su", "summer"), ("Au", "autumn"))
)
MONTHS = tuple(
    Step(f"{name} {year}" if name in {"Aug", "Jan"} else name, f"{name} 20{year}")
    for name, year in zip(
        [
            "Aug",
            "Sep",
            "Oct",
            "Nov",
            "Dec",
            "Jan",
            "Feb",
            "Mar",
            "Apr",
            "May",
            "Jun",
            "Jul",
            "Aug",
            "Sep",
            "Oct",
            "Nov",
        ],
        [25] * 5 + [26] * 11,
        strict=True,
    )
)
THEMES = ("Awareness", "Support", "Learning", "Spaces", "Three Rs")
MEANS: tuple[tuple[float | None, ...], ...] = (
    (1.6, 1.8, 1.9, 2.1, 2.2, 2.4, 2.6, 2.9),
    (1.1, 1.3, 1.6, 1.6, 1.5, 1.3, 1.2, 1.5),
    (2.2, 2.1, 2.3, 2.3, 2.2, 2.4, 2.2, 2.3),
    (None, None, 2.6, 2.8, 2.7, 3.0, 3.1, 3.3),
    (0.6, 0.7, 0.7, 0.9, 1.0, 0.9, 0.8, 0.9),
)


def theme_line(theme: int = 0) -> LineChart:
    """One of the five small panels."""
    points = tuple(
        Point(mean, str(mean), f"{step.name}: {mean}", max(0.0, mean - 1), min(4.0, mean + 1))
        if mean is not None
        else Point(None, "not enough answered", f"{step.name}: not enough answered")
        for step, mean in zip(QUARTERS, MEANS[theme], strict=True)
    )
    return LineChart(
        f"theme_lines/{theme}",
        THEMES[theme],
        "",
        f"{THEMES[theme]}: {MEANS[theme][-1]} this quarter (9 of 9 topics), 2.6 last quarter; nothing unusual.",
        TABLE,
        LEVELS,
        QUARTERS,
        (Series(THEMES[theme], points, theme),),
        (str(MEANS[theme][-1]), "9 of 9 topics"),
    )


def broken_line() -> LineChart:
    """A line with everything that can interrupt it: a gap, other questions, an unsigned review, pinned notes."""
    values = (1.2, 1.4, None, 2.0, 2.1, 1.8, 1.9, 2.4)
    points = tuple(
        Point(
            value,
            "not enough answered" if value is None else str(value),
            f"{step.name}: {value}",
            hollow=number == 7,
            breaks=number == 5,
            break_words="six questions were written anew" if number == 5 else "",
        )
        for number, (step, value) in enumerate(zip(QUARTERS, values, strict=True))
    )
    pins = (Pin(3, "moved building", "a"), Pin(4, "new night rota", "b"), Pin(4, "two posts empty", "c"))
    return LineChart(
        "topic_lines/D7",
        "Rules with reasons",
        "one topic",
        "Rules with reasons: usual now, usual last quarter.",
        TABLE,
        LEVELS,
        QUARTERS,
        (Series("Rules with reasons", points, 4),),
        pins=pins,
    )


def friction() -> LineChart:
    """Sixteen months with limits and one signal."""
    values = (52, 55, 50, 58, 54, 53, 57, 51, 56, 54, 55, 53, 52, 55, 67, 54)
    points = tuple(
        Point(
            float(value),
            f"{value} hours",
            f"{step.name}: {value} hours",
            signs=(Sign.BEYOND_LIMIT,) if value == 67 else (),
            letter="A" if value == 67 else "",
        )
        for step, value in zip(MONTHS, values, strict=True)
    )
    limits = Limits(0, 15, 54.0, "Average 54", 63.9, "Upper limit 63.9", 44.1, "Lower limit 44.1", 60.6, 47.4)
    return LineChart(
        "friction",
        "Hours lost to chasing other services",
        "Team total each month, from the friction log",
        "October: 67 hours, outside the usual range; worth asking about.",
        TABLE,
        Axis(0.0, 80.0, tuple((float(n), str(n)) for n in range(0, 81, 20))),
        MONTHS,
        (Series("Hours", points),),
        limits=(limits,),
        banner="Provisional: fewer than 20 months",
        long=True,
    )


def rising() -> LineChart:
    """Seven points in a row, each higher than the one before, and limits in two pieces."""
    values = (40, 42, 41, 43, 40, 42, 41, 40, 43, 50, 52, 55, 58, 61, 64, 66)
    points = tuple(
        Point(
            float(value),
            str(value),
            f"{step.name}: {value}",
            signs=(Sign.SEVEN_POINT_TREND,) if number > 8 else (),
            letter="A" if number > 8 else "",
        )
        for number, (step, value) in enumerate(zip(MONTHS, values, strict=True))
    )
    return LineChart(
        "ledger_kept",
        "Hours kept",
        "",
        "Seven months in a row went up; worth asking about.",
        TABLE,
        HUNDRED,
        MONTHS,
        (Series("Kept", points),),
        limits=(
            Limits(0, 8, 41.3, "Average 41", 46.0, "Upper limit 46", 36.7, "Lower limit 37"),
            Limits(9, 15, 58.0, "Average 58", 70.0, "Upper limit 70", 46.0, "Lower limit 46"),
        ),
        banner="Limits made anew in May 26: a second night worker began",
    )


def pulse() -> LineChart:
    """Two lines on 0 to 100, one with a gap."""
    load = (46, 48, 52, None, 61, 58, 55, 50)
    ground = (62, 60, 58, None, 52, 55, 57, 60)
    return LineChart(
        "pulse/pulse/all",
        "Load and ground",
        "",
        "Load: much the same as last time.",
        TABLE,
        HUNDRED,
        QUARTERS,
        tuple(
            Series(
                name,
                tuple(
                    Point(
                        None if value is None else float(value),
                        "not shown" if value is None else str(value),
                        f"{step.name}: {value}",
                    )
                    for step, value in zip(QUARTERS, values, strict=True)
                ),
                shape=shape,
            )
            for name, values, shape in (("Load", load, "square"), ("Ground", ground, "circle"))
        ),
    )


def heatmap() -> GridChart:
    """Themes by quarters."""
    return GridChart(
        "heatmap",
        "Theme by quarter",
        "n/a: not asked",
        "Awareness: 2.9 this quarter, 2.6 last quarter.",
        TABLE,
        QUARTERS,
        tuple(
            GridRow(
                f"theme-{place}",
                name,
                tuple(
                    Cell("n/a", f"{name}, {step.name}: not asked", CellKind.NOT_ASKED)
                    if mean is None
                    else Cell(str(mean), f"{name}, {step.name}: {mean}", level=round(mean))
                    for step, mean in zip(QUARTERS, MEANS[place], strict=True)
                ),
                place,
            )
            for place, name in enumerate(THEMES)
        ),
        ("Number shown in every square",),
    )


def topic_grid() -> GridChart:
    """A theme's topics with every kind of square."""
    kinds = tuple(CellKind)
    names = (
        "We know what happened to people and what that may do",
        "Staff are told when something went well",
        "Rules with reasons",
        "Quiet places",
        "A complaint changes something",
        "People choose who works with them",
        "Doors",
        "What we do after a hard night, with the people who were there",
        "Ends are planned",
    )
    rows = tuple(
        GridRow(
            f"D{number + 1}",
            name,
            tuple(
                _topic_cell(
                    kinds[(number + 2 * at) % len(kinds)] if (number + at) % 3 == 0 else CellKind.VALUE,
                    number,
                    at,
                )
                for at in range(len(QUARTERS))
            ),
        )
        for number, name in enumerate(names)
    )
    return GridChart(
        "topic_grid/D",
        "Topics of The three Rs",
        "",
        "Rules with reasons: patchy, now usual.",
        TABLE,
        QUARTERS,
        rows,
        ("n/a: doesn’t apply", "dot: can’t tell", "split: not settled"),
        (Pin(3, "moved building", "a"),),
    )


def _topic_cell(kind: CellKind, row: int, at: int) -> Cell:
    words = f"topic {row + 1}, {QUARTERS[at].name}: {kind}"
    if kind is not CellKind.VALUE:
        return Cell("n/a" if kind is CellKind.NOT_APPLICABLE else "–", words, kind)
    level = (row * 3 + at) % 5
    return Cell(str(level), words, level=level, hollow=at == 7 and row == 1, breaks=at == 4)


def distance() -> SpanChart:
    """How far each theme came, one of them in words."""
    rows = (
        ("Awareness", 1.6, 2.9, "+1.3", 0),
        ("Spaces", 2.6, 3.3, "+0.7", 3),
        ("Support", 1.1, 1.5, "+0.4", 1),
        ("Three Rs", 0.9, 0.6, "−0.3", 4),
        ("Learning", None, None, "", 2),
    )
    return SpanChart(
        "distance",
        "Distance travelled",
        "Topics answered both times only",
        "Awareness came furthest.",
        TABLE,
        LEVELS,
        tuple(
            SpanRow(
                name,
                then,
                now,
                label,
                "only 2 topics were answered both times"
                if then is None
                else f"{name}: {then} then, {now} now",
                theme,
            )
            for name, then, now, label, theme in rows
        ),
    )


def who_took_part() -> StackChart:
    """Counts by perspective, small groups hatched."""
    team, residents, small = (
        (8, 9, 10, 10, 11, 10, 12, 12),
        (0, 0, 0, 0, 5, 5, 5, 6),
        (1, 2, 2, 2, 1, 1, 1, 2),
    )
    columns = tuple(
        StackColumn(
            (
                Part(float(ours), str(ours), f"Team: {ours}", 0),
                *((Part(float(theirs), str(theirs), f"Residents: {theirs}", 1),) if theirs else ()),
                *(Part(None, "", "A group of fewer than 5", 2) for _n in range(few)),
            ),
            f"{step.name}: {ours} of the team, {theirs} residents",
        )
        for step, ours, theirs, few in zip(QUARTERS, team, residents, small, strict=True)
    )
    return StackChart(
        "participation",
        "Who took part",
        "",
        "12 of the team took part this quarter, 12 last quarter.",
        TABLE,
        QUARTERS,
        columns,
        ("Team", "Residents"),
        "A group of fewer than 5, drawn at one fixed height",
    )


def time_ledger() -> StackChart:
    """Planned beside held, with a month in which nothing was planned."""
    planned, held = (12, 10, 0, 11, 12, 9), (9, 10, 0, 4, 8, 0)
    columns = tuple(
        StackColumn(
            (Part(float(a), str(a), f"planned: {a}", 0), Part(float(b), str(b), f"held: {b}", 1))
            if a
            else (),
            f"{step.name}: {b} of {a} held",
            "" if a else "none planned",
        )
        for step, a, b in zip(MONTHS, planned, held, strict=False)
    )
    return StackChart(
        "time_ledger",
        "Protected time",
        "sessions",
        "8 of 12 held this month.",
        TABLE,
        MONTHS[:6],
        columns,
        ("Planned", "Held"),
        side_by_side=True,
        pins=(Pin(2, "no supervisor", "a"),),
    )


def perspectives() -> SpotChart:
    """Three groups per theme, never put together."""
    groups = ("Team", "People who live here", "Partners")
    values = ((2.9, 1.8, None), (1.5, 1.5, 1.5), (2.3, 2.0, 2.6), (3.3, 3.2, 3.4), (0.9, None, 4.0))
    return SpotChart(
        "perspectives",
        "Side by side",
        "",
        "Team and people who live here are furthest apart on Awareness.",
        TABLE,
        LEVELS,
        tuple(
            SpotRow(
                THEMES[place],
                tuple(
                    Spot(
                        value,
                        "fewer than 5" if value is None else f"{value}",
                        f"{THEMES[place]}, {groups[fill]}: {value}",
                        fill,
                    )
                    for fill, value in enumerate(row)
                ),
                place,
                "furthest apart" if place == 0 else "",
            )
            for place, row in enumerate(values)
        ),
        groups,
    )


def spread() -> SpotChart:
    """Unnamed private ratings of one team, widest first."""
    ratings = ((0, 0, 4, 4, 4, 1), (1, 2, 2, 3, 3, 3), (2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2))
    return SpotChart(
        "spread",
        "How far apart we were",
        "",
        "Rules with reasons: two camps.",
        TABLE,
        LEVELS,
        tuple(
            SpotRow(
                name,
                tuple(Spot(float(value), "", f"{name}: one gave {value}") for value in row),
                note=note,
            )
            for name, note, row in zip(
                ("Rules with reasons", "Quiet places", "Ends are planned"),
                ("two camps", "", "all the same"),
                ratings,
                strict=True,
            )
        ),
        ("Team",),
    )


def support_burnout() -> ScatterChart:
    """Eight quarters of support and load."""
    pairs = ((1.1, 62), (1.3, 60), (1.6, 55), (1.6, 56), (1.5, 61), (1.3, 66), (1.2, 64), (1.5, 58))
    return ScatterChart(
        "support_burnout",
        "Support and load",
        "",
        "Eight quarters of our own.",
        TABLE,
        LEVELS,
        "Staff training and support",
        HUNDRED,
        "Load",
        tuple(
            ScatterDot(across, float(up), step.short, f"{step.name}: support {across}, load {up}")
            for step, (across, up) in zip(QUARTERS, pairs, strict=True)
        ),
        (
            "These are our own eight dots. They can start a conversation; they cannot show cause.",
            "People change between quarters; anonymous answers cannot be joined.",
            "Tired people may rate support lower: the arrow may run either way, or both may follow staffing.",
        ),
    )


def unshown() -> Unshown:
    """A chart whose place says why it isn't drawn."""
    return Unshown("blind_shift", "From private to agreed", "Fewer than five rated, so this isn’t shown.")


def large_grid(steps: int = 40, rows: int = 60) -> GridChart:
    """Ten years of sixty topics."""
    quarters = tuple(Step(f"Q{n % 4 + 1} {n // 4 + 17}", f"quarter {n}") for n in range(steps))
    return GridChart(
        "heatmap",
        "All topics",
        "",
        "",
        TABLE,
        quarters,
        tuple(
            GridRow(
                f"T{row}",
                f"Topic number {row} with a name",
                tuple(Cell(str((row + at) % 5), f"{row} {at}", level=(row + at) % 5) for at in range(steps)),
                row // 12,
            )
            for row in range(rows)
        ),
    )


def every_chart() -> dict[str, Chart]:
    """One or two of each kind, by what they show."""
    return {
        **{f"theme {name}": theme_line(place) for place, name in enumerate(THEMES)},
        "broken line": broken_line(),
        "friction": friction(),
        "rising": rising(),
        "pulse": pulse(),
        "heatmap": heatmap(),
        "topic grid": topic_grid(),
        "distance": distance(),
        "who took part": who_took_part(),
        "time ledger": time_ledger(),
        "perspectives": perspectives(),
        "spread": spread(),
        "support and load": support_burnout(),
        "not shown": unshown(),
    }
