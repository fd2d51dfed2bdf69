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

# A part that cannot run here is named, and counted as skipped.
function Cannot($what) { Write-Host "`n!! NOT RUN: $what"; $script:skipped++ }

function Has($name) { [bool](Get-Command $name -ErrorAction SilentlyContinue) }

function Test-Project($project, $words = @()) {
    $name = if ($env:WECOMSALES_TEST_DATABASE) { "$project-$env:WECOMSALES_TEST_DATABASE" } else { $project }
    Write-Host "`n== $name"
    dotnet test "tests/$project" -c Release --no-build --nologo -v quiet @words --logger "trx;LogFileName=$results/$name.trx" --logger 'console;verbosity=minimal'
    if (-not (Test-Path "$results/$name.trx")) { $script:failed++; return }
    $counters = ([xml](Get-Content -Raw "$results/$name.trx")).TestRun.ResultSummary.Counters
    $script:passed += [int]$counters.passed
    $script:failed += [int]$counters.executed - [int]$counters.passed
    $script:skipped += [int]$counters.total - [int]$counters.executed
}

# The storage suite and the end-to-end suite once more, on that database.
function On-Server($provider) {
    $env:WECOMSALES_TEST_DATABASE = $provider
    Test-Project 'WeComSales.Data.Tests'
    Test-Project 'WeComSales.Tests' @('--filter', 'FullyQualifiedName!~Tests.Simulator&FullyQualifiedName!~Tests.Settings')
    Remove-Item Env:WECOMSALES_TEST_DATABASE
}

$node = $false
if (Has npm) { node scripts/node-fits.cjs; $node = $LASTEXITCODE -eq 0 }
if ($Mode -ne '--fast' -and -not $node) { Cannot 'pages (sidebar-web): Node.js 20.19+ or 22.12+ is not installed' }
if ($Mode -ne '--fast' -and $node) {
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

if ((Has qpdf) -and (Has pdftotext)) { Test-Project 'WeComSales.Pdf.Tests' } else { Cannot 'tests of the PDF: qpdf and pdftotext are not installed' }
if (Has cc) { Test-Project 'WeComSales.ArchiveReader.Tests' } else { Cannot "tests of the archive's reader: a C compiler (cc) is not installed" }
foreach ($project in 'WeComSales.Domain.Tests', 'WeComSales.WeCom.Tests', 'WeComSales.Data.Tests', 'WeComSales.Tests') { Test-Project $project }

if ($Mode -ne '--fast') {
    if ($env:WECOMSALES_TEST_POSTGRES) { On-Server 'PostgreSql' } else { Cannot 'storage and end to end on PostgreSQL: WECOMSALES_TEST_POSTGRES holds no connection string' }
    if ($env:WECOMSALES_TEST_SQLSERVER) { On-Server 'SqlServer' } else { Cannot 'storage and end to end on SQL Server: WECOMSALES_TEST_SQLSERVER holds no connection string' }
    Test-Project 'WeComSales.Faults.Tests'
    if (Has chromium) { Test-Project 'WeComSales.Browser.Tests' } else { Cannot 'browser tests: Chromium is not installed' }
}

if ($Mode -eq '--long') {
    Write-Host "`n== benchmarks"
    dotnet run -c Release --no-build --project tests/WeComSales.Benchmarks -- all; Step 'benchmarks'
}

Finish
