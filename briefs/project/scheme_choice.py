"""Which marking scheme a fact file follows: the one that it names, or the one that knows its markings.

Schemes are found as themes are; what a marking allows, `release` and `make` decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from briefs.factfiles import load_scheme
from briefs.factfiles.marking_schemes import LARGEST
from briefs.files import NotReadError, read_bytes
from briefs.model.facts import Fact, Facts
from briefs.model.marking import Scheme
from briefs.model.problems import Place, Problem, Stop, did_you_mean

PUBLIC = "public"
NO_SCHEME, NO_MARKING, SEVERAL = "T016", "F040", "F041"


class Schemes:
    """The marking schemes of one workspace; each file is read once, and only where a marking asks for it."""

    def __init__(self, folders: Callable[[], list[Path]]) -> None:
        self.folders = folders
        self.read: dict[Path, tuple[Scheme | None, list[Problem]]] = {}
        self.found: dict[tuple[int, str], tuple[Facts, Scheme | None, list[Problem]]] = {}

    def files(self) -> dict[str, Path]:
        """Every scheme by name, with the file that the name means."""
        found: dict[str, Path] = {}
        for folder in self.folders():
            for path in sorted((folder / "markings").glob("*.yaml")):
                found.setdefault(path.stem, path)
        return found

    def of(self, facts: Facts, own: str, at: Place) -> tuple[Scheme | None, list[Problem]]:
        """The scheme that the facts follow, None where nothing bears a marking; and what is wrong with the markings.

        `own` is a marking that a template gives its documents, at `at`; it may be empty.
        """
        key = (id(facts), own)
        if key not in self.found:
            self.found[key] = (facts, *self._of(_Used(facts, own, at)))
        return self.found[key][1:]

    def _of(self, used: _Used) -> tuple[Scheme | None, list[Problem]]:
        named = used.facts.find("scheme")
        if isinstance(named, Fact):
            scheme, problems = self._named(named)
        elif used.texts:
            scheme, problems = self._knowing(used)
        else:
            return None, []
        if scheme is not None:
            problems = [*problems, *_unknown(used, scheme)]
        return scheme, problems

    def _named(self, named: Fact) -> tuple[Scheme | None, list[Problem]]:
        files = self.files()
        if named.written in files:
            return self._read(files[named.written])
        hint = did_you_mean(named.written, files, f"the schemes are {', '.join(files)}")
        message = f"there is no marking scheme `{named.written}`"
        return None, [Problem(NO_SCHEME, message, named.at, hint, width=len(named.written))]

    def _read(self, path: Path) -> tuple[Scheme | None, list[Problem]]:
        if path not in self.read:
            try:
                self.read[path] = load_scheme(path, path.parent.parent)
            except Stop as stop:
                self.read[path] = None, list(stop.problems)
        return self.read[path]

    def _knowing(self, used: _Used) -> tuple[Scheme | None, list[Problem]]:
        """The scheme that knows most of the markings; a problem where several do and would differ over them."""
        words = {text.partition(" ")[0].encode() for text in used.texts}
        files = list(self.files().values())
        likely = [path for path in files if _holds(path, words)]
        best = self._best(likely, used)
        if not best:
            return None, self._no_scheme(files, used)
        problems = [problem for path in likely for problem in self._read(path)[1]]
        if len({_judgement(scheme, used.texts) for scheme in best}) > 1:
            names, first = [scheme.name for scheme in best], used.texts[0]
            message = f"`{first}` is a marking of {' and of '.join(names)}, which differ over this file's markings"
            hint = f"say which is meant in the file's head: `scheme: {names[0]}`"
            problems.append(Problem(SEVERAL, message, used.place(first), hint, width=len(first)))
        return best[0], problems

    def _best(self, files: Sequence[Path], used: _Used) -> list[Scheme]:
        """The schemes that know the first of the markings, or at least some, and as many as any does."""
        schemes = [scheme for scheme, _ in map(self._read, files) if scheme is not None]
        known = [(used.known(scheme), scheme) for scheme in schemes]
        most = max((count for count, _ in known), default=(False, 0))
        return [scheme for count, scheme in known if count == most and count[1]]

    def _no_scheme(self, files: Sequence[Path], used: _Used) -> list[Problem]:
        read = [self._read(path) for path in files]
        names = [name for scheme, _ in read if scheme is not None for name in scheme.names()]
        problems = [problem for _, faults in read for problem in faults]
        for text in used.texts:
            hint = did_you_mean(text, names, "a scheme of your own is a file in `templates/markings/`")
            problems.append(
                Problem(NO_MARKING, f"no marking scheme has `{text}`", used.place(text), hint, width=len(text))
            )
        return problems


class _Used:
    """The markings of a file and a template, the document's own first, and where each is written."""

    def __init__(self, facts: Facts, own: str, at: Place) -> None:
        self.facts = facts
        self.own = own
        self.at = at
        head = facts.text("marking")
        self.texts = list(dict.fromkeys(text for text in (own, head, *facts.markings) if text))

    def place(self, text: str) -> Place:
        head = self.facts.find("marking")
        if isinstance(head, Fact) and head.written == text:
            return head.at
        return self.facts.markings.get(text, self.at)

    def known(self, scheme: Scheme) -> tuple[bool, int]:
        """Whether the scheme knows the first of the markings, and how many of them."""
        return scheme.read(self.texts[0]) is not None, sum(scheme.read(text) is not None for text in self.texts)


def _holds(path: Path, words: set[bytes]) -> bool:
    """Whether one of the words stands in a file; so too where it cannot be read, which reading it will tell."""
    try:
        data = read_bytes(path, LARGEST)
    except NotReadError:
        return True
    return any(word in data for word in words)


def _judgement(scheme: Scheme, used: Sequence[str]) -> object:
    """All that the scheme says about these markings, to be compared with what another says."""
    read = [scheme.read(text) for text in used]
    looks = tuple((each.level.colour, each.level.ground) if each else None for each in read)
    order = tuple((a.rank > b.rank, a.rank < b.rank) if a and b else None for a in read for b in read)
    return order, looks, tuple(scheme.may_see(PUBLIC, text) for text in used), scheme.placement


def _unknown(used: _Used, scheme: Scheme) -> Iterator[Problem]:
    for text in used.texts:
        if scheme.read(text) is None:
            levels = ", ".join(each.name for each in scheme.levels)
            hint = did_you_mean(text, [*scheme.names()], f"its levels are {levels}")
            message = f"the marking scheme `{scheme.name}` has no `{text}`"
            yield Problem(NO_MARKING, message, used.place(text), hint, width=len(text))
