/**
 * The config as the person sees it: what the run confirmed, with their unanswered edits on top, so that a control
 * never jumps back while an answer is under way. Must not talk to the client.
 */
import { applyChange } from '../../../common/config/difference.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'

interface Edit {
  ticket: number
  change: Partial<RunConfig>
}

export class ConfigEdits {
  private edits: Edit[] = []
  private tickets = 0

  constructor(private confirmed: RunConfig) {}

  /** The confirmed config with all unanswered edits applied in order. */
  shown(): RunConfig {
    return this.edits.reduce((config, { change }) => applyChange(config, change), this.confirmed)
  }

  /** Notes an edit that is on its way; returns the ticket to settle it with. */
  begin(change: Partial<RunConfig>): number {
    this.tickets += 1
    this.edits.push({ ticket: this.tickets, change })
    return this.tickets
  }

  /** The edit was answered: taken (with the config now in force) or refused (without). */
  settle(ticket: number, config?: RunConfig): void {
    this.edits = this.edits.filter((edit) => edit.ticket !== ticket)
    if (config !== undefined) this.confirmed = config
  }

  /** The run says which config is in force. */
  confirm(config: RunConfig): void {
    this.confirmed = config
  }
}
