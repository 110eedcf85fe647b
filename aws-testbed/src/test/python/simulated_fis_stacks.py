"""Simulated: experiment templates of AWS FIS that a stack has.

A drill can start them, since they are where those of FIS's own calls are. Properties are those of
FIS's call with a capital letter; what it has not is refused, as CloudFormation does. So are, as FIS
does, a target that no action names and an action that names none, and a cut without its time.
The id stays when a template is changed, and what a stack had goes with it.
"""

from moto.cloudformation.exceptions import ValidationError
from moto.core.common_models import CloudFormationModel

import simulated_fis

TYPE = "AWS::FIS::ExperimentTemplate"
PROPERTIES = {
    "Description",
    "Targets",
    "Actions",
    "StopConditions",
    "RoleArn",
    "LogConfiguration",
    "ExperimentOptions",
    "ExperimentReportConfiguration",
    "Tags",
}
REQUIRED = {"Description", "Targets", "StopConditions", "RoleArn"}

# As "AWS FIS Actions reference" has them: what each calls its targets, and of which type these are.
ACTIONS = {
    "aws:ecs:stop-task": ("Tasks", "aws:ecs:task"),
    "aws:network:disrupt-connectivity": ("Subnets", "aws:ec2:subnet"),
    "aws:rds:reboot-db-instances": ("DBInstances", "aws:rds:db"),
}
MOST_ACTIONS = 20


def member(name):
    return name[0].lower() + name[1:]


def asked(value):
    """As FIS's own call has it. Names of actions, targets, parameters and tags are whoever's wrote them."""
    given = {member(name): of for name, of in value.items()}
    for kind in ("targets", "actions"):
        given[kind] = {
            name: {member(key): of for key, of in each.items()} for name, each in given.get(kind, {}).items()
        }
    given["stopConditions"] = [{member(key): of for key, of in it.items()} for it in given["stopConditions"]]
    if "logConfiguration" in given:
        log = {member(key): of for key, of in given["logConfiguration"].items()}
        logs = log["cloudWatchLogsConfiguration"]
        log["cloudWatchLogsConfiguration"] = {member(key): of for key, of in logs.items()}
        given["logConfiguration"] = log
    return {"clientToken": "of-a-stack", **given}


def refuse(message):
    raise ValidationError(message=message)


def require(properties):
    unknown, missing = set(properties) - PROPERTIES, REQUIRED - set(properties)
    if unknown or missing:
        refuse(f"{TYPE}: extraneous {sorted(unknown)}, required {sorted(missing)}")
    given = asked(properties)
    if not 1 <= len(given["actions"]) <= MOST_ACTIONS:
        refuse(f"A template has 1 to {MOST_ACTIONS} actions.")
    used = set()
    for name, action in given["actions"].items():
        if action["actionId"] not in ACTIONS:
            refuse(f"Action {action['actionId']} of {name} is not known.")
        called, type_ = ACTIONS[action["actionId"]]
        target = action.get("targets", {}).get(called)
        if given["targets"].get(target, {}).get("resourceType") != type_:
            refuse(f"Action {name} needs {called}, targets of the type {type_}.")
        if called == "Subnets" and not {"duration", "scope"} <= set(action.get("parameters", {})):
            refuse(f"Action {name} needs a duration and a scope.")
        used.add(target)
    for name, target in given["targets"].items():
        if name not in used:
            refuse(f"No action uses target {name}.")
        ways = [it for it in ("resourceArns", "resourceTags", "parameters") if target.get(it)]
        if not ways or {"resourceArns", "resourceTags"} <= set(ways):
            refuse(f"Target {name} is named by ARNs or by tags.")
    for stop in given["stopConditions"]:
        if stop["source"] == "aws:cloudwatch:alarm" and ":alarm:" not in stop.get("value", ""):
            refuse("A stop condition has the ARN of an alarm.")
    return given


class TemplateOfStack(CloudFormationModel):
    __module__ = "moto.cloudformation.simulated"  # moto asks each model for its service.

    def __init__(self, region, name):
        self.region = region
        self.physical_resource_id = name

    @staticmethod
    def cloudformation_name_type():
        return None

    @staticmethod
    def cloudformation_type():
        return TYPE

    @classmethod
    def has_cfn_attr(cls, attr):
        return attr == "Id"

    def get_cfn_attribute(self, name):
        return self.physical_resource_id

    def is_created(self):
        return True

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **_):
        region = simulated_fis.region(account_id, region_name)
        made = region.create_template(require(cloudformation_json["Properties"]), None)
        return cls(region, made["experimentTemplate"]["id"])

    @classmethod
    def update_from_cloudformation_json(
        cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name
    ):
        given = require(cloudformation_json["Properties"])
        original_resource.region.put_template(original_resource.physical_resource_id, given)
        return original_resource

    def delete(self, account_id, region_name):
        self.region.templates.pop(self.physical_resource_id, None)
