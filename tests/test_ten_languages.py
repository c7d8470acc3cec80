"""Every paper of the set in all ten languages, from one invented fact file, and no word of another language in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefs.factfiles import load_facts
from briefs.factfiles.translations import in_language
from briefs.language import built_in_file, language_of, papers_of, words_of
from briefs.model.tree import Chart, Document, blocks_below, spans_of
from briefs.project.pipeline import drafted_of
from briefs.project.plan import chosen, plans
from briefs.project.template_folders import Shelf

QUAY = Path(__file__).parent / "quay.yaml"
TAGS = ["en", "fr", "es", "pt", "de", "ar", "ru", "mn", "kk", "zh", "zh-Hant"]
TEXTS = {"en", "fr", "ar", "mn"}
"""The languages in which the fact file gives its texts."""
PAPERS = """addendum agreement-summary biographies briefing-note country-sheet dossier meeting-brief one-pager outcomes
points-card press-lines programme read-out submission visit-report""".split()
WORD = re.compile(r"[^\W\d_]{3,}")


def papers(tag: str, workspace: Path, *names: str) -> Iterator[tuple[Document, list[str]]]:
    """The papers in a language, each with the codes of its problems."""
    facts, problems = load_facts(QUAY)
    assert not problems
    shelf = Shelf(workspace)
    templates = chosen(shelf, names or PAPERS)[0]
    spoken = in_language(facts, tag)
    for plan in plans(spoken, templates, (), "", {}, False, shelf):
        since = spoken if plan.template.name == "addendum" else None
        drafted = drafted_of(replace(plan, since=since), shelf)
        yield drafted.document, [problem.code for problem in drafted.problems]


def own_texts(document: Document) -> Iterator[str]:
    """What a paper says in words that no fact brings."""
    yield from document.furniture.values()
    for block in blocks_below(document.blocks):
        yield from (span.text for span in spans_of(block) if not span.language and not _of_a_fact(span.facts))
        if isinstance(block, Chart):
            yield block.alt


def _of_a_fact(ids: tuple[str, ...]) -> bool:
    return any(not each.startswith(":") for each in ids)


def words(texts: Iterator[str]) -> set[str]:
    return {word.casefold() for text in texts for word in WORD.findall(re.sub(r"\{\w+\}", "", text))}


@pytest.mark.parametrize("tag", TAGS)
def test_every_paper_speaks_the_language_it_is_in(tag: str, tmp_path: Path) -> None:
    english = words(iter(papers_of("en").values()))
    own = words(iter({**words_of(tag), **papers_of(tag)}.values()))
    in_file = words(iter(QUAY.read_text(encoding="utf-8").splitlines()))
    foreign = english - own - in_file if tag != "en" else set()
    count = 0
    for document, codes in papers(tag, tmp_path):
        count += 1
        assert document.language == tag and not {"D101", "D130", "D131"} & set(codes), document.title
        assert ("D132" in codes) <= (tag not in TEXTS), document.title
        said = words(own_texts(document))
        assert not said & foreign, document.title
        for block in blocks_below(document.blocks):
            for span in spans_of(block):
                assert span.language in {"", "en", "ru"} and (span.language != "en" or tag not in TEXTS), span
    assert count == len(PAPERS) + 2  # two instruments, two meetings, of which one has a record


def test_a_language_is_one_file(tmp_path: Path) -> None:
    """An Italian paper needs a file in the workspace, and nothing else."""
    for section, names in (("words", words_of("en")), ("papers", language_of("en").papers)):
        lines = [f"  {name}: 'it {' '.join(re.findall(r'{.+?}', text))}'" for name, text in names.items()]
        file = tmp_path / "templates" / "languages" / "it.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as out:
            out.write("\n".join([f"{section}:", *lines, ""]))
    assert built_in_file("it") is None
    for document, codes in papers("it", tmp_path, "briefing-note", "dossier", "submission"):
        assert not {"D130", "D131"} & set(codes)
        said = words(own_texts(document)) - words(iter(QUAY.read_text(encoding="utf-8").splitlines()))
        assert not said & words(iter(papers_of("en").values())), document.title
        assert "11 novembre 2026" in document.furniture["as_of"]
