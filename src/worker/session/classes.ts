/**
 * The classes of a run: whether it is conditional, which classes its fakes are of, and which a person looks at. Plain
 * arrays; draws no tensors.
 */
import type { RunConfig } from '../../common/config/run-config.ts'
import { taskOf } from '../../common/config/task.ts'
import { drawLabels, imagesOfClasses, isLabelled, type LabelledSet } from '../data/labels.ts'
import type { Dataset } from '../data/prepared.ts'
import { residentLabels } from '../data/resident.ts'
import type { LabelSource } from '../gan/batches/feed.ts'
import { inTurn, type Labels } from '../gan/batches/labels.ts'
import { TASK_RULES } from '../gan/tasks/tasks.ts'
import { GanvasError } from '../../common/failure.ts'
import { fork, streamFor, type Stream } from '../../common/numbers/random.ts'
import type { Shown } from './shown.ts'

/** The dataset of a run that is told classes; null where it is not. */
export function conditionedOn(config: RunConfig, dataset: Dataset): LabelledSet | null {
  return TASK_RULES[taskOf(config)].tellsClass && isLabelled(dataset) ? dataset : null
}

/** Classes for the feed; null for a run without. */
export function labelSource(config: RunConfig, dataset: Dataset): LabelSource | null {
  const set = conditionedOn(config, dataset)
  if (set === null) return null
  return {
    classes: set.summary.classes.length,
    draw: (stream, count) => drawLabels(set, stream, count),
    resident: residentLabels(set),
  }
}

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

/** Classes of fresh fakes at a step, each as often as in the training data; null without classes. */
export function freshLabels(run: Shown, count: number): Labels {
  return sharesOf(run, fork(streamFor(run.config.seed, 'labels'), run.step), count)
}

/** Classes of a row of fixed noises: one class, or each column its own, the first column the first class. */
export function shownLabels(run: Shown, count: number, columns: number, pick: number | null): Labels {
  const { classes } = run.game
  if (classes === 0) return null
  const chosen = pickOf(run, pick)
  if (chosen !== null) return new Uint16Array(count).fill(chosen)
  return Uint16Array.from({ length: count }, (_, i) => (i % columns) % classes)
}

/** Names above the columns of the grid; null where they are not classes. */
export function columnNames(run: Shown, columns: number, pick: number | null): string[] | null {
  const { classes } = run.game
  if (classes === 0 || pickOf(run, pick) !== null) return null
  const names = run.dataset.summary.classes
  return Array.from({ length: columns }, (_, i) => names[i % classes] ?? '')
}

/** Classes shown of one latent: the chosen one, or as many as there is room for. */
export function cursorLabels(run: Shown, pick: number | null): Labels {
  const { classes } = run.game
  if (classes === 0) return null
  const chosen = pickOf(run, pick)
  return chosen === null ? inTurn(Math.min(classes, MOST_UNDER_HAND), classes) : Uint16Array.of(chosen)
}

/** One class for samples that are each shown alone: the chosen one, or the first. */
export function soleLabels(run: Shown, count: number, pick: number | null): Labels {
  return run.game.classes === 0 ? null : new Uint16Array(count).fill(pickOf(run, pick) ?? 0)
}

/** More pictures than this under one hand are too small to see. */
export const MOST_UNDER_HAND = 16

/** Real pictures of these classes, the same ones at every look. */
export function realsOf(run: Shown, labels: Uint16Array, stream: Stream): Float32Array | null {
  const set = conditionedOn(run.config, run.dataset)
  return set === null ? null : imagesOfClasses(set, stream, labels)
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

function sharesOf(run: Shown, stream: Stream, count: number): Labels {
  const set = conditionedOn(run.config, run.dataset)
  return set === null ? null : drawLabels(set, stream, count)
}

/** A pick of another dataset's class is none. */
function pickOf(run: Shown, pick: number | null): number | null {
  return pick !== null && pick < run.game.classes ? pick : null
}
