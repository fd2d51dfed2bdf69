import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { signedIn } from '../signIn'
import { strayRequests } from './server'

let complaints: unknown[] = []

enableAutoUnmount(afterEach)

beforeEach(() => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {})
  vi.spyOn(console, 'warn').mockImplementation((...words) => { complaints.push(words[0]) })
  vi.spyOn(console, 'error').mockImplementation((...words) => { complaints.push(words[0]) })
})

afterEach(() => {
  const heard = complaints
  complaints = []
  localStorage.clear()
  signedIn()
  expect(strayRequests(), 'requests that the fake server was not told of').toEqual([])
  expect(heard, 'warnings and errors on the console').toEqual([])
})
