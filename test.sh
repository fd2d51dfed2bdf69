#!/usr/bin/env bash
# Everything that must pass. The last line counts it all: N passed, N failed, N skipped.
#   ./test.sh         what CI runs
#   ./test.sh --fast  the inner loop: no browser, no faults, no pages
#   ./test.sh --long  every fault test at full counts, and the benchmarks
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

mode=${1:-}
case "$mode" in "" | --fast | --long) ;; *) echo "usage: ./test.sh [--fast | --long]" >&2; exit 2 ;; esac
[ "$mode" = --long ] && export WECOMSALES_LONG=1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

results=.test
rm -rf "$results" && mkdir -p "$results"
passed=0 failed=0 skipped=0 broken=0

head_line() { printf '\n== %s\n' "$*"; }
cannot() { printf '\n!! NOT RUN: %s\n' "$*" >&2; skipped=$((skipped + 1)); }

finish() {
  printf '\n'
  [ "$broken" = 0 ] || echo "a step that is not a test failed: see above"
  echo "$passed passed, $((failed + broken)) failed, $skipped skipped"
  [ "$((failed + broken))" = 0 ] && [ "$passed" -gt 0 ]
  exit
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

install_browser() {
  command -v chromium >/dev/null && fc-list 2>/dev/null | grep -qi 'cjk' && return 0
  head_line "installing Chromium and Chinese fonts"
  { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk fontconfig; } >"$results/apt.log" 2>&1
  command -v chromium >/dev/null
}

install_pdf_readers() { # the tests of the PDF believe other people's readers only
  command -v qpdf >/dev/null && command -v pdftotext >/dev/null && return 0
  head_line "installing qpdf and poppler-utils"
  { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq qpdf poppler-utils; } >"$results/apt-pdf.log" 2>&1
  command -v qpdf >/dev/null && command -v pdftotext >/dev/null
}

install_compiler() { # the stand-in for the Finance SDK is a native library
  command -v cc >/dev/null && return 0
  head_line "installing a C compiler"
  { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq gcc libc6-dev; } >"$results/apt-cc.log" 2>&1
  command -v cc >/dev/null
}

count_trx() { # file
  local counters
  counters=$(grep -o '<Counters [^>]*>' "$1" | head -1)
  number() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
  local total executed good
  total=$(number total) executed=$(number executed) good=$(number passed)
  passed=$((passed + good))
  failed=$((failed + executed - good))
  skipped=$((skipped + total - executed))
}

dotnet_tests() { # project, words for dotnet test
  local name="$1${WECOMSALES_TEST_DATABASE:+-$WECOMSALES_TEST_DATABASE}"
  head_line "$name"
  dotnet test "tests/$1" -c Release --no-build --nologo -v quiet "${@:2}" \
    --logger "trx;LogFileName=$PWD/$results/$name.trx" --logger "console;verbosity=minimal"
  if [ -f "$results/$name.trx" ]; then
    count_trx "$results/$name.trx"
  else
    broken=$((broken + 1))
  fi
}

on_server() { # provider: the storage suite and the end-to-end suite once more, on that database
  export WECOMSALES_TEST_DATABASE=$1
  dotnet_tests WeComSales.Data.Tests
  dotnet_tests WeComSales.Tests --filter 'FullyQualifiedName!~Tests.Simulator&FullyQualifiedName!~Tests.Settings'
  unset WECOMSALES_TEST_DATABASE
}

in_memory() { # gigabytes: where making and dropping a thousand databases costs no disk, if there is room
  local free
  free=$(df --output=avail -k /dev/shm 2>/dev/null | tail -1)
  if [ "${free:-0}" -gt $(($1 * 1024 * 1024)) ]; then echo /dev/shm; else echo "${TMPDIR:-/tmp}"; fi
}

start_postgres() {
  local folder
  folder=$(mktemp -d -p "$(in_memory 4)") && chmod 755 "$folder"
  # shellcheck disable=SC2064 # the folder of now
  trap "scripts/postgres.sh stop '$folder'" EXIT
  WECOMSALES_TEST_POSTGRES=$(scripts/postgres.sh start "$folder") && export WECOMSALES_TEST_POSTGRES
}

web_tests() {
  head_line "sidebar-web"
  scripts/build-web.sh && (cd sidebar-web && npm run --silent check) || broken=$((broken + 1))
  (cd sidebar-web && npm run --silent test -- --reporter=default --reporter=json --outputFile.json="../$results/web.json")
  if [ -f "$results/web.json" ]; then
    read -r p f s < <(node -e '
      const r = require(process.argv[1]);
      // A file that cannot even be loaded holds no failed test.
      const failed = r.numFailedTests || (r.success ? 0 : 1);
      console.log(r.numPassedTests, failed, r.numPendingTests + r.numTodoTests);' "$PWD/$results/web.json")
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  else
    broken=$((broken + 1))
  fi
}

if [ "$mode" != --fast ]; then
  if command -v npm >/dev/null && node scripts/node-fits.cjs; then web_tests; else cannot "pages (sidebar-web): Node.js 20.19+ or 22.12+ is not installed"; fi
fi

head_line "build"
# Locked: a lock file that no longer fits its project is found here, not on the next machine.
dotnet build WeComSales.sln -c Release -v quiet --nologo -p:RestoreLockedMode=true || { broken=$((broken + 1)); finish; }

if install_pdf_readers; then dotnet_tests WeComSales.Pdf.Tests; else cannot "tests of the PDF: qpdf and poppler-utils could not be installed (see $results/apt-pdf.log)"; fi
if install_compiler; then dotnet_tests WeComSales.ArchiveReader.Tests; else cannot "tests of the archive's reader: a C compiler could not be installed (see $results/apt-cc.log)"; fi
for project in WeComSales.Domain.Tests WeComSales.WeCom.Tests WeComSales.Data.Tests WeComSales.Tests; do
  dotnet_tests "$project"
done

if [ "$mode" != --fast ]; then
  if start_postgres; then on_server PostgreSql; else cannot "storage and end to end on PostgreSQL: its server binaries are not installed"; fi
  if [ -n "${WECOMSALES_TEST_SQLSERVER:-}" ]; then on_server SqlServer; else cannot "storage and end to end on SQL Server: WECOMSALES_TEST_SQLSERVER holds no connection string"; fi
  dotnet_tests WeComSales.Faults.Tests
  if install_browser; then dotnet_tests WeComSales.Browser.Tests; else cannot "browser tests: Chromium could not be installed (see $results/apt.log)"; fi
fi

if [ "$mode" = --long ]; then
  head_line "benchmarks"
  dotnet run -c Release --no-build --project tests/WeComSales.Benchmarks -- all || broken=$((broken + 1))
fi

finish
