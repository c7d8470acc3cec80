"""From files to plain values: facts, themes and the heads of templates, with every problem of a file at once.

Nothing here fills a template, checks a fact against its source, or writes a document.
"""

from briefs.load.facts import load_facts
from briefs.load.manual import MANUAL
from briefs.load.markings import load_scheme
from briefs.load.schema import schema
from briefs.load.template import load_template
from briefs.load.theme import load_theme
from briefs.vocabulary import VOCABULARY

__all__ = ["MANUAL", "VOCABULARY", "load_facts", "load_scheme", "load_template", "load_theme", "schema"]
