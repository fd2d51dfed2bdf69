type Sheets = typeof import('./components/onTap')

let coming: Promise<Sheets | null> | null = null

/** The sheets' script. Null when it could not be fetched; the next call tries again. */
export function lateSheets(): Promise<Sheets | null> {
  coming ??= import('./components/onTap').catch(() => {
    coming = null
    return null
  })
  return coming
}

/** After the first sight, so that the script is there before the first tap, and when the network goes. */
export function fetchSheetsSoon() {
  // Old phones know no idle time.
  if ('requestIdleCallback' in window) requestIdleCallback(() => { void lateSheets() }, { timeout: 2000 })
  else setTimeout(() => { void lateSheets() }, 200)
}
