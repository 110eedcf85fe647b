"""Simulated: that S3 replicates, and what it says of that.

moto stores a replication configuration and copies nothing. Here, as AWS documents it: a version that
is written while a rule of its bucket is enabled is `PENDING`, and some looks later it is in the
destination too, under the same version and with the date of its creation, there as `REPLICA` and here
as `COMPLETED`. Delete markers go by the rule. A replica is replicated no further, and what was there
before the rule is not replicated at all. What KMS encrypts goes only by a rule that selects it, and fails
unless the rule's key for replicas is there and enabled; by another rule it gets no status at all. Of rules
that lead to one bucket that of the highest priority counts. A policy that was put is obeyed some looks at
it later, of which a refusal is one, and what it refuses is told in S3's words. Nothing above 5 GB is copied in one piece.

Not as AWS has it: a bucket with the tag CUT sends nothing until the tag is taken away, as if its region
could not reach the other one; what leaves one with the tag POWERLESS fails, as if the role of its
rule had no rights; both buckets must be in one account; and an object is as large as its metadata SIZE
says, so that a test need not have gigabytes.
"""

import json
from copy import deepcopy

from moto.core.responses import ActionResult
from moto.iam.access_control import PermissionResult
from moto.kms.models import kms_backends
from moto.s3.exceptions import S3ClientError
from moto.s3.models import FakeBucket, FakeDeleteMarker, FakeKey, S3Backend
from moto.s3.responses import S3Response

from simulated_changes import LOOKS, begin, take_time
from simulated_changes import look as look_at

CUT = "simulated-cut"
POWERLESS = "simulated-powerless"
SIZE = "x-amz-meta-simulated-size"
# What one call copies at most.
MOST_BYTES = 5 * 1024**3
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
moto_permit = FakeBucket.get_permission
moto_get_replication = S3Response.get_bucket_replication
moto_put_replication = S3Backend.put_bucket_replication
moto_copy = S3Backend.copy_object
moto_copy_part = S3Backend.upload_part_copy


def put(backend, bucket_name, *asked, **named):
    version = moto_put(backend, bucket_name, *asked, **named)
    written(backend.get_bucket(bucket_name), version)
    return version


def mark_deleted(backend, bucket_name, key_name):
    marker = moto_mark(backend, bucket_name, key_name)
    written(backend.get_bucket(bucket_name), marker)
    return marker


def written(bucket, version):
    for rule in deciding(bucket, version.name):
        deletes = rule.get("DeleteMarkerReplication", {}).get("Status") == "Enabled"
        if isinstance(version, FakeDeleteMarker) and not deletes:
            continue
        if is_of_kms(version) and not takes_encrypted(rule):
            continue
        version.replication_status = "PENDING"
        version.looks = LOOKS
        bucket.on_the_way = bucket.on_the_way + [(version, rule["Destination"])]


def rules(bucket):
    return (getattr(bucket, "replication", None) or {}).get("Rule", [])


def deciding(bucket, key):
    """The rule that decides of a key, for each destination."""
    found = {}
    for rule in sorted(rules(bucket), key=lambda it: int(it["Priority"])):
        if rule["Status"] == "Enabled" and key.startswith(filter_of(rule).get("Prefix") or ""):
            found[rule["Destination"]["Bucket"]] = rule
    return found.values()


def filter_of(rule):
    return rule.get("Filter") or {}


def is_of_kms(version):
    return (getattr(version, "encryption", None) or "").startswith("aws:kms")


def takes_encrypted(rule):
    selected = (rule.get("SourceSelectionCriteria") or {}).get("SseKmsEncryptedObjects") or {}
    return selected.get("Status") == "Enabled"


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
                arrived = POWERLESS not in tags and deliver(backend, version, destination)
                version.replication_status = "COMPLETED" if arrived else "FAILED"
        bucket.on_the_way = left


def deliver(backend, version, to):
    name = to["Bucket"].split(":::")[-1]
    destination = backend.buckets.get(name)
    if destination is None or not destination.is_versioned:
        return False
    replica = deepcopy(version)
    if is_of_kms(version):
        replica.kms_key_id = to["EncryptionConfiguration"]["ReplicaKmsKeyID"]
        if not is_usable(backend, replica.kms_key_id, destination.region_name):
            return False
    replica.bucket_name = name
    replica.replication_status = "REPLICA"
    there = destination.keys.getlist(version.name, []) + [replica]
    destination.keys.setlist(version.name, sorted(there, key=lambda it: it.last_modified))
    if isinstance(version, FakeKey):
        backend.tagger.copy_tags(version.arn, replica.arn)
    return True


def is_usable(backend, key, region):
    """A key of another region than the replica's is none."""
    keys = kms_backends[backend.account_id][region].keys.values()
    return any(it.arn == key and it.key_state == "Enabled" for it in keys)


def put_replication(backend, bucket_name, replication):
    all_rules = replication["Rule"]
    for rule in all_rules if isinstance(all_rules, list) else [all_rules]:
        encrypts = "ReplicaKmsKeyID" in (rule["Destination"].get("EncryptionConfiguration") or {})
        if takes_encrypted(rule) != encrypts:
            why = "A rule selects what KMS encrypts and has a key for replicas, or neither"
            raise S3ClientError("InvalidRequest", why)
    moto_put_replication(backend, bucket_name, replication)


def size(version):
    """Of what was put together, the sum of its parts."""
    if version.multipart is not None:
        return sum(part.contentsize for part in version.multipart.parts.values())
    return int(version.metadata.get(SIZE, version.contentsize))


def copy(backend, src_key, *asked, **named):
    if size(src_key) > MOST_BYTES:
        raise too_large("The specified copy source is larger than the maximum allowable size")
    return moto_copy(backend, src_key, *asked, **named)


def copy_part(backend, *asked, src_bucket_name, src_key_name, src_version_id, start_byte, end_byte):
    source = backend.get_object(src_bucket_name, src_key_name, version_id=src_version_id)
    whole = start_byte is None
    length = size(source) if whole else end_byte + 1 - start_byte
    if length > MOST_BYTES or not whole and end_byte >= size(source):
        raise too_large("Range specified is not valid for source object")
    part = moto_copy_part(
        backend,
        *asked,
        src_bucket_name=src_bucket_name,
        src_key_name=src_key_name,
        src_version_id=src_version_id,
        start_byte=start_byte,
        end_byte=end_byte,
    )
    part.contentsize = length
    return part


def too_large(message):
    return S3ClientError("InvalidRequest", f"{message}: {MOST_BYTES}")


def listed(backend, *asked, **named):
    look(backend)
    return moto_list(backend, *asked, **named)


def head(backend, *asked, **named):
    look(backend)
    return moto_head(backend, *asked, **named)


def said(version):
    headers = moto_said.fget(version)
    headers["content-length"] = str(size(version))
    if version.replication_status:
        headers[STATUS] = version.replication_status
    return headers


def get_replication(response):
    """As it was put; moto answers that no delete marker is replicated."""
    response.data["Action"] = "GetBucketReplication"
    stored = response.backend.get_bucket_replication(response.bucket_name)
    if not stored:
        return moto_get_replication(response)
    told = [{**rule, "Filter": {"Prefix": filter_of(rule).get("Prefix") or ""}} for rule in stored["Rule"]]
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
    bucket.policy = over_tls(bucket.told_policy)


def over_tls(policy):
    """Without what it says of calls in the clear: all here count as over TLS, and moto knows no conditions."""
    if policy is None:
        return None
    told = json.loads(policy)
    statements = told["Statement"] if isinstance(told["Statement"], list) else [told["Statement"]]
    told["Statement"] = [it for it in statements if not is_of_the_clear(it)]
    return json.dumps(told).encode() if told["Statement"] else None


def is_of_the_clear(statement):
    return statement.get("Condition", {}).get("Bool", {}).get("aws:SecureTransport") in ("false", ["false"])


def permit(bucket, action, resource):
    permitted = moto_permit(bucket, action, resource)
    if permitted == PermissionResult.DENIED:
        look_at([bucket])
    return permitted


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
    FakeBucket.get_permission = permit
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
    S3Backend.put_bucket_replication = put_replication
    S3Backend.copy_object = copy
    S3Backend.upload_part_copy = copy_part
    S3Response.get_bucket_replication = get_replication
    S3Response._key_response = answer
