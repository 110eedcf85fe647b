"""Simulated: that a bucket of a stack keeps versions, blocks public access and replicates as its
template says, which moto leaves out."""

from moto.s3.models import FakeBucket, s3_backends

moto_create = FakeBucket.create_from_cloudformation_json.__func__
moto_update = FakeBucket.update_from_cloudformation_json.__func__


def settle(bucket, said, account):
    backend = s3_backends[account]["aws"]
    status = said.get("VersioningConfiguration", {}).get("Status")
    if status:
        backend.put_bucket_versioning(bucket.name, status)
    block = said.get("PublicAccessBlockConfiguration")
    if block:
        backend.put_public_access_block(bucket.name, block)
    replication = said.get("ReplicationConfiguration")
    if replication:
        rules = [{**rule, "ID": rule["Id"]} for rule in replication["Rules"]]
        backend.put_bucket_replication(bucket.name, {"Role": replication["Role"], "Rule": rules})
    return bucket


def create(cls, name, said, account, region, **more):
    return settle(moto_create(cls, name, said, account, region, **more), said["Properties"], account)


def update(cls, cloudformation_json, account_id, **more):
    bucket = moto_update(
        cls, cloudformation_json=cloudformation_json, account_id=account_id, **more
    )
    return settle(bucket, cloudformation_json["Properties"], account_id)


def install():
    FakeBucket.create_from_cloudformation_json = classmethod(create)
    FakeBucket.update_from_cloudformation_json = classmethod(update)
