/** The page's client: what can be asked of the engine, each by its name; and the scripting handle on top of it. Decides nothing. */
import type { RunConfig } from '../../common/config/run-config.ts'
import { NO_NOTES, type PageNotes } from '../../common/protocol/run-file.ts'
import type { PerSide } from '../../common/protocol/side.ts'
import type { Client } from './client-types.ts'
import { EngineClient, epochNow } from './engine-client.ts'
import { exportFile } from './export-file.ts'
import { createHandle } from './handle.ts'
import { latentLabClient } from './latent-lab.ts'
import { picturesClient } from './pictures.ts'
import { restoringClient } from './restoring.ts'
import { rowsClient } from './rows.ts'
import { shelfClient } from './kept/shelf-client.ts'

/**
 * Starts the engine for a config.
 * @param histories the series of each side for the scripting handle: they live in the page
 * @param notes what else only the page knows of the run
 */
export function createClient(
  config: RunConfig,
  histories: PerSide<() => Record<string, number[]>>,
  notes: () => PageNotes = () => NO_NOTES,
): Client {
  const engine = new EngineClient(config, notes)
  const client: Omit<Client, 'handle'> = {
    subscribe: (listener) => engine.subscribe(listener),
    run: () => engine.act({ kind: 'run' }),
    train: (steps) => engine.act({ kind: 'train', steps }),
    pause: () => engine.act({ kind: 'pause' }),
    reset: () => engine.act({ kind: 'reset' }),
    slowStep: (part) => engine.act({ kind: 'slow-step', part }),
    configure: (change) => engine.configure(change),
    open: (files) => engine.open(files),
    reread: (choice) => engine.act({ kind: 'reread', choice }),
    thumbs: (perClass, most) => engine.ask({ kind: 'thumbs', perClass, most }),
    compare: (change, from) => engine.act({ kind: 'compare', change, from }),
    configureTwin: (change) => engine.act({ kind: 'configure', side: 'twin', change }),
    endComparison: (keep) => engine.act({ kind: 'end-comparison', keep }),
    find: (budget, goOn) => engine.act({ kind: 'find', budget, goOn }),
    stopFinding: () => engine.ask({ kind: 'stop-finding' }),
    keepCandidate: (id) => engine.act({ kind: 'keep-candidate', id }),
    worth: (options) => engine.act({ kind: 'worth', options }),
    stopWorth: () => engine.ask({ kind: 'stop-worth' }),
    words: (ids) => engine.act({ kind: 'words', ids }),
    stopWords: () => engine.ask({ kind: 'stop-words' }),
    cancelOpen: () => engine.cancelOpen(),
    rewind: (step) => engine.ask({ kind: 'rewind', step }),
    branch: (step) => engine.act({ kind: 'branch', step }),
    keepStep: (step, name) => engine.act({ kind: 'keep-step', step, name }),
    releaseStep: (step) => engine.act({ kind: 'release-step', step }),
    keepBest: (figure) => engine.act({ kind: 'keep-best', figure }),
    noise: (seed, count) => engine.ask({ kind: 'noise', seed, count }),
    setLatent: (latent) => {
      engine.memory.held = latent
      engine.tell({ type: 'set-latent', latent, at: epochNow() })
    },
    inspect: (side, target) => engine.ask({ kind: 'inspect', side, target }),
    view: (view) => {
      engine.memory.view = view
      engine.tell({ type: 'view', view })
    },
    paint: (density, side) => {
      engine.memory.painted = { density, side }
      engine.tell({ type: 'paint', painted: { density, side } })
    },
    attach: (...handed) => engine.canvases.attach(...handed),
    load: (file) => engine.load(file),
    keepNow: () => engine.keepNow(),
    note: (kept) => engine.note(kept),
    shelf: shelfClient({
      ask: (body) => engine.act(body),
      takeUp: (run) => engine.takeUp(run),
      tellNotes: () => engine.note(notes()),
    }),
    exportFile: (format, options = {}) =>
      exportFile((body) => engine.ask(body), { history: histories.run, notes }, format, options),
    lab: latentLabClient((body) => engine.ask(body)),
    pictures: picturesClient((body) => engine.ask(body)),
    rows: rowsClient((body) => engine.ask(body)),
    restoring: restoringClient((body) => engine.ask(body)),
  }
  const handle = createHandle(
    client,
    () => engine.memory.config,
    (body) => engine.ask(body),
    histories,
  )
  window.ganvas = handle
  return { ...client, handle }
}
