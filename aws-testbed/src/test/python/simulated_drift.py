"""Simulated: how CloudFormation tells what people changed in a stack beside it, and puts it back.

A comparison takes its time, is of one stack, and is refused while the stack is being changed or compared. What is
there is asked of its service, as CloudFormation asks; only what the template says is compared. Here that
is some properties of the types of `READ`, and whether there is such a thing. All others are not checked and
so not told: of `AWS::Budgets::Budget` CloudFormation itself cannot tell, and those that are only remembered
nobody can change. A change set with `REVERT_DRIFT` puts all of it back, beside what its template changes.
"""

import json
import uuid
from datetime import datetime, timezone

from botocore.exceptions import ClientError
from moto.cloudformation import models, parsing, responses
from moto.cloudformation.exceptions import ValidationError

import simulated_changes
from simulated_cdk import account, client
from simulated_cloudformation import NOTHING, left

AT_REST = (
    "CREATE_COMPLETE",
    "UPDATE_COMPLETE",
    "UPDATE_ROLLBACK_COMPLETE",
    "UPDATE_ROLLBACK_FAILED",
    "IMPORT_COMPLETE",
    "IMPORT_ROLLBACK_COMPLETE",
)
GONE = ("NotFound", "NonExistent", "NoSuch", "DoesNotExist", "404")


def one(found):
    if len(found) != 1:
        raise LookupError(found)
    return found[0]


# What is there, as templates say it.


def table(of, name):
    recovery = of("dynamodb").describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
    status = recovery["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"]
    described = of("dynamodb").describe_table(TableName=name)["Table"]
    return {
        "DeletionProtectionEnabled": described["DeletionProtectionEnabled"],
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": status == "ENABLED"},
    }


def block(of, name):
    try:
        return of("s3").get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"]
    except ClientError:
        return dict.fromkeys(("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"))


def bucket(of, name):
    of("s3").head_bucket(Bucket=name)
    return {
        "VersioningConfiguration": {"Status": of("s3").get_bucket_versioning(Bucket=name).get("Status")},
        "PublicAccessBlockConfiguration": block(of, name),
    }


def log_group(of, name):
    found = of("logs").describe_log_groups(logGroupNamePrefix=name)["logGroups"]
    group = one([it for it in found if it["logGroupName"] == name])
    return {"RetentionInDays": group.get("retentionInDays")}


def alarm(of, name):
    found = one(of("cloudwatch").describe_alarms(AlarmNames=[name])["MetricAlarms"])
    compared = ("ActionsEnabled", "Threshold", "EvaluationPeriods", "AlarmActions", "TreatMissingData")
    return {it: found.get(it) for it in compared}


def topic(of, name):
    attributes = of("sns").get_topic_attributes(TopicArn=name)["Attributes"]
    return {"KmsMasterKeyId": attributes.get("KmsMasterKeyId")}


def dashboard(of, name):
    return {"DashboardBody": json.loads(of("cloudwatch").get_dashboard(DashboardName=name)["DashboardBody"])}


def attached(of, name):
    found = of("iam").list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    return sorted(it["PolicyArn"] for it in found)


def function(of, name):
    found = of("lambda").get_function_configuration(FunctionName=name)
    return {"Timeout": found["Timeout"], "MemorySize": found["MemorySize"]}


def there(service, call, argument):
    def read(of, name):
        getattr(of(service), call)(**{argument: name})
        return {}

    return read


READ = {
    "AWS::CloudWatch::Alarm": alarm,
    "AWS::CloudWatch::Dashboard": dashboard,
    "AWS::DynamoDB::Table": table,
    "AWS::IAM::ManagedPolicy": there("iam", "get_policy", "PolicyArn"),
    "AWS::IAM::Role": lambda of, name: {"ManagedPolicyArns": attached(of, name)},
    "AWS::KMS::Key": there("kms", "describe_key", "KeyId"),
    "AWS::Lambda::Function": function,
    "AWS::Logs::LogGroup": log_group,
    "AWS::Route53::HealthCheck": there("route53", "get_health_check", "HealthCheckId"),
    "AWS::S3::Bucket": bucket,
    "AWS::S3::BucketPolicy": there("s3", "get_bucket_policy", "Bucket"),
    "AWS::SNS::Topic": topic,
    "AWS::SQS::Queue": there("sqs", "get_queue_attributes", "QueueUrl"),
}


# How what the template says is put back.


def mend_table(of, name, said):
    of("dynamodb").update_table(TableName=name, DeletionProtectionEnabled=said["DeletionProtectionEnabled"])
    specification = said["PointInTimeRecoverySpecification"]
    of("dynamodb").update_continuous_backups(TableName=name, PointInTimeRecoverySpecification=specification)


def mend_bucket(of, name, said):
    of("s3").put_bucket_versioning(Bucket=name, VersioningConfiguration=said["VersioningConfiguration"])
    configuration = said["PublicAccessBlockConfiguration"]
    of("s3").put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=configuration)


def mend_role(of, name, said):
    for policy in set(said["ManagedPolicyArns"]) - set(attached(of, name)):
        of("iam").attach_role_policy(RoleName=name, PolicyArn=policy)
    for policy in set(attached(of, name)) - set(said["ManagedPolicyArns"]):
        of("iam").detach_role_policy(RoleName=name, PolicyArn=policy)


def mend_topic(of, name, said):
    key = said["KmsMasterKeyId"]
    of("sns").set_topic_attributes(TopicArn=name, AttributeName="KmsMasterKeyId", AttributeValue=key)


MEND = {
    "AWS::CloudWatch::Alarm": lambda of, name, said: of("cloudwatch").put_metric_alarm(**said),
    "AWS::CloudWatch::Dashboard": lambda of, name, said: of("cloudwatch").put_dashboard(**said),
    "AWS::DynamoDB::Table": mend_table,
    "AWS::IAM::Role": mend_role,
    "AWS::Lambda::Function": lambda of, name, said: of("lambda").update_function_configuration(
        FunctionName=name, Timeout=said["Timeout"], MemorySize=said["MemorySize"]
    ),
    "AWS::Logs::LogGroup": lambda of, name, said: of("logs").put_retention_policy(
        logGroupName=name, retentionInDays=said["RetentionInDays"]
    ),
    "AWS::S3::Bucket": mend_bucket,
    "AWS::SNS::Topic": mend_topic,
}


def text(value):
    return value if isinstance(value, str) else json.dumps(value)


def differences(path, said, actual):
    """Of what the template says alone."""
    if isinstance(said, dict) and isinstance(actual, dict):
        return [it for name in actual if name in said for it in differences(f"{path}/{name}", said[name], actual[name])]
    if path == "/DashboardBody":
        said = json.loads(said)
    if path == "/ManagedPolicyArns":
        said = sorted(said)
    if said == actual:
        return []
    kind = "REMOVE" if actual is None else "NOT_EQUAL"
    values = {"ExpectedValue": text(said), "ActualValue": text(actual)}
    return [{"PropertyPath": path, "DifferenceType": kind, **values}]


def things(stack):
    """What can be compared: its name, its type, what it is called, and what the template says of it."""
    resources = stack.resource_map
    for name, body in left(resources._template, stack.parameters).items():
        made = resources._parsed_resources.get(name)
        if made is not None and body["Type"] in READ:
            yield name, body["Type"], made.physical_resource_id, body.get("Properties", {})


def service(region):
    return lambda it: client(it, region)


def compared(stack, name, type_, called, body):
    told = {
        "StackId": stack.stack_id,
        "LogicalResourceId": name,
        "PhysicalResourceId": called,
        "ResourceType": type_,
        "Timestamp": datetime.now(timezone.utc),
    }
    try:
        actual = READ[type_](service(stack.region_name), called)
    except LookupError:
        return {**told, "StackResourceDriftStatus": "DELETED"}
    except ClientError as refused:
        if not any(it in refused.response["Error"]["Code"] for it in GONE):
            raise
        return {**told, "StackResourceDriftStatus": "DELETED"}
    said = parsing.clean_json({it: body[it] for it in actual if it in body}, stack.resource_map)
    found = differences("", said, actual)
    if not found:
        return {**told, "StackResourceDriftStatus": "IN_SYNC"}
    return {**told, "StackResourceDriftStatus": "MODIFIED", "PropertyDifferences": found}


def compare(stack):
    return [compared(stack, *it) for it in things(stack)]


class Detection:
    looks, then = 0, None

    def __init__(self, stack):
        self.stack, self.status = stack, "DETECTION_IN_PROGRESS"
        simulated_changes.begin(self, Detection.end)

    def end(self):
        self.stack.drifts = compare(self.stack)
        self.status = "DETECTION_COMPLETE"


DETECTIONS = {}


def stack_of(response):
    account.set(response.current_account)
    return response.cloudformation_backend.get_stack(response._get_param("StackName"))


def detect_stack_drift(response):
    stack = stack_of(response)
    at_work = any(it.stack is stack and it.then is not None for it in DETECTIONS.values())
    if stack.status not in AT_REST or at_work:
        status = "being compared" if at_work else stack.status
        raise ValidationError(message=f"Drift detection cannot be performed on stack [{stack.name}] in {status} state")
    id_ = str(uuid.uuid4())
    DETECTIONS[id_] = Detection(stack)
    return responses.ActionResult({"StackDriftDetectionId": id_})


def describe_stack_drift_detection_status(response):
    account.set(response.current_account)
    id_ = response._get_param("StackDriftDetectionId")
    if id_ not in DETECTIONS:
        raise ValidationError(message=f"Drift detection [{id_}] does not exist")
    detection = DETECTIONS[id_]
    simulated_changes.look([detection])
    told = {
        "StackId": detection.stack.stack_id,
        "StackDriftDetectionId": id_,
        "DetectionStatus": detection.status,
        "Timestamp": datetime.now(timezone.utc),
    }
    return responses.ActionResult(told)


def describe_stack_resource_drifts(response):
    wanted = response._get_param("StackResourceDriftStatusFilters", [])
    found = getattr(stack_of(response), "drifts", [])
    told = [it for it in found if not wanted or it["StackResourceDriftStatus"] in wanted]
    return responses.ActionResult({"StackResourceDrifts": told})


def of_drift(drift):
    deleted = drift["StackResourceDriftStatus"] == "DELETED"
    return models.Change(
        action="Add" if deleted else "Modify",
        logical_resource_id=drift["LogicalResourceId"],
        resource_type=drift["ResourceType"],
    )


ask = None
execute = None


def create_change_set(response):
    answer = ask(response)
    if response._get_param("DeploymentMode") != "REVERT_DRIFT":
        return answer
    name, stack = response._get_param("ChangeSetName"), stack_of(response)
    made = next(it for it in response.cloudformation_backend.change_sets.values() if it.change_set_name == name)
    made.drifts = [it for it in compare(stack) if it["StackResourceDriftStatus"] != "IN_SYNC"]
    if made.drifts and (made.status != "FAILED" or made.status_reason == NOTHING):
        made.status, made.execution_status, made.status_reason = "CREATE_COMPLETE", "AVAILABLE", None
        known = [it.logical_resource_id for it in made.changes]
        made.changes += [it for it in map(of_drift, made.drifts) if it.logical_resource_id not in known]
    return answer


def put_back(stack, drift):
    name, type_ = drift["LogicalResourceId"], drift["ResourceType"]
    resources = stack.resource_map
    if drift["StackResourceDriftStatus"] == "DELETED":
        del resources._parsed_resources[name]
        return resources[name]
    body = left(resources._template, stack.parameters)[name]
    said = parsing.clean_json(body["Properties"], resources)
    return MEND[type_](service(stack.region_name), drift["PhysicalResourceId"], said)


def execute_change_set(backend, change_set_name, stack_name=None):
    named = [it for key, it in backend.change_sets.items() if change_set_name in (key, it.change_set_name)]
    for made in named:
        if made.execution_status == "AVAILABLE":
            account.set(backend.account_id)
            for drift in getattr(made, "drifts", []):
                put_back(backend.stacks[made.stack_id], drift)
    execute(backend, change_set_name=change_set_name, stack_name=stack_name)


def install():
    global ask, execute
    answers = responses.CloudFormationResponse
    ask, answers.create_change_set = answers.create_change_set, create_change_set
    backend = models.CloudFormationBackend
    execute, backend.execute_change_set = backend.execute_change_set, execute_change_set
    answers.detect_stack_drift = detect_stack_drift
    answers.describe_stack_drift_detection_status = describe_stack_drift_detection_status
    answers.describe_stack_resource_drifts = describe_stack_resource_drifts
