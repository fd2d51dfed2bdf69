import { broughtAlong } from './jsConfig'

/** The device's storage is small, shared by companies and sometimes closed: keys name company and person, failures are answers. */
export function kept<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(named(key)) ?? 'null') as T | null
  } catch {
    return null
  }
}

/** False when this device keeps nothing (storage full or closed). */
export function keep(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(named(key), JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

export function drop(key: string) {
  try {
    localStorage.removeItem(named(key))
  } catch {
    // Where storage is closed nothing was kept.
  }
}

const named = (key: string) => `${broughtAlong()?.corpId ?? ''}/${key}`
