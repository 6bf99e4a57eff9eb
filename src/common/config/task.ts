/** Which task a run plays. No setting of its own says so yet: it follows from the others. */
import type { TaskId } from '../catalog/tasks.ts'
import type { RunConfig } from './run-config.ts'

export function taskOf({ conditional }: Pick<RunConfig, 'conditional'>): TaskId {
  return conditional === 'none' ? 'imagine' : 'by-class'
}
