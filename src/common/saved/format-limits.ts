/** Which runs a format cannot hold, and what to choose instead: said on the page before anybody asks, and by whoever writes. Pure. */
import type { ExportFormat } from '../catalog/export-formats.ts'
import { isFromPictures } from '../config/task.ts'
import type { RunConfig } from '../config/run-config.ts'

export interface FormatLimit {
  readonly sentence: string
  readonly nextStep: string
}

const FROM_PICTURES: Partial<Record<ExportFormat, FormatLimit>> = {
  tfjs: {
    sentence: 'TensorFlow.js has no stock layers for a network that makes pictures from pictures.',
    nextStep: 'Save it as ONNX, which runs in a web page as well.',
  },
  pytorch: {
    sentence: 'There is no PyTorch script for a run that makes pictures from pictures.',
    nextStep: 'Save the whole run to go on here, or its networks as ONNX or as weights for PyTorch.',
  },
}

/** Null where the run can leave so. */
export function limitOf(format: ExportFormat, config: Pick<RunConfig, 'task'>): FormatLimit | null {
  return isFromPictures(config) ? (FROM_PICTURES[format] ?? null) : null
}
