"""Simulated: whether a target of a load balancer answers its health check.

moto finds every address healthy. Where there are servers behind the account,
a target is what listens there. Those of a group that accepts the answer FAILING alone fail.
"""

from moto.elbv2.models import FakeTargetGroup

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


def install():
    FakeTargetGroup.health_for = health
