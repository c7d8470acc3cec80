"""What waits until it is used is the same when it is used."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from briefs.later import Pattern, patterns_later

ROOT = Path(__file__).parent.parent


def said_by(script: str) -> list[object]:
    """What a fresh process prints, as JSON."""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    found: list[object] = json.loads(done.stdout)
    return found


def test_a_pattern_answers_as_the_compiled_one() -> None:
    later, now = Pattern(r"(\d+)-(\w+)", re.IGNORECASE), re.compile(r"(\d+)-(\w+)", re.IGNORECASE)
    assert later.findall("1-a 22-B") == now.findall("1-a 22-B")
    assert later.sub(r"\2", "1-a!") == "a!"
    assert (later.pattern, later.flags, later.groups) == (now.pattern, now.flags, now.groups)
    assert later.match("x") is None


def test_only_the_modules_named_wait() -> None:
    compile_ = re.compile
    with patterns_later("some.other.module"):
        assert isinstance(re.compile("a"), re.Pattern)
    with patterns_later(__name__):
        assert isinstance(re.compile("a"), Pattern)
    assert re.compile is compile_


def test_pillow_is_run_when_a_picture_is_opened_and_not_before() -> None:
    script = """
import json, sys
from briefs.later import module_later
module_later("PIL.Image")
from PIL import Image
before = "PIL.ImageMode" in sys.modules
size = Image.new("RGB", (3, 4)).size
print(json.dumps([before, "PIL.ImageMode" in sys.modules, *size]))
"""
    assert said_by(script) == [False, True, 3, 4]


def test_a_module_that_is_there_or_is_nowhere_is_left_alone() -> None:
    script = """
import json, sys
import decimal
from briefs.later import module_later
module_later("decimal")
module_later("briefs.no_such_module")
print(json.dumps([sys.modules["decimal"] is decimal, "briefs.no_such_module" in sys.modules]))
"""
    assert said_by(script) == [True, False]


def test_reportlab_is_itself_after_us() -> None:
    script = """
import json
from briefs.write import write
from briefs.build import Shelf
from pathlib import Path
from briefs.tree import Document, Paragraph, Span
theme, _ = Shelf(Path()).theme("plain")
write(Document("T", "en", (Paragraph((Span("a"),)),)), theme, "pdf")
from io import BytesIO
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.textsplit import rx
from reportlab.platypus import Paragraph as Flowing, SimpleDocTemplate
link = Flowing('<a href="https://example.org/a">there</a>', getSampleStyleSheet()["Normal"])
file = BytesIO()
SimpleDocTemplate(file, pageCompression=0).build([link])
print(json.dumps([b"https://example.org/a" in file.getvalue(), len(rx.split("a\\u65e5b"))]))
"""
    assert said_by(script) == [True, 3]
