/** Says in one sentence what came of opened files. Pure. */
import type { DatasetSummary } from '../../../common/protocol/report.ts'

const whole = new Intl.NumberFormat('en-GB')

export function openedSentence({ kind, count, size, channels, skipped }: DatasetSummary): string {
  const items = kind === 'images' ? plural(count, 'picture') : plural(count, 'point')
  const shape = kind === 'images' ? ` at ${size} × ${size}, ${channels === 1 ? 'gray' : 'colour'}` : ''
  const left = skipped.length === 0 ? '' : `; ${plural(skipped.length, 'file')} skipped`
  return `${items} ready${shape}${left}.`
}

function plural(count: number, noun: string): string {
  return `${whole.format(count)} ${noun}${count === 1 ? '' : 's'}`
}
