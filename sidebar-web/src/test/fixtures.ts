import type { CustomerPage, Draft, Label, Me, Note, Person, Proposal, Signal, TimelineEntry, Today, WaitingDraft } from '../api.types'

export const me: Me = { userid: 'linxiao', name: '林晓', role: 'rep', onlyLooks: false, departments: [], teams: [] }

export const rep: Person = { userid: 'linxiao', name: '林晓', role: 'rep', onlyLooks: false, acts: true }

export const manager: Person = { userid: 'zhoulei', name: '周蕾', role: 'manager', onlyLooks: true, acts: false }

export const labels: Label[] = [
  { label: 'price_objection', name: '价格异议' },
  { label: 'competitor_mention', name: '竞品在谈' },
  { label: 'quote_request', name: '询价' },
]

export const text = '价格太高，比理邦贵两成，月底前要定，预算 30 万以内'

/** A signal whose evidence is these words of the text. */
export function signal(label: string, name: string, evidence: string, polarity: Signal['polarity'] = 'affirmed'): Signal {
  const start = text.indexOf(evidence)
  return { label, name, polarity, start, end: start + evidence.length, evidence, why: evidence }
}

export const proposals: Proposal[] = [
  { id: 'p1', kind: 'opportunity', customer: '王主任', company: '仁和医院', opportunity: 'CT 采购项目' },
  { id: 'p2', kind: 'opportunity', customer: '李院长', company: '县医院', opportunity: '监护仪更新' },
  { id: 'p3', kind: 'newOpportunity', customer: '赵工', company: null, opportunity: null },
  { id: 'new', kind: 'newCustomer', customer: '', company: null, opportunity: null },
]

let last = 0

/** Every draft has an id of its own, because the app remembers what it showed. */
export function draft(change: Partial<Draft> = {}): Draft {
  return {
    id: `d${++last}`,
    state: 'open',
    source: 'forward',
    content: 'text',
    text,
    at: '2026-11-22T10:32:00+08:00',
    timeIsForwarding: true,
    attachment: { state: 'none', contentType: null, reason: null },
    signals: [
      signal('price_objection', '价格异议', '价格太高'),
      signal('competitor_mention', '竞品在谈', '比理邦贵两成'),
    ],
    entities: [],
    nextAction: '推送竞品应答话术包',
    proposals,
    likely: 'p1',
    decidedBy: null,
    decidedAt: null,
    noteId: null,
    ...change,
  }
}

export function line(change: Partial<WaitingDraft> = {}): WaitingDraft {
  const { id, at, content, signals } = draft()
  return { id, at, content, text, signals, ...change }
}

export function note(change: Partial<Note> = {}): Note {
  return {
    id: `n${++last}`,
    customer: '王主任',
    opportunity: 'CT 采购项目',
    text,
    content: 'text',
    at: '2026-11-22T10:32:00+08:00',
    timeIsForwarding: true,
    nickname: '骨科王主任',
    attachment: { state: 'none', contentType: null, reason: null },
    draftId: 'd0',
    signals: [signal('price_objection', '价格异议', '价格太高')],
    entities: [],
    nextAction: '推送竞品应答话术包',
    changes: { struck: [], added: [], choseOther: false },
    confirmedBy: '林晓',
    confirmedAt: '2026-11-22T10:40:00+08:00',
    context: [],
    ...change,
  }
}

export function today(change: Partial<Today> = {}): Today {
  return { me: rep, planned: [], drafts: [], support: [], stalled: [], ...change }
}

export function entry(change: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    id: `t${++last}`, kind: 'note', at: '2026-11-22T10:32:00+08:00', actor: '林晓', opportunity: 'CT 采购项目', text: '价格太高', signals: [],
    nextContactAt: null, roleMet: null, place: null, photo: false, refId: 'n1', recalled: false, ...change,
  }
}

/** A customer of their own, because the app remembers what it showed. */
export function customer(change: Partial<CustomerPage> = {}): CustomerPage {
  return {
    me: rep,
    customer: { externalUserid: `wm${++last}`, name: '王主任', nickname: null, company: '仁和医院', tags: ['骨科'], owner: '林晓', since: '2026-10-01T10:00:00+08:00', lost: false },
    health: { hours: 20, everContacted: true, red: false },
    next: null,
    opportunities: [{ id: 'o1', code: 'W-1', title: 'CT 采购项目', stage: '提案', days: 4, amount: 350000, currency: 'CNY', owner: '林晓', mine: true, nextContactAt: null }],
    timeline: { items: [], next: null, searchedUntil: null },
    typed: [],
    support: [],
    messages: null,
    ...change,
  }
}
