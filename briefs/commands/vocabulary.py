"""What fact files may say, for people: the sections, the fields of each, the uses; a ministry's own among them.

It describes; which words there are is the vocabulary's to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.model.fields import COMMON, Field
from briefs.model.vocabulary import Vocabulary

ALL = "vocabulary"
"""The name under which the whole is shown."""


def told(vocabulary: Vocabulary, name: str) -> Iterator[str]:
    """The lines for a section, or for everything; none where the name is neither."""
    if name == ALL:
        for each, section in vocabulary.sections.items():
            yield f"{each}: {section.about}"
            yield from (
                f"  {each}.{key}: {_about(field)}" for key, field in section.fields.items() if key not in COMMON
            )
        yield from (f"  any record: {key}: {_about(field)}" for key, field in COMMON.items())
        yield from (f"use {use}" for use in vocabulary.uses)
    elif name in vocabulary.sections:
        section = vocabulary.sections[name]
        yield f"{name}: {section.about}"
        yield from (f"  {key}: {_about(field)}" for key, field in section.fields.items())


def _about(field: Field) -> str:
    words = field.choices or field.words
    more = [f"one of {', '.join(words)}" if field.choices else f"such as {', '.join(words)}"] if words else []
    more += [f"in {' or '.join(field.to)}"] if field.to else []
    more += [f"with {', '.join(field.fields)}"] if field.fields else []
    more += ["required"] if field.required else []
    return field.about + (f" ({'; '.join(more)})" if more else "")
