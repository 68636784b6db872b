"""The steps of published models, as their authors called them."""

from __future__ import annotations

_CYCLE = ("Experience", "Reflection", "Analysis", "Action planning")

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("gibbs", ("Description", "Feelings", "Evaluation", "Analysis", "Conclusion", "Action plan")),
    ("driscoll", ("What?", "So what?", "Now what?")),
    ("rolfe", ("What? (descriptive)", "So what? (theory-building)", "Now what? (action-oriented)")),
    (
        "kolb",
        (
            "Concrete experience",
            "Reflective observation",
            "Abstract conceptualisation",
            "Active experimentation",
        ),
    ),
    (
        "johns",
        (
            *("Looking in", "Looking out: description", "Aesthetics", "Personal", "Ethics", "Empirics"),
            "Reflexivity",
        ),
    ),
    ("schon", ("Reflection-in-action", "Reflection-on-action", "Reflection-for-action")),
    (
        "brookfield",
        ("Autobiographical", "Students’ eyes", "Colleagues’ perceptions", "Theoretical literature"),
    ),
    ("five-r", ("Reporting", "Responding", "Relating", "Reasoning", "Reconstructing")),
    (
        "atkins-murphy",
        (
            "Awareness of uncomfortable feelings or thoughts",
            "Describe the situation",
            "Analyse feelings and knowledge",
            "Evaluate the relevance of knowledge",
            "Identify learning",
        ),
    ),
    ("boud", ("Returning to experience", "Attending to feelings", "Re-evaluating experience")),
    (
        "sea",
        (
            *("What happened?", "Why did it happen?", "What has been learned?", "What has been changed?"),
            "Who was told?",
        ),
    ),
    ("proctor", ("Normative", "Formative", "Restorative")),
    (
        "seven-eyed",
        (
            "1 The client",
            "2 Interventions",
            "3 The relationship between client and worker",
            "4 The worker",
            "5 The supervisory relationship (parallel process)",
            "6 The supervisor",
            "7 The wider context",
        ),
    ),
    ("morrison", _CYCLE),
    ("clear", ("Contract", "Listen", "Explore", "Action", "Review")),
)
