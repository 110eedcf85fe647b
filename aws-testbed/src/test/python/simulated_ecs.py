"""Simulated: how the tasks of a service in ECS come to run.

moto runs no task of a new service, and all of them in the answer to its first change. Here, as AWS
documents it: tasks start and stop some looks later, and a deployment that is asked for is `PRIMARY`
and in progress beside the former one until it has replaced it.
"""

from copy import deepcopy

from moto.ecs.models import EC2ContainerServiceBackend, Service
from moto.ecs.responses import EC2ContainerServiceResponse

from simulated_changes import begin, look, take_time

moto_create = EC2ContainerServiceBackend.create_service
moto_update = EC2ContainerServiceBackend.update_service
moto_describe = EC2ContainerServiceResponse.describe_services


def create(backend, *asked, **named):
    service = moto_create(backend, *asked, **named)
    begin(service, settled)
    return service


def update(backend, asked):
    name = asked["service"].split("/")[-1]
    before = backend._get_service(asked.get("cluster", "default"), name)
    running, deployments = before.running_count, deepcopy(before.deployments)
    anew = asked.get("force_new_deployment") or asked.get("task_definition")
    service = moto_update(backend, asked)
    service.running_count = running
    service.pending_count = max(0, service.desired_count - running)
    if anew:
        service.deployments[0]["rolloutState"] = "IN_PROGRESS"
        for former in deployments:
            former["status"] = "ACTIVE"
        service.deployments = service.deployments[:1] + deployments
    begin(service, settled)
    return service


def settled(service):
    service.running_count = service.desired_count
    service.pending_count = 0
    present = service.deployments[0]
    present["rolloutState"] = "COMPLETED"
    present["desiredCount"] = present["runningCount"] = service.desired_count
    present["pendingCount"] = 0
    service.deployments = [present]


def describe(response):
    look(response.ecs_backend.services.values())
    return moto_describe(response)


def install():
    take_time(Service)
    EC2ContainerServiceBackend.create_service = create
    EC2ContainerServiceBackend.update_service = update
    EC2ContainerServiceResponse.describe_services = describe
