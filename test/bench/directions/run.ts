/**
 * What directions with names are worth, by a run of the engine alone: `npm run bench -- directions 1,2 6000 '{"width":32}'` – seeds, steps,
 * and other settings. Teaches a generator of pixel faces, finds directions for glasses, grey hair, beard and hat as the page does, and tells for each
 * how many faces flip at the ends by a judge that had no part in finding it, what else changes, and the same by chance. One line of
 * JSON for each; the faces along each direction go to .cache/directions as a PNG file.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { argv, stdout } from 'node:process'
import { PNG } from 'pngjs'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { streamFor } from '../../../src/common/numbers/random.ts'
import type { WordReport } from '../../../src/common/words/protocol.ts'
import { wordsOf } from '../../../src/common/words/word.ts'
import { latentNoise } from '../../../src/worker/gan/batches/noise.ts'
import { findWords } from '../../../src/worker/kinds/picture/words/find-words.ts'
import { movedTo } from '../../../src/worker/kinds/picture/words/moves.ts'
import { generateItems } from '../../../src/worker/probe/samples.ts'
import { finishWork } from '../../helpers/data/finish-work.ts'
import { openWasmEngine } from '../../helpers/engine/wasm-engine.ts'
import { taughtFaces, type Taught } from './taught.ts'

const ASKED = ['Glasses', 'Beard', 'Hat', 'Grey hair']
/** Faces in a strip, and places along it. */
const [ROWS, PLACES] = [10, 7] as const

const say = (what: object): void => void stdout.write(`${JSON.stringify(what)}\n`)

async function main(): Promise<void> {
  const [seeds = '1', steps = '6000', changes = '{}'] = argv.slice(2)
  await openWasmEngine()
  for (const seed of seeds.split(',').map(Number)) {
    const change = { ...(JSON.parse(changes) as Partial<RunConfig>), seed }
    const taught = await taughtFaces(change, Number(steps), (step, milliseconds) => {
      say({ seed, step, milliseconds })
    })
    const words = wordsOf(taught.dataset.summary).filter(({ name }) => ASKED.includes(name))
    const start = performance.now()
    const found = await finishWork(
      findWords(taught, words, { words: () => undefined, progress: () => undefined }),
    )
    say({ seed, seconds: (performance.now() - start) / 1000, caveats: found.caveats })
    for (const report of found.words) {
      say({ seed, ...figures(report) })
      if (report.direction !== null) await drawStrip(taught, report, seed)
    }
    taught.game.dispose()
  }
}

function figures(report: WordReport): object {
  return { ...report, word: report.word.name, direction: undefined }
}

/** Some faces from one end to the other. */
async function drawStrip({ game, config, dataset }: Taught, { word, direction }: WordReport, seed: number) {
  if (direction === null) return
  const { size } = dataset.item
  const latents = latentNoise(config, streamFor(0, 'evaluate'), ROWS)
  const png = new PNG({ width: PLACES * (size + 1), height: ROWS * (size + 1) })
  for (let place = 0; place < PLACES; place++) {
    const strength = (6 * place) / (PLACES - 1) - 3
    const items = await generateItems(game, config, movedTo(latents, direction, strength, config.prior), ROWS)
    items.forEach((value, at) => {
      const [row, pixel, channel] = [
        Math.floor(at / (3 * size * size)),
        Math.floor(at / 3) % (size * size),
        at % 3,
      ]
      const y = row * (size + 1) + Math.floor(pixel / size)
      const x = place * (size + 1) + (pixel % size)
      const to = 4 * (y * png.width + x)
      png.data[to + channel] = Math.round((value + 1) * 127.5)
      png.data[to + 3] = 255
    })
  }
  mkdirSync('.cache/directions', { recursive: true })
  writeFileSync(
    `.cache/directions/${word.name.toLowerCase().replaceAll(' ', '-')}-${seed}.png`,
    PNG.sync.write(png),
  )
}

await main()
