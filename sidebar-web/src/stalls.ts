import type { StallAnswer } from './api.types'

export const answerWords: Record<StallAnswer, string> = {
  asked: '申请支援',
  postponed: '延后',
  urged: '催办',
  handed: '转派',
  supporting: '提供支援',
  handled: '已处理',
}
