import type { BoardLine, Brief, LexiconView, RulesView, StallBoard, StallChoices, StallExplanation, StallPage } from '../api.types'

const names: Record<string, string> = {
  contacts: '新增联系人', calls: '通话', longCalls: '有效通话', forward: '阶段推进', backward: '阶段回退', lost: '流失', opened: '新商机',
  notes: '备注', followUps: '跟进', visits: '拜访', stallsOpened: '新停滞', stallsEnded: '停滞结束', dueTomorrow: '明日到期',
}
const none = Object.fromEntries(Object.keys(names).map((figure) => [figure, 0]))

let last = 0

/** A brief of its own, because the app remembers what it showed. */
export function brief(change: Partial<Brief> = {}): Brief {
  const counts: Record<string, number> = { ...none, notes: 2, longCalls: 3, dueTomorrow: 1 }
  return {
    id: `b${++last}`, title: '华东二组 日报 · 11月20日', team: '华东二组', path: '华东区/华东二组', day: '2026-11-20', weekday: '星期五',
    from: '2026-11-19T18:00:00+08:00', to: '2026-11-20T18:00:00+08:00', madeAt: '2026-11-20T18:00:01+08:00', late: false, isRollUp: false, isEmpty: false, canOpen: true, weeks: 0,
    figures: Object.entries(names).map(([figure, name]) => ({ figure, name, count: counts[figure]!, before: null })),
    columns: ['contacts', 'longCalls', 'notes', 'dueTomorrow'], rows: [{ key: 'linxiao', name: '林晓', counts, brief: null }],
    quiet: ['陈默'], objections: [{ word: '价格异议', notes: 2 }], competitors: [], funnel: [{ stage: '提案', open: 2, entered: 1 }], openStalls: 0, risks: [], due: [], ...change,
  }
}

export function boardLine(change: Partial<BoardLine> = {}): BoardLine {
  return {
    stallId: 's1', opportunityId: `o${++last}`, code: 'W-1', title: 'CT 采购项目', customer: '王主任', externalUserid: 'wm1', stage: '提案', amount: '35 万', owner: '林晓', ownerUserid: 'linxiao',
    level: 'stalled', words: '停滞 3 天 4 小时', state: '已提醒', stallAt: '2026-11-20T09:00:00+08:00', ...change,
  }
}

export function board(change: Partial<StallBoard> = {}): StallBoard {
  return {
    stalled: 251, warned: 2, calendarDoubt: null, waiting: [], teams: [{ key: '7', name: '华东二组', stalled: 251, warned: 2 }],
    stages: [{ key: '提案', name: '提案', stalled: 250, warned: 0 }, { key: '商务谈判', name: '商务谈判', stalled: 1, warned: 2 }],
    first: { items: [boardLine()], next: '0_1_o1' }, ...change,
  }
}

export function lexicon(change: Partial<LexiconView> = {}): LexiconView {
  return { number: 2, remark: '加竞品', madeBy: 'hejing', madeAt: '2026-11-20T10:00:00+08:00', words: [{ kind: 'competitor', label: null, term: '理邦', replacement: null }], ...change }
}

export function rulesView(change: Partial<RulesView> = {}): RulesView {
  const rules: RulesView['versions'][number]['rules'] = {
    rules: [{ name: '提案 3 天', stage: '提案', hours: 72, warnHours: 48, kind: 'natural', signs: ['note', 'visit'], tells: ['rep', 'manager'] }],
    escalateAfterHours: 24, cardsPerDay: 6, digestAbove: 3, digestAt: '17:00:00', pauseDays: 30, workHours: '09:00-18:30', sendHours: '09:00-18:30', waiting: null,
  }
  return {
    versions: [
      { version: 2, rules, validFrom: '2026-11-20T10:00:00+08:00', by: '何静', reason: '旺季' },
      { version: 1, rules: { ...rules, cardsPerDay: 9 }, validFrom: '2026-11-01T10:00:00+08:00', by: '配置文件', reason: null },
    ],
    stages: ['提案', '商务谈判'], signs: ['note', 'visit'], calendarDoubts: [], ...change,
  }
}

export function stallPage(change: Partial<StallExplanation> = {}, choices: Partial<StallChoices> = {}): StallPage {
  const episode = { id: `s${++last}`, state: '已提醒', level: 1, rule: '提案 3 天', since: '2026-11-17T09:00:00+08:00', dueAt: '2026-11-20T09:00:00+08:00', openedAt: '2026-11-20T09:00:00+08:00', endedAt: null, end: null }
  return {
    why: {
      opportunityId: 'o1', code: 'W-1', title: 'CT 采购项目', customer: '王主任', externalUserid: 'wm1', owner: '林晓', at: '2026-11-20T10:32:00+08:00', stage: '提案', stageSince: '2026-11-01T09:00:00+08:00',
      isOpen: true, lastAct: '11-17 备注 · 林晓', ruleVersion: 1, rulesSince: '2026-11-01T09:00:00+08:00', workHours: '09:00-18:30', sendHours: '09:00-18:30', isWorkingDay: true, isSendingTime: true,
      nextSending: '2026-11-20T10:32:00+08:00', calendarDoubt: null, lastScan: '2026-11-20T10:32:00+08:00',
      rules: [{ name: '提案 3 天', concerns: true, threshold: '3 天', hours: 'natural', base: '2026-11-17T09:00:00+08:00', baseKind: '备注', elapsed: '3 天 1 小时', pausedUntil: null, warnAt: '2026-11-19T09:00:00+08:00', stallAt: '2026-11-20T09:00:00+08:00', fires: true }],
      episode, steps: [{ at: '2026-11-20T09:00:00+08:00', what: '停滞提醒', by: null }],
      recipients: [{ level: 1, party: '主管', userid: 'zhoulei', name: '周蕾', why: '直属上级', state: '已发送', dueAt: '2026-11-20T09:00:00+08:00', delivery: '企业微信已接收' }], firstReason: null, waiting: { threshold: null, waits: [] }, ...change,
    },
    choices: { answers: [], postponeDays: [1, 3, 7], postponeReasons: ['等客户答复'], colleagues: [{ userid: 'chenmo', name: '陈默' }], ...choices },
  }
}
