/** Gathers dropped files from their folders and shows how many there are so far. Opens none of them. */
import type { Gather, PageState } from '../store-types.ts'

export interface Walking {
  /** @throws whatever `gather` does */
  through(gather: Gather): Promise<File[]>
  stop(): void
}

export function createWalking(set: (change: Partial<PageState>) => void): Walking {
  let control: AbortController | null = null
  return {
    async through(gather) {
      control?.abort()
      const mine = new AbortController()
      control = mine
      const found = (count: number): void => {
        const task = count === 0 ? 'Looking for files' : `Found ${count.toLocaleString('en-GB')} files`
        set({ opening: true, progress: { task, done: 0, total: 0 } })
      }
      try {
        const coming = gather({ found, signal: mine.signal })
        found(0)
        return await coming
      } finally {
        set({ opening: false, progress: null })
        if (control === mine) control = null
      }
    },
    stop() {
      control?.abort()
    },
  }
}
