"""Answers the calls of one connection after the other, until whoever opened it closes it.

werkzeug closes each connection after one answer, and reads headers as it would those of a mail: for
most calls that is more work than what moto does. Here the whole body is read before the application
is asked, so that the next call begins where this one ends.
"""

import io
import socketserver
import sys
import traceback
from email.utils import formatdate
from urllib.parse import unquote

from werkzeug.serving import DechunkedInput

# Such an answer has no body, and says by none how long one would be.
BODILESS = ("204", "304")


class Connection(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    def handle(self):
        try:
            while self.answered_one():
                pass
        except ConnectionError:
            pass  # Its caller is gone.

    def answered_one(self):
        line = self.rfile.readline().decode("latin-1").split()
        if len(line) != 3:
            return False
        environ = self.environ_of(*line)
        status, headers, body = self.asked(environ)
        head = head_of(status, headers, body, line[0])
        self.wfile.write(head if line[0] == "HEAD" else head + body)
        return environ.get("HTTP_CONNECTION", "").lower() != "close"

    def environ_of(self, method, target, version):
        path, _, query = target.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(path, "latin-1"),
            "QUERY_STRING": query,
            "REQUEST_URI": target,
            "RAW_URI": target,
            "REMOTE_ADDR": self.client_address[0],
            "SERVER_NAME": self.server.server_address[0],
            "SERVER_PORT": str(self.server.server_address[1]),
            "SERVER_PROTOCOL": version,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        while (line := self.rfile.readline().decode("latin-1").strip()) != "":
            name, _, value = line.partition(":")
            if "_" in name:
                continue  # None can tell it from the same with a dash.
            key = name.upper().replace("-", "_")
            if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
                key = "HTTP_" + key
            value = value.strip()
            environ[key] = f"{environ[key]},{value}" if key in environ else value
        environ["wsgi.input"] = io.BytesIO(self.body_of(environ))
        return environ

    def body_of(self, environ):
        if environ.get("HTTP_EXPECT", "").lower() == "100-continue":
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if "chunked" not in environ.get("HTTP_TRANSFER_ENCODING", ""):
            return self.rfile.read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input_terminated"] = True
        return io.BufferedReader(DechunkedInput(self.rfile)).read()

    def asked(self, environ):
        told = []
        try:
            parts = self.server.app(environ, lambda *status: told.append(status[:2]))
            return *told[-1], b"".join(parts)
        except Exception:
            traceback.print_exc()
            return "500 Internal Server Error", [], b""


def head_of(status, headers, body, method):
    lines = [f"HTTP/1.1 {status}", "Date: " + formatdate(usegmt=True)] + [
        f"{name}: {value}"
        for name, value in headers
        if name.lower() != "content-length" or method == "HEAD"
    ]
    if method != "HEAD" and status[:3] not in BODILESS:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines + ["", ""]).encode("latin-1")
