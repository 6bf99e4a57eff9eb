/** The latent lab on WebGPU: directions are those of the plain back end, and a search finds what was planted. */
import { expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { openEngine } from '../../../src/worker/compute/engine.ts'
import { createGame } from '../../../src/worker/gan/game.ts'
import { DirectionFinder } from '../../../src/worker/probe/latent/find-directions.ts'
import { Search } from '../../../src/worker/probe/latent/project.ts'
import { generateItems } from '../../../src/worker/probe/samples.ts'
import { normals, streamFor } from '../../../src/common/numbers/random.ts'
import { ASSETS } from '../engine-assets.ts'

const CONFIG: RunConfig = {
  ...defaultsFor('mnist'),
  size: 16,
  model: 'mlp',
  latent: 4,
  gLayers: [24],
  dLayers: [6],
}
const SHAPE = [16, 16, 1] as const

async function directionsOn(backend: 'cpu' | 'webgpu') {
  const engine = await openEngine(backend, ASSETS)
  expect(engine.report.backend).toBe(backend)
  const game = createGame(CONFIG, SHAPE)
  const finder = new DirectionFinder()
  const principal = await finder.find(game, CONFIG, 'principal')
  const sefa = await finder.find(game, CONFIG, 'sefa')
  game.dispose()
  return { principal, sefa }
}

test('directions on WebGPU are those of the plain back end', async () => {
  const plain = await directionsOn('cpu')
  const webgpu = await directionsOn('webgpu')
  for (const method of ['principal', 'sefa'] as const) {
    expect(webgpu[method].length).toBe(plain[method].length)
    plain[method].forEach(({ vector, share }, k) => {
      const other = webgpu[method][k]
      expect(other?.share).toBeCloseTo(share, 4)
      expect(vector.reduce((sum, x, i) => sum + x * (other?.vector[i] ?? 0), 0)).toBeGreaterThan(0.999)
    })
  }
})

test('a search on WebGPU comes near a planted latent', async () => {
  const engine = await openEngine('webgpu', ASSETS)
  expect(engine.report.backend).toBe('webgpu')
  const game = createGame(CONFIG, SHAPE)
  const planted = normals(streamFor(9, 'data'), CONFIG.latent)
  const item = await generateItems(game, CONFIG, planted, 1)
  const search = new Search(game, item, 5)
  const differences: number[] = []
  while (!search.over) {
    await search.advance(CONFIG, 0)
    differences.push(search.nearest?.difference ?? NaN)
  }
  expect(differences.at(-1)).toBeLessThan((differences[3] ?? 0) / 20)
  const off = planted.map((x, i) => x - (search.nearest?.latent[i] ?? 0))
  expect(Math.hypot(...off)).toBeLessThan(0.15 * Math.hypot(...planted))
  game.dispose()
}, 300_000)
