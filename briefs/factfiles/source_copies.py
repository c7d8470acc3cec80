"""The texts of sources, from the copies that an office holds: found, read, and counted as `at` counts.

It finds nothing that is not on the disk, and judges no fact.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

import briefs.language as languages
from briefs.factfiles.copies import Copy, bounded
from briefs.factfiles.text_copy import markdown_paragraphs, plain_paragraphs
from briefs.files import NotReadError, exists, is_file, lies_in, read_bytes
from briefs.model.facts import Facts, Source
from briefs.model.problems import Problem
from briefs.model.source_text import Paragraph, SourceText, unit_of

Reader = Callable[[bytes], Copy]
"""What stands in a file; raises ValueError where it cannot be read."""


def _web(data: bytes) -> Copy:
    from briefs.factfiles.html_copy import web_paragraphs  # each of these kinds brings a library along

    return web_paragraphs(data)


def _word(data: bytes) -> Copy:
    from briefs.factfiles.docx_copy import word_paragraphs

    return word_paragraphs(data)


def _pages(data: bytes) -> Copy:
    from briefs.factfiles.pdf_copy import page_paragraphs

    return page_paragraphs(data)


READERS: Mapping[str, Reader] = {
    ".txt": plain_paragraphs,
    ".md": markdown_paragraphs,
    ".html": _web,
    ".docx": _word,
    ".pdf": _pages,
    ".text": plain_paragraphs,
    ".markdown": markdown_paragraphs,
    ".htm": _web,
    ".xhtml": _web,
}
"""What reads a file, by its ending; of several copies the one that stands first here is taken."""
LARGEST = 100_000_000
"""Bytes of a copy."""
HEAD = 40
"""Paragraphs at the top of a text among which its title is looked for."""
UNREADABLE = "S101"
HERE = Path()


def load_sources(
    facts: Facts, folders: Sequence[Path] = (), workspace: Path = HERE
) -> tuple[Mapping[str, SourceText], list[Problem]]:
    """The texts of the sources of which there is a copy, by id, and what was wrong with the copies.

    A copy is the file that `held:` names, as seen from the fact file or from one of the folders, or else the file in a
    folder that bears the source's id: `article.txt`. A source of which no copy is named or found is left out.
    """
    texts: dict[str, SourceText] = {}
    problems: list[Problem] = []
    for source in facts.sources.values():
        try:
            path = copy_of(source, Path(facts.file).parent, folders, workspace)
            if path is not None:
                texts[source.id] = text_of(source, path, facts.text("language"), workspace)
        except ValueError as fault:
            message, _, hint = str(fault).partition("\n")
            problems.append(Problem(UNREADABLE, message, source.place, hint))
    return texts, problems


def copy_of(source: Source, beside: Path, folders: Sequence[Path], workspace: Path = HERE) -> Path | None:
    """The file that holds a copy; None where none is named or found.

    Raises ValueError where a named one is missing, or lies in no folder that may be read.
    """
    if not source.held:
        named = (folder / f"{source.id}{ending}" for folder in folders for ending in READERS)
        return next((path for path in named if is_file(path)), None)
    places = ((folder / source.held, workspace_of(folder, workspace)) for folder in (beside, *folders))
    paths = [path for path, home in places if lies_in(path, home)]
    if not paths:
        hint = "put a copy into that folder, and write where it is as seen from this file"
        raise ValueError(f"`held: {source.held}` leads out of the folder that you work in\n{hint}")
    found = next((path for path in paths if exists(path)), None)
    if found is None:
        raise ValueError(f"there is no file `{source.held}` beside the fact file\nput it there, or mend `held:`")
    return found


def workspace_of(folder: Path, workspace: Path = HERE) -> Path:
    """The folder that no name and no link in `folder` may lead out of: the workspace where that holds it, or itself."""
    return workspace if lies_in(folder, workspace) else folder


def text_of(source: Source, path: Path, language: str = "", workspace: Path = HERE) -> SourceText:
    """The text of a copy, counted by the source's rule. Raises ValueError, with a hint after a line's end."""
    return counted(copy_at(path, workspace), source, path, language)


def counted(copy: Copy, source: Source, path: Path, language: str = "") -> SourceText:
    """What was read of a file, counted by the source's rule."""
    headline = _title_in(copy.paragraphs, source.title)
    begin = headline[-1] + 1 if headline else 0
    head, rest = copy.paragraphs[:begin], copy.paragraphs[begin:]
    if not headings_count(source.counted):
        rest = [each for each in rest if not each.heading]
    spoken = source.language or language_of(copy.paragraphs, language)
    return SourceText(
        source.id,
        tuple(rest),
        spoken,
        str(path),
        tuple(head),
        unit_of(source.counted),
        copy.pages,
        tuple(headline),
        tuple(copy.notes),
        tuple(copy.left_out),
    )


def copy_at(path: Path, workspace: Path = HERE) -> Copy:
    """What stands in a file. Raises ValueError, with a hint after a line's end."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted({ending.lstrip(".") for ending in READERS}))
        raise ValueError(f"`{path.name}` is of no kind that can be read\nsave it as one of {known}")
    try:
        data = read_bytes(path, LARGEST, workspace_of(path.parent, workspace))
    except NotReadError as fault:
        raise ValueError(f"`{path.name}` {fault}") from None
    try:
        copy = reader(data)
        bounded(copy.paragraphs)
        bounded(copy.notes)
    except ModuleNotFoundError:
        message = f"`{path.name}`: reading PDF files needs one more library"
        raise ValueError(f"{message}\npip install 'briefs[sources]', or hold a text copy") from None
    except ValueError as fault:
        raise ValueError(
            f"`{path.name}` cannot be read: {fault}\nhold a text copy of what is cited beside it"
        ) from None
    if not any(each.text for each in copy.paragraphs):
        raise ValueError(f"`{path.name}` holds no text\nhold a copy that does")
    return _seen_in(copy)


def _seen_in(copy: Copy) -> Copy:
    """The same without what nobody sees, and with its tables numbered from 1."""
    found = copy.paragraphs
    tables = {0: 0} | {old: new for new, old in enumerate(dict.fromkeys(p.table for p in found if p.table), 1)}
    return Copy(
        [replace(each, text=_seen(each.text), table=tables[each.table]) for each in found],
        copy.pages,
        _seen(copy.title),
        [replace(each, text=_seen(each.text)) for each in copy.notes],
        [replace(each, text=_seen(each.text)) for each in copy.left_out],
    )


_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def _seen(text: str) -> str:
    """The text without what nobody sees: soft hyphens, marks of direction, joiners."""
    return " ".join(_INVISIBLE.sub("", text).split())


LINES = 3
"""Paragraphs over which a title may be broken."""


def _title_in(paragraphs: Sequence[Paragraph], title: str) -> list[int]:
    """Which paragraphs at the top are the title, from 0: its last appearance there. Counting begins below it."""
    wanted = _plainest(title)
    top = [_plainest(each.text) for each in paragraphs[: min(HEAD, max(8, len(paragraphs) // 2))]]
    found = [run for run in _runs(top) if wanted and "".join(top[at] for at in run) == wanted]
    if len(found) > 1 and found[-1][-1] + 1 == len(paragraphs):
        found.pop()  # a title at the very end heads nothing
    return found[-1] if found else []


def _runs(texts: Sequence[str]) -> Iterator[list[int]]:
    """Each text alone and with those that follow it, by where they end."""
    for end in range(len(texts)):
        for length in range(min(LINES, end + 1), 0, -1):
            yield list(range(end - length + 1, end + 1))


def _plainest(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


_HEADINGS = re.compile(r"heading|заголов|гарчи|гарчг|тақырып", re.IGNORECASE)
_WITHOUT = re.compile(
    r"\b(?:left out|leaving out|omit\w*|exclud\w*|without|not counted|except)\b|"
    r"\bбез\b|кроме|не считая|не считаются|тооцохгүй|гарчиггүй|оролцуулахгүй|есептелмейді|тақырыпсыз|басқа",
    re.IGNORECASE,
)


def headings_count(counted: str) -> bool:
    """Whether the rule counts headings; it does unless it says that they are left out."""
    return not (_HEADINGS.search(counted) and _WITHOUT.search(counted))


_KAZAKH = re.compile("[әғқңұіһӘҒҚҢҰІҺ]")
_MONGOLIAN = re.compile("[өүӨҮ]")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_LATIN = re.compile("[a-z]", re.IGNORECASE)


def language_of(paragraphs: Sequence[Paragraph], otherwise: str = "") -> str:
    """The language of a text as its letters tell: Kazakh, Mongolian or Russian; else the file's own, or English."""
    text = " ".join(_some(paragraphs))
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if cyrillic <= latin:
        known = otherwise.split("-")[0] in {"mn", "ru", "kk", "", "en"}
        return _by_words(text, otherwise or "en") if known else otherwise
    if len(_KAZAKH.findall(text)) * 50 > cyrillic:
        return "kk"
    return "mn" if len(_MONGOLIAN.findall(text)) * 50 > cyrillic else "ru"


FEWEST_WORDS = 20
"""Words of a text from which its language can be told by the commonest among them."""


def _by_words(text: str, otherwise: str) -> str:
    """The language of a text in Latin letters, by the words that stand in every text: the, of; le, des."""
    words = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    common = {tag: sum(words[word] for word in languages.language_of(tag).common) for tag in ("en", "es", "fr")}
    best = max(common, key=lambda tag: common[tag])
    if words.total() < FEWEST_WORDS or best == "en" or common[best] < 2 * common["en"] + words.total() // 10:
        return otherwise if otherwise.split("-")[0] == "en" else "en"
    return best


def _some(paragraphs: Sequence[Paragraph], most: int = 20_000) -> Iterator[str]:
    for each in paragraphs:
        if most < 0:
            return
        most -= len(each.text)
        yield each.text
