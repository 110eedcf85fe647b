#!/usr/bin/env bash
# Takes the web servers of the pilot light away, moves to the standby region, and looks whether what
# users need is there: the application, the log of the run, the objects in S3. Users notice.
# drills.md beside it says more. Each call is shown before it is made.
set -euo pipefail

# In the checkout it is its own; beside a copy the one that is installed.
if [[ -z ${LIFEBOAT:-} ]]; then
  LIFEBOAT=$(cd "$(dirname "$0")/../.." && pwd)/lifeboat
  [[ -x $LIFEBOAT ]] || LIFEBOAT=$(command -v lifeboat || true)
fi
: "${PLAN:=$(dirname "$0")/lifeboat.yaml}"
# Without guards nothing shows when the replica has everything, so that no move is planned.
! grep -q '^ *fence: api' "$PLAN" || : "${MODE:=failover}"
: "${NAME:=lamp}" "${MODE:=switchover}" "${GROUP:=primary-asg}"
: "${PRIMARY_REGION:=eu-west-1}" "${STANDBY_REGION:=us-east-1}" "${PRIMARY:=primary}" "${STANDBY:=standby}"
: "${APP:=https://www.lamp.example/ref}" "${TELLS:=https://www.lamp.example/lifeboat-region}"
: "${PATIENCE:=900}"    # seconds for each thing that is waited for
export AWS_PAGER=       # Version 2 of the command line would wait for a key.

fail() {
  printf 'test_failover.sh: %s\n' "$*" >&2
  exit 1
}

# Whatever ends it early, nobody has to remember what was there.
tell_sizes() {
  printf 'test_failover.sh: not passed. Unless users were moved, %s needs the sizes again that it had:\n' "$GROUP" >&2
  printf 'aws autoscaling update-auto-scaling-group --region %s --auto-scaling-group-name %s --min-size %s --desired-capacity %s\n' \
    "$PRIMARY_REGION" "$GROUP" "$least" "$desired" >&2
}

# A bucket as the plan names it; nothing, or more than one, where it has it in other words.
# @param region of the plan
bucket() {
  sed -n "s/^ *bucket: *{\(.*[ ,]\)\{0,1\} *$1: *\"\{0,1\}\([a-z0-9.-]*\).*/\2/p" "$PLAN"
}

run() {
  printf '+ %s\n' "$*" >&2
  "$@"
}

# @param what command…
await() {
  local what=$1 until=$((SECONDS + PATIENCE))
  shift
  until "$@"; do
    ((SECONDS < until)) || fail "waited ${PATIENCE} s in vain: $what"
    sleep 1
  done
  printf 'seen: %s\n' "$what"
}

answers() {
  curl --silent --fail --max-time 5 --output /dev/null "$APP"
}

answers_not() {
  ! answers
}

is_led_to_standby() {
  [[ $(curl --silent --fail --max-time 5 "$TELLS") == "$STANDBY" ]]
}

# @param region bucket key
holds() {
  local version
  version=$(aws s3api list-object-versions --region "$1" --bucket "$2" --prefix "$3" \
    --query 'Versions[0].VersionId' --output text) && [[ -n $version && $version != None ]]
}

upload() {
  date | run aws s3 cp --region "$1" - "s3://$2/$3"
}

: "${BUCKET=$(bucket "$PRIMARY")}" "${COPY=$(bucket "$STANDBY")}"
for name in BUCKET COPY; do
  [[ ${!name} =~ ^[a-z0-9.-]+$ ]] || fail "$PLAN does not say in one line which bucket it is: give $name"
done
[[ $MODE == switchover || $MODE == failover ]] || fail "MODE is switchover or failover, was $MODE"
printf 'users of %s will be without it; type its name to go on: ' "$NAME" >&2
read -r typed
[[ $typed == "$NAME" ]] || fail "nothing was changed"
run "$LIFEBOAT" "$MODE" "$PLAN" --dry-run >&2 || fail "no $MODE would get there; nothing was changed"
object=test-failover/$(date +%s)
upload "$PRIMARY_REGION" "$BUCKET" "$object/before"

# Simulate.
sizes=$(aws autoscaling describe-auto-scaling-groups --region "$PRIMARY_REGION" --auto-scaling-group-names "$GROUP" \
  --query 'AutoScalingGroups[0].[MinSize,DesiredCapacity]' --output text)
read -r least desired <<<"$sizes"
[[ $desired =~ ^[0-9]+$ ]] || fail "there is no group $GROUP in $PRIMARY_REGION; its sizes were not changed"
trap tell_sizes EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
run aws autoscaling update-auto-scaling-group --region "$PRIMARY_REGION" \
  --auto-scaling-group-name "$GROUP" --min-size 0 --desired-capacity 0
await 'the application does not answer any more' answers_not

result=$(run "$LIFEBOAT" "$MODE" "$PLAN" --confirm "$NAME" --json) || {
  code=$?
  printf '%s\n' "$result" >&2
  exit "$code"
}
run=$(sed -n 's/.*"run":"\([^"]*\)".*/\1/p' <<<"$result")

# Application, logs, S3.
await 'the application answers' answers
await "users are led to $STANDBY" is_led_to_standby
run "$LIFEBOAT" evidence verify "$run"
await "$object/before is in $COPY" holds "$STANDBY_REGION" "$COPY" "$object/before"
upload "$STANDBY_REGION" "$COPY" "$object/after"
trap - EXIT
printf 'passed: run %s. Home again: lifeboat failback %s\n' "$run" "$PLAN"
