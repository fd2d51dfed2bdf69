// Measures the sidebar's API on a history of a million rows: node scripts/measure-sidebar.mjs URL DATABASE.db
// The service runs on the database (SQLite); this script fills it through the sqlite3 command line, signs itself in by a
// session row of its own, and prints ratios. Compare only figures of one run.
import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'

const [url, database] = process.argv.slice(2)
const rep = 'measured'
const session = randomBytes(32).toString('hex')
const sql = (text) => execFileSync('sqlite3', [database], { input: `.timeout 20000\n${text}`, encoding: 'utf8' })
const hash = createHash('sha256').update(session).digest('hex')

/** Rows over 20,000 customers by Zipf: the n-th has a share of 1/n. */
function fill(from, to) {
  sql(`
    begin;
    insert into timeline (id, external_userid, kind, at, actor_userid, summary, recorded_at)
    with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${to - 1})
    select printf('m%09d', i), 'wmM' || cast(exp(((i * 2654435761) % 4294967296) / 4294967296.0 * ln(20000)) as integer),
      (case i % 5 when 0 then 'note' when 1 then 'follow_up' when 2 then 'visit' when 3 then 'call' else 'stage_move' end),
      strftime('%Y-%m-%dT%H:%M:%fZ', '2026-11-01', '-' || (i * 37 % 31536000) || ' seconds'), '${rep}', '价格太高，比理邦贵两成，月底前要定 ' || i,
      '2026-11-01T00:00:00.000Z' from n;
    commit;`)
}

function prepare() {
  sql(`
    begin;
    insert or ignore into staff (userid, name, role, role_source) values ('${rep}', '测量', 'rep', 'derived');
    insert or replace into sessions (id_hash, userid, created_at, expires_at) values ('${hash}', '${rep}', '2026-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z');
    insert or ignore into customers (external_userid, name, tags, first_seen_at, fetched_at)
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
      select 'wmM' || i, '客户' || i, '[]', '2026-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z' from n;
    insert or ignore into follows (external_userid, userid, remark_mobiles, tags, added_at)
      select external_userid, '${rep}', '[]', '[]', '2026-01-01T00:00:00.000Z' from customers where external_userid like 'wmM%';
    commit;`)
}

async function timed(path) {
  const start = performance.now()
  const answer = await fetch(url + path, { headers: { Cookie: `__Host-wecomsales=${session}` } })
  const body = await answer.json()
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${body.title}`)
  return [performance.now() - start, body]
}

const quantile = (times, share) => times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]
const show = (name, times) => console.log(`${name}: p50 ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms (${times.length})`)

/** Customers as often as they are busy. */
const someone = () => `wmM${Math.floor(Math.exp(Math.random() * Math.log(20000)))}`

async function first(name, count = 400) {
  const times = []
  for (let i = 0; i < count; i++) times.push((await timed(`/api/customers/${someone()}/timeline`))[0])
  show(name, times)
  return quantile(times, 0.95)
}

async function pages(name, path, count = 300) {
  const times = []
  for (let i = 0; i < count; i++) times.push((await timed(path(i)))[0])
  show(name, times)
  return quantile(times, 0.95)
}

prepare()
fill(0, 10_000)
await first('warm-up', 200)
const small = await first('first page, 10,000 rows')
fill(10_000, 1_000_000)
sql('analyze;')
await first('warm-up', 200)
const large = await first('first page, 1,000,000 rows')
const busiest = Number(sql("select count(*) from timeline where external_userid = 'wmM1'"))
// In turns, so that whatever else the machine does meets both alike.
const [tops, deeps] = [[], []]
for (let i = 0; i < 600; i++) {
  tops.push((await timed('/api/customers/wmM1/timeline'))[0])
  deeps.push((await timed(`/api/customers/wmM1/timeline?before=${new Date(Date.UTC(2026, 10, 1) - Math.random() * 31_500_000_000).toISOString()}&beforeId=m`))[0])
}
show(`busiest customer (${busiest} rows), first page`, tops)
show('busiest customer, any depth', deeps)
const [top, deep] = [quantile(tops, 0.95), quantile(deeps, 0.95)]
const whole = await pages('whole customer page', () => `/api/customers/${someone()}`)
const today = await pages('today', () => '/api/today')
const rare = await pages('search for something rare, busiest customer', () => `/api/customers/wmM1/timeline?search=${encodeURIComponent('没有这句话')}`, 60)
console.log(`first page, 1,000,000 : 10,000 = ${(large / small).toFixed(2)}; any depth : first = ${(deep / top).toFixed(2)}; p95 of the slowest page ${Math.max(whole, today, large, deep).toFixed(1)} ms; rare search ${rare.toFixed(1)} ms`)
