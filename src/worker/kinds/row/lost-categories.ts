/** Categories that a generator no longer makes: the collapse of a table, by name. Pure. */
import { alignLabels } from '../../../common/tables/align-labels.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'

/** Rarer ones may be missing by chance. */
const LEAST_SHARE = 0.02
/** Less often than this share of what they are due. */
const LOST_BELOW = 0.1
/** Fakes that a category is due, at least: fewer may be missing by chance. */
const LEAST_DUE = 8

export interface LostCategory {
  readonly column: string
  readonly label: string
  /** Among reals. */
  readonly share: number
  readonly sentence: string
}

/** The most frequent first. @param reals,fakes the same columns */
export function lostCategories(reals: readonly TableColumn[], fakes: readonly TableColumn[]): LostCategory[] {
  const made = alignLabels(reals, fakes)
  return reals
    .flatMap((real, at): LostCategory[] => {
      const fake = made[at]
      if (real.kind !== 'category' || fake?.kind !== 'category') return []
      const [before, now] = [
        sharesOf(real.codes, real.labels.length),
        sharesOf(fake.codes, real.labels.length),
      ]
      return real.labels.flatMap((label, code) => {
        const [share, left] = [before[code] ?? 0, now[code] ?? 0]
        const isLost =
          share >= LEAST_SHARE && share * fake.codes.length >= LEAST_DUE && left < LOST_BELOW * share
        return isLost ? [{ column: real.name, label, share, sentence: words(real.name, label, share) }] : []
      })
    })
    .sort((a, b) => b.share - a.share)
}

/** The same words at every look, so that what stays lost is told from what was missing once. */
function words(column: string, label: string, share: number): string {
  return `Fakes hardly ever have ${column} = ${label}, as ${Math.round(100 * share)} % of the reals do.`
}

function sharesOf(codes: Int32Array, labels: number): Float64Array {
  const counts = new Float64Array(labels)
  for (const code of codes) if (code >= 0 && code < labels) counts[code] = (counts[code] ?? 0) + 1
  return counts.map((count) => count / codes.length)
}
