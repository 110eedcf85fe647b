"""What moto reckons anew for each call although it never changes is reckoned once."""

import functools

from moto.core import responses
from moto.moto_server.werkzeug_app import DomainDispatcherApplication


def install() -> None:
    responses.method_names_from_class = functools.cache(responses.method_names_from_class)
    DomainDispatcherApplication.get_backend_for_host = functools.cache(
        DomainDispatcherApplication.get_backend_for_host
    )
