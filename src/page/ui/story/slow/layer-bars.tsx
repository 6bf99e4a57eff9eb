/** A network's layers as bars, as tall as they are wide. In the stages of learning their fill says how much each moves. */
import { layerLabel } from '../../../../common/networks/layer-label.ts'
import { figureText } from '../../charts/number-words.ts'
import type { LayerBar } from './diagram-layout.ts'
import type { Stage } from './stage-types.ts'

/** A layer that hardly moves still shows. */
const FAINTEST = 0.15

export function LayerBars({ bars, stage }: { bars: readonly LayerBar[]; stage: Stage | null }) {
  const moves = stage?.moves ?? null
  const most = moves === null ? 0 : Math.max(...moves.layers.map((layer) => layer[moves.show]))
  return (
    <g>
      {bars.map(({ of, layer, x, y, width, height, size }, i) => {
        const move = moves?.of === of ? moves.layers.find(({ name }) => name === layer.name) : undefined
        const value = move === undefined || moves === null ? null : move[moves.show]
        const strength = value === null || most === 0 ? 1 : FAINTEST + (1 - FAINTEST) * (value / most)
        return (
          <g
            key={i}
            className="slow-layer"
            data-of={of}
            data-lit={stage?.lit.includes(of) === true}
            data-frozen={stage?.frozen === of}
          >
            <title>{layerWords(layer, value, moves?.show ?? null)}</title>
            <rect {...{ x, y, width, height }} rx="2" className="slow-layer-ground" />
            <rect {...{ x, y, width, height }} rx="2" fillOpacity={strength} className="slow-layer-fill" />
            {size !== '' && (
              <text x={x + width / 2} y={y + height + 11} textAnchor="middle" className="slow-size">
                {size}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}

function layerWords(
  { name, op, outputShape, parameters }: LayerBar['layer'],
  value: number | null,
  show: 'gradNorm' | 'change' | null,
): string {
  const what = `${name}: ${layerLabel(op)}, gives ${outputShape.join('×')}, ${parameters.toLocaleString('en-GB')} weights`
  if (value === null || show === null) return what
  return `${what}; ${show === 'gradNorm' ? 'gradient’s norm' : 'moved by'} ${figureText(value)}`
}
