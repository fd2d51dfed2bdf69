# Everything that must pass, as test.sh does; the last line counts it all: N passed, N failed, N skipped.
#   .\test.ps1 [--fast | --long]
param([string]$Mode = '')
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
if ($Mode -notin '', '--fast', '--long') { [Console]::Error.WriteLine('usage: .\test.ps1 [--fast | --long]'); exit 2 }
if ($Mode -eq '--long') { $env:WECOMSALES_LONG = '1' }

$results = Join-Path $PSScriptRoot '.test'
if (Test-Path $results) { Remove-Item -Recurse -Force $results }
New-Item -ItemType Directory $results | Out-Null
$script:passed = 0; $script:failed = 0; $script:skipped = 0

function Finish {
    Write-Host ''
    Write-Host "$($script:passed) passed, $($script:failed) failed, $($script:skipped) skipped"
    exit [int]($script:failed -gt 0 -or $script:passed -eq 0)
}

function Step($what) { if ($LASTEXITCODE -ne 0) { Write-Host "FAILED: $what"; $script:failed++ } }

function Test-Project($name) {
    Write-Host "`n== $name"
    dotnet test "tests/$name" -c Release --no-build --nologo -v quiet --logger "trx;LogFileName=$results/$name.trx" --logger 'console;verbosity=minimal'
    if (-not (Test-Path "$results/$name.trx")) { $script:failed++; return }
    $counters = ([xml](Get-Content -Raw "$results/$name.trx")).TestRun.ResultSummary.Counters
    $script:passed += [int]$counters.passed
    $script:failed += [int]$counters.executed - [int]$counters.passed
    $script:skipped += [int]$counters.total - [int]$counters.executed
}

if ($Mode -ne '--fast') {
    Write-Host "`n== sidebar-web"
    Push-Location sidebar-web
    npm ci --no-audit --no-fund --loglevel=error; Step 'npm ci'
    npm run --silent build; Step 'build of the pages'
    npm run --silent check; Step 'check of the pages'
    npm run --silent test -- --reporter=default --reporter=json "--outputFile.json=$results/web.json"
    Pop-Location
    if (Test-Path "$results/web.json") {
        $web = Get-Content -Raw "$results/web.json" | ConvertFrom-Json
        $script:passed += $web.numPassedTests; $script:failed += $web.numFailedTests; $script:skipped += $web.numPendingTests + $web.numTodoTests
    } else { $script:failed++ }
}

Write-Host "`n== build"
dotnet build WeComSales.sln -c Release -v quiet --nologo -p:RestoreLockedMode=true
if ($LASTEXITCODE -ne 0) { $script:failed++; Finish }

$projects = 'WeComSales.Domain.Tests', 'WeComSales.WeCom.Tests', 'WeComSales.Data.Tests', 'WeComSales.Tests'
if ($Mode -ne '--fast') { $projects += 'WeComSales.Faults.Tests', 'WeComSales.Browser.Tests' }
foreach ($project in $projects) { Test-Project $project }

if ($Mode -eq '--long') {
    Write-Host "`n== benchmarks"
    dotnet run -c Release --no-build --project tests/WeComSales.Benchmarks -- all; Step 'benchmarks'
}

Finish
