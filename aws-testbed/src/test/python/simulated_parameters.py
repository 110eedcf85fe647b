"""Simulated: tags of a parameter that a stack makes. A template has them by their names, which moto takes
for a list."""

from moto.ssm.models import Parameter

moto_create = Parameter.create_from_cloudformation_json.__func__


def create(cls, resource_name, cloudformation_json, account_id, region_name, **more):
    said = cloudformation_json["Properties"]
    tags = [{"Key": name, "Value": value} for name, value in said.get("Tags", {}).items()]
    asked = {**cloudformation_json, "Properties": {**said, "Tags": tags}}
    return moto_create(cls, resource_name, asked, account_id, region_name, **more)


def install():
    Parameter.create_from_cloudformation_json = classmethod(create)
