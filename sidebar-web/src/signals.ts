import type { SignalWord } from './api.types'

/** 价格异议; 非价格异议 when the text says that it is not so. As the cards write it. */
export const signalWords = (signal: SignalWord) => (signal.polarity === 'negated' ? `非${signal.name}` : signal.name)

/** One chip per label and polarity, however often the text says it. */
export function distinct<T extends SignalWord>(signals: readonly T[]): T[] {
  return [...new Map(signals.map((signal) => [signalWords(signal), signal])).values()]
}
