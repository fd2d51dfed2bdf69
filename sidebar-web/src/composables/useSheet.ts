import { api, type Answer } from '../api'
import { useAct } from './useAct'
import type { OutgoingActs } from './useOutgoing'
import { useSnack } from './useSnack'

/** Sends what a sheet holds. Without a network it is kept on this device and goes by itself later: the sheet may close. */
export function useSheet(outgoing: OutgoingActs, what: string) {
  const { busy, failure, act } = useAct()
  const { say } = useSnack()

  /** True when the sheet may close. `along`: what is sent after it and cannot wait on this device, as a photo; then the sheet stays open without a network. */
  async function send(path: string, body: object, done: string, along?: () => Promise<Answer<void>>): Promise<boolean> {
    const answer = await act(async (): Promise<Answer<unknown>> => {
      const taken = await api.act(path, body)
      return taken.ok && along ? along() : taken
    })
    if (answer?.ok) {
      say(done)
      return true
    }
    if (answer?.failure.why === 'offline' && !along && outgoing.add(path, body, what)) {
      say('没有网络。内容已保存在本机，联网后自动提交')
      return true
    }
    return false
  }

  return { busy, failure, send }
}
