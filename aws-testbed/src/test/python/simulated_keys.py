"""Simulated: the policy of a key that a stack makes is a text, as that of any other key. moto leaves it
as the template has it, and then cannot describe the key."""

import json

from moto.kms.models import Key

moto_create = Key.create_from_cloudformation_json.__func__


def create(cls, *asked, **named):
    key = moto_create(cls, *asked, **named)
    if not isinstance(key.policy, str):
        key.policy = json.dumps(key.policy)
    return key


def install():
    Key.create_from_cloudformation_json = classmethod(create)
