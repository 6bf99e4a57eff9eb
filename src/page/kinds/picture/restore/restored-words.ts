/** Restored pictures in words. Pure. */
import type { RestoredRow, RestoredTile } from '../../../../common/protocol/picture-explanation.ts'
import type { Metrics } from '../../../../common/protocol/report.ts'
import { baselineLabel, baselineShown } from '../../../../common/restore/baseline-names.ts'
import { RESTORE_SOURCES } from '../../../../common/restore/sources.ts'
import { decibelText, figureText } from '../../../ui/charts/number-words.ts'
import type { Seen } from '../../kind.ts'

/** “held-out pictures in rows of source (half the side), output, truth and Bicubic, 28 pixels a side; PSNR 22.93 dB, Bicubic 19.32 dB”. */
export function restoredWords({ view, config, dataset, metrics = null }: Seen): string {
  const baseline = baselineLabel(baselineShown(view.restored.baseline, config))
  const columns = [
    `source (${sourceName(config.source)})`,
    'output',
    'truth',
    baseline,
    ...(view.restored.difference ? ['where the output differs'] : []),
  ]
  const rows = `${whichPictures(metrics)} in rows of ${listed(columns)}, ${dataset.size} pixels a side`
  const figures = besideWords(metrics)
  return figures === null ? rows : `${rows}; ${figures}`
}

/** “PSNR 22.93 dB, Bicubic 19.32 dB”; null before it is measured. */
function besideWords(metrics: Metrics | null): string | null {
  const { psnr, psnrBaseline, baseline } = metrics ?? {}
  if (psnr === undefined) return null
  const own = `PSNR ${decibelText(psnr)}`
  return psnrBaseline === undefined || baseline === undefined
    ? own
    : `${own}, ${baseline} ${decibelText(psnrBaseline)}`
}

function whichPictures(metrics: Metrics | null): string {
  return metrics?.restored?.heldOut === false ? 'training pictures' : 'held-out pictures'
}

function sourceName(source: Seen['config']['source']): string {
  return (RESTORE_SOURCES.find(({ id }) => id === source)?.label ?? source).toLowerCase()
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}

/** Which picture a row is of. */
export function rowName({ row, count, heldOut }: RestoredRow): string {
  return `${heldOut ? 'Held-out' : 'Training'} picture ${row + 1} of ${count}`
}

/** Below a magnified picture: “22.9 dB”, “score .43”; nothing where nothing is known. */
export function tileFigures({ decibels, score }: RestoredTile): string[] {
  return [
    ...(decibels === null || Number.isNaN(decibels) ? [] : [`${decibels.toFixed(1)} dB`]),
    ...(score === null ? [] : [`score ${figureText(score)}`]),
  ]
}

/** The row for those who do not see it. */
export function rowWords(row: RestoredRow): string {
  const parts = row.pictures.flatMap((tile) => {
    const figures = tileFigures(tile)
    return figures.length === 0 ? [] : [`${tile.label} ${figures.join(', ')}`]
  })
  return `${rowName(row)}: ${parts.join('; ')}.`
}
