#!/usr/bin/env bash
# Builds and starts the demo: the service, and a WeCom that runs on this machine. Ctrl+C stops both.
#   ./run.sh          data of the last time
#   ./run.sh --fresh  start over
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

service_url=http://127.0.0.1:5080
simulator_url=http://127.0.0.1:5081
data=.data

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

command -v dotnet >/dev/null || fail "缺少 .NET 10 SDK（dotnet）。Install the .NET 10 SDK first."
command -v npm >/dev/null && node scripts/node-fits.cjs || fail "需要 Node.js 20.19+ 或 22.12+（node 和 npm）。Install Node.js 20.19+ or 22.12+ first."
for port in 5080 5081; do
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    fail "端口 $port 已被占用。Port $port is in use: stop what listens there and start again."
  fi
done

case "${1:-}" in
  --fresh) rm -rf "$data" ;;
  "") ;;
  *) fail "用法：./run.sh [--fresh]" ;;
esac
mkdir -p "$data"

say "构建网页与程序…"
scripts/build-web.sh
dotnet build src/WeComSales/WeComSales.csproj -c Release -v quiet --nologo
dotnet build src/WeComSales.Simulator/WeComSales.Simulator.csproj -c Release -v quiet --nologo
service=src/WeComSales/bin/Release/net10.0/wecomsales
simulator=src/WeComSales.Simulator/bin/Release/net10.0/wecom-simulator

# The demo company's credentials; they open nothing but the simulator on this machine.
set -a
. src/WeComSales.Simulator/demo.env
set +a
export Simulator__Url="$simulator_url" Simulator__ServiceUrl="$service_url" Urls="$service_url"
# Archived messages come through the simulator's own reader: no native library is needed.
export WeCom__Archive__Reader="$simulator"
export Database__ConnectionString="Data Source=$data/wecomsales.db" Secrets__KeyFile="$data/secrets.key"

children=()
stop() {
  trap - EXIT INT TERM
  for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
  wait 2>/dev/null || true
}
trap stop EXIT
trap 'exit 0' INT TERM

answers() { # port, path: true for HTTP 200, with nothing but the shell
  (exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\n\r\n' "$2" "$1" >&3 && read -r _ status _ <&3 && [ "$status" = 200 ]) 2>/dev/null
}

wait_for() { # port, path, name, process
  for _ in $(seq 1 150); do
    if answers "$1" "$2"; then return 0; fi
    kill -0 "$4" 2>/dev/null || fail "$3 没有启动，请看 $data/$3.log"
    sleep 0.2
  done
  fail "$3 没有在 30 秒内就绪，请看 $data/$3.log"
}

"$simulator" >"$data/simulator.log" 2>&1 &
children+=($!)
wait_for 5081 /sim/clock simulator "${children[0]}"

load_demo() { # what WeCom cannot say: roles and opportunities come from files
  "$simulator" demo-data "$data/demo" && "$service" migrate \
    && "$service" job run directory-sync && "$service" job run customer-sync \
    && "$service" import directory "$data/demo/directory.csv" && "$service" import opportunities "$data/demo/opportunities.csv" \
    && "$service" import members "$data/demo/members.csv" && "$service" import products "$data/demo/products.csv" && "$service" import purchases "$data/demo/purchases.csv" \
    && touch "$data/demo/loaded"
}
if [ ! -f "$data/demo/loaded" ]; then
  load_demo >"$data/import.log" 2>&1 || fail "演示数据没有导入，请看 $data/import.log"
fi

"$service" serve >"$data/service.log" 2>&1 &
children+=($!)
wait_for 5080 /health/ready service "${children[1]}"
if [ ! -f "$data/demo/tapped" ]; then # the shops' people bring what their phones kept: the region's page has something to say
  "$simulator" demo-taps "$service_url" >>"$data/import.log" 2>&1 && touch "$data/demo/tapped" || say "门店转化页还没有数据，请看 $data/import.log"
fi

say ""
say "演示已就绪 · the demo is ready"
say "  所有手机  $simulator_url"
say "  销售手机  http://rep.localhost:5081   （长按客户消息 → 转发 → 销售助手 → 确认入库）"
say "  导购手机  http://clerk.localhost:5081   （工作台 → 门店柜台 → 扫会员码 → 已推荐 → 顾客反应）"
say "  店长手机  http://store.localhost:5081   （门店柜台 → 工牌）"
say "  门店转化  http://director.localhost:5081/sidebar/shops"
say "  服务状态  $service_url/health/ready"
say "Ctrl+C 结束"
wait
