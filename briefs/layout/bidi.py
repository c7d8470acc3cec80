"""The Unicode bidirectional algorithm (UAX #9, revision 48): levels of characters, order of runs in a line.

Which way a paragraph runs is given; glyphs and widths are not known here.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from unicodedata import bidirectional, normalize

from msgspec import Struct, field

MAX_DEPTH = 125
_ISOLATES = frozenset(("LRI", "RLI", "FSI"))
_REMOVED = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "BN"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"))
_OPEN = "([{༺༼᚛⁅⁽₍⌈⌊〈❨❪❬❮❰❲❴⟅⟦⟨⟪⟬⟮⦃⦅⦇⦉⦋⦍⦏⦑⦓⦕⦗⧘⧚⧼⸢⸤⸦⸨⹕⹗⹙⹛〈《「『【〔〖〘〚﹙﹛﹝（［｛｟｢"
_SHUT = ")]}༻༽᚜⁆⁾₎⌉⌋〉❩❫❭❯❱❳❵⟆⟧⟩⟫⟭⟯⦄⦆⦈⦊⦌⦎⦐⦒⦔⦖⦘⧙⧛⧽⸣⸥⸧⸩⹖⹘⹚⹜〉》」』】〕〗〙〛﹚﹜﹞）］｝｠｣"
_CLOSER = {normalize("NFC", a): normalize("NFC", b) for a, b in zip(_OPEN, _SHUT, strict=True)}
_CLOSERS = frozenset(_CLOSER.values())


def levels(text: str, base: int) -> list[int]:
    """The embedding level of each character of a paragraph whose level is `base` (0 or 1): odd runs to the left.

    Spaces at a line's end are the caller's to reset (L1): lines are not known yet.
    """
    kinds = [bidirectional(char) or "L" for char in text]
    found, resolved, matching = _explicit(kinds, base)
    for sequence in _sequences(kinds, found, matching):
        _resolve(text, kinds, resolved, found, sequence, base)
    result = [_implicit(level, kind) for level, kind in zip(found, resolved, strict=True)]
    for index, kind in enumerate(kinds):
        if kind in _REMOVED:
            result[index] = result[index - 1] if index else base
        elif kind in ("B", "S"):
            result[index] = base
    return result


def order(of: Sequence[int]) -> list[int]:
    """The indices of runs with these levels, from left to right (L2)."""
    indices = list(range(len(of)))
    odd = [level for level in of if level & 1]
    if not odd:
        return indices
    for level in range(max(of), min(odd) - 1, -1):
        start = 0
        while start < len(indices):
            end = start
            while end < len(indices) and of[indices[end]] >= level:
                end += 1
            indices[start:end] = indices[start:end][::-1]
            start = max(end, start + 1)
    return indices


def _implicit(level: int, kind: str) -> int:
    """I1 and I2."""
    if level & 1:
        return level + (kind in ("L", "EN", "AN"))
    return level + (1 if kind == "R" else 2 if kind in ("AN", "EN") else 0)


class _Stack(Struct):
    """X1: levels, overrides and whether an isolate began them."""

    entries: list[tuple[int, str, bool]]
    too_many_isolates: int = 0
    too_many_embeddings: int = 0
    isolates: int = 0

    @property
    def top(self) -> tuple[int, str, bool]:
        return self.entries[-1]

    def next_level(self, right_to_left: bool) -> int:
        level = self.top[0]
        return (level + 1) | 1 if right_to_left else (level + 2) & ~1

    def pop_isolate(self) -> None:
        """X6a."""
        if self.too_many_isolates:
            self.too_many_isolates -= 1
            return
        if not self.isolates:
            return
        self.too_many_embeddings = 0
        while not self.top[2]:
            self.entries.pop()
        self.entries.pop()
        self.isolates -= 1

    def pop_embedding(self) -> None:
        """X7."""
        if self.too_many_isolates:
            return
        if self.too_many_embeddings:
            self.too_many_embeddings -= 1
        elif not self.top[2] and len(self.entries) > 1:
            self.entries.pop()


def _explicit(kinds: Sequence[str], base: int) -> tuple[list[int], list[str], dict[int, int]]:
    """X1 to X8: levels, kinds with overrides, and the closing index for each isolate that is closed."""
    matching = _matching(kinds)
    stack = _Stack([(base, "", False)])
    found: list[int] = []
    resolved = list(kinds)
    for index, kind in enumerate(kinds):
        if kind == "PDI":
            stack.pop_isolate()
        level, override, _ = stack.top
        if kind in _REMOVED and kind not in ("PDF", "BN"):
            _embed(stack, kind)
        elif kind == "PDF":
            stack.pop_embedding()
        elif override and kind not in ("BN", "B"):
            resolved[index] = override
        if kind in _ISOLATES:
            _isolate(stack, kind if kind != "FSI" else _first_strong(kinds, index, matching))
        found.append(base if kind == "B" else level)
    return found, resolved, matching


def _embed(stack: _Stack, kind: str) -> None:
    """X2 to X5."""
    level = stack.next_level(kind[0] == "R")
    if level > MAX_DEPTH or stack.too_many_isolates or stack.too_many_embeddings:
        if not stack.too_many_isolates:
            stack.too_many_embeddings += 1
        return
    stack.entries.append((level, kind[0] if kind[2] == "O" else "", False))


def _isolate(stack: _Stack, kind: str) -> None:
    """X5a to X5c."""
    level = stack.next_level(kind == "RLI")
    if level > MAX_DEPTH or stack.too_many_isolates or stack.too_many_embeddings:
        stack.too_many_isolates += 1
        return
    stack.isolates += 1
    stack.entries.append((level, "", True))


def _matching(kinds: Sequence[str]) -> dict[int, int]:
    """BD9: for each isolate initiator that is closed the index of its PDI."""
    found: dict[int, int] = {}
    open_: list[int] = []
    for index, kind in enumerate(kinds):
        if kind in _ISOLATES:
            open_.append(index)
        elif kind == "PDI" and open_:
            found[open_.pop()] = index
        elif kind == "B":
            open_.clear()
    return found


def _first_strong(kinds: Sequence[str], start: int, matching: dict[int, int]) -> str:
    """What an FSI stands for (P2, P3)."""
    index, end = start + 1, matching.get(start, len(kinds))
    while index < end:
        kind = kinds[index]
        if kind in ("L", "R", "AL"):
            return "LRI" if kind == "L" else "RLI"
        index = matching.get(index, end) if kind in _ISOLATES else index + 1
    return "LRI"


def _sequences(kinds: Sequence[str], found: Sequence[int], matching: dict[int, int]) -> Iterable[list[int]]:
    """BD13: isolating run sequences, as indices of characters, without what X9 removes."""
    runs: list[list[int]] = []
    for index, kind in enumerate(kinds):
        if kind in _REMOVED:
            continue
        if runs and found[runs[-1][-1]] == found[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    starting = {run[0]: run for run in runs}
    closing = set(matching.values())
    for run in runs:
        if kinds[run[0]] == "PDI" and run[0] in closing:
            continue
        sequence = list(run)
        while (end := matching.get(sequence[-1])) is not None and kinds[sequence[-1]] in _ISOLATES:
            sequence += starting[end]
        yield sequence


class _Sequence(Struct):
    """One isolating run sequence while its kinds are resolved."""

    kinds: list[str]
    before: str
    after: str
    embedding: str
    chars: list[str] = field(default_factory=list)
    originals: list[str] = field(default_factory=list)


def _resolve(
    text: str, kinds: Sequence[str], resolved: list[str], found: Sequence[int], indices: list[int], base: int
) -> None:
    """X10, W1 to W7, N0 to N2, for one sequence; the outcome goes into `resolved`."""
    level = found[indices[0]]
    before = next((found[i] for i in range(indices[0] - 1, -1, -1) if kinds[i] not in _REMOVED), base)
    last = indices[-1]
    after = base
    if kinds[last] not in _ISOLATES:
        after = next((found[i] for i in range(last + 1, len(kinds)) if kinds[i] not in _REMOVED), base)
    sequence = _Sequence(
        [resolved[i] for i in indices],
        "R" if max(level, before) & 1 else "L",
        "R" if max(level, after) & 1 else "L",
        "R" if level & 1 else "L",
        [text[i] for i in indices],
        [kinds[i] for i in indices],
    )
    _weak(sequence)
    _brackets(sequence)
    _neutrals(sequence)
    for index, kind in zip(indices, sequence.kinds, strict=True):
        resolved[index] = kind


def _weak(of: _Sequence) -> None:
    """W1 to W7."""
    kinds = of.kinds
    previous = strong = of.before
    for index, own in enumerate(kinds):
        kind = own
        if own == "NSM":
            kind = "ON" if previous in _ISOLATES or previous == "PDI" else previous
        previous = kind
        if kind in ("L", "R", "AL"):
            strong = kind
        kinds[index] = "AN" if kind == "EN" and strong == "AL" else kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for index in range(1, len(kinds) - 1):
        around = kinds[index - 1]
        if around == kinds[index + 1] and (
            (kinds[index] in ("ES", "CS") and around == "EN") or (kinds[index] == "CS" and around == "AN")
        ):
            kinds[index] = around
    _terminators(kinds)
    strong = of.before
    for index, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS"):
            kinds[index] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"


def _terminators(kinds: list[str]) -> None:
    """W5: what stands beside a European number, a percent sign, goes with it."""
    start = 0
    while start < len(kinds):
        end = start
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        beside = (start > 0 and kinds[start - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")
        if end > start and beside:
            kinds[start:end] = ["EN"] * (end - start)
        start = end + 1


def _strong(kind: str) -> str:
    """A kind as N0 to N2 see it: numbers run as what is read from the right does."""
    return "R" if kind in ("R", "EN", "AN") else kind if kind == "L" else ""


def _brackets(of: _Sequence) -> None:
    """N0: both brackets of a pair go the way of what they hold."""
    for opening, closing in _pairs(of):
        inside = {_strong(kind) for kind in of.kinds[opening + 1 : closing]} - {""}
        if of.embedding in inside:
            _set_pair(of, opening, closing, of.embedding)
        elif inside:
            earlier = (s for kind in reversed(of.kinds[:opening]) if (s := _strong(kind)))
            other = next(iter(inside))
            context = next(earlier, of.before)
            _set_pair(of, opening, closing, other if context == other else of.embedding)


def _set_pair(of: _Sequence, opening: int, closing: int, kind: str) -> None:
    for place in (opening, closing):
        of.kinds[place] = kind
        after = place + 1
        while after < len(of.kinds) and of.originals[after] == "NSM":
            of.kinds[after] = kind
            after += 1


def _pairs(of: _Sequence) -> list[tuple[int, int]]:
    """BD16: the pairs of brackets, in the order of their openings."""
    open_: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, written in enumerate(of.chars):
        if of.kinds[index] != "ON":
            continue
        char = normalize("NFC", written)
        if char in _CLOSER:
            if len(open_) == 63:
                return []
            open_.append((_CLOSER[char], index))
        elif char in _CLOSERS:
            place = next((n for n in range(len(open_) - 1, -1, -1) if open_[n][0] == char), -1)
            if place >= 0:
                insort(pairs, (open_[place][1], index))
                del open_[place:]
    return pairs


def _neutrals(of: _Sequence) -> None:
    """N1 and N2."""
    kinds = of.kinds
    start = 0
    while start < len(kinds):
        end = start
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > start:
            before = _strong(kinds[start - 1]) if start else of.before
            after = _strong(kinds[end]) if end < len(kinds) else of.after
            kinds[start:end] = [before if before == after else of.embedding] * (end - start)
        start = end + 1
