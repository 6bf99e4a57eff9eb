/** The arrows between the parts of the diagram. Those in use run in the direction in which the signal flows. */
import type { Edge } from './diagram-layout.ts'
import type { Part, Stage } from './stage-types.ts'

/** An arrow is in use when both its ends are at work; noise is drawn towards the generator before it works. */
const ENDS: Record<Edge['id'], readonly [Part, Part]> = {
  'noise-generator': ['noise', 'generator'],
  'generator-fake': ['generator', 'fake'],
  'fake-discriminator': ['fake', 'discriminator'],
  'real-discriminator': ['real', 'discriminator'],
  'discriminator-score': ['discriminator', 'score'],
}

export function Arrows({ edges, stage }: { edges: readonly Edge[]; stage: Stage | null }) {
  return (
    <g>
      <Heads />
      {edges.map(({ id, path }) => {
        const flow = flowOf(id, stage)
        const end =
          flow === 'backwards' ? { markerStart: 'url(#slow-head-back)' } : { markerEnd: headOf(flow) }
        return <path key={id} d={path} className="slow-edge" data-flow={flow} {...end} />
      })}
    </g>
  )
}

function flowOf(id: Edge['id'], stage: Stage | null): Stage['flow'] {
  if (stage === null || stage.flow === 'none') return 'none'
  const [from, to] = ENDS[id]
  const { lit } = stage
  if (id === 'noise-generator') {
    const leaves = stage.flow === 'forwards' && (lit.includes('noise') || lit.includes('generator'))
    return leaves ? 'forwards' : 'none'
  }
  return lit.includes(from) && lit.includes(to) ? stage.flow : 'none'
}

function headOf(flow: Stage['flow']): string {
  return flow === 'forwards' ? 'url(#slow-head-on)' : 'url(#slow-head)'
}

function Heads() {
  return (
    <defs>
      {(['slow-head', 'slow-head-on', 'slow-head-back'] as const).map((id) => (
        <marker
          key={id}
          id={id}
          viewBox="0 0 8 8"
          refX={id === 'slow-head-back' ? 2 : 6}
          refY="4"
          markerWidth="7"
          markerHeight="7"
          markerUnits="userSpaceOnUse"
          orient={id === 'slow-head-back' ? 'auto-start-reverse' : 'auto'}
        >
          <path d="M0 0L8 4L0 8Z" className={id} />
        </marker>
      ))}
    </defs>
  )
}
