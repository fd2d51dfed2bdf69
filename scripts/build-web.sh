#!/usr/bin/env bash
# Builds the pages once per change: sidebar-web/dist is newer than everything it is made of, or it is made anew.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../sidebar-web"

if [ ! -d node_modules ] || [ package-lock.json -nt node_modules ]; then
  npm ci --no-audit --no-fund --loglevel=error
  touch node_modules
fi
if [ ! -f dist/index.html ] || [ -n "$(find . -path ./node_modules -prune -o -path ./dist -prune -o -type f -newer dist/index.html -print -quit)" ]; then
  npm run --silent build
fi
