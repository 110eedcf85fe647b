"""Simulated: a global table of DynamoDB.

moto takes `ReplicaUpdates` and makes none. AWS makes a replica in each region that is named, while
the table is empty; one of strong consistency has three. Any other one gets one replica a call. Each
replica then is the same table.
"""

from moto.dynamodb.exceptions import MockValidationException
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler

moto_update = DynamoHandler.update_table
moto_describe = Table.describe
REPLICAS = 3


def update(handler):
    updates = handler.body.get("ReplicaUpdates", [])
    if updates:
        replicate(handler, [it["Create"]["RegionName"] for it in updates])
    return moto_update(handler)


def replicate(handler, regions):
    name = handler.body["TableName"]
    table = handler.dynamodb_backend.get_table(name)
    consistency = handler.body.get("MultiRegionConsistency", "EVENTUAL")
    if consistency == "STRONG" and (len(table) or len(regions) + 1 != REPLICAS):
        raise MockValidationException("a table of strong consistency is empty and has 3 replicas")
    if consistency != "STRONG" and len(regions) > 1:
        raise MockValidationException("one replica a call")
    table.replicas = sorted({handler.region, *getattr(table, "replicas", ()), *regions})
    table.consistency = consistency
    for region in regions:
        backend = dynamodb_backends[handler.current_account][region]
        if name in backend.tables:
            raise MockValidationException(f"Table already exists in {region}")
        backend.tables[name] = table


def describe(table, base_key="TableDescription"):
    told = moto_describe(table, base_key)
    if hasattr(table, "replicas"):
        told[base_key]["MultiRegionConsistency"] = table.consistency
        told[base_key]["Replicas"] = [
            {"RegionName": region, "ReplicaStatus": "ACTIVE"} for region in table.replicas
        ]
    return told


def install():
    DynamoHandler.update_table = update
    Table.describe = describe
