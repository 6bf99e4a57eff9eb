/** A generator of pixel faces, taught by the engine alone: no page and no worker. */
import { readFileSync } from 'node:fs'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { loadShipped } from '../../../src/worker/data/shipped.ts'
import type { PictureSet } from '../../../src/worker/data/picture-set.ts'
import { createFeed } from '../../../src/worker/gan/batches/feed.ts'
import type { Game } from '../../../src/worker/gan/game-types.ts'
import { gameFor } from '../../../src/worker/session/train/run.ts'

export interface Taught {
  readonly game: Game
  readonly config: RunConfig
  readonly dataset: PictureSet
  /** Of a step, on an average. */
  readonly milliseconds: number
}

export function faces(config: RunConfig): Promise<PictureSet> {
  const fromDisk = (path: string) => Promise.resolve(Uint8Array.from(readFileSync(`public/${path}`)).buffer)
  return loadShipped('avatars', fromDisk, config)
}

/** @param look called now and then with what stands */
export async function taughtFaces(
  change: Partial<RunConfig>,
  steps: number,
  look: (step: number, milliseconds: number) => void,
): Promise<Taught> {
  const config: RunConfig = { ...defaultsFor('avatars'), ...change }
  const dataset = await faces(config)
  const game = gameFor(config, dataset)
  const feed = createFeed(
    () => config,
    game.itemShape,
    (stream, count) => dataset.draw(stream, count),
  )
  const start = performance.now()
  const spent = (done: number) => (performance.now() - start) / done
  for (let step = 0; step < steps; step++) {
    const row = game.step(config, feed, step)
    await row.data()
    row.dispose()
    if ((step + 1) % LOOK === 0) look(step + 1, spent(step + 1))
  }
  feed.dispose()
  return { game, config, dataset, milliseconds: spent(steps) }
}

const LOOK = 500
