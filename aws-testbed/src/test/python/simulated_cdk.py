"""Simulated: the types of stacks that apps of the CDK make and moto's CloudFormation cannot, or only remembers.

Each is made by the service's own call, from the properties that its template has, as AWS makes it: a
call of this program to itself, which has the account already and so waits for nobody. What moves values
from one region to another (`Custom::CrossRegionExport…`) is a function of Node.js on AWS; here it does
the same by the calls that the function would make.
"""

import contextvars
import functools
import json
import os

import boto3
from botocore.config import Config
from moto.cloudformation import parsing, responses
from moto.core.common_models import CloudFormationModel

# Marks a call that is part of another one, which holds the account.
WITHIN = "X-Simulated-Within"
SECRET = os.urandom(16).hex()
PATIENT = Config(read_timeout=120, retries={"max_attempts": 0})

account = contextvars.ContextVar("account")


def is_within(environ):
    return environ.get("HTTP_X_SIMULATED_WITHIN") == SECRET


def marked(request, **_):
    request.headers["X-Moto-Account-Id"] = account.get()
    request.headers[WITHIN] = SECRET


@functools.cache
def client(service, region):
    made = boto3.client(
        service,
        region_name=region,
        config=PATIENT,
        endpoint_url=f"http://127.0.0.1:{os.environ['MOTO_PORT']}",
        aws_access_key_id="service",
        aws_secret_access_key="service",
    )
    made.meta.events.register("before-send", marked)
    return made


# What a thing is called by others: `Ref`, and its attributes.


def certificate(region, said):
    asked = {name: said[name] for name in ("DomainName", "SubjectAlternativeNames", "ValidationMethod")}
    return {"Ref": client("acm", region).request_certificate(**asked)["CertificateArn"]}


def no_certificate(region, ref, said):
    client("acm", region).delete_certificate(CertificateArn=ref)


def replica_key(region, said):
    source = said["PrimaryKeyArn"]
    asked = {"Policy": json.dumps(said["KeyPolicy"]), "Description": said["Description"]}
    made = client("kms", source.split(":")[3]).replicate_key(
        KeyId=source.split("/")[-1], ReplicaRegion=region, **asked
    )["ReplicaKeyMetadata"]
    return {"Ref": made["KeyId"], "Arn": made["Arn"]}


def exports_read(region, said):
    names = list(said["ReaderProps"]["imports"])
    found = client("ssm", region).get_parameters(Names=names)["Parameters"]
    return {it["Name"]: it["Value"] for it in found}


def exports_written(region, said):
    ssm = client("ssm", said["WriterProps"]["region"])
    for name, value in said["WriterProps"]["exports"].items():
        ssm.put_parameter(Name=name, Value=value, Type="String", Overwrite=True)
    return {}


def no_exports(region, ref, said):
    names = list(said["WriterProps"]["exports"])
    client("ssm", said["WriterProps"]["region"]).delete_parameters(Names=names)


def alarm(region, said):
    client("cloudwatch", region).put_metric_alarm(**said)
    return {"Ref": said["AlarmName"]}


def no_alarm(region, ref, said):
    client("cloudwatch", region).delete_alarms(AlarmNames=[ref])


def way_out(region, said):
    rule = {"IpProtocol": said["IpProtocol"], "FromPort": said["FromPort"], "ToPort": said["ToPort"]}
    rule["UserIdGroupPairs"] = [{"GroupId": said["DestinationSecurityGroupId"]}]
    ec2 = client("ec2", region)
    ec2.authorize_security_group_egress(GroupId=said["GroupId"], IpPermissions=[rule])
    return {}


def copies_of_images(region, said):
    rules = [
        {
            "destinations": [
                {"region": to["Region"], "registryId": to["RegistryId"]} for to in it["Destinations"]
            ],
            "repositoryFilters": [
                {"filter": of["Filter"], "filterType": of["FilterType"]}
                for of in it["RepositoryFilters"]
            ],
        }
        for it in said["ReplicationConfiguration"]["Rules"]
    ]
    client("ecr", region).put_replication_configuration(replicationConfiguration={"rules": rules})
    return {}


def no_copies_of_images(region, ref, said):
    client("ecr", region).put_replication_configuration(replicationConfiguration={"rules": []})


def attachment(region, said):
    secrets, name = client("secretsmanager", region), said["SecretId"]
    value = secrets.get_secret_value(SecretId=name)["SecretString"]
    database = client("rds", region).describe_db_instances(DBInstanceIdentifier=said["TargetId"])
    endpoint = database["DBInstances"][0]["Endpoint"]
    value = {"generated": value, "host": endpoint["Address"], "port": endpoint["Port"]}
    secrets.put_secret_value(SecretId=name, SecretString=json.dumps(value))
    return {"Ref": name}


def subscription(region, said):
    return {"Ref": client("sns", region).subscribe(**said, ReturnSubscriptionArn=True)["SubscriptionArn"]}


def topic_policy(region, said):
    sns, policy = client("sns", region), json.dumps(said["PolicyDocument"])
    for topic in said["Topics"]:
        sns.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=policy)
    return {}


def nothing(*_):
    return {}


# How each is made, and how it goes; the rest goes with what it is part of.
MADE = {
    "AWS::CDK::Metadata": (nothing, nothing),
    "AWS::CertificateManager::Certificate": (certificate, no_certificate),
    "AWS::CloudWatch::Alarm": (alarm, no_alarm),
    "AWS::EC2::SecurityGroupEgress": (way_out, nothing),
    "AWS::ECR::ReplicationConfiguration": (copies_of_images, no_copies_of_images),
    "AWS::KMS::ReplicaKey": (replica_key, nothing),
    "AWS::SNS::Subscription": (subscription, nothing),
    "AWS::SNS::TopicPolicy": (topic_policy, nothing),
    "AWS::SecretsManager::SecretTargetAttachment": (attachment, nothing),
    "Custom::CrossRegionExportReader": (exports_read, nothing),
    "Custom::CrossRegionExportWriter": (exports_written, no_exports),
}


class Made:
    """A resource that its service's own call has made."""

    def __init__(self, name, region, said, told, unmake):
        self.physical_resource_id = told.get("Ref", name)
        self.region, self.said, self.told, self.unmake = region, said, told, unmake

    def get_cfn_attribute(self, name):
        return self.told[name]

    def is_created(self):
        return True

    def delete(self, account_id, region_name):
        account.set(account_id)
        self.unmake(self.region, self.physical_resource_id, self.said)


def kind(type_):
    make, unmake = MADE[type_]

    def create(cls, name, body, account_id, region, **_):
        account.set(account_id)
        said = body["Properties"]
        return Made(name, region, said, make(region, said), unmake)

    def update(cls, original, name, body, account_id, region):
        new = create(cls, original.physical_resource_id, body, account_id, region)
        new.type = new.cf_resource_type = type_
        new.logical_resource_id = original.logical_resource_id
        return new

    return type(
        "Made" + type_.replace("::", ""),
        (CloudFormationModel,),
        {
            "cloudformation_type": staticmethod(lambda: type_),
            "cloudformation_name_type": staticmethod(lambda: None),
            "has_cfn_attr": classmethod(lambda cls, attr: True),
            "create_from_cloudformation_json": classmethod(create),
            "update_from_cloudformation_json": classmethod(update),
            "delete_from_cloudformation_json": classmethod(lambda cls, *_: None),
        },
    )


by_type = parsing.resource_class_from_type


def resource_class_from_type(type_):
    """Before what moto does with any `Custom::`, which is to call a function."""
    return parsing.get_model_map()[type_] if type_ in MADE else by_type(type_)


template_at = responses.get_stack_from_s3_url


def template_of_bed(template_url, **of):
    """A program that is led to this one has a template in a bucket here, whose name is in the path."""
    return template_at(template_url.replace("//127.0.0.1:", "//localhost:", 1), **of)


KINDS = []


def install():
    known = {it.cloudformation_type(): it for it in CloudFormationModel.__subclasses__()}
    assert not known.keys() & MADE.keys(), known.keys() & MADE.keys()
    KINDS.extend(kind(it) for it in MADE)
    parsing.get_model_map.cache_clear()
    parsing.resource_class_from_type = resource_class_from_type
    responses.get_stack_from_s3_url = template_of_bed
