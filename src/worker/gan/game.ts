/** Puts a game together: two networks, their optimisers, and the ways to train, sample, score, save and restore it. */
import {
  sum,
  tensor,
  tensor2d,
  tidy,
  zeros,
  zerosLike,
  type Tensor,
  type Tensor2D,
  type Variable,
} from '@tensorflow/tfjs'
import type { RunConfig } from '../../common/config/run-config.ts'
import { latentOf, taskOf } from '../../common/config/task.ts'
import { streamFor, uniforms } from '../../common/numbers/random.ts'
import type { CreateGame, Feed, Game, UsualPictures } from './game-types.ts'
import type { ItemShape } from '../../common/items/item-shape.ts'
import { featureGram, firstProduct } from './networks/early-features.ts'
import { evenly, type Conditions, type ConditionShapes } from './networks/conditions.ts'
import { CALIBRATE, EVALUATE, sizeOf, type NetworkState } from './networks/layer.ts'
import type { LearntWeights } from './networks/learnt.ts'
import { placesOfChoices } from './networks/row-layout.ts'
import { createNetwork, disposeAll, summarise, type Network } from './networks/network.ts'
import type { Pair } from './networks/pair.ts'
import { PAIRS } from './networks/pairs.ts'
import { inTurn, oneHotRows } from './batches/labels.ts'
import { latentNoise } from './batches/noise.ts'
import { gradientsOf } from './ops/autodiff.ts'
import { copies } from './optimizers/average.ts'
import { createOptimiser, type Optimiser } from './optimizers/optimiser.ts'
import { readAll, writeAll } from './tensors/state.ts'
import { generate, logitsOf, type Copies, type Player, type Players } from './step/players.ts'
import { feedApart, partStep } from './step/part-step.ts'
import { generatorDirectionAt } from './step/generator-direction.ts'
import { itemLogits } from './step/logits.ts'
import { createFakePool } from './step/fake-pool.ts'
import type { StepInput } from './step/step-input.ts'
import { NO_OBSERVER, type StepObserver } from './step/step-observer.ts'
import { createStepTracer } from './step/step-trace.ts'
import { trainStep, trainStepInParts } from './step/train-step.ts'
import { rowTask } from './tasks/chosen-category.ts'
import { rowsTold, toldOfFakes, toldOfItems, type RowsTold } from './tasks/rows-told.ts'
import { meanColoursOf } from '../../common/restore/colour-table.ts'
import { sourcesTold, type SourcesTold } from './tasks/restore/sources-told.ts'
import { inTurns, waysTold } from './tasks/ways-told.ts'
import type { GeneratorTerm, Task } from './tasks/task.ts'
import { TASK_RULES } from './tasks/tasks.ts'
import { variableOf } from './tensors/variables.ts'

/** Items with which the running statistics of fresh networks are measured. */
const CALIBRATION = 64

export const createGame: CreateGame = (
  config,
  itemShape,
  classes = 0,
  output,
  learnt = null,
  rows = null,
  pictures = null,
) => {
  const pair = PAIRS[config.model](
    config,
    itemShape,
    classes,
    output,
    rows?.layout,
    coloursOf(config, itemShape, pictures),
  )
  if (rows === null) {
    const { source, translates, ...task } = TASK_RULES[taskOf(config)]
    if (translates === true) {
      const told = { source: itemShape, direction: true }
      const sources = pictures === null ? null : waysTold(itemShape, pictures.items)
      return gameOf(pair, config, { itemShape, told, ...task, learnt, sources })
    }
    const told = source === undefined ? { classes } : { source: source.shape(itemShape, config) }
    const sources =
      source === undefined || pictures === null ? null : sourcesTold(source, itemShape, pictures)
    return gameOf(pair, config, { itemShape, told, ...task, learnt, sources })
  }
  const { layout, usual } = rows
  const row = placesOfChoices(layout).length
  const { terms } = rowTask(layout)
  const told = row === 0 ? null : rowsTold(layout, usual)
  return gameOf(pair, config, { itemShape, told: { row }, terms, learnt, rows: told })
}

/** What a generator that colours begins with: mean colours of real pictures' shades. Null for others, and where there are none. */
function coloursOf(
  { task, source }: RunConfig,
  itemShape: ItemShape,
  pictures: UsualPictures | null,
): Float32Array | null {
  if (task !== 'restore' || source !== 'gray' || pictures === null) return null
  const most = Math.max(LEAST_SEEN, Math.floor(MOST_SEEN / sizeOf(itemShape)))
  return meanColoursOf(pictures.items(Math.min(most, PICTURES_SEEN)), itemShape.at(-1) ?? 0)
}

/** Pictures whose colours are taken in: enough for every shade, few enough to take a moment only. */
const PICTURES_SEEN = 2048
const MOST_SEEN = 4_000_000
const LEAST_SEEN = 64

/** What a game is about, beside its networks. */
export interface GameSubject {
  readonly itemShape: ItemShape
  /** What both networks are told. */
  readonly told: ConditionShapes
  /** What the generator's objective gains: its task's terms. */
  readonly terms: readonly GeneratorTerm[]
  /** What the generator's own loss is multiplied by; left out: nothing is multiplied. */
  readonly adversarial?: Task['adversarial']
  /** What both networks begin with; left out: by chance. */
  readonly learnt?: LearntWeights | null
  /** What is told of rows where nobody says anything; left out: nothing. */
  readonly rows?: RowsTold | null
  /** What is told of sources where nobody gives any; left out: nothing. */
  readonly sources?: SourcesTold | null
}

/** A game of given networks, with seeded weights. `config.latent` 0: the generator starts from what it is told. */
export function gameOf(pair: Pair, config: RunConfig, subject: GameSubject): Game {
  const { itemShape, told, terms, adversarial, rows = null, sources = null } = subject
  const latent = latentOf(config)
  const players = createPlayers(pair, config, subject)
  const { generator, discriminator } = players
  const { classes = 0 } = told
  const input = (
    live: RunConfig,
    feed: Feed,
    step: number,
    observer: StepObserver = NO_OBSERVER,
  ): StepInput => {
    return { players, config: live, feed, step, observer, terms, adversarial }
  }
  /** What D is told of items where nobody says it. */
  const toldOf = (items: Tensor, conditions: Conditions): Conditions => {
    const withRow = toldOfItems(rows, conditions, items)
    return sources === null ? withRow : sources.ofItems(withRow, items, config)
  }
  const state = stateOf(players)
  /** The generator as it is looked at: averaged, where the config says so. */
  const shown = (live: RunConfig): NetworkState => (live.ema > 0 ? generator.average : generator.network)

  const game: Game = {
    tensors: state,
    itemShape,
    latent,
    classes,
    choices: told.row ?? 0,
    generator: summarise(generator.network.layers),
    discriminator: summarise(discriminator.network.layers),
    step: (live, feed, step) => trainStep(input(live, feed, step)),
    stepInParts: (live, feed, step, pause) => trainStepInParts(input(live, feed, step), pause),
    trace: async (live, feed, step) => {
      const observer = createStepTracer(live)
      const row = trainStep(input(live, feed, step, observer))
      const { discriminator, generator: updates } = await observer.read()
      const [generator] = updates
      if (generator === undefined) throw new Error('The step did not train the generator.')
      return { row, trace: { discriminator, generator } }
    },
    tracePart: async (live, feed, step, { part, turn }) => {
      const observer = createStepTracer(live)
      partStep(input(live, feedApart(feed, turn, live.dSteps), step, observer), part)
      const { discriminator, generator: updates } = await observer.read()
      return { discriminator, generator: updates[0] ?? null }
    },
    sample: (live, latents, conditions = {}, count = 0) =>
      tidy(() => {
        const withRow = toldOfFakes(rows, conditions, latents)
        const pass = { ...EVALUATE, conditions: sources?.ofFakes(withRow, count, live) ?? withRow }
        return generate(generator.network, latents, pass, shown(live))
      }),
    score: (items, conditions = {}) =>
      tidy(() => {
        const pass = { ...EVALUATE, conditions: toldOf(items, conditions) }
        return itemLogits(logitsOf(discriminator.network, items, pass))
      }),
    generatorDirection: (live, feed, step, fake, real, conditions) =>
      tidy(() => {
        const told = toldOf(fake, conditions ?? {})
        return generatorDirectionAt(input(live, feed, step), fake, real, told)
      }),
    inputGradient: (items, conditions = {}) =>
      tidy(() => {
        const pass = { ...EVALUATE, conditions: toldOf(items, conditions) }
        const scored = () => sum(itemLogits(logitsOf(discriminator.network, items, pass)))
        const { grads } = gradientsOf(scored, [items])
        return grads[0] ?? zerosLike(items)
      }),
    featureGram: (live, latents, conditions) =>
      tidy(() => {
        const pass = { ...EVALUATE, conditions: conditions ?? evenly(told, latents.shape[0]) }
        return featureGram(generator.network, shown(live), latents, pass)
      }),
    firstProduct: (live) => firstProduct(generator.network, shown(live), latent),
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

function createPlayers(pair: Pair, config: RunConfig, { itemShape, told, learnt }: GameSubject): Players {
  const [ofGenerator, ofDiscriminator] = [
    streamFor(config.seed, 'init-generator'),
    streamFor(config.seed, 'init-discriminator'),
  ]
  const generator = createNetwork('generator', pair.generator, ofGenerator, learnt)
  const discriminator = createNetwork('discriminator', pair.discriminator, ofDiscriminator, learnt)
  calibrate(config, told, generator, discriminator)
  return {
    generator: {
      ...createPlayer(config, generator),
      average: { weights: copies(generator.weights), statistics: copies(generator.statistics) },
      warm: config.warmStart > 0 ? warmOptimiser(generator) : null,
    },
    discriminator: {
      ...createPlayer(config, discriminator),
      anchors: variableOf(zeros([3])),
      pool:
        told.direction === true && config.pool > 0
          ? createFakePool(discriminator.name, config.pool, sizeOf(itemShape))
          : null,
    },
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

/** Its moments stand apart from the game's: `generator/dense1/kernel:warm:mean`. */
function warmOptimiser({ name, weights }: Network): Optimiser {
  const named = [...weights].map(([key, weight]) => [`${key}:warm`, weight] as const)
  return createOptimiser('adam', `${name}:warm`, new Map(named))
}

/**
 * Sets the running statistics to those of the untrained networks, so that they are right from the first sample on and
 * carry no trace of an arbitrary start.
 */
function calibrate(
  config: RunConfig,
  told: ConditionShapes,
  generator: Network,
  discriminator: Network,
): void {
  if (generator.statistics.size + discriminator.statistics.size === 0) return
  tidy(() => {
    const pass = { ...CALIBRATE, conditions: anyConditions(config, told) }
    const fakes = generate(generator, calibrationNoise(config), pass)
    logitsOf(discriminator, fakes, pass)
  })
}

function calibrationNoise(config: RunConfig): Tensor2D | null {
  if (latentOf(config) === 0) return null
  const noise = latentNoise(config, streamFor(config.seed, 'init-generator'), CALIBRATION)
  return tensor2d(noise, [CALIBRATION, config.latent])
}

/**
 * Conditions in the range of real ones, U(−1, 1). Labels only for a generator that starts from them: else layers choose,
 * the generator the classes in turn, the discriminator all alike.
 */
function anyConditions(
  config: RunConfig,
  { classes = 0, source, row = 0, direction = false }: ConditionShapes,
): Conditions {
  const stream = streamFor(config.seed, 'init-discriminator')
  const drawn = (shape: readonly number[]) => uniforms(stream, CALIBRATION * sizeOf(shape), -1, 1)
  const labels = () => oneHotRows(inTurn(CALIBRATION, classes), classes)
  return {
    ...(latentOf(config) > 0 || classes === 0 ? {} : { labels: tensor2d(labels(), [CALIBRATION, classes]) }),
    ...(source === undefined ? {} : { source: tensor(drawn(source), [CALIBRATION, ...source]) }),
    ...(row === 0 ? {} : { row: tensor2d(drawn([row]), [CALIBRATION, row]) }),
    ...(direction ? { direction: tensor2d(inTurns(CALIBRATION), [CALIBRATION, 2]) } : {}),
  }
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
    ...(generator.warm?.state ?? []),
    ...named(average.weights, 'average'),
    ...named(average.statistics, 'average'),
    ['discriminator:anchors', discriminator.anchors],
    ...(discriminator.pool?.state ?? []),
  ])
}

/** All of a player's tensors are named after it: see `stateOf`. */
function isGenerators(name: string): boolean {
  return name.startsWith('generator')
}

function named(tensors: Copies | null, kind: string): [string, Variable][] {
  return [...(tensors ?? [])].map(([name, held]) => [`${name}:${kind}`, held])
}
