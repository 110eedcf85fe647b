"""Simulated: how a replica of RDS comes to be and how it is promoted.

moto makes a replica `available` at once, never says that it replicates, and keeps the source of a
promoted one. Here, as AWS documents it: making and promoting each take some looks at the instance,
a promoted replica has no source any more, its source no longer lists it, and what is no replica or
is being changed is refused. An instance that is given another name has its own for some looks.
"""

from moto.rds.exceptions import (
    DBInstanceAlreadyExists,
    DBInstanceNotFoundError,
    InvalidDBInstanceStateFault,
)
from moto.rds.models import DBInstance, RDSBackend
from moto.rds.responses import RDSResponse

from simulated_changes import begin, look, take_time

REPLICATING = {"StatusType": "read replication", "Normal": True, "Status": "replicating"}

moto_create = RDSBackend.create_db_instance_read_replica
moto_promote = RDSBackend.promote_read_replica
moto_modify = RDSBackend.modify_db_instance
moto_describe = RDSResponse.describe_db_instances


def create(backend, asked):
    if asked["db_instance_identifier"] in backend.databases:
        raise DBInstanceAlreadyExists()
    source = backend.find_db_from_id(asked["source_db_instance_identifier"])
    require_available(source)
    replica = moto_create(backend, asked)
    replica.tags = asked.get("tags")
    replica.status = "creating"
    replica.status_infos = []
    begin(replica, created)
    return replica


def created(replica):
    replica.status = "available"
    replica.status_infos = [REPLICATING]


def promote(backend, asked):
    replica = backend.describe_db_instances(asked["db_instance_identifier"])[0]
    require_available(replica)
    if not replica.is_replica:
        raise InvalidDBInstanceStateFault(
            f"DB Instance {replica.db_instance_identifier} is not a read replica."
        )
    replica.status = "modifying"
    begin(replica, lambda it: promoted(backend, asked, it))
    return replica


def promoted(backend, asked, replica):
    try:
        backend.find_db_from_id(replica.source_db_instance_identifier).remove_replica(replica)
    except DBInstanceNotFoundError:
        pass  # A source may be deleted; its replica lives on.
    moto_promote(backend, asked)
    replica.source_db_instance_identifier = None
    replica.status = "available"
    replica.status_infos = []


def modify(backend, name, asked):
    instance = backend.describe_db_instances(name)[0]
    require_available(instance)
    new = asked.get("new_db_instance_identifier")
    if new is None:
        return moto_modify(backend, name, asked)
    if new in backend.databases:
        raise DBInstanceAlreadyExists()
    instance.status = "renaming"
    begin(instance, lambda it: renamed(backend, name, asked, it))
    return instance


def renamed(backend, name, asked, instance):
    moto_modify(backend, name, asked)
    instance.status = "available"


def forget(source, replica):
    """moto looks for the name alone, and fails when a replica in another region is deleted."""
    names = (replica.db_instance_identifier, replica.db_instance_arn)
    source.replicas = [it for it in source.replicas if it not in names]


def require_available(instance):
    if instance.status != "available":
        raise InvalidDBInstanceStateFault(
            f"DB Instance {instance.db_instance_identifier} is {instance.status}."
        )


def describe(response):
    look(response.backend.databases.values())
    return moto_describe(response)


def install():
    take_time(DBInstance)
    DBInstance.status_infos = []
    DBInstance.remove_replica = forget
    RDSBackend.create_db_instance_read_replica = create
    RDSBackend.promote_read_replica = promote
    RDSBackend.modify_db_instance = modify
    RDSResponse.describe_db_instances = describe
