const TRIED = 'signInTried'
let leaving = false

// Coming back from the sign-in by the back gesture revives this page as it was.
addEventListener('pageshow', () => { leaving = false })

/** Leaves for the sign-in once; false when that was tried and did not help, so that no loop can start. */
export function goToSignIn(): boolean {
  if (leaving) return true
  if (!mayTry()) return false
  leave()
  return true
}

/** The person asked for it by a tap. */
export function signInAgain() {
  leave()
}

/** An answer came through: the next expiry may go to the sign-in by itself again. */
export function signedIn() {
  try {
    sessionStorage.removeItem(TRIED)
  } catch {
    // Without storage nothing was kept.
  }
}

function mayTry(): boolean {
  try {
    if (sessionStorage.getItem(TRIED)) return false
    sessionStorage.setItem(TRIED, '1')
    return true
  } catch {
    // What cannot be remembered could loop: the person taps instead.
    return false
  }
}

function leave() {
  leaving = true
  location.assign(`/auth/start?return=${encodeURIComponent(location.pathname + location.search)}`)
}
