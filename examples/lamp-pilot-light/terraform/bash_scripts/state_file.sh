#!/usr/bin/env bash
# The state of the stack: who holds its lock, how to give that back, a copy of it.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  printf 'usage: %s show | backup [FILE] | unlock [LOCK-ID]\n' "$0" >&2
  printf '  LOCK-ID  stands in the message of the command that found the state locked; without it the table is asked\n' >&2
  exit 2
}

# The value of a key in providers.tf.
backend() {
  sed -n "s/^ *$1 *= *\"\([^\"]*\)\"\$/\1/p" providers.tf
}

case ${1:-} in
  show) terraform state list ;;
  backup)
    file=${2:-lamp-$(date -u +%Y%m%dT%H%M%SZ).tfstate}
    [[ ! -e $file ]] || { printf '%s is there already\n' "$file" >&2; exit 1; }
    # It holds passwords.
    (umask 077 && terraform state pull >"$file")
    printf 'wrote %s\n' "$file"
    ;;
  unlock)
    (($# <= 2)) || usage
    id=${2:-}
    if [[ -z $id ]]; then
      lock=$(aws dynamodb get-item --region "$(backend region)" --table-name "$(backend dynamodb_table)" --consistent-read \
        --key "{\"LockID\":{\"S\":\"$(backend bucket)/$(backend key)\"}}" --query Item.Info.S --output text)
      [[ $lock != None ]] || { printf 'nobody holds the lock\n'; exit 0; }
      held() {
        sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" <<<"$lock"
      }
      id=$(held ID)
      [[ -n $id ]] || { printf 'the lock has no ID; nothing was changed: %s\n' "$lock" >&2; exit 1; }
      printf '%s holds %s since %s: %s\n' "$(held Who)" "$id" "$(held Created)" "$(held Operation)"
    fi
    # Terraform asks, and tells nothing of who holds it: two people applying at once break the state.
    printf 'Whoever holds %s must be dead, not slow.\n' "$id" >&2
    terraform force-unlock "$id"
    ;;
  *) usage ;;
esac
