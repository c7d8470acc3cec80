"""Languages: one data file each, and what reads them; days, numbers and lists in a language's words and signs.

Facts and the tree are not known here.
"""

from briefs.language.amounts import Amount, Forms, Unit, printed_amount, rewritten
from briefs.language.caches import per_language
from briefs.language.cldr import grammar_of, names_territory
from briefs.language.composition import composed
from briefs.language.formats import day, days, formats_of, is_currency, listed, locale_of
from briefs.language.grammar import Ages, Grammar
from briefs.language.language import Formats, Language
from briefs.language.numerals import LRM, MINUS, number_text, percent_text
from briefs.language.reader import (
    base_of,
    built_in_file,
    described,
    forms_of_address,
    is_known,
    is_listed,
    is_percentage,
    is_same_language,
    lacking,
    lacking_in_papers,
    language_of,
    own_grammar,
    papers_of,
    parsed,
    partial_grammar,
    signs,
    terms_of,
    title_of,
    use,
    words_of,
    written_languages,
)

__all__ = [
    "LRM",
    "MINUS",
    "Ages",
    "Amount",
    "Formats",
    "Forms",
    "Grammar",
    "Language",
    "Unit",
    "base_of",
    "built_in_file",
    "composed",
    "day",
    "days",
    "described",
    "formats_of",
    "forms_of_address",
    "grammar_of",
    "is_currency",
    "is_known",
    "is_listed",
    "is_percentage",
    "is_same_language",
    "lacking",
    "lacking_in_papers",
    "language_of",
    "listed",
    "locale_of",
    "names_territory",
    "number_text",
    "own_grammar",
    "papers_of",
    "parsed",
    "partial_grammar",
    "per_language",
    "percent_text",
    "printed_amount",
    "rewritten",
    "signs",
    "terms_of",
    "title_of",
    "use",
    "words_of",
    "written_languages",
]
