import { describe, expect, test } from 'vitest'
import { pieces, type Span } from './evidence'

/** The same numbers in every run, so that a failure repeats. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const alphabet = ['价', '格', '太', '高', 'a', ' ', '\n', '😀', '𠮷']

function anyCase(seed: number): { text: string; spans: Span[] } {
  const next = numbers(seed)
  const text = Array.from({ length: next(12) }, () => alphabet[next(alphabet.length)]).join('')
  const spans = Array.from({ length: next(6) }, () => ({ start: next(20) - 3, end: next(20) - 3 }))
  return { text, spans }
}

describe('whatever the spans are', () => {
  const cases = Array.from({ length: 500 }, (_, seed) => anyCase(seed))

  test('no character is lost, doubled or moved', () => {
    for (const { text, spans } of cases) expect(pieces(text, spans).map((piece) => piece.text).join('')).toBe(text)
  })

  test('each piece starts where it says and is not empty', () => {
    for (const { text, spans } of cases) {
      for (const piece of pieces(text, spans)) {
        expect(piece.text).not.toBe('')
        expect(text.startsWith(piece.text, piece.start)).toBe(true)
      }
    }
  })

  test('a unit is marked by exactly the spans that cover it, or its other half', () => {
    for (const { text, spans } of cases) {
      for (const piece of pieces(text, spans)) {
        for (let at = piece.start; at < piece.start + piece.text.length; at++) {
          const character = characterAt(text, at)
          const expected = spans.flatMap((span, index) => {
            const touches = span.start < character.end && span.end > character.start && Math.max(span.start, 0) < span.end
            return touches ? [index] : []
          })
          expect(piece.spans).toEqual(expected)
        }
      }
    }
  })

  test('no emoji is cut in two', () => {
    for (const { text, spans } of cases) {
      for (const piece of pieces(text, spans)) {
        expect(piece.text).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/)
      }
    }
  })
})

function characterAt(text: string, at: number): Span {
  let start = 0
  for (const character of text) {
    if (at < start + character.length) return { start, end: start + character.length }
    start += character.length
  }
  throw new Error(`no character at ${at}`)
}

test('overlapping evidence is marked by both', () => {
  expect(pieces('比你们便宜20%', [{ start: 0, end: 5 }, { start: 3, end: 8 }])).toEqual([
    { text: '比你们', start: 0, spans: [0] },
    { text: '便宜', start: 3, spans: [0, 1] },
    { text: '20%', start: 5, spans: [1] },
  ])
})

test('an empty text has no pieces', () => {
  expect(pieces('', [{ start: 0, end: 4 }])).toEqual([])
})
