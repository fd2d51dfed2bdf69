// Ends with 0 when this Node.js is one that sidebar-web/package.json asks for, else says which and ends with 1.
const wanted = require('../sidebar-web/package.json').engines.node
const [major, minor] = process.versions.node.split('.').map(Number)

const fits = wanted.split('||').some((range) => {
  const [, sign, least, from] = range.match(/(\^|>=)\s*(\d+)\.(\d+)/)
  return major === Number(least) ? minor >= Number(from) : sign === '>=' && major > Number(least)
})
if (!fits) {
  console.error(`Node.js ${process.versions.node}: ${wanted} is needed`)
  process.exit(1)
}
