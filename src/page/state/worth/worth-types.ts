/** The part of the page's state that is about what fakes are worth, and what a person can do with it. */
import type { Failure } from '../../../common/failure.ts'
import type { WorthOptions, WorthReport } from '../../../common/protocol/worth.ts'

export interface WorthState {
  /** Null before the first study, and once nothing of it is kept. */
  worth: WorthReport | null
  /** The fakes are being made: nothing is known yet. */
  worthBegins: boolean
  /** Why the last one did not begin: said where it was asked for. */
  worthRefused: Failure | null
  /** The panel is open. */
  worthShown: boolean
}

export const NOTHING_WEIGHED: WorthState = {
  worth: null,
  worthBegins: false,
  worthRefused: null,
  worthShown: false,
}

export interface WorthActions {
  measureWorth(options: WorthOptions): void
  stopWorth(): void
  showWorth(shown: boolean): void
}

/** True from the click until it is over. */
export function isMeasuring({ worth, worthBegins }: Pick<WorthState, 'worth' | 'worthBegins'>): boolean {
  return worthBegins || worth?.state === 'measuring'
}
