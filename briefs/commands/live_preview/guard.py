"""Who may talk to the preview: the page that it has served itself, on this machine, and nobody else.

Asked before anything else is looked at. It knows no paper.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

Scope: TypeAlias = MutableMapping[str, Any]
App: TypeAlias = Callable[[Scope, Any, Any], Awaitable[None]]
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""With every answer: nothing from elsewhere runs on the page, and no other page shows it."""
LARGEST_BODY = 1_000_000
"""Bytes that a request may send."""


class Guard:
    """The app behind a door: address, origin and token are looked at first."""

    def __init__(self, app: App, hosts: frozenset[str], token: str) -> None:
        self.app = app
        self.hosts = hosts
        self.token = token

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Serve, or refuse with 403 and no word why."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http" or not self._may(scope):
            await _refuse(send, 403)
            return
        if scope["method"] == "POST":
            body = await _body(receive)
            if body is None:
                await _refuse(send, 413)
                return
            receive = _again(body)

        async def with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", ()),
                    *((name.encode(), value.encode()) for name, value in HEADERS.items()),
                ]
            await send(message)

        await self.app(scope, receive, with_headers)

    def _may(self, scope: Scope) -> bool:
        told: dict[str, list[str]] = {}
        for name, value in scope["headers"]:
            told.setdefault(name.decode("latin-1"), []).append(value.decode("latin-1"))
        host, origin, site = (told.get(name, []) for name in ("host", "origin", "sec-fetch-site"))
        if len(host) != 1 or host[0].lower() not in self.hosts:
            return False
        if origin and origin != [f"http://{host[0].lower()}"]:
            return False
        first, _, rest = scope["path"].removeprefix("/").partition("/")
        if not hmac.compare_digest(first.encode(), self.token.encode()):
            return False
        if scope["method"] == "POST":
            return bool(origin) and told.get("content-type") == ["application/json"]
        if scope["method"] not in {"GET", "HEAD"}:
            return False
        opened = not rest and told.get("sec-fetch-mode") == ["navigate"]  # from another program's link
        return opened or not site or site[0] in {"same-origin", "none"}


async def _body(receive: Any) -> bytes | None:
    """What a request sends; None where it is too much, whatever its length was said to be."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LARGEST_BODY:
            return None
        if not message.get("more_body"):
            return b"".join(parts)


def _again(body: bytes) -> Any:
    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def _refuse(send: Any, status: int) -> None:
    headers = [(b"content-length", b"0"), *((n.encode(), v.encode()) for n, v in HEADERS.items())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
