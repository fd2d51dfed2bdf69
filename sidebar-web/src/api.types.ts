/** The service's JSON, as its OpenAPI document describes it. Times are ISO 8601; spans are UTF-16, end exclusive. */

export interface Me { userid: string; name: string; role: string }

export interface Label { label: string; name: string }

export type Polarity = 'affirmed' | 'negated'

export interface SignalWord extends Label { polarity: Polarity }

/** What the person added by hand has no evidence: start and end are 0. */
export interface Signal extends SignalWord { start: number; end: number; evidence: string; why: string }

export type EntityKind =
  | 'money' | 'percent' | 'quantity' | 'duration' | 'date' | 'phone' | 'personRole' | 'product' | 'competitor'

export interface Entity { kind: EntityKind; text: string; value: string; start: number; end: number }

export type NoteContent = 'text' | 'image' | 'voice' | 'link' | 'location'

export interface DraftLine { id: string; text: string; content: NoteContent; at: string; signals: Signal[] }

export interface DraftList { items: DraftLine[] }

/** Where the note could go. A new customer may come without a name, a new opportunity without a title. */
export interface Proposal {
  id: string
  kind: 'opportunity' | 'newOpportunity' | 'newCustomer'
  customer: string
  company: string | null
  opportunity: string | null
}

/** `reason` is a sentence for the person, when the attachment is missing. */
export interface Attachment { state: 'none' | 'kept' | 'missing'; contentType: string | null; reason: string | null }

export type NoteSource = 'forward' | 'quote' | 'copy' | 'archive'

/** `likely` is a proposal's id; `decidedBy` is a person's name. */
export interface Draft {
  id: string
  state: 'open' | 'confirmed' | 'discarded'
  source: NoteSource
  content: NoteContent
  text: string
  at: string
  timeIsForwarding: boolean
  attachment: Attachment
  signals: Signal[]
  entities: Entity[]
  nextAction: string | null
  proposals: Proposal[]
  likely: string
  decidedBy: string | null
  decidedAt: string | null
  noteId: string | null
}

export interface Confirmation {
  proposalId: string
  struck: string[]
  added: string[]
  customerName?: string
  opportunityTitle?: string
}

export interface Confirmed { noteId: string }

/** `confirmedBy` is a person's name. */
export interface Note {
  id: string
  customer: string
  opportunity: string | null
  text: string
  content: NoteContent
  at: string
  timeIsForwarding: boolean
  nickname: string
  attachment: Attachment
  draftId: string
  signals: Signal[]
  entities: Entity[]
  nextAction: string | null
  changes: { struck: Label[]; added: Label[]; choseOther: boolean }
  confirmedBy: string
  confirmedAt: string
}
