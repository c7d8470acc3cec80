"""Word forms: filled in place, every value as text, problems with the paragraph or cell as their place."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import docx_rules
import pytest
from casebook import Case, accept, cases
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx_rules import W, Word
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mission_form import SHIPPED, mission_form
from msgspec.structs import replace
from papers import HEAD, NOW
from word_forms import form_in, said

import briefs
from briefs.base.package import opened
from briefs.factfiles import load_facts
from briefs.forms import Sealing, filled_form, form_of
from briefs.model.cited import SEAL, SEALED, Manuscript, Slot
from briefs.model.problems import Place, Problem, Stop
from briefs.model.tree import plain, spans_of
from briefs.project.pipeline import document_of, make
from briefs.project.request import Made
from briefs.project.stages import Plan
from briefs.project.template_folders import Shelf
from briefs.project.theme_folders import PLAIN
from briefs.project.workbench import Workbench

ALL = cases("word_forms")


def filled(folder: Path, facts: str, form: str | bytes, formats: tuple[str, ...] = ("docx",)) -> Made:
    """The form filled with the facts; with the problems alone where it cannot be."""
    (folder / "templates").mkdir(exist_ok=True)
    path, file = folder / "templates" / "form.docx", folder / "facts.yaml"
    path.write_bytes(form if isinstance(form, bytes) else form_in(form))
    file.write_text(facts if "as_of:" in facts else HEAD + facts, encoding="utf-8")
    found, problems = load_facts(file)
    shelf = Shelf(folder)
    try:
        template, faults = shelf.read(path)
    except Stop as stop:
        return Made("form", {}, 0, (), (*problems, *stop.problems))
    problems += faults
    if any(problem.severity == "error" for problem in problems):
        return Made("form", {}, 0, (), tuple(problems))
    made = make(Plan(found, template, None, "form", formats, PLAIN, now=NOW), shelf)
    return Made("form", made.files, made.pages, (), (*problems, *made.problems), (), made.remarks, made.shown)


def shown(problem: Problem, folder: Path) -> str:
    """A problem on two lines, without the folder."""
    where = str(problem.at).replace(f"{folder}/templates/", "").replace(f"{folder}/", "")
    return f"{where} {problem.code} {problem.message}\n  {problem.hint}"


def told(case: Case, folder: Path) -> dict[str, str]:
    made = filled(folder, case.blocks.get("facts", ""), case.blocks["form"])
    found: dict[str, str] = {}
    if "problems" in case.blocks:
        found["problems"] = "\n".join(shown(each, folder) for each in made.problems) + "\n"
    else:
        assert not made.problems, made.problems
    if "text" in case.blocks:
        found["text"] = "\n".join(said(made.files["docx"])) + "\n"
    assert found
    return found


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_a_form_is_filled_as_written(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    for block, text in told(case, tmp_path).items():
        if request.config.getoption("--accept"):
            accept(case, block, text)
        else:
            assert text == case.blocks[block]


VISIT = "visit: {kind: state visit, place: Astana, start: 2026-01-10, from: s}\n"
BRIEF = "brief: {to: The Minister, action: decision, from: us}\n"


def of(made: Made) -> Word:
    assert "docx" in made.files, made.problems
    return Word(made.files["docx"])


def plan_in(folder: Path, form: str, facts: str = VISIT) -> tuple[Plan, Shelf]:
    filled(folder, facts, form)
    shelf = Shelf(folder)
    template, _ = shelf.read(folder / "templates" / "form.docx")
    return Plan(load_facts(folder / "facts.yaml")[0], template, None, "form", ("docx",), PLAIN, now=NOW), shelf


def test_the_form_that_ships_is_what_its_script_makes() -> None:
    made = Word(mission_form())
    shipped = Word(SHIPPED.read_bytes())
    names = [
        name for name in shipped.parts if name.startswith(("word/document", "word/header", "word/footer", "docProps"))
    ]
    assert {name: shipped.parts[name] for name in names} == {name: made.parts[name] for name in names}


def test_the_form_that_ships_is_valid_filled_and_says_all_twice_the_same(tmp_path: Path, article_facts: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="the validator of Word files is not installed")
    shelf = Shelf(tmp_path)
    template, problems = shelf.read(SHIPPED)
    facts, _ = load_facts(article_facts.parent / "invented-trade-mission.yaml")
    plan = Plan(facts, template, None, "form", ("docx",), PLAIN, now=NOW)
    one, two = (make(plan, Shelf(tmp_path)) for _ in range(2))
    assert not problems and not [each for each in one.problems if each.severity == "error"], one.problems
    assert one.files["docx"] == two.files["docx"]
    path = tmp_path / "form.docx"
    path.write_bytes(one.files["docx"])
    assert [each.description for each in audit.OpenXmlValidator().validate(path).errors] == []
    lines = said(one.files["docx"])
    assert "☐ information    ☒ decision    ☐ discussion    ☐ signature    " in lines
    assert len([line for line in lines if line.startswith("| Signed by")]) == 4
    assert "footer: OFFICIAL⇥TPD/2026/118⇥1" in lines and "header: OFFICIAL " in lines
    assert not re.search(r"\{[{%]", "\n".join(lines))


def test_a_filled_form_shows_nobody_who_made_it_and_no_remark(tmp_path: Path) -> None:
    form: Any = docx.Document()
    form.core_properties.author = form.core_properties.last_modified_by = "Nadia Secretary"
    form.core_properties.comments = "About this form"
    paragraph = form.add_paragraph("In {{ visit.place }}")
    form.add_comment(paragraph.runs, "Ask Nadia first", author="Nadia Secretary")
    stream = BytesIO()
    form.save(stream)
    with ZipFile(stream, "a") as package:
        package.writestr("customXml/item7.xml", "<a>Nadia</a>")
        package.writestr("word/people.xml", "<a>Nadia</a>")
    word = of(filled(tmp_path, VISIT, stream.getvalue()))
    assert not [name for name, part in word.parts.items() if b"Nadia" in part or b"comment" in name.encode()]
    assert docx.Document(BytesIO(filled(tmp_path, VISIT, stream.getvalue()).files["docx"])).core_properties.title
    assert b"About this form" not in b"".join(word.parts.values())


def test_links_to_somebodys_disk_go_and_those_of_the_web_stay(tmp_path: Path) -> None:
    form: Any = docx.Document()
    part = form.part
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    for target in ("https://example.org/", "file:///C:/Users/nadia/form.docx"):
        found = part.relate_to(target, kinds + "hyperlink", is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), found)
        link.append(form.add_paragraph().add_run("{{ visit.place }}")._r)
        form.add_paragraph()._p.append(link)
    stream = BytesIO()
    form.save(stream)
    word = of(filled(tmp_path, VISIT, stream.getvalue()))
    assert b"nadia" not in b"".join(word.parts.values())
    assert b"https://example.org/" in word.parts["word/_rels/document.xml.rels"]
    assert len(word.document.findall(f".//{W}hyperlink")) == 2
    named = {str(link.get(qn("r:id"))) for link in word.document.iter(f"{W}hyperlink") if link.get(qn("r:id"))}
    assert named <= word.relations("word/document.xml").keys() and len(named) == 1


def test_values_take_the_look_of_their_tags_and_open_ones_are_marked(tmp_path: Path) -> None:
    form: Any = docx.Document()
    form.add_paragraph().add_run("{{ visit.place }}").bold = True
    form.add_paragraph("{{ visit.end }} {{ points.one.text }}")
    stream = BytesIO()
    form.save(stream)
    facts = VISIT.replace("start:", "end: TBC, start:") + 'points: {one: {text: "سلام", under: line, from: s}}\n'
    word = of(filled(tmp_path, facts, stream.getvalue()))
    bold, marked, right = (
        word.document.findall(f".//{W}t/..")[0],
        *(
            next(run for run in word.document.iter(f"{W}r") if text in docx_rules.text_of(run))
            for text in ("TBC", "سلام")
        ),
    )
    assert bold.find(f"{W}rPr/{W}b") is not None
    assert [look.get(f"{W}val") for look in marked.iter(f"{W}highlight")] == ["yellow"]
    assert right.find(f"{W}rPr/{W}rtl") is not None and bold.find(f"{W}rPr/{W}rtl") is None


def test_a_repeating_section_takes_its_tags_and_leaves_no_empty_control(tmp_path: Path) -> None:
    form: Any = docx.Document(BytesIO(form_in("| {%tr for p in people %} |\n| {{ p.name }} |\n| {%tr endfor %} |")))
    table = form.tables[0]._tbl
    for row in table.findall(f"{W}tr"):
        item = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr><w:id w:val='5'/></w:sdtPr><w:sdtContent/></w:sdt>")
        table.replace(row, item)
        item[1].append(row)
    stream = BytesIO()
    form.save(stream)
    people = "people:\n  a: {name: Aida, post: Minister, from: s}\n  b: {name: Bat, post: Envoy, from: s}\n"
    word = of(filled(tmp_path, people, stream.getvalue()))
    ids = [each.get(f"{W}val") for each in word.document.iter(f"{W}id")]
    assert len(word.document.findall(f".//{W}sdtContent/{W}tr")) == len(set(ids)) == len(ids) == 2
    assert not [each for each in word.document.iter(f"{W}sdtContent") if len(each) == 0]


def test_a_form_is_traced_and_counted_as_what_prints_its_facts(tmp_path: Path) -> None:
    plan, shelf = plan_in(tmp_path, "Place: {{ visit.place }}\n| Kind | {{ visit.kind }} |")
    texts = [
        (" ".join(plain(tuple(spans_of(block))).split()), str(block.at)) for block in document_of(plan, shelf)[0].blocks
    ]
    file = tmp_path / "templates" / "form.docx"
    assert texts == [
        ("Place: Astana", f"{file}: paragraph 1 (“Place: {{{{ visit.place }}}}”)"),
        ("Kind", f"{file}: table 1, row 1, cell 1"),
        ("state visit", f"{file}: table 1, row 1, cell 2"),
    ]
    assert {"visit.place", "visit.kind"} <= make(plan, shelf).shown.printed
    traced = briefs.trace(briefs.Ask(tmp_path, [tmp_path / "facts.yaml"], ["form"])).papers[0].texts
    assert [fact.id for text in traced for fact in text.facts] == ["visit.place", "visit.kind"]


def test_what_was_asked_for_and_has_no_place_in_a_form_is_told(tmp_path: Path) -> None:
    plan, shelf = plan_in(tmp_path, "{{ visit.place }}")
    asked = make(replace(plan, since=plan.facts, redline=True, annex=True), shelf)
    assert asked.files.keys() == {"docx"}
    assert [problem.code for problem in asked.problems] == ["T073", "T073"]


def test_a_final_form_is_refused_where_something_is_open(tmp_path: Path) -> None:
    plan, shelf = plan_in(tmp_path, "{{ visit.place }} {{ visit.end }}", VISIT.replace("start:", "end: TBC, start:"))
    assert make(plan, shelf).files
    assert not make(replace(plan, final=True), shelf).files


def test_a_marking_above_the_forms_own_is_told(tmp_path: Path) -> None:
    facts = HEAD + "scheme: uk\nmarking: OFFICIAL\n" + VISIT.replace("from: s", "marking: SECRET, from: s")
    made = filled(tmp_path, facts, "header: {{ marking }}\n{{ visit.place }}")
    assert "D120" in {problem.code for problem in made.problems}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30))
def test_any_value_comes_out_as_it_is(tmp_path: Path, value: str) -> None:
    form = form_in("<{{ visit.place }}>\n| {% if visit.place == 'x' %}no{% endif %}{{ visit.place }} |")
    parts = opened(form, Place("f"))
    taken = form_of(parts.parts, parts.types, parts.main)
    text = taken.text.replace("{{ visit.place }}", f"{SEAL}0{SEALED}")
    text = re.sub(r"\{% if.*?\{% endif %\}", "", text, flags=re.DOTALL)
    manuscript = Manuscript(text, (Slot(value),), (Place("f", 1),) * (text.count("\n") + 1))
    shown = value.replace("\u2028", "⏎").replace("\u2029", "⏎")
    expected = re.sub("[\ufffe\uffff]", "\ufffd", shown)
    assert said(filled_form(taken, manuscript, Sealing())) == [f"<{expected}>", f"| {expected} |"][:2]


def test_what_nobody_outside_may_see_changes_nothing_in_a_form_for_the_public(tmp_path: Path) -> None:
    form = (
        "set audience: public\nfooter: {{ title }}\n"
        "[check points.inner] {% for p in points %}{{ p.text }} {% endfor %}\n"
        "| {%tr for each in points %} |\n| {{ each.text }} |\n| {%tr endfor %} |\n{{ points | count }}"
    )
    facts = (
        HEAD.replace("{title: A source}", "{title: A source, published: 2026-01-10}")
        + "points:\n  aloud: {text: Said aloud, under: line, use: public, from: s}\n"
        + "  inner: {text: SECRET, under: line, use: background, from: us}\n"
    )
    files = [filled(tmp_path, facts.replace("SECRET", word), form).files["docx"] for word in ("Yield", "Hold firm")]
    assert files[0] == files[1]
    assert said(files[0])[:3] == ["☐ Said aloud ", "| Said aloud |", "1"]


def test_forms_stand_among_the_templates_and_letterheads_do_not(tmp_path: Path) -> None:
    filled(tmp_path, VISIT, "In {{ visit.place }}")
    (tmp_path / "templates" / "house.docx").write_bytes(form_in("header: {{ marking }}\nDear Sir"))
    (tmp_path / "templates" / "~$form.docx").write_bytes(b"open in Word")
    (tmp_path / "templates" / "broken.docx").write_bytes(b"PK")
    names = Shelf(tmp_path).names()
    assert "form" in names and not {"house", "~$form", "broken"} & names.keys()
    report = briefs.build(briefs.Ask(tmp_path, [tmp_path / "facts.yaml"], ["form"], ["docx"], out=tmp_path / "build"))
    assert [path.name for path in report.files] == ["form.docx"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7"])
def test_a_file_that_is_no_form_is_told(tmp_path: Path, data: bytes) -> None:
    made = filled(tmp_path, VISIT, data)
    assert not made.files and made.problems[0].code.startswith("T05") and made.problems[0].hint


def test_a_form_includes_nothing_and_is_included_by_nothing(tmp_path: Path) -> None:
    filled(tmp_path, VISIT, "In {{ visit.place }}")
    (tmp_path / "templates" / "note.md").write_text('{% include "form.docx" %}{% include "form" %}', encoding="utf-8")
    ask = briefs.Ask(tmp_path, [tmp_path / "facts.yaml"], ["note"], ["docx"], out=tmp_path / "build")
    assert "T011" in {problem.code for problem in briefs.build(ask).problems}


def test_a_form_is_not_bound_with_other_papers(tmp_path: Path) -> None:
    filled(tmp_path, VISIT, "In {{ visit.place }}")
    ask = briefs.Ask(
        tmp_path, [tmp_path / "facts.yaml"], ["visit-pack"], ["docx"], tmp_path / "build", settings={"parts": "form"}
    )
    assert "T073" in {problem.code for problem in briefs.build(ask).problems}


def test_a_pdf_comes_from_libreoffice_and_is_said_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefs.project.word_forms.as_pdf", lambda _: (b"%PDF /Type/Page /Type/Pages", "LibreOffice 9"))
    made = filled(tmp_path, VISIT, "{{ visit.place }}", ("docx", "pdf"))
    assert made.files.keys() == {"docx", "pdf"} and made.pages == 1
    assert made.remarks == ("its PDF is LibreOffice 9's: not checked to be accessible, nor the same bytes each time",)


def test_where_libreoffice_is_missing_the_word_file_is_made_and_the_reason_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefs.project.office.shutil.which", lambda _: None)
    made = filled(tmp_path, VISIT, "{{ visit.place }}", ("docx", "pdf"))
    assert made.files.keys() == {"docx"}
    assert [shown(each, tmp_path) for each in made.problems] == [
        "form.docx W050 there is no PDF of this form: LibreOffice is not installed\n"
        "  install LibreOffice, or ask for Word alone (`-f docx`) and save it as PDF there"
    ]


def test_the_preview_shows_what_a_form_says_and_hands_over_its_word_file(tmp_path: Path) -> None:
    filled(tmp_path, VISIT, "In {{ visit.place }}")
    bench = Workbench(tmp_path, [tmp_path / "facts.yaml"], ["form"])
    bench.refresh()
    proof = bench.proof("facts/form")
    assert plain(tuple(spans_of(proof.document.blocks[0]))) == "In Astana" and proof.painting.texts
    assert [problem.code for problem in proof.problems] == ["W051"]
    assert said(bench.word("facts/form")) == ["In Astana"]
    (tmp_path / "templates" / "form.docx").write_bytes(form_in("At {{ visit.place }}"))
    bench.refresh([tmp_path / "templates" / "form.docx"])
    assert said(bench.word("facts/form")) == ["At Astana"]


def test_docxtpl_says_the_same_of_forms_that_it_can_fill(tmp_path: Path) -> None:
    library = pytest.importorskip("docxtpl", reason="docxtpl is not installed")
    form = (
        "header: Ref {{ brief.to }}\n"
        "In {{ visit.pl¦ace }}, {% if visit.kind == 'state visit' %}a state visit{% endif %}\n"
        "{%p for p in people %}\n- {{ p.name }}\n{%p endfor %}\n| Name | Post |\n| {%tr for p in people %} | |\n"
        "| {{ p.name }} | {{ p.post }} |\n| {%tr endfor %} | |\n| {% colspan 2 %}{{ visit.kind }} |"
    )
    people = "people:\n  a: {name: Aida, post: Minister, from: s}\n  b: {name: Bat, post: Envoy, from: s}\n"
    ours = filled(tmp_path, VISIT + BRIEF + people, form).files["docx"]
    theirs = library.DocxTemplate(tmp_path / "templates" / "form.docx")
    theirs.render(
        {
            "visit": {"kind": "state visit", "place": "Astana"},
            "brief": {"to": "The Minister"},
            "people": [{"name": "Aida", "post": "Minister"}, {"name": "Bat", "post": "Envoy"}],
        }
    )
    theirs.save(tmp_path / "theirs.docx")
    assert said(ours) == said((tmp_path / "theirs.docx").read_bytes())
