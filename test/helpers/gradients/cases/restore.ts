/** What restoring adds: ends that keep what is certain of the source, and L1 to the true picture. */
import type { Tensor } from '@tensorflow/tfjs'
import { applyChange } from '../../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { TRAIN } from '../../../../src/worker/gan/networks/layer.ts'
import { keepLayer } from '../../../../src/worker/gan/networks/from-pictures/keep.ts'
import { restore } from '../../../../src/worker/gan/tasks/restore/restore.ts'
import { wave, type GradientCase } from '../case.ts'
import { at, mean, type Values } from '../maths.ts'
import { tensorOf } from '../ours.ts'
import { heldBy } from './networks.ts'

const COLOUR = [2, 3, 3, 3] as const
const PIXELS = 18

/** 1 where the picture is missing. */
const MISSING: Values = {
  shape: [2, 3, 3, 1],
  data: Float64Array.from({ length: PIXELS }, (_, i) => (i % 3 === 0 ? 1 : 0)),
}
/** The known pixels, nothing where they are missing. */
const KNOWN: Values = {
  shape: [...COLOUR],
  data: wave(COLOUR, 4).data.map((value, i) => (MISSING.data[Math.floor(i / 3)] === 1 ? 0 : value)),
}
/** Both side by side on their channels. */
const HOLED: Values = {
  shape: [2, 3, 3, 4],
  data: Float64Array.from({ length: PIXELS * 4 }, (_, i) => {
    const pixel = Math.floor(i / 4)
    return (i % 4 === 3 ? MISSING.data[pixel] : KNOWN.data[3 * pixel + (i % 4)]) ?? NaN
  }),
}
const GRAY = wave([2, 3, 3, 1], 5)

const kept = (keeps: 'known' | 'light', source: Values, x: Tensor) =>
  keepLayer('kept', COLOUR.slice(1), keeps).apply(x, heldBy([], []), {
    ...TRAIN,
    conditions: { source: tensorOf(source) },
  })

const known: GradientCase = {
  name: 'known pixels kept',
  inputs: [wave(COLOUR, 6)],
  ours: (...xs) => kept('known', HOLED, at(xs, 0)),
  formula: (m, ...xs) => m.add(m.mul(at(xs, 0), m.constant(MISSING)), m.constant(KNOWN)),
}

const LUMA: Values = { shape: [3, 1], data: Float64Array.of(0.299, 0.587, 0.114).map(Math.fround) }

const light: GradientCase = {
  name: 'brightness kept',
  inputs: [wave(COLOUR, 7)],
  ours: (...xs) => kept('light', GRAY, at(xs, 0)),
  // x − luma(x) + the gray picture.
  formula: (m, ...xs) => {
    const bright = m.matMul(m.reshape(at(xs, 0), [PIXELS, 3]), m.constant(LUMA))
    const colour = m.sub(at(xs, 0), m.reshape(bright, [2, 3, 3, 1]))
    return m.add(colour, m.constant(GRAY))
  },
}

const CONFIG: RunConfig = applyChange(defaultsFor('mnist'), { task: 'restore', l1: 0.7 })
const TRUTH = wave(COLOUR, 8)

const l1 = (config: RunConfig, source: Values, fake: Tensor): Tensor =>
  at(restore.terms, 0).value(
    { fake, real: tensorOf(TRUTH), beforeHead: null, conditions: { source: tensorOf(source) } },
    config,
  )

const whole: GradientCase = {
  name: 'L1 to the true picture',
  inputs: [wave(COLOUR, 9)],
  ours: (...xs) => l1(CONFIG, TRUTH, at(xs, 0)),
  formula: (m, ...xs) => m.reshape(m.mul(mean(m, m.abs(m.sub(at(xs, 0), m.constant(TRUTH)))), 0.7), []),
}

const holes: GradientCase = {
  name: 'L1 over what is missing',
  inputs: [wave(COLOUR, 10)],
  ours: (...xs) => l1({ ...CONFIG, source: 'hole' }, HOLED, at(xs, 0)),
  // Six pixels of three numbers are missing.
  formula: (m, ...xs) => {
    const apart = m.abs(m.sub(at(xs, 0), m.constant(TRUTH)))
    return m.reshape(m.mul(m.sum(m.mul(apart, m.constant(MISSING))), 0.7 / 18), [])
  },
}

export const RESTORE: GradientCase[] = [known, light, whole, holes]
