/** What the pages of stalls show; the words come from the service. */

export interface BoardLine {
  stallId: string | null
  opportunityId: string
  code: string
  title: string
  customer: string
  externalUserid: string
  stage: string
  amount: string
  owner: string | null
  ownerUserid: string | null
  level: 'stalled' | 'warned'
  words: string
  state: string | null
}

/** `key` asks for its rows: the stage, or the team's number. */
export interface BoardCount { key: string; name: string; stalled: number; warned: number }

/** `next` asks for the page behind this one; null at the end. */
export interface BoardLines { items: BoardLine[]; next: string | null }

export interface StallBoard {
  stalled: number
  warned: number
  calendarDoubt: string | null
  teams: BoardCount[]
  stages: BoardCount[]
  first: BoardLines
}

export type StallAnswer = 'asked' | 'postponed' | 'urged' | 'handed' | 'supporting' | 'handled'

export interface RuleExplanation {
  name: string
  concerns: boolean
  threshold: string
  base: string | null
  baseKind: string | null
  elapsed: string | null
  pausedUntil: string | null
  warnAt: string | null
  stallAt: string | null
  fires: boolean
}

export interface Recipient { level: number; party: string; name: string; why: string; state: string; dueAt: string; delivery: string }

export interface StallExplanation {
  opportunityId: string
  code: string
  title: string
  customer: string
  externalUserid: string
  owner: string | null
  at: string
  stage: string
  stageSince: string
  isOpen: boolean
  lastAct: string | null
  ruleVersion: number
  rulesSince: string
  workHours: string
  sendHours: string
  isWorkingDay: boolean
  isSendingTime: boolean
  nextSending: string
  calendarDoubt: string | null
  lastScan: string | null
  rules: RuleExplanation[]
  episode: { id: string; state: string; level: number; rule: string; since: string; dueAt: string; openedAt: string; end: string | null } | null
  steps: { at: string; what: string }[]
  recipients: Recipient[]
  firstReason: string | null
}

export interface StallChoices {
  answers: StallAnswer[]
  postponeDays: number[]
  postponeReasons: string[]
  colleagues: { userid: string; name: string }[]
}

export interface StallPage { why: StallExplanation; choices: StallChoices }

export interface StallAnswerRequest { answer: StallAnswer; days?: number; reason?: string; to?: string }

export interface StallAnswered { line: string; done: boolean }

export const answerWords: Record<StallAnswer, string> = {
  asked: '申请支援',
  postponed: '延后',
  urged: '催办',
  handed: '转派',
  supporting: '提供支援',
  handled: '已处理',
}
