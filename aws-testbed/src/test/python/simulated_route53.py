"""Simulated: what Route 53 says that it would answer.

moto has no TestDNSAnswer and no GetCheckerIpRanges, and every health check of it is well. Here a failover record is answered
by the health checks as AWS documents them: one with string matching reads the object in the bucket
that its host names, a calculated one counts its children, and an inverted one says the opposite.

A new health check counts as healthy until its checkers have looked twice, and an inverted one as
unhealthy. Each question for its status is such a look. What AWS says of a text that
is not found nobody saw for this; that it names the status of the answer is known.

A checker reads what the policy of the bucket lets it read from its address; nothing where the policy
is public and public access blocked.

An alias may lead to a name of any zone of the account: one of those stands for the names that AWS
gives to load balancers.

A check that is disabled counts as healthy, and an inverted one as unhealthy, as AWS documents it.

A check of a stack is all that its template says. moto leaves out of which others it is calculated.
"""

import json
from ipaddress import ip_address, ip_network

from urllib.parse import parse_qs, urlparse

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.route53 import urls
from moto.route53.exceptions import InvalidInput
from moto.route53.models import HealthCheck, route53_backends
from moto.route53.responses import Route53
from moto.s3.models import s3_backends

LOOKS = 2

CHECKERS = {"us-east-1": "192.0.2.101", "eu-west-1": "192.0.2.102", "sa-east-1": "198.51.100.3"}

RANGES = ("192.0.2.96/28", "198.51.100.0/26")

RANGES_ANSWER = """<?xml version="1.0" encoding="UTF-8"?>
<GetCheckerIpRangesResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/">
  <CheckerIpRanges>{members}</CheckerIpRanges>
</GetCheckerIpRangesResponse>"""

ANSWER = """<?xml version="1.0" encoding="UTF-8"?>
<TestDNSAnswerResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/">
  <Nameserver>ns-1.awsdns-00.com</Nameserver>
  <RecordName>{name}</RecordName>
  <RecordType>{type}</RecordType>
  <RecordData>{data}</RecordData>
  <ResponseCode>NOERROR</ResponseCode>
  <Protocol>UDP</Protocol>
</TestDNSAnswerResponse>"""


def ranges(request, full_url, headers):
    members = "".join(f"<member>{it}</member>" for it in RANGES)
    return 200, {}, RANGES_ANSWER.format(members=members)


def answer(request, full_url, headers):
    asked = {key: values[0] for key, values in parse_qs(urlparse(full_url).query).items()}
    account = request.headers["x-moto-account-id"]
    backend = route53_backends[account]["aws"]
    zone = backend.get_hosted_zone(asked["hostedzoneid"])
    name = asked["recordname"].rstrip(".") + "."
    values = records(account, backend, zone, name, asked["recordtype"])
    data = "".join(f"<RecordDataEntry>{quoted(it)}</RecordDataEntry>" for it in values)
    return 200, {}, ANSWER.format(name=name, type=asked["recordtype"], data=data)


def records(account, backend, zone, name, kind):
    """Of weighted records the first that is well, where Route 53 goes by their weights."""
    sets = [it for it in zone.rrsets if it.name == name and it.type == kind]
    chosen = next((it for it in sets if is_chosen(account, backend, it)), None)
    if chosen is not None and chosen.alias_target:
        to = chosen.alias_target["DNSName"].rstrip(".") + "."
        zones = [zone, *backend.zones.values()]
        found = (records(account, backend, it, to, kind) for it in zones)
        return next(filter(None, found), [])
    return chosen.records if chosen else []


def quoted(text):
    return text.replace('"', "&quot;")


def is_chosen(account, backend, record):
    """The secondary record whenever the primary one is not well; any other one while it is."""
    if record.failover == "SECONDARY":
        return True
    return record.health_check_id is None or is_well(account, backend, record.health_check_id)


def is_well(account, backend, check_id):
    check = backend.health_checks[check_id]
    if str(check.disabled).lower() == "true":
        well = True
    elif check.type_ == "CALCULATED":
        well = sum(is_well(account, backend, it) for it in check.children) >= check.health_threshold
    else:
        told = [seen(account, check, address) for address in CHECKERS.values()]
        well = check.looks < LOOKS or all(it.startswith("Success") for it in told)
    return well != bool(check.inverted)


def seen(account, check, address):
    """What the checker at an address says of the object."""
    bucket = check.fqdn.split(".s3.")[0]
    try:
        found = s3_backends[account]["aws"].get_bucket(bucket)
        key = s3_backends[account]["aws"].get_object(bucket, check.resource_path.lstrip("/"))
    except Exception:
        key = None
    if key is None or not may_read(found, address):
        return "Failure: HTTP Status Code 403, Forbidden. Resolved IP: 192.0.2.10"
    if check.search_string.encode() in key.value:
        return "Success: HTTP Status Code 200, OK. Resolved IP: 192.0.2.10"
    return (
        "Failure: HTTP Status Code 200, OK. Resolved IP: 192.0.2.10. The search string was not found."
    )


def may_read(bucket, address):
    block = bucket.public_access_block
    blocked = block is not None and str(block.restrict_public_buckets).lower() == "true"
    statements = json.loads(bucket.told_policy or '{"Statement": []}')["Statement"]
    sources = [it.get("Condition", {}).get("IpAddress", {}).get("aws:SourceIp") for it in statements]
    return any(
        not blocked if source is None else any(ip_address(address) in ip_network(it) for it in source)
        for source in sources
    )


def status(response):
    asked = response.backend.get_health_check(response._get_param("HealthCheckId"))
    if asked.type_ == "CALCULATED":
        raise InvalidInput("The status of a calculated health check cannot be asked for.")
    asked.looks += 1
    return ActionResult(
        {
            "HealthCheckObservations": [
                {
                    "Region": region,
                    "IPAddress": address,
                    "StatusReport": {
                        "Status": seen(response.current_account, asked, address),
                        "CheckedTime": utcnow(),
                    },
                }
                for region, address in CHECKERS.items()
                if asked.looks >= LOOKS
            ]
        }
    )


OF_STACK = {
    "children": "ChildHealthChecks",
    "disabled": "Disabled",
    "enable_sni": "EnableSNI",
    "health_threshold": "HealthThreshold",
    "inverted": "Inverted",
    "measure_latency": "MeasureLatency",
    "regions": "Regions",
}

moto_create = HealthCheck.create_from_cloudformation_json.__func__


def create(cls, name, said, account, region, **more):
    check = moto_create(cls, name, said, account, region, **more)
    config = said["Properties"]["HealthCheckConfig"]
    for attribute, key in OF_STACK.items():
        if key in config:
            setattr(check, attribute, config[key])
    return check


def install():
    HealthCheck.looks = 0
    HealthCheck.create_from_cloudformation_json = classmethod(create)
    Route53.get_health_check_status = status
    urls.url_paths[r"{0}/(?P<api_version>[\d_-]+)/testdnsanswer$"] = answer
    urls.url_paths[r"{0}/(?P<api_version>[\d_-]+)/checkeripranges$"] = ranges
