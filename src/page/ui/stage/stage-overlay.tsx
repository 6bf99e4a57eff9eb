/**
 * What lies over the picture while there is none, or at its lower edge while there is one. Its words are also in the
 * header's state line and in notices, which are announced: here they are silent.
 */
import { ImagePlus, TriangleAlert } from 'lucide-react'
import { FIRST_DATASET } from '../../../common/config/defaults.ts'
import { useGanvas } from '../../state/page.ts'
import { runView } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'
import { Welcome } from '../story/welcome.tsx'
import { situationOf } from './situation.ts'

const selectKind = (state: PageState) => situationOf(runView(state)).kind
const selectTitle = (state: PageState) => situationOf(runView(state)).title
const selectLine = (state: PageState) => situationOf(runView(state)).line
const selectShare = (state: PageState) => situationOf(runView(state)).share

/** Here for the first time, on what the page opens with. Whoever comes for a challenge has other things to read. */
const selectFirst = ({ story, sides, challenge }: PageState): boolean =>
  !story.tour.met && sides.run.config.dataset === FIRST_DATASET && challenge === null

export function StageOverlay() {
  const kind = useGanvas(selectKind)
  const first = useGanvas(selectFirst)
  if (kind === 'hint' && first) return <Welcome />
  switch (kind) {
    case 'clear':
      return null
    case 'empty':
    case 'busy':
      return <Cover kind={kind} />
    case 'hint':
    case 'busy-hint':
    case 'trouble':
      return <Hint kind={kind} />
  }
}

function Cover({ kind }: { kind: 'empty' | 'busy' }) {
  const title = useGanvas(selectTitle)
  const line = useGanvas(selectLine)
  const share = useGanvas(selectShare)
  return (
    <div className="stage-cover" data-kind={kind}>
      {kind === 'empty' ? <ImagePlus size={28} strokeWidth={1.5} aria-hidden="true" /> : <Spinner />}
      <p className="stage-cover-title">{title}</p>
      <p>{line}</p>
      <Share share={share} />
    </div>
  )
}

function Hint({ kind }: { kind: 'hint' | 'busy-hint' | 'trouble' }) {
  const title = useGanvas(selectTitle)
  const line = useGanvas(selectLine)
  return (
    <div className="stage-hint" data-kind={kind}>
      {kind === 'trouble' && <TriangleAlert size={15} aria-hidden="true" />}
      {kind === 'busy-hint' && <Spinner />}
      <p>
        <b>{title}</b> {line}
      </p>
    </div>
  )
}

function Spinner() {
  return <i className="stage-spinner" aria-hidden="true" />
}

/** Keeps its place when nothing can be told, so that the words do not jump. */
function Share({ share }: { share: number | null }) {
  return (
    <div className="stage-share" data-told={share !== null} aria-hidden="true">
      <i style={{ '--share': share ?? 0 }} />
    </div>
  )
}
