# Of each game day: types the lines of seed 001 as they are printed, and fills in what those leave open.
: "${PRIMARY_REGION:=ap-southeast-2}" "${RECOVERY_REGION:=us-west-2}" "${NAME:=dr-lab}" "${MACHINE:=dr-lab-failover}"
export AWS_PAGER= # Version 2 of the command line would wait for a key.

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# @param what happens to users
ask() {
  local typed
  printf '%s; type %s to go on: ' "$1" "$NAME" >&2
  read -r typed || true
  [[ $typed == "$NAME" ]] || fail 'nothing was changed'
}

# Whether the plan has no guards: then no move is planned, and nobody proposes one.
: "${PLAN:=$(dirname "$0")/../lifeboat.yaml}"
is_by_api() {
  grep -qs '^ *fence: api' "$PLAN"
}

# The state machine is where the workload recovers, since the other region may be lost; the seed's own ARN has that one.
find_machine() {
  machine=$(aws stepfunctions list-state-machines --region "$RECOVERY_REGION" \
    --query "stateMachines[?name=='$MACHINE'].stateMachineArn" --output text)
  [[ $machine == arn:* ]] \
    || fail "no state machine $MACHINE in $RECOVERY_REGION; docs/step-functions.md says how to make it. Nothing was changed"
  account=$(cut -d : -f 5 <<<"$machine")
}

# @param region of lines that name none
typed() {
  local lines
  lines=$(cat)
  lines=${lines//":states:ap-southeast-2:"/":states:$RECOVERY_REGION:"}
  lines=${lines//"<state-machine-arn>"/"${machine-}"}
  lines=${lines//"ACCOUNT"/"${account-}"}
  lines=${lines//"VERSION-ID"/"${version-}"}
  printf '%s\n' "$lines" >&2
  AWS_REGION=$1 AWS_DEFAULT_REGION=$1 bash -euc "$lines"
}
