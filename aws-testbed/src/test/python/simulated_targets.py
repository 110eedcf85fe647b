"""Simulated: whether a target of a load balancer answers its health check.

moto finds every address healthy. Where there are bodies, a target is what listens there.
"""

from moto.elbv2.models import FakeTargetGroup

import simulated_bodies as bodies

moto_health = FakeTargetGroup.health_for


def health(group, target, ec2):
    found = moto_health(group, target, ec2)
    if bodies.has_bodies(ec2.account_id) and found.status == "healthy":
        body = bodies.ask(ec2.account_id, "targets", target["Id"], str(found.port))
        if body is None or not body["ready"]:
            found.status = "unhealthy"
            found.reason = "Target.FailedHealthChecks"
            found.description = "Health checks failed"
    return found


def install():
    FakeTargetGroup.health_for = health
