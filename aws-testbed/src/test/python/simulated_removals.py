"""Simulated: things that go with their stack. moto leaves managed policies and health checks behind."""

from moto.iam.models import ManagedPolicy
from moto.route53.models import HealthCheck, route53_backends


def remove_policy(policy, account, region):
    """CloudFormation removes whom it is attached to first, and moto tries again."""
    if policy.attachment_count > 0:
        raise ValueError(f"{policy.arn} is attached")
    policy.backend.delete_policy(policy.arn)


def remove_check(check, account, region):
    route53_backends[account]["aws"].delete_health_check(check.id)


def install():
    ManagedPolicy.delete = remove_policy
    HealthCheck.delete = remove_check
