/** Every task of the catalogue has its code here: a missing half does not compile. */
import type { TaskId } from '../../../common/catalog/tasks.ts'
import { byClass } from './by-class.ts'
import { imagine } from './imagine.ts'
import { restore } from './restore/restore.ts'
import { translate } from './translate.ts'
import type { Task } from './task.ts'

export const TASK_RULES = { imagine, 'by-class': byClass, restore, translate } satisfies Record<TaskId, Task>
