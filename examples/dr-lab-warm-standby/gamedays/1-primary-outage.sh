#!/usr/bin/env bash
# Game day 1: the service of the primary region goes, and whoever asks for a move is looked at.
# Between the words SEED stand the lines of seed 001, untouched.
set -euo pipefail
. "$(dirname "$0")/seed.sh"

ask "users of $NAME are without it until it is moved, or by-hand.sh scale 2"
find_machine
typed "$RECOVERY_REGION" <<'SEED'
# Simulate primary region failure
aws ecs update-service --cluster dr-lab-primary --service dr-lab-service \
  --desired-count 0 --region ap-southeast-2

# Monitor failover
aws stepfunctions list-executions --state-machine-arn <state-machine-arn>
SEED
! is_by_api || printf "by 'fence: api' nobody proposes a move; a person makes it: lifeboat failover %s\n" "$PLAN" >&2
