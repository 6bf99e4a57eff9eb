/** What lies over a stage of rows: the rows in words, where these are looked at. */
import type { SideName } from '../../../common/protocol/side.ts'

/** @param side whose stage it lies on */
export function RowStage({ side }: { side: SideName }) {
  return <span hidden data-side={side} />
}
