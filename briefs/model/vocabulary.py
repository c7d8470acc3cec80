"""The vocabulary of fact files: every section, every field, declared once as plain data.

The loader, the JSON Schema, templates and the manual are made from it; it reads and checks nothing itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from briefs.model.fields import USES, Field, Section, with_common
from briefs.model.sections_from_sources import FROM_SOURCES
from briefs.model.sections_of_our_own import OF_OUR_OWN

_HEAD: Mapping[str, Field] = {
    "title": Field("what the facts are about; the documents' title", required=True, ours=True),
    "as_of": Field("the day on which these facts were true", "day", required=True, ours=True),
    "kind": Field("what happened: state visit, budget statement …", ours=True),
    "language": Field("the language of the file's texts (BCP 47)", "language", ours=True),
    "marking": Field("the documents' protective marking", ours=True),
    "scheme": Field("the marking scheme it belongs to, where several know it: uk, australia, tlp …", ours=True),
    "summary": Field("the whole in a few sentences"),
    "papers": Field("the templates by which papers are made where none is named", "texts", ours=True),
}

PUBLIC: Mapping[str, str] = {
    "": "kind summary",
    "sources": "title short kind publisher published url accessed speaker",
    "organisations": "name kind short of also",
    "people": "name post of short also since",
    "visit": "kind start end place host guest previous occasion",
    "agreements": "title kind short number signed place signatories bodies fields purpose provisions benefits "
    "background status money term next_step binding in_force obligations",
    "figures": "label value unit period compare",
    "series": "label unit points",
    "events": "date what place who",
    "statements": "who said quote on place",
    "points": "text under",
}
"""The fields of each section that papers for the public may print, where they rest on what was published."""
FREE: Mapping[str, str] = {
    "": "title as_of language",
    "handout": "headline summary contact address date",
    "figures": "digits",
}
"""Those that they may print whatever they rest on: a hand-out's own words, and what only arranges the rest."""
PUBLIC_WHERE: Mapping[str, tuple[str, tuple[str, ...]]] = {"points": ("under", ("significance", "opportunity"))}


def _declared(name: str, fields: Mapping[str, Field]) -> dict[str, Field]:
    """The fields of a section, with what the public may see of them."""
    public, free = PUBLIC.get(name, "").split(), FREE.get(name, "").split()
    return {key: replace(each, public=key in public, free=key in free) for key, each in fields.items()}


HEAD: Mapping[str, Field] = _declared("", _HEAD)
VOCABULARY: Mapping[str, Section] = {
    name: with_common(
        replace(each, fields=_declared(name, each.fields), public_where=PUBLIC_WHERE.get(name, each.public_where))
    )
    for name, each in {"brief": OF_OUR_OWN["brief"], **FROM_SOURCES, **OF_OUR_OWN}.items()
}


class Vocabulary(Struct, frozen=True):
    """What one workspace's fact files may say: the built-in words, and those of the ministry."""

    head: Mapping[str, Field]
    sections: Mapping[str, Section]
    uses: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """What may stand at the top of a fact file, and what templates may begin with."""
        return [*self.head, *self.sections]

    def fields(self, name: str) -> Mapping[str, Field]:
        """The fields of a section; none where it is unknown or free."""
        section = self.sections.get(name)
        return section.fields if section else {}


STANDARD = Vocabulary(HEAD, VOCABULARY, USES)
