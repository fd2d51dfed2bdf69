import type { StallRule, StallRules, WaitingRule } from './api.types'

const signNames: Record<string, string> = { note: '备注', follow_up: '跟进', visit: '拜访', call: '通话（3 分钟以上）', stage_move: '改阶段' }
export const signName = (sign: string) => signNames[sign] ?? sign

export const partyNames: Partial<Record<StallRule['tells'][number], string>> = { rep: '销售', manager: '主管', ops: '运营' }

/** 15 天, 72 小时: days where they are whole and more than three. */
export const spanWords = (hours: number) => (hours % 24 === 0 && hours > 72 ? `${hours / 24} 天` : `${hours} 小时`)

/** 提案 · 72 小时停滞，48 小时预警 · 告诉 销售、主管、运营 */
export const ruleLine = (rule: StallRule) => [
  rule.stage ?? '任何进行中的阶段',
  `${spanWords(rule.hours)}${rule.kind === 'working' ? '（工作时间）' : ''}停滞，${spanWords(rule.warnHours)}预警`,
  `告诉${rule.tells.map((party) => partyNames[party]).join('、')}`,
].join(' · ')

/** 30 分钟（工作时间）没有回复，告诉销售 */
export const waitingLine = (rule: WaitingRule | null) =>
  rule ? `${rule.minutes} 分钟（工作时间）没有回复，告诉${rule.tells.map((party) => partyNames[party]).join('、')}` : '没有开启'

export const newRule = (signs: readonly string[]): StallRule =>
  ({ name: '', stage: null, hours: 72, warnHours: 48, kind: 'natural', signs: [...signs], tells: ['rep', 'manager', 'ops'] })

/** A copy that can be edited without touching what the service said. */
export const copyRules = (rules: StallRules): StallRules => JSON.parse(JSON.stringify(rules)) as StallRules
