export interface Span { start: number; end: number }

/** A stretch of the text and the indices of the spans that cover all of it. */
export interface Piece { text: string; start: number; spans: number[] }

/**
 * Cuts a text at every border of its spans. Spans may overlap, touch, be empty or reach outside the text;
 * none cuts a character in two (an emoji is two UTF-16 units).
 */
export function pieces(text: string, spans: readonly Span[]): Piece[] {
  const kept = spans.map(({ start, end }) => (start < end ? { start: whole(text, start, -1), end: whole(text, end, 1) } : { start: 0, end: 0 }))
  const covering = (at: number) => kept.flatMap((span, index) => (span.start <= at && at < span.end ? [index] : []))
  const borders = new Set([0, text.length])
  for (const span of kept) {
    if (span.start < span.end) borders.add(span.start).add(span.end)
  }
  const cuts = [...borders].sort((a, b) => a - b)
  return cuts.slice(0, -1).map((start, index) => ({ text: text.slice(start, cuts[index + 1]), start, spans: covering(start) }))
}

/** The position inside the text; in the middle of a surrogate pair, the border to its left or right. */
function whole(text: string, position: number, side: -1 | 1): number {
  const at = Math.min(Math.max(position, 0), text.length)
  const inPair = /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(at))
  return inPair ? at + side : at
}
