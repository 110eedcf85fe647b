"""Simulated: what a vault of AWS Backup holds of RDS.

moto has vaults, and nothing in them. A recovery point of RDS is a snapshot of it, whose name begins
as AWS Backup writes it; here each such snapshot of a region is in each of its vaults.
"""

import json

from moto.backup import urls
from moto.backup.responses import BackupResponse
from moto.rds.models import rds_backends

TAKEN = "awsbackup:"


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


def install():
    BackupResponse.list_recovery_points_by_backup_vault = points
    urls.url_paths["{0}/backup-vaults/(?P<name>[^/]+)/recovery-points/?$"] = urls.response.dispatch
