"""Figures that follow from other figures: worked out in order of need, or held against what was typed.

It knows figures and series; how arithmetic is read is `expressions`' work.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from msgspec.structs import replace

from briefs.factfiles.expressions import Expression, FormulaError, Name, evaluate, parse
from briefs.factfiles.scalars import NUMBER
from briefs.factfiles.values import Formula, Values
from briefs.language import is_percentage
from briefs.model.facts import Citation, Fact
from briefs.model.precision import Precision, decimals, precision_of, widest, written
from briefs.model.problems import Place


def settle(values: Values, formulas: list[Formula]) -> None:
    """Give every figure that has a formula its value, or hold the value that it has against the formula."""
    work = Work(values)
    for formula in formulas:
        with values.ledger.elsewhere(formula.file):
            work.read(formula)
    work.refuse_cycles()
    for record, (formula, _) in list(work.formulas.items()):
        with values.ledger.elsewhere(formula.file):
            work.work_out(record)


class Work:
    """The formulas of one file by the id of their record, and what each needs."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.ledger = values.ledger
        self.formulas: dict[str, tuple[Formula, Expression]] = {}
        self.needs: dict[str, list[str]] = {}
        """Record → the records with formulas that its own formula names."""
        self.without: set[str] = set()
        """Records whose formula has no value, as is already told."""
        self.quoted: set[str] = set()
        """Facts whose quotes are told of."""
        self.made: dict[str, tuple[Decimal, Precision]] = {}
        """Results by the id of their fact, unrounded, so that what builds on them is rounded once."""

    @cached_property
    def points(self) -> dict[str, list[str]]:
        """The ids of the points of each series, by the series' id."""
        found: dict[str, list[str]] = {}
        for id_ in self.values.index:
            if id_.startswith("series.") and ".points." in id_:
                found.setdefault(id_.partition(".points.")[0], []).append(id_)
        return found

    def read(self, formula: Formula) -> None:
        try:
            expression = parse(formula.text.text)
        except FormulaError as error:
            self.tell(formula, error)
            self.without.add(formula.record)
            return
        self.formulas[formula.record] = (formula, expression)

    def tell(self, formula: Formula, error: FormulaError) -> None:
        text = formula.text
        plain = text.style not in {"|", ">"}
        column = text.column + error.column + (1 if text.style in {"'", '"'} else 0) if plain else text.column
        self.ledger.add(error.code, error.message, (text.line, column), error.hint, error.width)

    def refuse_cycles(self) -> None:
        """Tell of every formula that, followed through, comes back to itself."""
        for record, (_, expression) in self.formulas.items():
            names = list(expression.names())
            for name in names:
                if name.key not in self.values.ids[name.section]:
                    self.tell(self.formulas[record][0], self.unknown(name))
            named = dict.fromkeys(f"{name.section}.{name.key}" for name in names)
            self.needs[record] = [each for each in named if each in self.formulas]
        done: set[str] = set()
        for record in self.formulas:
            if record not in done:
                self.follow(record, done)
        self.formulas = {r: self.formulas[r] for r in self.order(done) if r not in self.without}

    def follow(self, start: str, done: set[str]) -> None:
        """Walk through what `start` needs; without recursion, for a chain of formulas may be long."""
        path: dict[str, None] = {}
        stack: list[tuple[str, int]] = [(start, 0)]
        path[start] = None
        while stack:
            record, step = stack.pop()
            needs = self.needs[record]
            if step == len(needs):
                del path[record]
                done.add(record)
                continue
            stack.append((record, step + 1))
            following = needs[step]
            if following in path:
                self.tell_cycle(list(path), following)
            elif following not in done:
                path[following] = None
                stack.append((following, 0))

    def tell_cycle(self, path: list[str], back_to: str) -> None:
        cycle = path[path.index(back_to) :]
        if not self.without.isdisjoint(cycle):
            return
        self.without.update(cycle)
        names = [f"`{record.partition('.')[2]}`" for record in [*cycle, back_to]]
        shown = names if len(names) < 12 else [*names[:10], "…", names[-1]]
        formula = self.formulas[back_to][0]
        message = f"a formula that needs its own result: {' needs '.join(shown)}"
        hint = "give one of them a value of its own instead of a formula"
        at = (formula.text.line, formula.text.column)
        with self.ledger.elsewhere(formula.file):
            self.ledger.add("F034", message, at, hint, len(formula.text.text))

    def order(self, done: set[str]) -> list[str]:
        """The records, each after those that it needs."""
        order: dict[str, None] = {}
        for start in self.formulas:
            stack = [start]
            while stack:
                record = stack[-1]
                wanting = [n for n in self.needs[record] if n not in order and n not in self.without]
                if record in order or record in self.without or not wanting:
                    stack.pop()
                    order[record] = None
                else:
                    stack += wanting
        return list(order)

    def work_out(self, record: str) -> None:
        formula, expression = self.formulas[record]
        behind: dict[str, Fact] = {}
        try:
            result = evaluate(expression, lambda name: self.look_up(name, behind))
        except FormulaError as error:
            if error.message:
                self.tell(formula, error)
            self.without.add(record)
            return
        id_ = f"{record}.value"
        typed = self.values.index.get(id_)
        if typed is None:
            fact = self.computed(id_, formula, expression, result, behind)
        else:
            fact = replace(typed, formula=expression.text, behind=tuple(behind))
            self.compare(typed, result, expression)
        formula.fields["value"] = self.values.index[id_] = fact

    def computed(
        self, id_: str, formula: Formula, expression: Expression, result: Decimal, behind: dict[str, Fact]
    ) -> Fact:
        precision = expression.precision(self.precision)
        text = self.printed(formula, result, precision)
        self.made[id_] = (result, precision)
        above = formula.above
        cited = [citation for fact in behind.values() for citation in fact.sources]
        sources = above.sources if formula.own or not cited else _merged(cited)
        place = Place(self.ledger.file, formula.text.line, formula.text.column)
        return Fact(
            id_,
            Decimal(written(result, max(4, decimals(Decimal(text))))),
            text,
            place,
            sources,
            above.use,
            above.markings,
            "",
            above.language,
            expression.text,
            tuple(behind),
            above.embargoes,
            above.opened,
        )

    def compare(self, typed: Fact, result: Decimal, expression: Expression) -> None:
        """Tell where a typed value is not what its formula gives, at the precision of what was typed."""
        at = (typed.at.line, typed.at.column)
        if _quoted(typed):
            self.tell_quoted(typed)
            return
        if not isinstance(typed.value, Decimal):
            message = f"`{typed.written[:40]}` is no number, and a formula stands beside it"
            hint = "write the number, or delete the formula"
            self.ledger.add("F032", message, at, hint, len(typed.written))
            return
        places = decimals(typed.value)
        half = Decimal(5).scaleb(-places - 1)
        if abs(result - typed.value) <= half:
            return
        gives = written(result, places)
        message = f"`{typed.written}` is written, and the formula `{expression.text[:60]}` gives {gives}"
        hint = "mend the number, the formula or what it names; where the source errs, say so under `gaps`"
        self.ledger.add("F035", message, at, hint, len(typed.written))

    def tell_quoted(self, fact: Fact) -> None:
        """Tell, once, of a number that is text because it stands in quotes."""
        if fact.id in self.quoted:
            return
        self.quoted.add(fact.id)
        message = f"`{fact.written[:40]}` stands in quotes, so it is text, and a formula needs the number"
        at = (fact.at.line, fact.at.column)
        self.ledger.add("F032", message, at, "take the quotes away", len(fact.written) + 2)

    def look_up(self, name: Name, behind: dict[str, Fact]) -> tuple[Decimal, ...]:
        """The numbers that a name stands for. Raises FormulaError, without words where it is told already."""
        if name.key not in self.values.ids[name.section]:
            raise FormulaError("F031", "")
        return tuple(self.number(id_, name, behind) for id_ in self.ids(name))

    def ids(self, name: Name) -> list[str]:
        """The ids of the facts that a name stands for."""
        prefix = f"{name.section}.{name.key}"
        if name.section == "figures":
            return [f"{prefix}.value"]
        return [f"{prefix}.points.{name.period}"] if name.period else self.points.get(prefix, [])

    def number(self, id_: str, name: Name, behind: dict[str, Fact]) -> Decimal:
        fact = self.values.index.get(id_)
        if fact is None:
            self.no_value(name)
        assert fact is not None
        if _quoted(fact):
            self.tell_quoted(fact)
            raise FormulaError("F032", "")
        if not isinstance(fact.value, Decimal):
            message = f"`{name.key}` is no number: `{fact.written[:40]}`"
            hint = "write its value in digits, without a thousands separator"
            raise FormulaError("F032", message, name.column, hint, name.width)
        behind[id_] = fact
        return self.made[id_][0] if id_ in self.made else fact.value

    def precision(self, name: Name) -> Precision:
        """The decimals of what a name stands for; of a series, the most of its points."""
        found = [self.made[i][1] if i in self.made else self.typed(i) for i in self.ids(name)]
        return replace(widest(found), fraction=False)

    def typed(self, id_: str) -> Precision:
        value = self.values.index[id_].value
        return precision_of(value) if isinstance(value, Decimal) else Precision(0, 0)

    def printed(self, formula: Formula, result: Decimal, precision: Precision) -> str:
        """The result rounded: to `digits` where the figure says so, else as far as its parts justify."""
        digits, unit = formula.fields.get("digits"), formula.fields.get("unit")
        if isinstance(digits, Fact) and isinstance(digits.value, Decimal):
            places = min(12, max(0, int(digits.value)))
            return f"{Decimal(written(result, places)):.{places}f}"
        if not isinstance(unit, Fact):
            return precision.apply(result, False)
        language = unit.language or self.values.attributes.language
        return precision.apply(result, is_percentage(unit.written, language))

    def unknown(self, name: Name) -> FormulaError:
        known = self.values.ids[name.section]
        kind = "figure" if name.section == "figures" else "series"
        hint = self.ledger.nearest(name.key, known)
        if name.key in self.values.ids["series"]:
            hint = f'write `series.{name.key}["…"]`'
        hint = hint or f"add it to `{name.section}`"
        return FormulaError("F031", f"there is no {kind} `{name.key}`", name.column, hint, name.width)

    def no_value(self, name: Name) -> None:
        if name.section == "figures":
            raise FormulaError("F031", "")  # a figure without a value is told where it stands
        periods = [id_.rpartition(".")[2] for id_ in self.points.get(f"series.{name.key}", [])]
        hint = f"it has {', '.join(f'`{period}`' for period in periods[:12])}"
        message = f"the series `{name.key}` has no `{name.period}`"
        raise FormulaError("F031", message, name.column, hint, name.width)


def _quoted(fact: Fact) -> bool:
    """Whether a number was typed as text."""
    return isinstance(fact.value, str) and NUMBER.fullmatch(fact.written) is not None


def _merged(citations: list[Citation]) -> tuple[Citation, ...]:
    """The citations, each once; the same source at the same place is one."""
    return tuple({(each.source, each.at, each.says): each for each in citations}.values())
