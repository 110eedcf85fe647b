"""Simulated: that moving a label changes a secret.

moto keeps `LastChangedDate` as it was; AWS documents it as the time of any modification.
"""

from moto.core.utils import unix_time
from moto.secretsmanager.models import SecretsManagerBackend

moto_move = SecretsManagerBackend.update_secret_version_stage


def move(backend, secret_id, *asked, **named):
    answer = moto_move(backend, secret_id, *asked, **named)
    backend.secrets[secret_id].last_changed_date = unix_time()
    return answer


def install():
    SecretsManagerBackend.update_secret_version_stage = move
