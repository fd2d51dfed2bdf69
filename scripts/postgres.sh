#!/usr/bin/env bash
# A PostgreSQL of its own for tests: loopback only, a free port, never as root, gone afterwards.
#   scripts/postgres.sh start FOLDER   prints the connection string
#   scripts/postgres.sh stop FOLDER
# Tests do without fsync; POSTGRES_FSYNC=on for what measures or crashes it.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || true)")
[ -x "$bin/initdb" ] || { echo "initdb is not installed (the distribution's package is postgresql)" >&2; exit 3; }

as_user() { if [ "$(id -u)" = 0 ]; then runuser -u nobody -- "$@"; else "$@"; fi; }

free_port() {
  local port
  for _ in $(seq 1 50); do
    port=$((20000 + RANDOM % 20000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
  return 1
}

folder=${2:?a folder is needed}
case "${1:-}" in
  start)
    mkdir -p "$folder" && [ "$(id -u)" != 0 ] || chown nobody "$folder"
    cd "$folder"
    port=$(free_port)
    as_user "$bin/initdb" -D "$folder/data" -U tests --auth=trust --encoding=UTF8 --locale=C >initdb.log 2>&1
    as_user "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/data/server.log" \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=${POSTGRES_FSYNC:-off} -c max_connections=300" start >/dev/null 2>&1 </dev/null
    echo "Host=127.0.0.1;Port=$port;Username=tests;Database=postgres"
    ;;
  stop)
    cd "$folder" 2>/dev/null || exit 0
    as_user "$bin/pg_ctl" -D "$folder/data" -w -m immediate stop >/dev/null 2>&1 || true
    cd / && rm -rf "$folder"
    ;;
  *) echo "usage: scripts/postgres.sh start|stop FOLDER" >&2; exit 2 ;;
esac
