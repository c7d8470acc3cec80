"""What a template takes from others and from itself: blocks, parts, macros, options, words kept through a loop.

It reads syntax trees; where files stand, whoever calls says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from jinja2 import nodes

from briefs.model.cited import MARK
from briefs.model.problems import Place, Problem, did_you_mean
from briefs.model.template import Template
from briefs.templating.template_places import MARKS, place_of

ARITHMETIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div)
PRINTING = frozenset({"number", "money", "percent", "quantity", "ordinal", "date"})


def idle_blocks(tree: nodes.Template, template: Template, known: Collection[str]) -> Iterator[Problem]:
    """A block of a template that extends another, which has none of that name: nobody prints it."""
    if not template.extends:
        return
    own = [*tree.find_all(nodes.Block)]
    for block in own:
        inside = any(block in [*other.find_all(nodes.Block)] for other in own if other is not block)
        if block.name not in known and not inside:
            otherwise = f"its blocks are {', '.join(f'`{each}`' for each in known)}" if known else "it has no blocks"
            hint = did_you_mean(block.name, known, otherwise)
            message = f"the block `{block.name}` is never printed: `{template.extends}` has none of that name"
            yield Problem("T090", message, Place(template.file, block.lineno), hint)


def outside_blocks(tree: nodes.Template, template: Template) -> Iterator[Problem]:
    """Text of a template that extends another and stands in no block: nobody prints it."""
    printed = (each for node in tree.body if isinstance(node, nodes.Output) for each in node.nodes)
    line = next((found for each in printed if (found := _first_line(each))), 0) if template.extends else 0
    if line:
        hint = "put it into a block: `{% block NAME %}` … `{% endblock %}`; `briefs show` lists the blocks"
        message = f"this is never printed: it stands in no block, and `{template.extends}` prints blocks only"
        yield Problem("T090", message, Place(template.file, line), hint)


def _first_line(node: nodes.Node) -> int:
    """The line of the first word or value of what is printed; 0 where there is none."""
    if not isinstance(node, nodes.TemplateData):
        return node.lineno
    for part in re.split(f"(?={MARK})", node.data):
        mark = MARKS.match(part)
        if mark and MARKS.sub("", part).strip():
            return place_of(mark[1]).line
    return node.lineno if MARKS.sub("", node.data.partition(MARK)[0]).strip() else 0


def unknown_options(tree: nodes.Template, template: Template, own: Collection[str]) -> Iterator[Problem]:
    """An option that the head does not declare, and a declared one that the template never asks for."""
    asked = {(each.attr, each.lineno) for each in tree.find_all(nodes.Getattr) if _is(each.node, "options")}
    for name, line in sorted(asked):
        if name not in own:
            otherwise = "the head of the template declares its options"
            hint = did_you_mean(name, own, otherwise)
            yield Problem("T002", f"this template has no option `{name}`", Place(template.file, line), hint)


def unused_options(template: Template, asked: Collection[str]) -> Iterator[Problem]:
    """An option that the head declares and nothing in the template asks for."""
    for option in template.options:
        if option.at.file == template.file and option.name not in asked and not template.parts:
            message = f"the option `{option.name}` changes nothing: the template never asks for it"
            hint = f"write `options.{option.name}` where it counts, or delete it"
            yield Problem("T094", message, option.at, hint, "warning")


def options_asked(tree: nodes.Template) -> set[str]:
    return {each.attr for each in tree.find_all(nodes.Getattr) if _is(each.node, "options")}


def unused_words(template: Template, asked: Collection[str]) -> Iterator[Problem]:
    """A word that the head says and the template never prints."""
    for name in template.words:
        if name not in asked:
            message = f"the word `{name}` is never printed"
            hint = f"write `{{{{ words.{name} }}}}` where it is to stand, or delete it"
            yield Problem("T094", message, template.at("words"), hint, "warning")


def words_asked(tree: nodes.Template) -> set[str]:
    return {each.attr for each in tree.find_all(nodes.Getattr) if _is(each.node, "words")}


def unknown_macros(
    tree: nodes.Template, template: Template, macros: Callable[[str], Mapping[str, nodes.Macro] | None]
) -> Iterator[Problem]:
    """A macro that the file it is imported from does not have, and one that is given what it does not take.

    `macros` gives those of a file that can be imported, by its name; None where there is none.
    """
    known: dict[str, nodes.Macro] = {each.name: each for each in tree.find_all(nodes.Macro)}
    for each in tree.find_all(nodes.FromImport):
        name = each.template.value if isinstance(each.template, nodes.Const) else ""
        theirs = macros(name) if name else None
        if theirs is None:
            continue
        for wanted in each.names:
            macro, alias = wanted if isinstance(wanted, tuple) else (wanted, wanted)
            if macro in theirs:
                known[alias] = theirs[macro]
            else:
                otherwise = f"its macros are {', '.join(f'`{one}`' for one in theirs)}" if theirs else "it has none"
                hint = did_you_mean(macro, theirs, otherwise)
                yield Problem("T011", f"`{name}` has no macro `{macro}`", Place(template.file, each.lineno), hint)
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in known:
            yield from _misgiven(call, known[call.node.name], template)


def _misgiven(call: nodes.Call, macro: nodes.Macro, template: Template) -> Iterator[Problem]:
    takes = [each.name for each in macro.args]
    free = {each.name for each in macro.find_all(nodes.Name)} & {"varargs", "kwargs"}
    at = Place(template.file, call.lineno)
    written = f"`{{% macro {macro.name}({', '.join(takes)}) %}}`"
    if len(call.args) > len(takes) and "varargs" not in free:
        message = f"the macro `{macro.name}` takes {len(takes)} in brackets, and {len(call.args)} stand there"
        yield Problem("T008", message, at, f"it begins {written}")
    for each in call.kwargs:
        if each.key not in takes and "kwargs" not in free:
            hint = did_you_mean(each.key, takes, f"it begins {written}")
            yield Problem("T008", f"the macro `{macro.name}` has no parameter `{each.key}`", at, hint)
    given = {*takes[: len(call.args)], *(each.key for each in call.kwargs)}
    needed = takes[: len(takes) - len(macro.defaults)]
    lacking = [name for name in needed if name not in given]
    if lacking and not call.dyn_args and not call.dyn_kwargs:
        message = f"the macro `{macro.name}` is not given `{'`, `'.join(lacking)}`"
        yield Problem("T008", message, at, f"it begins {written}")


def lost_in_loops(tree: nodes.Template, template: Template) -> Iterator[Problem]:
    """A name that a loop sets anew although it was set before the loop: behind the loop it is what it was."""
    for loop in tree.find_all(nodes.For):
        inside = [*_assigned(loop.body)]
        for assign, name in inside:
            reads_itself = any(each.name == name for each in assign.node.find_all(nodes.Name)) or _is(assign.node, name)
            if reads_itself and not _set_before(loop.body, name, assign):
                message = f"`{name}` begins anew in each turn of the loop, and behind it is what it was"
                hint = (
                    f"write `{{% set c = namespace({name}=0) %}}` before the loop, and `{{% set c.{name} = … %}}` in it"
                )
                yield Problem("T092", message, Place(template.file, assign.lineno), hint)


def _assigned(body: list[nodes.Node]) -> Iterator[tuple[nodes.Assign, str]]:
    for node in body:
        for each in (node, *node.find_all(nodes.Assign)):
            if isinstance(each, nodes.Assign) and isinstance(each.target, nodes.Name):
                yield each, each.target.name


def _set_before(body: list[nodes.Node], name: str, assign: nodes.Assign) -> bool:
    """Whether the same turn of the loop has given the name a value before."""
    return any(own == name and each.lineno < assign.lineno for each, own in _assigned(body))


def narrow_filters(tree: nodes.Template, template: Template) -> Iterator[Problem]:
    """A filter behind a sum that belongs to its last part alone."""
    for each in tree.find_all(ARITHMETIC):
        assert isinstance(each, nodes.BinExpr)
        if isinstance(each.right, nodes.Filter) and each.right.name in PRINTING:
            message = f"the filter `{each.right.name}` belongs to what stands right before it alone, not to the whole"
            hint = f"put brackets round the whole: `(… {each.operator} …) | {each.right.name}`"
            yield Problem("T093", message, Place(template.file, each.lineno), hint, "warning")


def _is(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Name) and node.name == name
