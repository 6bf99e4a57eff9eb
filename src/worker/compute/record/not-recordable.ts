/** Why a step cannot be replayed. Must not stop anybody: the step is then run as it is, in immediate mode. */

export class NotRecordable extends Error {
  /** @param reason half a sentence for a person: "… because it reads numbers back" */
  constructor(readonly reason: string) {
    super(`This step cannot be recorded, because ${reason}.`)
    this.name = 'NotRecordable'
  }
}
