"""Serve a folder on a free port of this machine: ``python -m plainnet_book.serve _build/html``."""

import functools
import http.server
import sys


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_) -> None:
        pass


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
