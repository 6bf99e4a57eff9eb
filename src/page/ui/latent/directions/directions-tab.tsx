/**
 * Sliders that mean something to the generator: the directions its early layers answer to most, found anew while it
 * learns. Each keeps its place and its sign from one finding to the next.
 */
import { useCallback, useMemo, useState } from 'react'
import { itemKindOf } from '../../../../common/config/item-kind.ts'
import type { DirectionMethod, LatentDirection } from '../../../../common/protocol/latent-lab.ts'
import { useActions, useGanvas, useLab } from '../../../state/page.ts'
import { runData } from '../../../state/run/sides.ts'
import type { PageState } from '../../../state/store-types.ts'
import { Segments } from '../../kit/segments.tsx'
import { REACH, strengthOf, withStrength } from './along.ts'
import { LabTools, type TabProps } from '../lab-bar.tsx'
import type { Prior } from '../latent-maths.ts'
import { coordinateText } from '../latent-words.ts'
import { Thumb, type Draw, type ThumbItem } from '../thumb.tsx'
import { useEnds, type Ends } from './use-ends.ts'
import type { LatentCursor } from '../use-latent-cursor.ts'
import { useDraw } from '../use-lab-kind.ts'
import { useRenewed } from '../use-renewed.ts'
import { WordsView } from '../words/words-view.tsx'

const METHODS = [
  {
    id: 'principal',
    label: 'Principal',
    meaning:
      'Principal components of what the forger’s early layers make of 256 draws or more, brought back to z by least squares (GANSpace, Härkönen et al. 2020).',
    share: 'of the early features’ variance',
  },
  {
    id: 'sefa',
    label: 'SeFa',
    meaning:
      'Eigenvectors of AᵀA for the forger’s first matrix A: the moves in z it answers to most (SeFa, Shen & Zhou 2021).',
    share: 'of the first layer’s response',
  },
] as const

const NONE: readonly LatentDirection[] = []
/** Found no more often than this while training. */
const PERIOD_MS = 2000
const STEP = 0.05

const OF_WORDS = {
  id: 'words',
  label: 'Your words',
  meaning:
    'Directions for what your folders, file names or a table call your pictures: a judge learns the words on real pictures and names fakes (InterFaceGAN, Shen et al. 2020).',
} as const

type Way = DirectionMethod | 'words'

const selectPictures = (state: PageState): boolean => itemKindOf(runData(state)) === 'picture'

export function DirectionsTab(props: TabProps) {
  const [way, setWay] = useState<Way>('principal')
  const pictures = useGanvas(selectPictures)
  const byWords = pictures && way === 'words'
  const method = way === 'words' ? 'principal' : way
  return (
    <>
      <LabTools>
        <Truncation />
        <Segments<Way>
          name="latent-directions"
          aria-label="Directions by"
          options={pictures ? [...METHODS, OF_WORDS] : METHODS}
          chosen={byWords ? 'words' : method}
          onChoose={setWay}
        />
      </LabTools>
      {byWords ? <WordsView {...props} /> : <FoundDirections {...props} method={method} />}
    </>
  )
}

function FoundDirections({ cursor, prior, onGrasp, method }: TabProps & { method: DirectionMethod }) {
  const about = METHODS.find(({ id }) => id === method) ?? METHODS[0]
  const lab = useLab()
  const ask = useMemo(() => async () => ({ method, ...(await lab.directions(method)) }), [lab, method])
  const found = useRenewed(ask, PERIOD_MS)
  const directions = found?.method === method ? found.directions : NONE
  const ends = useEnds(directions, prior)
  const draw = useDraw()
  return (
    <div className="lab-directions">
      <div className="direction-grid" role="group" aria-label="Directions">
        {directions.map((direction, at) => (
          <DirectionSlider
            key={at}
            {...{ at, direction, prior, cursor, onGrasp, draw }}
            ends={ends[at]}
            share={about.share}
          />
        ))}
      </div>
      <p className="lab-note">
        {found?.method !== method ? (
          'Looking for directions…'
        ) : directions.length === 0 ? (
          'No straight move in z stands out yet.'
        ) : (
          <>
            At the ends the samples at ±{REACH} σ, step {found.step.toLocaleString('en')}.
            <span className="direction-share"> %: share {about.share}.</span>
          </>
        )}
      </p>
    </div>
  )
}

interface SliderProps {
  at: number
  direction: LatentDirection
  prior: Prior
  cursor: LatentCursor
  onGrasp: () => void
  share: string
  ends: Ends | undefined
  draw: Draw
}

function DirectionSlider({ at, direction, prior, cursor, onGrasp, share, ends, draw }: SliderProps) {
  const { vector } = direction
  const strength = useGanvas(
    useCallback(
      ({ latentCursor }: PageState) =>
        latentCursor?.length === vector.length ? strengthOf(latentCursor, vector, prior) : 0,
      [vector, prior],
    ),
  )
  const name = `Direction ${at + 1}`
  const percent = `${(direction.share * 100).toFixed(direction.share < 0.1 ? 1 : 0)} %`
  const shown = Math.min(REACH, Math.max(-REACH, strength))
  return (
    <label className="direction-slider" title={`${percent} ${share}`}>
      <span aria-hidden="true">{at + 1}</span>
      <End item={ends?.[0]} draw={draw} />
      <input
        type="range"
        className="slider"
        aria-label={name}
        aria-valuetext={`${coordinateText(strength)} σ, ${percent} ${share}`}
        min={-REACH}
        max={REACH}
        step={STEP}
        // A stop of the slider: see latent-slider.tsx.
        value={Number((Math.round(shown / STEP) * STEP).toFixed(2))}
        style={{ '--fill': `${((shown / REACH + 1) / 2) * 100}%` }}
        onChange={(event) => {
          const latent = cursor.read()
          if (latent?.length !== vector.length) return
          onGrasp()
          cursor.move(withStrength(latent, vector, Number(event.target.value), prior))
        }}
      />
      <End item={ends?.[1]} draw={draw} />
      <span className="latent-value" aria-hidden="true">
        {coordinateText(strength)}
      </span>
      <span className="direction-share" aria-hidden="true">
        {percent}
      </span>
    </label>
  )
}

/** The sample at an end of a slider: what the direction leads to. */
function End({ item, draw }: { item: ThumbItem | undefined; draw: Draw }) {
  return <Thumb className="direction-end" item={item ?? null} draw={draw} />
}

const selectPsi = ({ sides }: PageState): number => sides.run.config.truncation
const selectNormal = ({ sides }: PageState): boolean => sides.run.config.prior === 'normal'
const MOST_PSI = 2

/** The run's own truncation setting, at hand. */
function Truncation() {
  const psi = useGanvas(selectPsi)
  const normal = useGanvas(selectNormal)
  const actions = useActions()
  if (!normal) return null
  return (
    <label
      className="lab-psi"
      title="Truncation ψ: what is shown is made from ψ · z. Training and figures use 1."
    >
      <span aria-hidden="true">ψ {psi.toFixed(2)}</span>
      <input
        type="range"
        className="slider"
        aria-label="Truncation ψ of what is shown"
        min={0}
        max={MOST_PSI}
        step={STEP}
        value={psi}
        style={{ '--fill': `${(psi / MOST_PSI) * 100}%` }}
        onChange={(event) => actions.configure({ truncation: Number(event.target.value) })}
      />
    </label>
  )
}
