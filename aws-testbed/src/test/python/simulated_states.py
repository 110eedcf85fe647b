"""Simulated: how AWS Step Functions calls other services, where moto's interpreter differs.

AWS names parameters, answers and errors of `aws-sdk` tasks as the AWS SDK for Java 2.x does; moto
takes and gives those of botocore. Calls are made in the account of the execution, dates are texts,
a path without filter gives the value itself and not a list of it. Times are compared with their
fractions of a second and offsets, as RFC 3339 has them. An execution that is started
without a name is given one. Where a machine has a log, its executions write their events there. The language itself is interpreted by moto.
"""

import functools
import json
import os
import re
import sys
from contextvars import ContextVar
from datetime import datetime, timezone
from uuid import uuid4

import moto.stepfunctions.parser.models  # Loads what is mended below.
from botocore.model import ListShape, MapShape, StructureShape
from moto.core.config import default_user_config
from moto.stepfunctions.parser.asl.component.state.choice.comparison.operator.implementations.is_operator import (
    IsTimestamp,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import (
    state_task_service_aws_sdk,
    state_task_service_sfn,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service import (
    StateTaskService,
)
from moto.core.utils import unix_time_millis
from moto.logs.models import logs_backends
from moto.stepfunctions.parser.asl.eval.event.logging import (
    CloudWatchLoggingConfiguration,
    CloudWatchLoggingSession,
)
from moto.stepfunctions.parser.asl.utils import boto_client, json_path
from moto.stepfunctions.parser.models import StepFunctionsParserBackend

account = ContextVar("account")

moto_client_for = boto_client.boto_client_for
moto_execute = StateTaskService._eval_execution
moto_extract = json_path.extract_json
moto_start = StepFunctionsParserBackend.start_execution
moto_execution = moto.stepfunctions.parser.models.Execution


def client_for(region, service, state_credentials=None):
    return client_of(region, service, account.get())


@functools.cache
def client_of(region, service, number):
    client = moto_client_for(region, service)

    def address(request, **_):
        request.headers["x-moto-account-id"] = number

    client.meta.events.register("before-send.*.*", address)
    return client


def execute(task, env):
    machine = env.states.context_object.context_object_data["StateMachine"]["Id"]
    account.set(machine.split(":")[4])
    moto_execute(task, env)


def start(backend, state_machine_arn, name=None, *asked, **named):
    return moto_start(backend, state_machine_arn, name or str(uuid4()), *asked, **named)


def execution(state_machine, exec_arn, cloud_watch_logging_session=None, **named):
    """moto has a session for the log of an execution, and gives it to none."""
    log = CloudWatchLoggingConfiguration.from_logging_configuration(
        state_machine.arn, {"includeExecutionData": False} | state_machine.loggingConfiguration
    )
    session = CloudWatchLoggingSession(exec_arn, log) if log else None
    return moto_execution(
        state_machine=state_machine,
        exec_arn=exec_arn,
        cloud_watch_logging_session=session,
        **named,
    )


def publish(session, history_log):
    """As AWS writes it: one line of JSON."""
    to = session.configuration
    group = logs_backends[to.log_account_id][to.log_region].groups.get(to.log_group_name)
    if group is None:
        return
    if to.log_stream_name not in group.streams:
        group.create_log_stream(to.log_stream_name)
    message = json.dumps(history_log, default=str)
    group.put_log_events(
        to.log_stream_name, [{"timestamp": int(unix_time_millis()), "message": message}]
    )


def java(name):
    """As the SDK for Java names a member, with a capital first letter: `DBName` is `DbName`."""
    first = re.match(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]+|[a-z]", name).group()
    return first.capitalize() + name[len(first) :]


def asked(value, shape):
    if isinstance(shape, StructureShape) and isinstance(value, dict):
        members = {java(name): name for name in shape.members}
        return {
            members[name]: asked(item, shape.members[members[name]])
            for name, item in value.items()
        }
    if isinstance(shape, ListShape):
        return [asked(item, shape.member) for item in value]
    if isinstance(shape, MapShape):
        return {name: asked(item, shape.value) for name, item in value.items()}
    return value


def answered(value, shape):
    if isinstance(shape, StructureShape) and isinstance(value, dict):
        return {
            java(name): answered(item, shape.members.get(name)) for name, item in value.items()
        }
    if isinstance(shape, ListShape):
        return [answered(item, shape.member) for item in value]
    if isinstance(shape, MapShape):
        return {name: answered(item, shape.value) for name, item in value.items()}
    return value.isoformat() if isinstance(value, datetime) else value


def call(task, env, resource_runtime_part, normalised_parameters, state_credentials):
    client = boto_client.boto_client_for(
        service=task._get_boto_service_name(),
        region=resource_runtime_part.region,
        state_credentials=state_credentials,
    )
    action = task._get_boto_service_action()
    model = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[action])
    answer = getattr(client, action)(**asked(normalised_parameters, model.input_shape))
    answer.pop("ResponseMetadata", None)
    env.stack.append(answered(answer, model.output_shape))


# The SDK's names of services, as errors begin with them, and botocore's, where they differ.
ERRORS = {
    "autoscaling": "AutoScaling",
    "dynamodb": "DynamoDb",
    "ecs": "Ecs",
    "elasticloadbalancingv2": "ElasticLoadBalancingV2",
    "rds": "Rds",
}
CLIENTS = {"elasticloadbalancingv2": "elbv2"}


def error_name(service, failure):
    name = failure.__class__.__name__
    if name == "ClientError":
        return f"{service}.{service}Exception"
    name = java(name).removesuffix("Exception").removesuffix("Fault")
    return f"{service}.{name}Exception"


def extract(path, data):
    """One value where a path can lead to one alone; else a list, which may be empty."""
    if not re.search(r"\[(\?|\*|\d*:)|\.\.", path):
        found = json_path.parse(path).find(data)
        if not found:
            raise json_path.NoSuchJsonPathError(json_path=path, data=data)
        return found[0].value
    return [found.value for found in json_path.parse(path).find(data)]


def timestamp(text):
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=timezone.utc)


def replace(before, after):
    """Wherever moto's modules have taken it by name."""
    for module in list(sys.modules.values()):
        name = before.__name__
        if module.__name__.startswith("moto.") and getattr(module, name, None) is before:
            setattr(module, name, after)


def listen(port):
    """Where the tasks of executions find the accounts."""
    os.environ["MOTO_PORT"] = str(port)


def install():
    default_user_config["stepfunctions"]["execute_state_machine"] = True
    StateTaskService._eval_execution = execute
    StepFunctionsParserBackend.start_execution = start
    moto.stepfunctions.parser.models.Execution = execution
    CloudWatchLoggingSession.publish_history_log = publish
    StateTaskService._SERVICE_NAME_SFN_TO_BOTO_OVERRIDES.update(CLIENTS)
    sdk = state_task_service_aws_sdk.StateTaskServiceAwsSdk
    sdk._eval_service_task = call
    state_task_service_sfn.StateTaskServiceSfn._eval_service_task = call
    sdk._normalise_service_error_name = staticmethod(lambda name: ERRORS.get(name, name))
    sdk._normalise_exception_name = staticmethod(error_name)
    IsTimestamp.string_to_timestamp = staticmethod(timestamp)
    replace(moto_client_for, client_for)
    replace(moto_extract, extract)
