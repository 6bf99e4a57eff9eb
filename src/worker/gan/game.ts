/** Puts a game together: two networks, their optimisers, and the ways to train, sample, score, save and restore it. */
import { sum, tensor2d, tidy, zeros, zerosLike, type Variable } from '@tensorflow/tfjs'
import type { RunConfig } from '../../common/config/run-config.ts'
import { streamFor } from '../../common/numbers/random.ts'
import type { CreateGame, Game } from './game-types.ts'
import { featureGram, firstProduct } from './networks/early-features.ts'
import { evenly, labelled } from './networks/labelled.ts'
import { CALIBRATE, EVALUATE, type NetworkState } from './networks/layer.ts'
import { createNetwork, disposeAll, summarise, type Network } from './networks/network.ts'
import type { Pair } from './networks/pair.ts'
import { PAIRS } from './networks/pairs.ts'
import { latentNoise } from './batches/noise.ts'
import { gradientsOf } from './ops/autodiff.ts'
import { copies } from './optimizers/average.ts'
import { createOptimiser } from './optimizers/optimiser.ts'
import { readAll, writeAll } from './tensors/state.ts'
import { generate, logitsOf, type Copies, type Player, type Players } from './step/players.ts'
import { feedApart, partStep } from './step/part-step.ts'
import { generatorDirectionAt } from './step/generator-direction.ts'
import { NO_OBSERVER } from './step/step-observer.ts'
import { createStepTracer } from './step/step-trace.ts'
import { trainStep, trainStepInParts } from './step/train-step.ts'
import { variableOf } from './tensors/variables.ts'

/** Items with which the running statistics of fresh networks are measured. */
const CALIBRATION = 64

export const createGame: CreateGame = (config, itemShape, classes = 0, output) => {
  const players = createPlayers(PAIRS[config.model](config, itemShape, classes, output), config)
  const { generator, discriminator } = players
  const state = stateOf(players)
  /** The generator as it is looked at: averaged, where the config says so. */
  const shown = (live: RunConfig): NetworkState => (live.ema > 0 ? generator.average : generator.network)

  const game: Game = {
    tensors: state,
    itemShape,
    latent: config.latent,
    classes,
    generator: summarise(generator.network.layers),
    discriminator: summarise(discriminator.network.layers),
    step: (live, feed, step) => trainStep({ players, config: live, feed, step, observer: NO_OBSERVER }),
    stepInParts: (live, feed, step, pause) =>
      trainStepInParts({ players, config: live, feed, step, observer: NO_OBSERVER }, pause),
    trace: async (live, feed, step) => {
      const observer = createStepTracer(live)
      const row = trainStep({ players, config: live, feed, step, observer })
      const { discriminator: discriminator, generator: updates } = await observer.read()
      const [generator] = updates
      if (generator === undefined) throw new Error('The step did not train the generator.')
      return { row, trace: { discriminator: discriminator, generator: generator } }
    },
    tracePart: async (live, feed, step, { part, turn }) => {
      const observer = createStepTracer(live)
      partStep({ players, config: live, feed: feedApart(feed, turn), step, observer }, part)
      const { discriminator: discriminator, generator: updates } = await observer.read()
      return { discriminator: discriminator, generator: updates[0] ?? null }
    },
    sample: (live, latents, labels) => {
      const pass = labelled(EVALUATE, labels ?? null, latents.shape[0])
      return tidy(() => generate(generator.network, latents, pass, shown(live)))
    },
    score: (items, labels) => {
      const pass = labelled(EVALUATE, labels ?? null, items.shape.at(0) ?? 0)
      return tidy(() => logitsOf(discriminator.network, items, pass))
    },
    generatorDirection: (live, feed, step, fake, real, labels) =>
      tidy(() =>
        generatorDirectionAt(
          { players, config: live, feed, step, observer: NO_OBSERVER },
          fake,
          real,
          labels,
        ),
      ),
    inputGradient: (items, labels) =>
      tidy(() => {
        const pass = labelled(EVALUATE, labels ?? null, items.shape.at(0) ?? 0)
        const { grads } = gradientsOf(() => sum(logitsOf(discriminator.network, items, pass)), [items])
        return grads[0] ?? zerosLike(items)
      }),
    featureGram: (live, latents) =>
      tidy(() => {
        const pass = evenly(EVALUATE, classes, latents.shape[0])
        return featureGram(generator.network, shown(live), latents, pass)
      }),
    firstProduct: (live) => firstProduct(generator.network, shown(live), config.latent),
    weights: async () => ({
      generator: await readAll(generator.network.weights),
      discriminator: await readAll(discriminator.network.weights),
    }),
    save: () => readAll(state),
    restore: (tensors) => writeAll(state, tensors),
    adoptGenerator: (tensors) =>
      writeAll(
        new Map([...state].filter(([name]) => isGenerators(name))),
        tensors.filter(({ name }) => isGenerators(name)),
      ),
    dispose: () => disposeAll(state),
  }
  return game
}

function createPlayers(pair: Pair, config: RunConfig): Players {
  const generator = createNetwork('generator', pair.generator, streamFor(config.seed, 'init-generator'))
  const discriminator = createNetwork(
    'discriminator',
    pair.discriminator,
    streamFor(config.seed, 'init-discriminator'),
  )
  calibrate(config, generator, discriminator)
  return {
    generator: {
      ...createPlayer(config, generator),
      average: { weights: copies(generator.weights), statistics: copies(generator.statistics) },
    },
    discriminator: { ...createPlayer(config, discriminator), anchors: variableOf(zeros([3])) },
  }
}

function createPlayer(config: RunConfig, network: Network): Player {
  return {
    network,
    optimiser: createOptimiser(config.optimizer, network.name, network.weights),
    history: config.history > 0 ? copies(network.weights) : null,
    slow: config.lookahead > 0 ? copies(network.weights) : null,
  }
}

/**
 * Sets the running statistics to those of the untrained networks, so that they are right from the first sample on and
 * carry no trace of an arbitrary start.
 */
function calibrate(config: RunConfig, generator: Network, discriminator: Network): void {
  if (generator.statistics.size + discriminator.statistics.size === 0) return
  tidy(() => {
    const noise = latentNoise(config, streamFor(config.seed, 'init-generator'), CALIBRATION)
    const fakes = generate(generator, tensor2d(noise, [CALIBRATION, config.latent]), CALIBRATE)
    logitsOf(discriminator, fakes, CALIBRATE)
  })
}

/** Every tensor of a game by name, in build order. */
function stateOf({ generator, discriminator }: Players): Map<string, Variable> {
  const { average } = generator
  return new Map([
    ...[generator, discriminator].flatMap(({ network, optimiser, history, slow }) => [
      ...network.weights,
      ...network.statistics,
      ...optimiser.state,
      ...named(history, 'history'),
      ...named(slow, 'slow'),
    ]),
    ...named(average.weights, 'average'),
    ...named(average.statistics, 'average'),
    ['discriminator:anchors', discriminator.anchors],
  ])
}

/** All of a player's tensors are named after it: see `stateOf`. */
function isGenerators(name: string): boolean {
  return name.startsWith('generator')
}

function named(tensors: Copies | null, kind: string): [string, Variable][] {
  return [...(tensors ?? [])].map(([name, held]) => [`${name}:${kind}`, held])
}
