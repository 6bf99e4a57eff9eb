/**
 * The arithmetic of formulas in jax-js, in double precision on its WASM device. Nothing here frees an array: formulas may
 * use one as often as they like, and the few kilobytes go with the test. Must not use tfjs or anything of src/.
 *
 * jax-js 0.1.25 drops, in a gradient of a gradient, the path through the *other arguments* of the inner function; captured
 * arrays keep it. So `slope` takes functions of one array.
 */
import type * as JaxPackage from '@jax-js/jax'
import type { Array as JaxArray } from '@jax-js/jax'
import type { Maths, Shape4, Values } from './maths.ts'

type Jax = typeof JaxPackage

export interface OpenedJax {
  readonly maths: Maths<JaxArray>
  /** Gradients of Σf by each of its arrays, to go on with. */
  slopes(f: (...xs: JaxArray[]) => JaxArray, xs: readonly JaxArray[]): JaxArray[]
  /** Gradients of Σf by each of its arrays, read back. */
  gradients(f: (...xs: JaxArray[]) => JaxArray, xs: readonly Values[]): Promise<Values[]>
  /** f's value. */
  evaluate(f: (...xs: JaxArray[]) => JaxArray, xs: readonly Values[]): Promise<Values>
}

export async function openJax(): Promise<OpenedJax> {
  // It asks of every array whether it is one of these; engines without them have never made one.
  ;(globalThis as { Float16Array?: unknown }).Float16Array ??= class Float16Array extends Uint16Array {}
  const jax = await import('@jax-js/jax')
  const started = await jax.init('wasm')
  if (!started.includes('wasm')) throw new Error('jax-js has no WASM device here.')
  jax.defaultDevice('wasm')
  const maths = mathsOf(jax)
  const read = async (array: JaxArray): Promise<Values> => {
    const { shape } = array
    return { shape, data: Float64Array.from((await array.data()) as ArrayLike<number>) }
  }
  const slopes: OpenedJax['slopes'] = (f, xs) => {
    const scalar = (...inputs: JaxArray[]) => f(...inputs).sum()
    const all = jax.grad(scalar, { argnums: xs.map((_, i) => i) })(...xs.map((x) => x.ref))
    return all
  }
  return {
    maths,
    slopes,
    gradients: (f, xs) =>
      Promise.all(
        slopes(
          f,
          xs.map((x) => maths.constant(x)),
        ).map(read),
      ),
    evaluate: (f, xs) => read(f(...xs.map((x) => maths.constant(x)))),
  }
}

const keep = (a: JaxArray | number) => (typeof a === 'number' ? a : a.ref)

function mathsOf({ numpy: np, nn, lax, grad }: Jax): Maths<JaxArray> {
  const nchw = (a: JaxArray) => a.ref.transpose([0, 3, 1, 2])
  const nhwc = (a: JaxArray) => a.transpose([0, 2, 3, 1])
  const slope = (f: (x: JaxArray) => JaxArray, x: JaxArray) => grad((y: JaxArray) => f(y).sum())(x.ref)
  const convolve = (x: JaxArray, filter: JaxArray, stride: number) => {
    const [, height = 0, width = 0] = x.shape
    const [kernel = 0] = filter.shape
    const padding = [height, width].map((side) => samePadding(side, kernel, stride))
    const oihw = filter.ref.transpose([3, 2, 0, 1])
    return nhwc(lax.convGeneralDilated(nchw(x), oihw, [stride, stride], padding))
  }
  return {
    constant: ({ shape, data }) => np.array(data, { shape: [...shape], dtype: np.float64 }),
    shapeOf: (a) => a.shape,
    add: (a, b) => np.add(a.ref, keep(b)),
    sub: (a, b) => np.subtract(a.ref, keep(b)),
    mul: (a, b) => np.multiply(a.ref, keep(b)),
    div: (a, b) => np.divide(a.ref, keep(b)),
    tanh: (a) => np.tanh(a.ref),
    sigmoid: (a) => nn.sigmoid(a.ref),
    exp: (a) => np.exp(a.ref),
    log: (a) => np.log(a.ref),
    softplus: (a) => nn.softplus(a.ref),
    sqrt: (a) => np.sqrt(a.ref),
    cos: (a) => np.cos(a.ref),
    abs: (a) => np.abs(a.ref),
    relu: (a) => nn.relu(a.ref),
    matMul: (a, b) => np.matmul(a.ref, b.ref),
    sum: (a, axes) => a.ref.sum(axes === undefined ? null : [...axes], { keepdims: true }),
    max: (a, axis) => a.ref.max(axis),
    reshape: (a, shape) => a.ref.reshape([...shape]),
    transpose: (a, order) => a.ref.transpose([...order]),
    concat: (parts, axis) =>
      np.concatenate(
        parts.map((part) => part.ref),
        axis,
      ),
    slice: (a, axis, start, size) =>
      a.ref.slice(
        ...a.shape.map((side, i): [number, number] => (i === axis ? [start, start + size] : [0, side])),
      ),
    convolve,
    // The transposed maps as what defines them: gradients of the inner product <dy, conv(x, filter)>.
    spread: (dy, filter, shape: Shape4, stride) =>
      slope(
        (x) => np.multiply(convolve(x, filter, stride), dy.ref),
        np.zeros([...shape], { dtype: np.float64 }),
      ),
    correlate: (x, dy, shape: Shape4, stride) =>
      slope(
        (filter) => np.multiply(convolve(x, filter, stride), dy.ref),
        np.zeros([...shape], { dtype: np.float64 }),
      ),
    slope,
  }
}

/** TensorFlow's "same": the smaller half before. */
function samePadding(side: number, kernel: number, stride: number): [number, number] {
  const whole = Math.max(0, (Math.ceil(side / stride) - 1) * stride + kernel - side)
  return [Math.floor(whole / 2), Math.ceil(whole / 2)]
}
