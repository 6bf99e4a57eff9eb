/** Names the processor that tests run on: numbers of one kind of processor are compared to the bit. */
import { cpus } from 'node:os'

declare module 'vitest' {
  interface ProvidedContext {
    cpu: string
    /** Whether recordings are to be written: see test/fixtures/first-edition/README.md. */
    recording: boolean
  }
}

export function cpuName(): string {
  return `${process.arch} ${cpus()[0]?.model.trim() ?? 'unknown'}`
}
