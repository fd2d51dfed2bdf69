// Brings the font of the brief's PDF into fonts/: Noto Sans SC (OFL 1.1) from its npm package, two weights, by their hashes.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PACKAGE = '@expo-google-fonts/noto-sans-sc@0.4.3'
const FILES = [
  ['400Regular/NotoSansSC_400Regular.ttf', 'NotoSansSC-Regular.ttf', 'd45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16'],
  ['600SemiBold/NotoSansSC_600SemiBold.ttf', 'NotoSansSC-SemiBold.ttf', 'b5eb7510dff58e0626c72c0861d83a3ed2be1d03047cf90a623682b8667bc5ff'],
  ['LICENSE_FONT', 'LICENSE.txt', '1c05c68c34f9708415aada51f17e1b0092d2cea709bf4a94cd38114f9e73d7d9'],
]

const fonts = join(dirname(fileURLToPath(import.meta.url)), '..', 'fonts')
const hashOf = (path) => createHash('sha256').update(readFileSync(path)).digest('hex')
const isThere = ([, name, hash]) => existsSync(join(fonts, name)) && hashOf(join(fonts, name)) === hash

if (!FILES.every(isThere)) {
  const folder = mkdtempSync(join(tmpdir(), 'font-'))
  try {
    const npm = (...args) => execFileSync('npm', args, { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32', stdio: ['ignore', 'pipe', 'inherit'] })
    const archive = npm('pack', PACKAGE, '--silent').trim().split('\n').pop()
    execFileSync('tar', ['-xzf', archive], { cwd: folder })
    mkdirSync(fonts, { recursive: true })
    for (const [path, name, hash] of FILES) {
      const found = hashOf(join(folder, 'package', path))
      if (found !== hash) throw new Error(`${path} of ${PACKAGE} has the hash ${found}, not ${hash}`)
      copyFileSync(join(folder, 'package', path), join(fonts, name))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
