/** Which of two views of the same things is made from which, as far as their names tell. Knows names alone. */
import { isSize, wordsOf } from './folders.ts'

/** What is given. */
const SOURCES = new Set(
  (
    'lr low lowres small noisy noise blur blurred blurry edge edges sketch sketches contour contours outline outlines lineart ' +
    'gray grey grayscale greyscale input inputs src source sources masked damaged degraded corrupted compressed rainy rain ' +
    'hazy haze foggy dark before young a x'
  ).split(' '),
)
/** What is wanted. */
const TARGETS = new Set(
  (
    'hr high highres hires large clean sharp gt gtfine groundtruth truth target targets tgt output outputs mask masks seg segs ' +
    'segmentation segmentations segmented label labels annotation annotations annot depth depths normals matte mattes alpha ' +
    'semantic instance parsing saliency heatmap heatmaps restored enhanced real color colour after old b y'
  ).split(' '),
)
/** "with_mask" and "no_mask" are classes, whatever a mask is. */
const NEGATIONS = new Set(['no', 'not', 'non', 'with', 'without'])

/** Higher where the first is more likely to be given, and the second to be wanted. */
export function likelihood(from: string, to: string): number {
  const size = isSize(from) && isSize(to) && sideOf(from) < sideOf(to) ? 1 : 0
  return roleOf(to) - roleOf(from) + size
}

/** One is called as what is given, the other as what is wanted. */
export function areOpposites(a: string, b: string): boolean {
  return roleOf(a) * roleOf(b) < 0
}

/** They differ by no more than a "no". */
export function negates(a: string, b: string): boolean {
  const bare = (name: string) =>
    wordsOf(name)
      .filter((word) => !NEGATIONS.has(word))
      .join(' ')
  return bare(a) === bare(b)
}

/** −1 given, 1 wanted, 0 neither. A letter tells only at the end: "train_A". */
function roleOf(name: string): -1 | 0 | 1 {
  const words = wordsOf(name)
  const telling = words.filter((word, i) => word.length > 1 || i === words.length - 1)
  if (telling.some((word) => SOURCES.has(word))) return -1
  return telling.some((word) => TARGETS.has(word)) ? 1 : 0
}

function sideOf(name: string): number {
  return Number.parseInt(name, 10)
}
