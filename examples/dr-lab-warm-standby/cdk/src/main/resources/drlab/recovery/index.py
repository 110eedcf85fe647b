"""Rebuilds the lab in this region out of its newest backup: one step a call, as far as it can be seen.

Each call looks first, does the next thing that is not there yet, and says what it waits for; it may be
made again at any time. {"test_mode": true} only looks, whatever else is said. {"execute_recovery": true} needs "fenced_by", a
person who made sure that nobody writes in the other region any more: two writers are worse than a long
outage, and nothing here can see into a region that is lost.
"""

import datetime
import json
import os

import boto3
from botocore.exceptions import ClientError

HERE = os.environ.get("AWS_REGION", "")

# On the restored database: the ARN of the recovery point that it was made of.
POINT = "recovery-point"

# As RDS writes them; in no other does a database become available by waiting.
PASSING = (
    "backing-up backtracking configuring-enhanced-monitoring configuring-iam-database-auth configuring-log-exports"
    " converting-to-vpc creating maintenance modifying moving-to-vpc rebooting renaming"
    " resetting-master-credentials starting storage-config-upgrade storage-initialization"
    " storage-optimization upgrading"
).split()


class Refused(Exception):
    """What a person has to do before this can go on."""


def handler(event, context, client=None, now=None):
    client = client or boto3.client
    lab = words(client("ssm"))
    try:
        if event.get("target_region", HERE) != HERE:
            raise Refused(f"this function recovers in {HERE}; call the one of that region")
        point = meant(client, lab)
        age = (now or datetime.datetime.now(datetime.timezone.utc)) - point["CreationDate"]
        answer = {
            "recovery_point": point["RecoveryPointArn"],
            "lost_hours": round(age.total_seconds() / 3600, 1),
        }
        # To be read beside it; what is missing there stops no recovery.
        if "rpo-hours" in lab and "rto-hours" in lab:
            answer["objective_hours"] = {"rpo": int(lab["rpo-hours"]), "rto": int(lab["rto-hours"])}
        if event.get("test_mode") or not event.get("execute_recovery"):
            return answer | {"would_make": [name for name, _, seen in steps(client, lab, point) if seen() != "there"]}
        if not str(event.get("fenced_by") or "").strip():
            raise Refused("say who made sure that nobody writes in the other region: \"fenced_by\": \"NAME\"")
        for name, make, seen in steps(client, lab, point):
            state = seen()
            if state == "missing":
                make()
                state = "begun"
            if state != "there":
                return answer | {"step": name, "state": state, "next": "call again"}
        return answer | {"recovered": True, "next": f"once {lab['entrance']} answers 200, lead users there"}
    except Refused as why:
        return {"refused": str(why)}


def words(ssm):
    """The parameters below the path, each by its last word."""
    found, token = {}, {}
    while True:
        page = ssm.get_parameters_by_path(Path=os.environ["PARAMETERS"], **token)
        found |= {it["Name"].rsplit("/", 1)[1]: it["Value"] for it in page["Parameters"]}
        if not page.get("NextToken"):
            return found
        token = {"NextToken": page["NextToken"]}


def meant(client, lab):
    """What the database was restored of, once there is one: a newer backup is none of it."""
    points, found = complete(client("backup"), lab), instance(client("rds"), lab)
    if found is None:
        if not points:
            raise Refused(f"the vault {lab['vault']} has no complete backup of the database")
        return max(points, key=lambda it: it["CreationDate"])
    tags = {it["Key"]: it["Value"] for it in found.get("TagList", [])}
    of = [it for it in points if it["RecoveryPointArn"] == tags.get(POINT)]
    if not of:
        raise Refused(f"the database {lab['database']} has no tag {POINT} of a backup in the vault: see who made it")
    return of[0]


def complete(backup, lab):
    points, token = [], {}
    while True:
        page = backup.list_recovery_points_by_backup_vault(BackupVaultName=lab["vault"], ByResourceType="RDS", **token)
        points += [it for it in page["RecoveryPoints"] if it["Status"] == "COMPLETED"]
        if not page.get("NextToken"):
            return points
        token = {"NextToken": page["NextToken"]}


def steps(client, lab, point):
    """Name, what makes it, what sees it: "missing", "there", or what it waits for."""
    stacks, rds, secrets = client("cloudformation"), client("rds"), client("secretsmanager")
    return [
        ("network", lambda: create(stacks, lab, "network"), lambda: stack_seen(stacks, lab, "network")),
        ("database", lambda: restore(stacks, rds, lab, point), lambda: database_seen(rds, lab)),
        ("login", lambda: bind(rds, secrets, lab), lambda: login_seen(rds, secrets, lab)),
        ("application", lambda: create(stacks, lab, "application"), lambda: stack_seen(stacks, lab, "application")),
    ]


def described(stacks, name):
    try:
        return stacks.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise


def stack_seen(stacks, lab, which):
    stack = described(stacks, lab[which + "-stack"])
    if stack is None:
        return "missing"
    status = stack["StackStatus"]
    if status in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        return "there"
    if status.endswith("_IN_PROGRESS") and not status.startswith("ROLLBACK"):
        return status
    raise Refused(f"the stack {lab[which + '-stack']} is {status}: see why, delete it, and call again")


def create(stacks, lab, which):
    stacks.create_stack(
        StackName=lab[which + "-stack"],
        TemplateURL=lab[which + "-template"],
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
        RoleARN=lab["makes-stacks"],
        OnFailure="DO_NOTHING",
    )


def instance(rds, lab):
    try:
        return rds.describe_db_instances(DBInstanceIdentifier=lab["database"])["DBInstances"][0]
    except ClientError as error:
        if error.response["Error"]["Code"] == "DBInstanceNotFound":
            return None
        raise


def database_seen(rds, lab):
    found = instance(rds, lab)
    if found is None:
        return "missing"
    status = found["DBInstanceStatus"]
    if status == "available":
        return "there"
    if status in PASSING:
        return status
    raise Refused(f"the database {lab['database']} is {status}: see why, mend or delete it, and call again")


def restore(stacks, rds, lab, point):
    outputs = {it["OutputKey"]: it["OutputValue"] for it in described(stacks, lab["network-stack"])["Outputs"]}
    rds.restore_db_instance_from_db_snapshot(
        DBInstanceIdentifier=lab["database"],
        # A recovery point of RDS is a snapshot of it, under the vault's key.
        DBSnapshotIdentifier=point["RecoveryPointArn"],
        DBSubnetGroupName=lab["subnet-group"],
        DBParameterGroupName=lab["parameter-group"],
        VpcSecurityGroupIds=[outputs["DatabaseSecurityGroupId"]],
        PubliclyAccessible=False,
        MultiAZ=True,
        DeletionProtection=True,
        CopyTagsToSnapshot=True,
        EnableIAMDatabaseAuthentication=True,
        Tags=[{"Key": POINT, "Value": point["RecoveryPointArn"]}],
    )


def url(rds, lab):
    endpoint = instance(rds, lab)["Endpoint"]
    return f"jdbc:postgresql://{endpoint['Address']}:{endpoint['Port']}/{lab['database-name']}?sslmode=require"


def login(secrets, lab, label):
    try:
        return json.loads(secrets.get_secret_value(SecretId=lab["secret"], VersionStage=label)["SecretString"])
    except ClientError as error:
        if error.response["Error"]["Code"] == "ResourceNotFoundException":
            return None
        raise


def login_seen(rds, secrets, lab):
    if "Endpoint" not in (instance(rds, lab) or {}):
        return "missing"
    bound = login(secrets, lab, "Bound")
    return "there" if bound is not None and bound.get("url") == url(rds, lab) else "missing"


def bind(rds, secrets, lab):
    """The login is that of the backup; where it is used is known only now."""
    known = login(secrets, lab, "AWSCURRENT")
    if known is None or not known.get("user") or not known.get("password"):
        raise Refused("write user and password of the service's login into its secret in this region")
    secrets.put_secret_value(
        SecretId=lab["secret"],
        SecretString=json.dumps(known | {"url": url(rds, lab)}),
        VersionStages=["AWSCURRENT", "Bound"],
    )
