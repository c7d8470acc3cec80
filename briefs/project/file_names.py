"""The names of papers: whether every system can hold them, and whether two are one.

Names come from fact files, templates and records. Nothing is looked up on the disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from unicodedata import category, normalize

from briefs.model.problems import Place, Problem
from briefs.project.output_folder import OWN
from briefs.project.stages import Plan

LONGEST = 240
"""Bytes of a name: most systems hold 255, and `.edited-1` of a kept copy wants room."""
DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³]) *", re.IGNORECASE)
NEVER = re.compile(r'[<>:"/\\|?*]')
"""What cannot stand in a name on Windows (learn.microsoft.com, Naming Files, Paths, and Namespaces)."""
UNSEEN = re.compile(r"[\x00-\x1f\x7f]")


def file_problems(paths: Sequence[Path]) -> Iterator[Problem]:
    """A problem for each fact file for whose papers there can be no folder, or not one of their own."""
    seen: dict[str, Path] = {}
    for path in paths:
        at = Place(str(path))
        yield from _unfit(path.stem, path.stem, at, "fact file")
        other = seen.setdefault(folded(path.stem), path)
        if other != path:
            message = (
                f"the papers of `{path}` and of `{other}` would stand in one folder: {_why(path.stem, other.stem)}"
            )
            yield Problem("W025", message, at, "rename one of the two fact files")


def paper_problems(plans: Sequence[Plan]) -> Iterator[Problem]:
    """A problem for each template and record whose name cannot be a file's, and for each paper that is another too.

    Papers of different fact files stand in different folders: that is `file_problems`' matter.
    """
    files: dict[tuple[str, str], Plan] = {}
    problems: dict[Problem, None] = {}
    for plan in plans:
        endings = [*plan.formats, *(["redline.docx"] if plan.redline else [])]
        problems |= dict.fromkeys(_unfit_parts(plan, max(endings, key=len, default="")))
        for ending in endings:
            other = files.setdefault(_key(plan, f"{plan.name}.{ending}"), plan)
            if other is not plan:
                problems[_same(plan, other)] = None
    for plan in plans:
        other = files.get(_key(plan, plan.name.rpartition("/")[0]), plan)
        if other is not plan:
            problems[_same(plan, other)] = None
    yield from problems


def _key(plan: Plan, name: str) -> tuple[str, str]:
    return plan.facts.file, folded(name)


def _unfit_parts(plan: Plan, ending: str) -> Iterator[Problem]:
    template = plan.template
    file = f"{template.name}.{ending}" if plan.record is None else template.name
    yield from _unfit(template.name, file, Place(template.file), "template")
    if plan.record:
        yield from _unfit(plan.record.key, f"{plan.record.key}.{ending}", plan.record.at, "record")


def _same(plan: Plan, other: Plan) -> Problem:
    at, there = _place(plan), _place(other)
    one, two = plan.name.rpartition("/")[2], other.name.rpartition("/")[2]
    message = f"the papers for `{one}` and for `{two}` ({there}) would be one file: {_why(plan.name, other.name)}"
    return Problem("W025", message, at, f"rename one of the two {'records' if plan.record else 'templates'}")


def _place(plan: Plan) -> Place:
    return plan.record.at if plan.record else Place(plan.template.file)


def _why(one: str, two: str) -> str:
    if one == two:
        return "they have one name"
    if normalize("NFC", one) == normalize("NFC", two):
        return "they differ only in how an accent is coded"
    return "some systems see no difference between the two names (capital letters, accents)"


def folded(name: str) -> str:
    """What a system makes of a name that ignores case, how accents are coded, and what cannot be seen."""
    plain = normalize("NFD", normalize("NFD", name).casefold())
    return "".join(char for char in plain if category(char) != "Cf")


def _unfit(part: str, file: str, at: Place, what: str) -> Iterator[Problem]:
    """A problem where `part`, of which `file` is made, cannot stand in a path."""
    if why := _fault(part, file):
        yield Problem(
            "W024", f"{_shown(part)} cannot be the name of a file everywhere: {why}", at, f"rename the {what}"
        )


def _fault(part: str, file: str) -> str:
    """Why not; empty where it can."""
    if not part.strip("."):
        return "it has nothing but dots" if part else "it is empty"
    if part[-1] in ". ":
        return f"it ends with a {'dot' if part[-1] == '.' else 'space'}, which Windows drops"
    if UNSEEN.search(part):
        return "it holds a character that cannot be seen"
    if match := NEVER.search(part):
        return f"`{match[0]}` cannot stand in a name on Windows"
    if DEVICE.fullmatch(part.partition(".")[0]):
        return "Windows keeps it for a device"
    if folded(part) in OWN:
        return "it is kept for what a build notes there"
    size = len(file.encode("utf-8", "surrogateescape"))
    return f"it has {size} bytes, and {LONGEST} are the most" if size > LONGEST else ""


def _shown(part: str) -> str:
    short = part if len(part) <= 60 else f"{part[:57]}…"
    return f"`{''.join(c if c.isprintable() else '?' for c in short)}`" if part else "an empty text"
