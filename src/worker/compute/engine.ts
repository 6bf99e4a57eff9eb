/**
 * Opens the best back end there is: WebGPU on a GPU, WebGL on a GPU, WASM, plain JavaScript. Says why the better ones
 * were passed over. Called once per worker; must not know what the back end computes.
 */
import * as tf from '@tensorflow/tfjs'
import type { Precision } from '../../common/catalog/backends.ts'
import type { BackendReport } from '../../common/protocol/report.ts'
import { openCpu } from './backends/cpu.ts'
import type { BackendId, OpenedBackend, Opening } from './backends/opened.ts'
import { type EngineAssets, openWasm } from './backends/wasm.ts'
import { openWebgl } from './backends/webgl.ts'
import { openWebgpu } from './backends/webgpu.ts'
import type { Engine } from './engine-types.ts'
import { keepWithoutCopies } from './saved-tensors.ts'

/** How a back end is to compute. */
export interface Choices {
  /** That WASM computes on; left out: all cores but the page's. */
  readonly threads?: number | undefined
  /** `half`: products may be, where a GPU gains from it. */
  readonly precision?: Precision | undefined
}

/** Best first. */
const ORDER = ['webgpu', 'webgl', 'wasm', 'cpu'] as const satisfies readonly BackendId[]

const LABELS = { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WASM', cpu: 'CPU' } as const

/**
 * Opens a back end and makes it tfjs' current one. Never leaves the page without one: what cannot be opened is passed
 * over with a reason, down to plain JavaScript.
 * @param choice `auto`, or a back end by name; by name a software renderer will do as well
 */
export async function openEngine(
  choice: BackendId | 'auto',
  assets: EngineAssets,
  { threads, precision = 'exact' }: Choices = {},
): Promise<Engine> {
  tf.enableProdMode()
  const passedOver: BackendReport['passedOver'] = []
  for (const backend of candidates(choice)) {
    const opening = await attempt(backend, backend === choice, assets, { threads, precision })
    if ('opened' in opening) {
      // Where each call counts: elsewhere steps are replayed.
      if (backend === 'wasm') keepWithoutCopies()
      const better = choice === backend ? chosenByName(backend) : passedOver
      return engineOf(backend, opening.opened, better)
    }
    passedOver.push({ backend, reason: opening.refused })
  }
  throw new Error('The CPU back end always opens.')
}

/** The one asked for first, then the rest from the best down. */
function candidates(choice: BackendId | 'auto'): readonly BackendId[] {
  return choice === 'auto' ? ORDER : [choice, ...ORDER.filter((backend) => backend !== choice)]
}

function chosenByName(choice: BackendId): BackendReport['passedOver'] {
  return ORDER.slice(0, ORDER.indexOf(choice)).map((backend) => ({
    backend,
    reason: `${LABELS[choice]} was chosen by name.`,
  }))
}

async function attempt(
  backend: BackendId,
  byName: boolean,
  assets: EngineAssets,
  { threads, precision }: Choices,
): Promise<Opening> {
  try {
    switch (backend) {
      case 'webgpu':
        return await openWebgpu(byName, precision === 'half')
      case 'webgl':
        return await openWebgl(byName)
      case 'wasm':
        return await openWasm(assets, threads)
      case 'cpu':
        return await openCpu()
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { refused: `${LABELS[backend]} failed to start: ${message}` }
  }
}

function engineOf(
  backend: BackendId,
  { adapter, software, halves, ...engine }: OpenedBackend,
  passedOver: BackendReport['passedOver'],
): Engine {
  const extra = halves === undefined ? {} : { halves }
  return { ...engine, report: { backend, adapter, software, ...extra, passedOver } }
}
