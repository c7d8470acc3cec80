"""From files to plain values: facts, themes and the heads of templates, with every problem of a file at once.

Nothing here fills a template, checks a fact against its source, or writes a document.
"""

from briefs.factfiles.audiences import load_audiences
from briefs.factfiles.fact_file import load_facts
from briefs.factfiles.json_schema import schema
from briefs.factfiles.languages import load_languages
from briefs.factfiles.marking_schemes import load_scheme
from briefs.factfiles.template_file import load_template
from briefs.factfiles.themes import load_theme, theme_values
from briefs.factfiles.vocabulary import load_vocabulary
from briefs.model.vocabulary import VOCABULARY

__all__ = [
    "VOCABULARY",
    "load_audiences",
    "load_facts",
    "load_languages",
    "load_scheme",
    "load_template",
    "load_theme",
    "load_vocabulary",
    "schema",
    "theme_values",
]
