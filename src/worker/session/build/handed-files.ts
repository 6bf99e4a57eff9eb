/**
 * Puts together files that come in parts, before the message that wants them. Keeps the newest handing over alone: whoever
 * began another one wants the older no more. Reads no file.
 */
import type { Command } from '../../../common/protocol/commands.ts'

type Part = Extract<Command, { type: 'files' }>

export class HandedFiles {
  private handover: number | null = null
  private files: File[] = []

  /** The command with all its files; null for one that only brings a part of them. */
  take(command: Command): Exclude<Command, Part> | null {
    if (command.type === 'files') {
      this.add(command)
      return null
    }
    if (command.type === 'start')
      return command.handover === undefined ? command : { ...command, files: this.whole(command) }
    if (command.type !== 'request') return command
    const { body } = command
    if (body.kind !== 'open' || body.handover === undefined) return command
    return { ...command, body: { ...body, files: this.whole(body) } }
  }

  private add({ handover, files }: Part): void {
    if (handover !== this.handover) this.forget()
    this.handover = handover
    // Not spread into a call: an engine takes only so many arguments.
    for (const file of files) this.files.push(file)
  }

  /** Messages come in order: what was handed over before is whole. */
  private whole({ files = [] }: { files?: File[] }): File[] {
    const all = this.files.concat(files)
    this.forget()
    return all
  }

  private forget(): void {
    this.handover = null
    this.files = []
  }
}
