"""The addresses that the page asks for, and what each gives.

No path ever comes from a request: papers, pages and facts are looked up among those that are loaded.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from difflib import unified_diff
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from briefs.commands.live_preview.live import Live
from briefs.commands.live_preview.state import digest, problem
from briefs.factfiles.edits import NotEditedError
from briefs.files import NotReadError
from briefs.model.problems import Stop

PAGE = Path(__file__).parent / "page"
KINDS = {"page.html": "text/html", "page.css": "text/css", "page.js": "text/javascript", "icon.svg": "image/svg+xml"}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WIDEST = 4000
"""Pixels of a picture."""


def app_of(live: Live, token: str) -> Starlette:
    """The app, whose addresses all begin with the token."""
    pages = Pages(live)
    return Starlette(
        routes=[
            Route(f"/{token}/", pages.page),
            Route(f"/{token}/page.css", pages.style),
            Route(f"/{token}/icon.svg", pages.icon),
            Route(f"/{token}/page.js", pages.script),
            Route(f"/{token}/events", pages.events),
            Route(f"/{token}/picture", pages.picture),
            Route(f"/{token}/pdf", pages.pdf),
            Route(f"/{token}/word", pages.word),
            Route(f"/{token}/fact", pages.fact),
            Route(f"/{token}/look", pages.look, methods=["POST"]),
            Route(f"/{token}/save", pages.save, methods=["POST"]),
            Route(f"/{token}/undo", pages.undo, methods=["POST"]),
        ]
    )


class Pages:
    """What each address gives."""

    def __init__(self, live: Live) -> None:
        self.live = live

    async def page(self, _request: Request) -> Response:
        """The page itself."""
        return _file("page.html")

    async def style(self, _request: Request) -> Response:
        """How it looks."""
        return _file("page.css")

    async def icon(self, _request: Request) -> Response:
        """What stands beside its title in the browser."""
        return _file("icon.svg")

    async def script(self, _request: Request) -> Response:
        """What it does."""
        return _file("page.js")

    async def events(self, request: Request) -> Response:
        """The states of the paper that is asked for, or of the first one, as they come."""
        name = self._name(request) or next(iter(self.live.bench.plans), "")

        async def lines() -> AsyncIterator[str]:
            async for state in self.live.listen(name):
                yield f"data: {json.dumps(state, ensure_ascii=False)}\n\n" if state else ": still here\n\n"

        return StreamingResponse(lines(), media_type="text/event-stream")

    async def picture(self, request: Request) -> Response:
        """A page of the paper, `width` pixels wide."""
        paper = self.live.papers.get(self._name(request))
        number, width = _whole(request, "page"), min(_whole(request, "width"), WIDEST)
        if paper is None or paper.pictures is None:
            return Response(status_code=404)

        def drawn() -> bytes | None:
            try:
                return paper.pictures.jpeg(number, width) if paper.pictures else None
            except IndexError:
                return None

        data = await self.live.work(drawn)
        return Response(data, media_type="image/jpeg") if data else Response(status_code=404)

    async def pdf(self, request: Request) -> Response:
        """The paper's PDF."""
        paper = self.live.papers.get(self._name(request))
        if paper is None or paper.sight is None:
            return Response(status_code=404)
        return _download(paper.sight.proof.pdf, paper.sight.proof.name, "pdf", "application/pdf")

    async def word(self, request: Request) -> Response:
        """The paper as a Word file, made now."""
        name = self._name(request)
        try:
            data = await self.live.work(self.live.bench.word, name)
        except KeyError:
            return Response(status_code=404)
        except Stop as stop:
            return _problems(stop, self.live.link)
        return _download(data, name, "docx", WORD)

    async def fact(self, request: Request) -> Response:
        """What of a fact can be changed, and by which the file is known that says so."""
        name, fact = self._name(request), request.query_params.get("id", "")
        try:
            text = await self.live.work(self.live.bench.text_of, name)
            fields = await self.live.work(self.live.bench.fields, name, fact)
        except (KeyError, NotReadError):
            return Response(status_code=404)
        told = [{"name": each.name, "text": each.text} for each in fields]
        file = self.live.bench.facts_of(name).file
        return JSONResponse({"id": fact, "file": file, "fields": told, "seen": digest(text)})

    async def look(self, request: Request) -> Response:
        """The lines of the fact file that a change would change; nothing is changed."""
        asked = await _asked(request)
        try:
            before, edited = await self.live.work(self.live.look, asked["paper"], asked["fact"], dict(asked["changes"]))
        except KeyError:
            return Response(status_code=404)
        except (NotEditedError, NotReadError) as fault:
            return JSONResponse({"refused": str(fault)})
        lines = unified_diff(before.splitlines(), edited.text.splitlines(), n=1, lineterm="")
        found = [problem(each, self.live.link) for each in edited.problems]
        return JSONResponse({"lines": list(lines)[2:], "problems": found, "seen": digest(before)})

    async def save(self, request: Request) -> Response:
        """The change made in the file."""
        asked = await _asked(request)
        try:
            await self.live.work(
                self.live.save, asked["paper"], asked["fact"], dict(asked["changes"]), str(asked["seen"])
            )
        except KeyError:
            return Response(status_code=404)
        except (ValueError, OSError) as fault:
            return JSONResponse({"refused": str(fault)})
        self.live.notice({Path(self.live.bench.facts_of(asked["paper"]).file)})
        return JSONResponse({"saved": True})

    async def undo(self, _request: Request) -> Response:
        """The last change taken back."""
        try:
            name = await self.live.work(self.live.undo)
        except (ValueError, OSError) as fault:
            return JSONResponse({"refused": str(fault)})
        self.live.notice({Path(self.live.bench.facts_of(name).file)})
        return JSONResponse({"saved": True})

    def _name(self, request: Request) -> str:
        """The paper that is asked for, if there is one of that name."""
        name = request.query_params.get("paper", "")
        return name if name in self.live.bench.plans or name in self.live.papers else ""


async def _asked(request: Request) -> dict[str, Any]:
    """What was sent; a member that is missing raises KeyError."""
    try:
        sent = json.loads(await request.body())
    except ValueError:
        raise KeyError("body") from None
    if not isinstance(sent, dict) or not isinstance(sent.get("changes", {}), dict):
        raise KeyError("body")
    if not all(isinstance(each, str) for each in sent.get("changes", {}).values()):
        raise KeyError("changes")
    return sent


def _whole(request: Request, name: str) -> int:
    text = request.query_params.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _file(name: str) -> Response:
    return Response((PAGE / name).read_bytes(), media_type=KINDS[name])


def _download(data: bytes, name: str, ending: str, kind: str) -> Response:
    plain = "".join(each if each.isascii() and (each.isalnum() or each in "-_.") else "-" for each in name)
    return Response(data, media_type=kind, headers={"content-disposition": f'attachment; filename="{plain}.{ending}"'})


def _problems(stop: Stop, link: str) -> Response:
    return JSONResponse({"problems": [problem(each, link) for each in stop.problems]}, 409)
