"""Simulated: the policies that AWS itself keeps, which moto reads by the hundred or lacks. Each is there
once it is asked for, by its name alone: nothing is allowed or refused by it. And that a role of a stack has
those of its template, which moto leaves out."""

from datetime import datetime, timezone

from moto.iam.models import AWSManagedPolicy, IAMBackend, Role, iam_backends

OF_AWS = ":iam::aws:policy/"

moto_attach = IAMBackend.attach_role_policy
moto_create = Role.create_from_cloudformation_json.__func__
moto_delete = Role.delete_from_cloudformation_json.__func__
EVER = datetime(2026, 1, 1, tzinfo=timezone.utc).isoformat()


def attach(backend, policy_arn, role_name):
    if OF_AWS in policy_arn and policy_arn not in backend.managed_policies:
        *path, name = policy_arn.split(":policy")[1].split("/")
        said = {"Path": "/".join(path) + "/", "DefaultVersionId": "v1", "Document": {}}
        backend.managed_policies[policy_arn] = AWSManagedPolicy.from_data(
            name, backend.account_id, backend.region_name, {**said, "CreateDate": EVER, "UpdateDate": EVER}
        )
    moto_attach(backend, policy_arn, role_name)


def create(cls, name, said, account, region, **more):
    role = moto_create(cls, name, said, account, region, **more)
    for policy in said["Properties"].get("ManagedPolicyArns", []):
        iam_backends[account]["aws"].attach_role_policy(policy, role.name)
    return role


def delete(cls, name, said, account, region):
    """CloudFormation detaches them first, without which IAM refuses."""
    backend = iam_backends[account]["aws"]
    for role in [it for it in backend.roles.values() if it.name == name]:
        for policy in list(role.managed_policies):
            backend.detach_role_policy(policy, role.name)
    moto_delete(cls, name, said, account, region)


def install():
    IAMBackend.attach_role_policy = attach
    Role.create_from_cloudformation_json = classmethod(create)
    Role.delete_from_cloudformation_json = classmethod(delete)
