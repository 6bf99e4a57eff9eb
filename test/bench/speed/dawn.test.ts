/** The pure parts of the bench without a browser: what its folder holds, which drivers are tried, and the roofline. */
import { describe, expect, test } from 'vitest'
import { NVIDIA_HEADLESS, driversToTry } from './dawn/drivers.ts'
import { dawnPart, folderPlan, SWIFTSHADER } from './dawn/folder-plan.ts'
import { adapterLine } from './dawn/found.ts'
import { nextSide, roofline } from './dawn/roofline.ts'

describe('the folder', () => {
  test('holds the part of the package for one platform only', () => {
    const part = dawnPart('linux', 'x64')
    const files = folderPlan(part, ['dawn.node']).map(({ to }) => to)
    expect(files.filter((file) => file.endsWith('.node'))).toEqual([
      'node_modules/webgpu/dist/linux-x64/dawn.node',
    ])
    expect(files).toContain('wasm/tfjs-backend-wasm-simd.wasm')
  })

  test('does without a Vulkan of its own where Chromium brings none', () => {
    const optional = folderPlan('linux-x64', []).filter((piece) => piece.optional)
    expect(optional.map(({ to }) => to)).toEqual([
      'vulkan/libvulkan.so.1',
      'vulkan/libvk_swiftshader.so',
      'vulkan/vk_swiftshader_icd.json',
    ])
    expect(folderPlan('linux-arm64', []).filter((piece) => piece.optional)).toEqual([])
  })

  test('a Mac of either kind has one part, and some systems have none', () => {
    expect(dawnPart('darwin', 'arm64')).toBe('darwin-universal')
    expect(() => dawnPart('freebsd', 'x64')).toThrow('no build for freebsd-x64')
  })
})

describe('drivers', () => {
  const FOLDER = '/bench'
  const all = () => true
  const none = () => false

  test('the system’s own comes first, a software driver last', () => {
    const drivers = driversToTry({}, FOLDER, all)
    expect(drivers.at(0)?.env).toEqual({})
    expect(drivers.at(-2)?.env['VK_ICD_FILENAMES']).toBe(`${FOLDER}/${NVIDIA_HEADLESS}`)
    expect(drivers.at(-1)?.env['VK_ICD_FILENAMES']).toBe(`${FOLDER}/${SWIFTSHADER}`)
  })

  test('the folder’s loader stands behind what was named before', () => {
    const [, own] = driversToTry({ LD_LIBRARY_PATH: '/opt/lib' }, FOLDER, all)
    expect(own?.env['LD_LIBRARY_PATH']?.split(':').slice(0, 2)).toEqual(['/opt/lib', '/bench/vulkan'])
  })

  test('a driver that is named in the environment is the only one', () => {
    for (const { env } of driversToTry({ VK_DRIVER_FILES: '/my.json' }, FOLDER, all)) {
      expect(env).not.toHaveProperty('VK_ICD_FILENAMES')
      expect(env).not.toHaveProperty('VK_DRIVER_FILES')
    }
  })

  test('without files there is the system alone', () => {
    expect(driversToTry({}, FOLDER, none)).toEqual([{ name: 'the system’s Vulkan', env: {} }])
  })
})

describe('the roofline', () => {
  const SMALL = { gflops: 1000, copyGBs: 50, dispatchUs: 5 }

  test('of docs/performance.md: ring on a small GPU is bound by memory', () => {
    const ring = roofline({ flops: 0.103e9, bytes: 7.5e6, dispatches: 47 }, SMALL)
    expect(ring.intensity).toBeCloseTo(13.7, 1)
    expect(ring.balance).toBe(20)
    expect(ring.bound).toBe('memory')
    expect(ring.leastMs).toBeCloseTo(0.15, 6)
    expect(ring.launchMs).toBeCloseTo(0.235, 6)
    expect(ring.fairMs).toBeCloseTo(0.535, 6)
  })

  test('dcgan28 there by arithmetic', () => {
    const dcgan = roofline({ flops: 2.67e9, bytes: 67e6, dispatches: 53 }, SMALL)
    expect(dcgan.bound).toBe('arithmetic')
    expect(dcgan.fairMs).toBeCloseTo(5.34 + 0.265, 6)
  })

  test('points on a large GPU by launches', () => {
    const large = { gflops: 20_000, copyGBs: 600, dispatchUs: 5 }
    expect(roofline({ flops: 0.103e9, bytes: 7.5e6, dispatches: 47 }, large).bound).toBe('launches')
  })

  test('the side of the product grows until it takes a while', () => {
    expect(nextSide(512, 70)).toBeNull()
    expect(nextSide(512, 0.6)).toBe(1024)
    expect(nextSide(4096, 2)).toBeNull()
  })
})

test('an adapter is told with what it says of itself', () => {
  const facts = { vendor: 'nvidia', architecture: '', device: '0x1', description: 'A Card', software: false }
  expect(adapterLine(facts)).toBe('A Card (nvidia, 0x1), a GPU')
  expect(adapterLine({ ...facts, vendor: '', device: '', description: '', software: true })).toBe(
    'unnamed adapter (it says no more), software: it computes on the processor',
  )
})
