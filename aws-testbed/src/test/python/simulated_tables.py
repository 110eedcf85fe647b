"""Simulated: that a table of a stack can be recovered to a point in time as its template says, which moto
leaves out."""

from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.table import Table

moto_create = Table.create_from_cloudformation_json.__func__


def create(cls, name, said, account, region, **more):
    table = moto_create(cls, name, said, account, region, **more)
    recovery = said["Properties"].get("PointInTimeRecoverySpecification")
    if recovery:
        dynamodb_backends[account][region].update_continuous_backups(table.name, recovery)
    return table


def install():
    Table.create_from_cloudformation_json = classmethod(create)
