/** Figures of restoring in words. Pure. */
import type { MetricId } from '../../../common/catalog/metrics.ts'
import type { Metrics, RestoredOver } from '../../../common/protocol/report.ts'
import { decibelText, figureText } from '../charts/number-words.ts'

/** In the order in which they are shown. */
export const RESTORED = ['psnr', 'realism', 'ssim', 'l1'] as const satisfies readonly MetricId[]

/** Of translating. */
export const TRANSLATED = ['flips', 'judged', 'roundTrip', 'moved'] as const satisfies readonly MetricId[]

export type RestoredId = (typeof RESTORED)[number]

const BASELINE = {
  psnr: 'psnrBaseline',
  realism: 'realismBaseline',
  ssim: 'ssimBaseline',
  l1: 'l1Baseline',
} as const satisfies Record<RestoredId, keyof Metrics>

/** “Bicubic 19.32 dB”: the same figure of the best that needs no training; nothing before it is known. */
export function baselineText(id: RestoredId, metrics: Metrics | null): string {
  const value = metrics?.[BASELINE[id]]
  if (value === undefined || metrics?.baseline === undefined) return ''
  return `${metrics.baseline} ${id === 'psnr' ? decibelText(value) : figureText(value)}`
}

/** “Over 64 pictures held out of training.” */
export function overWords(over: Pick<RestoredOver, 'pictures' | 'heldOut'> | undefined): string {
  if (over === undefined) return 'Measured now and then, on pictures held out of training.'
  const { pictures, heldOut } = over
  if (heldOut) return `Over ${pictures} pictures held out of training.`
  return `Over ${pictures} training pictures, which flatters: fewer than 40 leave none to hold back.`
}

/** Over what a figure is, for its definition. */
export function overPictures({ pictures, heldOut, realism }: RestoredOver, id: MetricId): string {
  const over = `Over ${pictures} ${heldOut ? 'held-out' : 'training'} pictures.`
  return id === 'realism' && realism === 'features'
    ? `${over} These are too small for patches: it is taken over random-conv-1 features of whole pictures.`
    : over
}
