/**
 * What fakes are worth, to be read off: the learner's score by the number of real items, the height that fakes alone reach, and
 * where on the curve that is. No store.
 */
import { useRef } from 'react'
import type { WorthReport } from '../../../common/protocol/worth.ts'
import { useSize } from '../charts/use-size.ts'
import { curvePlot, curveWords, type CurvePlot } from './curve-plot.ts'

const HEIGHT = 208
/** Until it is known. */
const WIDTH = 640
/** Share of the width beyond which words go to the left of their mark. */
const BEYOND = 0.55

export function WorthCurve({ report }: { report: WorthReport }) {
  // Before there are two points there is no box whose width could be known.
  if (curvePlot(report, WIDTH, HEIGHT) === null) return null
  return (
    <section aria-label="What they are worth in real items">
      <h3>
        {report.aloneWorth.items === null
          ? `What real ${report.items} teach`
          : `How many real ${report.items} they are worth`}
      </h3>
      <Drawn report={report} />
      <p className="worth-curve-note">Real {report.items} that the learner was taught on</p>
    </section>
  )
}

function Drawn({ report }: { report: WorthReport }) {
  const box = useRef<HTMLDivElement>(null)
  const width = useSize(box).width || WIDTH
  const plot = curvePlot(report, width, HEIGHT)
  return (
    <div ref={box} className="worth-curve">
      {plot !== null && (
        <svg
          width={width}
          height={HEIGHT}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          role="img"
          aria-label={curveWords(report)}
        >
          <Axes plot={plot} figure={report.figure} />
          <path className="worth-curve-real" d={pathOf(plot.line)} />
          {plot.dots.map(({ x, y }) => (
            <circle key={x} className="worth-curve-dot" cx={x} cy={y} r="3.5" />
          ))}
          {plot.fakes !== null && <Fakes plot={plot} fakes={plot.fakes} width={width} />}
        </svg>
      )}
    </div>
  )
}

function Axes({ plot: { frame, across, up }, figure }: { plot: CurvePlot; figure: string }) {
  return (
    <g className="worth-curve-axes">
      <text x="0" y="11">
        {figure}
      </text>
      {up.map(({ at, text }) => (
        <g key={text}>
          <path d={`M${frame.left} ${Math.round(at) + 0.5}H${frame.right}`} />
          <text x={frame.left - 8} y={at + 4} textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {across.map(({ at, text }) => (
        <text key={text} x={at} y={frame.bottom + 18} textAnchor={at > frame.right - 8 ? 'end' : 'middle'}>
          {text}
        </text>
      ))}
    </g>
  )
}

interface FakesProps {
  readonly plot: CurvePlot
  readonly fakes: NonNullable<CurvePlot['fakes']>
  readonly width: number
}

/** Along the level of fakes to the curve, and down to the number. */
function Fakes({ plot: { frame }, fakes: { x, y, level, text }, width }: FakesProps) {
  const left = x > BEYOND * width
  const words = { x: left ? x - 9 : x + 9, textAnchor: left ? 'end' : 'start' } as const
  return (
    <g className="worth-curve-fakes">
      <path d={`M${frame.left} ${y}H${x}V${frame.bottom}`} />
      <rect x={x - 4.5} y={y - 4.5} width="9" height="9" transform={`rotate(45 ${x} ${y})`} />
      <text {...words} y={frame.bottom - 22}>
        Fakes alone {level}:
      </text>
      <text {...words} y={frame.bottom - 7}>
        {text}
      </text>
    </g>
  )
}

function pathOf(points: CurvePlot['line']): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
}
