#!/usr/bin/env bash
# What only an account of your own can show: rights, quotas, how long things take, what a lost region
# really does. README.md beside it says more. Each call of Lifeboat is shown before it is made.
set -euo pipefail

# In the checkout it is its own; beside a copy the one that is installed.
if [[ -z ${LIFEBOAT:-} ]]; then
  LIFEBOAT=$(cd "$(dirname "$0")/../.." && pwd)/lifeboat
  [[ -x $LIFEBOAT ]] || LIFEBOAT=$(command -v lifeboat || true)
fi

usage() {
  cat >&2 <<'USAGE'
usage: in-your-account.sh look PLAN                  what stands in the way; changes nothing
       in-your-account.sh drill PLAN NAME SCENARIO…  breaks, recovers and measures, one after the other
NAME is the plan's, and confirms it: users notice. The result of each drill is left in this folder as
drill-SCENARIO.json. LIFEBOAT names the command, if it is not that of this checkout.
USAGE
  exit 2
}

# Shows a command, runs it, and gives its exit code.
run() {
  printf '+ lifeboat %s\n' "$*" >&2
  "$LIFEBOAT" "$@"
}

look() {
  local worst=0
  run check "$1" --dns || worst=$?
  run status "$1" || true # Unproven until the first drill.
  run failover "$1" --dry-run || worst=$?
  return "$worst"
}

drill() {
  local plan=$1 name=$2 scenario result run code
  shift 2
  for scenario; do
    result=drill-$scenario.json
    code=0
    run drill "$plan" --scenario "$scenario" --confirm "$name" --json >"$result" || code=$?
    run=$(sed -n 's/.*"run":"\([^"]*\)".*/\1/p' "$result")
    # 0 passed and 5 missed an objective: both were measured, and are evidence.
    ((code == 0 || code == 5)) || return "$code"
    run evidence verify "$run"
    printf '%s: exit code %s, %s\n' "$scenario" "$code" "$result"
  done
}

case ${1-} in
  look) (($# == 2)) || usage; look "$2" ;;
  drill) (($# >= 4)) || usage; shift; drill "$@" ;;
  *) usage ;;
esac
