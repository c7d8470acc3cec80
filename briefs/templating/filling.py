"""One template, one fact file, one manuscript.

It runs the template and gathers what went wrong; it knows no Markdown.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import PurePath
from types import FrameType, TracebackType

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.runtime import Macro
from markupsafe import Markup
from msgspec import Struct, field
from msgspec.structs import replace

from briefs.model.cited import (
    OPTION,
    SEAL,
    SEALED,
    Cited,
    Joined,
    Limited,
    Manuscript,
    Slot,
    joined,
    typed,
)
from briefs.model.facts import Facts, Record
from briefs.model.needs import is_given
from briefs.model.problems import NOWHERE, Place, Problem, Stop, did_you_mean
from briefs.model.template import Need, Template
from briefs.templating.choosing_filters import slice_
from briefs.templating.comparisons import BEGIN, DECIDE, END, EXISTS, NOTE
from briefs.templating.dependence import Decisions
from briefs.templating.environment import Find, Loader, Sandbox
from briefs.templating.filter_arguments import cited_of
from briefs.templating.filters import FILTERS, Format
from briefs.templating.given_values import counted_value, counters, may_be_called, option_value, text_to_search
from briefs.templating.inspection import CONCAT, COUNT, CUT, SLICE, TEXT, TICK
from briefs.templating.jinja_messages import plain_words
from briefs.templating.mapping_filters import letters
from briefs.templating.runtime_messages import said
from briefs.templating.template_places import MARKS, place_of, template_line
from briefs.templating.views import Absent, Choices, Desk, Grouped, Several, Unknown, Value, View, entry_names
from briefs.templating.words import Words

MOST_TURNS = 2_000_000
"""Turns of all loops and calls of all macros of one document; a template that needs more would run for ever."""
MOST_TEXT = 60_000_000
RANGE = "Range too big. The sandbox blocks ranges larger than MAX_RANGE (100000)."


class Order(Struct, frozen=True):
    """What is to be filled, for whom."""

    template: Template
    facts: Facts
    record: Record | None = None
    """With `for_each`, the record that this document is about."""
    options: Mapping[str, str | int | bool] = field(default_factory=dict)
    language: str = "en"
    kept: Mapping[str, str] = field(default_factory=dict)
    """Ids of what is kept back from this audience, and why, in words; `facts` is without it."""
    marking: str = ""
    """What the paper bears, as `{{ marking }}` prints it."""
    own: Mapping[str, Cited] = field(default_factory=dict)
    """By name, what it can print besides facts."""


def fill(order: Order, find: Find) -> tuple[Manuscript, list[Problem]]:
    """The filled template, and what is wrong with it.

    Raises Stop where the template cannot be run at all.
    """
    run = Run(order, find)
    missing = [*run.missing()]
    text = run.text()
    manuscript = run.manuscript(text)
    return manuscript, [*missing, *run.told()]


class Run:
    """One template on its way; sealed values and problems gather here."""

    def __init__(self, order: Order, find: Find) -> None:
        self.order = order
        self.slots: list[Slot] = []
        self.problems: dict[tuple[Place, str, str], Problem] = {}
        self.turns = 0
        self.loader = Loader(self._finder(find))
        known = order.facts.vocabulary
        self.sandbox = Sandbox(self.loader, self.seal, self.report, self.unknown, known)
        self.unknowns: dict[tuple[Place, str], None] = {}
        """Names that nobody knew when something depended on them, and where."""
        self.limits: list[Limited] = []
        self.desk = Desk(order.facts, order.kept, self.report)
        self.desk.limit = self.limit
        self.decisions = Decisions()
        self.words = Words(order.language, order.template.words)
        form = self.form = Format(order.language, order.facts, self.desk, self.report)
        self.sandbox.filters = form.filters = {name: form.bound(call) for name, call in FILTERS.items()}
        self.sandbox.globals = {
            "range": self.sandbox.globals["range"],
            TICK: may_be_called(self.tick),
            "namespace": may_be_called(counters),
            CONCAT: may_be_called(self.concat),
            TEXT: may_be_called(text_to_search),
            CUT: may_be_called(self.sliced),
            COUNT: may_be_called(counted_value),
            SLICE: may_be_called(form.bound(slice_)),
            NOTE: may_be_called(self.decisions.note),
            EXISTS: may_be_called(self.decisions.exists),
            BEGIN: may_be_called(self.decisions.begin),
            END: may_be_called(self.decisions.end),
            DECIDE: may_be_called(self.decisions.decide),
            "words": self.words,
        }

    def _finder(self, find: Find) -> Find:
        template = self.order.template

        def found(name: str, after: int) -> Template | None:
            return template if name == template.name and after == 0 else find(name, after)

        return found

    def missing(self) -> list[Problem]:
        """A problem for each section or field that the template needs and the file does not give."""
        facts, record = self.order.facts, self.order.record
        absent = [need for need in self.order.template.needs if not is_given(need, facts, record)]
        return [self._missing(need, facts.file) for need in absent]

    def _missing(self, need: Need, file: str) -> Problem:
        why = next((self.order.kept[way] for way in need.ways if way in self.order.kept), "")
        if why:
            hint = "mark or open what may be shown, or build a template that is not for the public"
            return Problem("T007", f"this template needs `{need.path}`, which {why}", need.at, hint)
        paths = "` or `".join(need.ways)
        message = f"this template needs `{paths}`, and {file} does not give it"
        return Problem("T007", message, need.at, f"add `{need.ways[0]}` to {file}")

    def text(self) -> str:
        names = dict(self.desk.top())
        settings = {o.name: self.order.options.get(o.name, o.default) for o in self.order.template.options}
        found = self.order.facts.find("options")
        section = found if isinstance(found, Record) else Record("options", {}, NOWHERE)
        context: dict[str, object] = {
            **names,
            "marking": self._own("marking", self.order.marking),
            "language": names["language"] or self._own("language", self.order.language),
            "options": Choices(section, self.desk, {name: option_value(name, v) for name, v in settings.items()}),
            **self.order.own,
        }
        if self.order.record is not None:
            context["record"] = View(self.order.record, self.desk)
        try:
            compiled = self.sandbox.get_template(self.order.template.name)
            parts: list[str] = []
            size = 0
            for part in compiled.root_render_func(compiled.new_context(context)):
                parts.append(part)
                size += len(part)
                if size > MOST_TEXT:
                    raise OverflowError("the document grows beyond 60 million characters")
            return "".join(parts)
        except Stop:
            raise
        except TemplateSyntaxError as fault:
            at = Place(fault.filename or self.order.template.file, fault.lineno)
            raise Stop([*self.told(), self._unreadable(fault.message or "", at)]) from None
        except TemplateNotFound as fault:
            raise Stop([*self.told(), self._not_found(fault)]) from None
        except RecursionError:
            endless = self._endless("a macro or part that calls itself without end")
            raise Stop([*self.told(), endless]) from None
        except UndefinedError as fault:
            raise Stop(self.told() or [self._fault(fault)]) from None
        except Exception as fault:  # whatever a template brings about is the template's problem
            raise Stop([*self.told(), self._fault(fault)]) from None

    def _own(self, name: str, value: str) -> Cited | Absent:
        """What a paper is, not its facts; a form may leave the place of a marking empty."""
        if value:
            return Cited(value, value, (f"{OPTION}.{name}",))
        return Absent("" if self.order.template.form else name)

    def _unreadable(self, message: str, at: Place) -> Problem:
        words, hint = plain_words(message)
        return Problem("T001", words, at, hint)

    def _fault(self, fault: Exception) -> Problem:
        if isinstance(fault, OverflowError):
            return self._endless(str(fault).replace(RANGE, "a range is too long"), fault.__traceback__)
        hint = "see which values the expression on this line works with"
        return Problem("T008", f"this cannot be worked out: {said(fault)}", self._place(fault.__traceback__), hint)

    def _endless(self, what: str, trace: TracebackType | None = None) -> Problem:
        at = self._place(trace or sys.exc_info()[2])
        return Problem(
            "T009", f"this template would run for ever: {what}", at, "let the loop run over facts, and end it"
        )

    def _not_found(self, fault: TemplateNotFound) -> Problem:
        at = self._place(fault.__traceback__)
        name = PurePath(str(fault.name))
        if name.anchor or ".." in name.parts:
            hint = "put the file into `templates/`: templates use nothing but what is there, and what is built in"
            return Problem("T011", f"`{name}` lies outside of the template folders", at, hint)
        if name.stem == self.order.template.name and len(name.parts) == 1:
            hint = "a template of that name takes in the built-in one of its name, and there is none"
            message = f"there is no template or part `{fault.name}` beside this one, which cannot take itself in"
            return Problem("T011", message, at, hint)
        hint = 'a part is named as in `{% include "parts/signed.md" %}`'
        return Problem("T011", f"there is no template or part `{fault.name}`", at, hint)

    def seal(self, value: object) -> object:
        """What stands in the text for `value`: a seal, or the value itself where it is a macro's filled text."""
        match value:
            case Markup():
                return value
            case Joined(parts=parts):
                return Markup("".join(str(self.seal(part)) for part in parts))  # seals are no text of facts
            case Cited():
                return self._slot(Slot(value.written, value.facts, value.language))
            case View():
                return self._seal_record(value)
            case Absent():
                return self._seal_absent(value)
            case Several() | Grouped() | list() | tuple():
                self.report("T006", "this is a list, not a value", "write `| list`, or a loop over it")
            case Unknown():
                self.unknown(str(value._undefined_name))
            case Words():
                self.report("T006", "`words` are many", "name one: `words.next_steps`")
            case bool() | int() | float() | Decimal() | str():
                return self._slot(Slot(typed(Decimal(str(value))) if isinstance(value, float) else str(value)))
            case Macro():
                name = value.name
                self.report("T006", f"`{name}` is a macro, and not called", f"write `{{{{ {name}() }}}}`")
            case _:
                self.report("T006", "this prints nothing", "print a value, with its filters")
        return Markup("")

    def sliced(self, value: object, *bounds: object) -> object:
        """What stands between two places of a list, or of a text its letters."""
        of_text = isinstance(value, str) or (isinstance(value, Cited) and isinstance(value.value, str))
        return self.form.bound(letters if of_text else slice_)(value, *bounds)

    def concat(self, *parts: object) -> object:
        """What `~` joins as one text, each part with its own facts; nothing for what is not there, which is told."""
        if any(isinstance(part, Markup) for part in parts):
            return Markup("".join(str(self.seal(part)) for part in parts))
        texts: list[Cited] = []
        for part in parts:
            if isinstance(part, Absent | Unknown | Several | Grouped | list | tuple):
                self.seal(part)
            else:
                texts += [*part.parts] if isinstance(part, Joined) else [cited_of(part)]
        return joined(texts)

    def _seal_record(self, view: View) -> object:
        points = view.desk.points(view.record, self.order.language)
        if points is not None:
            unit = replace(points.unit, text=self.form.forms.named(points.unit.text))
            return self._slot(Slot("", points.facts, points=replace(points, unit=unit)))
        face = view.face()
        if face is None:
            self.report(
                "T006",
                f"`{view.record.id}` is a record, not a value",
                f"name the field: `{view.record.key}.…`",
            )
            return Markup("")
        return self.seal(face)

    def _seal_absent(self, value: Absent) -> object:
        if not value.id:
            return Markup("")
        if value.why:
            self.report("T006", f"`{value.id}` {value.why}", f"guard the line with `{{% if {value.id} %}}`")
            return Markup("")
        self.report("T006", f"`{value.id}` is not in the fact file", self._mend(value.id), value.id.rpartition(".")[2])
        return Markup("")

    def _mend(self, path: str) -> str:
        """What to do about an absent fact: the record that was probably meant, or where to add it."""
        section, _, key = path.partition(".")
        records = self.order.facts.find(section)
        near = records.fields if isinstance(records, Record) and key.partition(".")[0] not in records.fields else ()
        otherwise = f'add it to {self.order.facts.file}, or write what else to print: `{{{{ … or "not stated" }}}}`'
        return did_you_mean(key.partition(".")[0], near, otherwise)

    def unknown(self, name: str) -> None:
        """Keep a name that nobody knows, at the template's present line; see `told`."""
        self.unknowns[self._place(None), name] = None

    def told(self) -> list[Problem]:
        """Every problem so far, with one for each unknown name wherever it stands, on lines that did not run too."""
        made = {name for names in self.loader.names.values() for name in names.made}
        made |= self.order.facts.vocabulary.sections.keys() | self.order.own.keys()
        uses = [
            (file, use) for file, names in self.loader.names.items() for use in names.unmade if use.name not in made
        ]
        seen = {(file, use.name) for file, use in uses}
        found = dict.fromkeys((Place(file, use.line), use.name, use.bare) for file, use in uses)
        found |= dict.fromkeys((at, name, False) for at, name in self.unknowns if (at.file, name) not in seen)
        unknown = [Problem("T002", f"`{name}` is no fact", at, self._known(name, bare)) for at, name, bare in found]
        return [*self.problems.values(), *unknown]

    def _known(self, name: str, bare: bool) -> str:
        """What was probably meant by a name that nobody knows; a bare one may be a text without its quotes."""
        if any(option.name == name for option in self.order.template.options):
            return f"options are read behind a dot: write `options.{name}`"
        near = did_you_mean(name, [*self.desk.top(), "record"])
        if bare:
            return f'texts stand in quotes: write `"{name}"`' + (f"; or {near}" if near else "")
        return near or "a name in a template is a section of the fact file"

    def _slot(self, slot: Slot) -> Markup:
        self.slots.append(slot)
        return Markup(f"{SEAL}{len(self.slots) - 1}{SEALED}")

    def tick(self) -> str:
        """Nothing; counts a turn of a loop. Raises OverflowError after too many."""
        self.turns += 1
        if self.turns > MOST_TURNS:
            raise OverflowError(f"its loops have turned {MOST_TURNS:,} times")
        return ""

    def report(self, code: str, message: str, hint: str, what: str = "") -> None:
        """Keep a problem at the template's present line; the same thing in every turn of a loop is one problem."""
        at = self._place(None)
        self.problems.setdefault((at, code, what or message), Problem(code, message, at, hint))

    def limit(self, entries: Sequence[Value], cut: Sequence[Value]) -> None:
        """Keep what a limit at the template's present line leaves out of a list."""
        names = [name for each in cut for name in entry_names(each)]
        if names:
            ids = tuple(id_ for each in entries for _, id_ in entry_names(each))
            self.limits.append(Limited(names[0][0], ids, tuple(id_ for _, id_ in names), self._place(None)))

    def _place(self, trace: TracebackType | None) -> Place:
        """The template's line that is being run, from Python's frames."""
        found: Place | None = None
        while trace is not None:
            found = template_line(trace.tb_frame, trace.tb_lineno) or found
            trace = trace.tb_next
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and found is None:
            found = template_line(frame, frame.f_lineno)
            frame = frame.f_back
        return found or Place(self.order.template.file, self.order.template.line)

    def manuscript(self, text: str) -> Manuscript:
        """The text without its marks, with a place for each line.

        A line that is not blank in the template but comes out blank held only tags, and leaves no line.
        """
        lines: list[str] = []
        places: list[Place] = []
        at = Place(self.order.template.file, self.order.template.line)
        known: dict[str, Place] = {}
        for raw in text.split("\n"):
            mark = MARKS.search(raw)
            if mark is None:
                lines.append(raw)
                places.append(at)
                continue
            line = MARKS.sub("", raw)
            at = known.get(mark[1]) or known.setdefault(mark[1], place_of(mark[1]))
            if line.strip() or not self._holds_tags(at):
                lines.append(line)
                places.append(at)
        return Manuscript(
            "\n".join(lines),
            tuple(self.slots),
            tuple(places),
            tuple(self.limits),
            self.desk.same,
            {record: tuple(ids) for record, ids in self.desk.chosen.items() if ids},
            self.decisions.compared,
            self.decisions.existing,
            self.order.language,
            self.words.said,
        )

    def _holds_tags(self, at: Place) -> bool:
        source = self.loader.sources.get(at.file, [])
        return at.line <= len(source) and bool(source[at.line - 1].strip())


__all__ = ["Order", "fill"]
