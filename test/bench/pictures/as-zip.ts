/** A set of the study as a person has it: PNG files in a zip. */
import { readFileSync } from 'node:fs'
import { encode } from 'fast-png'
import { zipSync } from 'fflate'

export interface SetFacts {
  readonly name: string
  readonly size: number
  readonly channels: 1 | 3
  readonly count: number
}

export function readFacts(folder: string, name: string): SetFacts {
  return JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as SetFacts
}

export function asZip(folder: string, name: string): Buffer {
  const { size, channels, count } = readFacts(folder, name)
  const bytes = new Uint8Array(readFileSync(`${folder}/${name}.bin`))
  const length = size * size * channels
  const files = Array.from({ length: count }, (_, i) => {
    const data = bytes.subarray(i * length, (i + 1) * length)
    const png = encode({ width: size, height: size, channels, depth: 8, data })
    return [`${name}-${String(i + 1).padStart(5, '0')}.png`, png] as const
  })
  return Buffer.from(zipSync(Object.fromEntries(files), { level: 0 }))
}
