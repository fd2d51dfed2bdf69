# Builds and starts the demo, as run.sh does. Ctrl+C stops both.
#   .\run.ps1          data of the last time
#   .\run.ps1 --fresh  start over
# ASCII only: Windows PowerShell 5 reads a file without a byte order mark in the machine's own code page.
param([string]$Mode = '')
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot

function Fail($text) { [Console]::Error.WriteLine($text); exit 1 }
if ($Mode -notin '', '--fresh') { Fail 'usage: .\run.ps1 [--fresh]' }
function Must($what) { if ($LASTEXITCODE -ne 0) { Fail "$what failed." } }

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) { Fail 'Install the .NET 10 SDK first.' }
if (-not (Get-Command npm -ErrorAction SilentlyContinue)) { Fail 'Install Node.js 20.19+ or 22.12+ first.' }
node scripts/node-fits.cjs; if ($LASTEXITCODE -ne 0) { Fail 'Install Node.js 20.19+ or 22.12+ first.' }
foreach ($port in 5080, 5081) {
    $taken = [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpListeners() | Where-Object Port -eq $port
    if ($taken) { Fail "Port $port is in use: stop what listens there and start again." }
}

if ($Mode -eq '--fresh' -and (Test-Path .data)) { Remove-Item -Recurse -Force .data }
New-Item -ItemType Directory -Force .data | Out-Null

Push-Location sidebar-web
try {
    npm ci --no-audit --no-fund --loglevel=error; Must 'npm ci'
    npm run --silent build; Must 'The build of the pages'
} finally { Pop-Location }
foreach ($project in 'WeComSales', 'WeComSales.Simulator') {
    dotnet build "src/$project/$project.csproj" -c Release -v quiet --nologo; Must "The build of $project"
}

# The demo company's credentials; they open nothing but the simulator on this machine.
foreach ($line in Get-Content src/WeComSales.Simulator/demo.env) {
    $key, $value = $line -split '=', 2
    Set-Item "env:$key" $value
}
$env:Urls = 'http://127.0.0.1:5080'
$env:Simulator__Url = 'http://127.0.0.1:5081'
$env:Simulator__ServiceUrl = $env:Urls
# Archived messages come through the simulator's own reader: no native library is needed.
$env:WeCom__Archive__Reader = "$PWD/src/WeComSales.Simulator/bin/Release/net10.0/wecom-simulator.exe"
$env:Database__ConnectionString = 'Data Source=.data/wecomsales.db'
$env:Secrets__KeyFile = '.data/secrets.key'

$service = 'src/WeComSales/bin/Release/net10.0/wecomsales.dll'
$simulator = 'src/WeComSales.Simulator/bin/Release/net10.0/wecom-simulator.dll'
$demo = '.data/demo'

function Start-Part($name, $program) {
    Start-Process dotnet -ArgumentList $program -PassThru -NoNewWindow -RedirectStandardOutput ".data/$name.log" -RedirectStandardError ".data/$name.errors.log"
}

function Wait-For($name, $process, $url) {
    foreach ($try in 1..150) {
        if ($process.HasExited) { Fail "$name did not start, see .data/$name.errors.log" }
        try { Invoke-WebRequest -UseBasicParsing -TimeoutSec 2 $url | Out-Null; return } catch { Start-Sleep -Milliseconds 200 }
    }
    Fail "$name was not ready in time, see .data/$name.log"
}

$parts = @()
try {
    $parts += Start-Part simulator $simulator
    Wait-For simulator $parts[0] 'http://127.0.0.1:5081/sim/clock'
    if (-not (Test-Path "$demo/loaded")) {
        # What WeCom cannot say: roles and opportunities come from files.
        dotnet $simulator demo-data $demo; Must 'The demo files'
        $commands = @('migrate'), @('job', 'run', 'directory-sync'), @('job', 'run', 'customer-sync'),
            @('import', 'directory', "$demo/directory.csv"), @('import', 'opportunities', "$demo/opportunities.csv"),
            @('import', 'members', "$demo/members.csv"), @('import', 'products', "$demo/products.csv"), @('import', 'purchases', "$demo/purchases.csv")
        foreach ($words in $commands) { dotnet $service @words; Must "wecomsales $words" }
        New-Item "$demo/loaded" | Out-Null
    }
    $parts += Start-Part service $service
    Wait-For service $parts[1] 'http://127.0.0.1:5080/health/ready'
    if (-not (Test-Path "$demo/tapped")) {
        # The shops' people bring what their phones kept: the region's page has something to say.
        dotnet $simulator demo-taps 'http://127.0.0.1:5080'; Must 'The demo taps'
        New-Item "$demo/tapped" | Out-Null
    }

    Write-Host ''
    Write-Host 'The demo is ready:'
    Write-Host '  phones   http://127.0.0.1:5081'
    Write-Host '  sales    http://rep.localhost:5081'
    Write-Host '  clerk    http://clerk.localhost:5081'
    Write-Host '  shop     http://store.localhost:5081'
    Write-Host '  region   http://director.localhost:5081/sidebar/shops'
    Write-Host '  service  http://127.0.0.1:5080/health/ready'
    Write-Host 'Ctrl+C stops both.'
    Wait-Process -Id $parts.Id
} finally {
    $parts | Where-Object { -not $_.HasExited } | Stop-Process
}
