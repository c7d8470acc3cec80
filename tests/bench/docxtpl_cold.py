"""docxtpl as a script of its own: a template and a context in JSON in, a Word file out. Imports nothing else."""

import json
import sys
from pathlib import Path

from docxtpl import DocxTemplate  # type: ignore[import-not-found, import-untyped, unused-ignore]

template, context, out = sys.argv[1:]
document = DocxTemplate(template)
document.render(json.loads(Path(context).read_text(encoding="utf-8")), autoescape=True)
document.save(out)
