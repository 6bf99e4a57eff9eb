/** Where the peers of a bench run: the pages of a browser, or processes on Dawn. */
import type { Handle } from './handle.ts'
import type { PeerName } from './options.ts'

export interface Place {
  /** Where files for the peers go. */
  readonly folder: string
  /** The browser, or what stands in its place, with its version. */
  readonly host: string
  /** Each peer has a page or a process of its own. */
  open(peer: PeerName): Promise<Handle>
  close(): Promise<void>
}
