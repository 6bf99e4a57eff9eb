/** A recorder of steps that needs no device: what it replays is made readably, well or badly. */
import type { FigureRow } from '../../../src/worker/gan/game-types.ts'
import { NotRecordable } from '../../../src/worker/compute/record/not-recordable.ts'
import type { Recordable, Recorder } from '../../../src/worker/compute/record/recorder.ts'

export interface Device {
  /** Makes the first step of a replay twice; or only where it runs in fewer commands. */
  wrong?: boolean | 'shortened'
  /** Refuses the shaders of fewer commands. */
  unsound?: boolean
  /** Takes new numbers into a recording. */
  patches?: boolean
  /** Room for figures. */
  free?: number
  refuses?: string
  /** Measures kernels before it records. */
  measures?: boolean
  /** When something that is compiled ahead is there; else at once. */
  compiles?: (what: 'steps' | 'recording') => Promise<void>
}

export function readableRecorder(how: Device = {}) {
  const counts = { records: 0, played: 0, disposed: 0, weighed: 0 }
  const expected: [number, number][] = []
  const tuned: number[] = []
  /** Figures of the last replay, and those that somebody will read. */
  const replayed: { step: number; row: FigureRow }[] = []
  const unread: typeof replayed = []
  const drop = (rows: typeof replayed): void => rows.forEach(({ row }) => row.dispose())
  const make = (recordable: Recordable, step: number): void => {
    replayed.push({ step, row: recordable.step(step) as FigureRow })
  }
  const recordingOf = (recordable: Recordable, shortened: boolean) => ({
    listing: [shortened ? 'a command' : 'two commands'],
    dispatches: 1,
    costs: [] as readonly number[],
    isOf: () => how.patches === true,
    patch: () => how.patches === true,
    weigh(step: number) {
      make(recordable, step)
      if (how.wrong === true || (how.wrong === 'shortened' && shortened)) make(recordable, step)
      counts.weighed++
      this.costs = [7]
      return Promise.resolve(1)
    },
    play(from: number, steps: number) {
      drop(replayed.splice(0))
      for (let i = 0; i < steps; i++) make(recordable, from + i)
      counts.played += steps
    },
    dispose: () => {
      counts.disposed++
    },
  })
  const compiled: string[] = []
  const ahead = (what: 'steps' | 'recording'): Promise<void> => {
    compiled.push(what)
    return how.compiles?.(what) ?? Promise.resolve()
  }
  const figures = {
    free: how.free ?? 100,
    expect: (from: number, steps: number) => {
      expected.push([from, steps])
      unread.push(...replayed.splice(0))
    },
    get length() {
      return unread.length
    },
    read: () => {
      const rows = unread.splice(0)
      const steps = rows.map(({ step }) => step)
      const values = Float32Array.from(rows.flatMap(({ row }) => [...row.dataSync()]))
      drop(rows)
      return Promise.resolve({ steps, values })
    },
    clear: () => {
      drop(unread.splice(0))
    },
  }
  const recorder = {
    figures,
    tune: (_: Recordable, share: number) => {
      tuned.push(share)
      return Promise.resolve(false)
    },
    record: (recordable: Recordable, shorten = true) => {
      if (how.refuses !== undefined) throw new NotRecordable(how.refuses)
      counts.records++
      return recordingOf(recordable, shorten)
    },
    sound: () => Promise.resolve(how.unsound !== true),
    measures: how.measures === true,
    glance: () => ({}),
    aheadOfSteps: () => ahead('steps'),
    aheadOfRecording: () => ahead('recording'),
    trim: () => undefined,
    dispose: () => {
      drop(replayed.splice(0))
    },
  }
  // The recorder's own is a GPU's: everything that a run asks of it stands here.
  return { recorder: recorder as unknown as Recorder, how, counts, expected, tuned, compiled }
}
