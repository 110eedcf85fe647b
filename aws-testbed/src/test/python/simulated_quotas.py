"""Simulated: quotas of what tasks and instances may use at once.

moto knows those of VPC alone. Here every account has what AWS documents as the default of a new one
for Fargate, and as much of standard instances. That of Fargate was never applied to any, so that
only the default is told.
"""

import json

from moto.servicequotas.exceptions import NoSuchResource
from moto.servicequotas.models import ServiceQuotasBackend
from moto.servicequotas.responses import ServiceQuotasResponse

VCPUS = 64.0

KNOWN = {
    ("fargate", "L-3032A538"): "Fargate On-Demand vCPU resource count",
    ("ec2", "L-1216C47A"): "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances",
}

NEVER_APPLIED = ("fargate",)

moto_get = ServiceQuotasBackend.get_service_quota


def get(backend, service_code, quota_code):
    if service_code in NEVER_APPLIED:
        raise NoSuchResource
    return default(backend, service_code, quota_code)


def default(backend, service_code, quota_code):
    name = KNOWN.get((service_code, quota_code))
    if name is None:
        return moto_get(backend, service_code, quota_code)
    return {
        "ServiceCode": service_code,
        "QuotaCode": quota_code,
        "QuotaName": name,
        "Value": VCPUS,
        "Unit": "None",
        "Adjustable": True,
        "GlobalQuota": False,
    }


def get_default(response):
    asked = json.loads(response.body)
    found = default(response.backend, asked["ServiceCode"], asked["QuotaCode"])
    return json.dumps({"Quota": found})


def install():
    ServiceQuotasBackend.get_service_quota = get
    ServiceQuotasResponse.get_aws_default_service_quota = get_default
