"""Simulated: how the instances of an Auto Scaling group come into service.

moto has each in service in the answer to the change that starts it. Here, as AWS documents it, an
instance is `Pending` for some looks, and counts toward the capacity meanwhile. One that a load
balancer finds unhealthy is ended and another one started, for as long as it does, where the health
check of its group is `ELB`.
"""

from moto.autoscaling.models import AutoScalingBackend, FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse

from simulated_changes import begin, look, take_time
from simulated_targets import unhealthy

STARTED = ("InService", "Pending")

moto_update = AutoScalingBackend.update_auto_scaling_group
moto_describe = AutoScalingResponse.describe_auto_scaling_groups


def update(backend, *asked, **named):
    name = named.get("name") or asked[0]
    group = backend.autoscaling_groups.get(name)
    before = list(group.instance_states) if group else []
    group = moto_update(backend, *asked, **named)
    for state in group.instance_states:
        if state not in before:
            state.lifecycle_state = "Pending"
    begin(group, in_service)
    return group


def in_service(group):
    for state in group.instance_states:
        if state.lifecycle_state == "Pending":
            state.lifecycle_state = "InService"


def started(group):
    return [it for it in group.instance_states if it.lifecycle_state in STARTED]


def replace_unhealthy(backend, group):
    """The next ones are judged once they are in service."""
    if group.health_check_type != "ELB" or group.then is not None:
        return
    serving = [it for it in group.instance_states if it.lifecycle_state == "InService"]
    replaced = serving[: unhealthy(backend, group.target_group_arns)]
    for state in replaced:
        state.lifecycle_state = "Pending"
    if replaced:
        begin(group, in_service)


def describe(response):
    backend = response.autoscaling_backend
    look(backend.autoscaling_groups.values())
    for group in backend.autoscaling_groups.values():
        replace_unhealthy(backend, group)
    return moto_describe(response)


def install():
    take_time(FakeAutoScalingGroup)
    FakeAutoScalingGroup.active_instances = started
    AutoScalingBackend.update_auto_scaling_group = update
    AutoScalingResponse.describe_auto_scaling_groups = describe
