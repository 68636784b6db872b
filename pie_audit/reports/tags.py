"""What a screen reader finds in a PDF: the structure tree, the outline, the language, and no personal data.

The page emits numbered marked content while it is drawn; this finishes the file with pikepdf. No conformance with
PDF/UA is claimed: nothing here could check it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
"""Written by hand: a library would sign it with its own name."""


@dataclass(slots=True, eq=False)
class Element:
    """A node of the structure tree: its kind (``P``, ``H1``, ``TH`` …), alt text, and what it holds in order.

    `content` are pairs of page and number of marked content; `title` and `top` make a heading a bookmark.
    """

    kind: str
    alt: str = ""
    scope: str = ""
    title: str = ""
    kids: list[Element] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)
    top: float = 0.0

    def add(self, kind: str, *, alt: str = "", scope: str = "", title: str = "") -> Element:
        """A new node at the end of this one."""
        kid = Element(kind, alt, scope, title)
        self.kids.append(kid)
        return kid

    def walk(self) -> Iterator[Element]:
        """This node and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the file says of itself: the kind of document, never who, where or with what it was made."""

    title: str
    subject: str
    language: str
    day: date | None


def finish(drawn: bytes, root: Element, facts: Facts) -> bytes:
    """The drawn pages with tree, bookmarks and clean properties; equal input gives equal bytes."""
    with Pdf.open(io.BytesIO(drawn)) as pdf:
        _attach_tree(pdf, root)
        _attach_outline(pdf, root)
        _set_properties(pdf, facts)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _attach_tree(pdf: Pdf, root: Element) -> None:
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    owners: dict[tuple[int, int], pikepdf.Object] = {}
    tree.K = _node(pdf, root, tree, owners)
    numbers = Array()
    for page_number, page in enumerate(pdf.pages):
        page.obj.StructParents = page_number
        page.obj.Tabs = Name.S
        held = sorted(mcid for at, mcid in owners if at == page_number)
        numbers.append(page_number)
        numbers.append(pdf.make_indirect(Array([owners[(page_number, mcid)] for mcid in held])))
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _node(
    pdf: Pdf, element: Element, parent: pikepdf.Object, owners: dict[tuple[int, int], pikepdf.Object]
) -> pikepdf.Object:
    node = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.kind), P=parent))
    if element.alt:
        node.Alt = String(element.alt)
    if element.scope:
        node.A = Dictionary(O=Name.Table, Scope=Name("/" + element.scope))
    kids = Array()
    for page_number, mcid in element.content:
        owners[(page_number, mcid)] = node
        kids.append(Dictionary(Type=Name.MCR, Pg=pdf.pages[page_number].obj, MCID=mcid))
    for kid in element.kids:
        kids.append(_node(pdf, kid, node, owners))
    node.K = kids
    return node


def _attach_outline(pdf: Pdf, root: Element) -> None:
    with pdf.open_outline() as outline:
        above: list[tuple[int, OutlineItem]] = []
        for element in root.walk():
            if not element.title or not element.content:
                continue
            level = int(element.kind[1:])
            item = OutlineItem(element.title, element.content[0][0], "XYZ", left=0, top=element.top, zoom=0)
            while above and above[-1][0] >= level:
                above.pop()
            (above[-1][1].children if above else outline.root).append(item)
            above.append((level, item))


def _set_properties(pdf: Pdf, facts: Facts) -> None:
    if "/Info" in pdf.trailer:
        del pdf.trailer.Info
    pdf.docinfo[Name.Title] = String(facts.title)
    pdf.docinfo[Name.Subject] = String(facts.subject)
    if facts.day is not None:
        pdf.docinfo[Name.CreationDate] = String(facts.day.strftime("D:%Y%m%d"))
    pdf.Root.Lang = String(facts.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    metadata = pdf.make_stream(
        _XMP.format(
            title=escape(facts.title), subject=escape(facts.subject), language=escape(facts.language)
        ).encode()
    )
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = metadata
