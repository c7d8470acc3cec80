"""A page of somebody else's as a form in our file (ISO 32000-1, 8.10): its operators, and the objects that they name.

What a file for the archive may not have is refused; what is drawn is not known here.
"""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from briefs.layout.flowables import DrawnPage, UndrawableError
from briefs.pdf.file import File, ref

if TYPE_CHECKING:
    import pikepdf

_SHOW = frozenset(("Tj", "TJ", "'", '"'))
_PRESS = frozenset(("k", "K"))
_UNKNOWN = (b"<0000>", b"<FFFD>")
"""What ReportLab says of codes that stand for nothing, and what is allowed (PDF/A-2, 6.2.11.7.2)."""
_EMBEDDED = ("/FontDescriptor", "/DescendantFonts")


def add_form(file: File, page: DrawnPage) -> int:
    """The number of the form, which is one unit wide and high as a picture is."""
    import pikepdf

    with pikepdf.open(BytesIO(page.data)) as source:
        leaf = source.pages[0]
        form = leaf.as_form_xobject()
        form.Matrix = pikepdf.Array([1 / page.width, 0, 0, 1 / page.height, 0, 0])
        _clean(form, _shown(leaf)[0])
        return _Copies(file).number(source.make_indirect(form))


def check_form(page: DrawnPage) -> None:
    """Raises UndrawableError for what PDF/A-2 (6.2) forbids: fonts that are not in the file, inks of a press."""
    try:
        import pikepdf
    except ImportError:
        raise UndrawableError("a PDF takes it in through pikepdf, which is not installed") from None
    with pikepdf.open(BytesIO(page.data)) as source:
        leaf = source.pages[0]
        shown, in_press = _shown(leaf)
        if in_press:
            raise UndrawableError("it uses the inks of a printing press (CMYK)")
        for name, font in leaf.Resources.get("/Font", pikepdf.Dictionary()).items():
            if name in shown and not any(key in font for key in _EMBEDDED):
                raise UndrawableError(f"no file is known of its font {str(font.BaseFont)[1:]}")


def _shown(leaf: pikepdf.Page) -> tuple[set[str], bool]:
    """The fonts in which the page shows text, and whether it uses the inks of a printing press."""
    import pikepdf

    shown: set[str] = set()
    font, in_press = "", False
    for each in pikepdf.parse_content_stream(leaf):
        name = str(each.operator)
        if name == "Tf":
            font = str(each.operands[0])
        elif name in _SHOW:
            shown.add(font)
        in_press = in_press or name in _PRESS
    return shown, in_press


def _clean(form: pikepdf.Object, shown: set[str]) -> None:
    """Leave out the fonts in which nothing is shown, for ReportLab names one on each page, and what says nothing."""
    import pikepdf

    fonts = form.Resources.get("/Font", pikepdf.Dictionary())
    form.Resources.Font = pikepdf.Dictionary({name: font for name, font in fonts.items() if name in shown})
    kept = [
        each
        for each in pikepdf.parse_content_stream(form)
        if str(each.operator) != "Tf" or str(each.operands[0]) in shown
    ]
    form.write(pikepdf.unparse_content_stream(kept))
    for _, font in form.Resources.Font.items():
        if "/ToUnicode" in font:
            font.ToUnicode.write(font.ToUnicode.read_bytes().replace(*_UNKNOWN))


class _Copies:
    """The objects of another file in ours, each once."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._numbers: dict[tuple[int, int], int] = {}

    def number(self, of: pikepdf.Object) -> int:
        """The number here of an object that has one there."""
        import pikepdf

        at = self._numbers.get(of.objgen)
        if at is not None:
            return at
        at = self._numbers[of.objgen] = self._file.reserve()
        if isinstance(of, pikepdf.Stream):
            entries = "".join(self._entry(key, of.get(key)) for key in sorted(of.keys()) if key != "/Length")
            return self._file.stream(entries, of.read_raw_bytes(), at, packed=False)
        return self._file.add(self._whole(of), at)

    def _entry(self, key: str, value: object) -> str:
        import pikepdf

        if isinstance(value, pikepdf.Object) and value.is_indirect:
            return f"{key} {ref(self.number(value))} "
        return f"{key} {self._whole(value)} "

    def _whole(self, of: object) -> str:
        """The object as it is written, what it names by numbers of ours."""
        import pikepdf

        if isinstance(of, pikepdf.Dictionary):
            return f"<<{''.join(self._entry(key, of.get(key)) for key in sorted(of.keys()))}>>"
        if isinstance(of, pikepdf.Array):
            return f"[{''.join(self._entry('', each) for each in of)}]"
        if isinstance(of, pikepdf.Object):
            return of.unparse().decode("latin-1")
        return str(of).lower() if isinstance(of, bool) else format(of, "f" if isinstance(of, Decimal) else "")
