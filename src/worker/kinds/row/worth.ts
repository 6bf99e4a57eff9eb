/** The study of worth on a table: the networks' fakes of all seeds, rows held out to be asked about, learners and rivals. */
import { GanvasError } from '../../../common/failure.ts'
import { fork, streamFor } from '../../../common/numbers/random.ts'
import type { WorthLearner, WorthOptions } from '../../../common/protocol/worth.ts'
import { learntColumns } from '../../../common/tables/learnt-columns.ts'
import { suggestedTarget } from '../../../common/tables/suggested-target.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import type { RowSet } from '../../data/row-set.ts'
import type { Learner } from '../../evaluation/learners/learner.ts'
import { linearLearner } from '../../evaluation/learners/linear.ts'
import { logisticLearner } from '../../evaluation/learners/logistic.ts'
import { mlpLearner } from '../../evaluation/learners/mlp.ts'
import { forestLearner, treeLearner } from '../../evaluation/learners/trees.ts'
import { MANY } from '../../evaluation/worth/arms.ts'
import { curveSizes } from '../../evaluation/worth/learning-curve.ts'
import { studyWorth, type Work } from '../../evaluation/worth/study.ts'
import { tableTrial, type Rows } from '../../evaluation/worth/table-trial.ts'
import { caveatsOf, inOrder, seedsOf, type PreparedWorth } from '../worth.ts'
import { rowsInTurns } from './generate.ts'
import { columnsOf } from './made-rows.ts'
import type { RowRival } from './rival.ts'
import { rivalMakers, rivalsOf } from './rivals.ts'
import type { ShownRows } from './scenes.ts'

/** A forest on more rows takes minutes. */
const MOST_REALS = 8000
const BEYOND = 4

/** Where fakes come from, and how many reals are taken; tests plant others. */
export interface RowWorthSources {
  readonly fakes: (run: ShownRows, count: number, seed: number, target: string) => Work<Rows>
  readonly most: number
  /** The learning curve goes up to so many times the reals of an arm, where there are as many. */
  readonly beyond: number
  /** @param draws how many seeds will ask for rows */
  readonly rivals: (set: RowSet, draws: number) => readonly RowRival[]
}

const OF_THE_NETWORKS: RowWorthSources = {
  fakes: fakesOfNetworks,
  most: MOST_REALS,
  beyond: BEYOND,
  rivals: rivalsOf,
}

/** Beside the streams of `makeRows`, which are numbered by wishes. */
const LABELS = 1000
/** Further fakes of a comparison are of a seed of their own. */
const FURTHER = 1000

/** As whoever takes rows away would have them, the classes of what is asked about in their right measure. */
async function* fakesOfNetworks(
  run: ShownRows,
  count: number,
  seed: number,
  target: string,
): AsyncGenerator<undefined, Rows, undefined> {
  const work = rowsInTurns(run, { count, seed }, target)
  let turn = await work.next()
  while (turn.done !== true) {
    yield
    turn = await work.next()
  }
  const { items } = turn.value
  return columnsOf(run.dataset.item, items, fork(streamFor(seed, 'walk'), LABELS))
}

/** @throws GanvasError `worth-few`, `worth-no-target`, `no-such-column`, `worth-learner`, `worth-seeds` */
export function prepareRowWorth(
  run: ShownRows,
  options: WorthOptions,
  { fakes, most, beyond, rivals: rivalsFor }: RowWorthSources = OF_THE_NETWORKS,
): PreparedWorth {
  const { dataset: set } = run
  const { training, heldOut } = set.split
  if (heldOut.length === 0) throw tooFew(set.summary.count)
  const target = targetOf(set, options.target)
  const { learner, words } = learnerOf(options.learner ?? 'forest', target)
  const seeds = seedsOf(options)
  const rivals = rivalsFor(set, seeds.length)
  const [pool, test] = [set.take(training), set.take(heldOut)]
  const reals = Math.min(training.length, most)
  const trial = tableTrial({
    ...{ test, pool, target: target.name, learner },
    rivals: rivalMakers(reals === training.length, rivals),
    fakes: inOrder(seeds, (seed) => fakes(run, reals, seed, target.name)),
    moreFakes: inOrder(seeds, (seed) => fakes(run, (MANY - 1) * reals, FURTHER + seed, target.name)),
    parts: Math.min(seeds.length, heldOut.length),
  })
  const guessing = target.kind === 'category' ? 1 / classesIn(test, target.name) : 0
  const counts = {
    ...{ items: 'rows' as const, seen: training.length, reals },
    ...{ test: heldOut.length, seeds: seeds.length },
  }
  return {
    about: {
      ...counts,
      target: target.name,
      figure: target.kind === 'category' ? 'macro-F1' : 'R²',
      guessing,
      learner: words,
      step: run.step,
      fakes: reals,
      many: true,
      classic: target.kind === 'category' ? 'SMOTE' : null,
      rivals: rivals.map(({ id, label }) => ({ id, label })),
      caveats: caveatsOf(run, counts),
    },
    study: (told) =>
      studyWorth(
        trial,
        { items: reals, curve: sizesFor(reals, Math.min(training.length, beyond * reals)), guessing, seeds },
        told,
      ),
  }
}

/** At least one. */
function classesIn(rows: Rows, name: string): number {
  const column = rows.find((one) => one.name === name)
  const codes = column?.kind === 'category' ? column.codes : []
  return Math.max(1, new Set([...codes].filter((code) => code >= 0)).size)
}

/** Where there are more rows than an arm takes, the curve goes on a little: what fakes add can be read off. */
function sizesFor(reals: number, most: number): number[] {
  return [...curveSizes(reals), ...curveSizes(most)]
}

function targetOf(set: RowSet, asked: string | undefined): TableColumn {
  const { encoding, target } = set.item
  const name = asked ?? (target === null ? undefined : encoding.columns[target]?.name)
  if (name === undefined) throw noTarget(suggestedTarget(encoding))
  const found = set.columns.find((column) => column.name === name)
  if (found !== undefined) return found
  throw new GanvasError(
    'no-such-column',
    `No column that is learnt is called “${name}”, so nothing can be asked to predict it.`,
    `Choose one of ${learntColumns(encoding)
      .slice(0, 6)
      .map(({ column }) => `“${column.name}”`)
      .join(', ')}${learntColumns(encoding).length > 6 ? ' …' : ''}.`,
  )
}

function learnerOf(id: WorthLearner, { kind }: TableColumn): { learner: Learner; words: string } {
  switch (id) {
    case 'forest':
      return { learner: forestLearner(), words: 'a random forest of 50 trees' }
    case 'tree':
      return { learner: treeLearner(), words: 'a decision tree' }
    case 'perceptron':
      return { learner: mlpLearner(), words: 'a perceptron with one hidden layer' }
    case 'linear':
      return kind === 'category'
        ? { learner: logisticLearner(), words: 'a logistic regression' }
        : { learner: linearLearner(), words: 'a linear regression' }
    default:
      throw new GanvasError(
        'worth-learner',
        `There is no learner “${String(id)}”.`,
        'Choose forest, tree, linear or perceptron.',
      )
  }
}

function noTarget(suggested: string | null): GanvasError {
  return new GanvasError(
    'worth-no-target',
    'Nobody said which column another model would have to predict, and what fakes are worth is judged by that.',
    suggested === null
      ? 'Choose a column as the target.'
      : `Choose a column as the target; “${suggested}” looks like the one.`,
  )
}

function tooFew(count: number): GanvasError {
  return new GanvasError(
    'worth-few',
    `${count} rows are too few to say what fakes of them are worth: none could be held back to ask about.`,
    'Open a table of 40 rows or more; of a few hundred the answer is surer.',
  )
}
