"""The function of the daily snapshot, before an account of moto's; the template's own text is what runs."""

import datetime
import os
import types
import unittest
from unittest import mock

os.environ |= {"AWS_DEFAULT_REGION": "eu-west-1", "DATABASE": "lamp-primary", "KEEP": "3"}

import boto3  # noqa: E402
from moto import mock_aws  # noqa: E402

TEMPLATE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "snapshot.template.yaml")


def function():
    """What stands below ZipFile, as CloudFormation would take it."""
    with open(TEMPLATE, encoding="utf-8") as file:
        lines = file.read().split("ZipFile: |\n")[1].split("\n  Daily:")[0].split("\n")
    module = types.ModuleType("index")
    exec("\n".join(it[10:] for it in lines), module.__dict__)
    return module.handler


class SnapshotTest(unittest.TestCase):
    def setUp(self):
        self.account = mock_aws()
        self.account.start()
        self.addCleanup(self.account.stop)
        self.rds = boto3.client("rds")
        self.made("lamp-primary")

    def made(self, database):
        self.rds.create_db_instance(
            DBInstanceIdentifier=database, DBInstanceClass="db.t3.medium", Engine="mysql", AllocatedStorage=20,
            MasterUsername="admin", MasterUserPassword="not-a-secret",
        )

    def snapshot(self, name, database="lamp-primary"):
        self.rds.create_db_snapshot(DBInstanceIdentifier=database, DBSnapshotIdentifier=name)

    def days(self, numbers):
        for day in numbers:
            function()({}, types.SimpleNamespace(aws_request_id=f"day-{day}"))

    def there(self):
        return {it["DBSnapshotIdentifier"] for it in self.rds.describe_db_snapshots(SnapshotType="manual")["DBSnapshots"]}

    def test_the_newest_of_its_own_stay(self):
        self.days(range(5))
        self.assertEqual({"lamp-daily-day-2", "lamp-daily-day-3", "lamp-daily-day-4"}, self.there())

    def test_what_another_made_stays(self):
        self.made("another")
        others = {"lamp-primary-before-nuke-1", "by-hand", "lamp-daily-of-another"}
        self.snapshot("lamp-primary-before-nuke-1")
        self.snapshot("by-hand")
        self.snapshot("lamp-daily-of-another", "another")
        self.days(range(5))
        self.assertLessEqual(others, self.there())
        self.assertEqual(6, len(self.there()))

    def test_a_call_that_is_repeated_makes_one(self):
        self.days([1, 1])
        self.assertEqual({"lamp-daily-day-1"}, self.there())

    def test_where_none_can_be_made_none_goes(self):
        self.days(range(3))
        os.environ["KEEP"] = "1"
        self.addCleanup(os.environ.__setitem__, "KEEP", "3")
        self.rds.delete_db_instance(DBInstanceIdentifier="lamp-primary", SkipFinalSnapshot=True)
        before = self.there()
        with self.assertRaises(self.rds.exceptions.DBInstanceNotFoundFault):
            self.days([9])
        self.assertEqual(before, self.there())

    def test_one_that_is_not_complete_is_not_counted(self):
        self.days(range(3))
        made = boto3.client("rds")
        pages = [{"DBSnapshots": [
            {"DBSnapshotIdentifier": f"lamp-daily-day-{day}", "Status": status, "SnapshotCreateTime": datetime.datetime(2026, 1, day + 1)}
            for day, status in enumerate(["available", "available", "available", "creating"])
        ]}]
        with mock.patch.object(made, "get_paginator") as paginator, mock.patch.object(boto3, "client", return_value=made):
            paginator.return_value.paginate.return_value = pages
            self.days([3])
        self.assertEqual(4, len(self.there()))


if __name__ == "__main__":
    unittest.main()
