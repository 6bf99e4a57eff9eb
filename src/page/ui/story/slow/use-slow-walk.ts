/** The walk through a step's stages: where it is, and playing it on by itself. The step and the place are the store's. */
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { StepPart } from '../../../../common/protocol/report.ts'
import { useActions, useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import type { Stage } from './stage-types.ts'
import { stagesOf } from './stages.ts'

const selectWalk = (state: PageState) => state.story.walk
const selectStage = (state: PageState) => state.story.stage
const selectMaking = (state: PageState) => state.story.making

const FIRST_SECONDS = 3

export interface SlowWalk {
  readonly stages: readonly Stage[]
  /** The stage shown; null before the first step. */
  readonly stage: Stage | null
  readonly at: number
  readonly making: boolean
  readonly playing: boolean
  /** Seconds a stage is shown for. */
  readonly seconds: number
  readonly repeat: boolean
  readonly part: StepPart
  setSeconds(seconds: number): void
  setRepeat(repeat: boolean): void
  setPart(part: StepPart): void
  play(on: boolean): void
  /** One stage on; past the last one a new step is made. */
  next(): void
  back(): void
}

export function useSlowWalk(): SlowWalk {
  const walk = useGanvas(selectWalk)
  const at = useGanvas(selectStage)
  const making = useGanvas(selectMaking)
  const { story } = useActions()
  const [playing, setPlaying] = useState(false)
  const [seconds, setSeconds] = useState(FIRST_SECONDS)
  const [repeat, setRepeat] = useState(false)
  const [part, setPart] = useState<StepPart>('both')
  const stages = useMemo(() => (walk === null ? [] : stagesOf(walk)), [walk])
  const last = stages.length - 1
  // Another part was chosen: the next step made is of that part.
  const ended = at >= last || walk?.made.part !== part

  const make = useCallback(
    () =>
      story.makeStep(part).then((made) => {
        if (!made) setPlaying(false)
      }),
    [story, part],
  )
  const next = useCallback(() => {
    if (making) return
    if (ended) void make()
    else story.showStage(at + 1, last)
  }, [making, ended, make, story, at, last])

  useEffect(() => {
    if (!playing || making) return
    const timer = setTimeout(() => {
      if (ended && !repeat) setPlaying(false)
      else next()
    }, 1000 * seconds)
    return () => clearTimeout(timer)
  }, [playing, making, ended, repeat, next, seconds])

  return {
    stages,
    stage: stages[at] ?? null,
    at,
    making,
    playing,
    seconds,
    repeat,
    part,
    setSeconds,
    setRepeat,
    setPart: (chosen) => {
      setPlaying(false)
      setPart(chosen)
    },
    play: (on) => {
      setPlaying(on)
      // At the end, and at the very beginning, there is nothing to play but a new step.
      if (on && ended && !making) void make()
    },
    next: () => {
      setPlaying(false)
      next()
    },
    back: () => {
      setPlaying(false)
      if (at > 0) story.showStage(at - 1, last)
    },
  }
}
