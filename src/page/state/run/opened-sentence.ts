/** Says in one sentence what came of opened files. Pure. */
import { detailOf, kindEntry } from '../../../common/items/kinds.ts'
import type { DatasetSummary } from '../../../common/protocol/report.ts'
import { leftOutWords } from './left-out-words.ts'

const whole = new Intl.NumberFormat('en-GB')

export function openedSentence({ item, count, skipped }: DatasetSummary): string {
  const { one, many } = kindEntry(item.kind)
  const detail = detailOf(item)
  const shape = detail === '' ? '' : ` ${detail}`
  const left = skipped.length === 0 ? '' : `; ${leftOutWords(skipped)}`
  return `${plural(count, one, many)} ready${shape}${left}.`
}

function plural(count: number, one: string, many: string): string {
  return `${whole.format(count)} ${count === 1 ? one : many}`
}
