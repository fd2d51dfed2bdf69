import { reactive, ref, watch } from 'vue'
import type { Confirmation, Draft, Label, Proposal } from '../api.types'
import { drop, keep, kept as stored } from '../storage'

interface Edits {
  struck: string[]
  added: Label[]
  proposalId: string | null
  customerName: string
  opportunityTitle: string
}

const nothing = (): Edits => ({ struck: [], added: [], proposalId: null, customerName: '', opportunityTitle: '' })

/**
 * What a person changes in a draft before it goes in, kept on this device until the draft is decided:
 * the panel is rebuilt at every change of chat, and the network may be gone (F5).
 */
export function useDraft(userid: string, draft: () => Pick<Draft, 'id' | 'signals' | 'proposals' | 'likely'>) {
  const key = draftKey(userid, draft().id)
  const edits = reactive<Edits>({ ...nothing(), ...stored<Partial<Edits>>(key) })
  const kept = ref(true)
  // At once, not in the next tick: the panel may be torn down right after the tap.
  watch(edits, () => { kept.value = keep(key, edits) }, { flush: 'sync', deep: true })

  const isStruck = (label: string) => edits.struck.includes(label)
  const isAdded = (label: string) => edits.added.some((added) => added.label === label)
  const wasRead = (label: string) => draft().signals.some((signal) => signal.label === label)

  /** Strikes or restores what was read; adds or takes back what was not. */
  function toggle(label: Label) {
    if (wasRead(label.label)) {
      edits.struck = isStruck(label.label) ? edits.struck.filter((struck) => struck !== label.label) : [...edits.struck, label.label]
    } else {
      edits.added = isAdded(label.label) ? edits.added.filter((added) => added.label !== label.label) : [...edits.added, label]
    }
  }

  /** The chosen place; a choice that the draft no longer offers falls back to the likely one. */
  function chosen(): Proposal | undefined {
    const offered = (id: string | null) => draft().proposals.find((proposal) => proposal.id === id)
    return offered(edits.proposalId) ?? offered(draft().likely) ?? draft().proposals[0]
  }

  function confirmation(proposal: Proposal): Confirmation {
    const customerName = proposal.kind === 'newCustomer' ? edits.customerName.trim() : ''
    const opportunityTitle = proposal.kind === 'opportunity' || proposal.kind === 'customer' ? '' : edits.opportunityTitle.trim()
    return {
      proposalId: proposal.id,
      struck: edits.struck.filter(wasRead),
      added: edits.added.map((added) => added.label),
      ...(customerName && { customerName }),
      ...(opportunityTitle && { opportunityTitle }),
    }
  }

  return { edits, kept, isStruck, isAdded, toggle, chosen, confirmation }
}

export type DraftEdits = ReturnType<typeof useDraft>

/** The draft is decided: what was kept for it is over. */
export const forgetEdits = (userid: string, draftId: string) => drop(draftKey(userid, draftId))

const draftKey = (userid: string, draftId: string) => `draft/${userid}/${draftId}`
