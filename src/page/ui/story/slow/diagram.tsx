/**
 * The two networks as a diagram: noise, the generator's layers, fakes and reals, the discriminator's layers, scores.
 * The part at work is lit; arrows flow forwards or back. Draws what a stage says; decides nothing.
 */
import { useMemo, useRef } from 'react'
import type { NetworkSummary } from '../../../../common/protocol/report.ts'
import { useSize } from '../../charts/use-size.ts'
import { Arrows } from './arrows.tsx'
import { BatchBox, ScoreBox } from './batch-box.tsx'
import { layOut, type Layout } from './diagram-layout.ts'
import { LayerBars } from './layer-bars.tsx'
import type { Player, Stage } from './stage-types.ts'

interface Props {
  networks: { readonly generator: NetworkSummary; readonly discriminator: NetworkSummary }
  /** Null before the first step. */
  stage: Stage | null
  /** What the generator starts from. */
  given: 'Noise' | 'Source'
  /** Scores are probabilities. */
  areScores: boolean
}

export function Diagram({ networks, stage, given, areScores }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(host)
  const { generator, discriminator } = networks
  const layout = useMemo(
    () =>
      width < 120 || height < 80 ? null : layOut({ width, height }, generator.layers, discriminator.layers),
    [width, height, generator, discriminator],
  )
  return (
    <div className="slow-diagram" ref={host}>
      {layout !== null && (
        <svg width={width} height={height} role="img" aria-label={diagramWords(stage, given.toLowerCase())}>
          <Frame layout={layout} of="generator" name="Forger" stage={stage} />
          <Frame layout={layout} of="discriminator" name="Detective" stage={stage} />
          <Arrows edges={layout.edges} stage={stage} />
          <LayerBars bars={layout.generator} stage={stage} />
          <LayerBars bars={layout.discriminator} stage={stage} />
          <BatchBox part="noise" name={given} box={layout.noise} stage={stage} below />
          <BatchBox part="real" name="Reals" box={layout.real} stage={stage} />
          <BatchBox part="fake" name="Fakes" box={layout.fake} stage={stage} below />
          <ScoreBox box={layout.score} stage={stage} areScores={areScores} />
        </svg>
      )}
    </div>
  )
}

/** A network's name, and whether it is at work or held still. */
function Frame(props: { layout: Layout; of: Player; name: string; stage: Stage | null }) {
  const { layout, of, name, stage } = props
  const frame = layout.frames[of]
  const frozen = stage?.frozen === of
  return (
    <g className="slow-frame" data-of={of} data-lit={stage?.lit.includes(of) === true} data-frozen={frozen}>
      <rect
        x={frame.x}
        y={frame.y - 1}
        width={frame.width}
        height={frame.height + 2}
        rx="6"
        className="slow-frame-box"
      />
      <text x={frame.x + frame.width / 2} y={frame.y - 5} textAnchor="middle" className="slow-name">
        {name}
      </text>
      {frozen && (
        <text x={frame.x + frame.width / 2} y={frame.y - 17} textAnchor="middle" className="slow-size">
          frozen
        </text>
      )}
    </g>
  )
}

/** What is at work, for who cannot see it. */
function diagramWords(stage: Stage | null, given: string): string {
  if (stage === null) return `The two networks: ${given}, forger, fakes and reals, detective, scores`
  const names = { ...PART_NAMES, noise: given }
  const flow = {
    forwards: 'signals flow forwards',
    backwards: 'the error flows backwards',
    none: 'nothing flows',
  }
  const parts = stage.lit.map((part) => names[part]).join(', ')
  const still = stage.frozen === null ? '' : `; the ${PART_NAMES[stage.frozen]} is frozen`
  return `At work: ${parts}; ${flow[stage.flow]}${still}`
}

const PART_NAMES = {
  noise: 'noise',
  generator: 'forger',
  fake: 'fakes',
  real: 'reals',
  discriminator: 'detective',
  score: 'scores',
}
