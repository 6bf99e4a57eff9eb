/** The two classes that a run translates into each other, for its feed and for whoever looks. Plain arrays; draws no tensors. */
import { GanvasError } from '../../common/failure.ts'
import type { RunConfig } from '../../common/config/run-config.ts'
import { integers, streamFor, type Stream } from '../../common/numbers/random.ts'
import type { Dataset } from '../data/dataset.ts'
import { isLabelled, membersOf, type LabelledSet } from '../data/labels.ts'
import type { WaysSource } from '../gan/batches/ways.ts'

/** Fewer pictures of a class than these show nothing of what it has in common. */
const LEAST = 2

/**
 * Null for a run that translates nothing.
 * @throws GanvasError `config-unsupported` where the data have no two such classes
 */
export function waysSource(config: RunConfig, dataset: Dataset): WaysSource | null {
  if (config.task !== 'translate') return null
  const set = labelled(dataset)
  const { classes } = set.summary
  const chosen = [config.from, config.to] as const
  const unknown = chosen.find((which) => classes[which] === undefined)
  if (unknown !== undefined || config.from === config.to)
    throw unsupported(
      unknown === undefined
        ? 'A class is not translated into itself.'
        : `There is no class ${unknown}: these data have ${classes.length}, counted from 0.`,
      `Choose two of them, such as ${classes[0] ?? ''} and ${classes[1] ?? ''}.`,
    )
  const known = membersOf(set)
  const members = chosen.map((which) => known[which] ?? new Uint32Array())
  const few = chosen.find((_, i) => (members[i]?.length ?? 0) < LEAST)
  if (few !== undefined)
    throw unsupported(`There are hardly any pictures of ${classes[few] ?? ''}.`, 'Choose another class.')
  const [first = new Uint32Array(), second = new Uint32Array()] = members
  return {
    draw: (stream, count, which) => drawn(set, which === 0 ? first : second, stream, count),
    picks: set.resident()?.kind === 'bytes' ? [Int32Array.from(first), Int32Array.from(second)] : null,
  }
}

/** [count, …item] of the first class and the second in turn, the same ones at every look; null for a run that translates nothing. */
export function picturesInTurns(
  config: RunConfig,
  dataset: Dataset,
): ((count: number) => Float32Array) | null {
  const source = waysSource(config, dataset)
  if (source === null) return null
  return (count) => {
    const of = (which: 0 | 1) => source.draw(streamFor(which, 'evaluate'), Math.ceil(count / 2), which)
    const both = [of(0), of(1)] as const
    const length = both[0].length / Math.max(1, Math.ceil(count / 2))
    const pictures = new Float32Array(count * length)
    for (let i = 0; i < count; i++) {
      const at = Math.floor(i / 2) * length
      pictures.set(both[i % 2 === 0 ? 0 : 1].subarray(at, at + length), i * length)
    }
    return pictures
  }
}

function labelled(dataset: Dataset): LabelledSet {
  if (isLabelled(dataset)) return dataset
  throw unsupported(
    'Translating wants pictures of two classes, and these have none.',
    'Drop two folders, or choose data with classes, such as digits.',
  )
}

/** As a device draws: a number below the count of members for each, from the same stream. */
function drawn(set: LabelledSet, members: Uint32Array, stream: Stream, count: number): Float32Array {
  return set.list.at(integers(stream, count, members.length).map((pick) => members[pick] ?? 0))
}

function unsupported(sentence: string, next: string): GanvasError {
  return new GanvasError('config-unsupported', sentence, next)
}
