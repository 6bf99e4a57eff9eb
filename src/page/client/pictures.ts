/** Questions about the pictures of the stage, as plain functions. Remembers nothing. */
import type { SideName } from '../../common/protocol/side.ts'
import type {
  RealOrFake,
  PictureTarget,
  PictureExplanation,
  RestoredRow,
} from '../../common/protocol/picture-explanation.ts'
import type { Ask } from './connection.ts'

export interface PicturesClient {
  /** All that is known of one picture of a side's stage; null where there is none. */
  why(side: SideName, target: PictureTarget): Promise<PictureExplanation | null>
  /** As many reals as fakes, shuffled. */
  lineup(seed: number, count: number): Promise<RealOrFake>
  /** A row of the stage of restored pictures; null where there is none. */
  restoredRow(side: SideName, row: number): Promise<RestoredRow | null>
}

export function picturesClient(ask: Ask): PicturesClient {
  return {
    why: (side, target) => ask({ kind: 'why', side, target }),
    lineup: (seed, count) => ask({ kind: 'lineup', seed, count }),
    restoredRow: (side, row) => ask({ kind: 'restored-row', side, row }),
  }
}
