import { argv, stdout } from 'node:process'
import { writeSplit } from './files.ts'
import { SETS, splitSet, understoodSet } from './sets.ts'

const SEEDS = [1, 2, 3, 4, 5]
if (argv[2] === 'prepare')
  for (const set of SETS) {
    const table = understoodSet(set.id)
    for (const seed of SEEDS) writeSplit(splitSet(set, table, seed), seed)
    stdout.write(`${set.id}\n`)
  }
