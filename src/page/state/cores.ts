/**
 * Whether the engine computes on one core although the machine has others for it, and what would give it those: on a host without
 * headers a reload does, once the service worker answers in its place. Fetched by pages that are not isolated. Says, never reloads.
 */
import { threadsOn } from '../../common/cores.ts'
import type { Page } from './page.ts'
import type { CoresNews } from './offline-types.ts'
import type { PageState } from './store-types.ts'

/** What decides it, of a page that is not isolated. */
export interface Situation {
  /** The back end that runs; null before it is open. */
  readonly backend: string | null
  /** Logical cores of the machine. */
  readonly cores: number
  /** Whether the service worker answers from now on, or there will be none. */
  readonly kept: boolean
  readonly refused: boolean
  /** A reload was tried in this tab, and did not help. */
  readonly tried: boolean
  /** Inside a page of somebody else's. */
  readonly framed: boolean
  /** It came over https, or from this machine. */
  readonly secure: boolean
}

/** Null while there is nothing to say: another back end, no core to spare, or not known yet. */
export function coresNews(situation: Situation): CoresNews | null {
  const threads = threadsOn(situation.cores)
  if (situation.backend !== 'wasm' || threads < 2) return null
  const why = hindrance(situation, threads)
  if (why !== null) return { kind: 'never', why }
  return situation.kept ? { kind: 'reload', threads } : null
}

function hindrance({ framed, secure, refused, tried }: Situation, threads: number): string | null {
  if (framed)
    return `Inside another page WASM uses one core. Opened on its own, this page could use ${threads}.`
  if (!secure) return `WASM uses one core. Opened over https it could use ${threads}.`
  if (refused)
    return 'WASM uses one core: the host does not offer more, and this browser does not let the page arrange it, as in some private windows.'
  if (tried) return 'WASM uses one core: this browser gave it no others after a reload.'
  return null
}

export function coresSentence(threads: number): string {
  return `WASM uses one core. A reload gives it ${threads}; your run is kept, paused.`
}

/** Tells once in passing, and in the back end's popover as long as it holds. @param tried as in `Situation` */
export function followCores(store: Page['store'], tried: boolean): void {
  const follow = ({ backend, offline }: PageState): void => {
    const { kept, refused } = offline
    const news = coresNews({ backend: backend?.backend ?? null, kept, refused, tried, ...here() })
    if (same(news, offline.cores)) return
    store.setState({ offline: { ...offline, cores: news } })
    if (news?.kind === 'reload') tell(news.threads)
  }
  let told = false
  const tell = (threads: number): void => {
    if (told) return
    told = true
    store.getState().actions.say({ role: 'status', sentence: coresSentence(threads), cores: threads })
  }
  store.subscribe(follow)
  follow(store.getState())
}

function here(): Pick<Situation, 'cores' | 'framed' | 'secure'> {
  return {
    cores: navigator.hardwareConcurrency,
    framed: window.top !== window,
    secure: isSecureContext,
  }
}

function same(one: CoresNews | null, other: CoresNews | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
