/**
 * Keeps the address bar and the config in step: every change of the config is in the link at once, and a link pasted
 * into the open page is followed. Must not know how settings are written: see src/common/config/address.ts.
 */
import {
  challengeIn,
  findIn,
  readAddress,
  writeAddress,
  writeChallenge,
  writeSearch,
} from '../../../common/config/address.ts'
import { changedKeys } from '../../../common/config/difference.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { Page } from '../page.ts'
import { followSearch } from '../search/follow-search.ts'

/** The link that opens this config. */
export function linkTo(config: RunConfig): string {
  const address = new URL(window.location.href)
  address.hash = writeAddress(config)
  return address.href
}

/** The link that opens a challenge from its beginning. */
export function challengeLink(id: string): string {
  const address = new URL(window.location.href)
  address.hash = writeChallenge(id)
  return address.href
}

/** The link that opens a config and begins a search on it. */
export function searchLink(config: RunConfig, minutes: number): string {
  const address = new URL(window.location.href)
  address.hash = writeSearch(config, minutes)
  return address.href
}

/** Starts both directions, after the first config was read. Returns how to stop. */
export function followAddress(page: Page): () => void {
  const { store } = page
  let stopSearch = (): void => undefined
  const stopWriting = store.subscribe(({ sides, challenge }, before) => {
    const { config } = sides.run
    if (config === before.sides.run.config && challenge?.id === before.challenge?.id) return
    write(challenge === null ? linkTo(config) : challengeLink(challenge.id))
  })
  // The event's own address: an answer that came meanwhile may have written another one over the pasted link.
  const read = ({ newURL }: HashChangeEvent): void => {
    const { hash } = new URL(newURL)
    const challenge = challengeIn(hash)
    if (challenge !== null) {
      store.getState().actions.startChallenge(challenge.id)
      return
    }
    const { sides, dataset, actions } = store.getState()
    const { config, complaints } = readAddress(hash, dataset)
    for (const sentence of complaints) actions.say({ role: 'status', sentence })
    if (changedKeys(sides.run.config, config).length > 0) actions.configure(config)
    stopSearch()
    stopSearch = followSearch(page, findIn(hash))
  }
  window.addEventListener('hashchange', read)
  return () => {
    stopWriting()
    stopSearch()
    window.removeEventListener('hashchange', read)
  }
}

/** Replaces, so that Back leaves the page instead of walking through every slider. */
function write(link: string): void {
  if (link !== window.location.href) window.history.replaceState(null, '', link)
}
