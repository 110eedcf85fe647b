"""Simulated: how the instances of an Auto Scaling group come into service.

moto has each in service in the answer to the change that starts it. Here, as AWS documents it, an
instance is `Pending` for some looks, and counts toward the capacity meanwhile.
"""

from moto.autoscaling.models import AutoScalingBackend, FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse

from simulated_changes import begin, look, take_time

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


def describe(response):
    look(response.autoscaling_backend.autoscaling_groups.values())
    return moto_describe(response)


def install():
    take_time(FakeAutoScalingGroup)
    FakeAutoScalingGroup.active_instances = started
    AutoScalingBackend.update_auto_scaling_group = update
    AutoScalingResponse.describe_auto_scaling_groups = describe
