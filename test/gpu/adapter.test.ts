import { expect, test } from 'vitest'

test('Chromium offers a WebGPU adapter; without one no GPU test means anything', async () => {
  const adapter = await navigator.gpu.requestAdapter()
  expect(adapter?.info.vendor).toBe('google')
  expect(adapter?.info.architecture).toBe('swiftshader')
})
