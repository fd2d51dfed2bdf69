// Writes docs/licences.md: what ships with the service, from the lock files, with the licence that each package states of itself.
// Run it after a change of packages, when they are restored: node scripts/licences.mjs
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const PROGRAMS = ['WeComSales', 'WeComSales.ArchiveReader']
const BUILD_ONLY = ['Microsoft.CodeAnalysis.BannedApiAnalyzers']
const nuget = process.env.NUGET_PACKAGES ?? join(homedir(), '.nuget', 'packages')
const byName = (a, b) => a[0].toLowerCase() < b[0].toLowerCase() ? -1 : 1
const json = (...path) => JSON.parse(readFileSync(join(root, ...path), 'utf8'))

function ofNuget(name, version) {
  const folder = join(nuget, name.toLowerCase(), version)
  const spec = readFileSync(join(folder, readdirSync(folder).find((file) => file.endsWith('.nuspec'))), 'utf8')
  const stated = /<license type="expression">([^<]+)</.exec(spec)?.[1]
  if (stated) return stated
  const file = /<license type="file">([^<]+)</.exec(spec)?.[1]
  if (file) return `its own text, ${firstLine(join(folder, file.replaceAll('\\', '/')))}`
  const address = /<licenseUrl>([^<]+)</.exec(spec)?.[1]
  return address ? `see ${address}` : 'none stated'
}

function firstLine(path) {
  const line = existsSync(path) ? readFileSync(path, 'utf8').replace(/^\uFEFF/, '').split('\n').map((one) => one.trim()).find((one) => one.length > 0) : undefined
  return line ? `“${line.replaceAll('|', '/').slice(0, 80)}”` : 'in the package'
}

function nugetRows() {
  const found = new Map()
  for (const program of PROGRAMS) {
    for (const packages of Object.values(json('src', program, 'packages.lock.json').dependencies)) {
      for (const [name, { type, resolved }] of Object.entries(packages)) {
        if (type !== 'Project' && !BUILD_ONLY.includes(name)) found.set(name, resolved)
      }
    }
  }
  return [...found].sort(byName).map(([name, version]) => [name, version, ofNuget(name, version)])
}

// What the web app names in "dependencies", and what that needs in turn; nothing that only builds or tests it.
function npmRows() {
  const all = json('sidebar-web', 'package-lock.json').packages
  const found = new Map()
  const open = Object.keys(all[''].dependencies)
  while (open.length > 0) {
    const name = open.pop()
    const one = all[`node_modules/${name}`]
    if (!one || found.has(name)) continue
    found.set(name, [name, one.version, one.license ?? 'none stated'])
    open.push(...Object.keys(one.dependencies ?? {}))
  }
  return [...found.values()].sort(byName)
}

const table = (rows) => ['| package | version | licence |', '|---|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n')
writeFileSync(join(root, 'docs', 'licences.md'), `# Licences of what ships

Written by \`node scripts/licences.mjs\` from the lock files and what each package states of itself; a test compares names and versions with the lock files.

## NuGet packages of the service and the archive reader

${table(nugetRows())}

## npm packages of the web app

The bundle holds parts of these; compilers among them are needed by Vue's own package only and are not in the bundle.

${table(npmRows())}

## Besides

- The font of the brief's PDF, Noto Sans SC, is under the SIL Open Font License 1.1; \`scripts/fetch-font.mjs\` puts its text beside it.
- .NET and ASP.NET Core (MIT) are installed by the operator, not shipped.
- WeCom's Finance SDK for the session archive is downloaded by the operator from WeCom and is under WeCom's terms.
`)
