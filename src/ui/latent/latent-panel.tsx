/**
 * The latent under the hand: the sample it makes, a pad and sliders to move it, a seed, chance, and a walk. The vector
 * itself is the store's; here is only how it is moved.
 */
import { useCallback, useState } from 'react'
import { datasetEntry } from '../../catalog/datasets.ts'
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { SurfaceCanvas } from '../kit/surface-canvas.tsx'
import { useSlowly } from '../stage/use-slowly.ts'
import { useSurface } from '../stage/use-surface.ts'
import { LatentBar } from './latent-bar.tsx'
import { LatentPad } from './latent-pad.tsx'
import { LatentSliders } from './latent-sliders.tsx'
import { portraitWords } from './latent-words.ts'
import './latent.css'
import { PadAxes } from './pad-axes.tsx'
import { freshSeed } from './seed.ts'
import { useHand } from './use-hand.ts'
import { useLostPlace } from './use-lost-place.ts'
import { useWalk } from './use-walk.ts'

/** Known from the choice on, so that the panel keeps its shape while networks are built. */
const selectDimensions = (state: PageState): number =>
  state.held?.length ?? state.networks?.latent ?? state.config.latent
const selectPrior = (state: PageState) => state.config.prior
const selectHolds = (state: PageState): boolean => state.held !== null
const selectWords = (state: PageState): string => portraitWords(state)

/** Points show theirs on the stage itself. */
const selectPortrait = (state: PageState): boolean => datasetEntry(state.config.dataset).kind === 'images'

const FIRST_SPEED = 0.4

export function LatentPanel() {
  const dimensions = useGanvas(selectDimensions)
  const prior = useGanvas(selectPrior)
  const portrait = useGanvas(selectPortrait)
  const holds = useGanvas(selectHolds)
  const hand = useHand()
  const { seed, moved, leave, hold } = useSeed()
  const [walking, setWalking] = useState(false)
  const [speed, setSpeed] = useState(FIRST_SPEED)
  const [axes, setAxes] = useState({ across: 0, up: 1 })
  const across = Math.min(axes.across, dimensions - 1)
  const up = Math.min(axes.up, dimensions - 1)
  useLostPlace(useCallback(() => hold(seed), [hold, seed]))
  useWalk(hand, { walking, seed, prior, speed })

  /** Whatever moves the hand by itself stops the walk. */
  const grasp = useCallback(() => {
    setWalking(false)
    leave()
  }, [leave])
  const take = (next: number): void => {
    setWalking(false)
    hold(next)
  }
  return (
    <section className="latent" aria-label="Latent">
      <LatentBar
        {...{ seed, moved, walking, speed }}
        disabled={!holds}
        onSeed={take}
        onRandom={() => take(freshSeed(seed))}
        onWalk={(on) => {
          if (on) leave()
          setWalking(on)
        }}
        onSpeed={setSpeed}
        onZero={() => {
          grasp()
          hand.move(new Float32Array(dimensions))
        }}
      />
      <div className="latent-body" data-portrait={portrait}>
        {portrait && <Portrait />}
        <div className="latent-pad-box">
          <LatentPad {...{ across, up, prior, hand }} onGrasp={grasp} />
          {dimensions > 2 && <PadAxes {...{ dimensions, across, up }} onChange={setAxes} />}
        </div>
        <LatentSliders {...{ dimensions, prior, hand }} onGrasp={grasp} />
      </div>
    </section>
  )
}

function Portrait() {
  const attach = useSurface('latent')
  const words = useSlowly(selectWords)
  return <SurfaceCanvas attach={attach} label={words} className="latent-portrait" />
}

/** The seed that the store holds first. */
const FIRST_SEED = 1

/** The seed last held, and whether the hand has left it. */
function useSeed() {
  const actions = useActions()
  const [seed, setSeed] = useState(FIRST_SEED)
  const [moved, setMoved] = useState(false)
  const leave = useCallback(() => setMoved(true), [])
  const hold = useCallback(
    (next: number) => {
      setSeed(next)
      setMoved(false)
      actions.holdSeed(next)
    },
    [actions],
  )
  return { seed, moved, leave, hold }
}
