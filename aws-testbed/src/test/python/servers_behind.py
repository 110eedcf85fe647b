"""Simulated: that instances of RDS, tasks of ECS and targets of load balancers are real.

The servers and processes are elsewhere: at the address that a test puts to `/simulated/servers` for
its account. It is told what the account was asked for, is asked how far that is, and makes it true
meanwhile. Where no address was put nothing is behind anything.
"""

import json
import urllib.error
import urllib.request

PATH = "/simulated/servers"
PATIENCE_SECONDS = 5

addresses = {}


class Registered:
    """Takes the addresses in front of an application."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] != PATH:
            return self.application(environ, start_response)
        length = int(environ.get("CONTENT_LENGTH") or 0)
        address = environ["wsgi.input"].read(length).decode()
        addresses[environ["HTTP_X_MOTO_ACCOUNT_ID"]] = address
        start_response("204 No Content", [])
        return [b""]


def are_there(account):
    return account in addresses


def tell(account, kind, **facts):
    """What was asked of the account; returns before it is true."""
    if are_there(account):
        call(account, kind, json.dumps(facts).encode())


def ask(account, kind, *names):
    """What is known of one of them; None if there is none."""
    try:
        return json.loads(call(account, "/".join((kind, *names)), None))
    except urllib.error.HTTPError as missing:
        if missing.code == 404:
            return None
        raise


def call(account, path, data):
    request = urllib.request.Request(f"{addresses[account]}/{path}", data=data)
    with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
        return answer.read()
