/**
 * A run to go on with in PyTorch: the parts of its `.ganvas` file, the script for it, its data whatever they are, the weights that
 * it begins with at step 0, and the figures of the step that follows, by which the script proves itself. The run is left as it was.
 */
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import { originOf } from '../../../common/config/dataset-kind.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { isListed, type Dataset } from '../../data/dataset.ts'
import type { PointSet } from '../../data/point-set.ts'
import { DATA, README } from '../../formats/run-file.ts'
import { floats, type StoredTensor } from '../../formats/safetensors.ts'
import { FIGURES } from '../../gan/game-types.ts'
import type { LearntWeights } from '../../gan/networks/learnt.ts'
import { readAll } from '../../gan/tensors/state.ts'
import { codeSource } from '../../kinds/codes.ts'
import { gameFor, type Run } from '../train/run.ts'
import { runParts, stored, type RunFileParts, type SavedRunPorts } from './run-file.ts'
import { scriptOf } from './script.ts'
import { createZip, textBytes } from './zip.ts'

/** First weights and statistics, by the run's own names. */
const START = 'start.safetensors'

export interface PytorchPorts extends SavedRunPorts {
  readonly run: SavedRunPorts['run'] & Pick<Run, 'feed'>
  /** What networks of these settings begin with in place of chance; null: by chance. */
  readonly learnt: (config: RunConfig) => LearntWeights | null
}

/** @throws GanvasError `export-unsupported` where a layer has no words in PyTorch */
export async function pytorchFile(ports: PytorchPorts, asked: RunFileParts): Promise<Blob> {
  const { run, learnt } = ports
  const { dataset, config } = run
  const script = scriptOf(run)
  const checkpoint = await run.checkpoint()
  const figures = await figuresOfNext(run, checkpoint)
  const start = await firstTensors(script.first, dataset, learnt(script.first))
  const { parts, manifest } = await runParts(ports, checkpoint, { ...asked, options: {} })
  const own = originOf(config) === 'own'
  const whole = { ...manifest, data: own ? dataset.summary : null, figures }
  const zip = createZip()
  zip.add('ganvas.json', textBytes(JSON.stringify(whole, null, 1)))
  for (const { name, pieces } of parts) if (name !== README) zip.add(name, ...pieces)
  zip.add(START, ...stored(start.map(({ name, shape, data }) => floats(name, shape, data))))
  const data = dataTensors(dataset, config)
  if (data.length > 0) zip.add(DATA, ...stored(data))
  zip.add(README, textBytes(readmeOf(dataset.summary.label, checkpoint.step)))
  return zip.end()
}

/** Figures of the step that follows: it is made, read and taken back. Null where they are no numbers. */
async function figuresOfNext(
  { game, feed, config }: Pick<Run, 'game' | 'feed' | 'config'>,
  { tensors, step }: Checkpoint,
): Promise<Record<string, number> | null> {
  const row = stepTakenBack(
    () => game.step(config, feed, step),
    () => game.restore(tensors),
  )
  const values = await row.data()
  row.dispose()
  const figures = Object.fromEntries(FIGURES.map((name, i) => [name, values[i] ?? NaN]))
  return Object.values(figures).every(Number.isFinite) ? figures : null
}

/** What was made, with everything as it was before: also where it could not be made. */
function stepTakenBack<T>(make: () => T, takeBack: () => void): T {
  try {
    return make()
  } finally {
    takeBack()
  }
}

/** Weights and statistics of networks that nobody has trained. */
async function firstTensors(config: RunConfig, dataset: Dataset, learnt: LearntWeights | null) {
  const fresh = gameFor(config, dataset, learnt)
  const kept = [...fresh.tensors].filter(([name]) => !name.includes(':') || name.endsWith(':direction'))
  const values = await readAll(kept)
  fresh.dispose()
  return values
}

/** What the reals are drawn from, and what else goes with each: nothing where a formula does it. */
function dataTensors(dataset: Dataset, config: RunConfig): StoredTensor[] {
  if (!isListed(dataset)) return paintedTensors(dataset)
  const { bytes, labels } = dataset.keep() ?? { bytes: new Uint8Array(), labels: null }
  return [
    { name: 'items', type: 'U8', shape: [bytes.length], bytes },
    ...(labels === null ? [] : [labelTensor(labels)]),
    ...codeTensors(dataset, config),
  ]
}

function labelTensor(labels: Uint16Array): StoredTensor {
  const bytes = new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength)
  return { name: 'labels', type: 'U16', shape: [labels.length], bytes }
}

/** Codes of a warm start, [items, latent] as bytes: src/worker/kinds/principal-codes.ts. */
function codeTensors(dataset: Dataset, config: RunConfig): StoredTensor[] {
  const source = codeSource(config, dataset)
  if (source === null) return []
  const { words, length } = source.resident()
  const rows = new Uint8Array(words.buffer, words.byteOffset, words.byteLength)
  const { latent } = source
  const count = rows.length / length
  const bytes = new Uint8Array(count * latent)
  for (let row = 0; row < count; row++)
    bytes.set(rows.subarray(row * length, row * length + latent), row * latent)
  return [{ name: 'codes', type: 'U8', shape: [count, latent], bytes }]
}

function paintedTensors(dataset: Dataset): StoredTensor[] {
  if (dataset.item.kind !== 'point') return []
  const density = (dataset as PointSet).density()
  if (density.kind !== 'mosaic') return []
  return [floats('painted', [density.side, density.side], density.weights)]
}

function readmeOf(dataset: string, step: number): string {
  return `A run of Ganvas on ${dataset}, at step ${step}, to go on with in PyTorch.

    pip install torch numpy
    python train.py --check                         makes one step and compares it with the page's own
    python train.py --steps 1000                    goes on
    torchrun --nproc_per_node 2 train.py            the same on two GPUs, or two processes
    accelerate launch --multi_gpu --num_processes 2 train.py

It writes a .ganvas file: drop that on the page of Ganvas to go on there. All files must lie in one folder.

train.py              the run's networks, losses and step
layers.py             the layers of those networks
ganvas.py             what all such scripts share
ganvas.json           settings, step and what happened when
state.safetensors     weights, running statistics, optimiser moments and averages
start.safetensors     the weights it began with, for --from-start
history.safetensors   the series of the charts
data.safetensors      the data as the page prepared them, where they are no formula: whoever has this folder has them
`
}
