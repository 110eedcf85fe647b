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
       in-your-account.sh round PLAN NAME OPTION…    provisions with these options, moves the writer there and
                                                     home, loses the region, and takes all of it away again
NAME is the plan's, and confirms it: users notice. The result of each drill is left in this folder as
drill-SCENARIO.json, what a round said as round.txt, and its runs in the folder round: who gets that checks
it by 'lifeboat evidence verify round --key YOURS'. LIFEBOAT names the command, if it is not that of this
checkout.
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

# What no emulated account shows. It ends where something fails, and can be typed again. Guards must run: those of
# OPTION…, or your own.
round() {
  local plan=$1 name=$2 code=0
  shift 2
  run provision "$plan" --confirm "$name" "$@" || code=$?
  # 3: done, and guards that just began are not heard yet.
  ((code == 0 || code == 3)) || return "$code"
  ready "$plan"
  run switchover "$plan" --confirm "$name"
  run failback "$plan" --confirm "$name"
  ready "$plan"
  drill "$plan" "$name" region-loss
  run unprovision "$plan" --confirm "$name"
}

# CloudWatch measures each minute, and a new replica has no lag before.
ready() {
  local looks=0 code
  while code=0; run check "$1" --dns || code=$?; ((code != 0)); do
    ((code == 3 && ++looks < ${LOOKS:-20})) || return "$code"
    sleep "${PAUSE:-60}"
  done
}

# What proves the round, also one that ended early: each run since then by itself, and that none between two
# is missing.
gather() {
  local LC_ALL=C run found=
  for run in "${LIFEBOAT_STATE:-.lifeboat}"/runs/*; do
    if [[ ${run##*/} > $1 && -e $run/seal.json ]]; then
      mkdir -p round
      cp -R "$run" round/
      found=1
    fi
  done
  [[ -z $found ]] || run evidence verify round
}

# On the screen and in round.txt, whose last line is how it ended.
told() {
  local code proven begun
  begun=$(date -u +%Y%m%d-%H%M%S)
  set +e
  (set -e; round "$@") 2>&1 | tee -a round.txt
  code=${PIPESTATUS[0]}
  (set -e; gather "$begun") 2>&1 | tee -a round.txt
  proven=${PIPESTATUS[0]}
  set -e
  ((code != 0)) || code=$proven
  printf '%s round of %s ended with %s\n' "$(date -u +%FT%TZ)" "$1" "$code" | tee -a round.txt
  return "$code"
}

case ${1-} in
  look) (($# == 2)) || usage; look "$2" ;;
  drill) (($# >= 4)) || usage; shift; drill "$@" ;;
  round) (($# >= 3)) || usage; shift; told "$@" ;;
  *) usage ;;
esac
