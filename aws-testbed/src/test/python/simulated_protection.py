"""Simulated: what AWS refuses to delete, which moto deletes: a load balancer that is protected, and the
groups of RDS that an instance is in. A stack's load balancer has the attributes of its template, and
tells what others name it by."""

from moto.elbv2.exceptions import ELBClientError
from moto.elbv2.models import ELBv2Backend, FakeLoadBalancer
from moto.rds.exceptions import RDSClientError
from moto.rds.models import RDSBackend


class OperationNotPermitted(ELBClientError):
    code = "OperationNotPermitted"


PROTECTED = "deletion_protection.enabled"

moto_create = FakeLoadBalancer.create_from_cloudformation_json.__func__
moto_attribute = FakeLoadBalancer.get_cfn_attribute
moto_delete = ELBv2Backend.delete_load_balancer
moto_delete_subnets = RDSBackend.delete_subnet_group
moto_delete_parameters = RDSBackend.delete_db_parameter_group


def create(cls, name, asked, *more, **named):
    made = moto_create(cls, name, asked, *more, **named)
    for attribute in asked["Properties"].get("LoadBalancerAttributes", []):
        made.attrs[attribute["Key"]] = attribute["Value"]
    return made


def attribute(balancer, name):
    match name:
        case "CanonicalHostedZoneID":
            return balancer.canonical_hosted_zone_id
        case "LoadBalancerFullName":
            return balancer.arn.split(":loadbalancer/")[1]
    return moto_attribute(balancer, name)


def delete(backend, arn):
    found = backend.load_balancers.get(arn)
    if found is not None and found.attrs.get(PROTECTED) == "true":
        raise OperationNotPermitted(f"Load balancer '{arn}' cannot be deleted: it is protected")
    moto_delete(backend, arn)


def require_free(backend, kind, name, groups):
    used = [it.db_instance_identifier for it in backend.databases.values() if name in groups(it)]
    if used:
        raise RDSClientError(f"Invalid{kind}StateFault", f"{name} is in use by {', '.join(used)}")


def delete_subnets(backend, subnet_name):
    require_free(backend, "DBSubnetGroup", subnet_name, lambda it: [it.db_subnet_group_name])
    return moto_delete_subnets(backend, subnet_name)


def delete_parameters(backend, db_parameter_group_name):
    name = db_parameter_group_name
    require_free(backend, "DBParameterGroup", name, lambda it: [it.db_parameter_group_name])
    return moto_delete_parameters(backend, name)


def install():
    FakeLoadBalancer.create_from_cloudformation_json = classmethod(create)
    FakeLoadBalancer.get_cfn_attribute = attribute
    ELBv2Backend.delete_load_balancer = delete
    RDSBackend.delete_subnet_group = delete_subnets
    RDSBackend.delete_db_parameter_group = delete_parameters
