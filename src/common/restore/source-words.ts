/**
 * What is handed to a network that makes pictures from pictures, in a sentence for whoever runs it elsewhere: enough to make it by hand.
 * Pictures lie in [−1, 1]. As src/worker/gan/tasks/restore/sources.ts makes them. Pure.
 */
import type { RunConfig } from '../config/run-config.ts'
import { givenShape } from '../config/task.ts'
import type { ItemShape } from '../items/item-shape.ts'
import type { PairNames } from '../items/pairs.ts'
import type { LostConfig, RestoreConfig } from './restore-config.ts'

const BRIGHTNESS = '0.299 R + 0.587 G + 0.114 B'

/** What networks of pictures are given in place of a latent. */
export interface GivenFacts {
  /** Shape of one source, channels last. */
  readonly shape: readonly number[]
  /** How it is made, in a sentence. */
  readonly words: string
  /** Whether networks are told which of two ways to go. */
  readonly ways: boolean
  /** Whether the discriminator is told the source. */
  readonly heard: boolean
}

/** What data call their classes, and both pictures of a pair. */
export interface NamesOfData {
  readonly classes: readonly string[]
  readonly pairs?: PairNames | undefined
}

/** @param shape of a picture @returns null for a run that makes its items of noise */
export function givenFacts(
  config: RunConfig,
  shape: ItemShape,
  { classes, pairs }: NamesOfData,
): GivenFacts | null {
  const given = givenShape(config, shape)
  if (given === null) return null
  const ways = config.task === 'translate'
  const words = ways ? waysInWords(waysOf(config, classes)) : sourceInWords(config, pairs)
  return { shape: given, words, ways, heard: !ways }
}

/** The classes of both ways, [from, to]: what `direction` [1, 0] means and what [0, 1] means. */
export function waysOf(
  { from, to }: Pick<RunConfig, 'from' | 'to'>,
  classes: readonly string[],
): [readonly [string, string], readonly [string, string]] {
  const [first, second] = [nameOf(classes, from), nameOf(classes, to)]
  return [
    [first, second],
    [second, first],
  ]
}

function waysInWords([[first, second]]: ReturnType<typeof waysOf>): string {
  return `A picture; direction [1, 0] makes “${second}” of “${first}” and asks the discriminator for a real “${second}”, [0, 1] the other way round.`
}

/** On one line, whatever a folder was called. */
function nameOf(classes: readonly string[], which: number): string {
  return oneLine(classes[which] ?? String(which))
}

function oneLine(name: string): string {
  return name.replaceAll(/\s+/gu, ' ')
}

/** Whether the source of the same picture may be another one the next time. */
export function isSourceByChance({
  task,
  source,
  hole,
}: Pick<RunConfig, 'task' | 'source' | 'hole'>): boolean {
  return task === 'restore' && (source === 'noise' || (source === 'hole' && hole !== 'centre'))
}

function sourceInWords(config: RestoreConfig, pairs: PairNames | undefined): string {
  const { source } = config
  if (source !== 'pairs') return lostInWords({ ...config, source })
  const [given, wanted] = [pairs?.source ?? 'source', pairs?.target ?? 'target'].map(oneLine)
  return `A picture of “${given}”, with as many channels as one of “${wanted}”, which is made of it.`
}

function lostInWords({ source, sourceNoise, sourceBlur, mosaic, edgeLevel }: LostConfig): string {
  switch (source) {
    case 'half':
    case 'quarter': {
      const factor = source === 'half' ? 2 : 4
      return `The picture shrunk by the mean of each ${factor} × ${factor} pixels, and enlarged to its side again by bicubic interpolation (Keys, a = -0.5, the last pixel going on beyond the border).`
    }
    case 'gray':
      return `How bright each pixel is, ${BRIGHTNESS}, as one channel.`
    case 'hole':
      return 'The picture with 0 where it is missing, and one more channel: 1 where it is missing, 0 where it is known.'
    case 'noise':
      return `The picture plus normal noise of deviation ${Number((2 * sourceNoise).toPrecision(6))}.`
    case 'blur':
      return `The picture blurred by a Gaussian of deviation ${sourceBlur} pixels, cut off after four of them; at the border the weights inside are made to sum to 1.`
    case 'mosaic':
      return `The picture with each block of ${mosaic} × ${mosaic} pixels, from the upper left on, filled with its mean.`
    case 'edges':
      return `2 / (1 + exp(-20 (s - ${edgeLevel}))) - 1 as one channel, where s is the length of Sobel’s gradient (kernels divided by 8) of the brightness ${BRIGHTNESS}.`
  }
}
