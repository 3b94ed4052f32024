"""Serves the page on the loopback and opens it: some browsers let a file do less than a page that was served."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOOPBACK = "127.0.0.1"


def server(page: str) -> ThreadingHTTPServer:
    """A server of one page on a free port of the loopback; it answers anything else with 404."""
    content = page.encode("utf-8")

    class Handler(BaseHTTPRequestHandler):
        """Answers with the page."""

        def do_GET(self) -> None:
            if self.path.partition("?")[0] != "/":
                self.send_error(HTTPStatus.NOT_FOUND)
                return
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing of requests."""

    return ThreadingHTTPServer((LOOPBACK, 0), Handler)


def serve(
    page: str, *, opened: Callable[[str], object] = webbrowser.open, tell: Callable[[str], object]
) -> None:
    """Serve the page until Ctrl-C, and open it in a browser; `tell` hears the address first."""
    with server(page) as serving:
        address = f"http://{LOOPBACK}:{serving.server_port}/"
        tell(address)
        opened(address)
        serving.serve_forever()
