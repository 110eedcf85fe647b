#!/usr/bin/env bash
# What people do to the warm standby by hand, with the AWS command line alone: look at the lag of the
# replica, take the service down, start the way out inside AWS, take a deleted object back.
# README.md beside it says more. Each call of `aws` is shown before it is made.
set -euo pipefail

: "${PRIMARY_REGION:=ap-southeast-2}" "${RECOVERY_REGION:=us-west-2}"
: "${CLUSTER:=dr-lab-primary}" "${SERVICE:=dr-lab-service}" "${REPLICA:=dr-lab-replica}"
: "${MACHINE:=dr-lab-failover}" "${BUCKET:=dr-lab-app-data-primary}"
export AWS_PAGER= # Version 2 of the command line would wait for a key.

usage() {
  cat >&2 <<'USAGE'
usage: by-hand.sh lag                     how far the replica is behind
       by-hand.sh scale COUNT             tasks of the service in the primary region; 0 takes it down
       by-hand.sh rehearse MODE [REASON]  start an execution that looks at each goal and changes nothing
       by-hand.sh start MODE [REASON]     start an execution that moves the writer
       by-hand.sh executions              the newest ten and how they ended
       by-hand.sh delete KEY              delete an object; its versions stay
       by-hand.sh versions KEY            what versions of it there are
       by-hand.sh restore KEY [VERSION]   make a version the newest one; without VERSION the last one
MODE is planned or unplanned. Names and regions come from variables: PRIMARY_REGION,
RECOVERY_REGION, CLUSTER, SERVICE, REPLICA, MACHINE, BUCKET.
USAGE
  exit 2
}

fail() {
  printf 'by-hand.sh: %s\n' "$*" >&2
  exit 1
}

# Shows a command so that it can be pasted, and runs it.
run() {
  local word quote="'\\''"
  {
    printf '+'
    for word; do
      case $word in
        '' | *[!A-Za-z0-9_./:=,@%-]*) printf " '%s'" "${word//\'/$quote}" ;;
        *) printf ' %s' "$word" ;;
      esac
    done
    printf '\n'
  } >&2
  "$@"
}

# CloudWatch has a minute's figure a minute or two later; none of the last five is no answer.
lag() {
  run aws rds describe-db-instances --region "$RECOVERY_REGION" \
    --db-instance-identifier "$REPLICA" --query 'DBInstances[0].StatusInfos'
  local now found
  now=$(date +%s)
  found=$(run aws cloudwatch get-metric-statistics --region "$RECOVERY_REGION" \
    --namespace AWS/RDS --metric-name ReplicaLag \
    --dimensions "Name=DBInstanceIdentifier,Value=$REPLICA" \
    --start-time "$((now - 300))" --end-time "$now" --period 60 --statistics Maximum \
    --query 'sort_by(Datapoints, &Timestamp)[-1].[Maximum, Timestamp]' --output text)
  [[ $found == [0-9]* ]] \
    || fail "the lag of $REPLICA is unknown: CloudWatch has none of the last five minutes"
  printf '%s is %s s behind, measured at %s\n' "$REPLICA" ${found}
}

machine() {
  local found
  found=$(run aws stepfunctions list-state-machines --region "$RECOVERY_REGION" \
    --query "stateMachines[?name=='$MACHINE'].stateMachineArn" --output text) || exit
  [[ $found == arn:* ]] \
    || fail "no state machine $MACHINE in $RECOVERY_REGION; docs/step-functions.md says how to make it"
  printf '%s\n' "$found"
}

# @param mode reason dry-run
start() {
  [[ $1 == planned || $1 == unplanned ]] || usage
  [[ $2 != *[\"\\[:cntrl:]]* ]] || fail "REASON is free text without \" and \\, was: $2"
  local arn
  arn=$(machine)
  run aws stepfunctions start-execution --region "$RECOVERY_REGION" --state-machine-arn "$arn" \
    --input "{\"mode\":\"$1\",\"reason\":\"$2\",\"dryRun\":$3}"
}

executions() {
  local arn
  arn=$(machine)
  run aws stepfunctions list-executions --region "$RECOVERY_REGION" --state-machine-arn "$arn" \
    --max-items 10 --query 'executions[].[name, status, startDate]' --output text
}

# S3 lists keys in their order and of each key the newest version first, so that of those that begin
# with KEY its own come first.
newest() {
  local found
  found=$(run aws s3api list-object-versions --region "$PRIMARY_REGION" --bucket "$BUCKET" \
    --prefix "$1" --no-paginate --query 'Versions[0].[VersionId, Key]' --output text) || exit
  [[ ${found#*$'\t'} == "$1" ]] || fail "no version of $1 in $BUCKET"
  printf '%s\n' "${found%%$'\t'*}"
}

restore() {
  local version=${2:-}
  [[ -n $version ]] || version=$(newest "$1")
  run aws s3api copy-object --region "$PRIMARY_REGION" --bucket "$BUCKET" --key "$1" \
    --copy-source "$BUCKET/$1?versionId=$version"
}

(($# > 0)) || usage
word=$1
shift
case $word:$# in
  lag:0) lag ;;
  scale:1)
    [[ $1 =~ ^[0-9]+$ ]] || usage
    run aws ecs update-service --region "$PRIMARY_REGION" --cluster "$CLUSTER" \
      --service "$SERVICE" --desired-count "$1" \
      --query 'service.{service: serviceName, desired: desiredCount, running: runningCount}'
    ;;
  rehearse:[12]) start "$1" "${2:-}" true ;;
  start:[12]) start "$1" "${2:-}" false ;;
  executions:0) executions ;;
  delete:1) run aws s3 rm --region "$PRIMARY_REGION" "s3://$BUCKET/$1" ;;
  versions:1)
    run aws s3api list-object-versions --region "$PRIMARY_REGION" --bucket "$BUCKET" --prefix "$1"
    ;;
  restore:[12]) restore "$@" ;;
  *) usage ;;
esac
