"""Simulated: what a vault of AWS Backup holds of RDS.

moto has vaults, and nothing in them. A recovery point of RDS is a snapshot of it, whose name begins
with `awsbackup:`. No user may write that; here `awsbackup-` stands for it, and each such snapshot of a
region is in each of its vaults. moto also fails on plans that are asked for through a gate, which sends
no parameters with it. Of a stack's vaults, plans and selections it makes the first two; a selection
and the policy of a vault are remembered.
"""

import json

from moto.backup import urls
from moto.backup.models import backup_backends
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


def plan(response):
    plan_id = response.path.rstrip("/").rsplit("/", 1)[1]
    return json.dumps(response.backup_backend.get_backup_plan(plan_id, None).to_get_dict())


class VaultOfStack:
    def __init__(self, properties, account, region):
        self.vault = backup_backends[account][region].create_backup_vault(
            properties["BackupVaultName"], properties.get("BackupVaultTags", {}), properties["EncryptionKeyArn"], None
        )
        self.physical_resource_id = self.vault.backup_vault_name

    def get_cfn_attribute(self, name):
        return {"BackupVaultArn": self.vault.backup_vault_arn, "BackupVaultName": self.vault.backup_vault_name}[name]

    def is_created(self):
        return True

    def delete(self, account_id, region_name):
        backup_backends[account_id][region_name].delete_backup_vault(self.physical_resource_id)


class PlanOfStack:
    def __init__(self, properties, account, region):
        said, backend = dict(properties["BackupPlan"]), backup_backends[account][region]
        said["Rules"] = [dict(it, TargetBackupVaultName=it["TargetBackupVault"]) for it in said.pop("BackupPlanRule")]
        for rule in said["Rules"]:
            backend.describe_backup_vault(rule.pop("TargetBackupVault"))
        self.plan = backend.create_backup_plan(said, properties.get("BackupPlanTags", {}), None)
        self.physical_resource_id = self.plan.backup_plan_id

    def get_cfn_attribute(self, name):
        return {"BackupPlanArn": self.plan.backup_plan_arn, "BackupPlanId": self.plan.backup_plan_id}[name]

    def is_created(self):
        return True

    def delete(self, account_id, region_name):
        backup_backends[account_id][region_name].delete_backup_plan(self.physical_resource_id)


# Types of a stack, each with what makes it.
OF_STACK = {"AWS::Backup::BackupVault": VaultOfStack, "AWS::Backup::BackupPlan": PlanOfStack}


def install():
    BackupResponse.get_backup_plan = plan
    BackupResponse.list_backup_plans = plans
    BackupResponse.list_recovery_points_by_backup_vault = points
    for end in ("", "/"):
        path = "{0}/backup-vaults/(?P<name>[^/]+)/recovery-points" + end + "$"
        urls.url_paths[path] = urls.response.dispatch
