import {
  getClipboardData, getContext, getCurExternalContact, getLocation, LocationType, onVoiceRecordEnd, register, scanQRCode, ScanQRCodeType, sendChatMessage, startRecord, stopRecord, translateVoice,
} from '@wecom/jssdk'
import { api } from './api'
import type { QuickReply } from './api.types'
import { broughtAlong } from './jsConfig'

/** Inside WeCom's own client; in any other browser its abilities are not there. */
export const inWeCom = /wxwork\//i.test(navigator.userAgent)

/** Whether this page stands beside a chat: there a message can be sent into it. */
const BESIDE_A_CUSTOMER = ['contact_profile', 'single_chat_tools', 'single_kf_tools', 'chat_attachment']

const NEEDED = ['getContext', 'getCurExternalContact', 'getClipboardData', 'sendChatMessage', 'getLocation', 'scanQRCode', 'startRecord', 'stopRecord', 'onVoiceRecordEnd', 'translateVoice'] as const

/** Longer than any client needs; a page without an answer goes on without the client. */
const PATIENCE_MS = 3000

let started = false

export function startWeCom() {
  const config = broughtAlong()
  if (!inWeCom || started || config === null) return
  started = true
  const landing = location.href.split('#')[0]
  // A refused registration is told to each call; the SDK leaves a second, unhandled copy of it.
  addEventListener('unhandledrejection', (event) => {
    if (String((event.reason as { errMsg?: string } | null)?.errMsg).startsWith('agentConfig')) event.preventDefault()
  })
  register({
    corpId: config.corpId,
    agentId: config.agentId,
    jsApiList: [...NEEDED],
    getAgentConfigSignature: async (url) => {
      if (url === landing) return config
      const signed = await api.jsConfig(url)
      return signed.ok ? signed.value : config
    },
    onAgentConfigFail: () => {},
  })
}

/** The customer whose chat is open; null where there is none, or where the client does not tell. */
export async function currentCustomer(): Promise<string | null> {
  if (!started) return null
  return soon(async () => {
    const { entry } = await getContext()
    if (entry === undefined || !BESIDE_A_CUSTOMER.includes(entry)) return null
    return (await getCurExternalContact()).userId ?? null
  })
}

/** What was copied last; null when the client does not give it. */
export async function copied(): Promise<string | null> {
  const text = started ? await soon(async () => (await getClipboardData()).data ?? null) : null
  return text ?? (await navigator.clipboard?.readText?.().catch(() => null)) ?? null
}

/** Sends a quick reply into the chat; a sentence for the person when it did not go. */
export async function sendIntoChat(reply: QuickReply): Promise<string | null> {
  if (!started) return '请在企业微信的聊天侧边栏里发送'
  try {
    if (reply.kind === 'link') {
      await sendChatMessage({ msgtype: 'news', news: { link: reply.link!, title: reply.title, desc: reply.content, imgUrl: '' } })
    } else {
      await sendChatMessage({ msgtype: 'text', text: { content: reply.content } })
    }
    return null
  } catch (refusal) {
    const why = String((refusal as { errMsg?: string }).errMsg)
    return why.includes('context') ? '没有打开客户的聊天，发不出去' : '企业微信没有允许发送，请联系管理员'
  }
}

/** Latitude and longitude; null when the phone does not tell. */
export async function whereAmI(): Promise<string | null> {
  if (!started) return null
  return soon(async () => {
    const { latitude, longitude } = await getLocation({ type: LocationType.gcj02 })
    return `${Number(latitude).toFixed(5)},${Number(longitude).toFixed(5)}`
  })
}

/** Whether this client has a camera and a microphone to offer. */
export const hasCamera = () => started

/** What the camera saw; null when the person turned back. No patience here: looking for a code takes its time. */
export async function scanned(): Promise<string | null> {
  if (!started) return null
  try {
    return (await scanQRCode({ needResult: true, scanType: [ScanQRCodeType.qrCode, ScanQRCodeType.barCode] })).resultStr ?? null
  } catch {
    return null
  }
}

/** Begins to listen; a sentence for the person when the client does not. The client ends by itself after a minute. */
export async function listen(endedByItself: (localId: string) => void): Promise<string | null> {
  if (!started) return '请在手机企业微信里使用语音，或改用打字'
  try {
    await startRecord()
    onVoiceRecordEnd((end) => endedByItself(end.localId))
    return null
  } catch {
    return '企业微信没有允许录音，请改用打字'
  }
}

export async function stopListening(): Promise<string | null> {
  try {
    return (await stopRecord()).localId
  } catch {
    return null
  }
}

/** The words of a recording; null when nothing was understood. */
export async function heard(localId: string): Promise<string | null> {
  try {
    return (await translateVoice({ localId })).translateResult?.trim() || null
  } catch {
    return null
  }
}

async function soon<T>(ask: () => Promise<T | null>): Promise<T | null> {
  const patience = new Promise<null>((resolve) => { setTimeout(() => resolve(null), PATIENCE_MS) })
  return Promise.race([ask().catch(() => null), patience])
}
