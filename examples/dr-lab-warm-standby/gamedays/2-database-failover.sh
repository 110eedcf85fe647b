#!/usr/bin/env bash
# Game day 2: a planned move in the name of testing. It is the whole workload that moves, not its database alone.
# Between the words SEED stand the lines of seed 001, untouched.
set -euo pipefail
. "$(dirname "$0")/seed.sh"

! is_by_api || fail "'fence: api' makes no planned move; 'lifeboat failover $PLAN' makes one; nothing was changed"
ask "$NAME moves to $RECOVERY_REGION, and its users with it"
find_machine
typed "$RECOVERY_REGION" <<'SEED'
# Trigger planned failover
aws stepfunctions start-execution \
  --state-machine-arn arn:aws:states:ap-southeast-2:ACCOUNT:stateMachine:dr-lab-failover \
  --input '{"mode":"planned","reason":"testing"}'
SEED
