"""Simulated: all that a template says of an instance of RDS, of which moto takes a part.

Groups are named, and what is named by `Ref` is its name. A replica gets its parameter group and its
backups once it is made, since RDS takes neither of PostgreSQL's before. A stack is done when its
instances are.
"""

import re

from moto.rds.models import DBInstance, DBParameterGroup, DBSubnetGroup, rds_backends

from simulated_changes import look

# What RDS's own calls call it.
ASKED_AS = {
    "VPCSecurityGroups": "vpc_security_group_ids",
    "EnableIAMDatabaseAuthentication": "enable_iam_database_authentication",
    "EnableCloudwatchLogsExports": "enable_cloudwatch_logs_exports",
}

# Of the call that makes a replica, not of what it makes.
LEFT_OUT = ("SourceRegion",)

NUMBERS = ("allocated_storage", "backup_retention_period")
AFTERWARDS = ("db_parameter_group_name", "backup_retention_period")


def asked_as(name):
    return ASKED_AS.get(name) or re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=DB)(?=[A-Z])", "_", name).lower()


def create(cls, resource_name, cloudformation_json, account_id, region_name, **_):
    said = cloudformation_json["Properties"]
    asked = {asked_as(name): value for name, value in said.items() if name not in LEFT_OUT}
    asked["db_instance_identifier"] = resource_name
    for number in NUMBERS:
        if number in asked:
            asked[number] = int(asked[number])
    backend = rds_backends[account_id][region_name]
    if "source_db_instance_identifier" not in asked:
        return backend.create_db_instance(asked)
    later = {name: asked.pop(name) for name in AFTERWARDS if name in asked}
    replica = backend.create_db_instance_read_replica(asked)
    while replica.status != "available":
        look([replica])
    for name, value in later.items():
        setattr(replica, name, value)
    return replica


def install():
    DBInstance.create_from_cloudformation_json = classmethod(create)
    for group in (DBParameterGroup, DBSubnetGroup):
        group.physical_resource_id = property(lambda it: it.name)
