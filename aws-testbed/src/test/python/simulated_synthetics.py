"""Simulated: canaries of CloudWatch Synthetics that a stack has.

moto has their calls, takes whatever it is given, and has none of CloudFormation's types. Here a name
is of small letters, digits, hyphens and underscores, 255 at most; properties are CloudFormation's;
a script has a handler; a bucket that results go to is there. No script runs. A change of the name is
another canary, and what a stack had goes with it.
"""

import re

from moto.cloudformation.exceptions import ValidationError
from moto.core.common_models import CloudFormationModel
from moto.s3.models import s3_backends
from moto.synthetics.models import synthetics_backends

TYPE = "AWS::Synthetics::Canary"
REQUIRED = {"Name", "Code", "ArtifactS3Location", "ExecutionRoleArn", "Schedule", "RuntimeVersion"}
PROPERTIES = REQUIRED | {
    "ArtifactConfig",
    "FailureRetentionPeriod",
    "ProvisionedResourceCleanup",
    "RunConfig",
    "StartCanaryAfterCreation",
    "SuccessRetentionPeriod",
    "Tags",
}
NAME = re.compile(r"[0-9a-z_-]{1,255}")
RATE = re.compile(r"rate\((1 minute|[2-9] minutes|[1-5]\d minutes|60 minutes|1 hour)\)|cron\(.*\)")
RUNTIME = re.compile(r"syn-(nodejs|python|java)-.+")


def refuse(message):
    raise ValidationError(message=f"{TYPE}: {message}")


def require(properties, account):
    unknown, missing = set(properties) - PROPERTIES, REQUIRED - set(properties)
    if unknown or missing:
        refuse(f"extraneous {sorted(unknown)}, required {sorted(missing)}")
    if not NAME.fullmatch(properties["Name"]):
        refuse(f"the name {properties['Name']} does not match ^[0-9a-z_\\-]{{1,255}}$")
    if not RATE.fullmatch(properties["Schedule"]["Expression"]):
        refuse("the schedule is no rate of one minute to one hour")
    if not RUNTIME.fullmatch(properties["RuntimeVersion"]):
        refuse(f"there is no runtime {properties['RuntimeVersion']}")
    if not {"Handler", "Script"} <= set(properties["Code"]) or not properties["Code"]["Script"].strip():
        refuse("a script has a handler")
    bucket = re.fullmatch(r"s3://([^/]+)(/.*)?", properties["ArtifactS3Location"])
    if bucket is None or bucket.group(1) not in s3_backends[account]["aws"].buckets:
        refuse(f"there is no bucket at {properties['ArtifactS3Location']}")


class CanaryOfStack(CloudFormationModel):
    __module__ = "moto.cloudformation.simulated"  # moto asks each model for its service.

    def __init__(self, backend, name):
        self.backend = backend
        self.physical_resource_id = name

    @staticmethod
    def cloudformation_name_type():
        return "Name"

    @staticmethod
    def cloudformation_type():
        return TYPE

    @classmethod
    def has_cfn_attr(cls, attr):
        return attr in ("Id", "State")

    def get_cfn_attribute(self, name):
        canary = self.backend.canaries[self.physical_resource_id]
        return {"Id": canary.id, "State": canary.state}[name]

    def is_created(self):
        return True

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **_):
        given = cloudformation_json["Properties"]
        require(given, account_id)
        backend = synthetics_backends[account_id][region_name]
        canary = backend.create_canary(
            name=given["Name"],
            code=given["Code"],
            artifact_s3_location=given["ArtifactS3Location"],
            execution_role_arn=given["ExecutionRoleArn"],
            schedule=given["Schedule"],
            run_config=given.get("RunConfig", {}),
            success_retention_period_in_days=given.get("SuccessRetentionPeriod", 31),
            failure_retention_period_in_days=given.get("FailureRetentionPeriod", 31),
            runtime_version=given["RuntimeVersion"],
            vpc_config=None,
            resources_to_replicate_tags=None,
            provisioned_resource_cleanup=given.get("ProvisionedResourceCleanup"),
            browser_configs=None,
            tags={it["Key"]: it["Value"] for it in given.get("Tags", [])},
            artifact_config=given.get("ArtifactConfig"),
        )
        canary.state = "RUNNING" if given.get("StartCanaryAfterCreation") else "READY"
        return cls(backend, given["Name"])

    @classmethod
    def update_from_cloudformation_json(
        cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name
    ):
        if cloudformation_json["Properties"].get("Name") != original_resource.physical_resource_id:
            original_resource.delete(account_id, region_name)
        new = cls.create_from_cloudformation_json(new_resource_name, cloudformation_json, account_id, region_name)
        new.cf_resource_type = original_resource.cf_resource_type
        new.logical_resource_id = original_resource.logical_resource_id
        return new

    def delete(self, account_id, region_name):
        self.backend.canaries.pop(self.physical_resource_id, None)
