"""What moto reckons anew for each call although it never changes is reckoned once."""

import copy
import functools
from types import SimpleNamespace

import xmltodict
from cryptography.hazmat.primitives.asymmetric import rsa
from moto.acm.models import CertBundle
from moto.core import responses, serialize
from moto.ec2.models import amis
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from moto.s3 import models as s3
from moto.stepfunctions.parser.asl.antlr.runtime.ASLParser import ASLParser
from antlr4.RuleContext import RuleContext

parse = ASLParser.state_machine
text_of = RuleContext.getText
checked_key = CertBundle.validate_pk
keys_of = serialize.XFormedAttributePicker.get_possible_keys
trees = {}
keys = {}

IMAGES = 4


def tree_of(parser):
    """A definition is read when it is checked, created, and at each execution."""
    definition = str(parser.getTokenStream().tokenSource.inputStream)
    if definition not in trees:
        tree = parse(parser)
        if parser.getNumberOfSyntaxErrors():
            return tree
        trees[definition] = tree
    return trees[definition]


def remembered_text(context):
    """Of a tree that is read, which asks each of its branches for the text of all below."""
    if context.exception is None and "text" not in context.__dict__:
        context.text = text_of(context)
    return context.text


def key_of(certificate):
    """To check that a key is one takes longer than all the rest of a certificate."""
    if certificate.key not in keys:
        keys[certificate.key] = checked_key(certificate)
    return keys[certificate.key]


def names_of(picker, context):
    """Which attributes a member may be named by goes by its shape and by the class that has it."""
    known = context.shape.__dict__.setdefault("names", {})
    asked = (type(picker), context.key, type(context.obj))
    if asked not in known:
        known[asked] = list(keys_of(picker, context))
    return known[asked]


def copies(versions):
    """What lists versions marks each and changes nothing below it. A copy that is thrown away would
    dispose of the parts of an upload, so it has none."""
    made = [copy.copy(version) for version in versions]
    for version in made:
        version.multipart = None
    return made


def few_images(backend):
    """Of the images that each region of each account has from the start, a few are enough."""
    for image in amis.AMIS[:IMAGES]:
        backend.amis[image["ami_id"]] = amis.Ami(backend, **image)


def install() -> None:
    amis.AmiBackend._load_amis = few_images
    responses.method_names_from_class = functools.cache(responses.method_names_from_class)
    DomainDispatcherApplication.get_backend_for_host = functools.cache(
        DomainDispatcherApplication.get_backend_for_host
    )
    # Nobody decrypts anything: certificates may all have the one key.
    rsa.generate_private_key = functools.cache(rsa.generate_private_key)
    xmltodict._validate_name = functools.cache(xmltodict._validate_name)
    CertBundle.validate_pk = key_of
    ASLParser.state_machine = tree_of
    RuleContext.getText = remembered_text
    serialize.XFormedAttributePicker.get_possible_keys = names_of
    serialize.parse_to_aware_datetime = functools.lru_cache(10_000)(serialize.parse_to_aware_datetime)
    s3.copy = SimpleNamespace(copy=copy.copy, deepcopy=copies)
