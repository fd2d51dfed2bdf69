/** The service's JSON by its words; `api.schema.ts` is generated from its OpenAPI document. Times are ISO 8601; spans are UTF-16, end exclusive. */
import type { components } from './api.schema'

type Schemas = components['schemas']

export type Person = Schemas['Person']
export type Me = Schemas['Me']
export type Label = Schemas['LabelView']
export type Polarity = Schemas['Polarity']
export type SignalWord = Schemas['TimelineSignal']
/** What the person added by hand has no evidence: start and end are 0. */
export type Signal = Schemas['SignalView']
export type EntityKind = Schemas['EntityKind']
export type Entity = Schemas['EntityView']
export type NoteContent = Schemas['NoteContent']
/** Where the note could go. A new customer may come without a name, a new opportunity without a title. */
export type Proposal = Schemas['ProposalView']
export type Attachment = Schemas['AttachmentView']
export type NoteSource = Schemas['NoteSource']
/** `likely` is a proposal's id; `decidedBy` is a person's name. */
export type Draft = Schemas['DraftView']
export type Confirmation = Partial<Schemas['ConfirmRequest']>
export type Confirmed = Schemas['ConfirmAnswer']
/** `confirmedBy` is a person's name. */
export type Note = Schemas['NoteView']
export type Reading = Schemas['ReadingView']
export type TypedNote = Partial<Schemas['TypedNoteRequest']>

export type CustomerPage = Schemas['CustomerPage']
export type Opportunity = Schemas['OpportunityView']
export type TimelinePage = Schemas['TimelinePage']
export type TimelineEntry = Schemas['TimelineEntry']
export type TimelineCursor = Schemas['TimelineCursor']
export type Message = Schemas['MessageView']
export type MessagePage = Schemas['MessagePage']
export type MessageCursor = Schemas['MessageCursor']
export type MessageReading = Schemas['MessageReadingView']
export type ContextLine = Schemas['ContextLine']
export type Prefill = Schemas['FollowUpPrefillView']
export type ActChoices = Schemas['ActChoices']
export type ActDone = Schemas['ActDone']

export type Today = Schemas['Today']
export type WaitingDraft = Schemas['WaitingDraft']
export type Planned = Schemas['PlannedView']
export type Support = Schemas['SupportView']
export type TeamPage = Schemas['TeamPage']
export type TeamPersonPage = Schemas['TeamPersonPage']
export type LookList = Schemas['LookList']
export type QuickReply = Schemas['QuickReply']
export type QuickReplyList = Schemas['QuickReplyList']
export type QuickReplyChange = Schemas['QuickReplyChange']
export type StaffRole = Schemas['StaffRole']
export type StaffRoles = Schemas['StaffRoles']
export type JsConfig = Schemas['JsConfig']

export type Brief = Schemas['BriefView']
export type BriefList = Schemas['BriefList']
export type BriefEntries = Schemas['EntryList']
export type BriefWish = Schemas['WishView']
export type JobLine = Schemas['JobLine']

export type CounterStart = Schemas['CounterStart']
export type CounterMember = Schemas['CounterMember']
export type CounterReaction = Schemas['ReactionView']
export type CounterProduct = Schemas['ProductView']
export type CounterOpen = Schemas['OpenView']
export type Speech = Schemas['SpeechView']
export type BadgeList = Schemas['BadgeList']
export type IssuedBadge = Schemas['IssuedBadge']
export type ConversionPage = Schemas['ConversionPage']
export type ConversionLine = Schemas['ConversionLine']
