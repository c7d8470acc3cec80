"""The live preview: who is let in, what a save changes on the page, and what keyboard and screen reader find there."""

import asyncio
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefs.commands.live_preview.guard import Guard

pytest.importorskip("starlette", reason="the preview's extra is not installed")
playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FACTS = """title: Opening of the harbour
as_of: 2026-05-04
marking: OFFICIAL
summary: {value: The harbour of Norvik has opened. Trade grows., from: us}
sources:
  release: {title: Press release, publisher: Port Authority, published: 2026-05-02}
figures:
  ships: {label: ships in the first week, value: 41, from: {source: release, at: 2, says: "41 ships"}}  # counted
points:
  jobs: {text: "The quay gives work to 300 people & their families.", under: line, from: {source: release, at: 4}}
  more: {text: "More is to come <soon>.", under: significance, from: us}
"""
TEMPLATE = "---\ntitle: Notice\nabout: A notice.\n---\n# {{ title }}\n\n{{ summary }}\n"
needs_browser = pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="Chromium is not installed")


# who is let in


async def _ok(_scope: Any, receive: Any, send: Any) -> None:
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"in"})


def answer(path: str = "/secret/", method: str = "GET", body: bytes = b"", **headers: str) -> int:
    guard = Guard(_ok, frozenset({"127.0.0.1:8000", "localhost:8000"}), "secret")
    given = {"host": "127.0.0.1:8000"} | {name.replace("_", "-"): value for name, value in headers.items()}
    told = [(name.encode(), value.encode()) for name, value in given.items() if value]
    scope = {"type": "http", "method": method, "path": path, "headers": told}
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(guard(scope, receive, send))
    names = {name for name, _ in sent[0]["headers"]}
    assert {b"content-security-policy", b"cache-control", b"x-content-type-options"} <= names
    return int(sent[0]["status"])


OURS = {"origin": "http://127.0.0.1:8000", "content_type": "application/json"}


def test_the_page_itself_is_let_in() -> None:
    assert answer() == 200
    assert answer(host="localhost:8000") == 200
    assert answer("/secret/events", sec_fetch_site="same-origin") == 200
    assert answer(sec_fetch_site="cross-site", sec_fetch_mode="navigate") == 200
    assert answer("/secret/save", "POST", b"{}", **OURS) == 200


@pytest.mark.parametrize(
    "asked",
    [
        {"host": ""},
        {"host": "evil.example:8000"},
        {"host": "127.0.0.1"},
        {"host": "127.0.0.1:9000"},
        {"host": "localhost.:8000"},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": "http://localhost:8000"},
        {"path": "/"},
        {"path": "/secre/"},
        {"path": "/secrets/"},
        {"path": "//secret/"},
        {"path": "/secret/events", "sec_fetch_site": "cross-site"},
        {"path": "/secret/events", "sec_fetch_site": "same-site"},
        {"path": "/secret/fact", "sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"},
        {"path": "/secret/save", "method": "POST"},
        {"path": "/secret/save", "method": "POST", "origin": "http://127.0.0.1:8000"},
        {"path": "/secret/save", "method": "POST", "content_type": "application/json"},
        {"path": "/secret/save", "method": "DELETE", **OURS},
        {"path": "/secret/save", "method": "OPTIONS", "origin": "http://evil.example"},
    ],
)
def test_everybody_else_is_refused(asked: dict[str, str]) -> None:
    assert answer(**asked) == 403  # type: ignore[arg-type]


def test_no_request_may_send_more_than_the_page_would() -> None:
    assert answer("/secret/save", "POST", b"x" * 1_000_001, **OURS) == 413


# the page


class Desk:
    """A workspace whose preview is served, and a page that shows it."""

    def __init__(self, folder: Path, page: Any, url: str) -> None:
        self.folder = folder
        self.facts = folder / "facts" / "harbour.yaml"
        self.page = page
        self.url = url

    def key(self) -> str:
        return str(self.page.get_attribute(".page:first-child", "data-key"))

    def save(self, path: Path, text: str) -> None:
        """Save, and wait until the page looks otherwise."""
        key = self.key()
        path.write_text(text, encoding="utf-8")
        self.page.wait_for_selector(f'.page:first-child[data-key]:not([data-key="{key}"])', timeout=20_000)

    def fact(self, words: str) -> Any:
        return self.page.locator("#words .fact", has_text=words).first


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    assert CHROMIUM is not None, "Chromium is not installed"
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "facts").mkdir()
    (folder / "templates").mkdir()
    (folder / "facts" / "harbour.yaml").write_text(FACTS, encoding="utf-8")
    (folder / "templates" / "notice.md").write_text(TEMPLATE, encoding="utf-8")
    command = [sys.executable, "-m", "briefs", "preview", "-t", "briefing-note", "-t", "notice"]
    running = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert running.stdout is not None
    line = running.stdout.readline()
    found = re.search(r"http://\S+", line)
    assert found, line + running.stdout.read()
    yield folder, found.group()
    running.send_signal(signal.SIGINT)
    with running:
        told = running.communicate(timeout=20)[0]
    assert running.returncode == 0, told
    assert "Traceback" not in told


@pytest.fixture
def desk(browser: Any, served: tuple[Path, str]) -> Iterator[Desk]:
    folder, url = served
    (folder / "facts" / "harbour.yaml").write_text(FACTS, encoding="utf-8")
    (folder / "templates" / "notice.md").write_text(TEMPLATE, encoding="utf-8")
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(url)
    page.wait_for_selector("#words >> text=300 people", timeout=60_000)
    page.wait_for_selector('.page:first-child[aria-busy="false"][data-key]', timeout=60_000)
    yield Desk(folder, page, url)
    context.close()
    assert faults == []


@needs_browser
def test_a_save_changes_the_page_and_marks_what_changed(desk: Desk) -> None:
    desk.save(desk.facts, FACTS.replace("300 people", "450 people"))
    assert "450 people & their families" in desk.page.inner_text("#words")
    assert any("450 people" in each for each in desk.page.locator("#words .changed").all_inner_texts())
    assert desk.page.locator(".box.changed").count() >= 1
    assert "changed on page 1" in desk.page.inner_text("#status")


@needs_browser
def test_a_broken_file_leaves_the_last_good_pages_under_its_problem(desk: Desk) -> None:
    key = desk.key()
    desk.facts.write_text(FACTS.replace("figures:", "figurs:"), encoding="utf-8")
    desk.page.wait_for_selector("#problems li.error")
    assert "figurs" in desk.page.inner_text("#problems")
    assert desk.page.locator("#problems a").first.get_attribute("href").endswith("/facts/harbour.yaml:7:1")
    assert desk.key() == key
    assert "last good pages" in desk.page.inner_text("#status")
    desk.facts.write_text(FACTS, encoding="utf-8")
    desk.page.wait_for_selector("#problems li.error", state="detached")


@needs_browser
def test_a_broken_template_is_told_and_a_mended_one_shown(desk: Desk) -> None:
    desk.page.select_option("#paper", "harbour/notice")
    desk.page.wait_for_selector("#words .fact")
    template = desk.folder / "templates" / "notice.md"
    template.write_text(TEMPLATE.replace("{{ summary }}", "{{ sumary }}"), encoding="utf-8")
    desk.page.wait_for_selector("#problems li.error")
    assert "did you mean `summary`" in desk.page.inner_text("#problems")
    desk.save(template, TEMPLATE + "\nThat is all.\n")
    assert "That is all." in desk.page.inner_text("#words")


@needs_browser
def test_a_fact_is_shown_under_the_pointer(desk: Desk) -> None:
    region = desk.page.locator("#pages .page").first.bounding_box()
    desk.fact("300 people").click()
    box = desk.page.locator(".box.here").first.bounding_box()
    desk.page.mouse.move(region["x"] + 5, region["y"] + 5)
    desk.fact("The harbour of Norvik").click()
    assert "points.jobs.text" not in desk.page.inner_text("#fact")
    desk.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    told = desk.page.inner_text("#fact")
    assert "points.jobs.text" in told
    assert "Press release, 4" in told


@needs_browser
def test_a_fact_is_shown_by_the_keyboard(desk: Desk) -> None:
    first = desk.page.locator('#words [tabindex="0"]')
    assert first.count() == 1
    first.focus()
    seen = set()
    for _ in range(30):
        seen.add(desk.page.inner_text("#fact").split(" = ")[0])
        desk.page.keyboard.press("ArrowDown")
    assert {"title", "points.jobs.text", "points.more.text"} <= seen
    assert any("figures.ships" in each for each in seen)
    desk.page.keyboard.press("Home")
    assert desk.page.inner_text("#fact").startswith("title = ")


@needs_browser
def test_a_value_edited_on_the_page_changes_one_line_of_the_file_and_can_be_taken_back(desk: Desk) -> None:
    desk.fact("300 people").click()
    desk.page.keyboard.press("e")
    desk.page.fill("#field-value", 'The quay gives work to "310" people & their families.')
    desk.page.click("#look")
    desk.page.wait_for_selector("#save:visible")
    assert desk.facts.read_text(encoding="utf-8") == FACTS  # nothing is written before it was looked at
    key = desk.key()
    desk.page.click("#save")
    desk.page.wait_for_selector(f'.page:first-child:not([data-key="{key}"])')
    old, new = FACTS.split("\n"), desk.facts.read_text(encoding="utf-8").split("\n")
    changed = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    assert changed == [(old[9], old[9].replace("300", '\\"310\\"'))]
    desk.page.click("#undo")
    desk.page.wait_for_selector("#undo", state="hidden")
    assert desk.facts.read_text(encoding="utf-8") == FACTS


@needs_browser
def test_a_file_that_changed_meanwhile_is_not_written_over(desk: Desk) -> None:
    desk.fact("300 people").click()
    desk.page.keyboard.press("e")
    desk.page.fill("#field-value", "Nothing.")
    desk.page.click("#look")
    desk.page.wait_for_selector("#save:visible")
    other = FACTS.replace("Norvik", "Sudvik")
    desk.facts.write_text(other, encoding="utf-8")
    desk.page.click("#save")
    desk.page.wait_for_selector("text=has changed meanwhile")
    assert desk.facts.read_text(encoding="utf-8") == other


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(desk: Desk, scheme: Any) -> None:
    desk.page.emulate_media(color_scheme=scheme)
    desk.fact("300 people").click()
    desk.page.keyboard.press("e")
    desk.page.wait_for_selector("#form:visible")
    found = axe.Axe().run(desk.page).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found] == []


@needs_browser
def test_a_narrow_window_scrolls_one_way_only(desk: Desk) -> None:
    """WCAG 1.4.10: no line is longer than a window of 320 CSS pixels."""
    desk.page.set_viewport_size({"width": 320, "height": 700})
    assert desk.page.locator("body").evaluate("e => document.documentElement.scrollWidth") <= 320


@needs_browser
def test_another_page_reads_and_changes_nothing(desk: Desk, browser: Any, tmp_path: Path) -> None:
    other = browser.new_context().new_page()
    other.goto("data:text/html,<p>elsewhere")
    script = """async url => {
        const found = [], post = {method: "POST", body: "{}"};
        for (const [path, how] of [["", {}], ["events", {}], ["save", post], ["", {mode: "no-cors"}]]) {
            try {
                const answer = await fetch(url + path, how);
                found.push(answer.type + answer.status + await answer.text());
            } catch { found.push("refused"); }
        }
        return found;
    }"""
    assert set(other.evaluate(script, desk.url)) <= {"refused", "opaque0"}
    assert desk.facts.read_text(encoding="utf-8") == FACTS
    assert json.dumps(sorted(path.name for path in desk.folder.rglob("*.yaml"))) == '["harbour.yaml"]'


def _save_until(told: threading.Event, facts: Path) -> None:
    """Save the file anew until the change was told: the system may begin to watch after the program says so."""
    for number in range(301, 330):
        if told.wait(1):
            return
        facts.write_text(FACTS.replace("300", str(number)), encoding="utf-8")


def test_watching_builds_again_when_a_file_is_saved(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    facts = tmp_path / "facts" / "harbour.yaml"
    facts.write_text(FACTS, encoding="utf-8")
    command = [sys.executable, "-u", "-m", "briefs", "build", "-t", "briefing-note", "-f", "pdf", "--watch"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as running:
        assert running.stdout is not None
        while not running.stdout.readline().startswith("Waiting"):
            pass
        paper = tmp_path / "build" / "harbour" / "briefing-note.pdf"
        before = paper.read_bytes()
        told = threading.Event()
        threading.Thread(target=_save_until, args=(told, facts), daemon=True).start()
        while "harbour.yaml:" not in running.stdout.readline():
            pass
        told.set()
        while not running.stdout.readline().startswith("build"):
            pass
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 0
    assert paper.read_bytes() != before
