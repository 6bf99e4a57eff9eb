/** ITEM_SQUARES, GRADIENT_TERM and its gradient, of src/worker/gan/kernels/fused.ts: what penalties make of slopes. */
import type { KernelFunc, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs'
import type { GradientTermAttributes } from '../../../../gan/kernels/fused.ts'
import { accessCode } from '../access/access.ts'
import itemSquares from './item-squares.wgsl?raw'
import overAll from '../lib/over-all.wgsl?raw'
import { GROUP, gpuOf, type Operand, room, runProgram, sizeOf } from '../lib/program.ts'
import termCode from './gradient-term.wgsl?raw'
import gradientCode from './gradient-term-gradient.wgsl?raw'

type Inputs = Readonly<Record<'x' | 'squares' | 'slopes' | 'upstream', TensorInfo>>

/** Numbers in a row from which on a group of threads takes it: its threads have to wait for each other. */
const WIDE = 256

const loose = (tensor: TensorInfo): Operand => ({ tensor, packed: false })

export const itemSquaresKernel: KernelFunc = ({ inputs, backend }) => {
  const { x } = inputs as Inputs
  const [rows = 0, columns = 0] = x.shape
  const gpu = gpuOf(backend)
  const wide = columns >= WIDE
  const reads = { x: { tensor: x, packed: columns % 4 === 0 } }
  const writes = loose(room(gpu, [rows]))
  return runProgram(gpu, {
    name: 'item squares',
    code: [accessCode(reads, writes), overAll, itemSquares].join('\n'),
    constants: { WIDE: wide },
    reads,
    writes,
    integers: { rows, columns },
    floats: {},
    groups: wide ? rows : Math.ceil(rows / GROUP),
  })
}

export const gradientTermKernel: KernelFunc = ({ inputs, attrs, backend }) => {
  const { squares } = inputs as Inputs
  const { centred, floats } = attributesOf(attrs)
  const gpu = gpuOf(backend)
  return runProgram(gpu, {
    name: 'slope term',
    code: [overAll, termCode].join('\n'),
    constants: { CENTRED: centred },
    reads: { squares: loose(squares) },
    writes: loose(room(gpu, [])),
    integers: { size: sizeOf(squares.shape) },
    floats,
    groups: 1,
  })
}

export const gradientTermGradientKernel: KernelFunc = ({ inputs, attrs, backend }) => {
  const { slopes, squares, upstream } = inputs as Inputs
  const { centred, floats } = attributesOf(attrs)
  const [, columns = 1] = slopes.shape
  const size = sizeOf(slopes.shape)
  const packed = size % 4 === 0
  const gpu = gpuOf(backend)
  const own = { slopes: { tensor: slopes, packed } }
  const writes = { tensor: room(gpu, slopes.shape), packed }
  return runProgram(gpu, {
    name: 'slope term gradient',
    code: [accessCode(own, writes), gradientCode].join('\n'),
    constants: { CENTRED: centred },
    reads: { ...own, squares: loose(squares), upstream: loose(upstream) },
    writes,
    integers: { size, columns },
    floats,
    groups: Math.ceil(size / 4 / GROUP),
  })
}

function attributesOf(attrs: NamedAttrMap | undefined) {
  const { factor, centred, epsilon } = attrs as unknown as GradientTermAttributes
  return { centred, floats: { factor, epsilon } }
}
