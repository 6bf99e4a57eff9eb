/** Headers of many lines that name the columns of the rows behind them: Weka's ARFF and the text form of PLY. */

export interface Preamble {
  /** The rows; what stood before and behind them left empty lines, so that lines can still be counted. */
  readonly text: string
  /** The columns' names, with commas between. */
  readonly names: string
}

/** Null where the text begins with no such header. */
export function preambleIn(text: string): Preamble | null {
  return weka(text) ?? polygons(text)
}

const ATTRIBUTE = /^[ \t]*@attribute[ \t]+(?:'([^']*)'|"([^"]*)"|(\S+))/gim

/** `@relation`, `@attribute name kind` a line, `@data`, rows with commas (Weka's manual, ARFF). */
function weka(text: string): Preamble | null {
  if (!/^(?:[ \t]*(?:%[^\r\n]*)?\r?\n)*[ \t]*@relation\b/i.test(text)) return null
  const data = /^[ \t]*@data\b[^\r\n]*/im.exec(text)
  if (data === null) return null
  const end = data.index + data[0].length
  const names = Array.from(text.slice(0, end).matchAll(ATTRIBUTE), ([, one, two, three]) =>
    (one ?? two ?? three ?? '').replaceAll(',', ' '),
  )
  return { text: emptied(text.slice(0, end)) + text.slice(end), names: names.join(',') }
}

/** `ply`, its elements and their properties, `end_header`; the corners come first, and faces are no points (Turk 1994). */
function polygons(text: string): Preamble | null {
  const head = /^ply\r?\nformat ascii [\s\S]*?\nend_header[ \t]*(?=\r?\n)/.exec(text)?.[0]
  const [, count = '', properties = ''] =
    /^element vertex (\d+)\r?\n((?:property [^\r\n]*\r?\n|comment [^\r\n]*\r?\n)*)/m.exec(head ?? '') ?? []
  if (head === undefined || properties === '') return null
  const names = Array.from(properties.matchAll(/^property \S+ (\S+)/gm), ([, name = '']) => name)
  const lines = text.slice(head.length).split('\n')
  const corners = lines.slice(0, Number(count) + 1).join('\n')
  return { text: emptied(head) + corners, names: names.join(',') }
}

function emptied(text: string): string {
  return text.replace(/[^\r\n]/g, '')
}
