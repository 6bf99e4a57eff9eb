/**
 * Tells the two classes of a run that translates apart, by itself: a straight line through features that no network of the run has seen,
 * taught on training pictures. Knows no tensors and no networks.
 */
import type { RunConfig } from '../../../../common/config/run-config.ts'
import { fork, permutation, streamFor } from '../../../../common/numbers/random.ts'
import { membersOf, type LabelledSet } from '../../../data/labels.ts'
import type { PictureSet } from '../../../data/picture-set.ts'
import { randomConv } from '../../../evaluation/features/random-conv.ts'
import { fitStandard, standardise, type Standard } from '../../../evaluation/features/standardise.ts'
import type { EncodedRows } from '../../../evaluation/learners/encode.ts'
import { fitLogistic, logisticShares, type Logistic } from '../../../evaluation/learners/logistic.ts'
import type { Rows } from '../../../evaluation/metrics/rows.ts'
import type { Sliced } from '../../../evaluation/metrics/slices.ts'

/** Pictures of each class that it is taught on. */
const TAUGHT = 300
/** As many numbers as pictures: the line is held back. */
const HELD_BACK = 0.01

export class ClassJudge {
  private constructor(
    private readonly set: PictureSet,
    private readonly standard: Standard,
    private readonly line: Logistic,
  ) {}

  static *taught(set: PictureSet & LabelledSet, { from, to }: RunConfig): Sliced<ClassJudge> {
    const members = [from, to].map((which, i) => some(membersOf(set)[which] ?? new Uint32Array(), i))
    const indices = Uint32Array.from(members.flatMap((of) => [...of]))
    const codes = Int32Array.from(indices, (_, i) => (i < (members[0]?.length ?? 0) ? 0 : 1))
    // Both classes count alike, however many there are.
    const weights = Float64Array.from(codes, (code) => indices.length / 2 / (members[code]?.length ?? 1))
    const rows = yield* randomConv.extract({ pixels: set.list.at(indices), ...set.item })
    const standard = fitStandard(rows)
    const line = yield* fitLogistic(dense(standardise(rows, standard)), codes, 2, weights, { c: HELD_BACK })
    return new ClassJudge(set, standard, line)
  }

  /** Whether each picture is taken for one of the second class. @param pictures [n, …item] */
  *asked(pictures: Float32Array): Sliced<boolean[]> {
    const rows = yield* randomConv.extract({ pixels: pictures, ...this.set.item })
    const shares = logisticShares(this.line, dense(standardise(rows, this.standard)))
    return Array.from({ length: shares.length / 2 }, (_, i) => (shares[2 * i + 1] ?? 0) > 0.5)
  }
}

function some(indices: Uint32Array, which: number): Uint32Array {
  const order = permutation(fork(streamFor(1, 'evaluate'), which), indices.length)
  return order.subarray(0, TAUGHT).map((at) => indices[at] ?? 0)
}

function dense({ values, dimensions }: Rows): EncodedRows {
  return {
    count: values.length / dimensions,
    width: dimensions,
    perRow: dimensions,
    places: Int32Array.from(values, (_, i) => i % dimensions),
    values: Float64Array.from(values),
  }
}
