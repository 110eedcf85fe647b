"""Simulated: how the tasks of a service in ECS come to run.

moto runs no task of a new service, and all of them in the answer to its first change. Here, as AWS
documents it: tasks start and stop some looks later, and a deployment that is asked for is `PRIMARY`
and in progress beside the former one until it has replaced it. Where there are servers behind the
account, tasks are real processes, and a change ends once they run; those that were stopped from
outside are missed at the next look, and others are started. A task that a load balancer of its
service finds unhealthy is stopped, and another one started, for as long as it does.

A service with the tag TRACKED has a target that Application Auto Scaling tracks: at each look it is
set to as many tasks as the tag says, unless it is at zero, where nothing can be tracked.

A cluster ends with the stack that made it, and is listed as `INACTIVE`. A stack whose service has to run
tasks is refused while a secret that they read has no value under its label: AWS waits for such tasks in vain.
"""

import re
from copy import deepcopy

from moto.ecs.models import Cluster, EC2ContainerServiceBackend, Service, ecs_backends
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.secretsmanager.models import secretsmanager_backends

import servers_behind as servers
from simulated_changes import begin_until, look, take_time
from simulated_targets import unhealthy

KIND = "services"

TRACKED = "simulated-tracked"

FROM_SECRETS = re.compile(r"(arn:[a-z-]+:secretsmanager:(?:[^:]*:){3}[^:]+):[^:]*:([^:]+):")

moto_of_stack = Service.create_from_cloudformation_json.__func__
moto_by_stack = Service.update_from_cloudformation_json.__func__
moto_create = EC2ContainerServiceBackend.create_service
moto_update = EC2ContainerServiceBackend.update_service
moto_describe = EC2ContainerServiceResponse.describe_services


def create(backend, *asked, **named):
    service = moto_create(backend, *asked, **named)
    tell(backend, service, True)
    begin(backend, service)
    return service


def tell(backend, service, anew):
    servers.tell(
        backend.account_id,
        KIND,
        region=backend.region_name,
        name=service.name,
        desired=service.desired_count,
        anew=anew,
    )


def begin(backend, service):
    begin_until(lambda: is_ready(backend, service.name), service, settled)


def is_ready(backend, name):
    if not servers.are_there(backend.account_id):
        return True
    server = servers.ask(backend.account_id, KIND, backend.region_name, name)
    return server is not None and server["ready"]


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
    tell(backend, service, bool(anew))
    begin(backend, service)
    return service


def settled(service):
    service.running_count = service.desired_count
    service.pending_count = 0
    present = service.deployments[0]
    present["rolloutState"] = "COMPLETED"
    present["desiredCount"] = present["runningCount"] = service.desired_count
    present["pendingCount"] = 0
    service.deployments = [present]


def miss(backend, service):
    """What is wanted comes to run again by itself."""
    if service.then is None and not is_ready(backend, service.name):
        service.running_count = 0
        service.pending_count = service.desired_count
        begin(backend, service)


def replace_unhealthy(backend, service):
    """The next ones are judged once they run."""
    if service.then is not None or not service.running_count:
        return
    failing = unhealthy(backend, [it["targetGroupArn"] for it in service.load_balancers])
    if failing:
        service.running_count = max(0, service.running_count - failing)
        service.pending_count = service.desired_count - service.running_count
        tell(backend, service, True)
        begin(backend, service)


def track(backend, service):
    tags = {it["key"]: it["value"] for it in service.tags or []}
    wanted = int(tags.get(TRACKED, service.desired_count))
    if service.desired_count not in (0, wanted):
        asked = {"cluster": service.cluster_name, "service": service.name}
        update(backend, {**asked, "desired_count": wanted})


def describe(response):
    look(response.ecs_backend.services.values())
    for service in response.ecs_backend.services.values():
        track(response.ecs_backend, service)
        miss(response.ecs_backend, service)
        replace_unhealthy(response.ecs_backend, service)
    return moto_describe(response)


def of_stack(cls, name, body, account_id, region_name, **named):
    require_startable(body["Properties"], account_id, region_name)
    return moto_of_stack(cls, name, body, account_id, region_name, **named)


def by_stack(cls, cloudformation_json, account_id, region_name, **named):
    require_startable(cloudformation_json["Properties"], account_id, region_name)
    return moto_by_stack(
        cls,
        cloudformation_json=cloudformation_json,
        account_id=account_id,
        region_name=region_name,
        **named,
    )


def require_startable(properties, account_id, region_name):
    if not int(properties.get("DesiredCount", 1)):
        return
    named = properties["TaskDefinition"]
    definition = ecs_backends[account_id][region_name].describe_task_definition(getattr(named, "arn", named))
    secrets = secretsmanager_backends[account_id][region_name].secrets
    for container in definition.container_definitions:
        for variable in container.get("secrets", []):
            found = FROM_SECRETS.match(variable["valueFrom"])
            if found and not has_value(secrets.get(found[1]), found[2]):
                raise ValueError(f"no task can be started: {variable['valueFrom']} has no value")


def has_value(secret, label):
    versions = secret.versions.values() if secret else []
    return any(label in it["version_stages"] and it.get("secret_string") for it in versions)


def end_with_stack(cls, resource_name, cloudformation_json, account_id, region_name):
    ecs_backends[account_id][region_name].delete_cluster(resource_name)


def install():
    Cluster.delete_from_cloudformation_json = classmethod(end_with_stack)
    take_time(Service)
    Service.create_from_cloudformation_json = classmethod(of_stack)
    Service.update_from_cloudformation_json = classmethod(by_stack)
    EC2ContainerServiceBackend.create_service = create
    EC2ContainerServiceBackend.update_service = update
    EC2ContainerServiceResponse.describe_services = describe
