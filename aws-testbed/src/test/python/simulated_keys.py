"""Simulated: what moto leaves out of a key that a stack makes. Its policy is a text, as that of any other
key, or the key could not be described; it may be replicated if the template says so; its tags are
those of KMS, which have names of their own."""

import json

from moto.kms.models import Key, kms_backends

moto_create = Key.create_from_cloudformation_json.__func__


def create(cls, resource_name, cloudformation_json, account_id, region_name, **more):
    said = cloudformation_json["Properties"]
    tags = [{"TagKey": it["Key"], "TagValue": it["Value"]} for it in said.get("Tags", [])]
    kms = kms_backends[account_id][region_name]
    create_key = kms.create_key
    if said.get("MultiRegion"):
        kms.create_key = lambda **asked: create_key(**asked, multi_region=True)
    try:
        asked = {**cloudformation_json, "Properties": {**said, "Tags": tags}}
        key = moto_create(cls, resource_name, asked, account_id, region_name, **more)
    finally:
        kms.create_key = create_key
    if not isinstance(key.policy, str):
        key.policy = json.dumps(key.policy)
    return key


def install():
    Key.create_from_cloudformation_json = classmethod(create)
