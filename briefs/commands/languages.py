"""What `briefs show` says of languages: which there are, what each has, and whether somebody has gone through it.

It reads the languages' files and changes none.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from briefs.language import built_in_file, lacking, lacking_in_papers, language_of, own_grammar, written_languages
from briefs.model.problems import did_you_mean

FOLDER = "languages"


def asked(name: str) -> bool:
    """Whether `briefs show` is asked for languages: `languages`, `languages/fr`."""
    return name == FOLDER or name.startswith(f"{FOLDER}/")


def shown(workspace: Path, name: str) -> Iterator[str]:
    """A line for each language, or the file of one. Raises UsageError where there is no such language."""
    tag = name.partition("/")[2]
    if not tag:
        for each in written_languages():
            yield _line(each)
        yield "A language of your own is a file `templates/languages/TAG.yaml`; `briefs show languages/en` prints one."
        return
    own = workspace / "templates" / FOLDER / f"{tag}.yaml"
    path = own if own.is_file() else built_in_file(tag)
    if path is None:
        known = written_languages()
        hint = did_you_mean(tag, known, f"there is one for {', '.join(known)}")
        raise click.UsageError(f"no language has the file `{tag}.yaml`: {hint}")
    yield from path.read_text(encoding="utf-8").splitlines()


def _line(tag: str) -> str:
    language, missing = language_of(tag), [*lacking(tag), *lacking_in_papers(tag)]
    parts = [f"{len(missing)} words of the house and its papers missing" if missing else "all words of the house"]
    parts.append("texts understood" if own_grammar(tag) else "texts not checked, but for dates and numbers")
    parts.append("gone through by a native reader" if language.reviewed else "no native reader has gone through it")
    return f"{tag:<4} {language.name:<12} {'; '.join(parts)}"
