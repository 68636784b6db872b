"""The small file inside a PDF: exactly what the paper prints, the same each time, and safe to read from anybody's file."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary, Name, ObjectStreamMode, Pdf

from pie_audit.domain.day import full_day_words
from pie_audit.domain.plan import ActionStatus
from pie_audit.domain.plan_material import Edition, PlanAction, PlanMaterial
from pie_audit.domain.plan_parts import barrier_words, status_words
from pie_audit.domain.plan_received import texts
from pie_audit.domain.plan_shared import squeezed
from pie_audit.domain.rounding import one_decimal
from pie_audit.domain.shared_plan import FILE_NAME, SharedPlan
from pie_audit.domain.signed_file import MOST_BYTES
from pie_audit.reports import attachment
from pie_audit.reports.attachment import Found, Unread
from pie_audit.reports.plan_pdf import make_plan
from pie_audit.workflows import plan_files
from pie_audit.workflows.paper_drawing import draw_edition
from tests.make_plan import ADDENDUM, REPLY, make_action, make_material
from tests.make_shared import SENDER, asking, plan_pdf, printable, somebody
from tests.reports.read_pdf import opened

CONTENT = b'{"small":"file"}'


def bare(edition: Edition = Edition.WORDS, material: PlanMaterial | None = None) -> bytes:
    """The paper before anything is put inside."""
    return draw_edition(material or printable(), edition, SENDER).pdf


BARE = bare()
CARRYING = attachment.attach(BARE, CONTENT)


def saved_again(pdf: bytes, **how: object) -> bytes:
    out = io.BytesIO()
    with opened(pdf) as document:
        document.save(out, **how)
    return out.getvalue()


def changed(pdf: bytes, change: object) -> bytes:
    """The file after `change(document)`, saved the way that any program saves it."""
    out = io.BytesIO()
    with opened(pdf) as document:
        change(document)  # type: ignore[operator]
        document.save(out)
    return out.getvalue()


def nest_forms(document: Pdf) -> None:
    """A form that draws a form ten times, and so on: a small file, and a picture that takes for ever."""
    inner = document.make_stream(b"0 0 1 1 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    for _depth in range(9):
        held = Dictionary(XObject=Dictionary(F=inner))
        inner = document.make_stream(
            b"/F Do " * 10, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9], Resources=held
        )
    page = document.pages[0]
    page.resources["/XObject"] = Dictionary(F=inner)
    page.contents_add(document.make_stream(b"/F Do"))


def said_on(pdf: bytes) -> str:
    """The paper's words as another reader finds them, without what each page repeats."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    whole = [squeezed(page).partition(f"Page{n}of{len(pages)}") for n, page in enumerate(pages, start=1)]
    return "".join(after for _head, _count, after in whole)


def in_the_file(edition: Edition, material: PlanMaterial) -> tuple[SharedPlan, str]:
    laid_out = draw_edition(material, edition, SENDER)
    assert laid_out.drawn is not None
    return laid_out.drawn.plan, said_on(laid_out.pdf)


def assert_printed(plan: SharedPlan, paper: str) -> None:
    """Every string of the small file stands on the paper, and what isn't a string as the paper says it."""
    asks = tuple(replace(ask, code="") for ask in plan.asks)
    points = plan.theme.points if plan.theme else ()
    theme = replace(plan.theme, theme_id="", points=()) if plan.theme else None
    bare_plan = replace(
        plan, sender="", asks=asks, actions=tuple(replace(a, status="") for a in plan.actions), theme=theme
    )
    said = [text for text in texts(bare_plan) if text]
    said += [ask.code for ask in plan.asks]
    said += [full_day_words(ask.reply_by) for ask in plan.asks if ask.reply_by]
    said += [barrier_words(ask.level) for ask in plan.asks if ask.level]
    said += [barrier_words(barrier.level) for barrier in plan.barriers]
    said += [ask.asked_in.name for ask in plan.asks]
    said += [one_decimal(Fraction(mean)) for _quarter, mean in points] + [q.name for q, _mean in points]
    said += [status_words(ActionStatus(a.status)) for a in plan.actions if a.status not in {"", "done"}]
    missing = [text for text in said if squeezed(text) not in paper]
    assert missing == []


@pytest.mark.parametrize("edition", Edition)
def test_papers_of_our_own_are_letters_and_lines_that_are_soon_drawn(edition: Edition) -> None:
    found = attachment.read(saved_again(plan_pdf(edition=edition)))
    assert isinstance(found, Found)
    assert found.is_plain


def test_pages_are_kept_only_where_drawing_them_is_soon_done() -> None:
    ours, sender = draw_edition(printable(), Edition.WORDS, SENDER), somebody()
    assert ours.drawn is not None
    assert plan_files.read_plan(plan_pdf(by=sender)).pdf == plan_pdf(by=sender)
    nested = changed(ours.pdf, nest_forms)
    drawn = replace(ours.drawn, pdf=nested, pages=attachment.digest_of(nested))
    read = plan_files.read_plan(plan_files.put_inside(nested, plan_files.signed_content(sender, drawn)))
    assert (read.read, read.plan, read.pdf) == (plan_files.Read.WHOLE, ours.drawn.plan, b"")


@pytest.mark.parametrize("edition", Edition)
def test_every_string_in_the_file_stands_on_the_paper(edition: Edition) -> None:
    plan, paper = in_the_file(edition, printable(addenda=(ADDENDUM,), replies=(REPLY,)))
    assert_printed(plan, paper)
    assert len(plan.asks) == 2


WORDS = st.text(alphabet="abcdefgh ŵŷżłéÉ’ÀĆ.,;()0123456789–“”", max_size=120).filter(str.strip)
LONG = (
    WORDS | WORDS.map(lambda words: (words + " ") * 40) | WORDS.map(lambda words: words.replace(" ", "") * 30)
)


@st.composite
def plans(draw: st.DrawFn) -> PlanMaterial:
    """Plans with up to six asks and any texts, some far longer than a page has room for."""
    actions = tuple(
        PlanAction(
            make_action(
                draw(LONG)[:500],
                action_id=str(number),
                topic_id=draw(st.sampled_from(["C1", "B5", None])),
                status=draw(st.sampled_from(ActionStatus)),
                status_reason="because",
                ask_what=draw(st.just("") | LONG)[:5_000],
                ask_of=draw(st.just("") | WORDS),
                ask_cost=draw(st.just("") | LONG)[:2_000],
                ask_if_no=draw(st.just("") | LONG)[:2_000],
                ask_reply_by=draw(st.none() | st.just(date(2027, 1, 15))),
                carried_count=draw(st.integers(0, 4)),
            )
        )
        for number in range(draw(st.integers(0, 6)))
    )
    base = printable(addenda=(ADDENDUM,) if draw(st.booleans()) else ())
    shown = replace(base.shown, words=draw(WORDS)[:300]) if base.shown else None
    return asking(
        replace(base, actions=actions, contact=draw(st.just("") | LONG), shown=shown, priorities=())
    )


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(plans(), st.sampled_from(Edition))
def test_whatever_a_plan_says_the_file_says_no_more_than_the_paper(
    material: PlanMaterial, edition: Edition
) -> None:
    plan, paper = in_the_file(edition, material)
    assert_printed(plan, paper)


def test_codes_and_the_shown_theme_leave_page_one_on_one_page() -> None:
    pdf, pages = make_plan(_document(Edition.ONE_PAGE))
    assert pages == 1
    text = said_on(pdf)
    assert "Whatwe’dlikeyoutosee–Stafftrainingandsupport:Weholdeachother’ssupervisionnow." in text


def _document(edition: Edition):  # type: ignore[no-untyped-def]  # the document of the paper
    from pie_audit.domain.plan_document import plan_document

    return plan_document(printable(), edition)


def test_a_plan_without_asks_carries_a_file_too() -> None:
    plan, paper = in_the_file(Edition.WORDS, make_material(actions=()))
    assert plan.asks == ()
    assert_printed(plan, paper)


def test_arabic_travels_as_far_as_any_page_has_room() -> None:
    words = "نريد من يحل محل العاملين في الليل"
    material = make_material(
        actions=(PlanAction(make_action(ask_what=words, ask_of="البلدية")),), previous_asks=()
    )
    plan, _paper = in_the_file(Edition.WORDS, asking(material))
    assert (plan.asks[0].what, plan.asks[0].of) == (words, "البلدية")


def test_the_same_input_gives_the_same_bytes() -> None:
    somebody_here = somebody()
    assert attachment.attach(BARE, CONTENT) == CARRYING
    assert plan_pdf(by=somebody_here) == plan_pdf(by=somebody_here)


def test_the_file_lies_where_other_programs_look_for_it() -> None:
    with opened(CARRYING) as pdf:
        (linked,) = pdf.Root.AF
        assert linked.objgen == pdf.attachments[FILE_NAME].obj.objgen
        assert linked.AFRelationship == Name.Data
        lying = pdf.attachments[FILE_NAME].get_file()
        assert (lying.mime_type, lying.read_bytes()) == ("application/json", CONTENT)
        assert "/CreationDate" not in lying.obj.get("/Params", {})


def test_reading_gives_back_the_file_and_the_digest_of_the_bare_pages() -> None:
    assert attachment.read(CARRYING) == Found(CONTENT, attachment.digest_of(BARE))


SAVED = [
    {"linearize": True},
    {"object_stream_mode": ObjectStreamMode.generate},
    {"object_stream_mode": ObjectStreamMode.disable, "compress_streams": False},
    {"recompress_flate": True},
    {"qdf": True},
    {"min_version": "1.7"},
]


@pytest.mark.parametrize("how", SAVED, ids=str)
def test_a_program_that_only_saves_the_file_again_alters_nothing(how: dict[str, object]) -> None:
    assert attachment.read(saved_again(CARRYING, **how)) == attachment.read(CARRYING)


def _retitle(pdf: Pdf) -> None:
    pdf.docinfo[Name.Producer] = "Mail gate 4"
    pdf.docinfo[Name.Title] = "Scanned"


def test_a_mail_gate_that_writes_its_name_into_the_properties_alters_nothing() -> None:
    assert attachment.read(changed(CARRYING, _retitle)) == attachment.read(CARRYING)


def _words_on_top(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"BT /F1 12 Tf 90 400 Td (No) Tj ET")


def _another_word(pdf: Pdf) -> None:
    stream = pdf.pages[0].Contents
    stream.write(stream.read_bytes().replace(b" Tj", b"  Tj", 1))


def _a_note_on_top(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=[90, 400, 200, 420], Contents="No")
    pdf.pages[0].Annots = pdf.make_indirect([pdf.make_indirect(note)])


def _other_letters(pdf: Pdf) -> None:
    fonts = pdf.pages[0].Resources.Font
    one, other = sorted(set(fonts.keys()))[:2]
    fonts[one], fonts[other] = fonts[other], fonts[one]


def _turned(pdf: Pdf) -> None:
    pdf.pages[0].Rotate = 180


def _cropped(pdf: Pdf) -> None:
    pdf.pages[0].CropBox = [0, 0, 300, 300]


def _fewer_pages(pdf: Pdf) -> None:
    del pdf.pages[-1]


def _other_order(pdf: Pdf) -> None:
    pdf.pages.append(pdf.pages[1])
    del pdf.pages[1]


def _opens_something(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def _asks_to_be_filled_in(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=[])


def _layers(pdf: Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=[], D=Dictionary())


def _says_other_words_aloud(pdf: Pdf) -> None:
    node = pdf.Root.StructTreeRoot.K
    node.Alt = "Something else"


def _script_by_name(pdf: Pdf) -> None:
    pdf.Root.Names.JavaScript = Dictionary(Names=["a", Dictionary(S=Name.JavaScript, JS="1")])


CHANGES = [
    _words_on_top,
    _another_word,
    _a_note_on_top,
    _other_letters,
    _turned,
    _cropped,
    _fewer_pages,
    _other_order,
    _opens_something,
    _asks_to_be_filled_in,
    _layers,
    _says_other_words_aloud,
    _script_by_name,
]


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_somebody_could_see_or_have_read_out_otherwise_changes_the_digest(change: object) -> None:
    whole, other = attachment.read(CARRYING), attachment.read(changed(CARRYING, change))
    assert isinstance(whole, Found)
    assert isinstance(other, Found)
    assert other.pages != whole.pages


def test_papers_of_ours_without_a_file_are_told_from_others() -> None:
    assert attachment.read(BARE) is Unread.PAPER_WITHOUT
    with Pdf.new() as other:
        other.add_blank_page()
        out = io.BytesIO()
        other.save(out)
    assert attachment.read(out.getvalue()) is Unread.NOT_OURS
    with Pdf.new() as empty:
        out = io.BytesIO()
        empty.save(out)
    assert isinstance(attachment.read(out.getvalue()), Unread)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04", b"\x00" * 500, b"<html>%PDF-</html>"])
def test_what_is_no_pdf_is_not_ours(content: bytes) -> None:
    assert attachment.read(content) is Unread.NOT_OURS


def test_a_locked_file_is_told_so_with_and_without_a_password() -> None:
    for user in ("", "secret"):
        locked = saved_again(CARRYING, encryption=pikepdf.Encryption(owner="owner", user=user))
        assert attachment.read(locked) is Unread.LOCKED


@pytest.mark.parametrize("left", [10, 200, 5_000])
def test_a_file_cut_short_is_unreadable_or_shows_something_else(left: int) -> None:
    whole, found = attachment.read(CARRYING), attachment.read(CARRYING[:left])
    assert isinstance(whole, Found)
    assert isinstance(found, Unread) or found.pages != whole.pages


def test_a_file_that_is_far_too_large_is_not_opened() -> None:
    assert attachment.read(CARRYING + b"\0" * attachment.MOST_PDF_BYTES) is Unread.TOO_LARGE
    assert attachment.read(attachment.attach(BARE, b"x" * (MOST_BYTES + 1))) is Unread.TOO_LARGE


UNFOLDED_MIB = 600


def _packed(start: bytes) -> bytes:
    """A few hundred kilobytes that unfold to hundreds of megabytes."""
    packer, block = zlib.compressobj(9), b" " * 1024 * 1024
    parts = [packer.compress(start), *(packer.compress(block) for _n in range(UNFOLDED_MIB))]
    return b"".join((*parts, packer.flush()))


def _bomb_inside() -> bytes:
    """As the small file itself."""
    packed = _packed(b"")

    def swap(pdf: Pdf) -> None:
        pdf.attachments[FILE_NAME].get_file().obj.write(packed, filter=Name.FlateDecode)

    return changed(CARRYING, swap)


def _bomb_of_objects() -> bytes:
    """A stream of objects, which is unfolded as soon as one of them is looked for."""
    packed = _packed(b"5 0 " + b" " * 100 + b"<< /A 1 >>")
    out, places = b"%PDF-1.5\n", {}
    for number, body in (
        (1, b"<< /Type /Catalog /Pages 2 0 R /Names 5 0 R >>"),
        (2, b"<< /Type /Pages /Kids [] /Count 0 >>"),
        (
            3,
            b"<< /Type /ObjStm /N 1 /First 104 /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
            + packed
            + b"\nendstream",
        ),
    ):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    rows = [(0, 0, 65535), *((1, places[n], 0) for n in (1, 2, 3)), (1, len(out), 0), (2, 3, 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    start = len(out)
    head = b"4 0 obj\n<< /Type /XRef /Size 6 /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n" % len(table)
    return out + head + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % start


def _deep() -> bytes:
    deep: object = Dictionary()
    for _n in range(200):
        deep = Dictionary(A=deep)

    def nest(pdf: Pdf) -> None:
        pdf.pages[0].Resources.Deep = deep

    return changed(CARRYING, nest)


def _round() -> bytes:
    def turn(pdf: Pdf) -> None:
        ring = pdf.make_indirect(Dictionary())
        ring.Again = ring
        pdf.pages[0].Resources.Ring = ring
        pdf.Root.StructTreeRoot.K.K = pdf.make_indirect([pdf.Root.StructTreeRoot.K])

    return changed(CARRYING, turn)


READ_IT = """
import resource, sys
from pie_audit.reports import attachment
content = open(sys.argv[1], "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = attachment.read(content)
assert isinstance(found, attachment.Unread), found
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.parametrize("make", [_bomb_inside, _bomb_of_objects, _deep, _round])
def test_a_file_made_to_fill_the_memory_gives_up_at_once(make: Callable[[], bytes], tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.pdf"
    hostile.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", READ_IT, str(hostile)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 200 * 1024, "kilobytes more than before"
