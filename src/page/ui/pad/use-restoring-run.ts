/** What the pad needs to know of a run that restores: its settings as one stable object, and whether its networks stand. */
import { useMemo } from 'react'
import type { RestoreConfig } from '../../../common/restore/restore-config.ts'
import { useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'

/** What decides how a source is made, as one text: equal answers are equal values. */
const selectHow = ({ sides }: PageState): string => {
  const { source, hole, sourceNoise, sourceBlur, mosaic, edgeLevel, l1, lively } = sides.run.config
  return JSON.stringify({ source, hole, sourceNoise, sourceBlur, mosaic, edgeLevel, l1, lively })
}

/** Names the pictures and their shape; empty while there are none to draw on. */
const selectPictures = ({ dataset, sides, session }: PageState): string => {
  if (dataset?.item.kind !== 'picture' || sides.run.networks?.latent !== 0) return ''
  if (session.state !== 'ready' && session.state !== 'running' && session.state !== 'paused') return ''
  return `${dataset.fingerprint} ${dataset.item.size} ${dataset.item.channels}`
}

const selectChannels = ({ dataset }: PageState): number =>
  dataset?.item.kind === 'picture' ? dataset.item.channels : 3

export interface RestoringRun {
  readonly config: RestoreConfig
  /** Empty while there are no networks. */
  readonly pictures: string
  readonly channels: number
}

export function useRestoringRun(): RestoringRun {
  const how = useGanvas(selectHow)
  const pictures = useGanvas(selectPictures)
  const channels = useGanvas(selectChannels)
  const config = useMemo(() => JSON.parse(how) as RestoreConfig, [how])
  return { config, pictures, channels }
}
