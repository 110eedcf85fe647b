"""What moto reckons anew for each call although it never changes is reckoned once."""

import functools

from cryptography.hazmat.primitives.asymmetric import rsa
from moto.core import responses
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from moto.stepfunctions.parser.asl.antlr.runtime.ASLParser import ASLParser

parse = ASLParser.state_machine
trees = {}


def tree_of(parser):
    """A definition is read when it is checked, created, and at each execution."""
    definition = str(parser.getTokenStream().tokenSource.inputStream)
    if definition not in trees:
        tree = parse(parser)
        if parser.getNumberOfSyntaxErrors():
            return tree
        trees[definition] = tree
    return trees[definition]


def install() -> None:
    responses.method_names_from_class = functools.cache(responses.method_names_from_class)
    DomainDispatcherApplication.get_backend_for_host = functools.cache(
        DomainDispatcherApplication.get_backend_for_host
    )
    # Nobody decrypts anything: certificates may all have the one key.
    rsa.generate_private_key = functools.cache(rsa.generate_private_key)
    ASLParser.state_machine = tree_of
