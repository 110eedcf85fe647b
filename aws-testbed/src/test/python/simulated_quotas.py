"""Simulated: quotas of what tasks and instances may use at once.

moto knows those of VPC alone. Here every account has what AWS documents as the default of a new one
for Fargate, and as much of standard instances.
"""

from moto.servicequotas.models import ServiceQuotasBackend

VCPUS = 64.0

KNOWN = {
    ("fargate", "L-3032A538"): "Fargate On-Demand vCPU resource count",
    ("ec2", "L-1216C47A"): "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances",
}

moto_get = ServiceQuotasBackend.get_service_quota


def get(backend, service_code, quota_code):
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


def install():
    ServiceQuotasBackend.get_service_quota = get
