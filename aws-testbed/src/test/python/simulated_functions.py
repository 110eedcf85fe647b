"""Simulated: that a function of AWS Lambda runs.

moto runs functions in containers. Here the code of a function runs in a process beside the account:
at the address in its environment variable SIMULATED_AT, which is given the payload by POST. It answers what the function
returned, or, with a status that is not 200, the error that it threw. As AWS does, each call is
told of in the function's log group, and so is what was thrown.
"""

import json
import urllib.error
import urllib.request
from uuid import uuid4

from moto.awslambda.models import LambdaFunction, LambdaStorage


def invoke(function, body, request_headers, response_headers):
    code = urllib.request.Request(
        function.environment_vars["SIMULATED_AT"],
        data=body if isinstance(body, bytes) else json.dumps(json.loads(body)).encode(),
        headers={"X-Function": function.function_name},
    )
    try:
        with urllib.request.urlopen(code, timeout=120) as answer:
            log(function)
            return answer.read()
    except urllib.error.HTTPError as thrown:
        response_headers["x-amz-function-error"] = "Unhandled"
        error = thrown.read()
        log(function, error.decode())
        return error


def log(function, *between):
    call = f"RequestId: {uuid4()}"
    function.logs_backend.ensure_log_group(function.logs_group_name)
    function.save_logs("\n".join([f"START {call} Version: $LATEST", *between, f"END {call}"]))


def put(functions, function):
    """Without a look for its role, which no test creates."""
    functions._functions[function.function_name] = {"latest": function, "versions": []}
    functions._arns[function.function_arn] = function


def runs_code(environ):
    """Whether a call is one of a function, which calls other services meanwhile."""
    path = environ["PATH_INFO"]
    return "/functions/" in path and path.endswith("/invocations")


def install():
    LambdaStorage.put_function = put
    LambdaFunction.invoke = invoke
