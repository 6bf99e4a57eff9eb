/** What the pad needs to know of a run that makes pictures from pictures: its settings as one stable object, and whether its networks stand. */
import { useMemo } from 'react'
import type { PadConfig } from './drawing.ts'
import { useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'

/** What decides how a source is made, as one text: equal answers are equal values. */
const selectHow = ({ sides }: PageState): string => {
  const { task, hole, sourceNoise, sourceBlur, mosaic, edgeLevel, l1, lively } = sides.run.config
  const source = task === 'translate' ? 'translate' : sides.run.config.source
  return JSON.stringify({ source, hole, sourceNoise, sourceBlur, mosaic, edgeLevel, l1, lively })
}

/** Names the pictures, their shape and which way they go; empty while there are none to draw on. */
const selectPictures = ({ dataset, sides, session, view }: PageState): string => {
  if (dataset?.item.kind !== 'picture' || sides.run.networks?.latent !== 0) return ''
  if (session.state !== 'ready' && session.state !== 'running' && session.state !== 'paused') return ''
  const { task, from, to } = sides.run.config
  const way = task === 'translate' ? `${view.way === 1 ? to : from}` : ''
  return `${dataset.fingerprint} ${dataset.item.size} ${dataset.item.channels} ${way}`
}

const selectChannels = ({ dataset }: PageState): number =>
  dataset?.item.kind === 'picture' ? dataset.item.channels : 3

export interface RestoringRun {
  readonly config: PadConfig
  /** Empty while there are no networks. */
  readonly pictures: string
  readonly channels: number
}

export function useRestoringRun(): RestoringRun {
  const how = useGanvas(selectHow)
  const pictures = useGanvas(selectPictures)
  const channels = useGanvas(selectChannels)
  const config = useMemo(() => JSON.parse(how) as PadConfig, [how])
  return { config, pictures, channels }
}
