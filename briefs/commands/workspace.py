"""Workspaces: begin one, see what a template offers, begin a template of one's own.

It writes small files for people to change; it never replaces one.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from briefs.factfiles.template_file import LARGEST
from briefs.files import read_bytes
from briefs.manual import named
from briefs.model.problems import Place, Problem, Stop, did_you_mean
from briefs.model.template import Template
from briefs.project.output_folder import write_whole
from briefs.project.template_folders import Shelf

_PART = re.compile(r"\{%-?\s*include\s+[\"']([^\"']+)[\"']")

STARTER = """\
# A fact file: what is known, and who says so. Change everything here; then run `briefs build`.
# `from:` names a source, or says where and in which words; it covers everything indented under it.

title: Visit of the trade delegation (an example)
as_of: 2026-01-15
kind: Working visit
language: en
summary:
  value: A trade delegation visited in January 2026 and signed one memorandum. Write your own bottom line.
  from: {source: release, at: 1, says: "signed one memorandum"}

brief:
  to: The Minister
  author: Trade desk
  reference: EX/2026/01
  action: information

sources:
  release: {title: Press release on the delegation (invented), publisher: Example Ministry, published: 2026-01-15}

organisations:
  us_ministry: {name: Example Ministry of Trade, kind: ministry, from: release}
  guest_chamber: {name: Guest Chamber of Commerce, kind: chamber, from: release}

people:
  ours: {name: A. Example, post: Minister of Trade, of: us_ministry, from: release}
  theirs: {name: B. Guest, post: Chair, of: guest_chamber, from: release}

visit:
  kind: working visit
  start: 2026-01-13
  end: 2026-01-14
  place: Example City
  host: ours
  guest: theirs
  from: {source: release, at: 1}

agreements:
  memorandum:
    title: Memorandum on Trade Promotion
    kind: memorandum
    signatories: [ours, theirs]
    purpose: The two sides will promote trade between small companies.
    provisions:
      - They will hold one fair a year.
    from: {source: release, at: 2}

figures:
  trade: {label: trade in goods in 2025, value: 12.5, unit: USD million, from: {source: release, at: 3}}

points:
  matters: {text: It is the first agreement with the chamber., under: significance, from: {source: release, at: 2}}

gaps:
  costs: {what: The release does not say who pays for the fairs., from: us}
"""


def begun(folder: Path) -> Iterator[Path]:
    """The files of a new workspace. Raises Stop where something of that name is there already."""
    target = folder / "facts" / "example.yaml"
    if target.exists():
        hint = "choose another folder, or go on with what is there"
        raise Stop([Problem("W020", "there is a workspace here already", Place(str(target)), hint)])
    write_whole(target, STARTER.encode())
    (folder / "templates").mkdir(parents=True, exist_ok=True)
    yield target
    yield folder / "templates"


def papers_made(folder: Path, facts: Path, now: datetime) -> Iterator[str]:
    """The papers that can be made of a drafted fact file, made as drafts, a line each."""
    from briefs.project import Ask, build

    report = build(Ask(folder, (facts,), out=folder / "build", now=now))
    yield from (str(path) for path in report.files)


def next_steps(folder: Path, drafted: str = "") -> Iterator[str]:
    """What to do in a new workspace; `drafted` is the name of a fact file that rules have drafted."""
    if drafted:
        yield "next:"
        if folder.resolve() != Path.cwd():
            yield f"  cd {shlex.quote(str(folder))}"
        yield f"  go through facts/{drafted}: correct, delete, and take away each `draft: true`"
        yield "  briefs source FILE  prints a copy as it is counted"
        yield "  briefs check        looks for problems: change the file, and check and build again"
        return
    yield "next:"
    if folder.resolve() != Path.cwd():
        yield f"  cd {shlex.quote(str(folder))}"
    yield "  briefs build        makes every document of facts/example.yaml, into build/"
    yield "  briefs check        looks for problems: change the file, and check and build again"
    yield "  briefs templates    lists what can be made; `briefs customise NAME` begins a template of your own"


def described(shelf: Shelf, name: str) -> Iterator[str]:
    """What a template is for, what it needs, its options, blocks and parts. Raises Stop where there is none."""
    template, path = _known(shelf, name)
    yield f"{template.name}: {template.about}"
    yield f"file: {path}" + (f", a Word form: {_filled(template)}" if template.form else "")
    if template.needs:
        yield "needs: " + ", ".join(need.path for need in template.needs)
    for label, value in (
        ("for each of", template.for_each),
        ("audience", template.audience),
        ("marking", template.marking),
        ("header", ", ".join(need.path for need in template.header)),
        ("theme", template.theme),
    ):
        if value:
            yield f"{label}: {value}"
    if template.pages:
        yield f"pages: at most {template.pages}"
    for option in template.options:
        choices = f", one of {', '.join(option.choices)}" if option.choices else ""
        yield f"option {option.name} ({option.type}{choices}; {_typed(option.default)}): {option.about}"
    blocks = _blocks(shelf, template)
    if blocks:
        yield "blocks: " + ", ".join(blocks)
    parts = dict.fromkeys(_PART.findall(template.body))
    if parts:
        yield "parts: " + ", ".join(parts)


def _filled(template: Template) -> str:
    """How many places of a form are filled."""
    values = len(re.findall(r"\{\{", template.body))
    loops = len(re.findall(r"\{% for\b", template.body))
    conditions = len(re.findall(r"\{% if\b", template.body))
    counts = ((values, "value"), (loops, "repetition"), (conditions, "condition"))
    return ", ".join(f"{number} {name}{'s' if number != 1 else ''}" for number, name in counts if number)


def _typed(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def customised(shelf: Shelf, name: str, blocks: tuple[str, ...], whole: bool) -> Path:
    """The new template file. Raises Stop where the template is unknown, a block is, or the file is there already."""
    template, path = _known(shelf, name)
    part = name.startswith("parts/")
    target = shelf.workspace / "templates" / ("parts" if part else "") / f"{template.name}{path.suffix}"
    if target.exists() and blocks and not (part or whole or template.form):
        return _with_blocks(shelf, target, template, blocks)
    if target.exists():
        hint = "change that file, or move it away first"
        raise Stop([Problem("W020", "this template is yours already", Place(str(target)), hint)])
    if template.form and blocks:
        hint = "copy the whole form, and change it in Word"
        raise Stop([Problem("T011", f"`{template.name}` is a Word form, and has no blocks", Place(str(path)), hint)])
    if whole or part or template.form:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, template.form or read_bytes(path, LARGEST))
        return target
    bodies = _bodies(shelf, template)
    _known_blocks(template, path, blocks, bodies)
    write_whole(target, _extension(template, {block: bodies[block] for block in blocks}, list(bodies)).encode())
    return target


def _known_blocks(template: Template, path: Path, blocks: tuple[str, ...], bodies: dict[str, str]) -> None:
    """Raises Stop where the template has no block of such a name."""
    for block in blocks:
        if block not in bodies:
            hint = did_you_mean(block, bodies, f"the blocks are {', '.join(bodies)}")
            raise Stop([Problem("T011", f"`{template.name}` has no block `{block}`", Place(str(path)), hint)])


def _with_blocks(shelf: Shelf, target: Path, own: Template, blocks: tuple[str, ...]) -> Path:
    """A template of one's own with further blocks of the one that it extends, behind what stands there.

    Raises Stop where it extends none, or has such a block already.
    """
    parent = shelf.template(own.extends, int(own.extends == own.name)) if own.extends else None
    if parent is None:
        hint = "copy the block by hand, from what `briefs show` names"
        raise Stop([Problem("W020", "this template is yours already, and extends none", Place(str(target)), hint)])
    bodies = _bodies(shelf, parent)
    _known_blocks(parent, Path(parent.file), blocks, bodies)
    text = read_bytes(target, LARGEST).decode("utf-8")
    for block in blocks:
        if re.search(rf"\{{%-?\s*block\s+{block}\b", text):
            hint = "change it there"
            raise Stop([Problem("W020", f"the block `{block}` is yours already", Place(str(target)), hint)])
    more = "".join(f"\n{{% block {block} %}}\n{bodies[block].strip(chr(10))}\n{{% endblock %}}\n" for block in blocks)
    write_whole(target, (text.rstrip("\n") + "\n" + more).encode())
    return target


def _extension(template: Template, chosen: dict[str, str], known: list[str]) -> str:
    lines = [
        "---",
        f"extends: {template.name}",
        f"about: {json.dumps(template.about, ensure_ascii=False)}",
        "---",
        "{# Only what differs stands here; all else comes from the built-in template.",
        f"   Its blocks: {', '.join(known) or 'none'}. #}}",
    ]
    bodies = chosen or ({known[0]: "{{ super() }}"} if known else {})
    for block, body in bodies.items():
        lines += ["", f"{{% block {block} %}}", body.strip("\n"), "{% endblock %}"]
    return "\n".join(lines) + "\n"


def _known(shelf: Shelf, name: str) -> tuple[Template, Path]:
    path = shelf.path(name)
    if path is None:
        explained = f"`briefs explain {name}` prints the manual's page of that name"
        otherwise = explained if named(name) else f"the templates are {', '.join(shelf.names())}"
        hint = did_you_mean(name, shelf.names(), otherwise)
        raise Stop([Problem("T011", f"there is no template `{name}`", Place(name), hint)])
    template, problems = shelf.read(path)
    if any(problem.severity == "error" for problem in problems):
        raise Stop(problems)
    return template, path


def _blocks(shelf: Shelf, template: Template) -> list[str]:
    return list(_bodies(shelf, template))


def _bodies(shelf: Shelf, template: Template) -> dict[str, str]:
    """Each block's own text, from the template and those that it extends."""
    found: dict[str, str] = {}
    seen: list[Template] = [template]
    while seen[-1].extends:
        parent = shelf.template(seen[-1].extends, sum(t.name == seen[-1].extends for t in seen))
        if parent is None:
            break
        seen.append(parent)
    for each in seen:
        for match in re.finditer(r"\{%-?\s*block\s+(\w+)[^%]*%\}(.*?)\{%-?\s*endblock", each.body, re.DOTALL):
            found.setdefault(match[1], match[2])
    return found
