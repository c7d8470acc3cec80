"""Languages: one data file each, and what reads them; days, numbers and lists in a language's words and signs.

Facts and the tree are not known here.
"""

from briefs.language.cldr import grammar_of
from briefs.language.formats import MINUS, day, formats_of, is_currency, listed, locale_of, number_text, percent_text
from briefs.language.grammar import Ages, Grammar
from briefs.language.language import Language
from briefs.language.reader import base_of, is_percentage, language_of, own_grammar, words_of, written_languages

__all__ = [
    "MINUS",
    "Ages",
    "Grammar",
    "Language",
    "base_of",
    "day",
    "formats_of",
    "grammar_of",
    "is_currency",
    "is_percentage",
    "language_of",
    "listed",
    "locale_of",
    "number_text",
    "own_grammar",
    "percent_text",
    "words_of",
    "written_languages",
]
