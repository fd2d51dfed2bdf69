import { computed, ref, shallowRef, watch } from 'vue'
import { api, type Failure } from '../api'
import type { TimelineEntry, TimelinePage } from '../api.types'

/** The timeline of one customer, page by page; a filter, a day or a search begins it anew. Late answers to an earlier question are dropped. */
export function useTimeline(customer: string, first: () => TimelinePage) {
  const kind = ref('')
  const day = ref('')
  const search = ref('')
  const asked = shallowRef<TimelinePage | null>(null)
  const items = shallowRef<TimelineEntry[]>(first().items)
  const busy = ref(false)
  const failure = shallowRef<Failure | null>(null)
  let ticket = 0

  const isPlain = computed(() => kind.value === '' && day.value === '' && search.value.trim() === '')
  const next = computed(() => (asked.value ?? first()).next)
  const searchedUntil = computed(() => asked.value?.searchedUntil ?? null)

  watch(first, (page) => { if (isPlain.value) begin(page) })
  watch([kind, day, search], () => {
    if (isPlain.value) begin(first())
    else void load(true)
  })

  function begin(page: TimelinePage) {
    ticket++
    busy.value = false
    failure.value = null
    asked.value = page
    items.value = page.items
  }

  async function load(anew = false) {
    if (!anew && (busy.value || next.value === null)) return
    const mine = ++ticket
    busy.value = true
    failure.value = null
    if (anew) items.value = []
    const cursor = anew ? null : next.value
    const answer = await api.timeline(customer, {
      ...(cursor !== null && { before: cursor.before, beforeId: cursor.beforeId }),
      ...(cursor === null && day.value !== '' && { day: day.value }),
      ...(kind.value !== '' && { kind: kind.value }),
      ...(search.value.trim() !== '' && { search: search.value.trim() }),
    })
    if (mine !== ticket) return
    busy.value = false
    if (answer.ok) {
      asked.value = answer.value
      items.value = [...items.value, ...answer.value.items]
    } else {
      failure.value = answer.failure
    }
  }

  return { kind, day, search, items, busy, failure, next, searchedUntil, isPlain, more: () => load(), again: () => load(items.value.length === 0) }
}
