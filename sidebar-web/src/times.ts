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
