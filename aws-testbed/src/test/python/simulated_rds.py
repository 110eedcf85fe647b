"""Simulated: how a replica of RDS comes to be and how it is promoted.

moto makes a replica `available` at once, never says that it replicates, and keeps the source of a
promoted one. Here, as AWS documents it: making and promoting each take some looks at the instance,
a promoted replica has no source any more, its source no longer lists it, its first backup is made,
and what is no replica or is being changed is refused. What keeps no backups has no replica, and no
last snapshot is made of a replica. Each instance has an identifier that stays when its name does not.
An instance that is given another name has its own for some looks, and one that was changed says what is
being done to it.
A replica is made with RDS's defaults, whatever its source has, in the default security group of its
region unless it was asked for others, and outside MySQL without a parameter group of its own: that is
set afterwards, and in force once the instance was restarted.
One that is Multi-AZ has a standby in another zone, which takes over when it is rebooted with a
failover; one that is not refuses that. A restart takes some looks too, and is told of in an event.
One whose source is gone or lost, or whose tag says so, tells that its replication fails, and is
promoted still.
An instance whose security groups let nobody in keeps the sessions that it has.
Where there are servers behind the account, an instance is one of them, and each change ends once
that has made it.

moto does not know what an account may have. Here it is plenty, or the number that is the description
of a parameter group with the name in QUOTA.
"""

from copy import copy
from uuid import uuid4

from moto.core.responses import ActionResult
from moto.ec2.models import ec2_backends
from moto.rds.exceptions import (
    DBInstanceAlreadyExists,
    DBInstanceNotFoundError,
    InvalidParameterCombination,
    InvalidDBInstanceStateFault,
)
from moto.rds.models import DBInstance, Event, RDSBackend
from moto.rds.responses import RDSResponse

import servers_behind as servers
from simulated_changes import begin_until, look, take_time

# A tag that says how the replication of a replica stands.
REPLICATION = "simulated-replication"

REPLICATING = "replicating"

# What the gate in front says of each call: the regions that are lost, with what is in them.
LOST = "X-Simulated-Lost"

KIND = "databases"

RESTARTED = "DB_INSTANCE_RESTARTED"

# What a replica has unless it was asked for.
DEFAULTS = {
    "auto_minor_version_upgrade": True,
    "backup_retention_period": 0,
    "db_parameter_group_name": None,
    "deletion_protection": False,
    "enable_iam_database_authentication": False,
    "enabled_cloudwatch_logs_exports": [],
    "monitoring_interval": 0,
    "monitoring_role_arn": None,
    "multi_az": False,
    "performance_insights_enabled": False,
    "preferred_backup_window": "13:14-13:44",
    "preferred_maintenance_window": "wed:06:38-wed:07:08",
}

ASKED_AS = {
    "enabled_cloudwatch_logs_exports": "enable_cloudwatch_logs_exports",
    "performance_insights_enabled": "enable_performance_insights",
}

QUOTA = "simulated-quota"
PLENTY = 5_000

moto_address = DBInstance.address
moto_create = RDSBackend.create_db_instance
moto_delete = RDSBackend.delete_db_instance
moto_replicate = RDSBackend.create_db_instance_read_replica
moto_promote = RDSBackend.promote_read_replica
moto_reboot = RDSResponse.reboot_db_instance
moto_modify = RDSBackend.modify_db_instance
moto_describe = RDSResponse.describe_db_instances


def begin(backend, instance, finish):
    begin_until(lambda: is_ready(backend, instance.db_instance_identifier), instance, finish)


def is_ready(backend, name):
    if not servers.are_there(backend.account_id):
        return True
    server = servers.ask(backend.account_id, KIND, backend.region_name, name)
    return server is not None and server["ready"]


def tell(backend, event, name, **facts):
    facts.update(event=event, region=backend.region_name, name=name)
    servers.tell(backend.account_id, KIND, **facts)


def create(backend, asked):
    instance = identified(moto_create(backend, asked))
    if servers.are_there(backend.account_id):
        tell(backend, "create", instance.db_instance_identifier)
        instance.status = "creating"
        begin(backend, instance, become_available)
    return instance


def identified(instance):
    """By what an instance keeps when it is given another name; moto gives the same to all."""
    instance.dbi_resource_id = f"db-{uuid4().hex[:26].upper()}"
    return instance


def become_available(instance):
    instance.status = "available"


def through(status):
    """What ends by one more phase, in which users are served."""

    def enter(instance):
        instance.status = status
        begin_until(lambda: True, instance, become_available)

    return enter


def phase_of(instance, asked):
    """Which phase a change leads through; None if it is made at once."""
    if asked.get("backup_retention_period") and not instance.backup_retention_period:
        return "backing-up"
    if asked.get("monitoring_interval", instance.monitoring_interval) != instance.monitoring_interval:
        return "configuring-enhanced-monitoring"
    if int(asked.get("allocated_storage") or 0) > int(instance.allocated_storage):
        return "storage-optimization"
    return None


def delete(backend, db_instance_identifier, final_db_snapshot_identifier=None, *asked, **named):
    instance = backend.databases.get(db_instance_identifier)
    if instance is not None and instance.is_replica and final_db_snapshot_identifier:
        raise InvalidParameterCombination(
            "FinalDBSnapshotIdentifier can not be specified when deleting a replica instance"
        )
    deleted = moto_delete(
        backend, db_instance_identifier, final_db_snapshot_identifier, *asked, **named
    )
    tell(backend, "delete", db_instance_identifier)
    return deleted


def replicate(backend, asked):
    if asked["db_instance_identifier"] in backend.databases:
        raise DBInstanceAlreadyExists()
    source = backend.find_db_from_id(asked["source_db_instance_identifier"])
    require_available(source)
    if getattr(source, "manage_master_user_password", False):
        raise InvalidParameterCombination(
            "You can't create a read replica of a DB instance whose master user password is managed in"
            " AWS Secrets Manager."
        )
    if not source.backup_retention_period:
        raise InvalidDBInstanceStateFault(
            "Automated backups are not enabled for this database instance. To enable automated backups,"
            " use ModifyDBInstance to set the backup retention period to a non-zero value."
        )
    if source.engine != "mysql" and "db_parameter_group_name" in asked:
        raise InvalidParameterCombination(
            "A parameter group can't be specified during Read Replica creation for the following DB"
            f" engine: {source.engine}"
        )
    require_fitting_key(backend, source, asked)
    replica = identified(moto_replicate(backend, asked))
    replica.storage_encrypted = source.storage_encrypted
    replica.kms_key_id = asked.get("kms_key_id", source.kms_key_id)
    for name, value in DEFAULTS.items():
        setattr(replica, name, asked.get(ASKED_AS.get(name, name), value))
    replica.vpc_security_group_ids = asked.get("vpc_security_group_ids") or [default_group(backend)]
    replica.max_allocated_storage = asked.get("max_allocated_storage", replica.allocated_storage)
    replica.waits_for_restart = False
    replica.tags = asked.get("tags")
    replica.status = "creating"
    replica.status_infos = []
    tell(
        backend,
        "replicate",
        replica.db_instance_identifier,
        sourceRegion=source.region,
        source=source.db_instance_identifier,
    )
    begin(backend, replica, become_available)
    return replica


def default_group(backend):
    ec2 = ec2_backends[backend.account_id][backend.region_name]
    return ec2.get_default_security_group(ec2.default_vpc.id).id


def require_fitting_key(backend, source, asked):
    """A replica in another region has a key of that region exactly if its source is encrypted."""
    key = asked.get("kms_key_id")
    if source.region == backend.region_name:
        return
    if source.storage_encrypted and key is None:
        raise InvalidParameterCombination(
            "Cannot create a cross region unencrypted read replica from encrypted source."
        )
    if key is not None and not source.storage_encrypted:
        raise InvalidParameterCombination(
            "Cannot create an encrypted read replica from an unencrypted source."
        )


def tell_replication(backend):
    """As its tag says; else it fails where the source is gone or lost."""
    for replica in backend.databases.values():
        if replica.is_replica and replica.status == "available":
            tags = {it["Key"]: it["Value"] for it in replica.tags or []}
            found = "error" if is_sourceless(backend, replica) else REPLICATING
            status = tags.get(REPLICATION, found)
            replica.status_infos = [
                {"StatusType": "read replication", "Normal": status == REPLICATING, "Status": status}
            ]


def is_sourceless(backend, replica):
    if any(f":{region}:" in replica.source_db_instance_identifier for region in backend.lost):
        return True
    try:
        backend.find_db_from_id(replica.source_db_instance_identifier)
        return False
    except DBInstanceNotFoundError:
        return True


def promote(backend, asked):
    replica = backend.describe_db_instances(asked["db_instance_identifier"])[0]
    require_available(replica)
    if not replica.is_replica:
        raise InvalidDBInstanceStateFault(
            f"DB Instance {replica.db_instance_identifier} is not a read replica."
        )
    replica.status = "modifying"
    tell(backend, "promote", replica.db_instance_identifier)
    begin(backend, replica, lambda it: promoted(backend, asked, it))
    return replica


def promoted(backend, asked, replica):
    try:
        backend.find_db_from_id(replica.source_db_instance_identifier).remove_replica(replica)
    except DBInstanceNotFoundError:
        pass  # A source may be deleted; its replica lives on.
    moto_promote(backend, asked)
    if not asked.get("backup_retention_period"):
        replica.backup_retention_period = 1
    replica.source_db_instance_identifier = None
    replica.status_infos = []
    through("backing-up")(replica)


def modify(backend, name, asked):
    instance = backend.describe_db_instances(name)[0]
    require_available(instance)
    new = asked.get("new_db_instance_identifier")
    if new is None:
        groups = asked.get("vpc_security_group_ids")
        if groups:
            tell(backend, "close" if refuse_all(backend, groups) else "open", name)
        if asked.get("db_parameter_group_name", instance.db_parameter_group_name) != (
            instance.db_parameter_group_name
        ):
            instance.waits_for_restart = True
            instance.status = "modifying"
            begin(backend, instance, become_available)
        phase = phase_of(instance, asked)
        if phase:
            instance.status = "modifying"
            begin(backend, instance, through(phase))
        return moto_modify(backend, name, asked)
    if new in backend.databases:
        raise DBInstanceAlreadyExists()
    instance.status = "renaming"
    tell(backend, "rename", name, to=new)
    begin_until(
        lambda: is_ready(backend, new), instance, lambda it: renamed(backend, name, asked, it)
    )
    return instance


def refuse_all(backend, groups):
    ec2 = ec2_backends[backend.account_id][backend.region_name]
    return not any(ec2.get_security_group_from_id(it).ingress_rules for it in groups)


def renamed(backend, name, asked, instance):
    moto_modify(backend, name, asked)
    instance.status = "available"


def reboot(response):
    instance = response.backend.describe_db_instances(response.params["DBInstanceIdentifier"])[0]
    require_available(instance)
    if not response.params.get("ForceFailover"):
        instance.status = "rebooting"
        tell(response.backend, "restart", instance.db_instance_identifier)
        begin(response.backend, instance, restarted)
        return moto_reboot(response)
    if not instance.multi_az:
        raise InvalidParameterCombination(
            f"{instance.db_instance_identifier} is no Multi-AZ instance and cannot fail over."
        )
    instance.status = "rebooting"
    tell(response.backend, "failover", instance.db_instance_identifier)
    begin(response.backend, instance, taken_over)
    return moto_reboot(response)


def restarted(instance):
    instance.status = "available"
    instance.waits_for_restart = False
    instance.add_event(RESTARTED)


def taken_over(instance):
    instance.availability_zone = standby_zone(instance)
    instance.status = "available"


def parameter_groups(instance):
    """moto says of each that it is in force."""
    groups = [copy(group) for group in instance.db_parameter_groups()]
    for group in groups:
        group.ParameterApplyStatus = "pending-reboot" if instance.waits_for_restart else "in-sync"
    return groups


def standby_zone(instance):
    """The other one of the region's first two."""
    if not instance.multi_az:
        return None
    return instance.region + ("b" if instance.availability_zone.endswith("a") else "a")


def forget(source, replica):
    """moto looks for the name alone, and fails when a replica in another region is deleted."""
    names = (replica.db_instance_identifier, replica.db_instance_arn)
    source.replicas = [it for it in source.replicas if it not in names]


def require_available(instance):
    if instance.status != "available":
        raise InvalidDBInstanceStateFault(
            f"DB Instance {instance.db_instance_identifier} is {instance.status}."
        )


def address(instance):
    """Of its server."""
    if not servers.are_there(instance.account_id):
        return moto_address.fget(instance)
    server = servers.ask(instance.account_id, KIND, instance.region, instance.db_instance_identifier)
    instance.port = server["port"] if server else instance.port
    return server["address"] if server else moto_address.fget(instance)


def describe(response):
    backend = response.backend
    look(backend.databases.values())
    # Whoever does not come by the gate does not know which regions are lost.
    backend.lost = response.headers.get(LOST, " ".join(backend.lost)).split()
    tell_replication(backend)
    return moto_describe(response)


def account_attributes(response):
    group = response.backend.db_parameter_groups.get(QUOTA)
    most = int(group.description) if group else PLENTY
    used = len(response.backend.databases)
    quota = {"AccountQuotaName": "DBInstances", "Used": used, "Max": most}
    return ActionResult({"AccountQuotas": [quota]})


def install():
    take_time(DBInstance)
    Event.EVENT_MAP[RESTARTED] = {
        "Categories": ["availability"],
        "Message": "DB instance restarted",
    }
    RDSBackend.lost = []
    DBInstance.status_infos = []
    DBInstance.waits_for_restart = False
    DBInstance.db_parameter_group_status_list = property(parameter_groups)
    DBInstance.remove_replica = forget
    DBInstance.address = property(address)
    DBInstance.secondary_availability_zone = property(standby_zone)
    RDSBackend.create_db_instance = create
    RDSBackend.create_db_instance_read_replica = replicate
    RDSBackend.delete_db_instance = delete
    RDSBackend.promote_read_replica = promote
    RDSBackend.modify_db_instance = modify
    RDSResponse.describe_db_instances = describe
    RDSResponse.describe_account_attributes = account_attributes
    RDSResponse.reboot_db_instance = reboot
