"""Headers and footers of a Word file as nouns: paragraphs, fields, tables, drawings, places for values.

What each page kind prints, and where on the page, is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from briefs.base.drawings import DrawingReader
from briefs.base.looks import Families, look_of
from briefs.base.roles import BUILT_IN
from briefs.base.stylesheet import SIDES, Properties, StyleSheet
from briefs.base.wordml import MC, Element, attribute, child, local, number, points, value, w
from briefs.model.look import Look
from briefs.model.stationery import (
    BLANK,
    FIELDS,
    HeadBlock,
    HeadCell,
    HeadDrawing,
    HeadRule,
    HeadRun,
    HeadTable,
    HeadText,
    TabStop,
)

_DATES = ("DATE", "TIME", "SAVEDATE", "CREATEDATE", "PRINTDATE")
_PROPERTIES = {"title": "TITLE", "author": "AUTHOR", "subject": "SUBJECT"}
_SYMBOLS = {"f0b7": "•", "f0a7": "▪", "f06f": "○", "f0d8": "➢", "f0fc": "✓"}
_PIECES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_ROLES = {name: role for role, name in BUILT_IN.items()}
_Run = HeadRun | HeadDrawing


class _Field:
    """A field while its runs are read."""

    def __init__(self) -> None:
        self.code = ""
        self.shown = False
        self.result: list[_Run] = []


class FurnitureReader:
    """Reads the headers and footers of one file."""

    def __init__(self, sheet: StyleSheet, families: Families, custom: Mapping[str, str]) -> None:
        self.sheet = sheet
        self.families = families
        self.custom = custom
        self.asked: dict[str, None] = {}
        """The names of the file's own properties that are printed."""
        self.undrawn: list[str] = []
        self.dated = False
        self.watermark = False
        self._default = sheet.default()
        self._drawings = DrawingReader({}, sheet.palette, lambda content: ())

    def read(self, root: Element, pictures: Mapping[str, bytes]) -> tuple[HeadBlock, ...]:
        """What stands in a header or footer; empty where nothing is printed."""
        self._drawings = DrawingReader(pictures, self.sheet.palette, lambda content: tuple(self._blocks(content)))
        blocks = tuple(self._blocks(root))
        self.undrawn += self._drawings.undrawn
        self.watermark = self._drawings.watermark
        return blocks if any(_prints(block) for block in blocks) else ()

    def _blocks(self, of: Element) -> Iterator[HeadBlock]:
        for each in of:
            match local(each):
                case "p":
                    yield self._paragraph(each)
                case "tbl":
                    yield self._table(each)
                case "sdt":
                    content = child(each, "sdtContent")
                    yield from self._blocks(content) if content is not None else ()
                case "ins" | "customXml" | "smartTag" | "moveTo":
                    yield from self._blocks(each)

    # paragraphs

    def _paragraph(self, of: Element) -> HeadText:
        settings = child(of, "pPr")
        base = self.sheet.properties(value(settings, "pStyle") or self._default)
        self.sheet.apply_paragraph(base, settings)
        fields: list[_Field] = []
        runs = list(_parted(list(self._runs(of, base, fields))))
        mark = base.copy()
        self.sheet.apply_run(mark, child(settings, "rPr"))
        looks = [each.look for each in runs if isinstance(each, HeadRun)]
        text = max((each for each in looks), key=lambda look: look.leading, default=look_of(mark, self.families))
        look = replace(look_of(base, self.families), size=text.size, leading=text.leading, drop=text.drop)
        look = replace(look, font=text.font, rule_above=0.0, rule_below=0.0, rule_left=0.0, rule_right=0.0)
        rules = [(side, base.borders[side]) for side in SIDES if side in base.borders]
        return HeadText(
            look,
            tuple(runs),
            tuple(sorted((TabStop(at, kind) for at, kind in base.tabs.items()), key=lambda stop: stop.at)),  # type: ignore[arg-type] # one of the words of the type, as it was read
            tuple(HeadRule(side, r.thickness, r.colour, r.space) for side, r in rules),  # type: ignore[arg-type] # one of the words of the type, as it was read
            _aside(child(settings, "framePr")),
        )

    def _runs(self, of: Element, base: Properties, fields: list[_Field]) -> Iterator[_Run]:
        """The runs in an element, with fields in place of what they showed last."""
        for each in of:
            match local(each):
                case "r":
                    for run in self._run(each, base, fields):
                        if fields:
                            fields[0].result.append(run)
                        else:
                            yield run
                case "fldSimple":
                    inner = list(self._runs(each, base, []))
                    yield from self._field(attribute(each, "instr"), inner, base)
                case "hyperlink" | "ins" | "smartTag" | "moveTo" | "customXml":
                    yield from self._runs(each, base, fields)
                case "sdt":
                    content = child(each, "sdtContent")
                    yield from self._runs(content, base, fields) if content is not None else ()

    def _run(self, of: Element, base: Properties, fields: list[_Field]) -> Iterator[_Run]:
        made = base.copy()
        for style in self.sheet.chain(value(of, "rPr", "rStyle")):
            self.sheet.apply_run(made, child(style, "rPr"))
        self.sheet.apply_run(made, child(of, "rPr"))
        if made.hidden:
            return
        look = look_of(made, self.families)
        for each in of:
            match local(each):
                case "fldChar":
                    yield from self._turn(attribute(each, "fldCharType"), fields, base)
                case "instrText":
                    if fields:
                        fields[-1].code += each.text or ""
                case "drawing" | "pict" | "AlternateContent":
                    drawn = self._drawn(each)
                    if drawn is not None:
                        yield drawn
                case "pgNum":
                    yield HeadRun(look, field="PAGE")
                case name:
                    text = (each.text or "") if name == "t" else _PIECES.get(name, "")
                    if name == "sym":
                        text = _SYMBOLS.get(attribute(each, "char").casefold(), "•")
                    if name == "ptab":
                        yield HeadRun(look, text="\t", argument=attribute(each, "alignment"))
                    if text and not (fields and not fields[-1].shown):
                        yield HeadRun(look, text=text.upper() if made.caps else text)

    def _drawn(self, of: Element) -> HeadDrawing | None:
        if of.tag == f"{{{MC}}}AlternateContent":
            return self._drawings.either(of)
        return self._drawings.drawing(of) if local(of) == "drawing" else self._drawings.picture(of)

    # fields

    def _turn(self, kind: str, fields: list[_Field], base: Properties) -> Iterator[_Run]:
        """A field begins, shows its result, or ends; only the outermost is filled anew."""
        if kind == "begin":
            fields.append(_Field())
        elif kind == "separate" and fields:
            fields[-1].shown = True
        elif kind == "end" and fields:
            field = fields.pop()
            if not fields:
                yield from self._field(field.code, field.result, base)

    def _field(self, code: str, result: list[_Run], base: Properties) -> Iterator[_Run]:
        """What stands for a field: one of FIELDS, the text of a property, or what it showed last."""
        look = next((each.look for each in result if isinstance(each, HeadRun)), look_of(base, self.families))
        words = re.findall(r'"[^"]*"|\S+', code)
        name = words[0].upper() if words else ""
        argument = words[1].strip('"') if len(words) > 1 else ""
        if name in _DATES:
            self.dated = True
            yield HeadRun(look, field="DATE")
        elif name == "DOCPROPERTY" and argument.casefold() in _PROPERTIES:
            yield HeadRun(look, field=_PROPERTIES[argument.casefold()])
        elif name == "DOCPROPERTY" and argument in self.custom:
            self.asked[argument] = None
            shown = any(isinstance(each, HeadDrawing) or each.text.strip() for each in result)
            yield from result if shown else [HeadRun(look, text=self.custom[argument])]
        elif name == "STYLEREF":
            role = self._role(argument)
            numbered = r"\n" in words or r"\w" in words or r"\r" in words
            yield HeadRun(look, field="STYLEREF", argument=f"{role}{' number' if numbered else ''}")
        elif name in FIELDS:
            yield HeadRun(look, field=name)
        else:
            yield from result

    def _role(self, style: str) -> str:
        """The role that wears a style of that name; a heading's number alone means that heading."""
        named = self.sheet.named(f"heading {style}" if style.isdigit() else style)
        name = value(named, "name").casefold() if named is not None else style.casefold()
        return _ROLES.get(name, "")

    # tables

    def _table(self, of: Element) -> HeadTable:
        settings = child(of, "tblPr")
        styled = [child(each, "tblPr") for each in self.sheet.chain(value(settings, "tblStyle"))]
        grid = [points(attribute(each, "w")) for each in of.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
        borders: dict[str, HeadRule] = {}
        padding = {"top": 0.0, "right": 5.4, "bottom": 0.0, "left": 5.4}
        for each in (*styled, settings):
            self._rules(borders, child(each, "tblBorders"))
            _padding(padding, child(each, "tblCellMar"))
        rows, heights = [], []
        found = [row for row in of.iter(w("tr")) if _table_of(row) is of]
        for number_, row in enumerate(found):
            edges = (number_ == 0, number_ == len(found) - 1)
            rows.append(tuple(self._cells(row, grid, borders, padding, edges)))
            heights.append(points(value(row, "trPr", "trHeight")))
        left = points(attribute(child(settings, "tblInd"), "w")) - padding["left"]
        return HeadTable(left, tuple(rows), tuple(heights))

    def _cells(
        self,
        row: Element,
        grid: list[float],
        borders: Mapping[str, HeadRule],
        padding: Mapping[str, float],
        edges: tuple[bool, bool],
    ) -> Iterator[HeadCell]:
        column = 0
        cells = [cell for cell in row.iter(w("tc")) if _row_of(cell) is row]
        for index, cell in enumerate(cells):
            settings = child(cell, "tcPr")
            span = max(1, int(number(value(settings, "gridSpan"), 1)))
            width = sum(grid[column : column + span]) or points(attribute(child(settings, "tcW"), "w"))
            column += span
            rules = _of_cell(borders, (*edges, index == 0, index == len(cells) - 1))
            self._rules(rules, child(settings, "tcBorders"))
            room = dict(padding)
            _padding(room, child(settings, "tcMar"))
            shade = child(settings, "shd")
            align = {"center": "center", "bottom": "bottom"}.get(value(settings, "vAlign"), "top")
            yield HeadCell(
                width,
                tuple(self._blocks(cell)),
                tuple(rules[side] for side in SIDES if side in rules),
                self.sheet.fill(shade) if shade is not None else "",
                align,  # type: ignore[arg-type] # one of the words of the type, as it was read
                (room["top"], room["right"], room["bottom"], room["left"]),
            )

    def _rules(self, rules: dict[str, HeadRule], of: Element | None) -> None:
        for side in of if of is not None else ():
            name = {"start": "left", "end": "right"}.get(local(side), local(side))
            if attribute(side) in ("nil", "none"):
                rules.pop(name, None)
            elif attribute(side):
                made = self.sheet.border(side)
                rules[name] = HeadRule(name, made.thickness, made.colour)  # type: ignore[arg-type] # one of the words of the type, as it was read


def _of_cell(borders: Mapping[str, HeadRule], edges: tuple[bool, bool, bool, bool]) -> dict[str, HeadRule]:
    """A cell's lines by the table's: outer ones at its edges, inner ones elsewhere; edges top, bottom, left, right."""
    made: dict[str, HeadRule] = {}
    for side, inner, at_edge in zip(SIDES, ("insideH", "insideH", "insideV", "insideV"), edges, strict=True):
        rule = borders.get(side if at_edge else inner)
        if rule is not None:
            made[side] = replace(rule, side=side)
    return made


def _padding(made: dict[str, float], of: Element | None) -> None:
    for each in of if of is not None else ():
        name = {"start": "left", "end": "right"}.get(local(each), local(each))
        if name in made:
            made[name] = points(attribute(each, "w"))


def _table_of(row: Element) -> Element | None:
    return next(row.iterancestors(w("tbl")), None)


def _row_of(cell: Element) -> Element | None:
    return next(cell.iterancestors(w("tr")), None)


def _aside(frame: Element | None) -> str:
    """Where a framed paragraph stands across the text; empty for one that is not framed."""
    if frame is None:
        return ""
    side = attribute(frame, "xAlign")
    return {"center": "center", "right": "right", "outside": "right"}.get(side, "left")


def _prints(block: HeadBlock) -> bool:
    """Whether anything is seen of it."""
    if isinstance(block, HeadTable):
        inner = (
            each for row in block.rows for cell in row for each in (cell.rules, cell.fill, *map(_prints, cell.blocks))
        )
        return any(inner)
    runs = (isinstance(run, HeadDrawing) or run.field or run.blank or run.text.strip() for run in block.runs)
    return bool(block.rules) or any(runs)


def _parted(runs: list[_Run]) -> Iterator[_Run]:
    """The runs with places for values as runs of their own, also where Word has split one over several."""
    held: list[HeadRun] = []
    for run in (*runs, None):
        if isinstance(run, HeadRun) and not run.field and run.text != "\t":
            held.append(run)
            continue
        yield from _blanks(held)
        held = []
        if run is not None:
            yield run


def _blanks(runs: list[HeadRun]) -> Iterator[HeadRun]:
    """Runs of text, parted where a place for a value begins or ends; it looks as its first letter does."""
    whole = "".join(run.text for run in runs)
    looks: list[Look] = [run.look for run in runs for _ in run.text]
    start = 0
    for match in (*BLANK.finditer(whole), None):
        end = match.start() if match else len(whole)
        first = start
        for index in range(start, end + 1):
            if index == end or looks[index] != looks[first]:
                if index > first:
                    yield HeadRun(looks[first], text=whole[first:index])
                first = index
        if match:
            yield HeadRun(looks[match.start()], blank=match[1])
            start = match.end()
