/** What opening one back end gives: the back end, made current in tfjs, or the reason why it is not to be had. */
import type { Engine } from '../engine-types.ts'
import type { BackendReport } from '../../../common/protocol/report.ts'

export type BackendId = BackendReport['backend']

export interface OpenedBackend extends Omit<Engine, 'report'> {
  readonly adapter: string
  readonly software: boolean
  /** As in the report. */
  readonly halves?: boolean
}

/** `refused` is one sentence for a person. */
export type Opening = { opened: OpenedBackend } | { refused: string }

/** A back end that has no queue to count. */
export const NO_COUNTS = { dispatches: 0, submits: 0, readbacks: 0 } as const

/** A promise together with its resolver: the first failure wins, later ones are echoes of it. */
export function lossSignal<T>(): { lost: Promise<T>; lose: (failure: T) => void } {
  let lose: (failure: T) => void = () => undefined
  const lost = new Promise<T>((resolve) => {
    lose = resolve
  })
  return { lost, lose }
}
