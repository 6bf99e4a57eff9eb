/** The judge against TensorFlow's own layers, and against digits whose names are known. */
import { add, conv2d, matMul, relu, reshape, tensor, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { resizeMany } from '../../../../src/worker/data/pixels/many.ts'
import { readShipped, type ShippedImages } from '../../../../src/worker/data/shipped-format.ts'
import { classFigures, figuresOfNames } from '../../../../src/worker/evaluation/classifier/class-figures.ts'
import { classify, logitsOf } from '../../../../src/worker/evaluation/classifier/forward.ts'
import {
  JUDGE_SHAPES,
  readClassifier,
  type Classifier,
  type ClassifierTensor,
} from '../../../../src/worker/evaluation/classifier/weights.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import { fork, normals, streamFor, uniforms } from '../../../../src/common/numbers/random.ts'

const fileOf = (path: string) => Uint8Array.from(readFileSync(path)).buffer
const judge = readClassifier(fileOf('public/data/judge-mnist.bin'))

/** Bytes as the generator makes them: [−1, 1]. */
const asFakes = (bytes: ArrayLike<number>) => Float32Array.from(bytes, (byte) => byte / 127.5 - 1)

/** 300 digits from those the judge was not taught, 30 of each. */
let unseen: ShippedImages
beforeAll(async () => {
  unseen = await readShipped(fileOf('test/fixtures/judge-digits.bin'))
})

function accuracy({ pixels, labels }: Pick<ShippedImages, 'pixels' | 'labels'>, size: number): number {
  const named = finish(classify(judge, { pixels: asFakes(pixels), size, channels: 1 }))
  return named.filter((name, i) => name === labels[i]).length / labels.length
}

describe('the forward pass', () => {
  it('is that of TensorFlow, whatever the weights', () => {
    const stream = streamFor(11, 'evaluate')
    const weights = JUDGE_SHAPES.map(({ name, shape }, i) => {
      const size = shape.reduce((product: number, side) => product * side, 1)
      return [name, normals(fork(stream, i), size, 0, 0.1)] as const
    })
    const random = Object.fromEntries(weights) as Record<ClassifierTensor, Float32Array>
    const image = uniforms(stream, 28 * 28)
    const ours = logitsOf(random, image)
    Array.from(theirs(random, image)).forEach((logit, i) => expect(ours[i]).toBeCloseTo(logit, 3))
  })
})

describe('the names it gives', () => {
  it('are right for at least 98.5 % of the digits it was taught', async () => {
    const { pixels, labels } = await readShipped(fileOf('public/data/mnist.bin'))
    const some = { pixels: pixels.subarray(0, 500 * 784), labels: labels.subarray(0, 500) }
    expect(accuracy(some, 28)).toBeGreaterThanOrEqual(0.985)
  })

  it('are right for as good as all of those it was not', () => {
    expect(unseen.labels.length).toBe(300)
    // 99.02 % over all 10,000; three standard deviations of 300 lie at 97.3 %.
    expect(accuracy(unseen, 28)).toBeGreaterThanOrEqual(0.973)
  })

  it.each([16, 24, 48, 64])('hardly suffer when the digits are %i pixels wide', (size) => {
    const pixels = resizeMany(unseen.pixels, 300, 1, 28, size)
    expect(accuracy({ pixels, labels: unseen.labels }, size)).toBeGreaterThanOrEqual(size < 28 ? 0.9 : 0.96)
  })

  it('are the very same with the margin of 32 pixels', () => {
    const padded = new Uint8Array(300 * 32 * 32)
    for (let at = 0; at < unseen.pixels.length; at++) {
      const [image, row, column] = [Math.floor(at / 784), Math.floor((at % 784) / 28), at % 28]
      padded[image * 1024 + (row + 2) * 32 + column + 2] = unseen.pixels[at] ?? 0
    }
    const names = (pixels: Uint8Array, size: number) =>
      finish(classify(judge, { pixels: asFakes(pixels), size, channels: 1 }))
    expect(names(padded, 32)).toEqual(names(unseen.pixels, 28))
  })
})

describe('classes covered and balance', () => {
  const figures = (of: (label: number) => boolean) => {
    const pictures = Array.from(unseen.labels, (label, i) => (of(label) ? i : -1)).filter((i) => i >= 0)
    const pixels = pictures.flatMap((i) => [...unseen.pixels.subarray(i * 784, (i + 1) * 784)])
    return finish(classFigures(judge, { pixels: asFakes(pixels), size: 28, channels: 1 }))
  }

  it('of balanced digits: all ten, evenly', () => {
    const { classes, classesTotal, classTV } = figures(() => true)
    expect([classes, classesTotal]).toEqual([10, 10])
    expect(classTV).toBeLessThan(0.03)
  })

  it('of one digit: one, as uneven as can be', () => {
    const named = new Uint8Array(256).fill(3)
    const { classes, classTV } = figuresOfNames(named, 10)
    expect(classes).toBe(1)
    expect(classTV).toBeCloseTo(0.9, 9)
    expect(figures((label) => label === 0).classes).toBe(1)
  })

  it('of the even digits: five, half as uneven', () => {
    const { classes, classTV } = figures((label) => label % 2 === 0)
    expect(classes).toBeGreaterThanOrEqual(5)
    expect(classTV).toBeCloseTo(0.5, 1)
  })

  it('count a class from 1 % on', () => {
    const named = new Uint8Array(200)
    named[0] = 1
    named.fill(2, 1, 3)
    expect(figuresOfNames(named, 10).classes).toBe(2)
  })
})

describe('the file', () => {
  const bytes = fileOf('public/data/judge-mnist.bin')

  it('is small', () => expect(bytes.byteLength).toBeLessThan(150_000))

  it('is refused when it is cut short or something else', () => {
    expect(() => readClassifier(bytes.slice(0, -1))).toThrow(/damaged/)
    const other = bytes.slice(0)
    new Uint8Array(other)[0] = 0
    expect(() => readClassifier(other)).toThrow(/damaged/)
  })
})

/** The same net in TensorFlow.js. */
function theirs(weights: Classifier, image: Float32Array): ArrayLike<number> {
  const of = (name: ClassifierTensor) => {
    const shape = JUDGE_SHAPES.find((entry) => entry.name === name)?.shape ?? []
    return tensor(weights[name], [...shape])
  }
  const layer = (input: Tensor4D, kernel: ClassifierTensor, bias: ClassifierTensor) =>
    relu<Tensor4D>(add(conv2d(input, of(kernel) as Tensor4D, 2, 'same'), of(bias)))
  const first = layer(tensor(image, [1, 28, 28, 1]), 'conv1', 'bias1')
  const flat = reshape(layer(first, 'conv2', 'bias2'), [1, -1])
  const third = relu(add(matMul(flat, of('dense1') as Tensor2D), of('bias3')))
  return add(matMul(third as Tensor2D, of('dense2') as Tensor2D), of('bias4')).dataSync()
}
