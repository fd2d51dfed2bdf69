#!/usr/bin/env bash
# Several services on one PostgreSQL under a steady load, with kills, standbys, crashes and restarts of the database and
# wrong clocks; prints the table for docs/performance.md and ends with 1 when anything was lost or came twice.
#   scripts/soak.sh [MINUTES [CALLBACKS-A-SECOND [INSTANCES]]]     30 300 3
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
dotnet build tests/WeComSales.Faults.Tests -c Release -v quiet --nologo
exec dotnet tests/WeComSales.Faults.Tests/bin/Release/net10.0/WeComSales.Faults.Tests.dll soak "$@"
