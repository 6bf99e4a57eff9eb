/** A plot's ground while what draws it is fetched: its box and the line of its steps, where they will be. */
import { plotFrame } from './plot-frame.ts'

interface Props {
  width: number
  height: number
}

export function EmptyPlot({ width, height }: Props) {
  const { left, right, bottom } = plotFrame(width, height)
  return (
    <svg className="empty-plot" width={width} height={height} aria-hidden="true">
      <path d={`M${left} ${bottom}H${right}`} stroke="var(--line-strong)" />
    </svg>
  )
}
