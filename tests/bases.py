"""A trial of Word files as bases: `python tests/bases.py FOLDER [--out FOLDER] [--only TEXT]`.

For each file of the folder, and python-docx's own default, papers are made in both formats, twice; the Word file is
laid out by LibreOffice, with the same stand-ins for fonts, and held against the PDF: pages, margins, headers, pictures,
families, sizes, colours. What the referees say, `.ci/referees` asks of the folder that is made.
"""

from __future__ import annotations

import argparse
import os
import posixpath
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

import docx
from lxml import etree
from pdf_lines import TextLine, lines, pictures, sizes

import briefs
from briefs.fonts import FOLDER, twins
from briefs.model.problems import Problem

ROOT = Path(__file__).parent.parent
PAPERS = ("briefing-note", "one-pager")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Boxes = Sequence[tuple[int, tuple[float, ...]]]
NEAR = 1.0
"""Points."""
FROM = re.compile(r"(?:: |, )([^,:]+) from ([A-Z][^(]+) \(")
TRACES = re.compile(rb"(?i)[a-z]:\\users|file:///|\\\\[a-z]+\\|<w:attachedTemplate|w:rsidRoot|w:ins |w:del |vbaProject")


def config(folder: Path, others: Mapping[str, str]) -> Path:
    """A fontconfig file by which LibreOffice sets what the PDF is set from."""
    folder.mkdir(parents=True, exist_ok=True)
    homes = {str(next(iter(twins.styles(each).values())).parent) for each in twins.PACKAGES if twins.styles(each)}
    dirs = "".join(f"<dir>{home}</dir>" for home in ("/usr/share/fonts", str(FOLDER), *sorted(homes)))
    alike = {**twins.SAME_WIDTHS, **twins.OTHER_WIDTHS, **others}
    names = "".join(
        f'<alias binding="same"><family>{name.title()}</family><prefer><family>{family}</family></prefer></alias>'
        for name, family in alike.items()
    )
    path = folder / "fonts.conf"
    cache = f"<cachedir>{folder / 'cache'}</cachedir>"
    path.write_text(f'<?xml version="1.0"?><fontconfig>{dirs}{names}{cache}</fontconfig>', "utf-8")
    return path


def laid_out(words: Sequence[Path], folder: Path, others: Mapping[str, str]) -> dict[Path, bytes]:
    """What LibreOffice makes of Word files, by their paths."""
    environment = {**os.environ, "FONTCONFIG_FILE": str(config(folder / "fonts", others))}
    found: dict[Path, bytes] = {}
    for word in words:
        target = folder / word.parent.parent.name
        command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to"]
        command += ["pdf", "--outdir", str(target), str(word)]
        subprocess.run(command, env=environment, capture_output=True, check=True, timeout=300)
        found[word] = (target / f"{word.stem}.pdf").read_bytes()
    return found


def differences(ours: bytes, theirs: bytes) -> Iterator[str]:
    """What differs between our PDF and the layout of the Word file."""
    for number, (one, other) in enumerate(zip(sizes(ours), sizes(theirs), strict=False), 1):
        if any(abs(a - b) > NEAR for a, b in zip(one, other, strict=True)):
            yield f"page {number} is {one} and {other}"
    if len(sizes(ours)) != len(sizes(theirs)):
        yield f"there are {len(sizes(ours))} and {len(sizes(theirs))} pages"
    mine, other_lines = lines(ours), lines(theirs)
    yield from _furniture(mine, other_lines)
    yield from _pictures(pictures(ours), pictures(theirs))
    known = {line.text: line for line in other_lines}
    for line in mine:
        there = known.get(line.text)
        if there is None or line.page != there.page:
            continue
        if abs(line.size - there.size) > 0.1:
            yield f"`{line.text[:30]}` is {line.size} and {there.size} points"
        if line.colour != there.colour:
            yield f"`{line.text[:30]}` is {line.colour} and {there.colour}"
        if _group(line.font) != _group(there.font):
            yield f"`{line.text[:30]}` is in {line.font} and {there.font}"
        if abs(line.x - there.x) > NEAR:
            yield f"`{line.text[:30]}` begins at {line.x:.1f} and {there.x:.1f}"


def _group(font: str) -> str:
    """A family, or the one of the same shapes."""
    name = re.sub(r"[^a-z]", "", font.casefold())
    same = {"liberationserif": "tinos", "liberationsans": "arimo", "liberationmono": "cousine"}
    return same.get(name, name)


def _furniture(ours: Sequence[TextLine], theirs: Sequence[TextLine]) -> Iterator[str]:
    """What differs in the texts at the head of pages: those above the first line that both have further down."""
    for page in sorted({line.page for line in ours})[:3]:
        heads = []
        for found in (ours, theirs):
            here = [line for line in found if line.page == page]
            top = max(line.y for line in here)
            heads.append([re.sub(r"\d+", "", line.text) for line in here if line.y > top - 30])
        if heads[0][:1] != heads[1][:1]:
            yield f"page {page} begins with {heads[0][:2]} and {heads[1][:2]}"


def _pictures(ours: Boxes, theirs: Boxes) -> Iterator[str]:
    for page in (1, 2, 3):
        mine, others = ([box for number, box in boxes if number == page] for boxes in (ours, theirs))
        if len(mine) != len(others):
            yield f"page {page} has {len(mine)} and {len(others)} pictures"
        for one, other in zip(sorted(mine), sorted(others), strict=False):
            if any(abs(a - b) > NEAR for a, b in zip(one, other, strict=True)):
                yield f"a picture of page {page} is at {[round(a) for a in one]} and {[round(b) for b in other]}"


def changed(base: bytes, made: bytes) -> Iterator[str]:
    """Headers and footers of a base that are not as they were in the paper, but for a paragraph with the marking."""
    with zipfile.ZipFile(BytesIO(base)) as one, zipfile.ZipFile(BytesIO(made)) as other:
        before = {posixpath.basename(n): one.read(n) for n in one.namelist() if _is_furniture(n)}
        for name in other.namelist():
            if TRACES.search(other.read(name)):
                yield f"{name} tells of a machine or a person"
            if not _is_furniture(name) or posixpath.basename(name) not in before:
                continue
            old, new = etree.fromstring(before[posixpath.basename(name)]), etree.fromstring(other.read(name))
            if len(new) == len(old) + 1:
                new.remove(new[0])
            if etree.tostring(old, method="c14n") != etree.tostring(new, method="c14n"):
                yield f"{name} has changed"


def _is_furniture(name: str) -> bool:
    return re.fullmatch(r"word/(header|footer)\d+\.xml", name) is not None


def made(base: Path, out: Path, facts: Path) -> tuple[dict[Path, Path], list[Problem]]:
    """The Word files with their PDFs, made twice with the same bytes, and the problems."""
    reports = []
    for again in ("", "-again"):
        ask = briefs.Ask(facts=[facts], templates=PAPERS, base=str(base), out=f"{out}{again}", force=True)
        reports.append(briefs.build(ask))
    first, second = ([path.read_bytes() for path in report.files] for report in reports)
    assert first == second, f"{base.name}: two builds differ"
    words = [path for path in reports[0].files if path.suffix == ".docx"]
    return {path: path.with_suffix(".pdf") for path in words}, list(reports[0].problems)


def main() -> int:
    """How many differences there are, at most 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("build/bases"))
    parser.add_argument("--facts", type=Path, default=ROOT / "facts" / "mongolia-kazakhstan-2024.yaml")
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    default = Path(docx.__file__).parent / "templates" / "default.docx"
    bases = [*sorted(p for p in asked.folder.iterdir() if p.suffix in (".docx", ".dotx", ".docm", ".dotm")), default]
    count = 0
    for base in bases:
        if asked.only not in base.name:
            continue
        papers, problems = made(base, asked.out / base.stem, asked.facts)
        errors = [problem for problem in problems if problem.severity == "error"]
        told = [f"{problem.code} {problem.message}" for problem in errors]
        others = dict(each for problem in problems for each in FROM.findall(problem.message))
        office = laid_out(list(papers), (asked.out.parent / f"{asked.out.name}-office" / base.stem).absolute(), others)
        for word, pdf in papers.items():
            told += [f"{word.stem}: {each}" for each in changed(base.read_bytes(), word.read_bytes())]
            told += [f"{word.stem}: {each}" for each in differences(pdf.read_bytes(), office[word])]
        print(f"{base.name}: {len(papers)} papers, {len(told)} differences", *told, sep="\n  ", flush=True)
        count += len(told)
    return min(count, 1)


if __name__ == "__main__":
    sys.exit(main())
