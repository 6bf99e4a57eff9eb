/** What is said of classes that a config or a script asks for: whether the dataset has them, and which they are. Plain arrays. */
import { taskOf } from '../../common/config/task.ts'
import type { RunConfig } from '../../common/config/run-config.ts'
import { GanvasError } from '../../common/failure.ts'
import type { Dataset } from '../data/dataset.ts'
import { isLabelled } from '../data/labels.ts'
import { inTurn, type Labels } from '../gan/batches/labels.ts'
import { TASK_RULES } from '../gan/tasks/tasks.ts'
import type { Shown } from '../kinds/shown.ts'

/**
 * The config, without conditional training where the dataset has no classes.
 * @param complain is told why
 */
export function withClasses(
  config: RunConfig,
  dataset: Dataset,
  complain: (sentence: string) => void,
): RunConfig {
  if (!TASK_RULES[taskOf(config)].tellsClass || isLabelled(dataset)) return config
  complain(
    `${dataset.summary.label} have no classes, so conditional training is off. Put pictures in a folder for each class.`,
  )
  return { ...config, conditional: 'none' }
}

/**
 * Classes a script asked for, one for each sample.
 * @throws GanvasError `bad-label`
 */
export function askedLabels(
  run: Shown,
  asked: readonly number[] | number | undefined,
  count: number,
): Labels {
  const { classes } = run.game
  if (asked === undefined) return classes === 0 ? null : inTurn(count, classes)
  if (classes === 0) {
    throw new GanvasError(
      'bad-label',
      'This run has no classes to choose among.',
      'Switch conditional training on, or leave the labels out.',
    )
  }
  const each = typeof asked === 'number' ? new Array<number>(count).fill(asked) : asked
  const wrong = each.find((label) => !Number.isInteger(label) || label < 0 || label >= classes)
  if (wrong !== undefined || each.length !== count) {
    throw new GanvasError(
      'bad-label',
      wrong === undefined
        ? `${each.length} labels came for ${count} samples.`
        : `${wrong} is not a class: there are ${classes}, from 0 to ${classes - 1}.`,
      'Give one class for all samples, or one for each.',
    )
  }
  return Uint16Array.from(each)
}
