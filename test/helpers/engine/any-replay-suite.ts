/**
 * A replayed run against the same run in immediate mode, for settings nobody chose by hand: drawn at random from all that
 * go together, with changes on the way. Weights, moments, statistics and figures are the same to the last bit.
 * For every back end that replays.
 */
import { beforeAll, expect, test } from 'vitest'
import {
  ACTIVATIONS,
  DISCRIMINATOR_NORMS,
  GENERATOR_NORMS,
  PRIORS,
} from '../../../src/common/catalog/models.ts'
import { AUGMENTS, DIVERSITIES } from '../../../src/common/catalog/diversity.ts'
import { LOSSES } from '../../../src/common/catalog/losses.ts'
import { OPTIMIZERS } from '../../../src/common/catalog/optimizers.ts'
import { PENALTIES } from '../../../src/common/catalog/penalties.ts'
import type { Engine } from '../../../src/worker/compute/engine-types.ts'
import { conflictsIn } from '../../../src/common/config/check.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { changedKeys, demandsNewNetworks } from '../../../src/common/config/difference.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { pointSetFor } from '../../../src/worker/data/builtin/point-sets.ts'
import { picturesOf } from '../data/sets.ts'
import type { Dataset } from '../../../src/worker/data/dataset.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import type { Failure } from '../../../src/common/failure.ts'
import { randomWords, streamFor } from '../../../src/common/numbers/random.ts'
import { dice } from './dice.ts'

/** Steps before and after a change of settings: those that prove a recording, and one more. */
const STEPS = 3

interface Case {
  readonly seed: number
  readonly config: RunConfig
  readonly change: Partial<RunConfig>
}

function caseOf(seed: number): Case {
  const { pick, sometimes } = dice(seed)
  const id = <T>(entries: readonly { readonly id: T }[]): T => pick(entries).id
  const pictures = sometimes(0.2)
  const config: RunConfig = {
    ...defaultsFor(pictures ? 'mnist' : pick(['ring', 'ring', 'grid', 'spiral', 'moons'] as const)),
    seed,
    size: 16,
    width: pick([2, 3, 4]),
    conditional: pictures ? pick(['none', 'projection'] as const) : 'none',
    model: pictures
      ? pick(['mlp', 'dcgan', 'dcgan', 'residual'] as const)
      : pick(['mlp', 'mlp', 'mlp', 'maxout', 'linear', 'fourier'] as const),
    gLayers: pick([[], [4], [7, 8]]),
    dLayers: pick([[5], [8, 6], [3]]),
    activation: id(ACTIVATIONS),
    latent: pick([1, 2, 5]),
    prior: id(PRIORS),
    batch: pick([4, 6, 9, 12]),
    gNorm: id(GENERATOR_NORMS),
    dNorm: id(DISCRIMINATOR_NORMS),
    initScale: pick([0.7, 1, 1.5]),
    loss: id(LOSSES),
    penalty: id(PENALTIES),
    gamma: pick([0.1, 1]),
    gammaSteps: pick([0, 0, 5]),
    gammaEnd: 0.05,
    labelSmoothing: pick([0, 0, 0.1]),
    dSteps: pick([1, 1, 2, 3]),
    unroll: pick([0, 0, 0, 1, 2]),
    diversity: id(DIVERSITIES),
    pack: pick([2, 3]),
    augment: pictures ? id(AUGMENTS) : 'none',
    instanceNoise: pick([0, 0, 0.2]),
    noiseSteps: pick([0, 4]),
    lecam: pick([0, 0, 0.3]),
    featureMatching: pick([0, 0, 0.5]),
    history: pick([0, 0, 0.01]),
    topK: pick([1, 1, 0.6]),
    lookahead: pick([0, 0, 2]),
    ema: pick([0, 0.9, 0.999]),
    optimizer: id(OPTIMIZERS),
    gLr: pick([1e-4, 2e-3]),
    dLr: pick([1e-4, 2e-3]),
    beta1: pick([0, 0.5, 0.9]),
    beta2: pick([0.9, 0.999]),
  }
  const change = pick<Partial<RunConfig>>([
    { gLr: 5e-4, dLr: 3e-4 },
    { gamma: 0.4, ema: 0.5 },
    { instanceNoise: 0.1, beta1: 0.2 },
    { batch: 8 },
    { loss: id(LOSSES) },
    { penalty: id(PENALTIES) },
    { dSteps: 2, labelSmoothing: 0.2 },
    { lecam: 0.1, featureMatching: 0.2 },
  ])
  const changed = { ...config, ...change }
  const impossible =
    conflictsIn(config, null).length + conflictsIn(changed, null).length > 0 ||
    demandsNewNetworks(config, changed)
  return impossible ? caseOf(seed + 1_000_003) : { seed, config, change }
}

/** What a case has chosen that is not the default. */
function inWords({ config, change }: Case): string {
  const plain = defaultsFor(config.dataset)
  const chosen = changedKeys(plain, config).filter(
    (key) => !['gLr', 'dLr', 'beta2', 'initScale'].includes(key),
  )
  const words = chosen.map((key) => `${key} ${String(config[key])}`)
  return `${config.dataset}: ${words.join(', ')}; then ${JSON.stringify(change)}`
}

function datasetOf(config: RunConfig): Dataset {
  if (config.dataset !== 'mnist') return pointSetFor(config, null)
  const [count, side] = [40, config.size]
  const classes = ['a', 'b', 'c']
  return picturesOf(
    {
      size: side,
      pixels: new Uint8Array(randomWords(streamFor(3, 'data'), (count * side * side) / 4).buffer),
      labels: Uint16Array.from({ length: count }, (_, i) => i % classes.length),
    },
    { fingerprint: 'pictures', classes },
  )
}

async function train({ config, change }: Case, on: Engine | null) {
  const run = new Run(config, datasetOf(config), on)
  const refused: string[] = []
  for (const next of [{}, change]) {
    run.config = { ...run.config, ...next }
    const until = run.step + STEPS
    if (run.needsCompiling(Infinity)) await run.compile(() => undefined)
    refused.push(...(run.replay?.refused ?? '').split('\n').filter((reason) => reason !== ''))
    while (run.step < until) run.advance(until - run.step)
  }
  const rows = await run.log.read()
  const state = await run.game.save()
  run.dispose()
  return { rows, state, refused }
}

/** @param open makes the back end current @param first seed of the first of `count` cases */
export function anyReplaySuite(open: () => Promise<Engine>, count: number, first: number): void {
  let engine: Engine
  let lost: Failure | undefined
  beforeAll(async () => {
    engine = await open()
    void engine.lost.then((failure) => (lost = failure))
  })

  const cases = Array.from({ length: count }, (_, i) => caseOf(first + i)).map((one) => ({
    ...one,
    name: inWords(one),
  }))

  test.for(cases)('$seed $name', async (one) => {
    const expected = await train(one, null)
    const actual = await train(one, engine)
    expect(actual.refused).toEqual([])
    expect(actual.rows).toEqual(expected.rows)
    expect(actual.state).toEqual(expected.state)
    expect(lost).toBeUndefined()
  })
}
