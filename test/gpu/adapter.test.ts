import { expect, test } from 'vitest'
import { openEngine } from '../../src/worker/compute/engine.ts'
import { ASSETS } from './engine-assets.ts'

test('Chromium offers a WebGPU adapter; without one no GPU test means anything', async () => {
  const adapter = await navigator.gpu.requestAdapter()
  expect(adapter?.info.vendor).toBe('google')
  expect(adapter?.info.architecture).toBe('swiftshader')
  const { report } = await openEngine('webgpu', ASSETS)
  expect(report.backend).toBe('webgpu')
  // oxlint-disable-next-line no-console -- who reads the log must see what the GPU tests ran on
  console.info(`GPU tests run on ${report.backend}, adapter ${report.adapter}.`)
})
