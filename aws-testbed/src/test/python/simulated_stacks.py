"""Simulated: nothing of CloudFormation itself, but what keeps moto from having it.

moto's CloudFormation reads every service that a template could name, and API Gateway among them asks
for a validator of OpenAPI with thirty packages of its own, which no test here uses. It stands in
for that; `simulated_cloudformation` has the stacks.
"""

import sys
import types


def refused(*_args, **_kwargs):
    raise NotImplementedError("no API of API Gateway is imported here")


def module(name, **members):
    made = types.ModuleType(name)
    made.__path__ = []
    made.__dict__.update(members)
    sys.modules[name] = made


module("openapi_spec_validator", validate=refused)
module("openapi_spec_validator.validation")
module("openapi_spec_validator.validation.exceptions", OpenAPIValidationError=ValueError)
