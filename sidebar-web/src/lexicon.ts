import type { Label, LexiconWord } from './api.types'

/** What an entry of the company's own lexicon does, in the words of the page. */
export const kindNames: Record<LexiconWord['kind'], string> = {
  product: '产品',
  competitor: '竞品',
  word: '信号词',
  exclusion: '不识别',
  rewrite: '改写',
}

export const kindAdvice: Record<LexiconWord['kind'], string> = {
  product: '你们卖的东西，提到时记为产品',
  competitor: '对手的名字，提到时记为竞品在谈',
  word: '你们行业的说法，出现时算作选定的信号',
  exclusion: '这些字里面不找任何信号',
  rewrite: '错字或内部叫法，读的时候换成右边的词',
}

export const emptyWord: LexiconWord = { kind: 'word', label: null, term: '', replacement: null }

/** 信号词 · 价格异议: the second line of an entry. */
export function wordLine(word: LexiconWord, labels: readonly Label[]): string {
  const label = labels.find((one) => one.label === word.label)?.name ?? word.label
  return [kindNames[word.kind], word.term, word.kind === 'word' && label, word.kind === 'rewrite' && `读作 ${word.replacement}`].filter(Boolean).join(' · ')
}
