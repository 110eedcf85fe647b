#!/usr/bin/env bash
# Asks the page, in a server of PHP's own: without a database, and where a folder of MariaDB is given, with one that takes writes,
# then with one that does not. Needs PHP with mysqli, and curl.
set -euo pipefail
cd "$(dirname "$0")"
mariadb=${1-}

# The page knows the port of MySQL alone: on an address that nobody else has.
export LAMP_HOST=127.0.0.2 LAMP_DATABASE=lampdb LAMP_USER=lamp LAMP_PASSWORD=of-a-test LAMP_PLAIN=1
work=$(mktemp -d)
: >"$work/php"
php -S 127.0.0.1:0 ref.php 2>"$work/php" &
started=($!)
trap 'kill "${started[@]}"; wait; rm -rf "$work"' EXIT

# Within a minute and a half.
# @param pid of what is to live until then
# @param log that tells what went wrong
# @param what must succeed
await() {
  local looks=0
  until "${@:3}"; do
    kill -0 "$1" && ((looks++ < 400)) || { printf 'never: %s\n' "${*:3}" >&2; cat "$2" >&2; exit 1; }
    sleep 0.2
  done
}

await "$!" "$work/php" grep -q 'http://127' "$work/php"
at=$(grep -o 'http://127.0.0.1:[0-9]*' "$work/php")

# @param path, and what curl wants besides
answer() {
  curl -s -m 20 -o /dev/null -w '%{http_code}' "${@:2}" "$at$1"
}

# @param status that the page is to answer
expect() {
  local told
  told=$(answer "${@:2}")
  [[ $told == "$1" ]] || { printf '%s answers %s, not %s\n' "$2" "$told" "$1" >&2; exit 1; }
}

takes_writes() {
  [[ $(answer /dbcheck) == 200 ]]
}

is_read_only() {
  curl -s -m 20 "$at/dbcheck" | grep -q 'read only'
}

# MariaDB, and that it is as wanted.
begin() {
  "$mariadb/bin/mariadbd" --no-defaults --basedir="$mariadb" --datadir="$work/data" --user="$(id -un)" \
    --socket="$work/socket" --bind-address="$LAMP_HOST" --port=3306 "${@:2}" 2>"$work/log" &
  started+=($!)
  await "$!" "$work/log" "$1"
}

row='/ref?client=page-test&number=1'
expect 200 /healthz
expect 400 '/ref?client=page-test'
expect 503 /dbcheck
expect 503 /ref
expect 503 "$row" -X POST
[[ -n $mariadb ]] || exit 0

sh "$mariadb/scripts/mariadb-install-db" --no-defaults --basedir="$mariadb" --datadir="$work/data" --user="$(id -un)" \
  --auth-root-authentication-method=normal --skip-test-db >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
cat >"$work/made" <<SQL
CREATE DATABASE lampdb;
CREATE USER $LAMP_USER IDENTIFIED BY '$LAMP_PASSWORD';
CREATE TABLE lampdb.ref (client VARCHAR(64), number BIGINT, PRIMARY KEY (client, number));
GRANT SELECT, INSERT ON lampdb.* TO $LAMP_USER;
SQL
begin takes_writes --init-file="$work/made"
expect 200 /ref
expect 404 "$row"
expect 200 "$row" -X POST
expect 200 "$row" -X POST
expect 200 "$row"
kill "$!"
wait "$!"
unset 'started[1]'

begin is_read_only --read-only
expect 200 /healthz
expect 503 /dbcheck
expect 503 /ref
expect 200 "$row"
expect 503 '/ref?client=page-test&number=2' -X POST
expect 404 '/ref?client=page-test&number=2'
