"""Simulated: the policies that AWS itself keeps, which moto reads by the hundred or lacks. Each is there
once it is asked for, by its name alone: nothing is allowed or refused by it."""

from datetime import datetime, timezone

from moto.iam.models import AWSManagedPolicy, IAMBackend

OF_AWS = ":iam::aws:policy/"

moto_attach = IAMBackend.attach_role_policy
EVER = datetime(2026, 1, 1, tzinfo=timezone.utc).isoformat()


def attach(backend, policy_arn, role_name):
    if OF_AWS in policy_arn and policy_arn not in backend.managed_policies:
        *path, name = policy_arn.split(":policy")[1].split("/")
        said = {"Path": "/".join(path) + "/", "DefaultVersionId": "v1", "Document": {}}
        backend.managed_policies[policy_arn] = AWSManagedPolicy.from_data(
            name, backend.account_id, backend.region_name, {**said, "CreateDate": EVER, "UpdateDate": EVER}
        )
    moto_attach(backend, policy_arn, role_name)


def install():
    IAMBackend.attach_role_policy = attach
