"""Simulated: that moving a label changes a secret, and that a replica is its primary's copy.

moto keeps `LastChangedDate` as it was; AWS documents it as the time of any modification. moto lets
the labels of a replica be moved; AWS refuses any change of one but in its primary's region.
"""

from moto.core.utils import unix_time
from moto.secretsmanager.exceptions import OperationNotPermittedOnReplica
from moto.secretsmanager.models import ReplicaSecret, SecretsManagerBackend

moto_move = SecretsManagerBackend.update_secret_version_stage


def move(backend, secret_id, *asked, **named):
    if isinstance(backend.secrets.get(secret_id), ReplicaSecret):
        raise OperationNotPermittedOnReplica
    answer = moto_move(backend, secret_id, *asked, **named)
    backend.secrets[secret_id].last_changed_date = unix_time()
    return answer


def install():
    SecretsManagerBackend.update_secret_version_stage = move
