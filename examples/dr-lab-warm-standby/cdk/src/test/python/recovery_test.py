"""The function of backup and restore, before an account that only remembers what it was asked."""

import datetime
import json
import os
import sys
import unittest
import unittest.mock

os.environ |= {"AWS_REGION": "us-west-2", "PARAMETERS": "/backup-lab/recovery"}
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../main/resources/drlab/recovery"))

import index  # noqa: E402
from botocore.exceptions import ClientError  # noqa: E402

NOW = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.timezone.utc)
WORDS = (
    "vault database database-name subnet-group parameter-group network-stack network-template"
    " application-stack application-template makes-stacks entrance secret rpo-hours rto-hours"
).split()
HOURS = {"rpo-hours": "3", "rto-hours": "8"}


def missing(code, text=""):
    return ClientError({"Error": {"Code": code, "Message": text}}, "Asked")


class Account:
    """Each stack is complete, and each database available, at the second look."""

    def __init__(self, points=("old", "new"), login=True):
        self.made, self.stacks, self.instance = [], {}, None
        self.tags, self.final = [], None
        self.points, self.secret = points, {"AWSCURRENT": {"user": "app", "password": "p"}} if login else {}

    def __call__(self, service):
        return self

    def get_parameters_by_path(self, Path, NextToken=None):
        half = WORDS[6:] if NextToken else WORDS[:6]
        page = {"Parameters": [{"Name": f"{Path}/{it}", "Value": HOURS.get(it, "the-" + it)} for it in half]}
        return page if NextToken else page | {"NextToken": "more"}

    def list_recovery_points_by_backup_vault(self, BackupVaultName, ByResourceType):
        ages = {"old": 5, "new": 2, "failed": 1}
        return {
            "RecoveryPoints": [
                {
                    "RecoveryPointArn": it,
                    "CreationDate": NOW - datetime.timedelta(hours=ages[it]),
                    "Status": "PARTIAL" if it == "failed" else "COMPLETED",
                }
                for it in self.points
            ]
        }

    def describe_stacks(self, StackName):
        if StackName not in self.stacks:
            raise missing("ValidationError", f"Stack with id {StackName} does not exist")
        self.stacks[StackName] += 1
        status = "CREATE_COMPLETE" if self.stacks[StackName] > 1 else "CREATE_IN_PROGRESS"
        return {
            "Stacks": [
                {"StackStatus": status, "Outputs": [{"OutputKey": "DatabaseSecurityGroupId", "OutputValue": "sg-1"}]}
            ]
        }

    def create_stack(self, StackName, TemplateURL, **_):
        self.made.append(StackName)
        self.stacks[StackName] = 0

    def describe_db_instances(self, DBInstanceIdentifier):
        if self.instance is None:
            raise missing("DBInstanceNotFound")
        self.instance += 1
        status = self.final or ("available" if self.instance > 1 else "creating")
        endpoint = {"Address": "db", "Port": 5432}
        return {"DBInstances": [{"DBInstanceStatus": status, "Endpoint": endpoint, "TagList": self.tags}]}

    def restore_db_instance_from_db_snapshot(self, DBSnapshotIdentifier, VpcSecurityGroupIds, Tags, **_):
        self.tags = Tags
        self.made.append((DBSnapshotIdentifier, VpcSecurityGroupIds))
        self.instance = 0

    def get_secret_value(self, SecretId, VersionStage):
        if VersionStage not in self.secret:
            raise missing("ResourceNotFoundException")
        return {"SecretString": json.dumps(self.secret[VersionStage])}

    def put_secret_value(self, SecretId, SecretString, VersionStages):
        self.made.append(SecretId)
        self.secret = {it: json.loads(SecretString) for it in VersionStages}


class RecoveryTest(unittest.TestCase):
    # As the seed types them.
    LOOK = {"test_mode": True, "target_region": "us-west-2"}
    RECOVER = {"execute_recovery": True, "target_region": "us-west-2"}

    def call(self, account, event):
        return index.handler(event, None, account, NOW)

    def test_a_test_names_the_newest_backup_and_what_is_missing_and_makes_nothing(self):
        account = Account(points=("old", "new", "failed"))
        told = self.call(account, self.LOOK)
        self.assertEqual("new", told["recovery_point"])
        self.assertEqual(2.0, told["lost_hours"])
        self.assertEqual({"rpo": 3, "rto": 8}, told["objective_hours"], "beside it")
        self.assertEqual(["network", "database", "login", "application"], told["would_make"])
        self.assertEqual([], account.made)

    def test_hours_that_are_missing_stop_no_recovery(self):
        lacking = [it for it in WORDS if it not in HOURS]
        with unittest.mock.patch.object(sys.modules[__name__], "WORDS", lacking):
            told = self.call(Account(), self.RECOVER | {"fenced_by": "ada"})
        self.assertEqual("network", told["step"])
        self.assertNotIn("objective_hours", told)

    def test_nothing_begins_before_a_person_says_who_fenced_the_old_writer(self):
        for fenced_by in (None, "", "  "):
            account = Account()
            self.assertIn("fenced_by", self.call(account, self.RECOVER | {"fenced_by": fenced_by})["refused"])
            self.assertEqual([], account.made)

    def test_a_test_stays_one_whatever_else_is_said(self):
        account = Account()
        told = self.call(account, self.LOOK | self.RECOVER | {"fenced_by": "ada"})
        self.assertIn("would_make", told)
        self.assertEqual([], account.made)

    def test_a_database_that_will_never_be_available_is_told_and_not_waited_for(self):
        for status in ("failed", "incompatible-restore", "incompatible-network", "storage-full", "stopped", "unknown"):
            account = Account()
            for _ in range(3):
                self.call(account, self.RECOVER | {"fenced_by": "ada"})
            account.final = status
            self.assertIn(status, self.call(account, self.RECOVER | {"fenced_by": "ada"})["refused"])
        account.final = "modifying"
        self.assertEqual("modifying", self.call(account, self.RECOVER | {"fenced_by": "ada"})["state"])

    def test_the_backup_that_was_restored_is_told_though_a_newer_one_came(self):
        account = Account(points=("old",))
        for _ in range(20):
            if account.instance is not None:
                account.points = ("old", "new")
            told = self.call(account, self.RECOVER | {"fenced_by": "ada"})
        self.assertEqual(("old", 5.0), (told["recovery_point"], told["lost_hours"]))
        self.assertEqual(("old", ["sg-1"]), account.made[1])
        self.assertEqual("old", self.call(account, self.LOOK)["recovery_point"])

    def test_a_database_that_this_did_not_make_is_left_alone(self):
        account = Account()
        account.instance = 5
        self.assertIn("recovery-point", self.call(account, self.RECOVER | {"fenced_by": "ada"})["refused"])
        self.assertEqual([], account.made)

    def test_it_is_rebuilt_in_order_each_thing_once_and_a_further_call_makes_nothing(self):
        account = Account()
        for _ in range(20):
            told = self.call(account, self.RECOVER | {"fenced_by": "ada"})
        self.assertTrue(told["recovered"], told)
        self.assertEqual(
            ["the-network-stack", ("new", ["sg-1"]), "the-secret", "the-application-stack"], account.made
        )
        self.assertEqual("jdbc:postgresql://db:5432/the-database-name?sslmode=require", account.secret["Bound"]["url"])
        self.assertEqual("app", account.secret["Bound"]["user"])

    def test_what_a_person_has_to_do_is_said(self):
        self.assertIn("no complete backup", self.call(Account(points=("failed",)), self.LOOK)["refused"])
        self.assertIn("us-west-2", self.call(Account(), self.LOOK | {"target_region": "eu-west-1"})["refused"])
        account = Account(login=False)
        for _ in range(20):
            told = self.call(account, self.RECOVER | {"fenced_by": "ada"})
        self.assertIn("password", told["refused"])
        self.assertNotIn("the-application-stack", account.made)


if __name__ == "__main__":
    unittest.main()
