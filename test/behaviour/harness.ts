/**
 * The one door from the checks on recorded behaviour (test/fixtures/first-edition/) to the code: configs, datasets, runs, kept
 * records, links. When code moves, this file alone is adapted; the recordings are not. Decides nothing about what is compared.
 */
import { backend as currentBackend } from '@tensorflow/tfjs'
import type { EngineAssets } from '../../src/worker/compute/backends/wasm.ts'
import { openEngine } from '../../src/worker/compute/engine.ts'
import type { Engine } from '../../src/worker/compute/engine-types.ts'
import { tunerOf } from '../../src/worker/compute/tuning/tuner.ts'
import { readAddress } from '../../src/common/config/address.ts'
import { checkChange, conflictsIn } from '../../src/common/config/check.ts'
import { defaultsFor } from '../../src/common/config/defaults.ts'
import type { RunConfig } from '../../src/common/config/run-config.ts'
import { datasetEntry } from '../../src/common/catalog/datasets.ts'
import { openFiles } from '../../src/worker/data/open-files.ts'
import { pointSetFor } from '../../src/worker/data/builtin/point-sets.ts'
import type { Dataset } from '../../src/worker/data/dataset.ts'
import type { Decoder } from '../../src/worker/data/readers/decoder.ts'
import { loadShipped } from '../../src/worker/data/shipped.ts'
import { kindOf } from '../../src/worker/kinds/kinds.ts'
import { Run } from '../../src/worker/session/train/run.ts'
import type { DatasetSummary } from '../../src/common/protocol/report.ts'
import { SERIES_COLUMNS } from '../../src/common/numbers/series-columns.ts'
import { repairDataset } from '../../src/common/saved/repair-dataset.ts'
import { repairSavedRun } from '../../src/common/saved/repair.ts'
import { firstEditionRun } from '../../src/page/client/kept/first-edition.ts'

export type Config = RunConfig
/** A person's data as the first edition kept them: what the recordings hold. */
export type Prepared =
  | { kind: 'points'; summary: FirstSummary; points: Float32Array }
  | { kind: 'images'; summary: FirstSummary; pixels: Uint8Array; labels: Uint16Array | null }
type FirstSummary = Omit<DatasetSummary, 'item'> & { kind: 'points' | 'images' }
export type { Engine }

export interface State {
  readonly name: string
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** Rows of figures, one a step. */
export interface Figures {
  readonly columns: readonly string[]
  /** [steps · columns] */
  readonly values: Float32Array
}

/** Training as the product does it. */
export interface Training {
  step(): number
  /** Makes so many steps: replayed where the product replays them. */
  advance(count: number): Promise<void>
  /** Figures of all steps since the last call. */
  figures(): Promise<Figures>
  state(): Promise<State[]>
  restore(state: readonly State[]): Promise<void>
  /** What is kept of a run, as it is stored. */
  kept(): Promise<unknown>
  /** Why steps were not replayed; null while they are, or where nothing can be. */
  refused(): string | null
  replays(): boolean
  dispose(): void
}

/** The back end by name. Kernels have their usual plan: measuring times would choose another from day to day. */
export async function openBackend(name: 'wasm' | 'webgpu' | 'cpu', assets: EngineAssets): Promise<Engine> {
  const engine = await openEngine(name, assets)
  if (engine.report.backend !== name) throw new Error(JSON.stringify(engine.report))
  const tuner = tunerOf(currentBackend())
  if (tuner !== null) tuner.forced = (_, plans) => plans[0] ?? null
  return engine
}

/** A dataset's defaults with changes. Throws where the product would refuse them. */
export function configOf(dataset: string, change: Readonly<Record<string, unknown>>): Config {
  const checked = checkChange({ dataset, ...change })
  const named = checked.change.dataset
  if (named === undefined || checked.complaints.length > 0) throw new Error(checked.complaints.join(' '))
  const config = { ...defaultsFor(named), ...checked.change }
  const conflicts = conflictsIn(config, null)
  if (conflicts.length > 0) throw new Error(conflicts.join(' '))
  return config
}

/** Gets a shipped file by its path beside the page. */
export type FetchBytes = (path: string) => Promise<ArrayBuffer>

/** A person's files, prepared and as they are kept. */
export async function openOwn(files: readonly File[], config: Config, decode: Decoder): Promise<Prepared> {
  const signal = new AbortController().signal
  const services = { rasterise: () => Promise.resolve(null), progress: () => undefined, signal, decode }
  return asKept(await openFiles(files, config, services))
}

/** A shipped set, as if it were kept. */
export async function openShipped(config: Config, fetchBytes: FetchBytes): Promise<Prepared | null> {
  const { origin } = datasetEntry(config.dataset)
  return origin === 'shipped' ? asKept(await loadShipped(config.dataset, fetchBytes, config)) : null
}

/** @param prepared the items; null for a set that is made by a formula */
export function trainingOf(config: Config, prepared: Prepared | null, engine: Engine | null): Training {
  return train(new Run(config, datasetOf(config, prepared), engine))
}

/** A kept run opened again, as the product would; null where it is refused. @param prepared its own data, if any */
export async function reopen(
  record: unknown,
  prepared: Prepared | null,
  engine: Engine | null,
  fetchBytes: FetchBytes,
): Promise<{ config: Config; step: number; training: Training } | null> {
  const repaired = repairSavedRun(record)
  if (repaired === null) return null
  const { config, step } = repaired.checkpoint
  const run = new Run(config, datasetOf(config, prepared ?? (await openShipped(config, fetchBytes))), engine)
  run.restore(repaired.checkpoint)
  return { config, step, training: train(run) }
}

/** What the browser keeps of the last visit; null where there is nothing that can be used. */
export async function loadKept(): Promise<{ run: unknown; prepared: Prepared | null } | null> {
  const found = await firstEditionRun()
  const run = repairSavedRun(found?.saved)
  if (found === null || run === null) return null
  const prepared = repairDataset(found.prepared)
  return { run, prepared: prepared === null ? null : asKept(kindOf(prepared.summary).restore(prepared)) }
}

/** What the address bar says: the whole config, and how many complaints there are. */
export function readLink(hash: string): { config: Config; complaints: number } {
  const { config, complaints } = readAddress(hash)
  return { config, complaints: complaints.length }
}

function datasetOf(config: Config, prepared: Prepared | null): Dataset {
  if (prepared === null) return pointSetFor(config, null)
  const kept = repairDataset(prepared)
  if (kept === null) throw new Error('The kept data were refused.')
  return kindOf(kept.summary).restore(kept)
}

/** A dataset in the first edition's form. */
function asKept(dataset: Dataset): Prepared {
  const kept = dataset.keep()
  if (kept === null) throw new Error('A formula has nothing to keep.')
  const { item, ...about } = kept.summary
  const { bytes, labels } = kept
  return item.kind === 'picture'
    ? { kind: 'images', summary: { ...about, kind: 'images' }, pixels: bytes, labels }
    : {
        kind: 'points',
        summary: { ...about, kind: 'points' },
        points: new Float32Array(bytes.slice().buffer),
      }
}

function train(run: Run): Training {
  return {
    step: () => run.step,
    advance: async (count) => {
      const until = run.step + count
      if (run.needsCompiling(Infinity)) await run.compile(() => undefined)
      while (run.step < until) run.advance(until - run.step)
    },
    figures: async () => ({ columns: SERIES_COLUMNS, values: await run.log.read() }),
    state: () => run.game.save(),
    restore: (state) => {
      run.game.restore(state.map(({ shape, ...rest }) => ({ ...rest, shape: [...shape] })))
      return Promise.resolve()
    },
    kept: async () => ({ version: 1, savedAt: 1_700_000_000_000, checkpoint: await run.checkpoint() }),
    refused: () => run.replay?.refused ?? null,
    replays: () => run.replay?.ready(run) === true,
    dispose: () => run.dispose(),
  }
}
