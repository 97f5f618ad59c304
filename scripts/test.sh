#!/usr/bin/env bash
# Runs the whole suite on SQLite and then all of it that uses a database on PostgreSQL, and says so.
# Arguments are handed to pytest. PostgreSQL: TEST_DATABASE_URL, or what answers at 127.0.0.1:5432, or a
# temporary server of Debian's postgresql package under an ordinary user, removed at the end.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
workers=${WORKERS:-$(nproc)}
temporary=

finish() {
  if [ -n "$temporary" ]; then
    as_server_user "$bin/pg_ctl" -D "$temporary/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$temporary"
  fi
}
trap finish EXIT

as_server_user() {  # initdb refuses to run as root
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

start_temporary_server() {
  bin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1)")
  if [ ! -x "$bin/initdb" ]; then
    echo "没有可用的 PostgreSQL：请安装 postgresql，或设置 TEST_DATABASE_URL。" >&2
    exit 1
  fi
  temporary=$(mktemp -d /tmp/bulletin-postgres.XXXXXX)
  [ "$(id -u)" -ne 0 ] || chown postgres "$temporary"
  port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  as_server_user "$bin/initdb" -D "$temporary/data" -U postgres -A trust -E UTF8 --no-sync >/dev/null
  as_server_user "$bin/pg_ctl" -D "$temporary/data" -w -l "$temporary/log" \
    -o "-p $port -k $temporary -c listen_addresses=127.0.0.1 -c fsync=off" start >/dev/null
  postgres="postgres://postgres@127.0.0.1:$port/postgres"
}

postgres=$("$python" scripts/find_postgres.py)
if [ -n "$postgres" ]; then
  echo "PostgreSQL：${postgres#*@}"
else
  start_temporary_server
  echo "PostgreSQL：临时服务器，端口 $port，测试后删除"
fi

echo "== SQLite =="
env -u DATABASE_URL "$python" -m pytest -n "$workers" --cov --cov-report= "$@"
echo "== PostgreSQL =="
DATABASE_URL=$postgres "$python" -m pytest -n "$workers" --database-only --cov --cov-append \
  --cov-report=term "$@"
