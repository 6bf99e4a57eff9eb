/** Which labels belong to an array of pictures. */
/** One label for each picture of an array beside it, in the same order. */
export interface LabelList {
  readonly name: string
  readonly labels: readonly string[]
}

/**
 * The labels that belong to an array: same count, and the same name where there are several ("train-images-idx3-ubyte" and
 * "train-labels-idx1-ubyte", "x_train.npy" and "y_train.npy"). Null when there are none, or several that fit alike.
 */
export function labelsFor(name: string, count: number, candidates: readonly LabelList[]): LabelList | null {
  const fitting = candidates.filter(({ labels }) => labels.length === count)
  const named = fitting.filter((candidate) => bare(candidate.name) === bare(name))
  const [only, ...others] = named.length > 0 ? named : fitting
  return only === undefined || others.length > 0 ? null : only
}

/** A name without what tells images from labels. */
function bare(name: string): string {
  return name.toLowerCase().replace(/images?|labels?|idx\d|(?<![a-z])[xy](?![a-z])|\.gz$/g, '')
}
