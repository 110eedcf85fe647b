"""Simulated: whether a target of a load balancer answers its health check.

moto finds every address healthy. Where there are servers behind the account,
a target is what listens there. Those of a group that accepts the answer FAILING alone fail.
"""

from moto.ec2.models import ec2_backends
from moto.elbv2.models import FakeTargetGroup, elbv2_backends

import servers_behind as servers

moto_health = FakeTargetGroup.health_for


# The answer that nothing in an account without servers gives.
FAILING = "418"


def health(group, target, ec2):
    found = moto_health(group, target, ec2)
    if found.status == "healthy" and not answers(group, target, found.port, ec2.account_id):
        found.status = "unhealthy"
        found.reason = "Target.FailedHealthChecks"
        found.description = "Health checks failed"
    return found


def answers(group, target, port, account):
    if not servers.are_there(account):
        return (group.matcher or {}).get("HttpCode") != FAILING
    server = servers.ask(account, "targets", target["Id"], str(port))
    return server is not None and server["ready"]


def unhealthy(backend, groups):
    """How many targets at least have to be replaced whose groups say so."""
    balanced = elbv2_backends[backend.account_id][backend.region_name].target_groups
    ec2 = ec2_backends[backend.account_id][backend.region_name]
    most = 0
    for group in map(balanced.get, groups):
        found = [group.health_for(target, ec2).status for target in group.targets.values()]
        most = max(most, found.count("unhealthy"))
    return most


def install():
    FakeTargetGroup.health_for = health
