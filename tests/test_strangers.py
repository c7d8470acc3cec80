"""Files from strangers: nothing outside of the workspace is read, nobody waits, and no work is without an end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from casebook import Case, cases
from click.testing import CliRunner
from papers import HEAD, paper
from PIL import Image

from briefs.commands import main
from briefs.fonts import FOLDER

GOOD = HEAD + "summary: {value: It was small., from: s}\npoints: {p: {text: It matters., from: s}}\n"
SECRET = "Nobody's business"
FILES = {
    "facts": "bad.yaml",
    "template": "templates/t.md",
    "other": "templates/u.md",
    "theme": "templates/themes/bad.yaml",
    "scheme": "templates/markings/bad.yaml",
}

SECONDS = 20
"""Of a processor's time; five are meant, and a shared machine may need a few times as many."""
MEMORY = 500_000
"""Kilobytes at most."""


def bounded(*command: str) -> tuple[int, str]:
    """The exit status of a command and what it told, run in a process of its own, within SECONDS and MEMORY."""
    limited = f"{LIMITED}\nfrom briefs.commands import run\nrun()"
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, sys.executable, "-c", limited, *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    status, used = map(int, done.stdout.split())
    assert "Traceback" not in done.stderr
    assert used <= MEMORY * (1024 if sys.platform == "darwin" else 1), f"{used} kB"
    return status, done.stderr


MEASURED = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(process.pid, 0)
print(os.waitstatus_to_exitcode(status), used.ru_maxrss)
"""
"""A small process between: a child begins with the most memory that its parent ever had (getrusage(2))."""
LIMITED = f"import resource; resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS + 1}))"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "office"
    (place / "facts").mkdir(parents=True)
    (place / "facts/small.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "secret.md").write_text(f"---\ntitle: S\nabout: x\n---\n# {SECRET}\n", encoding="utf-8")
    (tmp_path / "secret.yaml").write_text(f"about: {SECRET}\nlevels: [{{name: SECRET}}]\n", encoding="utf-8")
    (tmp_path / "secret.txt").write_text(f"{SECRET}\n", encoding="utf-8")
    Image.new("RGB", (4, 4)).save(tmp_path / "secret.png")
    shutil.copy(FOLDER / "Arimo-Regular.ttf", tmp_path / "secret.ttf")
    monkeypatch.chdir(place)
    return place


def prepare(case: Case, place: Path) -> None:
    """Put the case's links, special files and files into the workspace."""
    for line in case.blocks.get("link", "").splitlines():
        name, _, where = line.partition(" -> ")
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).symlink_to(where)
    for line in case.blocks.get("special", "").splitlines():
        name, _, kind = line.partition(" ")
        assert kind == "fifo"
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(place / name)
    for block, name in FILES.items():
        if block in case.blocks:
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(case.blocks[block], encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no queues, and links only for administrators")
@pytest.mark.parametrize("case", cases("strangers"), ids=lambda case: case.id)
def test_nothing_outside_is_read_and_nobody_waits(case: Case, office: Path) -> None:
    prepare(case, office)
    done = CliRunner().invoke(main, case.blocks["command"].split(), catch_exceptions=False)
    first, *others = case.blocks["told"].strip().splitlines()
    code, _, words = first.partition(" ")
    assert done.exit_code == int(code), done.output
    for expected in (words, *others):
        assert expected in done.stderr
    assert SECRET not in done.output
    assert not (office / "build").exists()


HELD = HEAD.replace("A source", "The source, held: NAME") + "summary: {value: It was small., from: s}\n"


def word(body: str) -> bytes:
    """A Word file with that body."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    return data.getvalue()


def pdf(pages: int, count: int, text: str = "(It was small) Tj") -> bytes:
    """A PDF file of so many pages that says that it has `count`; each page is the same."""
    head = f"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count {count}/Kids["
    drawn = f"BT /F 9 Tf {text} ET            "
    body = f"4 0 obj<</Length {len(drawn)}>>stream\n{drawn}\nendstream endobj\n"
    font = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    page = f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R{font}>>endobj\n"
    return f"{head}{'3 0 R ' * pages}]>>endobj\n{page}{body}trailer<</Root 1 0 R>>\n".encode()


PROSE = "In 2019 exports grew by 4.5 percent to USD 3,120 million, said Minister Ana Reid on Friday, 3 May 2020. "
TABLE, CELL = "<w:tbl><w:tr><w:tc>", "<w:p><w:r><w:t>a </w:t></w:r></w:p>"
COPIES: dict[str, tuple[str, Callable[[], str | bytes], str]] = {
    "brackets": ("x.md", lambda: "[" * 50_000, ""),
    "many brackets": ("x.md", lambda: "[" * 60_000, "more than 50,000 marks of Markdown"),
    "links that do not end": ("x.md", lambda: "[a](" * 50_000, "more than 100,000 characters"),
    "stars": ("x.md", lambda: "*a " * 30_000, ""),
    "signs of headings": ("x.md", lambda: "# " * 500_000, "more than 100,000 characters"),
    "one line": ("x.txt", lambda: "a" * 15_000_000, "more than 4,000,000 characters"),
    "a shelf of books": ("x.txt", lambda: f"{PROSE * 20}\n\n" * 800, "more than 1,500,000 characters of text"),
    "a book": ("x.txt", lambda: f"{PROSE * 20}\n\n" * 100, ""),
    "one sentence of weekdays": ("x.txt", lambda: "Monday, 5 May 2025, " * 4_000, ""),
    "numbers without an end": ("x.txt", lambda: "5 from 6 to 7-8 in 1990, " * 4_000, ""),
    "one line of spaces": ("x.txt", lambda: "a" + " " * 3_900_000 + "b", ""),
    "one number": ("x.txt", lambda: "1" * 90_000, ""),
    "lines": ("x.txt", lambda: "a\n" * 1_900_000, "more than 500,000 lines"),
    "pages of text": ("x.txt", lambda: "a\f" * 1_900_000, "more than 5,000 pages"),
    "tags": ("x.html", lambda: "<b>" * 1_000_000 + "x", "thousands of levels deep"),
    "tables within tables": ("x.html", lambda: "<table><tr><td>" * 300_000, "thousands of levels deep"),
    "half declarations": ("x.html", lambda: "<!" * 200_000, "holds no text"),
    "half tags": ("x.html", lambda: "<" * 2_000_000, "more than 1,500,000 tags"),
    "attributes": ("x.html", lambda: "<a " + "b=c " * 300_000 + ">x", ""),
    "an encoding that is none": (
        "x.html",
        lambda: '<meta charset="punycode"><p>' + "a-" * 300_000,
        "100,000 characters",
    ),
    "paragraphs of a page": ("x.html", lambda: "<p>x" * 300_000, "more than 100,000 paragraphs"),
    "paragraphs of a Word file": ("x.docx", lambda: word("<w:p/>" * 4_000_000), "more than 1,500,000 tags"),
    "levels of a Word file": ("x.docx", lambda: word("<w:sdt><w:sdtContent>" * 100_000), "is damaged"),
    "tables of a Word file": ("x.docx", lambda: word(TABLE * 60 + CELL * 9000 + "</w:tc></w:tr></w:tbl>" * 60), ""),
    "pages of a PDF file": ("x.pdf", lambda: pdf(20_000, 20_000), "more than 5,000 pages"),
    "pages that are not there": ("x.pdf", lambda: pdf(3, 300), ""),
    "runs of text on a page": (
        "x.pdf",
        lambda: pdf(1, 1, "(was small) Tj " * 300_000),
        "more than 100,000 things drawn on page 1",
    ),
    "one run of text": ("x.pdf", lambda: pdf(1, 1, f"({'was small ' * 900_000}) Tj"), ""),
    "a run far away": ("x.pdf", lambda: pdf(1, 1, "(It) Tj 99999999999 0 Td (was) Tj"), ""),
    "pages that cannot be": ("x.pdf", lambda: pdf(3, 2_000_000_000), ""),
}


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_that_would_never_end_is_read_or_refused_at_once(name: str, office: Path) -> None:
    if COPIES[name][0].endswith(".pdf"):
        pytest.importorskip("pypdfium2", reason="reading PDF files is an extra")
    file, make, bound = COPIES[name]
    data = make()
    (office / file).write_bytes(data if isinstance(data, bytes) else data.encode())
    (office / "bad.yaml").write_text(HELD.replace("NAME", file), encoding="utf-8")
    status, words = bounded("check", "bad.yaml")
    assert status in {0, 1}
    assert "W099" not in words
    assert bound in words


MANY = 20_000
TEMPLATES: dict[str, tuple[str, str]] = {
    "brackets": ("[" * MANY, "more than 1,000 `[` and `<`"),
    "links": ("[a](" * MANY, "more than 1,000 `[` and `<`"),
    "pictures": ("![a](" * MANY, "more than 1,000 `[` and `<`"),
    "links in angles": ("[a](<" * 1_000, ""),
    "footnotes": ("[^a]" * MANY, "more than 1,000 `[` and `<`"),
    "footnotes in place": ("^[" * MANY, "more than 1,000 `[` and `<`"),
    "addresses": ("<http:" * 9_000, "more than 1,000 `[` and `<`"),
    "angles": ("<\n" * 2_000, "more than 1,000 `[` and `<`"),
    "ampersands": ("&" * MANY, "more than 10,000 signs"),
    "ticks": (" ".join("`" * n for n in range(1, 400)), "more than 10,000 signs"),
    "fewer ticks": (" ".join("`" * n for n in range(140, 1, -1)), ""),
    "stars": ("*a **b " * 1_000, ""),
    "lines": ("_a*" * MANY, "more than 10,000 signs"),
    "one line": ("a" * 500_000, "a line of more than 100,000 characters"),
    "a paragraph": ("a b c d e\n" * 11_000, "a paragraph of more than 100,000 characters"),
    "quotations": (">" * MANY + "a", "more than 20 levels"),
    "lists": ("- " * MANY + "a", "more than 20 levels"),
    "lists that go on": ("\n".join(" " * (2 * n) + "- a" for n in range(10)), "more than 20 levels"),
    "lists as Word has them": ("\n".join(" " * (2 * n) + "- a" for n in range(9)), ""),
    "boxes": ("::: callout A\n\n" * 500, "more than 20 levels"),
    "texts times": ("{{ 'a' * 10**9 }}", "`*` is for numbers only"),
    "powers": ("{{ 10 ** 10 ** 10 }}", "`**` is for small whole numbers only"),
    "squares": (
        "{% macro m(n, i) %}{{ m(n * n, i - 1) if i else n }}{% endmacro %}{{ m(9999, 99) }}",
        "`*` has made a number that is too long",
    ),
    "lists twice": (
        "{% macro m(n, i) %}{{ m(n + n, i - 1) if i else n }}{% endmacro %}{{ m([1], 99) }}",
        "`+` has made a list that is too long",
    ),
    "a width": ("{{ '%0999999999d' % 1 }}", "`%` is for small whole numbers only"),
    "a width of another kind": ("{{ '{:>999999999}'.format(1) }}", "has no part `format`"),
    "a range": ("{% for i in range(10**9) %}x{% endfor %}", "a range is too long"),
    "parentheses": ("{{ " + "(" * MANY + "1" + ")" * MANY + " }}", "T009"),
    "signs before a number": ("{{ " + "-" * MANY + "1 }}", "T009"),
    "branches": ("{% if title %}" * 3_000 + "{% endif %}" * 3_000, "T009"),
    "a long name": ("{{ " + "title" * MANY + " }}", "is no fact"),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_that_makes_too_much_is_read_or_refused_at_once(name: str, tmp_path: Path) -> None:
    text, bound = TEMPLATES[name]
    before = process_time()
    document, problems = paper(tmp_path, "", f"# {{{{ title }}}}\n\n{text}\n")
    assert process_time() - before < SECONDS
    assert bound in "; ".join(f"{problem.code} {problem.message}" for problem in problems)
    assert document is not None or problems
    assert "W099" not in {problem.code for problem in problems}
