"""From files to plain values: facts, themes and the heads of templates, with every problem of a file at once.

Nothing here fills a template, checks a fact against its source, or writes a document.
"""

from briefs.load.facts import load_facts
from briefs.vocabulary import VOCABULARY

__all__ = ["VOCABULARY", "load_facts"]
