"""Platypus as it is used here: its loop over pages and frames, and the protocol of what is put on them.

ReportLab compiles patterns for markup, links and Python code and starts Pillow when it is imported, which takes a
tenth of a second and serves paragraphs and pictures that are not drawn by it here; all that waits until it is used.
"""

from __future__ import annotations

from briefs.later import module_later, patterns_later

UNUSED = (
    "reportlab.lib.PyFontify",
    "reportlab.lib.rl_safe_eval",
    "reportlab.lib.textsplit",
    "reportlab.platypus.paragraph",
    "reportlab.platypus.paraparser",
)
"""Modules of ReportLab 5.1 whose patterns are asked to match, search, split and replace, and nothing else."""

module_later("PIL.Image")
with patterns_later(*UNUSED):
    from reportlab.platypus.doctemplate import BaseDocTemplate, NotAtTopPageBreak, PageTemplate
    from reportlab.platypus.flowables import Flowable
    from reportlab.platypus.frames import Frame

__all__ = ["BaseDocTemplate", "Flowable", "Frame", "NotAtTopPageBreak", "PageTemplate"]
