"""The Jinja environment in which templates run: values sealed, lines marked, nothing reachable but facts.

It decides what a template may say; what facts look like to it is `values`' and `filters`' work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import CodeType
from typing import Any, NamedTuple

from jinja2 import BaseLoader, Environment, TemplateNotFound
from jinja2 import Template as Compiled
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from briefs.model.cited import MARK, MARKED, Cited
from briefs.model.problems import Stop, did_you_mean
from briefs.model.template import Template
from briefs.model.vocabulary import STANDARD, Vocabulary
from briefs.templating.inspection import inspect, prepared
from briefs.templating.template_names import Names, names_of
from briefs.templating.views import OWN, TOLD, Absent, Choices, Grouped, Several, Unknown, View
from briefs.templating.words import Words

Find = Callable[[str, int], Template | None]
"""The template or part of that name, after as many of the same name as the number says; or None."""
NEXT = "^"
"""Between a name and how many of the same name are passed over: a template may extend its namesake."""
NO_SUCH_WORD = "T080"
LONGEST_TEXT = 10_000
MOST_BITS = 4_000
"""Of a whole number that is reckoned in a template; some 1,200 digits."""
OPEN_OBJECTS = (LoopContext, Namespace, TemplateReference, BlockReference)


class Runnable(NamedTuple):
    """A template as it runs, and the names that stand in it."""

    code: CodeType
    names: Names


_codes: dict[tuple[str, str], Runnable] = {}


class LineMarks(Extension):
    """Puts a mark at the head of every line, so that whatever a line becomes is known to come from it."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        file = stream.filename or stream.name or ""
        first = True
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", _marked(token.value, file, token.lineno, first))
            else:
                if first:
                    yield Token(token.lineno, "data", f"{MARK}{file}:{token.lineno}{MARKED}")
                yield token
            first = False


def _marked(text: str, file: str, line: int, first: bool) -> str:
    head, *rest = text.split("\n")
    parts = [f"{MARK}{file}:{line}{MARKED}{head}" if first else head]
    parts += [f"{MARK}{file}:{line + n}{MARKED}{part}" for n, part in enumerate(rest, 1)]
    return "\n".join(parts)


class SealingGenerator(CodeGenerator):
    """Leaves every value to be sealed when the template runs; no constant is printed when it is compiled."""

    def _make_finalize(self) -> CodeGenerator._FinalizeInfo:
        return self._FinalizeInfo(None, "environment.finalize(")


class Loader(BaseLoader):
    """Compiles templates that `find` finds; a template compiled once in a process is not compiled again."""

    def __init__(self, find: Find) -> None:
        self.find = find
        self.sources: dict[str, list[str]] = {}
        self.names: dict[str, Names] = {}
        """By file, the names in every template that was asked for."""

    def load(
        self,
        environment: Environment,
        name: str,
        globals: Mapping[str, Any] | None = None,
    ) -> Compiled:
        base, _, after = name.partition(NEXT)
        template = self.find(base, int(after or 0))
        if template is None:
            raise TemplateNotFound(base)
        text = source_of(template)
        self.sources[template.file] = text.split("\n")
        code, self.names[template.file] = self._compiled(environment, template, name, text)
        return environment.template_class.from_code(environment, code, dict(globals or {}), None)

    def _compiled(self, environment: Environment, template: Template, name: str, text: str) -> Runnable:
        key = (template.file + NEXT + name, text)
        found = _codes.get(key)
        if found is None:
            parsed = environment.parse(text, name, template.file)
            problems = inspect(parsed, template.file, environment.filters, environment.tests)
            if problems:
                raise Stop(problems)
            names = names_of(parsed)
            found = Runnable(environment.compile(prepared(parsed), name, template.file), names)
        _codes[key] = found
        return found


def source_of(template: Template) -> str:
    """The template's body on its own lines, so that the line numbers are the file's."""
    lead = ["" for _ in range(template.line - 1)]
    if template.extends:
        lead = lead or [""]
        lead[-1] = f'{{% extends "{template.extends}" %}}'
    return "\n".join([*lead, template.body])


class Sandbox(ImmutableSandboxedEnvironment):
    """A closed room: templates see facts, our filters and macros of their own, and nothing of Python's."""

    code_generator_class = SealingGenerator
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(
        self,
        loader: Loader,
        seal: Callable[[object], object],
        trouble: Callable[[str, str, str], None],
        unknown: Callable[[str], None],
        vocabulary: Vocabulary = STANDARD,
    ) -> None:
        """Of a name that nobody knows `unknown` is told; see `trouble`."""
        self.vocabulary = vocabulary
        super().__init__(
            loader=loader,
            extensions=[LineMarks],
            autoescape=True,
            finalize=seal,
            optimized=False,
            undefined=type("Unknown", (Unknown,), {"__slots__": (), "tell": staticmethod(unknown)}),
            cache_size=50,
        )
        self.trouble = trouble
        """Takes a code, a message and a hint; reports them at the template's present line."""

    def join_path(self, template: str, parent: str) -> str:
        """A template that names its own name means the next one of that name: the one it stands before."""
        base, _, after = parent.partition(NEXT)
        name = template.removesuffix(".md")
        return f"{base}{NEXT}{int(after or 0) + 1}" if name == base.removesuffix(".md") else template

    def getattr(self, obj: Any, attribute: str) -> Any:
        match obj:
            case Words():
                return self._said(obj, attribute)
            case Choices() if attribute in obj.settings:
                return obj.settings[attribute]
            case Choices() if attribute not in obj.record.fields and attribute not in OWN:
                hint = did_you_mean(attribute, obj.settings, "the head of the template declares its options")
                self.trouble("T002", f"this template has no option `{attribute}`", hint)
                return TOLD
            case View():
                return obj.desk.field(obj.record, attribute, obj.through)
            case Absent():
                return self._beyond(obj, attribute)
            case Grouped():
                return {"key": obj.key, "items": obj.items}.get(attribute, Absent(attribute))
            case Unknown():
                return obj
            case _ if isinstance(obj, OPEN_OBJECTS) or type(obj).__name__ == "TemplateModule":
                return super().getattr(obj, attribute)
            case _:
                what = f"`{str(obj)[:40]}`" if isinstance(obj, Cited | str) and str(obj) else "this"
                self.trouble(
                    "T002", f"{what} has no part `{attribute}`", "only records have parts; a value has filters"
                )
                return TOLD

    def _said(self, words: Words, name: str) -> str | Cited | Absent:
        """What the words of that name are in the paper's language."""
        found = words.get(name)
        if found is None:
            self.trouble(NO_SUCH_WORD, f"`words.{name}`: nobody has said what this is", words.likely(name))
            return TOLD
        return found

    def _beyond(self, absent: Absent, name: str) -> Absent:
        """The field of what is absent: absent too, or unknown."""
        section = self.vocabulary.sections.get(absent.id)
        if section and section.single and name not in section.fields:
            hint = did_you_mean(name, section.fields, f"its fields are {', '.join(section.fields)}")
            self.trouble("T002", f"`{absent.id}.{name}`: there is no such fact", hint)
            return TOLD
        return Absent(f"{absent.id}.{name}", absent.why) if absent.id else absent

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(argument, Cited):
            argument = argument.written
        match obj, argument:
            case View() | Absent() | Grouped() | Words(), str():
                return self.getattr(obj, argument)
            case Several(), int() if -len(obj.items) <= argument < len(obj.items):
                return obj.items[argument]
            case Several(), int():
                return Absent(f"{obj.id}.{argument + 1}")
            case TemplateReference(), str():
                return super().getitem(obj, argument)
            case _:
                self.trouble("T002", f"`[{argument}]` finds nothing here", "write the field's name after a dot")
                return TOLD

    def call(self, context: Any, obj: Any, *args: Any, **kwargs: Any) -> Any:
        if obj is TOLD or (isinstance(obj, Unknown) and obj.told()):
            return TOLD
        if not self.is_safe_callable(obj):
            raise SecurityError("only macros can be called in a template")
        return context.call(obj, *args, **kwargs)

    def is_safe_callable(self, obj: Any) -> bool:
        owner = getattr(obj, "__self__", None)
        ours = getattr(obj, "template_may_call", False) or getattr(obj, "__name__", "") == "safe_range"
        return ours or isinstance(obj, Macro | BlockReference | LoopContext) or isinstance(owner, LoopContext)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator in {"**", "//", "%"} and not _both_small(left, right):
            raise SecurityError(f"`{operator}` is for small whole numbers only")
        if operator == "*" and not all(isinstance(x, int | float | Cited) for x in (left, right)):
            raise SecurityError("`*` is for numbers only")
        if operator == "*" and _bits(left) + _bits(right) > MOST_BITS:
            raise SecurityError("`*` has made a number that is too long")
        if operator == "+" and _entries(left) + _entries(right) > LONGEST_TEXT:
            raise SecurityError("`+` has made a list that is too long")
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            if len(left) + len(right) > LONGEST_TEXT:
                raise SecurityError("`+` has made a text that is too long")
            return left + right
        if Absent in (type(left), type(right)):
            missing = left if isinstance(left, Absent) else right
            self.trouble("T006", f"`{missing.id}` is not in the fact file, so nothing can be reckoned with it", "")
            return missing
        return super().call_binop(context, operator, left, right)


def _bits(number: object) -> int:
    return number.bit_length() if isinstance(number, int) else 0


def _entries(value: object) -> int:
    return len(value) if isinstance(value, list | tuple) else 0


def _both_small(left: object, right: object) -> bool:
    if isinstance(left, Cited) and isinstance(left.value, Decimal):
        return isinstance(right, int | Cited)
    return all(isinstance(x, int) and abs(x) < 10_000 for x in (left, right)) and (
        not isinstance(right, int) or abs(right) < 64
    )
