/**
 * Gives many files to the worker in parts: one message with a hundred thousand of them would hold the page for a third of a
 * second. A newer handing over takes the place of an older one. Reads no file, and decides nothing about them.
 */
import { GanvasError } from '../../common/failure.ts'
import type { Command } from '../../common/protocol/commands.ts'
import { yieldToTasks } from '../../common/yield.ts'

/** Files of one message: some milliseconds of the page's time. */
export const PART = 2000

type Part = Extract<Command, { type: 'files' }>

/** What goes into the message that wants the files: the last of them, and where the others are. */
export interface Handed {
  readonly files: File[]
  readonly handover?: number
}

export interface Way {
  readonly send: (part: Part) => void
  /** Called with the number of files that are there so far. */
  readonly told: (done: number) => void
  /** What has to be over before; null for nothing. */
  readonly after: Promise<unknown> | null
}

/** Its promises reject with `cancelled` where `cancel` was called, or newer files came. */
export class HandOver {
  private newest = 0

  /** What is being handed over is wanted no more. */
  cancel(): void {
    this.newest++
  }

  /** Sends all but the last part. Few files need no parts before theirs: what is asked with them keeps its turn. */
  parts(files: readonly File[], way: Way): Handed | Promise<Handed> {
    const handover = ++this.newest
    const short = files.length <= PART && way.after === null
    return short ? { files: [...files] } : this.many(files, handover, way)
  }

  private async many(files: readonly File[], handover: number, { send, told, after }: Way): Promise<Handed> {
    if (after !== null) await after
    if (handover !== this.newest) throw cancelled()
    let done = 0
    while (files.length - done > PART) {
      told(done)
      send({ type: 'files', handover, files: files.slice(done, done + PART) })
      done += PART
      await yieldToTasks()
      if (handover === this.newest) continue
      // What lies there already is let go of.
      send({ type: 'files', handover: this.newest, files: [] })
      throw cancelled()
    }
    return done === 0 ? { files: [...files] } : { files: files.slice(done), handover }
  }
}

function cancelled(): GanvasError {
  return new GanvasError('cancelled', 'Opening was cancelled.', 'The dataset from before is still there.')
}
