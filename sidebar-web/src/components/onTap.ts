/** The sheets of a customer's page, fetched together (see `lateSheets.ts`). */
export { default as CustomerSheets } from './CustomerSheets.vue'
export { default as MessageNoteSheet } from './MessageNoteSheet.vue'
