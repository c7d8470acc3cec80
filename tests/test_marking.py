"""Markings: schemes from files, what a document may print under its marking, and how the marking stands on the page."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from conftest import ROOT
from msgspec.structs import replace
from papers import paper, plan_of

from briefs.clearance import is_embargoed
from briefs.factfiles import load_scheme
from briefs.model.marking import Scheme, stamped
from briefs.model.theme import Furniture
from briefs.project import Ask, Made, build, check
from briefs.project.pipeline import make

SCHEMES = {path.stem: load_scheme(path) for path in sorted((ROOT / "templates" / "markings").glob("*.yaml"))}
HEAD = "title: A test\nas_of: 2026-01-15\nsources: {s: {title: A source, published: 2026-01-10}}\n"
PRINT_ALL = "# {{ title }}\n{% for p in points %}\n- {{ p.text }}\n{% endfor %}\n"
PUBLIC = "---\ntitle: T\naudience: public\n---\n"


def scheme(name: str) -> Scheme:
    return SCHEMES[name][0]


def made(folder: Path, facts: str, template: str, **changes: object) -> Made:
    """The document of these facts and this template, built with such settings."""
    plan, shelf, problems = plan_of(folder, facts, template)
    assert not problems, problems
    return make(replace(plan, **changes), shelf)


def codes(problems: object) -> list[str]:
    assert isinstance(problems, list | tuple)
    return [problem.code for problem in problems]


# schemes


@pytest.mark.parametrize("name", SCHEMES)
def test_a_shipped_scheme_is_without_fault(name: str) -> None:
    assert SCHEMES[name][1] == []


@pytest.mark.parametrize(
    ("name", "text", "rank", "handling"),
    [
        ("uk", "OFFICIAL", 1, ()),
        ("uk", "OFFICIAL-SENSITIVE COMMERCIAL", 2, ("COMMERCIAL",)),
        ("uk", "TOP SECRET – UK EYES ONLY", 4, ("UK EYES ONLY",)),
        ("australia", "OFFICIAL: Sensitive//Legal privilege", 3, ("Legal privilege",)),
        ("new-zealand", "IN CONFIDENCE", 2, ()),
        ("us-cui", "CUI//SP-PRVCY//NOFORN", 2, ("SP-PRVCY", "NOFORN")),
        ("tlp", "TLP:AMBER+STRICT", 4, ()),
        ("eu", "RESTREINT UE/EU RESTRICTED – RELEASABLE TO MONGOLIA", 3, ("RELEASABLE TO MONGOLIA",)),
    ],
)
def test_a_marking_is_a_level_with_words_of_handling(
    name: str, text: str, rank: int, handling: tuple[str, ...]
) -> None:
    found = scheme(name).read(text)
    assert found is not None
    assert (found.rank, found.handling) == (rank, handling)


@pytest.mark.parametrize(
    ("name", "text"),
    [("uk", "official"), ("uk", "OFFICIAL SENSITVE"), ("uk", "SECRETLY"), ("tlp", "TLP: RED"), ("us-cui", "CUI//")],
)
def test_what_is_nearly_a_marking_is_none(name: str, text: str) -> None:
    assert scheme(name).read(text) is None


def test_a_long_text_is_read_quickly_and_is_no_marking() -> None:
    assert scheme("uk").read("OFFICIAL" + " X USE ONLY" * 17 + " NOT") is None


def test_handling_restricts_what_the_public_may_see() -> None:
    uk = scheme("uk")
    assert uk.may_see("public", "OFFICIAL")
    assert uk.may_see("public", "OFFICIAL FOR PUBLIC RELEASE")
    assert not uk.may_see("public", "OFFICIAL HMG USE ONLY")
    assert not uk.may_see("public", "SECRET")
    assert not uk.may_see("public", "NOTHING SUCH")


@pytest.mark.parametrize("name", SCHEMES)
def test_only_the_lower_end_of_a_scheme_may_go_to_the_public(name: str) -> None:
    seen = [scheme(name).may_see("public", level.name) for level in scheme(name).levels]
    assert seen == sorted(seen, reverse=True)
    assert seen[0]
    assert not seen[-1]


def test_a_misspelt_marking_is_told_where_it_stands_with_the_one_that_was_meant(tmp_path: Path) -> None:
    facts = HEAD + "marking: OFFICIAL\npoints: {a: {text: One., marking: SECRT, from: s}}\n"
    _, problems = paper(tmp_path, facts, "# {{ title }}\nText.\n")
    assert codes(problems) == ["F040"]
    assert (problems[0].at.line, problems[0].at.column) == (5, 35)
    assert problems[0].hint == "did you mean `SECRET`?"


def test_a_marking_of_no_scheme_is_a_problem(tmp_path: Path) -> None:
    _, problems = paper(tmp_path, HEAD + "marking: FOR THE CAT ONLY\n", "# {{ title }}\nText.\n")
    assert codes(problems) == ["F040"]
    assert problems[0].at.line == 4


def test_one_file_keeps_to_one_scheme(tmp_path: Path) -> None:
    facts = HEAD + 'marking: OFFICIAL\npoints: {a: {text: One., marking: "TLP:GREEN", from: s}}\n'
    _, problems = paper(tmp_path, facts, "# {{ title }}\nText.\n")
    assert [(p.code, p.at.line) for p in problems] == [("F040", 5)]


def test_schemes_that_agree_over_a_file_need_no_name(tmp_path: Path) -> None:
    facts = HEAD + "marking: SECRET\npoints: {a: {text: One., marking: TOP SECRET, from: s}}\n"
    _, problems = paper(tmp_path, facts, "# {{ title }}\nText.\n")
    assert problems == []


def test_a_scheme_of_the_workspace_comes_before_the_built_in_one(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "markings"
    folder.mkdir(parents=True)
    (folder / "house.yaml").write_text(
        "levels: [{name: GLASS}, {name: STONE}]\naudiences: {public: [GLASS]}\n", encoding="utf-8"
    )
    facts = HEAD + "marking: GLASS\npoints: {a: {text: One., marking: STONE, from: s}}\n"
    _, problems = paper(tmp_path, facts, PRINT_ALL)
    assert codes(problems) == ["D120"]
    document, problems = paper(tmp_path, facts, PUBLIC + PRINT_ALL + "\nText.\n")
    assert document is not None
    assert problems == []
    assert "One." not in repr(document)


# what a document prints


def test_a_fact_above_the_documents_marking_is_told_with_both_places(tmp_path: Path) -> None:
    facts = HEAD + "marking: OFFICIAL\npoints: {a: {text: One., marking: SECRET, from: s}}\n"
    _, problems = paper(tmp_path, facts, PRINT_ALL)
    assert codes(problems) == ["D120"]
    assert problems[0].at.line == 5
    assert re.search(r"is marked SECRET, above the document's OFFICIAL \(.*facts\.yaml:4:10\)", problems[0].message)


@pytest.mark.parametrize(
    "template",
    [
        "# {{ title }}\n\nText.\n\n![{{ points.a.text }}](none.png)\n",
        "# {{ title }}\n\n[Text](https://example.org/{{ points.a.text }})\n",
        "# {{ title }}\n\nText.\n\n::: chart column {{ series.t }}\n:::\n",
        "# {{ title }}\n\n::: figures {{ points.a.text }}\n- **{{ figures.f.value }}** {{ figures.f.label }}\n:::\n",
    ],
    ids=["a picture's words", "an address", "a series' name", "a table's description"],
)
def test_a_marked_fact_that_no_text_shows_counts_too(template: str, tmp_path: Path) -> None:
    facts = HEAD + (
        "marking: OFFICIAL\npoints: {a: {text: One, marking: SECRET, from: s}}\n"
        "series: {t: {label: {value: Sales, marking: SECRET}, points: {2024: 5}, from: s}}\n"
        "figures: {f: {label: goods, value: 5, from: s}}\n"
    )
    _, problems = paper(tmp_path, facts, template)
    assert "D120" in codes(problems)


def test_a_marked_fact_that_is_not_printed_is_no_problem(tmp_path: Path) -> None:
    facts = HEAD + "marking: OFFICIAL\npoints: {a: {text: One., marking: SECRET, from: s}}\n"
    document, problems = paper(tmp_path, facts, "# {{ title }}\nText.\n")
    assert problems == []
    assert document is not None
    assert document.marking == "OFFICIAL"


def test_words_of_handling_must_stand_in_the_documents_marking_too(tmp_path: Path) -> None:
    facts = HEAD + "marking: OFFICIAL\npoints: {a: {text: One., marking: OFFICIAL HMG USE ONLY, from: s}}\n"
    _, problems = paper(tmp_path, facts, PRINT_ALL)
    assert codes(problems) == ["D120"]
    assert "does not say HMG USE ONLY" in problems[0].message


def test_a_marked_fact_in_a_paper_without_marking_is_a_problem(tmp_path: Path) -> None:
    _, problems = paper(tmp_path, HEAD + "points: {a: {text: One., marking: OFFICIAL, from: s}}\n", PRINT_ALL)
    assert codes(problems) == ["D120"]


def test_what_is_reckoned_from_marked_figures_bears_their_marking(tmp_path: Path) -> None:
    facts = HEAD + (
        "marking: OFFICIAL\nfigures:\n  a: {label: a, value: 2, marking: SECRET, from: s}\n"
        "  b: {label: b, formula: a * 2, from: s}\n"
    )
    _, problems = paper(tmp_path, facts, "# {{ title }}\n{{ figures.b.value }} in all.\n")
    assert codes(problems) == ["D120"]


def test_a_template_may_give_its_paper_a_marking_of_its_own(tmp_path: Path) -> None:
    facts = HEAD + "marking: OFFICIAL\npoints: {a: {text: One., marking: SECRET, from: s}}\n"
    document, problems = paper(tmp_path, facts, "---\ntitle: T\nmarking: SECRET\n---\n" + PRINT_ALL)
    assert problems == []
    assert document is not None
    assert document.marking == document.furniture["marking"] == "SECRET"


def test_the_highest_marking_printed_is_told_where_it_is_lower(tmp_path: Path) -> None:
    facts = HEAD + (
        "marking: SECRET\npoints:\n  a: {text: One., marking: OFFICIAL-SENSITIVE, from: s}\n"
        "  b: {text: Two., marking: SECRET, from: s}\n"
    )
    low = made(tmp_path, facts, "# {{ title }}\n{{ points.a.text }}\n")
    assert low.remarks == ("marked SECRET; the highest marking printed is OFFICIAL-SENSITIVE (1 fact without)",)
    assert made(tmp_path, facts, PRINT_ALL).remarks == ()


# the public


def test_a_fact_asked_for_by_name_is_told_with_the_reason(tmp_path: Path) -> None:
    facts = HEAD + "marking: OFFICIAL\npoints: {a: {text: One., marking: SECRET, from: s}}\n"
    _, problems = paper(tmp_path, facts, PUBLIC + "# {{ title }}\n{{ points.a.text }}\n")
    assert codes(problems) == ["T006"]
    assert problems[0].message == "`points.a.text` is marked SECRET, and this paper is for the public"


def test_a_section_that_is_needed_and_kept_back_is_told_with_the_reason(tmp_path: Path) -> None:
    facts = HEAD + "points: {use: background, a: {text: One., from: s}}\n"
    template = "---\ntitle: T\naudience: public\nneeds: [points]\n---\n# {{ title }}\nText.\n"
    _, problems = paper(tmp_path, facts, template)
    assert [(p.code, "for background only" in p.message) for p in problems] == [("T007", True)]


def test_what_is_kept_back_is_counted(tmp_path: Path) -> None:
    facts = HEAD + (
        "marking: OFFICIAL\npoints:\n  a: {text: One., marking: SECRET, from: s}\n"
        "  b: {text: Two., use: background, from: s}\n  c: {text: Three., use: background, from: s}\n"
    )
    paper_ = made(tmp_path, facts, PUBLIC + "# {{ title }}\nText.\n")
    assert paper_.remarks[-1] == "kept back from the public: 2 facts for background, 1 fact by marking"


def test_a_paper_for_the_public_cannot_bear_a_marking_that_the_public_must_not_see(tmp_path: Path) -> None:
    facts = HEAD.replace("A test", "{value: A test, marking: OFFICIAL}") + "marking: SECRET\n"
    template = PUBLIC.replace("audience", "marking: SECRET\naudience") + "# {{ title }}\nText.\n"
    _, problems = paper(tmp_path, facts, template)
    assert codes(problems) == ["D121"]
    assert (problems[0].at.line, Path(problems[0].at.file).name) == (3, "test.md")
    document, problems = paper(tmp_path, facts, template.replace("SECRET", "OFFICIAL"))
    assert problems == []
    assert document is not None
    assert document.marking == "OFFICIAL"


def test_a_paper_for_the_public_has_a_title_that_may_be_shown_or_is_not_made(tmp_path: Path) -> None:
    facts = HEAD + "marking: SECRET\n"
    _, problems = paper(tmp_path, facts, PUBLIC + "# Handout\nText.\n")
    assert codes(problems) == ["D121"]
    assert problems[0].at.line == 1
    own = facts + "handout: {marking: OFFICIAL, headline: For all}\n"
    document, problems = paper(tmp_path, own, PUBLIC + "# {{ handout.headline or title }}\nText.\n")
    assert problems == []
    assert document is not None
    assert document.title == "For all"
    assert "A test" not in repr(document)


@pytest.mark.parametrize(
    ("head", "borne"),
    [("marking: OFFICIAL\n", ""), ('marking: "TLP:CLEAR"\n', "TLP:CLEAR"), ("scheme: eu\n", "PUBLIC"), ("", "")],
)
def test_a_paper_for_the_public_bears_what_the_scheme_has_for_it_and_never_the_files(
    head: str, borne: str, tmp_path: Path
) -> None:
    facts = HEAD + head + "brief: {reference: SA/7, version: 3b, author: Desk Nine}\n"
    document, problems = paper(tmp_path, facts, PUBLIC + "# {{ title }}\nText.\n")
    assert problems == []
    assert document is not None
    assert document.marking == document.furniture["marking"] == borne
    assert (document.furniture["reference"], document.furniture["version"], document.author) == ("", "", "")
    assert not [each for each in ("SA/7", "3b", "Desk Nine") if each in repr(document)]


def test_a_public_template_that_nobody_asked_for_is_passed_over_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(HEAD + "marking: SECRET\n", encoding="utf-8")
    report = build(Ask(tmp_path, (tmp_path / "facts.yaml",), out=tmp_path / "out"))
    assert ("D121", "warning") in [(p.code, p.severity) for p in report.problems]
    assert report.ok
    assert {one.name for one in report.made} == {"facts/briefing-note"}


def test_a_paper_that_is_not_made_any_more_is_told(tmp_path: Path) -> None:
    facts, out = tmp_path / "facts.yaml", tmp_path / "out"
    points = "points: {a: {text: One., under: significance, from: s}}\n"
    facts.write_text(HEAD + "marking: OFFICIAL\n" + points, encoding="utf-8")
    assert build(Ask(tmp_path, (facts,), out=out)).problems == ()
    facts.write_text(HEAD + "marking: SECRET\n" + points, encoding="utf-8")
    report = build(Ask(tmp_path, (facts,), out=out))
    assert report.ok
    told = {(p.code, Path(p.at.file).name) for p in report.problems}
    assert told == {("D121", "facts.yaml"), ("W023", "one-pager.docx"), ("W023", "one-pager.pdf")}


def test_what_the_file_marks_as_a_whole_covers_what_bears_no_marking(tmp_path: Path) -> None:
    facts = HEAD.replace("A test", "{value: A test, marking: OFFICIAL}") + (
        "marking: SECRET\npoints:\n  a: {text: One., under: significance, from: s}\n"
        "  b: {text: Two., under: significance, marking: OFFICIAL, from: s}\n"
    )
    lower = PUBLIC.replace("audience", "marking: OFFICIAL\naudience")
    document, problems = paper(tmp_path, facts, lower + PRINT_ALL)
    assert problems == []
    assert "Two." in repr(document)
    assert "One." not in repr(document)


def test_a_figure_reckoned_from_what_is_kept_back_is_kept_back(tmp_path: Path) -> None:
    facts = HEAD + (
        "marking: OFFICIAL\nfigures:\n  a: {label: a, value: 41, marking: SECRET, from: s}\n"
        "  b: {label: b, formula: a * 2, from: s}\n  c: {label: c, formula: a * 3, marking: OFFICIAL, from: us}\n"
    )
    body = "# {{ title }}\n{% for f in figures | where('value') %}\n- {{ f.value }} {{ f.label }}\n{% endfor %}\n"
    template = PUBLIC + body
    facts += "  d: {label: d, value: 7, from: s}\n"
    document, problems = paper(tmp_path, facts, template)
    assert problems == []
    assert "'7'" in repr(document)
    assert not [each for each in ("'123'", "'82'", "'41'") if each in repr(document)]


def test_a_figure_reckoned_from_one_for_background_is_kept_back(tmp_path: Path) -> None:
    facts = HEAD + (
        "figures:\n  a: {label: open, value: 5, from: s}\n  b: {label: hidden, value: 7777, use: background, from: s}\n"
        "  c: {label: both, formula: a + b, from: us}\n  d: {label: twice, formula: c * 2, from: us}\n"
    )
    body = "# {{ title }}\n{% for f in figures %}\n- {{ f | quantity }} {{ f.label }}\n{% endfor %}\n"
    document, problems = paper(tmp_path, facts, PUBLIC + body)
    assert problems == []
    shown = repr(document)
    assert "open" in shown
    assert not [each for each in ("7777", "7,777", "7,782", "15,564", "both", "twice", "hidden") if each in shown]


def test_a_record_without_what_each_must_have_is_kept_back_whole(tmp_path: Path) -> None:
    facts = HEAD + (
        "figures:\n  a: {label: open, value: 5, from: s}\n"
        "  b: {label: bare, value: {value: 7777, use: background}, from: s}\n"
        "agreements: {g: {title: The Pact, kind: pact, purpose: {value: To hide, use: background}, from: s}}\n"
        "statements: {t: {who: p, said: {value: Secretly, use: background}, from: s}}\n"
        "people: {p: {name: Ann, from: s}}\n"
    )
    body = (
        "# {{ title }}\n{% for f in figures %}\n- {{ f | quantity }} {{ f.label }}\n{% endfor %}\n"
        '{% for g in agreements %}\n{{ g.title }}: {{ g.purpose | default("not stated") }}.\n\n{% endfor %}\n'
        "{% for t in statements %}\n{{ t.who.name }} spoke.\n{% endfor %}\n"
    )
    document, problems = paper(tmp_path, facts, PUBLIC + body)
    assert problems == []
    shown = repr(document)
    assert "open" in shown
    assert "The Pact" in shown
    assert not [each for each in ("bare", "7777", "not stated", "spoke") if each in shown]


def test_a_source_that_may_not_be_named_is_in_no_note(tmp_path: Path) -> None:
    facts = (
        "title: A test\nas_of: 2026-01-15\nsources:\n  s: {title: Open register, published: 2026-01-02}\n"
        "  t: {title: {value: Secret register, use: background}, published: 2026-01-03}\n"
        "  u: {title: Telegram, use: background, published: 2026-01-03}\n"
        "points:\n  a: {text: One., under: significance, from: s}\n  b: {text: Two., under: significance, from: t}\n"
        "  c: {text: Three., under: significance, from: [s, t]}\n"
        "  d: {text: Four., under: significance, from: [s, u]}\n"
    )
    document, problems = paper(tmp_path, facts, PUBLIC + PRINT_ALL + "\n## Sources\n\n::: sources\n:::\n")
    assert problems == []
    assert "Open register" in repr(document)
    assert "Secret register" not in repr(document)
    assert "Telegram" not in repr(document)
    assert "Three." in repr(document)
    assert "Two." in repr(document)
    assert "Four." not in repr(document)


# embargoes

EMBARGO = HEAD + "points: {a: {text: One., under: significance, embargo: 2026-02-02 18:00, from: s}}\n"


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 2, day, hour, tzinfo=UTC)


def test_a_final_public_paper_is_refused_before_the_embargo_ends(tmp_path: Path) -> None:
    early = made(tmp_path, EMBARGO, PUBLIC + PRINT_ALL, final=True, now=at(2, 17))
    assert codes(early.problems) == ["D122"]
    assert not early.files
    assert codes(made(tmp_path, EMBARGO, PUBLIC + PRINT_ALL, final=True, now=None).problems) == ["D122"]
    late = made(tmp_path, EMBARGO, PUBLIC + PRINT_ALL, final=True, now=at(2, 18))
    assert late.problems == ()
    assert late.files


def test_a_public_paper_under_embargo_is_a_draft_whatever_the_clock_says(tmp_path: Path) -> None:
    early = made(tmp_path, EMBARGO, PUBLIC + PRINT_ALL, now=at(1, 9))
    late = made(tmp_path, EMBARGO, PUBLIC + PRINT_ALL, now=at(28, 9))
    assert early.files == late.files
    assert early.remarks == ("under embargo until 2026-02-02 18:00: a draft until it is built with --final",)
    final = made(tmp_path, EMBARGO, PUBLIC + PRINT_ALL, final=True, now=at(28, 9))
    assert "DRAFT" in page_text(early.files["pdf"])
    assert "DRAFT" not in page_text(final.files["pdf"])


def test_an_internal_paper_knows_no_embargo(tmp_path: Path) -> None:
    final = made(tmp_path, EMBARGO, PRINT_ALL, final=True, now=at(1, 9))
    assert final.problems == ()
    assert final.files


@pytest.mark.parametrize(
    ("embargo", "held"),
    [
        ("2026-02-02", False),
        ("2026-02-03", True),
        ("2026-02-02 11:59", False),
        ("2026-02-02T12:01", True),
        ("2026-02-02T12:30Z", True),
        ("2026-02-02 12:30+08:00", False),
        ("2026-02-02 21:30+0800", True),
    ],
)
def test_an_embargo_without_a_zone_is_in_that_of_the_clock(embargo: str, held: bool) -> None:
    assert is_embargoed(embargo, datetime(2026, 2, 2, 12, tzinfo=UTC)) is held
    assert is_embargoed("2026-02-02 20:01", datetime(2026, 2, 2, 20, tzinfo=timezone(timedelta(hours=8))))


# the page


def page_text(data: bytes) -> str:
    document: Any = pypdfium2.PdfDocument(data)
    text = str(document[0].get_textpage().get_text_range())
    document.close()
    return text


def colours(data: bytes) -> set[tuple[float, ...]]:
    """Every colour that fills something on the first page, in parts of 255."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        code = pikepdf.parse_content_stream(pdf.pages[0])
        filled = [each for each in code if str(each.operator) == "rg"]
        return {tuple(round(float(part) * 255) for part in each.operands) for each in filled}


def test_a_tlp_label_stands_right_in_its_colour_on_black_at_head_and_foot(tmp_path: Path) -> None:
    label = made(tmp_path, HEAD + 'marking: "TLP:RED"\n', "# {{ title }}\nText.\n")
    assert label.problems == ()
    assert page_text(label.files["pdf"]).count("TLP:RED") == 2
    assert {(255, 43, 43), (0, 0, 0)} <= colours(label.files["pdf"])
    with zipfile.ZipFile(io.BytesIO(label.files["docx"])) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    header = next(text for name, text in parts.items() if "header" in name)
    footer = next(text for name, text in parts.items() if "footer" in name)
    assert "TLP:RED" in header
    assert "TLP:RED" in footer
    style = re.search(r'<w:style [^>]*w:styleId="Marking".*?</w:style>', parts["word/styles.xml"])
    assert style is not None
    assert 'w:fill="000000"' in style[0]
    assert '<w:color w:val="FF2B2B"/>' in style[0] or '<w:color w:val="ff2b2b"/>' in style[0]
    assert '<w:jc w:val="right"/>' in style[0] or '<w:jc w:val="end"/>' in style[0]
    assert '<w:sz w:val="24"/>' in style[0]


def test_a_theme_without_the_marking_gets_it_where_the_scheme_wants_it(article_facts: Path, tmp_path: Path) -> None:
    _, shelf, _ = plan_of(tmp_path, HEAD, "# {{ title }}\n")
    theme, _ = shelf.theme("plain")
    bare = replace(theme, header=(), footer=(Furniture(right="{page}"),))
    marked = stamped(bare, scheme("uk"), "SECRET")
    assert marked.header == (Furniture(center="{marking}"),)
    assert marked.footer == (Furniture(right="{page}"), Furniture(center="{marking}"))
    assert stamped(bare, scheme("tlp"), "TLP:RED").header == (Furniture(right="{marking}"),)
    assert stamped(bare, None, "SECRET") is bare


def test_a_paper_without_marking_prints_none(tmp_path: Path) -> None:
    plain = made(tmp_path, HEAD, "# {{ title }}\nText.\n")
    assert plain.problems == ()
    assert "OFFICIAL" not in page_text(plain.files["pdf"])


def test_markings_are_checked_without_building(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(HEAD + "marking: SECRT\n", encoding="utf-8")
    problems = check(Ask(tmp_path, (tmp_path / "facts.yaml",)))
    assert [problem.code for problem in problems if problem.severity == "error"] == ["F040"]
