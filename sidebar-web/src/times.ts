/** The company's time zone, whatever the device believes. */
const ZONE = 'Asia/Shanghai'
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const wallClock = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
})

interface Wall { year: string; month: string; day: string; clock: string }

function wall(at: Date): Wall {
  const parts = Object.fromEntries(wallClock.formatToParts(at).map((part) => [part.type, part.value]))
  return { year: parts.year!, month: parts.month!, day: parts.day!, clock: `${parts.hour}:${parts.minute}` }
}

const sameDay = (a: Wall, b: Wall) => a.year === b.year && a.month === b.month && a.day === b.day

/** 刚刚, 12 分钟前, 今天 10:32, 昨天 18:03, 11月3日; a day of another year with its year. */
export function timeWords(at: string, now: Date): string {
  const then = new Date(at)
  const age = now.getTime() - then.getTime()
  if (Math.abs(age) < MINUTE) return '刚刚'
  if (age > 0 && age < 60 * MINUTE) return `${Math.floor(age / MINUTE)} 分钟前`

  const day = wall(then)
  const today = wall(now)
  if (sameDay(day, today)) return `今天 ${day.clock}`
  if (sameDay(day, wall(new Date(now.getTime() - DAY)))) return `昨天 ${day.clock}`
  return day.year === today.year ? dayWords(day) : `${day.year}年${dayWords(day)}`
}

/** 11-22 10:32, as the cards write it; with the year when it is not this one. */
export function exactTime(at: string, now: Date): string {
  const then = wall(new Date(at))
  const year = then.year === wall(now).year ? '' : `${then.year}-`
  return `${year}${then.month}-${then.day} ${then.clock}`
}

/** The year it is in Shanghai. */
export const yearOf = (now: Date) => Number(wall(now).year)

const dayWords = (day: Wall) => `${Number(day.month)}月${Number(day.day)}日`

const weekday = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, weekday: 'short' })

/** 2026-11-22 in Shanghai: the day something belongs to. */
export function dayOf(at: string | Date): string {
  const { year, month, day } = wall(new Date(at))
  return `${year}-${month}-${day}`
}

/** 今天, 昨天, 11月3日 周二: the header over a day's entries. */
export function dayHeading(day: string, now: Date): string {
  const today = dayOf(now)
  if (day === today) return '今天'
  if (day === dayOf(new Date(now.getTime() - DAY))) return '昨天'
  const noon = new Date(`${day}T12:00:00+08:00`)
  const words = `${dayWords(wall(noon))} ${weekday.format(noon)}`
  return day.slice(0, 4) === today.slice(0, 4) ? words : `${day.slice(0, 4)}年${words}`
}

/** 10:32 in Shanghai. */
export const clockOf = (at: string) => wall(new Date(at)).clock

/** 78 小时; from 100 hours on, 5 天. */
export const hoursWords = (hours: number) => (hours < 1 ? '不到 1 小时' : hours < 100 ? `${hours} 小时` : `${Math.floor(hours / 24)} 天`)

/** How long nobody spoke with a customer, in a list. */
export const contactWords = ({ hours, everContacted }: { hours: number; everContacted: boolean }) =>
  !everContacted ? '还没有沟通' : hours < 1 ? '1 小时内沟通过' : `${hoursWords(hours)}未沟通`

/** When a plan is due: 今天 15:00, 明天 9:00, 周五 9:00, 12月3日 9:00. */
export function planWords(at: string, now: Date): string {
  const days = Math.round((Date.parse(`${dayOf(at)}T00:00:00+08:00`) - Date.parse(`${dayOf(now)}T00:00:00+08:00`)) / DAY)
  const near: Record<string, string> = { '-1': '昨天', '0': '今天', '1': '明天', '2': '后天' }
  const day = near[String(days)] ?? (days > 2 && days < 7 ? weekday.format(new Date(at)) : dayWords(wall(new Date(at))))
  return `${day} ${clockOf(at)}`
}

/** Nine o'clock in Shanghai, some days ahead. */
export function nineAfter(days: number, now: Date): string {
  return `${dayOf(new Date(now.getTime() + days * DAY))}T09:00:00+08:00`
}

/** Days until the next Monday: 1 to 7. */
export function daysToMonday(now: Date): number {
  const names = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
  const today = names.indexOf(weekday.format(now))
  return ((8 - today) % 7) || 7
}

/** The days ahead that are usual, each once: 下周一 may be one of the others. */
export function usualDays(now: Date): [string, number][] {
  const monday = daysToMonday(now)
  return [['明天', 1], ['后天', 2], ...(monday === 3 ? [] : [['三天后', 3] as [string, number]]), ...(monday < 3 ? [] : [['下周一', monday] as [string, number]])]
}
