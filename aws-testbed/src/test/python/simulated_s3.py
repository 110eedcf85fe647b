"""Simulated: that S3 replicates, and what it says of that.

moto stores a replication configuration and copies nothing. Here, as AWS documents it: a version that
is written while a rule of its bucket is enabled is `PENDING`, and some looks later it is in the
destination too, under the same version and with the date of its creation, there as `REPLICA` and here
as `COMPLETED`. Delete markers go by the rule. A replica is replicated no further, and what was there
before the rule is not replicated at all. A policy that was put is obeyed some looks at it later, and
what it refuses is told in S3's words.

Not as AWS has it: a bucket with the tag CUT sends nothing until the tag is taken away, as if its region
could not reach the other one; what leaves one with the tag POWERLESS fails, as if the role of its
rule had no rights; and both buckets must be in one account.
"""

from copy import deepcopy

from moto.core.responses import ActionResult
from moto.s3.models import FakeBucket, FakeDeleteMarker, FakeKey, S3Backend
from moto.s3.responses import S3Response

from simulated_changes import LOOKS, begin, take_time
from simulated_changes import look as look_at

CUT = "simulated-cut"
POWERLESS = "simulated-powerless"
STATUS = "x-amz-replication-status"
DENIED = (403, {}, "")
WORDS = (
    "<Error><Code>AccessDenied</Code><Message>User: arn:aws:sts::123456789012:assumed-role/lifeboat/run"
    " is not authorized to perform: s3:{action} on resource: &quot;arn:aws:s3:::{resource}&quot;"
    " with an explicit deny in a resource-based policy</Message></Error>"
)

moto_put = S3Backend.put_object
moto_mark = S3Backend._set_delete_marker
moto_list = S3Backend.list_object_versions
moto_head = S3Backend.head_object
moto_answer = S3Response._key_response
moto_said = FakeKey.response_dict
moto_get_replication = S3Response.get_bucket_replication


def put(backend, bucket_name, *asked, **named):
    version = moto_put(backend, bucket_name, *asked, **named)
    written(backend.get_bucket(bucket_name), version)
    return version


def mark_deleted(backend, bucket_name, key_name):
    marker = moto_mark(backend, bucket_name, key_name)
    written(backend.get_bucket(bucket_name), marker)
    return marker


def written(bucket, version):
    for rule in rules(bucket):
        deletes = rule.get("DeleteMarkerReplication", {}).get("Status") == "Enabled"
        if rule["Status"] != "Enabled" or isinstance(version, FakeDeleteMarker) and not deletes:
            continue
        version.replication_status = "PENDING"
        version.looks = LOOKS
        bucket.on_the_way = bucket.on_the_way + [(version, rule["Destination"]["Bucket"])]


def rules(bucket):
    return (getattr(bucket, "replication", None) or {}).get("Rule", [])


def look(backend):
    """One look at a bucket: whatever is on the way comes one look nearer."""
    for bucket in list(backend.buckets.values()):
        tags = [tag["Key"] for tag in backend.get_bucket_tagging(bucket.name)["Tags"]]
        if CUT in tags:
            continue
        left = []
        for version, destination in bucket.on_the_way:
            version.looks -= 1
            if version.looks >= 0:
                left.append((version, destination))
            else:
                name = destination.split(":::")[-1]
                arrived = POWERLESS not in tags and deliver(backend, version, name)
                version.replication_status = "COMPLETED" if arrived else "FAILED"
        bucket.on_the_way = left


def deliver(backend, version, name):
    destination = backend.buckets.get(name)
    if destination is None or not destination.is_versioned:
        return False
    replica = deepcopy(version)
    replica.bucket_name = name
    replica.replication_status = "REPLICA"
    there = destination.keys.getlist(version.name, []) + [replica]
    destination.keys.setlist(version.name, sorted(there, key=lambda it: it.last_modified))
    return True


def listed(backend, *asked, **named):
    look(backend)
    return moto_list(backend, *asked, **named)


def head(backend, *asked, **named):
    look(backend)
    return moto_head(backend, *asked, **named)


def said(version):
    headers = moto_said.fget(version)
    if version.replication_status:
        headers[STATUS] = version.replication_status
    return headers


def get_replication(response):
    """As it was put; moto answers that no delete marker is replicated."""
    response.data["Action"] = "GetBucketReplication"
    stored = response.backend.get_bucket_replication(response.bucket_name)
    if not stored:
        return moto_get_replication(response)
    told = [{**rule, "Filter": {"Prefix": ""}} for rule in stored["Rule"]]
    found = {"Role": stored["Role"], "Rules": told}
    return response.serialized(ActionResult({"ReplicationConfiguration": found}))


def put_policy(backend, bucket_name, policy):
    bucket = backend.get_bucket(bucket_name)
    bucket.told_policy = policy if isinstance(policy, bytes) else policy.encode()
    begin(bucket, obey)


def delete_policy(backend, bucket_name):
    bucket = backend.get_bucket(bucket_name)
    bucket.told_policy = None
    begin(bucket, obey)


def get_policy(backend, bucket_name):
    bucket = backend.get_bucket(bucket_name)
    look_at([bucket])
    return bucket.told_policy


def obey(bucket):
    bucket.policy = bucket.told_policy


def answer(response, request, full_url):
    answered = moto_answer(response, request, full_url)
    if answered != DENIED or request.method == "HEAD":
        return answered
    action = request.method.capitalize() + "Object"
    resource = f"{response.bucket_name}/{response.parse_key_name()}"
    return 403, {}, WORDS.format(action=action, resource=resource)


def install():
    take_time(FakeBucket)
    FakeBucket.on_the_way = []
    FakeBucket.told_policy = None
    for kind in (FakeKey, FakeDeleteMarker):
        kind.replication_status = None
        kind.looks = 0
    FakeKey.response_dict = property(said)
    S3Backend.put_object = put
    S3Backend._set_delete_marker = mark_deleted
    S3Backend.list_object_versions = listed
    S3Backend.head_object = head
    S3Backend.put_bucket_policy = put_policy
    S3Backend.delete_bucket_policy = delete_policy
    S3Backend.get_bucket_policy = get_policy
    S3Response.get_bucket_replication = get_replication
    S3Response._key_response = answer
