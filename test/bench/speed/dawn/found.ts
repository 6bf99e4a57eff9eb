/** What the process that looks for an adapter says. Plain data. */

export interface FoundAdapter {
  readonly vendor: string
  readonly architecture: string
  readonly device: string
  readonly description: string
  /** Whether it computes on the processor. */
  readonly software: boolean
  /** GB/s of a large buffer's copy, read and written; where it was measured. */
  readonly copyGBs?: number
  /** Microseconds of one of many dispatches in a row that do next to nothing; where it was measured. */
  readonly dispatchUs?: number
}

export type Found = FoundAdapter | { readonly none: string }

/** For people. */
export function adapterLine({ vendor, architecture, device, description, software }: FoundAdapter): string {
  const name = description === '' ? 'unnamed adapter' : description
  const made = [vendor, architecture, device].filter((part) => part !== '').join(', ')
  return `${name} (${made === '' ? 'it says no more' : made}), ${software ? 'software: it computes on the processor' : 'a GPU'}`
}
