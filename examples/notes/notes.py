"""Notes: a small HTTP service that keeps the pages of notebooks in PostgreSQL.

    PUT  /notes/{book}/{page}   stores the body; 201 made, 200 replaced
    GET  /notes/{book}/{page}   200 with the text, 404
    GET  /health                200 while the process works
    GET  /ready                 200 while the database takes writes, else 503

A 2xx is a promise: the page is committed. 503 means that it surely was not stored; after 500 or no
answer nobody knows. To put a page again does no harm.

Settings: NOTES_LISTEN=host:port and DATABASE_URL=postgresql://user:password@host:port/database.
"""

import os
import queue
import re
import signal
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

import pg8000.native

PATH = re.compile(r"/notes/([A-Za-z0-9._-]{1,100})/([0-9]{1,18})")
LONGEST = 65_536
NO_SUCH_TABLE = "42P01"
TABLE = """CREATE TABLE IF NOT EXISTS notes
    (book text, page bigint, text text NOT NULL, PRIMARY KEY (book, page))"""
WRITE = """INSERT INTO notes (book, page, text) VALUES (:book, :page, :text)
    ON CONFLICT (book, page) DO UPDATE SET text = excluded.text RETURNING xmax = 0"""
READ = "SELECT text FROM notes WHERE book = :book AND page = :page"


class Unavailable(Exception):
    """The database was not reached, so nothing was stored."""


class Database:
    """A few connections that are used again; one that failed is not."""

    def __init__(self, url):
        self.url = urlsplit(url)
        self.idle = queue.LifoQueue(maxsize=8)

    def connect(self):
        try:
            return pg8000.native.Connection(
                unquote(self.url.username or ""),
                host=self.url.hostname,
                port=self.url.port or 5432,
                password=unquote(self.url.password or ""),
                database=self.url.path.lstrip("/"),
                timeout=5,
            )
        except Exception as error:  # Whatever it was: nothing was asked of the database yet.
            raise Unavailable(str(error)) from error

    @contextmanager
    def connection(self):
        try:
            connection = self.idle.get_nowait()
            try:
                # One that a lost database left behind shows it before anything is asked of it.
                connection.run("SELECT 1")
            except (OSError, pg8000.exceptions.Error):
                self.discard(connection)
                connection = self.connect()
        except queue.Empty:
            connection = self.connect()
        try:
            yield connection
        except Exception:
            self.discard(connection)
            raise
        try:
            self.idle.put_nowait(connection)
        except queue.Full:
            self.discard(connection)

    @staticmethod
    def discard(connection):
        try:
            connection.close()
        except (OSError, pg8000.exceptions.Error):
            pass

    def writable(self):
        with self.connection() as connection:
            return connection.run("SHOW transaction_read_only")[0][0] == "off"

    def put(self, book, page, text):
        """Whether the page is new. It is committed on return."""
        if not self.writable():
            raise Unavailable("the database takes no writes")
        with self.connection() as connection:
            try:
                return self.stored(connection, book, page, text)
            except pg8000.exceptions.DatabaseError as error:
                if error.args[0].get("C") != NO_SUCH_TABLE:
                    raise
            connection.run(TABLE)
            return self.stored(connection, book, page, text)

    @staticmethod
    def stored(connection, book, page, text):
        connection.notices.clear()
        new = connection.run(WRITE, book=book, page=page, text=text)[0][0]
        if connection.notices:
            # A commit whose wait for a replica was cancelled succeeds, with no more than a warning.
            raise OSError(f"committed with a warning: {connection.notices[0].get(b'M')}")
        return new

    def get(self, book, page):
        with self.connection() as connection:
            try:
                found = connection.run(READ, book=book, page=page)
            except pg8000.exceptions.DatabaseError as error:
                if error.args[0].get("C") != NO_SUCH_TABLE:
                    raise
                return None
        return found[0][0] if found else None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self):
        if self.path == "/health":
            self.answer(200, "well")
        elif self.path == "/ready":
            self.guarded(self.ready)
        elif note := PATH.fullmatch(self.path):
            self.guarded(lambda: self.read(note.group(1), int(note.group(2))))
        else:
            self.answer(404, "not found")

    def do_PUT(self):
        length = int(self.headers.get("Content-Length") or 0)
        if length > LONGEST:
            self.close_connection = True
            self.answer(413, "a page has 64 KiB at most")
            return
        text = self.rfile.read(length).decode("utf-8", "replace").replace("\0", "")
        if note := PATH.fullmatch(self.path):
            self.guarded(lambda: self.write(note.group(1), int(note.group(2)), text))
        else:
            self.answer(404, "not found")

    def ready(self):
        writable = self.server.database.writable()
        self.answer(200 if writable else 503, "writable" if writable else "read-only")

    def read(self, book, page):
        text = self.server.database.get(book, page)
        self.answer(404 if text is None else 200, "there is no such page" if text is None else text)

    def write(self, book, page, text):
        new = self.server.database.put(book, page, text)
        self.answer(201 if new else 200, "stored")

    def guarded(self, act):
        try:
            act()
        except Unavailable as error:
            self.answer(503, f"nothing was stored: {error}")
        except Exception as error:
            self.answer(500, f"nobody knows: {error}")

    def answer(self, status, text):
        body = (text + "\n").encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code="-", size="-"):
        pass  # Errors are logged; twenty lines a second of what went well help nobody.


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address, database):
        self.database = database
        super().__init__(address, Handler)


def main():
    host, _, port = os.environ.get("NOTES_LISTEN", "127.0.0.1:8080").rpartition(":")
    if "DATABASE_URL" not in os.environ:
        sys.exit("notes: DATABASE_URL is not set, such as postgresql://user:password@host/notes")
    server = Server((host, int(port)), Database(os.environ["DATABASE_URL"]))
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    print(f"notes: listening on {host}:{port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
