/** A person’s own pictures restored by the run, and pictures to begin a drawing with, as plain functions. Remembers nothing. */
import type { RestoreAnswers } from '../../common/restore/protocol.ts'
import type { Ask } from './connection.ts'

export interface RestoringClient {
  /** Restores a picture of any size; `restore-progress` events tell how far it is. Where a hole is filled, what can be seen through is the hole. */
  restore(file: Blob, name: string, way?: 0 | 1): Promise<RestoreAnswers['restore']>
  /** Whoever waits for a picture is refused with `cancelled`. */
  stop(): Promise<null>
  /** One of the pictures that training never sees; of a run that translates, one that goes this way. */
  start(index: number, way?: 0 | 1): Promise<RestoreAnswers['start-picture']>
}

export function restoringClient(ask: Ask): RestoringClient {
  return {
    restore: (file, name, way = 0) => ask({ kind: 'restore', file, name, way }),
    stop: () => ask({ kind: 'stop-restoring' }),
    start: (index, way = 0) => ask({ kind: 'start-picture', index, way }),
  }
}

/** As a file: a bitmap is written as a PNG, with what can be seen through. */
export async function fileOf(source: ImageBitmap | Blob): Promise<Blob> {
  if (source instanceof Blob) return source
  const canvas = new OffscreenCanvas(source.width, source.height)
  canvas.getContext('2d')?.drawImage(source, 0, 0)
  return canvas.convertToBlob({ type: 'image/png' })
}

/** What complaints call a picture without a name. */
export function nameOf(source: ImageBitmap | Blob): string {
  return source instanceof File ? source.name : 'the picture'
}
