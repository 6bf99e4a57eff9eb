/** tfjs' WebGPU back end on a device of ours, so that its loss is noticed and its work can be counted. */
import * as tf from '@tensorflow/tfjs'
import { giveReader } from '../../gan/kernels/read-back.ts'
import { rememberTexts } from '../record/fewer/texts.ts'
import { flush, rememberOpened, type HiddenBackend } from '../record/backend.ts'
import { readbackQueueOf } from '../record/readback-queue.ts'
import { Recorder } from '../record/recorder.ts'
import { registerAddN } from '../kernels/webgpu/elementwise/add-n.ts'
import { registerWebgpuKernels } from '../kernels/webgpu/register.ts'
import {
  allowHalf,
  evenSubgroups,
  neighboursInFours,
  tellExtras,
  tellSoftware,
} from '../kernels/webgpu/lib/traits.ts'
import { planCache } from '../tuning/plan-cache.ts'
import { Stopwatch } from '../tuning/stopwatch.ts'
import { giveTuner, Tuner } from '../tuning/tuner.ts'
import type { Opening } from './opened.ts'
import { countCommands } from './webgpu-counters.ts'
import { requestOwnedDevice } from './webgpu-device.ts'

/** Time for measuring kernels before a recording. A software adapter takes longer to compile them than it gains: there nothing is measured. */
const TUNING_MS = { gpu: 2500, software: 0 }

/**
 * @param softwareToo takes a software adapter as well, for who asks for WebGPU by name
 * @param halves whether products may be computed in half precision where the GPU gains from it
 */
export async function openWebgpu(softwareToo: boolean, halves: boolean): Promise<Opening> {
  const owned = await requestOwnedDevice(softwareToo)
  if ('refused' in owned) return owned
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu')
  // Small tensors would otherwise be computed in JavaScript, behind the back of a recorded step.
  tf.env().set('WEBGPU_CPU_FORWARD', false)
  // The import registers a factory that asks for a device of its own; ours takes its place.
  tf.removeBackend('webgpu')
  rememberTexts(owned.device)
  const backend = new WebGPUBackend(owned.device, owned.info)
  tf.registerBackend('webgpu', () => backend, 3)
  if (!(await tf.setBackend('webgpu'))) return { refused: 'The WebGPU back end did not start.' }
  registerAddN(owned.device.limits.maxStorageBuffersPerShaderStage)
  tellSoftware(backend, owned.software)
  const { features } = owned.device
  tellExtras(backend, {
    subgroups: features.has('subgroups'),
    evenSubgroups: evenSubgroups(owned.info),
    half: features.has('shader-f16'),
    fours: features.has('subgroups') && neighboursInFours(owned.info),
  })
  allowHalf(backend, halves)
  registerWebgpuKernels()
  const hidden = backend as unknown as HiddenBackend
  const tuner = new Tuner(
    new Stopwatch(hidden, owned.software),
    planCache(owned.name),
    owned.software ? TUNING_MS.software : TUNING_MS.gpu,
  )
  giveTuner(backend, tuner)
  // Known by the time that networks are built, so that what they will need is compiled by these plans.
  void tuner.recall()
  rememberOpened(hidden)
  giveReader(backend, (tensor) => readbackQueueOf(hidden).tensor(tensor))
  const takeCounts = countCommands(owned.device)
  return {
    opened: {
      adapter: owned.name,
      software: owned.software,
      halves: features.has('shader-f16') && !owned.software,
      proved: () => tuner.verdicts(),
      lost: owned.lost,
      settle: async () => {
        flush(hidden)
        await owned.device.queue.onSubmittedWorkDone()
      },
      memory: () => ({ bytes: backend.memory().numBytesAllocatedInGPU, tensors: tf.memory().numTensors }),
      counters: takeCounts,
      openRecorder: (figures) => new Recorder(hidden, figures),
    },
  }
}
