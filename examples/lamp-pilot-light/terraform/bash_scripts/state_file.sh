#!/usr/bin/env bash
# The state of the stack: who holds its lock, how to give that back, a copy of it.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  printf 'usage: %s show | backup [FILE] | unlock LOCK-ID\n' "$0" >&2
  printf '  LOCK-ID  stands in the message of the command that found the state locked\n' >&2
  exit 2
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
    (($# == 2)) || usage
    # Terraform asks, and tells nothing of who holds it: two people applying at once break the state.
    printf 'Whoever holds %s must be dead, not slow.\n' "$2" >&2
    terraform force-unlock "$2"
    ;;
  *) usage ;;
esac
