"""Simulated: what a vault of AWS Backup holds of RDS.

moto has vaults, and nothing in them. A recovery point of RDS is a snapshot of it, whose name begins
with `awsbackup:`. No user may write that; here `awsbackup-` stands for it, and each such snapshot of a
region is in each of its vaults. moto also fails on a list of plans that is asked for through a gate,
which sends no parameters with it.
"""

import json

from moto.backup import urls
from moto.backup.responses import BackupResponse
from moto.rds.models import rds_backends

TAKEN = "awsbackup-"


def points(response):
    name = response.path.split("/")[2]
    response.backup_backend.describe_backup_vault(name)
    snapshots = rds_backends[response.current_account][response.region].database_snapshots
    of = response._get_param("resourceType", "RDS") == "RDS"
    found = [
        {
            "RecoveryPointArn": it.db_snapshot_arn,
            "BackupVaultName": name,
            "ResourceType": "RDS",
            "CreationDate": it.snapshot_create_time.timestamp(),
            "Status": "COMPLETED",
        }
        for it in snapshots.values()
        if of and it.db_snapshot_identifier.startswith(TAKEN)
    ]
    return json.dumps({"RecoveryPoints": found})


def plans(response):
    found = response.backup_backend.list_backup_plans(include_deleted=False)
    return json.dumps({"BackupPlansList": [it.to_list_dict() for it in found]})


def install():
    BackupResponse.list_backup_plans = plans
    BackupResponse.list_recovery_points_by_backup_vault = points
    for end in ("", "/"):
        path = "{0}/backup-vaults/(?P<name>[^/]+)/recovery-points" + end + "$"
        urls.url_paths[path] = urls.response.dispatch
