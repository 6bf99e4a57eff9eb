/** How a candidate's samples came on with its training time: a line in a box whose height is everything and width the longest. */
import type { Measurement } from '../../../common/protocol/search.ts'

const WIDTH = 96
const HEIGHT = 40
/** Room for the line's own width and the last point. */
const MARGIN = 3

interface CurveProps {
  measurements: readonly Measurement[]
  longest: number
  words: string
}

export function ScoreCurve({ measurements, longest, words }: CurveProps) {
  const points = measurements.map(({ spent, score }) => [
    MARGIN + ((WIDTH - 2 * MARGIN) * spent) / Math.max(longest, 1),
    HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * score,
  ])
  const last = points.at(-1)
  return (
    <svg className="find-curve" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
      <title>{words}</title>
      <path className="find-ground" d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
      <polyline points={points.map((point) => point.map((at) => at.toFixed(1)).join(',')).join(' ')} />
      {last !== undefined && <circle cx={last[0]} cy={last[1]} r="2.5" />}
    </svg>
  )
}
