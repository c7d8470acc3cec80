"""Slips of sense for the trial: direction, negation, modality, quantifiers and status, in the words of facts.

Each language has pairs of words that people write for one another; digits, names and units are changed elsewhere.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from mutants_of_letters import Change, Site, is_sourced, where_typed

from briefs.model.facts import Fact, Facts

KINDS = ("direction", "negation", "modality", "quantifier", "status")
TWO_WAY = {"direction", "modality", "quantifier", "status"}
PAIRS = {
    "en": {
        "direction": (
            "rose/fell increased/decreased grew/shrank exports/imports export/import north/south before/after "
            "above/below higher/lower buys/sells lend/borrow rise/fall growth/decline more/less opens/closes "
            "reopens/closes open/closed  raised/lowered supports/opposes cheaper/dearer "
            "deficit/surplus increase/decrease deepen/weaken strengthen/weaken wider/narrower"
        ),
        "modality": "will/may must/should must/may may/must may/will should/must can/cannot could/will",
        "quantifier": (
            "over/up_to more_than/at_least at_least/no_more_than up_to/at_least less_than/more_than no_less_than/up_to "
            "nearly_half/more_than_half all/some each/some no_later_than/not_before"
        ),
        "status": (
            "signed/proposed agreed/proposed approved/rejected initialled/ratified ratified/signed signed/ratified "
            "rejected/approved"
        ),
    },
    "ru": {
        "direction": (
            "экспорт/импорт экспорта/импорта вырос/снизился выросла/снизилась увеличился/сократился "
            "сократились/выросли снижена/повышена рост/падение подъём/спад выше/ниже до/после "
            "покупатель/поставщик ввоз/вывоз"
        ),
        "modality": "может/должен может/будет будет/может будут/могут должны/могут останется/может_остаться",
        "quantifier": ("более/не_более свыше/не_менее не_менее/не_более не_более/не_менее почти/более всех/части"),
        "status": "подписан/ратифицирован подписали/предложили подписано/отклонено подписаны/отклонены",
    },
    "fr": {
        "direction": (
            "augmenté/diminué progressé/reculé baissé/augmenté hausse/baisse exportations/importations "
            "avant/après nord/sud baisse/hausse importations/exportations"
        ),
        "modality": "pourra/devra peuvent/doivent doit/peut sera/pourrait devrait/pourrait devront/pourront",
        "quantifier": (
            "au_moins/au_plus plus_de/moins_de jusqu'à/au_moins au_plus/au_moins moins_de/plus_de aucune/chaque "
            "au_plus_tôt/au_plus_tard"
        ),
        "status": "signé/proposé signé/ratifié signé/rejeté",
    },
    "es": {
        "direction": (
            "aumentaron/disminuyeron creció/cayó subirá/bajará bajar/subir exportaciones/importaciones antes/después "
            "superávit/déficit norte/sur crecimiento/caída bajada/subida"
        ),
        "modality": "podría/deberá deben/pueden podrá/deberá debe/puede",
        "quantifier": "al_menos/como_máximo más_de/menos_de hasta/al_menos a_más_tardar/no_antes_de",
        "status": "firmado/propuesto firmado/ratificado firmado/rechazado",
    },
    "mn": {
        "direction": "өсөж/буурч өссөн/буурсан буурчээ/өсчээ экспорт/импорт өсөлт/бууралт экспортын/импортын",
        "modality": "хийнэ/хийж_болно ажиллана/ажиллаж_магадгүй",
        "quantifier": "гаруй/хүрэхгүй орчим/гаруй",
        "status": "зурсан/зураагүй байгуулсан/цуцалсан",
    },
    "kk": {
        "direction": "өсті/азайды азайды/өсті экспорт/импорт импорт/экспорт өсімі/төмендеуі",
        "modality": "мүмкін/тиіс ашылуы_мүмкін/ашылады",
        "quantifier": "кемінде/ең_көбі астам/кем",
        "status": "қойылды/қойылған_жоқ",
    },
}
NEGATED = {
    "en": (
        r"\b(is|are|was|were|will|may|must|should|could|has|have|does|do|can)\b(?! not\b)", r"\1 not",
        r"\b(is|are|was|were|will|may|must|should|could|has|have|does|do|did|can) not\b", r"\1",
    ),
    "ru": (r"\b(может|могут|будет|вырос\w*|получат|участвовал\w*|подписан\w*)\b", r"не \1", r"\bне (?=[а-яё])", ""),
    "fr": (r"\b(a|ont|est|sera|pourra|recevra|peuvent)\b (?!pas)", r"n'\1 pas ", r"\b(?:ne |n')(\w+) pas\b", r"\1"),
    "es": (r"\b(es|son|está|deben|podría|dejó|aumentaron|subirá)\b", r"no \1", r"\bno (?=[a-zé])", ""),
    "mn": (r"(хийнэ|ажиллана|нийлүүлнэ)\b", "хийхгүй", r"нэмэхгүй\b", "нэмнэ"),
    "kk": (r"\bжеткізеді\b", "жеткізбейді", r"\bкөтермейді\b", "көтереді"),
}  # fmt: skip
"""For each language a word that is affirmed and how it is denied, and the other way round."""


def sites_of_sense(facts: Facts, lines: list[str]) -> list[Site]:
    """The words in facts that turn their sense round; what a gap says is ours, and no source can bear it out."""
    found: list[Site] = []
    for fact in facts.index.values():
        start = where_typed(fact, lines) if _is_worded(fact) else None
        if start is None:
            continue
        tag = (fact.language or facts.text("language") or "en").partition("-")[0]
        for kind, match, change in _changes(fact.written, tag):
            found.append(Site(kind, fact.at.line, start + match.start(), start + match.end(), change))
    return found


def _is_worded(fact: Fact) -> bool:
    worded = not fact.id.endswith((".quote", ".title", ".name", ".post", ".unit", ".kind", ".place", ".formula"))
    return is_sourced(fact) and worded and not fact.id.startswith("gaps.")


def _changes(text: str, tag: str) -> Iterator[tuple[str, re.Match[str], Change]]:
    for kind, written in PAIRS.get(tag, {}).items():
        for pair in written.split():
            one, other = (each.replace("_", " ") for each in pair.split("/"))
            for before, after in ((one, other), (other, one))[: 2 if kind in TWO_WAY else 1]:
                for match in re.finditer(rf"(?<![\w-]){re.escape(before)}(?![\w-])", text, re.IGNORECASE):
                    yield kind, match, _to(after)
    if tag in NEGATED:
        affirmed, denied, negated, without = NEGATED[tag]
        for pattern, after in ((affirmed, denied), (negated, without)):
            for match in re.finditer(pattern, text):
                yield "negation", match, _to(match.expand(after))


def _to(after: str) -> Change:
    def change(chance: random.Random, old: str) -> str:
        return after[:1].upper() + after[1:] if old[:1].isupper() else after

    return change
