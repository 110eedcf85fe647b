"""Stands in for the CDK's command line on an emulated account: `deploy_lab.py ASSEMBLY WORD…`, with the words
that follow `cdk`: `list`, `bootstrap`, `deploy` and `destroy`, as people type them.

A stack is made by CloudFormation of what the app wrote down, after those that it depends on, and not again. A
resource whose type the emulated CloudFormation cannot make, or only remembers, is taken out of the
template and made by the service's own call, from the same properties; each one is told in a line. What
it is called by others is what that call answered; what it calls by itself the stack tells as outputs.
"""

import argparse
import io
import json
import pathlib
import sys
import zipfile

import boto3
from botocore.config import Config

BOOTSTRAP = "/cdk-bootstrap/hnb659fds/version"
PATIENT = Config(read_timeout=120, retries={"max_attempts": 0})


def client(service, region):
    return boto3.client(service, region_name=region, config=PATIENT)


def certificate(region, said):
    asked = {name: said[name] for name in ("DomainName", "SubjectAlternativeNames", "ValidationMethod")}
    return {"Ref": client("acm", region).request_certificate(**asked)["CertificateArn"]}


def exports_read(region, said):
    names = list(said["ReaderProps"]["imports"])
    found = client("ssm", region).get_parameters(Names=names)["Parameters"]
    return {it["Name"]: it["Value"] for it in found}


def replica_key(region, said):
    source = said["PrimaryKeyArn"]
    asked = {"Policy": json.dumps(said["KeyPolicy"]), "Description": said["Description"]}
    made = client("kms", source.split(":")[3]).replicate_key(
        KeyId=source.split("/")[-1], ReplicaRegion=region, **asked
    )["ReplicaKeyMetadata"]
    return {"Ref": made["KeyId"], "Arn": made["Arn"]}


# By others in the stack they are called what these answer.
FIRST = {
    "AWS::CertificateManager::Certificate": certificate,
    "Custom::CrossRegionExportReader": exports_read,
    "AWS::KMS::ReplicaKey": replica_key,
}


def alarm(region, said):
    client("cloudwatch", region).put_metric_alarm(**said)


def dashboard(region, said):
    asked = {"DashboardName": said["DashboardName"], "DashboardBody": said["DashboardBody"]}
    client("cloudwatch", region).put_dashboard(**asked)


def way_out(region, said):
    rule = {"IpProtocol": said["IpProtocol"], "FromPort": said["FromPort"], "ToPort": said["ToPort"]}
    rule["UserIdGroupPairs"] = [{"GroupId": said["DestinationSecurityGroupId"]}]
    ec2 = client("ec2", region)
    ec2.authorize_security_group_egress(GroupId=said["GroupId"], IpPermissions=[rule])


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


def attachment(region, said):
    secrets, name = client("secretsmanager", region), said["SecretId"]
    value = secrets.get_secret_value(SecretId=name)["SecretString"]
    database = client("rds", region).describe_db_instances(DBInstanceIdentifier=said["TargetId"])
    endpoint = database["DBInstances"][0]["Endpoint"]
    value = {"generated": value, "host": endpoint["Address"], "port": endpoint["Port"]}
    secrets.put_secret_value(SecretId=name, SecretString=json.dumps(value))


def subscription(region, said):
    client("sns", region).subscribe(**said)


def topic_policy(region, said):
    for topic in said["Topics"]:
        policy = json.dumps(said["PolicyDocument"])
        sns = client("sns", region)
        sns.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=policy)


def exports_written(region, said):
    ssm = client("ssm", said["WriterProps"]["region"])
    for name, value in said["WriterProps"]["exports"].items():
        ssm.put_parameter(Name=name, Value=value, Type="String", Overwrite=True)


# Nothing in the stack calls them by a name.
LAST = {
    "AWS::CloudWatch::Alarm": alarm,
    "AWS::CloudWatch::Dashboard": dashboard,
    "AWS::EC2::SecurityGroupEgress": way_out,
    "AWS::ECR::ReplicationConfiguration": copies_of_images,
    "AWS::SNS::Subscription": subscription,
    "AWS::SNS::TopicPolicy": topic_policy,
    "AWS::SecretsManager::SecretTargetAttachment": attachment,
    "Custom::CrossRegionExportWriter": exports_written,
}


def bootstrap(account, region, assembly):
    """The version that stacks ask for, and the assets: code of functions, and templates."""
    client("ssm", region).put_parameter(Name=BOOTSTRAP, Value="30", Type="String", Overwrite=True)
    bucket = f"cdk-hnb659fds-assets-{account}-{region}"
    s3 = client("s3", region)
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region})
    for asset in assembly.glob("asset.*"):
        key = asset.name.removeprefix("asset.")
        if asset.is_file():
            s3.put_object(Bucket=bucket, Key=key, Body=asset.read_bytes())
            continue
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for file in asset.iterdir():
                archive.write(file, file.name)
        s3.put_object(Bucket=bucket, Key=key + ".zip", Body=packed.getvalue())


def calls(value):
    return isinstance(value, dict) and any(it == "Ref" or it.startswith("Fn::") for it in value)


def replaced(value, made):
    """With what was made by hand in the place of its names."""
    if isinstance(value, list):
        return [replaced(it, made) for it in value]
    if not isinstance(value, dict):
        return value
    if value.get("Ref") in made:
        return made[value["Ref"]]["Ref"]
    if value.get("Fn::GetAtt", [None])[0] in made:
        thing, attribute = value["Fn::GetAtt"]
        return made[thing][attribute]
    return {name: replaced(it, made) for name, it in value.items()}


def asked_of_stack(value, outputs):
    """With a number in the place of each value that the stack knows, which becomes its output."""
    if isinstance(value, list):
        return [asked_of_stack(it, outputs) for it in value]
    if not calls(value):
        return {n: asked_of_stack(it, outputs) for n, it in value.items()} if isinstance(value, dict) else value
    outputs.append(value)
    return ("told", len(outputs) - 1)


def told(value, answers):
    if isinstance(value, tuple):
        return answers[f"ByHand{value[1]}"]
    if isinstance(value, list):
        return [told(it, answers) for it in value]
    if isinstance(value, dict):
        return {name: told(it, answers) for name, it in value.items()}
    return value


def name_of(logical, properties):
    names = ("AlarmName", "DashboardName", "DomainName")
    return next((properties[it] for it in names if it in properties), logical)


def deploy(region, stack, template):
    resources, made, last, by_hand = template["Resources"], {}, [], []
    # A replica is of the key that is read.
    for kind in ("Custom::CrossRegionExportReader", "AWS::CertificateManager::Certificate", "AWS::KMS::ReplicaKey"):
        for logical in [it for it, body in resources.items() if body["Type"] == kind]:
            said = replaced(resources.pop(logical)["Properties"], made)
            made[logical] = FIRST[kind](region, said)
            by_hand.append((kind, name_of(logical, said)))
    outputs = []
    for logical in [it for it, body in resources.items() if body["Type"] in LAST]:
        body = resources.pop(logical)
        last.append((body["Type"], asked_of_stack(replaced(body["Properties"], made), outputs)))
        by_hand.append((body["Type"], name_of(logical, body["Properties"])))
    template = replaced(template, made)
    for body in template["Resources"].values():
        after = [it for it in body.get("DependsOn", []) if it in template["Resources"]]
        body.pop("DependsOn", None)
        if after:
            body["DependsOn"] = after
    for number, value in enumerate(outputs):
        template.setdefault("Outputs", {})[f"ByHand{number}"] = {"Value": value}
    formation = client("cloudformation", region)
    asked = {"StackName": stack, "ChangeSetName": "cdk", "ChangeSetType": "CREATE"}
    formation.create_change_set(TemplateBody=json.dumps(template), Capabilities=["CAPABILITY_NAMED_IAM"], **asked)
    formation.execute_change_set(StackName=stack, ChangeSetName="cdk")
    present = formation.describe_stacks(StackName=stack)["Stacks"][0]
    if present["StackStatus"] != "CREATE_COMPLETE":
        events = formation.describe_stack_events(StackName=stack)["StackEvents"]
        raise SystemExit(f"{stack} {present['StackStatus']}: {events[0].get('ResourceStatusReason')}")
    answers = {it["OutputKey"]: it["OutputValue"] for it in present.get("Outputs", [])}
    for kind, said in last:
        LAST[kind](region, told(said, answers))
    for kind, name in by_hand:
        print("by hand", stack, kind, name)
    for key, value in sorted(answers.items()):
        if not key.startswith(("ByHand", "Exports")):
            print("output", stack, key, value)


def no_alarm(region, said):
    client("cloudwatch", region).delete_alarms(AlarmNames=[said["AlarmName"]])


def no_dashboard(region, said):
    client("cloudwatch", region).delete_dashboards(DashboardNames=[said["DashboardName"]])


def no_certificate(region, said):
    acm = client("acm", region)
    for it in acm.list_certificates()["CertificateSummaryList"]:
        if it["DomainName"] == said["DomainName"]:
            acm.delete_certificate(CertificateArn=it["CertificateArn"])


def no_copies_of_images(region, said):
    client("ecr", region).put_replication_configuration(replicationConfiguration={"rules": []})


def no_exports(region, said):
    names = list(said["WriterProps"]["exports"])
    client("ssm", said["WriterProps"]["region"]).delete_parameters(Names=names)


# The rest of what was made by hand goes with what it is part of, or is kept.
UNDONE = {
    "AWS::CertificateManager::Certificate": no_certificate,
    "AWS::CloudWatch::Alarm": no_alarm,
    "AWS::CloudWatch::Dashboard": no_dashboard,
    "AWS::ECR::ReplicationConfiguration": no_copies_of_images,
    "Custom::CrossRegionExportWriter": no_exports,
}


def destroy(region, stack, template):
    formation = client("cloudformation", region)
    formation.delete_stack(StackName=stack)
    if stack in [it["StackName"] for it in formation.describe_stacks()["Stacks"]]:
        raise SystemExit(f"{stack} was not deleted")
    for body in template["Resources"].values():
        if body["Type"] in UNDONE:
            UNDONE[body["Type"]](region, body["Properties"])


class Assembly:
    """What the app wrote down."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        manifest = json.loads((self.folder / "manifest.json").read_text())["artifacts"]
        self.known = {name: it for name, it in manifest.items() if it["type"] == "aws:cloudformation:stack"}

    def place(self, stack):
        account, region = self.known[stack]["environment"].removeprefix("aws://").split("/")
        return account, region

    def template(self, stack):
        return json.loads((self.folder / self.known[stack]["properties"]["templateFile"]).read_text())

    def in_order(self, wanted, done=()):
        """Each after what it depends on."""
        order = list(done)
        for stack in wanted:
            if stack not in order:
                before = [it for it in self.known[stack].get("dependencies", []) if it in self.known]
                order = self.in_order(before, order) + [stack]
        return order


def there(region, stack):
    stacks = client("cloudformation", region).describe_stacks()["Stacks"]
    return stack in [it["StackName"] for it in stacks]


def bootstraps(assembly, places):
    """Those that are said, or those of the app; a second time it changes nothing."""
    said = [tuple(it.removeprefix("aws://").split("/")) for it in places]
    for account, region in said or sorted({assembly.place(it) for it in assembly.known}):
        if not client("ssm", region).get_parameters(Names=[BOOTSTRAP])["Parameters"]:
            bootstrap(account, region, assembly.folder)


def deploys(assembly, stacks):
    for stack in assembly.in_order(stacks):
        region = assembly.place(stack)[1]
        if not client("ssm", region).get_parameters(Names=[BOOTSTRAP])["Parameters"]:
            raise SystemExit(f"{stack}: has {region} been bootstrapped? Run 'cdk bootstrap'")
        if not there(region, stack):
            deploy(region, stack, assembly.template(stack))


def main(folder, words):
    said = argparse.ArgumentParser(prog="cdk", allow_abbrev=False)
    said.add_argument("act", choices=("bootstrap", "deploy", "destroy", "list"))
    said.add_argument("named", nargs="*")
    said.add_argument("--all", action="store_true")
    said.add_argument("--require-approval", choices=("never", "any-change", "broadening"))
    said, assembly = said.parse_args(words), Assembly(folder)
    stacks = list(assembly.known) if said.all else said.named
    match said.act:
        case "list":
            print("\n".join(assembly.known))
        case "bootstrap":
            bootstraps(assembly, said.named)
        case "deploy":
            deploys(assembly, stacks)
        case "destroy":
            for stack in reversed(assembly.in_order(stacks)):
                destroy(assembly.place(stack)[1], stack, assembly.template(stack))


main(sys.argv[1], sys.argv[2:])
