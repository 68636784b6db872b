"""The plan as a file: its text, its tags, its silence about people, and what the strangest words do to it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pie_audit.domain.audit import NOTE_LIMIT, SignOff
from pie_audit.domain.plan_document import Edition, PlanAction, PriorAsk, plan_document
from pie_audit.domain.plan_material import PlanMaterial
from pie_audit.domain.team import Team
from pie_audit.reports.plan_pdf import make_plan
from pie_audit.reports.preview import count_pages, render_page, render_pages
from tests.make_plan import (
    ACTIONS,
    ADDENDUM,
    CONSENSUS,
    INFLUENCES,
    PRIORITIES,
    REPLY,
    TOPICS,
    agreed,
    make_action,
    make_material,
    make_whole,
)
from tests.reports.read_pdf import (
    marked_numbers,
    opened,
    page_texts,
    structure,
    untagged_text,
    whole_text,
)

EDITIONS = list(Edition)


def _pdf(edition: Edition, material: PlanMaterial | None = None) -> bytes:
    return _usual(edition) if material is None else make_plan(plan_document(material, edition))[0]


@cache
def _usual(edition: Edition) -> bytes:
    """Made once, and read by many tests."""
    return make_plan(plan_document(make_material(), edition))[0]


def test_text_is_real_and_in_order() -> None:
    text = whole_text(_pdf(Edition.FULL))
    marks = (
        "Quayside House",
        "We ask the council",
        "Where we think we are",
        "We agreed on 3",
        "About this paper",
    )
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)
    assert "One of us sees it as 1: nights are different." in text


@pytest.mark.parametrize("edition", EDITIONS)
def test_pages_are_numbered_and_counted(edition: Edition) -> None:
    pdf, pages = make_plan(plan_document(make_material(), edition))
    texts = page_texts(pdf)
    assert len(texts) == pages == count_pages(pdf)
    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of {pages}" in text
        assert "Agreed by the team on 11 December 2026. No rating is shown with a name." in text
        assert "Quayside House" in text


@pytest.mark.parametrize("edition", EDITIONS)
def test_page_one_is_one_page_and_inside_begins_on_the_next(edition: Edition) -> None:
    texts = page_texts(_pdf(edition))
    assert "Talk to us: Amina Yusuf, 01632 960 000" in texts[0]
    if edition is Edition.ONE_PAGE:
        assert len(texts) == 1
    else:
        first = "Our plan in words" if edition is Edition.WORDS else "Where we think we are"
        assert first in texts[1]


def test_words_edition_shows_no_level_and_no_figure_of_ratings() -> None:
    pdf = _pdf(Edition.WORDS)
    inside = " ".join(page_texts(pdf)[1:])
    for dates_and_furniture in (
        r"Page \d of \d",
        r"\d+ (November|December|January) \d{4}",
        r"Autumn 2026",
        r"version 1",
    ):
        inside = re.sub(dates_and_furniture, "", inside)
    assert not re.search(r"\d", inside)
    figures = [n for n in structure(opened(pdf)) if n.kind == "Figure"]
    assert all(n.alt.startswith("Yes, Partly, No") for n in figures)


def test_hidden_groups_are_never_printed() -> None:
    text = whole_text(_pdf(Edition.FULL))
    assert "not shown: small group" in text
    alts = [n.alt for n in structure(opened(_pdf(Edition.FULL))) if n.kind == "Figure"]
    rules = next(alt for alt in alts if "Rules with reasons" in alt)
    assert "Managers: not shown: small group. Residents: not shown: small group." in rules


@pytest.mark.parametrize("edition", EDITIONS)
def test_fonts_are_embedded_and_carry_their_characters(edition: Edition) -> None:
    pdf = opened(_pdf(edition, make_material(small_win="Welcome, أهلا")))
    fonts = [font for page in pdf.pages for font in page.obj.Resources.Font.values()]
    assert fonts
    for font in fonts:
        assert "/FontFile2" in font.FontDescriptor
        assert "/ToUnicode" in font


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_text_is_tagged_or_decoration(edition: Edition) -> None:
    assert untagged_text(opened(_pdf(edition))) == 0


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_marked_content_has_its_element(edition: Edition) -> None:
    pdf = opened(_pdf(edition))
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    for at, page in enumerate(pdf.pages):
        assert int(page.obj.StructParents) == at == int(numbers[2 * at])
        assert page.obj.Tabs == "/S"
        drawn = marked_numbers(page)
        assert drawn == list(range(len(drawn)))
        owners = numbers[2 * at + 1]
        assert len(owners) == len(drawn)
        for mcid, owner in enumerate(owners):
            assert any(kid.get("/MCID") == mcid and kid.Pg == page.obj for kid in owner.K if "/MCID" in kid)


def test_tree_has_headings_in_order_lists_and_a_table_with_heads() -> None:
    nodes = structure(opened(_pdf(Edition.FULL)))
    assert nodes[0].kind == "Document"
    levels = [int(n.kind[1]) for n in nodes if re.fullmatch("H[1-6]", n.kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    heads = [n for n in nodes if n.kind == "TH"]
    assert {n.above[-3:] for n in heads} == {("Table", "THead", "TR"), ("Table", "TBody", "TR")}
    assert [n.scope for n in heads] == ["/Column"] * 4 + ["/Row"] * len(ACTIONS)
    assert sum(n.kind == "TD" for n in nodes) == 3 * len(ACTIONS)
    assert all(n.above[-1] == "L" for n in nodes if n.kind == "LI")


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_figure_says_in_words_what_it_shows(edition: Edition) -> None:
    figures = [n for n in structure(opened(_pdf(edition))) if n.kind == "Figure"]
    assert figures
    assert all(n.alt for n in figures)


@pytest.mark.parametrize("edition", EDITIONS)
def test_properties_hold_title_subject_language_and_day_alone(edition: Edition) -> None:
    content = _pdf(edition)
    pdf = opened(content)
    assert set(pdf.docinfo.keys()) == {"/Title", "/Subject", "/CreationDate"}
    assert str(pdf.docinfo.Title) == "Quarterly plan"
    assert str(pdf.docinfo.CreationDate) == "D:20261211"
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    xmp = pdf.Root.Metadata.read_bytes().decode()
    for word in ("Quayside", "Amina", "ReportLab", "pikepdf", "Producer", "CreatorTool", "Author"):
        assert word not in xmp
    assert b"ReportLab" not in content
    assert b"anonymous" not in content


def test_language_is_that_of_the_questions() -> None:
    assert str(opened(_pdf(Edition.WORDS, make_material(language="cy"))).Root.Lang) == "cy"


def test_bookmarks_lead_to_the_headings() -> None:
    with opened(_pdf(Edition.FULL)).open_outline() as outline:
        assert [item.title for item in outline.root] == ["Quayside House"]
        titles = [item.title for item in outline.root[0].children]
    assert titles[:3] == ["What we ask", "What we asked last time", "What we do ourselves"]
    assert titles[-1] == "About this paper"


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_same_quarter_gives_the_same_bytes(edition: Edition) -> None:
    assert _pdf(edition, make_material()) == _pdf(edition, make_material())


@pytest.mark.parametrize("edition", EDITIONS)
def test_page_one_prints_in_grey_but_for_its_slim_band(edition: Edition) -> None:
    image = render_page(_pdf(edition), 1, width=600)
    below = image.pixels[3 * image.width * 24 :]
    # The inks are warm and cool greys; a colour would be further from grey than any of them.
    farthest = max(max(below[i : i + 3]) - min(below[i : i + 3]) for i in range(0, len(below), 3))
    assert farthest <= 24
    band = image.pixels[3 * image.width * 4 :][:3]
    assert max(band) - min(band) > 24


def test_previews_are_as_wide_as_wanted() -> None:
    pdf = _pdf(Edition.WORDS)
    image = render_page(pdf, 2, width=400)
    assert (image.width, len(image.pixels)) == (400, 3 * image.width * image.height)
    assert abs(image.height - 400 * 842 / 595) < 2
    pictures = render_pages(pdf, width=200)
    assert len(pictures) == count_pages(pdf)
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


def test_a_page_of_somebody_elses_that_is_absurdly_tall_makes_no_huge_picture() -> None:
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page(page_size=(3, 14400))
    made.save(out)
    image = render_page(out.getvalue(), 1, width=400)
    assert image.height <= 4 * 400
    assert len(image.pixels) == 3 * image.width * image.height


@pytest.mark.parametrize(
    "words",
    [
        "Dŵr ŷd Ŵyn Ŷ",
        "Zażółć gęślą jaźń",
        "Bună ziua, țară și ștrand",
        "→ ✓ ≤ ●",
    ],
)
def test_other_scripts_and_signs_read_back_as_typed(words: str) -> None:
    text = whole_text(_pdf(Edition.WORDS, make_material(small_win=words)))
    assert "".join(words.split()) in "".join(text.split())


@pytest.mark.parametrize(
    ("words", "said"), [("Tea 🫖 and 👩‍👩‍👧 joy", ["🫖", "👩👩👧"]), ("漢字もある", ["漢字もある"])]
)
def test_what_no_font_has_is_a_box_that_is_read_out_as_typed(words: str, said: list[str]) -> None:
    pdf = opened(_pdf(Edition.WORDS, make_material(small_win=words)))
    found = [
        bytes(operands[1].ActualText).decode("utf-16")
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
        if str(operator) == "BDC" and "/ActualText" in operands[1]
    ]
    assert found == said


def test_arabic_reads_back_in_the_order_of_reading() -> None:
    words = "أهلا وسهلا بكم في البيت"
    assert words in whole_text(_pdf(Edition.WORDS, make_material(consensus=(agreed("A1", 3, words),))))


def _flooded(text: str) -> PlanMaterial:
    """Every free text as long as its limit."""
    long, what, name = (text * NOTE_LIMIT)[:NOTE_LIMIT], (text * 500)[:500], (text * 300)[:300].strip() or "x"
    actions = tuple(
        PlanAction(
            make_action(
                what,
                action_id=str(n),
                topic_id=topic.topic_id,
                first_small_step=long,
                success_sign=long,
                ask_of=name,
                ask_what=long,
                ask_cost=long,
                ask_if_no=long,
            ),
            name,
            name,
        )
        for n, topic in enumerate(TOPICS[:4])
    )
    material = make_whole(actions=actions, contact=long, resident_words=long, small_win=long)
    return replace(
        material,
        team=Team("t1", name, name),
        consensus=tuple(replace(c, because=long, evidence=long, changed=long) for c in CONSENSUS[:4]),
        sign_offs=tuple(SignOff("p", "team", s.day, long) for s in material.sign_offs),
        previous_asks=tuple(PriorAsk(name, long, p.asked_on, long) for p in material.previous_asks),
        influences=tuple(replace(i, influence_id=str(n), text=name) for n, i in enumerate(INFLUENCES * 6)),
        priorities=tuple(replace(p, words=name, no_action_because=name) for p in PRIORITIES),
        addenda=(replace(ADDENDUM, reason=long, words=long),),
        replies=(replace(REPLY, action_id="0", because=long, would_try=long),),
        themes_off=tuple(replace(off, reason=long) for off in material.themes_off),
    )


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("text", ["W", "word ", "WWWWWWWWWWWW ", "مرحبا "])
def test_the_longest_words_still_leave_page_one_on_one_page(edition: Edition, text: str) -> None:
    pdf = opened(_pdf(edition, _flooded(text)))
    with pdf.open_outline() as outline:
        heads = {item.title: item.destination[0] for item in outline.root[0].children}
    assert heads["What we do ourselves"] == pdf.pages[0].obj
    inside = {
        Edition.WORDS: "Our plan in words",
        Edition.FULL: "Where we think we are",
        Edition.ONE_PAGE: "Added after it was signed",
    }
    assert heads[inside[edition]] == pdf.pages[1].obj


def test_nothing_is_drawn_beyond_the_margins() -> None:
    pdf = _pdf(Edition.FULL, _flooded("WWWW "))
    for number in (1, 2, 3):
        image = render_page(pdf, number, width=595)
        for row in range(24, image.height):
            line = image.pixels[3 * image.width * row : 3 * image.width * (row + 1)]
            assert set(line[: 3 * 50]) | set(line[-3 * 50 :]) == {255}


def test_each_priority_begins_a_page() -> None:
    pdf = opened(_pdf(Edition.FULL, make_whole()))
    with pdf.open_outline() as outline:
        tops = {item.title: item.destination for item in outline.root[0].children}
    at = {title: pdf.pages.index(destination[0]) for title, destination in tops.items()}
    first, second = (at[p.words] for p in PRIORITIES)
    assert first < second
    texts = page_texts(_pdf(Edition.FULL, make_whole()))
    assert texts[first].index(PRIORITIES[0].words) < 140
    assert "Put handover reflection on the rota" in texts[first]


@given(st.text(max_size=120))
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_breaks_the_paper(words: str) -> None:
    material = make_material(
        team=Team("t1", words or "x", words),
        small_win=words,
        consensus=(agreed("A1", 2, words),),
        contact=words,
    )
    for edition in (Edition.ONE_PAGE, Edition.FULL):
        assert untagged_text(opened(_pdf(edition, material))) == 0


LONG_ASK = (
    "Verlässliche Nachtbereitschaft mit Doppelbesetzung an Wochenenden und Feiertagen, einschließlich "
    "Rufbereitschaftsvergütung für Krankheitsvertretungen, sodass niemand mehr allein mit vierundzwanzig "
    "Bewohnerinnen und Bewohnern arbeitet und Gesprächszeiten tatsächlich stattfinden."
)


def _asking_at_length(text: str) -> PlanMaterial:
    """Every ask, its cost and what stays without it in these words."""

    def long(planned: PlanAction) -> PlanAction:
        if not planned.action.ask_what:
            return planned
        action = replace(planned.action, ask_what=text, ask_cost=text, ask_if_no=text)
        return replace(planned, action=action)

    whole = make_whole()
    return replace(whole, actions=tuple(long(planned) for planned in whole.actions))


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("times", [1, 6])
def test_what_page_one_cuts_stands_whole_at_the_end_and_page_one_says_so(
    edition: Edition, times: int
) -> None:
    text = " ".join([LONG_ASK] * times)
    pages = page_texts(_pdf(edition, _asking_at_length(text)))
    front, rest = pages[0], " ".join(" ".join(pages[1:]).split())
    if "…" in front.replace("because …", ""):
        assert "stands whole at the end of this paper" in " ".join(front.split())
        assert "Page one, in full" in rest
        assert "tatsächlich stattfinden" in rest
    else:
        assert "Page one, in full" not in rest
    assert "…" not in rest.replace("because …", "")


def test_an_ask_of_a_long_sentence_is_not_cut_on_page_one() -> None:
    front = " ".join(page_texts(_pdf(Edition.WORDS, _asking_at_length(LONG_ASK)))[0].split())
    assert LONG_ASK in front


def test_a_plan_with_room_enough_has_no_page_of_what_was_cut() -> None:
    assert "Page one, in full" not in whole_text(_pdf(Edition.FULL, make_whole()))
