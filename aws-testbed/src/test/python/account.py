"""Starts the emulated AWS accounts of the tests: moto behind a free port of loopback.

Prints `port N` once it listens, and ends when its standard input does, so that it never
outlives the tests that started it. What the tests need and moto lacks is added here, and by the
modules beside it whose names begin with `simulated`.
"""

import collections
import gc
import os
import sys
import threading

# A certificate is issued once it is asked for the next time, as one whose name is validated.
os.environ["MOTO_ACM_VALIDATION_WAIT"] = "0"
# No page of another origin calls it.
os.environ["MOTO_DISABLE_GLOBAL_CORS"] = "true"

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

import simulated_stacks  # First: what it stands in for is asked for when moto is read.
import remembered
import simulated_autoscaling
import servers_behind
import simulated_backups
import simulated_buckets
import simulated_cbor
import simulated_cdk
import simulated_cloudformation
import simulated_drift
import simulated_ecs
import simulated_fis
import simulated_fis_stacks  # noqa: F401 - CloudFormation finds its type.
import simulated_functions
import simulated_globalclusters
import simulated_globaltables
import simulated_globalaccelerator
import simulated_keys
import simulated_networks
import simulated_parameters
import simulated_policies
import simulated_protection
import simulated_quotas
import simulated_rds
import simulated_rds_stacks
import simulated_removals
import simulated_route53
import simulated_s3
import simulated_secrets
import simulated_states
import simulated_synthetics  # noqa: F401 - The same.
import simulated_tables
import simulated_targets


def come_before_the_tests() -> None:
    """AWS does not share this machine's processors with the tests; only root may say so."""
    try:
        os.setpriority(os.PRIO_PROCESS, 0, -10)
    except PermissionError:
        pass


def end_with_the_caller() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


class Silent(WSGIRequestHandler):
    """Errors are told; each call is in the log of the gate in front."""

    def log_request(self, code="-", size="-"):
        pass


class OneAtATime:
    """Makes each call of an account atomic, as AWS does: moto's threads let two conditional writes
    of one item both find their condition met. One account does not wait for what is behind another.
    Step Functions has a lock of its own, and none for what reads a definition or writes a history
    down for seconds."""

    SLOW = ("CreateStateMachine", "ValidateStateMachineDefinition", "GetExecutionHistory")

    def __init__(self, application):
        self.application = application
        self.locks = collections.defaultdict(threading.Lock)

    def __call__(self, environ, start_response):
        if simulated_functions.runs_code(environ) or simulated_cdk.is_within(environ):
            return self.application(environ, start_response)
        service, _, operation = environ.get("HTTP_X_AMZ_TARGET", "").partition(".")
        if operation in self.SLOW:
            return list(self.application(environ, start_response))
        account = environ.get("HTTP_X_MOTO_ACCOUNT_ID", "")
        with self.locks[account, service == "AWSStepFunctions"]:
            if simulated_globalaccelerator.is_for(environ):
                return simulated_globalaccelerator.answer(environ, start_response)
            if simulated_fis.is_for(environ):
                return simulated_fis.answer(environ, start_response)
            return list(self.application(environ, start_response))


SIMULATED = (
    simulated_autoscaling,
    simulated_backups,
    simulated_buckets,
    simulated_cdk,
    simulated_cloudformation,
    simulated_drift,
    simulated_ecs,
    simulated_functions,
    simulated_globalaccelerator,
    simulated_globalclusters,
    simulated_globaltables,
    simulated_keys,
    simulated_networks,
    simulated_parameters,
    simulated_policies,
    simulated_protection,
    simulated_quotas,
    simulated_rds,
    simulated_rds_stacks,
    simulated_removals,
    simulated_route53,
    simulated_s3,
    simulated_secrets,
    simulated_states,
    simulated_tables,
    simulated_targets,
)

# Loaded before the first call, which would else wait seconds for it on a busy machine.
SERVICES = [
    "autoscaling",
    "cloudwatch",
    "dynamodb",
    "ec2",
    "ecs",
    "elbv2",
    "rds",
    "s3",
    "secretsmanager",
]


def let_live_what_was_loaded() -> None:
    """Nothing of it ever goes: a search for what nobody holds need not walk through it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def main() -> None:
    come_before_the_tests()
    remembered.install()
    for simulated in SIMULATED:
        simulated.install()
    for service in SERVICES:
        create_backend_app(service)
    accounts = DomainDispatcherApplication(create_backend_app)
    application = servers_behind.Registered(OneAtATime(simulated_cbor.Translated(accounts)))
    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=Silent)
    simulated_states.listen(server.server_port)
    threading.Thread(target=end_with_the_caller, daemon=True).start()
    let_live_what_was_loaded()
    print(f"port {server.server_port}", flush=True)
    server.serve_forever()


main()
