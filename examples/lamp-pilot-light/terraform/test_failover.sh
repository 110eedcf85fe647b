#!/usr/bin/env bash
# The test of the plan, also where seed 003 types it.
exec "$(dirname "$0")/../test_failover.sh" "$@"
