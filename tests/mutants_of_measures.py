"""Slips of measure for the trial: units, currencies, scales, points, cells and neighbours, periods, ends of ranges.

What a number counts is changed here; its digits elsewhere.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping

from mutants_of_letters import Change, Site, is_sourced, where_typed

from briefs.model.facts import Fact, Facts
from briefs.model.source_text import SourceText
from briefs.understanding.passages import passage

KINDS = ("unit", "currency", "scale", "points", "cell", "neighbour", "period", "range end")
WORDS = {
    "en": {
        "unit": (
            "tonnes kilograms litres|kilometres miles metres|hectares acres|km miles m|m km ft|megawatts kilowatts|"
            "metres kilometres feet|degrees_Celsius degrees_Fahrenheit|months weeks years|"
            "years months|hours minutes|days weeks"
        ),
        "currency": "USD EUR NZD CHF GBP|EUR USD GBP|NZD USD AUD|VMD USD EUR|euros dollars|dollars euros",
        "scale": "thousand million|million billion thousand|billion million trillion",
        "points": "percent percentage_points basis_points|percentage_points percent|basis_points percent",
    },
    "fr": {
        "unit": "tonnes kilogrammes litres|mégawatts kilowatts|mètres kilomètres|hectares mètres_carrés|ans mois",
        "currency": "millions_d'euros millions_de_dollars|francs_CFA euros dollars|euros dollars francs_suisses",
        "scale": "millions milliards milliers|milliards millions",
        "points": "pour_cent points_de_pourcentage|points_de_pourcentage pour_cent",
    },
    "es": {
        "unit": "toneladas kilogramos|kilómetros millas metros|hectáreas acres|años meses",
        "currency": "dólares euros pesos|euros dólares|pesos dólares euros",
        "scale": "millones mil_millones miles|mil_millones millones",
        "points": "por_ciento puntos_porcentuales|puntos_porcentuales por_ciento",
    },
    "ru": {
        "unit": "м см км|см мм м|км м миль|тонн килограммов|месяцев лет|лет месяцев",
        "currency": "рублей евро долларов|евро долларов_США рублей|долларов евро|крон евро",
        "scale": "тыс. млн|млн млрд тыс.|млрд млн трлн|тысяч миллионов",
        "points": "процента процентного_пункта|процентного_пункта процента|процентов процентных_пунктов",
    },
    "mn": {
        "unit": "тонн килограмм|шоо_метр литр|жил сар|километр метр",
        "currency": "ам.доллар евро төгрөг|төгрөг ам.доллар",
        "scale": "мянган сая|сая тэрбум мянган|тэрбум сая",
        "points": "хувь нэгж_хувь",
    },
    "kk": {
        "unit": "тонна килограмм|жыл ай|шақырым метр",
        "currency": "АҚШ_доллары теңге еуро|теңге доллар",
        "scale": "мың миллион|миллион миллиард мың",
        "points": "пайыз пайыздық_тармақ",
    },
}
"""Groups of words that are written for one another."""


def sites_of_measures(facts: Facts, lines: list[str], texts: Mapping[str, SourceText]) -> list[Site]:
    found: list[Site] = []
    for fact in facts.index.values():
        start = where_typed(fact, lines) if is_sourced(fact) and not fact.id.startswith("gaps.") else None
        if start is None or fact.id.endswith((".quote", ".title", ".name", ".post")):
            continue
        for kind, begin, end, change in (*_words(fact, facts), *_values(fact, facts, texts)):
            found.append(Site(kind, fact.at.line, start + begin, start + end, change))
    return found


Slip = tuple[str, int, int, Change]


def _words(fact: Fact, facts: Facts) -> Iterator[Slip]:
    """The words of measure in a text behind a number, and in a unit."""
    tag = (facts.text("language") or "en").partition("-")[0]
    is_unit = fact.id.endswith(".unit")
    for kind, written in WORDS.get(tag, {}).items():
        for group in written.split("|"):
            words = [word.replace("_", " ") for word in group.split()]
            for word in words:
                before = r"(?<![\w.])" if is_unit else r"(?<=\d )"
                for match in re.finditer(rf"{before}{re.escape(word)}(?![\w.])(?! points)", fact.written):
                    yield kind, *match.span(), _other(words)


def _values(fact: Fact, facts: Facts, texts: Mapping[str, SourceText]) -> Iterator[Slip]:
    """A figure's value that stands for another row, column, or thing; its period; the end of a range."""
    section, *rest = fact.id.split(".")
    whole = 0, len(fact.written)
    if section == "figures" and rest[-1] == "value":
        yield from (("cell", *whole, _other([cell])) for cell in _cells(fact, texts))
        others = _neighbours(fact, facts)
        if others:
            yield "neighbour", *whole, _other(others)
    if section == "figures" and rest[-1] == "period":
        others = list({f.written for f in facts.index.values() if re.fullmatch(r"figures\.\w+\.period", f.id)})
        others += [str(year) for year in _years(fact, texts)]
        others = [each for each in others if each != fact.written]
        if others:
            yield "period", *whole, _other(others)
    if section not in {"organisations", "people", "brief"} and rest and rest[-1] != "value":
        yield from _ends(fact.written)


def _cells(fact: Fact, texts: Mapping[str, SourceText]) -> list[str]:
    """The numbers in other rows and columns of the table from which a number was taken."""
    own = re.sub(r"\D", "", fact.written)
    for citation in fact.sources:
        text = texts.get(citation.source)
        paragraphs = text.paragraphs if text is not None else ()
        table = {p.table for p in paragraphs if p.table and any(re.sub(r"\D", "", c) == own for c in p.cells)}
        if table and not citation.says:
            rows = [p.cells for p in paragraphs if p.table in table]
            numbers = [re.sub(r"(?<=\d)[\s.,](?=\d{3})", "", c) for cells in rows for c in cells[1:]]
            return [n for n in numbers if re.fullmatch(r"[\d.,]+", n) and re.sub(r"\D", "", n) != own]
    return []


def _neighbours(fact: Fact, facts: Facts) -> list[str]:
    """The values of the figures that cite the same place and count in the same."""

    def of(record: str) -> tuple[str, frozenset[str]]:
        return facts.text(f"{record}.unit"), frozenset(f"{c.source}:{c.at}" for c in value(record).sources)

    def value(record: str) -> Fact:
        found = facts.find(f"{record}.value")
        assert isinstance(found, Fact)
        return found

    own = fact.id.rpartition(".")[0]
    records = [id_.rpartition(".")[0] for id_ in facts.index if re.fullmatch(r"figures\.\w+\.value", id_)]
    return [
        value(each).written
        for each in records
        if each != own and of(each)[0] == of(own)[0] and of(each)[1] & of(own)[1]
        and value(each).written != fact.written and facts.text(f"{each}.label") != facts.text(f"{own}.label")
    ]  # fmt: skip


def _years(fact: Fact, texts: Mapping[str, SourceText]) -> set[int]:
    found: set[int] = set()
    for citation in fact.sources:
        text = texts.get(citation.source)
        if text is not None and citation.at.isdecimal() and int(citation.at) <= len(text.paragraphs):
            words = passage(text.paragraphs[int(citation.at) - 1].text, text.language)
            found |= {int(n.readings[0]) for n in words.numbers if n.year}
    return found


def _ends(text: str) -> Iterator[Slip]:
    """The second of two numbers of a range: 28–29 October, from 10 to 20."""
    for match in re.finditer(r"(?<![\d.,])\d{1,4}(?:–|-| to | à | до | and )(?P<end>\d{1,4})(?![\d.,]*\d)", text):
        if not re.match(r"\d{4}-\d\d", match[0]) or len(match["end"]) == 4:
            yield "range end", *match.span("end"), _further


def _further(chance: random.Random, old: str) -> str:
    return str(int(old) + chance.choice((-1, 1, 2)))


def _other(words: list[str]) -> Change:
    return lambda chance, old: chance.choice([word for word in dict.fromkeys(words) if word != old] or [old])
