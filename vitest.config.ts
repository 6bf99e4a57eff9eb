// Four lanes: pure code in Node, tensors in real Chromium on the software WebGPU adapter, the built app end to end, and
// one story of it in every browser engine.
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { cpuName } from './test/helpers/app/cpu.ts'
import { chromiumPath, WEBGPU_FLAGS } from './test/helpers/app/chromium.ts'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/gpu/**', 'test/e2e/**', 'test/engines/**'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'gpu',
          include: ['test/gpu/**/*.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
          // For test/gpu/first-edition.test.ts: a page knows neither.
          provide: { cpu: cpuName(), recording: process.env['RECORD_FIRST_EDITION'] === '1' },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: chromiumPath(), args: [...WEBGPU_FLAGS] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
        optimizeDeps: {
          include: [
            '@tensorflow/tfjs',
            '@tensorflow/tfjs-backend-wasm',
            '@tensorflow/tfjs-backend-webgpu',
            'idb',
          ],
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          // A busy machine is no failure: what is waited for comes, or it does not.
          expect: { poll: { timeout: 20_000, interval: 50 } },
          // Two pages at a time: a page trains on one core and mostly waits on the other.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'engines',
          environment: 'node',
          include: ['test/engines/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          // A browser each.
          maxWorkers: 2,
        },
      },
    ],
  },
})
