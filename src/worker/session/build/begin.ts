/** What a session begins with: as the page asked, with the person's own data at hand instead of in the page's keeping. */
import { takeHeld } from '../../../common/items/held-data.ts'
import type { PreparedTransfer } from '../../../common/items/prepared-transfer.ts'
import type { Command } from '../../../common/protocol/commands.ts'

export type StartCommand = Extract<Command, { type: 'start' }>
export type Begin = Omit<StartCommand, 'prepared'> & { readonly prepared?: PreparedTransfer }

/** @param lost told why data are not at hand; the session then begins without them */
export async function beginWith(command: StartCommand, lost: (thrown: unknown) => void): Promise<Begin> {
  const { prepared, ...others } = command
  if (prepared === undefined) return others
  try {
    return { ...others, prepared: await takeHeld(prepared) }
  } catch (thrown) {
    lost(thrown)
    return others
  }
}
