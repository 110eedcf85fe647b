"""Asks each service for each thing of stacks: `describe_stacks.py REGION:STACK…`.

A line a thing, `described STACK NAME TYPE REGION ID` where its own service knows it by the id that the stack tells,
or `listed …` where the emulated account has it in the stack alone. A type that nobody can ask for, and a thing that is
not there, is an error.

`describe_stacks.py --left FILE` reads such lines once the stacks are gone, and says which things are there all the same.
"""

import functools
import sys

import boto3
import cfnlint.decode.cfn_yaml
from botocore.config import Config
from botocore.exceptions import ClientError

PATIENT = Config(read_timeout=120, retries={"max_attempts": 0}, s3={"addressing_style": "path"})

# Remembered by the emulated CloudFormation: no service of the account has them.
LISTED = {
    "AWS::Backup::BackupSelection",
    "AWS::Budgets::Budget",
    "AWS::CDK::Metadata",  # It is nothing.
    "AWS::CloudTrail::Trail",
    "AWS::EC2::SubnetRouteTableAssociation",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::ElastiCache::SubnetGroup",
    "AWS::Logs::QueryDefinition",
    "AWS::Scheduler::Schedule",
    "Custom::CrossRegionExportReader",  # It only reads.
    "AWS::StepFunctions::StateMachine",  # Those that run are of another backend than a stack's.
}


@functools.cache
def client(service, region):
    return boto3.client(service, region_name=region, config=PATIENT)


def one(found):
    if len(found) != 1:
        raise LookupError(f"{len(found)} are there: {found}")
    return found[0]


def ec2(call, argument, answer):
    return lambda region, it: one(getattr(client("ec2", region), call)(**{argument: [it]})[answer])


def elb(call, argument, answer):
    return lambda region, it: one(getattr(client("elbv2", region), call)(**{argument: [it]})[answer])


def by(service, call, argument):
    return lambda region, it: getattr(client(service, region), call)(**{argument: it})


def alias(region, it):
    return one([a for a in client("kms", region).list_aliases()["Aliases"] if a["AliasName"] == it])


def route(region, it):
    table, destination = it.split("~")
    found = one(client("ec2", region).describe_route_tables(RouteTableIds=[table])["RouteTables"])
    return one([to for to in found["Routes"] if to.get("DestinationCidrBlock") == destination])


def record(region, it):
    names = client("route53", region)
    zones = [zone["Id"] for zone in names.list_hosted_zones()["HostedZones"]]
    found = [one for zone in zones for one in names.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]]
    return [those for those in found if those["Name"].rstrip(".") == it.rstrip(".")][0]


def log_group(region, it):
    found = client("logs", region).describe_log_groups(logGroupNamePrefix=it)["logGroups"]
    return one([group for group in found if group["logGroupName"] == it])


def attached(region, it):
    network = client("ec2", region).describe_internet_gateways()["InternetGateways"]
    return one([gateway for gateway in network if any(to["VpcId"] == it for to in gateway["Attachments"])])


def service(region, it):
    cluster = it.split("/")[-2]
    return one(client("ecs", region).describe_services(cluster=cluster, services=[it])["services"])


DESCRIBED = {
    "AWS::AutoScaling::AutoScalingGroup": lambda region, it: one(
        client("autoscaling", region).describe_auto_scaling_groups(AutoScalingGroupNames=[it])["AutoScalingGroups"]
    ),
    "AWS::Backup::BackupPlan": by("backup", "get_backup_plan", "BackupPlanId"),
    "AWS::Backup::BackupVault": by("backup", "describe_backup_vault", "BackupVaultName"),
    "AWS::CertificateManager::Certificate": by("acm", "describe_certificate", "CertificateArn"),
    "AWS::CloudWatch::Alarm": lambda region, it: one(
        client("cloudwatch", region).describe_alarms(AlarmNames=[it])["MetricAlarms"]
    ),
    "AWS::CloudWatch::Dashboard": by("cloudwatch", "get_dashboard", "DashboardName"),
    "AWS::DynamoDB::Table": by("dynamodb", "describe_table", "TableName"),
    "AWS::EC2::EIP": ec2("describe_addresses", "PublicIps", "Addresses"),
    "AWS::EC2::FlowLog": ec2("describe_flow_logs", "FlowLogIds", "FlowLogs"),
    "AWS::EC2::InternetGateway": ec2("describe_internet_gateways", "InternetGatewayIds", "InternetGateways"),
    "AWS::EC2::LaunchTemplate": ec2("describe_launch_templates", "LaunchTemplateIds", "LaunchTemplates"),
    "AWS::EC2::NatGateway": ec2("describe_nat_gateways", "NatGatewayIds", "NatGateways"),
    "AWS::EC2::Route": route,
    "AWS::EC2::RouteTable": ec2("describe_route_tables", "RouteTableIds", "RouteTables"),
    "AWS::EC2::SecurityGroup": ec2("describe_security_groups", "GroupIds", "SecurityGroups"),
    "AWS::EC2::Subnet": ec2("describe_subnets", "SubnetIds", "Subnets"),
    "AWS::EC2::VPC": ec2("describe_vpcs", "VpcIds", "Vpcs"),
    "AWS::EC2::VPCEndpoint": ec2("describe_vpc_endpoints", "VpcEndpointIds", "VpcEndpoints"),
    "AWS::EC2::VPCGatewayAttachment": attached,
    "AWS::ECR::Repository": lambda region, it: one(
        client("ecr", region).describe_repositories(repositoryNames=[it])["repositories"]
    ),
    "AWS::ECS::Cluster": lambda region, it: one(client("ecs", region).describe_clusters(clusters=[it])["clusters"]),
    "AWS::ECS::Service": service,
    "AWS::ECS::TaskDefinition": by("ecs", "describe_task_definition", "taskDefinition"),
    "AWS::ElasticLoadBalancingV2::Listener": elb("describe_listeners", "ListenerArns", "Listeners"),
    "AWS::ElasticLoadBalancingV2::ListenerRule": elb("describe_rules", "RuleArns", "Rules"),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": elb("describe_load_balancers", "LoadBalancerArns", "LoadBalancers"),
    "AWS::ElasticLoadBalancingV2::TargetGroup": elb("describe_target_groups", "TargetGroupArns", "TargetGroups"),
    "AWS::Events::Rule": by("events", "describe_rule", "Name"),
    "AWS::FIS::ExperimentTemplate": by("fis", "get_experiment_template", "id"),
    "AWS::IAM::InstanceProfile": by("iam", "get_instance_profile", "InstanceProfileName"),
    "AWS::IAM::ManagedPolicy": by("iam", "get_policy", "PolicyArn"),
    "AWS::IAM::Role": by("iam", "get_role", "RoleName"),
    "AWS::KMS::Alias": alias,
    "AWS::KMS::Key": by("kms", "describe_key", "KeyId"),
    "AWS::KMS::ReplicaKey": by("kms", "describe_key", "KeyId"),
    "AWS::Lambda::Function": by("lambda", "get_function", "FunctionName"),
    "AWS::Logs::LogGroup": log_group,
    "AWS::RDS::DBInstance": by("rds", "describe_db_instances", "DBInstanceIdentifier"),
    "AWS::RDS::DBParameterGroup": by("rds", "describe_db_parameter_groups", "DBParameterGroupName"),
    "AWS::RDS::DBSubnetGroup": by("rds", "describe_db_subnet_groups", "DBSubnetGroupName"),
    "AWS::Route53::HealthCheck": by("route53", "get_health_check", "HealthCheckId"),
    "AWS::Route53::RecordSet": record,
    "AWS::S3::Bucket": by("s3", "get_bucket_versioning", "Bucket"),
    "AWS::S3::BucketPolicy": by("s3", "get_bucket_policy", "Bucket"),
    "AWS::SNS::Subscription": by("sns", "get_subscription_attributes", "SubscriptionArn"),
    "AWS::SNS::Topic": by("sns", "get_topic_attributes", "TopicArn"),
    "AWS::SQS::Queue": by("sqs", "get_queue_attributes", "QueueUrl"),
    "AWS::SSM::Parameter": by("ssm", "get_parameter", "Name"),
    "AWS::SecretsManager::Secret": by("secretsmanager", "describe_secret", "SecretId"),
    "AWS::SecretsManager::SecretTargetAttachment": by("secretsmanager", "get_secret_value", "SecretId"),
    "AWS::Synthetics::Canary": by("synthetics", "get_canary", "Name"),
}


def rule(region, said, of, way="IpPermissions"):
    group = one(client("ec2", region).describe_security_groups(GroupIds=[of(said["GroupId"])])["SecurityGroups"])
    ports = (int(said["FromPort"]), int(said["ToPort"]))
    return one([it for it in group[way] if (it.get("FromPort"), it.get("ToPort")) == ports])


def way_out(region, said, of):
    return rule(region, said, of, "IpPermissionsEgress")


def copies_of_images(region, said, of):
    found = client("ecr", region).describe_registry()["replicationConfiguration"]["rules"]
    if len(found) != len(said["ReplicationConfiguration"]["Rules"]):
        raise LookupError(found)


def topic_policy(region, said, of):
    for topic in said["Topics"]:
        policy = client("sns", region).get_topic_attributes(TopicArn=of(topic))["Attributes"]["Policy"]
        if said["PolicyDocument"]["Statement"][0]["Sid"] not in policy:
            raise LookupError(policy)


def exports(region, said, of):
    names = list(said["WriterProps"]["exports"])
    found = client("ssm", said["WriterProps"]["region"]).get_parameters(Names=names)
    if found["InvalidParameters"]:
        raise LookupError(found["InvalidParameters"])


def inline(region, said, of):
    for role in said["Roles"]:
        client("iam", region).get_role_policy(RoleName=of(role), PolicyName=said["PolicyName"])


def permission(region, said, of):
    policy = client("lambda", region).get_policy(FunctionName=of(said["FunctionName"]))["Policy"]
    if said["Principal"] not in policy:
        raise LookupError(policy)


# Parts of another thing, by which they are found: they have no id, or one that no service knows.
OF_ANOTHER = {
    "AWS::EC2::SecurityGroupEgress": way_out,
    "AWS::EC2::SecurityGroupIngress": rule,
    "AWS::ECR::ReplicationConfiguration": copies_of_images,
    "AWS::IAM::Policy": inline,
    "AWS::Lambda::Permission": permission,
    "AWS::SNS::TopicPolicy": topic_policy,
    "Custom::CrossRegionExportWriter": exports,
}


def things(region, stack):
    pages = client("cloudformation", region).get_paginator("list_stack_resources").paginate(StackName=stack)
    return [it for page in pages for it in page["StackResourceSummaries"]]


def properties(region, stack):
    """As the template has them, by logical name."""
    body = client("cloudformation", region).get_template(StackName=stack)["TemplateBody"]
    if isinstance(body, str):
        body = cfnlint.decode.cfn_yaml.loads(body)
    return {name: it.get("Properties", {}) for name, it in body["Resources"].items()}


def called(known, value):
    """The id of what a template calls by its logical name."""
    if not isinstance(value, dict):
        return value
    thing = value["Ref"] if "Ref" in value else value["Fn::GetAtt"]
    return known[thing.split(".")[0] if isinstance(thing, str) else thing[0]]


def describe(region, stack):
    """@return lines, and what is not there"""
    lines, missing, found = [], [], things(region, stack)
    known = {it["LogicalResourceId"]: it.get("PhysicalResourceId") for it in found}
    said = properties(region, stack)
    for it in found:
        type_, name = it["ResourceType"], it["LogicalResourceId"]
        try:
            if type_ in OF_ANOTHER:
                OF_ANOTHER[type_](region, said[name], lambda value: called(known, value))
            elif type_ not in LISTED:
                DESCRIBED[type_](region, known[name])
        except Exception as why:
            missing.append(f"{stack} {name} {type_} {known[name]}: {why!r}")
        lines.append(f"{'listed' if type_ in LISTED else 'described'} {stack} {name} {type_} {region} {known[name]}")
    return lines, missing


def is_left(type_, region, id_):
    try:
        DESCRIBED[type_](region, id_)
        return True
    except (LookupError, ClientError):
        return False


def left(lines):
    """Parts of others, and what is in a stack alone, went with these. A record is known by its name, which zones share."""
    for line in lines:
        _, _, type_, region, id_ = line.split()
        if type_ in DESCRIBED.keys() - {"AWS::Route53::RecordSet"} and is_left(type_, region, id_):
            print(line.strip())


def main(stacks):
    for place in stacks:
        lines, missing = describe(*place.split(":"))
        if missing:
            raise SystemExit("\n".join(missing))
        print("\n".join(lines))


if sys.argv[1] == "--left":
    with open(sys.argv[2]) as lines:
        left(lines)
else:
    main(sys.argv[1:])
