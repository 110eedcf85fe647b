"""Simulated: a global database of Aurora is one thing, whichever region is asked for it.

moto keeps one in the region where it was made, and answers well where it finds none. Here a cluster is
removed from any region; it is promoted for some looks, and then takes writes by itself. What is not
there is refused.
"""

from moto.rds.exceptions import RDSClientError
from moto.rds.models import DBCluster, RDSBackend, rds_backends
from moto.rds.responses import RDSResponse

from simulated_changes import begin, look, take_time

moto_describe = RDSResponse.describe_db_clusters


def remove(backend, global_cluster_identifier, db_cluster_identifier):
    found = global_cluster(backend.account_id, global_cluster_identifier)
    cluster = backend.describe_db_clusters(db_cluster_identifier=db_cluster_identifier)[0]
    if cluster not in found.members:
        raise RDSClientError(
            "DBClusterNotFoundFault", f"{db_cluster_identifier} is not in {global_cluster_identifier}."
        )
    found.members.remove(cluster)
    cluster.status = "promoting"
    begin(cluster, promoted)
    return found


def global_cluster(account, name):
    for backend in rds_backends[account].values():
        if name in backend.global_clusters:
            return backend.global_clusters[name]
    raise RDSClientError("GlobalClusterNotFoundFault", f"Global cluster {name} not found.")


def promoted(cluster):
    cluster.status = "available"
    cluster.global_cluster_identifier = None
    cluster.is_writer = True


def describe(response):
    look(response.backend.clusters.values())
    return moto_describe(response)


def install():
    take_time(DBCluster)
    RDSBackend.remove_from_global_cluster = remove
    RDSResponse.describe_db_clusters = describe
