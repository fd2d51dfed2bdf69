import type {
  ActChoices, ActDone, BadgeList, BoardLines, Brief, BriefEntries, BriefList, BriefWish, CalendarYear, Confirmation, Confirmed, ConversionPage,
  CounterLists, CounterMember, CounterStart, CustomerPage, Draft, ErasureLine, ErasureRequest, Finding, FoundView, IssuedBadge, JobLine, JsConfig, Label,
  LexiconPreview, LexiconProposal, LexiconVersion, LexiconView, LookList, Me, MessageCursor, MessagePage, MessageReading, MySessions, Note, OperationsView, Prefill,
  ProductList, QuickReply, QuickReplyChange, QuickReplyList, Reading, RulesPreview, RulesVersion, RulesView, SaveRules, SaveYear, Speech, StaffRole, StaffRoles,
  StallAnswerRequest, StallAnswered, StallBoard, StallPage, StallRules, TeamPage, TeamPersonPage, TestCard, TimelineCursor, TimelinePage, Today, WordsRequest,
} from './api.types'
import { takeEarly } from './early'
import { send, type Method } from './send'
import { goToSignIn, signedIn } from './signIn'
import { words } from './words'

/** Why there is no answer, with a sentence for the person. `conflict`: somebody decided meanwhile. */
export interface Failure {
  why: 'offline' | 'refused' | 'signedOut' | 'conflict' | 'locked' | 'failed'
  title: string
  /** The service answered with this; absent when it could not be reached. */
  status?: number
}

/** The service has judged it, and a repeat would be judged the same; anything else is tried again. */
export const isFinal = ({ why, status }: Failure) => why !== 'signedOut' && status !== undefined && status >= 400 && status < 500 && status !== 429

export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure }

export const api = {
  me: () => ask<Me>('GET', '/api/me'),
  labels: () => ask<Label[]>('GET', '/api/labels'),
  today: () => ask<Today>('GET', '/api/today'),
  draft: (id: string) => ask<Draft>('GET', draftPath(id)),
  attachmentPath: (id: string) => `${draftPath(id)}/attachment`,
  confirm: (id: string, confirmation: Confirmation) => ask<Confirmed>('POST', `${draftPath(id)}/confirm`, confirmation),
  discard: (id: string) => ask<void>('POST', `${draftPath(id)}/discard`),
  restore: (id: string) => ask<void>('POST', `${draftPath(id)}/restore`),
  note: (id: string) => ask<Note>('GET', `/api/notes/${encodeURIComponent(id)}`),

  customer: (id: string) => ask<CustomerPage>('GET', customerPath(id)),
  timeline: (id: string, question: Record<string, string>) =>
    ask<TimelinePage>('GET', `${customerPath(id)}/timeline?${new URLSearchParams(question).toString()}`),
  read: (id: string, text: string, opportunityInView: string | null) => ask<Reading>('POST', `${customerPath(id)}/reading`, { text, opportunityInView }),
  messages: (id: string, chat: string, next: MessageCursor) =>
    ask<MessagePage>('GET', `${customerPath(id)}/messages?${new URLSearchParams({ chat, before: next.before, beforeSeq: String(next.beforeSeq) }).toString()}`),
  readMessages: (id: string, messages: string[]) => ask<MessageReading>('POST', `${customerPath(id)}/messages/reading`, { messages }),
  keepTyped: (id: string, form: string, content: object) => ask<void>('PUT', `${customerPath(id)}/typed/${form}`, content),
  forgetTyped: (id: string, form: string) => ask<void>('DELETE', `${customerPath(id)}/typed/${form}`),
  planContact: (id: string, opportunityId: string | null, at: string | null) =>
    ask<ActDone>('PUT', `${customerPath(id)}/next-contact`, { opportunityId, at }),
  prefill: (id: string) => ask<Prefill>('GET', `${customerPath(id)}/follow-up-prefill`),
  choices: () => ask<ActChoices>('GET', '/api/act-choices'),
  /** An act of the customer's page; the id in its body makes a repeat harmless. */
  act: (path: string, body: object) => ask<ActDone | Confirmed>('POST', path, body),
  keepPhoto: (visit: string, photo: Blob) => ask<void>('PUT', photoPath(visit), photo),
  photoPath: (visit: string) => photoPath(visit),

  quickReplies: () => ask<QuickReplyList>('GET', '/api/quick-replies'),
  putQuickReply: (id: string, change: QuickReplyChange) => ask<QuickReply>('PUT', `/api/admin/quick-replies/${id}`, change),
  removeQuickReply: (id: string) => ask<void>('DELETE', `/api/admin/quick-replies/${id}`),
  roles: (search: string) => ask<StaffRoles>('GET', `/api/admin/roles?search=${encodeURIComponent(search)}`),
  changeRole: (userid: string, role: string | null) => ask<StaffRole>('PUT', `/api/admin/roles/${encodeURIComponent(userid)}`, { role }),

  stalls: () => ask<StallBoard>('GET', '/api/stalls'),
  stallLines: (question: Record<string, string>) => ask<BoardLines>('GET', `/api/stalls/lines?${new URLSearchParams(question).toString()}`),
  stall: (id: string) => ask<StallPage>('GET', `/api/stalls/${encodeURIComponent(id)}`),
  whyOf: (opportunity: string) => ask<StallPage>('GET', `/api/opportunities/${encodeURIComponent(opportunity)}/stall`),
  answerStall: (id: string, answer: StallAnswerRequest) => ask<StallAnswered>('POST', `/api/stalls/${encodeURIComponent(id)}/answers`, answer),

  team: () => ask<TeamPage>('GET', '/api/team'),
  person: (userid: string, after: string) =>
    ask<TeamPersonPage>('GET', `/api/team/${encodeURIComponent(userid)}${after === '' ? '' : `?after=${encodeURIComponent(after)}`}`),
  looks: (next: TimelineCursor | null) => ask<LookList>('GET', next === null ? '/api/looks' : `/api/looks?${new URLSearchParams({ before: next.before, beforeId: next.beforeId }).toString()}`),

  briefs: (before: string) => ask<BriefList>('GET', `/api/briefs${before === '' ? '' : `?before=${encodeURIComponent(before)}`}`),
  brief: (id: string) => ask<Brief>('GET', briefPath(id)),
  briefEntries: (id: string, question: Record<string, string>) =>
    ask<BriefEntries>('GET', `${briefPath(id)}/entries?${new URLSearchParams(question).toString()}`),
  briefLink: (id: string) => ask<{ url: string }>('POST', `${briefPath(id)}/link`),
  briefWishes: () => ask<BriefWish[]>('GET', '/api/brief-recipients'),
  changeBriefWish: (team: number, wanted: boolean, userid?: string) => ask<void>('PUT', `/api/brief-recipients/${team}`, { userid, wanted }),

  lexicon: () => ask<LexiconView>('GET', '/api/lexicon'),
  lexiconVersions: () => ask<LexiconVersion[]>('GET', '/api/lexicon/versions'),
  lexiconVersion: (number: number) => ask<LexiconView>('GET', `/api/lexicon/versions/${number}`),
  lexiconProposals: () => ask<LexiconProposal[]>('GET', '/api/lexicon/proposals'),
  previewLexicon: (request: WordsRequest) => ask<LexiconPreview>('POST', '/api/lexicon/preview', request),
  keepLexicon: (request: WordsRequest) => ask<{ number: number }>('POST', '/api/lexicon/versions', request),
  activateLexicon: (number: number) => ask<void>('POST', `/api/lexicon/versions/${number}/activate`),
  stallRules: () => ask<RulesView>('GET', '/api/stall-rules'),
  previewRules: (rules: StallRules) => ask<RulesPreview>('POST', '/api/stall-rules/preview', rules),
  saveRules: (request: SaveRules) => ask<RulesVersion>('POST', '/api/stall-rules', request),
  calendar: () => ask<CalendarYear[]>('GET', '/api/stall-rules/calendar'),
  saveYear: (year: number, request: SaveYear) => ask<void>('POST', `/api/stall-rules/calendar/${year}`, request),

  counter: () => ask<CounterStart>('GET', '/api/counter'),
  member: (code: string) => ask<CounterMember>('GET', `/api/counter/members/${encodeURIComponent(code)}`),
  products: (search: string) => ask<ProductList>('GET', `/api/counter/products?search=${encodeURIComponent(search)}`),
  speech: (text: string) => ask<Speech>('POST', '/api/counter/speech', { text }),
  /** A tap at the counter; the id in its path or body makes a repeat harmless. */
  tap: (method: 'POST' | 'PUT', path: string, body: object) => ask<{ id: string }>(method, path, body),
  takeTurn: (id: string, badge: string) => ask<{ id: string }>('POST', '/api/counter/turns', { id, badge }),
  lockCounter: () => ask<{ id: string }>('POST', '/api/counter/lock'),
  badges: () => ask<BadgeList>('GET', '/api/counter/badges'),
  issueBadge: (id: string, userid: string) => ask<IssuedBadge>('POST', '/api/counter/badges', { id, userid }),
  revokeBadge: (id: string) => ask<{ id: string }>('POST', `/api/counter/badges/${id}/revoke`),
  counterLists: () => ask<CounterLists>('GET', '/api/admin/counter-lists'),
  saveCounterLists: (lists: CounterLists) => ask<CounterLists>('PUT', '/api/admin/counter-lists', lists),
  conversions: () => ask<ConversionPage>('GET', '/api/counter/conversions'),
  operations: () => ask<OperationsView>('GET', '/api/operations'),
  decideDead: (id: string, what: 'retry' | 'drop') => ask<void>('POST', `/api/operations/dead/${encodeURIComponent(id)}/${what}`),
  erasures: () => ask<ErasureLine[]>('GET', '/api/admin/erasures'),
  foundOf: (kind: 'externalUserid' | 'memberCode', who: string) => ask<FoundView>('GET', `/api/admin/erasures/found?${kind}=${encodeURIComponent(who)}`),
  erase: (request: ErasureRequest) => ask<{ messages: number }>('POST', '/api/admin/erasures', request),
  doctor: () => ask<Finding[]>('POST', '/api/operations/doctor'),
  sendTestCard: (id: string) => ask<void>('PUT', `/api/operations/test-cards/${id}`),
  testCard: (id: string) => ask<TestCard>('GET', `/api/operations/test-cards/${id}`),
  signOut: () => ask<void>('POST', '/auth/end'),
  mySessions: () => ask<MySessions>('GET', '/api/me/sessions'),
  endSession: (id: string) => ask<void>('DELETE', `/api/me/sessions/${encodeURIComponent(id)}`),
  signOutEverywhere: () => ask<void>('POST', '/api/me/sign-out'),
  signOutPerson: (userid: string) => ask<void>('POST', `/api/admin/roles/${encodeURIComponent(userid)}/sign-out`),
  jobs: () => ask<JobLine[]>('GET', '/api/jobs'),
  jsConfig: (url: string) => ask<JsConfig>('GET', `/api/js-config?url=${encodeURIComponent(url)}`),
}

export const customerPath = (id: string) => `/api/customers/${encodeURIComponent(id)}`
const briefPath = (id: string) => `/api/briefs/${encodeURIComponent(id)}`
const draftPath = (id: string) => `/api/drafts/${encodeURIComponent(id)}`
const photoPath = (visit: string) => `/api/visits/${encodeURIComponent(visit)}/photo`

async function ask<T>(method: Method, path: string, body?: object): Promise<Answer<T>> {
  const response = await (takeEarly(method, path) ?? send(method, path, body))
  if (response === null) return failed('offline', words.offline)
  if (response.status === 401) return signedOut()
  if (response.status < 500) signedIn()
  if (response.status === 404 || response.status === 403) return failed('refused', words.refused, response.status)
  if (response.ok) return read<T>(response)
  return failed(response.status === 409 ? 'conflict' : response.status === 423 ? 'locked' : 'failed', await problemTitle(response), response.status)
}

async function read<T>(response: Response): Promise<Answer<T>> {
  if (response.status === 204) return { ok: true, value: undefined as T }
  try {
    return { ok: true, value: (await response.json()) as T }
  } catch {
    // The line broke in the middle of the answer, or something between us and the service answered instead.
    return failed('failed', words.noAnswer)
  }
}

/** The Chinese title of the problem document (RFC 9457), when the service itself answered. */
async function problemTitle(response: Response): Promise<string> {
  if (!response.headers.get('Content-Type')?.includes('problem+json')) return words.noAnswer
  const problem = (await response.json().catch(() => null)) as { title?: string } | null
  return problem?.title ?? words.noAnswer
}

function signedOut<T>(): Answer<T> | Promise<Answer<T>> {
  // While the browser leaves for the sign-in, the page keeps what it shows.
  return goToSignIn() ? new Promise<never>(() => {}) : failed('signedOut', words.signedOut)
}

const failed = <T>(why: Failure['why'], title: string, status?: number): Answer<T> =>
  ({ ok: false, failure: status === undefined ? { why, title } : { why, title, status } })
