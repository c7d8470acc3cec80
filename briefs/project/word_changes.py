"""What was changed by hand in a paper in Word: which facts would read otherwise, and what no fact answers for.

The paper is made again from its fact file and held against the edited one, by paragraphs and words. What is proposed
was tried: with the new value the paper reads as it was edited. It changes a fact file only where it is asked to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefs.document.alignment import aligned
from briefs.factfiles import edits
from briefs.factfiles.docx_comments import comments_of
from briefs.factfiles.docx_copy import word_paragraphs
from briefs.factfiles.fact_file import LARGEST
from briefs.files import NotReadError, read_bytes
from briefs.model.facts import Fact, Facts
from briefs.model.problems import Place, Problem, Stop
from briefs.project.fact_checking import fact_files
from briefs.project.output_folder import write_whole
from briefs.project.pipeline import drafted_of
from briefs.project.plan import asked_for, by_default, chosen, plans
from briefs.project.redline import pieces_of
from briefs.project.stages import Plan
from briefs.project.template_folders import Shelf
from briefs.project.traces import Traced, texts_of
from briefs.project.writing import write
from briefs.understanding.passages import alike, passage

ENOUGH = 0.5
"""Share of its paragraphs that an edited paper has in common with the one that it was, at least."""


class Proposal(Struct, frozen=True):
    """A fact that would read otherwise."""

    fact: Fact
    new: str
    """What would be written in the fact file."""
    before: str
    after: str
    """The words of the paper, as they were and as they are."""


class Unplaced(Struct, frozen=True):
    """A change that no fact answers for."""

    why: str
    before: str
    after: str
    at: Place | None = None
    """In the template, where the words are the template's."""


class Changes(Struct, frozen=True):
    """What was changed in a paper."""

    paper: str
    facts: Facts
    proposals: tuple[Proposal, ...]
    others: tuple[Unplaced, ...]
    comments: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Who, what, and the ids of the facts in the paragraph at which it stands."""


class _Made(Struct, frozen=True):
    """A paper as it is made from today's facts."""

    plan: Plan
    paragraphs: tuple[str, ...]
    traced: tuple[Traced, ...]


def changes_in(file: Path, workspace: Path, named: Sequence[Path] = (), templates: Sequence[str] = ()) -> Changes:
    """What was changed in a Word file that was made here. Raises Stop where it cannot be read, or is no such paper."""
    try:
        data = read_bytes(file, LARGEST)
        new = [each.text for each in word_paragraphs(data).paragraphs]
        said = comments_of(data)
    except (NotReadError, ValueError) as fault:
        raise Stop([Problem("W060", f"the paper cannot be read: {fault}", Place(str(file)))]) from None
    shelf = Shelf(workspace)
    made = _nearest(file, new, shelf, fact_files(workspace, named), templates)
    proposals: list[Proposal] = []
    others: list[Unplaced] = []
    facts_at: dict[str, tuple[str, ...]] = {}
    pairs = list(aligned(made.paragraphs, [alike(each) for each in new], lambda _: 0, str))
    gone = {before for before, after in pairs if after is None}
    come = {after for before, after in pairs if before is None}
    for before, after in pairs:
        traced = _behind(made, before or "")
        if after is not None and traced is not None:
            facts_at[after] = tuple(origin.id for origin in traced.facts)
        if before == after or (before in come and after is None) or (after in gone and before is None):
            continue  # as it was, or elsewhere
        if before is None or after is None:
            others.append(Unplaced("added" if before is None else "taken out", before or "", after or ""))
            continue
        sure, rest = _proposed(made, before, after, traced, shelf)
        proposals += sure
        others += rest
    comments = tuple((each.author, each.text, facts_at.get(alike(each.paragraph), ())) for each in said)
    return Changes(made.plan.name, made.plan.facts, tuple(dict.fromkeys(proposals)), tuple(others), comments)


def applied(changes: Changes, shelf: Shelf) -> list[str]:
    """The facts that were changed in their file. Raises Stop where one cannot be."""
    path = Path(changes.facts.file)
    text, facts = read_bytes(path, LARGEST).decode("utf-8"), changes.facts
    done: list[str] = []
    for each in changes.proposals:
        try:
            made = edits.edited(text, facts.index[each.fact.id], {"value": each.new}, facts.file, shelf.vocabulary)
        except edits.NotEditedError as fault:
            raise Stop([Problem("W061", str(fault), each.fact.at)]) from None
        text, facts = made.text, made.facts
        done.append(each.fact.id)
    if done:
        write_whole(path, text.encode())
    return done


def _nearest(file: Path, new: Sequence[str], shelf: Shelf, paths: Sequence[Path], templates: Sequence[str]) -> _Made:
    """The paper of the workspace that has most paragraphs in common with the edited one."""
    there = {alike(each) for each in new}
    best: tuple[float, _Made | None] = (0.0, None)
    for path in paths:
        facts, faults = shelf.facts(path)
        if any(fault.severity == "error" for fault in faults):
            continue
        problems: list[Problem] = []
        wanted = chosen(shelf, templates)[0] if templates else asked_for(facts, shelf, problems)
        for plan in plans(facts, wanted or chosen(shelf, by_default(shelf))[0], ("docx",), "", {}, False, shelf):
            made = _made(replace(plan, now=datetime.now().astimezone()), shelf)
            own = set(made.paragraphs) if made else set()
            share = len(own & there) / max(len(own | there), 1)
            if made is not None and share > best[0]:
                best = (share, made)
    if best[1] is None or best[0] < ENOUGH / 2:
        hint = "name its fact file with --facts, and its template with -t"
        message = "no paper of this workspace is like it: it cannot be told what was changed"
        raise Stop([Problem("W060", message, Place(str(file)), hint)])
    return best[1]


def _made(plan: Plan, shelf: Shelf) -> _Made | None:
    try:
        drafted = drafted_of(plan, shelf)
        data = write(drafted.document, drafted.theme, "docx").data
    except Stop:
        return None
    paragraphs = tuple(alike(each.text) for each in word_paragraphs(data).paragraphs)
    return _Made(plan, paragraphs, tuple(texts_of(drafted.document.blocks, plan.facts)))


def _behind(made: _Made, paragraph: str) -> Traced | None:
    """The text of the tree that a paragraph is."""
    words = set(paragraph.split())
    found = max(made.traced, key=lambda each: _share(words, set(alike(each.text).split())), default=None)
    return found if found is not None and _share(words, set(alike(found.text).split())) >= ENOUGH else None


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _proposed(
    made: _Made, before: str, after: str, traced: Traced | None, shelf: Shelf
) -> tuple[list[Proposal], list[Unplaced]]:
    """The changes of facts by which a paragraph reads as it was edited; else what is to be told of it."""
    facts = made.plan.facts
    ids = [origin.id for origin in traced.facts] if traced else []
    maps = _Mapped(before, after)
    found = {id_: new for id_ in ids if (fact := facts.index.get(id_)) and (new := _new(fact, maps, facts))}
    for tried in (found, *({id_: new} for id_, new in found.items() if len(found) > 1)):
        read = _tried(made, tried, shelf) if tried else None
        if read is not None and any(maps.is_in(_Mapped(before, each)) for each in read.paragraphs):
            return [Proposal(facts.index[id_], new, before, after) for id_, new in tried.items()], []
    listed = ", ".join(f"`{id_}`" for id_ in found)
    if listed:
        return [], [Unplaced(f"perhaps {listed}: change it by hand", before, after)]
    why = "words of the template" if traced else "not found among the texts of the paper"
    return [], [Unplaced(why, before, after, traced.at if traced else None)]


def _tried(made: _Made, new: Mapping[str, str], shelf: Shelf) -> _Made | None:
    """The paper as it would be with other values."""
    facts = made.plan.facts
    try:
        text = read_bytes(Path(facts.file), LARGEST).decode("utf-8")
        for id_, value in new.items():
            edited = edits.edited(text, facts.index[id_], {"value": value}, facts.file, shelf.vocabulary)
            text, facts = edited.text, edited.facts
    except (edits.NotEditedError, NotReadError):
        return None
    record = facts.find(made.plan.record.id) if made.plan.record is not None else None
    return _made(replace(made.plan, facts=facts, record=record), shelf)


class _Mapped:
    """Where the words of a paragraph went."""

    def __init__(self, before: str, after: str) -> None:
        self.before, self.after = before, after
        own, other = pieces_of(before), pieces_of(after)
        starts, ends = [0], [0]
        for piece in own:
            starts.append(starts[-1] + len(piece))
        for piece in other:
            ends.append(ends[-1] + len(piece))
        matcher = SequenceMatcher(None, own, other, autojunk=False)
        self.runs = [(tag, starts[a], starts[b], ends[c], ends[d]) for tag, a, b, c, d in matcher.get_opcodes()]

    def now(self, begin: int, end: int) -> str:
        """What stands where a stretch of the old text stood; the same text where nothing of it was changed."""
        first = next((self._moved(run, begin, False) for run in self.runs if run[1] <= begin < run[2]), begin)
        last = next((self._moved(run, end, True) for run in self.runs if run[1] < end <= run[2]), first)
        return self.after[first:last]

    def is_in(self, other: _Mapped) -> bool:
        """Whether another text has every change that this one has; what is reckoned may have changed with it."""
        return self._changed <= other._changed and _share(set(self.after.split()), set(other.after.split())) >= ENOUGH

    @cached_property
    def _changed(self) -> frozenset[tuple[int, int, str]]:
        return frozenset((a, b, self.after[c:d]) for tag, a, b, c, d in self.runs if tag != "equal")

    @staticmethod
    def _moved(run: tuple[str, int, int, int, int], at: int, ends: bool) -> int:
        tag, begin, _, new_begin, new_end = run
        if tag == "equal":
            return new_begin + at - begin
        return new_end if ends else new_begin


def _new(fact: Fact, maps: _Mapped, facts: Facts) -> str:
    """What a fact would hold by the edited words; empty where its words are as they were, or are not found."""
    tag = fact.language or facts.text("language") or "en"
    written = alike(fact.written)
    if fact.formula:
        return ""
    at = maps.before.find(written)
    if at >= 0 and len(written) > 1:
        now = maps.now(at, at + len(written))
        return now if now != written else ""
    text = passage(maps.before, tag)
    if isinstance(fact.value, Decimal):
        for number in text.numbers:
            if fact.value in number.readings:
                now = maps.now(number.start, number.end)
                read = passage(now, tag).numbers
                if now != number.text and len(read) == 1 and len(read[0].readings) == 1:
                    return f"{read[0].readings[0]:f}"
    for dated in text.dates:
        if any(str(moment) == fact.written for moment in dated.moments):
            read_dates = passage(maps.now(dated.start, dated.end), tag).dates
            if len(read_dates) == 1 and str(read_dates[0].moments[0]) != fact.written:
                return str(read_dates[0].moments[0])
    return ""


def lines_of(changes: Changes) -> Iterator[str]:
    """What was changed, for people: the facts first."""
    for each in changes.proposals:
        yield f"{each.fact.at}  “{each.fact.written}” → “{each.new}”"
    for other in changes.others:
        place = f"{other.at}  " if other.at else ""
        both = f"“{other.before}” → “{other.after}”" if other.before and other.after else ""
        yield f"{place}{other.why}: {both or f'“{other.before or other.after}”'}"
    for author, text, ids in changes.comments:
        where = f" (at {', '.join(ids)})" if ids else ""
        yield f"comment of {author or 'somebody'}: {text}{where}"
