/**
 * What a run that translates is worth on pictures it never saw: whether they are taken for the other class, what of them comes back, and
 * how far they were moved. Asks the networks once; the rest is arithmetic in slices.
 */
import type { PictureSet } from '../../../data/picture-set.ts'
import { isLabelled } from '../../../data/labels.ts'
import type { Sliced } from '../../../evaluation/metrics/slices.ts'
import { lookAtTranslated, type TranslatedLook } from '../../../probe/translated.ts'
import type { RestoredLook, RestoredMetrics } from '../../kind.ts'
import type { Shown } from '../../shown.ts'
import { ClassJudge } from './class-judge.ts'
import { heldOutWays, type HeldOutWays } from './held-out-ways.ts'

/** Of both classes together. */
const MOST = 64

export async function translatedLook(run: Shown<PictureSet>): Promise<RestoredLook> {
  const { dataset, game, config } = run
  const held = heldOutWays(dataset, config, MOST)
  const pictures = dataset.list.at(held.indices)
  const look = await lookAtTranslated(game, config, pictures, held.ways)
  return { output: look.there, gap: {}, figures: measure(run, held, pictures, look) }
}

function* measure(
  { dataset, config }: Shown<PictureSet>,
  { ways, heldOut }: HeldOutWays,
  pictures: Float32Array,
  { there, back }: TranslatedLook,
): Sliced<RestoredMetrics> {
  if (!isLabelled(dataset)) return {}
  const { from, to } = config
  const judge = yield* known(dataset, `${from} ${to}`, () => ClassJudge.taught(dataset, config))
  const before = yield* judge.asked(pictures)
  const after = yield* judge.asked(there)
  const share = (told: readonly boolean[], right: (second: boolean, way: number) => boolean) =>
    told.filter((second, i) => right(second, ways[i] ?? 0)).length / told.length
  return {
    flips: share(after, (second, way) => second === (way === 0)),
    judged: share(before, (second, way) => second === (way === 1)),
    roundTrip: apart(pictures, back),
    moved: apart(pictures, there),
    translated: { pictures: ways.length, heldOut },
  }
}

const judges = new WeakMap<PictureSet, { readonly key: string; readonly judge: ClassJudge }>()

/** Taught once for a dataset and two classes. */
function* known(set: PictureSet, key: string, teach: () => Sliced<ClassJudge>): Sliced<ClassJudge> {
  const before = judges.get(set)
  if (before?.key === key) return before.judge
  const judge = yield* teach()
  judges.set(set, { key, judge })
  return judge
}

/** Mean difference, on a scale from 0 to 1. */
function apart(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? NaN)), 0) / (2 * Math.max(1, a.length))
}
