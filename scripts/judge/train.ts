/** Trains the judge on our WASM back end, tests what will be shipped, and writes it. Arguments: folder of digits, file. */
import * as tf from '@tensorflow/tfjs'
import { createRequire } from 'node:module'
import { writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { openEngine } from '../../src/worker/compute/engine.ts'
import { classify } from '../../src/worker/evaluation/classifier/forward.ts'
import { JUDGE_SHAPES, readClassifier } from '../../src/worker/evaluation/classifier/weights.ts'
import { finish } from '../../src/worker/evaluation/metrics/slices.ts'
import { fork, normals, permutation, randomWords, streamFor } from '../../src/common/numbers/random.ts'
import { batchOf, readDigits, type Digits } from './digits.ts'
import { pack } from './pack.ts'

const SEED = 1
const EPOCHS = 8
const BATCH = 100
const RATE = 2e-3
/** Pixels by which a digit is moved at random, either way. */
const SHIFT = 1

const [folder = '', file = ''] = process.argv.slice(2)
const assets = dirname(
  createRequire(resolve('package.json')).resolve('@tensorflow/tfjs-backend-wasm/package.json'),
)
await openEngine('wasm', {
  wasm: `${assets}/wasm-out/tfjs-backend-wasm.wasm`,
  wasmSimd: `${assets}/wasm-out/tfjs-backend-wasm-simd.wasm`,
  wasmThreadedSimd: `${assets}/wasm-out/tfjs-backend-wasm-threaded-simd.wasm`,
})

/** He's initialisation; biases 0. */
const init = streamFor(SEED, 'init-discriminator')
const weights = JUDGE_SHAPES.map(({ name, shape }, i) => {
  const size = shape.reduce((product, side) => product * side, 1)
  const fan = size / (shape.at(-1) ?? 1)
  const values =
    shape.length === 1 ? new Float32Array(size) : normals(fork(init, i), size, 0, Math.sqrt(2 / fan))
  return tf.variable(tf.tensor(values, [...shape]), true, name)
})
const [kernel1, bias1, kernel2, bias2, kernel3, bias3, kernel4, bias4] = weights as tf.Variable[]

function logitsOf(images: tf.Tensor): tf.Tensor2D {
  const first = tf.relu(
    tf.add(tf.conv2d(images as tf.Tensor4D, kernel1 as tf.Tensor4D, 2, 'same'), bias1 as tf.Tensor),
  )
  const second = tf.relu(
    tf.add(tf.conv2d(first as tf.Tensor4D, kernel2 as tf.Tensor4D, 2, 'same'), bias2 as tf.Tensor),
  )
  const flat = tf.reshape(second, [images.shape[0] ?? 0, -1])
  const third = tf.relu(tf.add(tf.matMul(flat, kernel3 as tf.Tensor), bias3 as tf.Tensor))
  return tf.add(tf.matMul(third, kernel4 as tf.Tensor), bias4 as tf.Tensor)
}

function train(training: Digits): void {
  const optimiser = tf.train.adam(RATE)
  const perEpoch = Math.floor(training.count / BATCH)
  const steps = EPOCHS * perEpoch
  const started = performance.now()
  let order = new Uint32Array()
  for (let step = 0; step < steps; step++) {
    if (step % perEpoch === 0) order = permutation(fork(streamFor(SEED, 'data'), step), training.count)
    const indices = order.subarray((step % perEpoch) * BATCH, ((step % perEpoch) + 1) * BATCH)
    const values = batchOf(
      training,
      indices,
      SHIFT,
      randomWords(fork(streamFor(SEED, 'augment'), step), BATCH),
    )
    // Half a cosine from the full rate down to none.
    ;(optimiser as unknown as { learningRate: number }).learningRate =
      RATE * 0.5 * (1 + Math.cos((Math.PI * step) / steps))
    const loss = optimiser.minimize(
      () => {
        const logits = logitsOf(tf.tensor(values, [BATCH, 28, 28, 1]))
        const targets = tf.oneHot(
          tf.tensor1d(
            Array.from(indices, (i) => training.labels[i] ?? 0),
            'int32',
          ),
          10,
        )
        return tf.losses.softmaxCrossEntropy(targets, logits) as tf.Scalar
      },
      step % 100 === 99,
    )
    if (loss === null) continue
    const seconds = (performance.now() - started) / 1000
    console.log(
      `step ${step + 1} of ${steps}, loss ${(loss.dataSync()[0] ?? NaN).toFixed(4)}, ${seconds.toFixed(0)} s`,
    )
    loss.dispose()
  }
}

/** Share that the shipped file, as the page reads it, names rightly. */
function accuracy(bytes: Uint8Array, digits: Digits): number {
  const judge = readClassifier(Uint8Array.from(bytes).buffer)
  const images = Float32Array.from(digits.pixels, (byte) => byte / 127.5 - 1)
  const named = finish(classify(judge, { pixels: images, size: 28, channels: 1 }))
  let right = 0
  for (let i = 0; i < digits.count; i++) if (named[i] === digits.labels[i]) right++
  return right / digits.count
}

const { training, test } = readDigits(folder)
train(training)
const bytes = pack(weights.map((tensor) => tensor.dataSync<'float32'>()))
console.log(
  `${bytes.length} bytes; test accuracy ${(100 * accuracy(bytes, test)).toFixed(2)} % of ${test.count}`,
)
writeFileSync(file, bytes)
