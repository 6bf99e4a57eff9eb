/** Keys that move a crosshair along the steps. Pure. */
import type { StepAxis } from '../axes/step-axis.ts'

/** One key moves by a hundredth of the axis, Page Up and Down by a tenth. */
const SMALL = 0.01
const LARGE = 0.1

/** The step a key leads to, held within what the chart shows; undefined for keys that mean nothing here. */
export function walkStep(key: string, step: number, axis: StepAxis, lastStep: number): number | undefined {
  const span = axis.high - axis.low
  const by = (share: number): number =>
    Math.min(
      lastStep,
      Math.max(axis.low, step + Math.sign(share) * Math.max(1, Math.round(Math.abs(share) * span))),
    )
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return by(-SMALL)
    case 'ArrowRight':
    case 'ArrowUp':
      return by(SMALL)
    case 'PageDown':
      return by(-LARGE)
    case 'PageUp':
      return by(LARGE)
    case 'Home':
      return axis.low
    case 'End':
      return lastStep
    default:
      return undefined
  }
}
