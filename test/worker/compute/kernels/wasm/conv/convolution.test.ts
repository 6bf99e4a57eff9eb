import * as tf from '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { convolutionSuite } from '../../../../../helpers/engine/convolution-suite.ts'
import { openWasmEngine } from '../../../../../helpers/engine/wasm-engine.ts'

convolutionSuite(openWasmEngine)

test('a dilated convolution is left to tfjs, which can', async () => {
  const x = tf.tensor4d(
    Array.from({ length: 25 }, (_, i) => i),
    [1, 5, 5, 1],
  )
  const corners = tf.conv2d(x, tf.tensor4d([1, 10, 100, 1000], [2, 2, 1, 1]), 1, 'valid', 'NHWC', 4)
  expect([...(await corners.data())]).toEqual([0 + 10 * 4 + 100 * 20 + 1000 * 24])
})
