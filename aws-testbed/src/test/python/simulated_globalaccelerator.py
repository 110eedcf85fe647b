"""Simulated: the control plane of Global Accelerator, which moto lacks.

Operations, members and errors are those of botocore's model `globalaccelerator`. As AWS documents
it: a change of an endpoint group is accepted at once, and its accelerator is `IN_PROGRESS` for some
looks before it is `DEPLOYED`; what an update leaves out stays as it was. A load balancer that shows
its servers who asks makes a security group in its network, which stays when the accelerator goes;
the network cannot go before it, nor it before the endpoint group.
"""

import json
import uuid

import botocore.session
from moto.ec2.exceptions import DependencyViolationError
from moto.ec2.models import EC2Backend, ec2_backends
from moto.elbv2.models import elbv2_backends

from simulated_changes import LOOKS

MODEL = botocore.session.get_session().get_service_model("globalaccelerator")
TARGET = MODEL.metadata["targetPrefix"] + "."
ACCOUNT = "HTTP_X_MOTO_ACCOUNT_ID"
DEFAULT_ACCOUNT = "123456789012"
OWN_GROUP = "GlobalAccelerator"

# The two addresses of every accelerator: nothing is behind them.
IP_SET = {"IpFamily": "IPv4", "IpAddressFamily": "IPv4", "IpAddresses": ["192.0.2.1", "192.0.2.2"]}

accounts = {}


class Refused(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Account:
    def __init__(self, name):
        self.name = name
        self.accelerators = {}
        self.listeners = {}
        self.groups = {}

    def create_accelerator(self, asked):
        arn = f"arn:aws:globalaccelerator::123456789012:accelerator/{uuid.uuid4()}"
        self.accelerators[arn] = {
            "Name": asked["Name"],
            "IpAddressType": asked.get("IpAddressType", "IPV4"),
            "DnsName": f"a{arn[-12:]}.awsglobalaccelerator.com",
            "AcceleratorArn": arn,
            "Enabled": asked.get("Enabled", True),
            "looks": 0,
        }
        return {"Accelerator": self.shown(self.accelerators[arn])}

    def create_listener(self, asked):
        arn = f"{self.accelerator(asked['AcceleratorArn'])}/listener/{uuid.uuid4().hex[:8]}"
        told = ("PortRanges", "Protocol", "ClientAffinity")
        self.listeners[arn] = {"ListenerArn": arn, **{it: asked[it] for it in told if it in asked}}
        return {"Listener": self.listeners[arn]}

    def describe_listener(self, asked):
        return {"Listener": self.listener(asked["ListenerArn"])}

    def describe_accelerator_attributes(self, asked):
        self.accelerator(asked["AcceleratorArn"])
        return {"AcceleratorAttributes": {"FlowLogsEnabled": False}}

    def list_tags_for_resource(self, asked):
        return {"Tags": []}

    def list_cross_account_resources(self, _):
        return {"CrossAccountResources": []}

    def list_accelerators(self, _):
        return {"Accelerators": [self.shown(it) for it in self.accelerators.values()]}

    def delete_endpoint_group(self, asked):
        del self.groups[self.group(asked["EndpointGroupArn"])["EndpointGroupArn"]]
        return {}

    def delete_listener(self, asked):
        if any(it.startswith(asked["ListenerArn"] + "/") for it in self.groups):
            raise Refused("AssociatedEndpointGroupFoundException", "it has endpoint groups")
        del self.listeners[self.listener(asked["ListenerArn"])["ListenerArn"]]
        return {}

    def delete_accelerator(self, asked):
        found = self.accelerators[self.accelerator(asked["AcceleratorArn"])]
        if found["Enabled"]:
            raise Refused("AcceleratorNotDisabledException", "it is enabled")
        if any(it.startswith(found["AcceleratorArn"] + "/") for it in self.listeners):
            raise Refused("AssociatedListenerFoundException", "it has listeners")
        del self.accelerators[found["AcceleratorArn"]]
        return {}

    def create_endpoint_group(self, asked):
        arn = f"{asked['ListenerArn']}/endpoint-group/{uuid.uuid4().hex[:12]}"
        health = {it: value for it, value in asked.items() if it.startswith("HealthCheck")}
        self.groups[arn] = {
            **health,
            "EndpointGroupArn": arn,
            "EndpointGroupRegion": asked["EndpointGroupRegion"],
            "EndpointDescriptions": described(asked.get("EndpointConfigurations", [])),
            "TrafficDialPercentage": asked.get("TrafficDialPercentage", 100.0),
        }
        for endpoint in asked.get("EndpointConfigurations", []):
            if endpoint.get("ClientIPPreservationEnabled", True):
                self.make_own_group(asked["EndpointGroupRegion"], endpoint["EndpointId"])
        return {"EndpointGroup": self.groups[arn]}

    def make_own_group(self, region, endpoint):
        balancer = elbv2_backends[self.name][region].load_balancers.get(endpoint)
        ec2 = ec2_backends[self.name][region]
        if balancer is not None and not own_groups(ec2, balancer.vpc_id):
            ec2.create_security_group(OWN_GROUP, OWN_GROUP, vpc_id=balancer.vpc_id)

    def describe_accelerator(self, asked):
        found = self.accelerators[self.accelerator(asked["AcceleratorArn"])]
        answer = {"Accelerator": self.shown(found)}
        found["looks"] = max(0, found["looks"] - 1)
        return answer

    def update_accelerator(self, asked):
        found = self.accelerators[self.accelerator(asked["AcceleratorArn"])]
        found["Enabled"] = asked.get("Enabled", found["Enabled"])
        found["looks"] = LOOKS
        return {"Accelerator": self.shown(found)}

    def describe_endpoint_group(self, asked):
        return {"EndpointGroup": self.group(asked["EndpointGroupArn"])}

    def update_endpoint_group(self, asked):
        group = self.group(asked["EndpointGroupArn"])
        dial = asked.get("TrafficDialPercentage", group["TrafficDialPercentage"])
        if not 0 <= dial <= 100:
            raise Refused("InvalidArgumentException", "a dial is 0 to 100")
        group["TrafficDialPercentage"] = dial
        if "EndpointConfigurations" in asked:
            group["EndpointDescriptions"] = described(asked["EndpointConfigurations"])
        accelerator = group["EndpointGroupArn"].split("/listener/")[0]
        self.accelerators[accelerator]["looks"] = LOOKS
        return {"EndpointGroup": group}

    def shown(self, accelerator):
        status = "IN_PROGRESS" if accelerator["looks"] > 0 else "DEPLOYED"
        told = {name: value for name, value in accelerator.items() if name != "looks"}
        return {**told, "Status": status, "IpSets": [IP_SET]}

    def accelerator(self, arn):
        if arn not in self.accelerators:
            raise Refused("AcceleratorNotFoundException", f"no accelerator {arn}")
        return arn

    def listener(self, arn):
        if arn not in self.listeners:
            raise Refused("ListenerNotFoundException", f"no listener {arn}")
        return self.listeners[arn]

    def group(self, arn):
        if arn not in self.groups:
            raise Refused("EndpointGroupNotFoundException", f"no endpoint group {arn}")
        return self.groups[arn]


def account_of(name):
    return accounts.setdefault(name, Account(name))


def own_groups(ec2, network):
    groups = ec2.groups.get(network, {}).values()
    return [it for it in groups if it.name == OWN_GROUP]


def install():
    delete_vpc = EC2Backend.delete_vpc
    delete_group = EC2Backend.delete_security_group

    def refusing_delete_vpc(ec2, vpc_id):
        if own_groups(ec2, vpc_id):
            raise DependencyViolationError(f"The vpc '{vpc_id}' has dependencies")
        return delete_vpc(ec2, vpc_id)

    def refusing_delete_group(ec2, name=None, group_id=None):
        regions = [it["EndpointGroupRegion"] for it in account_of(ec2.account_id).groups.values()]
        found = ec2.get_security_group_from_id(group_id) if group_id else None
        if found is not None and found.name == OWN_GROUP and ec2.region_name in regions:
            raise DependencyViolationError(f"resource {group_id} has a dependent object")
        return delete_group(ec2, name=name, group_id=group_id)

    EC2Backend.delete_vpc = refusing_delete_vpc
    EC2Backend.delete_security_group = refusing_delete_group


def described(endpoints):
    return [{"EndpointId": it["EndpointId"], "Weight": it.get("Weight", 128)} for it in endpoints]


OPERATIONS = {
    "CreateAccelerator": Account.create_accelerator,
    "CreateListener": Account.create_listener,
    "CreateEndpointGroup": Account.create_endpoint_group,
    "DeleteAccelerator": Account.delete_accelerator,
    "DeleteEndpointGroup": Account.delete_endpoint_group,
    "DeleteListener": Account.delete_listener,
    "DescribeAccelerator": Account.describe_accelerator,
    "DescribeAcceleratorAttributes": Account.describe_accelerator_attributes,
    "DescribeListener": Account.describe_listener,
    "ListCrossAccountResources": Account.list_cross_account_resources,
    "ListAccelerators": Account.list_accelerators,
    "ListTagsForResource": Account.list_tags_for_resource,
    "DescribeEndpointGroup": Account.describe_endpoint_group,
    "UpdateAccelerator": Account.update_accelerator,
    "UpdateEndpointGroup": Account.update_endpoint_group,
}


def is_for(environ):
    return environ.get("HTTP_X_AMZ_TARGET", "").startswith(TARGET)


def answer(environ, start_response):
    operation = environ["HTTP_X_AMZ_TARGET"][len(TARGET) :]
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    account = account_of(environ.get(ACCOUNT) or DEFAULT_ACCOUNT)
    try:
        asked = checked(MODEL.operation_model(operation).input_shape, json.loads(body))
        status, told = "200 OK", OPERATIONS[operation](account, asked)
        shape = MODEL.operation_model(operation).output_shape
        told = checked(shape, told) if shape else told
    except Refused as refused:
        status, told = "400 Bad Request", {"__type": refused.code, "message": str(refused)}
    wire = json.dumps(told).encode()
    headers = [("Content-Type", "application/x-amz-json-1.1"), ("Content-Length", str(len(wire)))]
    start_response(status, headers)
    return [wire]


def checked(shape, value):
    """Only members of botocore's model, and all that it requires."""
    unknown = set(value) - set(shape.members)
    missing = set(shape.required_members) - set(value)
    if unknown or missing:
        raise Refused("InvalidArgumentException", f"unknown {unknown}, missing {missing}")
    return value
