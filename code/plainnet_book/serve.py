"""Serve a folder on a free port of this machine: ``python -m plainnet_book.serve _build/html``."""

import functools
import gzip
import http.server
import io
import sys
from pathlib import Path

TEXTS = {".html", ".css", ".js", ".svg", ".json"}


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A handler that compresses texts and reuses connections, and logs nothing."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> io.IOBase | None:
        """Send the headers; return the file or its compressed content."""
        path = Path(self.translate_path(self.path))
        accepted = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (accepted and path.suffix in TEXTS and path.is_file()):
            return super().send_head()
        data = packed(path, path.stat().st_mtime_ns)
        self.send_response(http.HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)

    def log_message(self, *_) -> None:
        pass


@functools.cache
def packed(path, changed) -> bytes:
    """The compressed content of a file; ``changed``, its time of change, makes the cache miss."""
    return gzip.compress(path.read_bytes(), 6)


def server(folder) -> http.server.ThreadingHTTPServer:
    """A server for ``folder`` on a free port of localhost; its port is ``server_address[1]``."""
    handler = functools.partial(Quiet, directory=folder)
    return http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)


if __name__ == "__main__":
    with server(sys.argv[1]) as site:
        address = f"http://127.0.0.1:{site.server_address[1]}/"
        print(f"It is shown at {address}  (Ctrl-C ends it)", flush=True)
        try:
            site.serve_forever()
        except KeyboardInterrupt:
            print()
