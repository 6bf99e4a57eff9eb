/**
 * The classes of what is looked at: whether it is conditional, which classes its fakes are of, and which a person looks at.
 * Plain arrays; draws no tensors.
 */
import type { RunConfig } from '../../common/config/run-config.ts'
import { taskOf } from '../../common/config/task.ts'
import type { Dataset } from '../data/dataset.ts'
import { drawLabels, isLabelled, itemsOfClasses, type LabelledSet } from '../data/labels.ts'
import type { LabelSource } from '../gan/batches/item-sources.ts'
import type { Labels } from '../gan/batches/labels.ts'
import { inTurn } from '../gan/batches/labels.ts'
import { TASK_RULES } from '../gan/tasks/tasks.ts'
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
  const resident = set.residentLabels()
  return {
    classes: set.summary.classes.length,
    draw: (stream, count) => drawLabels(set, stream, count),
    ...(resident === null ? {} : { resident }),
  }
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

/** More samples than this under one hand are too small to see. */
export const MOST_UNDER_HAND = 16

/** Reals of these classes, the same ones at every look; null for a run without. [labels.length, …item] */
export function realsOf(run: Shown, labels: Uint16Array, stream: Stream): Float32Array | null {
  const set = conditionedOn(run.config, run.dataset)
  return set === null ? null : itemsOfClasses(set, stream, labels)
}

function sharesOf(run: Shown, stream: Stream, count: number): Labels {
  const set = conditionedOn(run.config, run.dataset)
  return set === null ? null : drawLabels(set, stream, count)
}

/** A pick of another dataset's class is none. */
function pickOf(run: Shown, pick: number | null): number | null {
  return pick !== null && pick < run.game.classes ? pick : null
}
