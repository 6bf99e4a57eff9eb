/** A kept run with something of everything, for tests of how it is kept. */
import type { Checkpoint } from '../../../src/common/config/checkpoint.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { beginning } from '../../../src/common/config/run-story.ts'
import { SERIES_WIDTH } from '../../../src/common/numbers/series-columns.ts'
import type { Verdict } from '../../../src/common/protocol/report.ts'
import type { KeptRun } from '../../../src/worker/session/keep/kept-run.ts'

const config = defaultsFor('ring')

export function keptRun({ step = 60, ...change }: Partial<KeptRun> & { readonly step?: number }): KeptRun {
  const checkpoint: Checkpoint = {
    version: 2,
    step,
    config,
    fingerprint: 'f',
    item: { kind: 'point', extent: 2 },
    story: beginning(config),
    tensors: [{ name: 'w', shape: [3], data: Float32Array.of(step, 0.1, -2) }],
  }
  const verdict: Verdict = { kind: 'healthy', since: 5, evidence: ['8 of 8'] }
  return {
    savedAt: 1000 + step,
    name: null,
    label: 'Ring, 8 modes',
    checkpoint,
    history: new Float32Array(2 * SERIES_WIDTH).fill(step),
    measured: [{ step: 1, metrics: { samples: 9, modes: 3 } }],
    painted: null,
    notes: {
      marks: [{ step: 4, label: 'Rate 1 → 2' }],
      pins: [{ name: 'A', latent: Float32Array.of(1, -1) }],
      run: { metrics: null, verdict, troubles: [{ kind: 'mode-collapse', from: 2, to: null }] },
      preset: 'ring',
    },
    film: [
      {
        ...{ step: 10, marked: true, file: 'past-1', bytes: 40 },
        picture: { kind: 'point', fakes: Int8Array.of(1, -1), reals: Int8Array.of(3, 4) },
      },
    ],
    best: null,
    twin: null,
    ...change,
  }
}
