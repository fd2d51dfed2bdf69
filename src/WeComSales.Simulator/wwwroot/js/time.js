const zone = 'Asia/Shanghai';
const format = options => new Intl.DateTimeFormat('zh-CN', { timeZone: zone, hourCycle: 'h23', ...options });
const clock = format({ hour: '2-digit', minute: '2-digit' });
const day = format({ month: 'numeric', day: 'numeric' });
const key = new Intl.DateTimeFormat('en-CA', { timeZone: zone });

let simulated = Date.now();
let measured = performance.now();

/** The simulator's time runs on here until it is told again. */
export function setNow(iso) {
  simulated = Date.parse(iso);
  measured = performance.now();
}

export const now = () => new Date(simulated + performance.now() - measured);

export const clockTime = date => clock.format(date);

const isDay = (date, back) => key.format(date) === key.format(new Date(now().getTime() - back * 86_400_000));

const monthDay = date => day.formatToParts(date).filter(part => part.type !== 'literal').map(part => part.value + (part.type === 'month' ? '月' : '日')).join('');

/** Short, for lists: 10:32, 昨天, 11月3日. */
export const listTime = date => isDay(date, 0) ? clockTime(date) : isDay(date, 1) ? '昨天' : monthDay(date);

/** Longer, between bubbles: 10:32, 昨天 18:03, 11月3日 09:30. */
export const chatTime = date => isDay(date, 0) ? clockTime(date) : isDay(date, 1) ? `昨天 ${clockTime(date)}` : `${monthDay(date)} ${clockTime(date)}`;

/** For the board: 11月20日 周五 18:00:05. */
const weekday = format({ weekday: 'short' });
const seconds = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
export const boardTime = date => `${monthDay(date)} ${weekday.format(date)} ${seconds.format(date)}`;
export const logTime = date => seconds.format(date);
