"""Simulated: whether a target of a load balancer answers its health check.

moto finds every address healthy. Where there are servers behind the account,
a target is what listens there.
"""

from moto.elbv2.models import FakeTargetGroup

import servers_behind as servers

moto_health = FakeTargetGroup.health_for


def health(group, target, ec2):
    found = moto_health(group, target, ec2)
    if servers.are_there(ec2.account_id) and found.status == "healthy":
        server = servers.ask(ec2.account_id, "targets", target["Id"], str(found.port))
        if server is None or not server["ready"]:
            found.status = "unhealthy"
            found.reason = "Target.FailedHealthChecks"
            found.description = "Health checks failed"
    return found


def install():
    FakeTargetGroup.health_for = health
