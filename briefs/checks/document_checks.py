"""Checks of a document's build: numbers without a fact, headings out of step, empty sections, links that lead nowhere.

What the document says is `wording`'s concern, what sources say `evidence`'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from briefs.checks.draft import Draft
from briefs.checks.foreign_words import UNTRANSLATED, untranslated
from briefs.checks.typed_numbers import typed_again
from briefs.checks.wording import long_sentence, name_without_fact, stale, two_forms, unexplained_abbreviation
from briefs.checks.words_and_numbers import stated_number
from briefs.language import base_of, lacking, language_of
from briefs.model.facts import Allow, Fact
from briefs.model.problems import Place, Problem, did_you_mean
from briefs.model.tree import Block, Box, Heading, List, PageBreak, Quote, blocks_below, plain, spans_of

_NUMBER = re.compile(r"\d[\d.,]*")


def unsourced_number(draft: Draft) -> Iterator[Problem]:
    """A number in the template's own words comes from no fact."""
    free = [text for text in (*draft.words.texts, *draft.known) if _NUMBER.search(text)]
    for block in blocks_below(draft.read):
        for span in spans_of(block):
            found = None if span.facts else _NUMBER.search(_without(span.text, free))
            if found:
                hint = "move it to the fact file and print it from there, or write it in words"
                yield Problem("D101", f"the number `{found[0].rstrip('.,')}` comes from no fact", block.at, hint)


def _without(text: str, words: list[str]) -> str:
    for each in words:
        text = text.replace(each, "")
    return text


def skipped_level(draft: Draft) -> Iterator[Problem]:
    """A heading stands more than one level below the heading before it."""
    level = 0
    for block in blocks_below(draft.finished):
        if not isinstance(block, Heading):
            continue
        if block.level > level + 1:
            message = f"the heading “{plain(block.spans)[:40]}” skips a level"
            yield Problem("D104", message, block.at, f"begin it with {'#' * (level + 2)}")
        level = block.level


def dead_link(draft: Draft) -> Iterator[Problem]:
    """A link leads to a place that the document does not have."""
    places = {name for block in blocks_below(draft.finished) for name in _anchors(block)}
    for block in blocks_below(draft.finished):
        for span in spans_of(block):
            name = span.link[1:] if span.link.startswith("#") else ""
            if name and name not in places:
                hint = did_you_mean(name, places, "link to a heading by its words in small letters with hyphens")
                yield Problem("D105", f"the link to `#{name}` leads nowhere", block.at, hint)


def lost_reference(draft: Draft) -> Iterator[Problem]:
    """A reference leads to nothing that has a number."""
    names = [span.anchor for block in blocks_below(draft.read) for span in spans_of(block) if span.anchor]
    places = {name for block in blocks_below(draft.finished) for name in _anchors(block)}
    for block in blocks_below(draft.finished):
        for span in spans_of(block):
            if not {"reference", "placeholder"} <= span.marks:
                continue
            name = span.text[2:-1]
            if name in places:
                message = f"what `{span.text}` leads to has no number"
                hint = f"give the head `numbering: paragraphs`, or write a link: `[words](#{name})`"
            elif name in names:
                message = f"`{span.text}` leads to what has no caption, or gave way to the page limit"
                hint = "write `Table: …` above it, or let the reference give way in the same box"
            else:
                message, hint = f"`{span.text}` leads nowhere", f"write `[#{name}]` behind what it is to lead to"
                hint = did_you_mean(name, names, hint)
            yield Problem("D140", message, block.at, hint)


def named_twice(draft: Draft) -> Iterator[Problem]:
    """Two places have one name."""
    seen: set[str] = set()
    for block in blocks_below(draft.read):
        for span in spans_of(block):
            if span.anchor in seen:
                hint = f"give each its own; in a loop write `[#{span.anchor}-{{{{ loop.index }}}}]`"
                yield Problem("D141", f"two places have the name `{span.anchor}`", block.at, hint)
            seen |= {span.anchor} if span.anchor else set()


def _anchors(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield block.anchor
    for span in spans_of(block):
        if span.anchor:
            yield span.anchor
    if isinstance(block, List):
        yield from (span.anchor for item in block.items for span in item.label if span.anchor)


def empty_document(draft: Draft) -> Iterator[Problem]:
    """A document holds nothing but its title."""
    if not any(not isinstance(b, Heading | Box) for b in blocks_below(draft.finished)):
        at = draft.read[0].at if draft.read else draft.at
        yield Problem("D106", "the document holds nothing but its title", at, "see which facts the template asks for")


def words_missing(draft: Draft) -> Iterator[Problem]:
    """The house has no words, or not all, in the paper's language, and prints English ones."""
    english = language_of("en").words
    texts = [english[each] for each in lacking(draft.language)]
    if texts:
        hint = (
            f"write them in templates/languages/{base_of(draft.language)}.yaml, as `briefs show languages/en` has them"
        )
        message = f"in {_name(draft)} the house has no words for {_some(texts)}, and prints English ones"
        yield Problem("D130", message, _language_at(draft), hint, "warning")


def own_words_missing(draft: Draft) -> Iterator[Problem]:
    """What the template says by name has no words in the paper's language, and is printed in another."""
    texts = [text for _, text in draft.words.lacking]
    if not texts:
        return
    names = " and ".join(f"`{name}`" for name, _ in draft.words.lacking[:2])
    file = f"templates/languages/{base_of(draft.language)}.yaml"
    hint = f"say {names} … in `papers:` of {file}, or in `words:` of the template's head"
    message = f"in {_name(draft)} this paper has no words for {_some(texts)}, and prints those of another language"
    yield Problem("D131", message, _language_at(draft), hint, "warning")


def _name(draft: Draft) -> str:
    return language_of(draft.language).name or f"the language `{draft.language}`"


def _some(texts: Sequence[str]) -> str:
    some = " and ".join(f"“{each}”" for each in texts[:2])
    return f"{some} and {len(texts) - 2} more" if len(texts) > 2 else some


def _language_at(draft: Draft) -> Place:
    """Where the language of the paper is said: in the fact file, else by the template."""
    told = draft.facts.find("language")
    return told.at if isinstance(told, Fact) and told.written == draft.language else draft.at


def empty_section(draft: Draft) -> Iterator[Problem]:
    """A heading stands above nothing."""
    for blocks in _runs(draft.finished):
        for heading, following in zip(blocks, [*blocks[1:], None], strict=False):
            if not isinstance(heading, Heading) or not heading.level:
                continue
            if following is None or (isinstance(following, Heading) and following.level <= heading.level):
                message = f"nothing stands below the heading “{plain(heading.spans)[:40]}”"
                hint = "write it behind the page break, or within the `{% if %}` of what it stands above"
                yield Problem("D111", message, heading.at, hint, "warning")


def _runs(blocks: tuple[Block, ...]) -> Iterator[list[Block]]:
    """The blocks on each level of the tree, without page breaks."""
    yield [block for block in blocks if not isinstance(block, PageBreak)]
    for block in blocks:
        if isinstance(block, Box | Quote):
            yield from _runs(block.blocks)


CHECKS: dict[str, Callable[[Draft], Iterator[Problem]]] = {
    "D101": stated_number,
    "D102": name_without_fact,
    "D104": skipped_level,
    "D105": dead_link,
    "D106": empty_document,
    "D107": two_forms,
    "D108": unexplained_abbreviation,
    "D109": long_sentence,
    "D111": empty_section,
    "D112": stale,
    "D114": typed_again,
    "D140": lost_reference,
    "D141": named_twice,
    "D130": words_missing,
    "D131": own_words_missing,
    UNTRANSLATED: lambda draft: untranslated(draft.finished, draft.facts, draft.language),
}


def check_document(draft: Draft) -> list[Problem]:
    """Every problem that the checks find and nobody has allowed, in the order of `CHECKS`."""
    found = (problem for check in CHECKS.values() for problem in check(draft))
    return [problem for problem in found if not any(_allows(allow, problem) for allow in draft.facts.allowed)]


def _allows(allow: Allow, problem: Problem) -> bool:
    """Whether `# allow D109 because …` in the fact file is for it: on its line, or above all facts."""
    same = (allow.at.file, allow.at.line) == (problem.at.file, problem.at.line)
    return problem.code in allow.codes and (allow.whole or same)
