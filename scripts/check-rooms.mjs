// The rooms of the tree: no folder of `src` holds more files side by side than a person takes in at a glance, and none is
// so thin that it is only a detour. Who may import whom is not here: see .dependency-cruiser.cjs.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const MOST = 20
const LEAST = 3
/** A kind is a room of its own, however small. */
const KIND = /\/kinds\/[^/]+$/

const faults = []
visit('src')
for (const fault of faults) console.error(fault)
process.exit(faults.length > 0 ? 1 : 0)

function visit(folder) {
  const entries = readdirSync(folder, { withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).length
  if (files > MOST)
    faults.push(`${folder} holds ${files} files; ${MOST} at most. Part it by what they are for.`)
  if (entries.length < LEAST && !KIND.test(folder))
    faults.push(`${folder} holds ${entries.length} entries; ${LEAST} at least. Put them where they are read.`)
  for (const entry of entries) if (entry.isDirectory()) visit(join(folder, entry.name))
}
