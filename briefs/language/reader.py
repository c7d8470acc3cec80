"""The files of languages, read: one YAML file a language, found by its tag, and only those that a run needs.

What stands in a file is described by `language` and `grammar`; what is made of it is for those who ask.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import convert

from briefs.language.caches import forget, per_language
from briefs.language.composition import composed, words_by_name
from briefs.language.grammar import Grammar
from briefs.language.language import Language

HOUSE = Path(__file__).parent
OTHERS = "others"
"""The file for languages that have none of their own: a row each, with the little that is known."""
MEASURES = "measures"
"""The file for signs that are the same in every language."""
WORD_LISTS = ("units", "numbered", "percent", "common")
"""Lists that may be written as one text, with spaces between the words."""
TRADITIONAL = frozenset({"TW", "HK", "MO"})
"""Where Chinese is written with traditional characters unless its tag says otherwise."""
USUAL_SCRIPTS = frozenset(zip("zh mn kk uz sr az".split(), "Hans Cyrl Cyrl Latn Cyrl Latn".split(), strict=True))
"""Scripts that need no saying."""
NAMED_WORDS = frozenset({"words", "papers", "terms"})
"""Words by name, of which a variant or a workspace may give some, and leave the others."""


def base_of(tag: str) -> str:
    """The language of a BCP 47 tag without script and region: `en` of en-GB; English where nothing is given."""
    return tag.replace("_", "-").partition("-")[0].lower() or "en"


def is_same_language(one: str, other: str) -> bool:
    """Whether what is in the one can stand for the other: one language in one script, whatever the country."""
    return base_of(one) == base_of(other) and _script(one) == _script(other)


def _script(tag: str) -> str:
    parts = tag.replace("_", "-").split("-")
    script = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    if not script and base_of(tag) == "zh" and TRADITIONAL.intersection(part.upper() for part in parts[1:]):
        return "Hant"
    return "" if (base_of(tag), script) in USUAL_SCRIPTS else script


def is_known(tag: str) -> bool:
    """Whether there is a language of that tag: one of the house's, or one that CLDR has."""
    base = base_of(tag)
    if is_listed(tag):
        return True
    from babel.localedata import exists  # only tags that the house does not know pay for it

    return bool(exists(base))


def is_listed(tag: str) -> bool:
    """Whether the house or the workspace knows the language by itself."""
    base = base_of(tag)
    return base in _own or built_in_file(base) is not None or base in _rows()


@per_language()
def language_of(tag: str) -> Language:
    """What is known of the language of a BCP 47 tag: its file, or its row among the others, or nothing but the tag."""
    base = base_of(tag)
    return described(_file(base) or {"tag": base, **_rows().get(base, {})}, tag)


def described(data: Mapping[str, Any], tag: str) -> Language:
    """The language that a file's data describe, in the variant of the tag. Raises ValidationError where they do not."""
    variants: Mapping[str, Any] = data.get("variants", {})
    variant: Mapping[str, Any] = next((row for name, row in variants.items() if _covers(name, tag)), {})
    known = {name: value for name, value in data.items() if name not in {"grammar", "numbers", "variants"}}
    merged = _over(known, variant)
    lists: dict[str, Any] = {name: _listed(merged[name]) for name in WORD_LISTS if name in merged}
    if isinstance(merged.get("terms"), Mapping):
        lists["terms"] = {name: [each] if isinstance(each, str) else each for name, each in merged["terms"].items()}
    return convert({**merged, **lists}, Language, strict=False)


def _over(data: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """The data with another's above them, and the other's words among theirs."""
    both = {**data, **other}
    for name in NAMED_WORDS & data.keys() & other.keys():
        both[name] = {**data[name], **other[name]}
    return both


def _listed(written: str | list[str]) -> list[str]:
    return written.split() if isinstance(written, str) else written


@per_language()
def forms_of_address(tag: str) -> tuple[frozenset[str], frozenset[str]]:
    """The honorifics and the ranks that may stand beside names in texts of a language.

    To a language's own come the English ones, among them those that English texts take from others: Mme, Herr, Sra.
    """
    known = [language_of(base) for base in dict.fromkeys((base_of(tag), "en"))]
    return (
        frozenset(word for each in known for word in each.honorifics),
        frozenset(word for each in known for word in each.ranks),
    )


@per_language()
def words_of(tag: str) -> Mapping[str, str]:
    """The words that the house prints in a language, by name; English ones where it has none."""
    return {**language_of("en").words, **language_of(tag).words}


def lacking(tag: str) -> list[str]:
    """The names of the words that the house has in English, and not in a language."""
    own = language_of(tag).words
    return [name for name in language_of("en").words if name not in own]


def lacking_in_papers(tag: str) -> list[str]:
    """The names of what the house's papers say in English, and not in a language."""
    own = language_of(tag).papers
    return [name for name in language_of("en").papers if name not in own]


@per_language()
def papers_of(tag: str) -> Mapping[str, str]:
    """What templates can say in a language by name: the words of papers, and those of the house; no English ones."""
    known = language_of(tag)
    return {**known.words, **known.papers}


@per_language()
def terms_of(tag: str) -> Mapping[str, str]:
    """Text in small letters → the name of the term that it means, in a language."""
    return {text.casefold(): name for name, texts in language_of(tag).terms.items() for text in texts}


def title_of(paper: str, title: str, tag: str) -> str:
    """A paper's title in a language: the house's, where it is one of the house's papers and has its English title."""
    name = f"title_{paper.replace('-', '_')}"
    own = language_of("en").papers.get(name) == title
    return language_of(tag).papers.get(name, title) if own else title


@per_language()
def own_grammar(tag: str) -> Grammar | None:
    """The grammar that a language's own file holds; None where nobody has written it down."""
    data = _file(base_of(tag))
    return composed(data["tag"], data["grammar"]) if data and "grammar" in data else None


def partial_grammar(tag: str) -> Mapping[str, Any]:
    """What a language without a whole grammar has written down for reading numbers, as it stands in its file."""
    found: Mapping[str, Any] = (_file(base_of(tag)) or {}).get("numbers", {})
    return found


class Signs(NamedTuple):
    """What says in every language what a number counts in."""

    families: Mapping[str, frozenset[str]]
    """Name of a currency that several have → the codes of those."""
    signs: Mapping[str, str]
    """Sign of a currency, before or behind a number → its code or family."""
    measures: Mapping[str, str]
    """Sign of a measure in small letters, behind a number → its name."""


@lru_cache(maxsize=1)
def signs() -> Signs:
    """The signs of currencies and measures that are the same in every language."""
    data = parsed((HOUSE / f"{MEASURES}.yaml").read_bytes())
    families = {name: frozenset(codes.split()) for name, codes in data["families"].items()}
    return Signs(families, words_by_name(data["signs"], {}), words_by_name(data["measures"], {}))


def is_percentage(unit: str, language: str) -> bool:
    """Whether a unit says that its number is a percentage, in the language's words or in English ones."""
    text = unit.casefold()
    return text == "%" or text in language_of(language).percent or text in language_of("en").percent


def built_in_file(tag: str) -> Path | None:
    """The file of a built-in language; None where it has none."""
    path = HOUSE / f"{tag}.yaml"
    return path if tag.isalpha() and tag not in {OTHERS, MEASURES} and path.is_file() else None


def written_languages() -> list[str]:
    """The tags of the languages that have a file, in the order of the alphabet."""
    return sorted({path.stem for path in HOUSE.glob("*.yaml")} - {OTHERS, MEASURES} | _own.keys())


def _covers(variants: str, tag: str) -> bool:
    """Whether the tag is one of those of a variant, or begins with one: zh-Hant-TW with zh-Hant."""
    return any(f"{tag}-".casefold().startswith(f"{each}-".casefold()) for each in variants.split())


@per_language()
def _file(base: str) -> Mapping[str, Any] | None:
    """What the language's file holds, with the workspace's above it; None where there is neither."""
    built_in, own = _built_in(base), _own.get(base)
    if built_in and own:
        return _over(built_in, own)
    return {"tag": base, **own} if own else built_in


@lru_cache(maxsize=64)
def _built_in(base: str) -> Mapping[str, Any] | None:
    path = HOUSE / f"{base}.yaml"
    known = base.isalpha() and base not in {OTHERS, MEASURES} and path.is_file()
    return parsed(path.read_bytes()) if known else None


@lru_cache(maxsize=1)
def _rows() -> Mapping[str, Any]:
    return parsed((HOUSE / f"{OTHERS}.yaml").read_bytes())


_own: dict[str, Mapping[str, Any]] = {}
"""The languages of the workspace at hand: tag → what its file holds."""


def use(own: Mapping[str, Mapping[str, Any]]) -> None:
    """Put a workspace's languages above the built-in ones, in place of another workspace's."""
    if own != _own:
        _own.clear()
        _own.update(own)
        forget()


def parsed(raw: bytes) -> Mapping[str, Any]:
    """The YAML of a file; every value in it is a text, so that `no` stays a word."""
    import yaml

    loader: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    found: Mapping[str, Any] = yaml.load(raw, loader)
    return found
