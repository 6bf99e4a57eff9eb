/**
 * Every penalty through small discriminators of each kind. A penalty already holds a gradient: its first order here
 * is the second of the discriminator, and its second the third.
 */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs'
import type { PenaltyId } from '../../../../src/common/catalog/penalties.ts'
import { variancePreserving } from '../../../../src/worker/gan/networks/initialisers.ts'
import { logitLayer } from '../../../../src/worker/gan/networks/classes.ts'
import { PROBE, type Layer } from '../../../../src/worker/gan/networks/layer.ts'
import { batchNormLayer } from '../../../../src/worker/gan/networks/layers/batch-norm.ts'
import { besideLayer } from '../../../../src/worker/gan/networks/layers/beside.ts'
import { convolutionLayer } from '../../../../src/worker/gan/networks/layers/convolution.ts'
import { denseLayer } from '../../../../src/worker/gan/networks/layers/dense.ts'
import { dropoutLayer } from '../../../../src/worker/gan/networks/layers/dropout.ts'
import { packLayer } from '../../../../src/worker/gan/networks/layers/pack.ts'
import { reshapeLayer } from '../../../../src/worker/gan/networks/layers/reshape.ts'
import { spectrallyNormed } from '../../../../src/worker/gan/networks/layers/spectral.ts'
import { run } from '../../../../src/worker/gan/networks/network.ts'
import { penaltyOf } from '../../../../src/worker/gan/penalties/penalties.ts'
import { wave, type GradientCase } from '../case.ts'
import { at, mean, sizeOf, square, standardise, type Maths, type Values } from '../maths.ts'
import { tensorOf } from '../ours.ts'
import { chance, droppedFormula } from './chance.ts'
import { convolutionFormula, denseFormula, spectralFormula } from './layers.ts'
import { CLASSES_OF_THREE, projectedFormula } from './classes.ts'
import { heldBy, partsOf, weightsOf, type LayerFormula } from './networks.ts'

type TermId = Exclude<PenaltyId, 'none' | 'clip'>

const GAMMA = 1.5

/** One number per item and noise slot, as normal draws would be. */
const normalAt = (slot: number, shape: readonly number[]): Values => wave(shape, 60 + slot)

/** U(0, 1) from four normals: (a² + b²)/(a² + b² + c² + d²), the quarters along the first axis. */
function uniformAt(slot: number, shape: readonly number[]): Values {
  const count = sizeOf(shape)
  const { data } = normalAt(slot, [4, ...shape])
  const part = (quarter: number, i: number) => (data[quarter * count + i] ?? NaN) ** 2
  const share = (i: number) => {
    const first = part(0, i) + part(1, i)
    return first / (first + part(2, i) + part(3, i))
  }
  return { shape, data: Float64Array.from({ length: count }, (_, i) => share(i)) }
}

/** One number for each pack, which items i, i + n/m, … share. */
function uniformOfPacks([items = 0]: readonly number[], pack: number): Values {
  const packs = items / pack
  const { data } = uniformAt(0, [packs, 1])
  return { shape: [items, 1], data: Float64Array.from({ length: items }, (_, i) => data[i % packs] ?? NaN) }
}

/** A discriminator, and the formula of each of its layers. */
interface DiscriminatorCase {
  readonly name: string
  readonly layers: readonly Layer[]
  readonly formulas: readonly LayerFormula[]
  readonly item: readonly number[]
  readonly batch: number
  /** Items that share a logit. */
  readonly pack: number
  /** One-hot classes of the batch, where the discriminator is told any. */
  readonly labels?: Values
  /** Rows that the batch is told beside its items, whose slopes count as theirs. Formulas take both in one. */
  readonly row?: Values
}

type Classifier<A> = (items: A) => A

function formulaOf<A>(
  m: Maths<A>,
  { layers, formulas }: DiscriminatorCase,
  weights: readonly A[],
): Classifier<A> {
  return (items) => {
    let taken = 0
    return layers.reduce((signal, layer, i) => {
      const own = weights.slice(taken, (taken += layer.parameters.length))
      return at(formulas, i)(m, signal, partsOf(layer, own))
    }, items)
  }
}

interface Shown<A> {
  judge: Classifier<A>
  real: A
  fake: A
  pack: number
  row: A | null
}

const perItem = (shape: readonly number[]) => shape.map((side, axis) => (axis === 0 ? side : 1))

/** [logits]: Σ over a pack's items of ‖∂ΣD/∂item‖². */
function squaredSlopes<A>(m: Maths<A>, { judge, pack }: Shown<A>, items: A): A {
  const slopes = m.slope(judge, items)
  const shape = m.shapeOf(slopes)
  const logits = (shape[0] ?? 0) / pack
  const each = m.reshape(square(m, slopes), [pack, logits, sizeOf(shape.slice(1))])
  return m.reshape(m.sum(each, [0, 2]), [logits])
}

/** γ/2·E‖∇D‖². */
const zeroCentred = <A>(m: Maths<A>, shown: Shown<A>, items: A): A =>
  m.mul(mean(m, squaredSlopes(m, shown, items)), GAMMA / 2)

/** γ·E(‖∇D‖ − 1)². */
const oneCentred = <A>(m: Maths<A>, shown: Shown<A>, items: A): A => {
  const norms = m.sqrt(squaredSlopes(m, shown, items))
  return m.mul(mean(m, square(m, m.sub(norms, 1))), GAMMA)
}

const FORMULAS: Record<TermId, <A>(m: Maths<A>, shown: Shown<A>) => A> = {
  r1: (m, shown) => zeroCentred(m, shown, shown.real),
  r2: (m, shown) => zeroCentred(m, shown, shown.fake),
  r1r2: (m, shown) => m.add(zeroCentred(m, shown, shown.real), zeroCentred(m, shown, shown.fake)),
  gradient: (m, shown) => {
    const { real, row, pack } = shown
    const shape = m.shapeOf(real)
    const share = m.constant(row === null ? uniformAt(0, perItem(shape)) : uniformOfPacks(shape, pack))
    const between = m.add(m.mul(real, share), m.mul(shown.fake, m.add(m.mul(share, -1), 1)))
    return oneCentred(m, shown, row === null ? between : m.concat([between, row], 1))
  },
  dragan: (m, shown) => {
    const { real } = shown
    const shape = m.shapeOf(real)
    const deviation = m.sqrt(mean(m, square(m, m.sub(real, mean(m, real)))))
    // α of each item is drawn first, then the direction.
    const reach = m.mul(m.mul(m.constant(uniformAt(0, perItem(shape))), deviation), 0.5)
    return oneCentred(m, shown, m.add(real, m.mul(m.constant(uniformAt(1, shape)), reach)))
  },
}

function penaltyCase(id: TermId, discriminator: DiscriminatorCase): GradientCase {
  const { layers, item, batch, pack, labels, row } = discriminator
  const { term } = penaltyOf(id)
  const shape = [batch, ...item]
  return {
    name: `${id} through ${discriminator.name}`,
    // The formula's slopes are differences themselves: a longer step keeps their rounding down.
    step: 4e-3,
    inputs: [...layers.flatMap(weightsOf), wave(shape, 1, 0.8), wave(shape, 2, 0.8, 0.3)],
    ours: (...xs) => {
      if (term === undefined) throw new Error(`${id} has no term.`)
      const held = heldBy(layers, xs.slice(0, -2))
      let slot = 0
      return term({
        logitsOf: (items, told) => {
          const conditions = {
            ...(labels === undefined ? {} : { labels: tensorOf(labels) as Tensor2D }),
            ...(told === undefined ? {} : { row: told }),
          }
          return run(layers, items, held, { ...PROBE, conditions, chance }).reshape<Tensor1D>([-1])
        },
        real: at(xs, xs.length - 2),
        fake: at(xs, xs.length - 1),
        couples: layers.some(({ couples }) => couples),
        normal: (wanted) => tensorOf(normalAt(slot++, wanted)),
        gamma: GAMMA,
        told: row === undefined ? undefined : { row: tensorOf(row) as Tensor2D, pack },
      })
    },
    formula: (m, ...xs) => {
      const judge = formulaOf(m, discriminator, xs.slice(0, -2))
      const told = row === undefined ? null : m.constant(row)
      const shown = { judge, real: at(xs, xs.length - 2), fake: at(xs, xs.length - 1), pack, row: told }
      return m.reshape(FORMULAS[id](m, shown), [])
    },
  }
}

const network = 'd'
const rule = variancePreserving(1)
const dense = (name: string, inputs: number, units: number, activation: 'tanh' | 'leaky-relu' | 'linear') =>
  denseLayer({ network, name, inputs, units, activation, biased: true, rule })
const flat = (width: number): LayerFormula => {
  return (m, x) => m.reshape(x, [m.shapeOf(x)[0] ?? 0, width])
}

const SMOOTH: DiscriminatorCase = {
  name: 'tanh',
  layers: [dense('a', 2, 3, 'tanh'), dense('b', 3, 1, 'linear')],
  formulas: [denseFormula('tanh'), denseFormula('linear')],
  item: [2],
  batch: 3,
  pack: 1,
}

const DISCRIMINATORS: DiscriminatorCase[] = [
  SMOOTH,
  {
    ...SMOOTH,
    name: 'leaky relu',
    layers: [dense('a', 2, 4, 'leaky-relu'), dense('b', 4, 3, 'leaky-relu'), dense('c', 3, 1, 'linear')],
    formulas: [denseFormula('leaky-relu'), denseFormula('leaky-relu'), denseFormula('linear')],
  },
  {
    ...SMOOTH,
    name: 'batch norm',
    layers: [
      batchNormLayer({ network, name: 'norm', shape: [2], activation: 'tanh', scaleDeviation: 0 }),
      dense('b', 2, 1, 'linear'),
    ],
    formulas: [
      (m, x, { weight }) =>
        m.tanh(m.add(m.mul(standardise(m, x, [0], 1e-5), weight('/scale')), weight('/offset'))),
      denseFormula('linear'),
    ],
  },
  {
    ...SMOOTH,
    name: 'spectral norm',
    layers: [spectrallyNormed(dense('a', 2, 3, 'tanh')), spectrallyNormed(dense('b', 3, 1, 'linear'))],
    formulas: [spectralFormula(denseFormula('tanh')), spectralFormula(denseFormula('linear'))],
  },
  {
    ...SMOOTH,
    name: 'packs of two',
    layers: [packLayer(network, [2], 2), dense('a', 4, 3, 'tanh'), dense('b', 3, 1, 'linear')],
    formulas: [
      (m, x) => m.concat([m.slice(x, 0, 0, 2), m.slice(x, 0, 2, 2)], 1),
      denseFormula('tanh'),
      denseFormula('linear'),
    ],
    batch: 4,
    pack: 2,
  },
  {
    ...SMOOTH,
    name: 'class projection',
    layers: [dense('a', 2, 3, 'tanh'), logitLayer('none', 2, { inputs: 3, rule })],
    formulas: [denseFormula('tanh'), projectedFormula(CLASSES_OF_THREE)],
    labels: CLASSES_OF_THREE,
  },
  {
    ...SMOOTH,
    name: 'dropout',
    layers: [dense('a', 2, 4, 'leaky-relu'), dropoutLayer('drop', [4], 0.5), dense('b', 4, 1, 'linear')],
    formulas: [denseFormula('leaky-relu'), droppedFormula(0.5), denseFormula('linear')],
  },
  ...([1, 3] as const).map((channels): DiscriminatorCase => {
    // Three channels on a smaller picture: differences of differences take their time.
    const side = channels === 1 ? 4 : 2
    const width = (side / 2) ** 2 * 2
    const shared = { network, inputShape: [side, side, channels], channels: 2, biased: true, rule } as const
    return {
      name: `a convolution, ${channels} ${channels === 1 ? 'channel' : 'channels'}`,
      layers: [
        convolutionLayer({ ...shared, name: 'down', activation: 'tanh' }),
        reshapeLayer('flat', [width]),
        dense('out', width, 1, 'linear'),
      ],
      formulas: [convolutionFormula('tanh'), flat(width), denseFormula('linear')],
      item: [side, side, channels],
      batch: 2,
      pack: 1,
    }
  }),
]

/** As CTGAN's critic: packs of rows with what each is told, and features left out. */
const CRITIC_OF_ROWS: DiscriminatorCase = {
  ...SMOOTH,
  name: 'packs of rows, told a condition, with dropout',
  layers: [
    besideLayer({ name: 'told', shape: [2], condition: 'row', conditionShape: [2] }),
    packLayer(network, [4], 2),
    dense('a', 8, 5, 'leaky-relu'),
    dropoutLayer('drop', [5], 0.5),
    dense('b', 5, 4, 'tanh'),
    dense('c', 4, 1, 'linear'),
  ],
  formulas: [
    (_, x) => x,
    (m, x) => m.concat([m.slice(x, 0, 0, 2), m.slice(x, 0, 2, 2)], 1),
    denseFormula('leaky-relu'),
    droppedFormula(0.5),
    denseFormula('tanh'),
    denseFormula('linear'),
  ],
  batch: 4,
  pack: 2,
  row: { shape: [4, 2], data: Float64Array.of(0, 1, 1, 0, 0, 1, 0, 1) },
}

export const PENALTIES: GradientCase[] = [
  ...DISCRIMINATORS.flatMap((discriminator) =>
    (Object.keys(FORMULAS) as TermId[]).map((id) => penaltyCase(id, discriminator)),
  ),
  penaltyCase('gradient', CRITIC_OF_ROWS),
]
