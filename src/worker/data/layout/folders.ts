/** Which level of folders names classes. Levels count from the outermost, 0. Knows paths, no pictures. */

/** Names that say what part of a set it is, or what kind of file, and never what is on the picture. */
const GENERAL = new Set(
  (
    'train training trn test testing tst val valid validation eval evaluation dev holdout split splits fold ' +
    'image images img imgs jpg jpgs jpeg jpegs jpegimages png pngs webp gif bmp tif tiff avif svg svgs vector vectors scalable picture pictures pic pics photo photos ' +
    'data dataset datasets set raw all full total original originals orig resized cropped crop crops aligned processed ' +
    'preprocessed files file folder samples sample content input inputs unlabeled unlabelled extra'
  ).split(' '),
)
/** What lies beside pictures and is about them. */
export const ABOUT = new Set(
  (
    'mask masks label labels annotation annotations annot edge edges seg segs segmentation segmentations segmented gt gtfine ' +
    'groundtruth truth ground depth depths normal normals sketch sketches contour contours outline outlines lineart matte ' +
    'mattes alpha saliency heatmap heatmaps target targets output outputs lr hr clean noisy semantic instance parsing ' +
    'grayscale greyscale'
  ).split(' '),
)

/** "train_images", "train2017" and "Test Set" are as general as their parts; "64x64" says how large, not what. */
export function isGeneral(name: string): boolean {
  if (isSize(name)) return true
  const words = wordsOf(name)
  return (
    words.length > 0 &&
    words.every(
      (word) => GENERAL.has(word) || ABOUT.has(word) || /^(19|20)\d\d$|^\d{1,4}x\d{1,4}$/.test(word),
    ) &&
    words.some((word) => !/^\d/.test(word))
  )
}

/** "64x64", "4x3", "48x48@2x" */
export function isSize(name: string): boolean {
  return /^\d{1,4}x\d{1,4}(@\dx?)?$/i.test(name)
}

/** Lower-case words of a folder's name, with capitals inside taken for beginnings: "trainA" is "train", "a". */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([a-z])(\d)/gi, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

/** Folders that a picture lies in, the outermost first. */
export function foldersOf(path: string): string[] {
  return path.split('/').filter(Boolean).slice(0, -1)
}

/** The name at this level, where it tells pictures apart; null where all are alike. */
export function namesAtLevel(paths: readonly string[], level: number): (string | null)[] | null {
  const names = paths.map((path) => foldersOf(path)[level] ?? null)
  return new Set(names).size > 1 ? names : null
}

/** Levels that tell pictures apart. */
export function levelsOf(paths: readonly string[]): number[] {
  const deepest = paths.reduce((most, path) => Math.max(most, foldersOf(path).length), 0)
  return Array.from({ length: Math.min(deepest, MOST_LEVELS) }, (_, level) => level).filter(
    (level) => namesAtLevel(paths, level) !== null,
  )
}
const MOST_LEVELS = 8

/**
 * The class of each picture by its folders, without levels that name none: what is the same for all, what is general, and
 * `views`, folders that hold the same pictures in another way. Of the levels that are left the deepest that all have.
 */
export function classFolders(paths: readonly string[], views: ReadonlySet<string>): (string | null)[] | null {
  const shards = shardsIn(paths)
  const telling = withoutCommon(
    paths.map((path) =>
      foldersOf(path)
        .filter((name) => !isGeneral(name) && !views.has(name) && !shards.has(name))
        .map(withoutSplit),
    ),
  )
  const deepest = telling.reduce((most, names) => Math.max(most, names.length), 0)
  const outer = telling.filter((names) => names.length > 0).length
  for (let level = deepest - 1; level >= 0; level--) {
    const names = telling.map((folders) => folders[level] ?? null)
    const having = names.filter((name) => name !== null).length
    if (having < outer * NEARLY_ALL) continue
    // One folder and a few that lie outside it are no two classes.
    const alone = new Set(names).size === 2 && having > 0 && having < names.length
    if (alone && having >= names.length * NEARLY_ALL) continue
    if (new Set(names).size > 1 && areClasses(names)) return names
  }
  return null
}
const NEARLY_ALL = 0.9

/** Without the outer folders that all lie in: what lies in these alone is loose. */
function withoutCommon(lists: string[][]): string[][] {
  const [first = []] = lists
  let common = first.length
  for (const list of lists) {
    let same = 0
    while (same < common && list[same] === first[same]) same++
    common = same
  }
  return lists.map((list) => list.slice(common))
}

/** A folder for every one or two pictures sorts nothing. */
function areClasses(names: readonly (string | null)[]): boolean {
  const distinct = new Set(names).size
  return distinct <= 10 || distinct * 2 <= names.length
}

/** "trainA" and "testA" are one class, A. */
function withoutSplit(name: string): string {
  const split = /^(?:train|test|val)_?([A-Z])$/.exec(name)
  return split?.[1] ?? name
}

/**
 * Folders that only part a long list: "00000", "00001", … with file names that go on from one to the next. Where the same
 * names come again in each folder, these are numbered classes.
 */
function shardsIn(paths: readonly string[]): Set<string> {
  const folders = new Map<string, Set<string>>()
  for (const path of paths) {
    const folder = foldersOf(path).at(-1) ?? ''
    if (!/^\d{4,}$/.test(folder)) return new Set()
    folders.set(folder, (folders.get(folder) ?? new Set()).add(path.slice(path.lastIndexOf('/') + 1)))
  }
  const names = [...folders.values()].reduce((sum, { size }) => sum + size, 0)
  const distinct = new Set([...folders.values()].flatMap((some) => [...some])).size
  const numbered = paths.every((path) => /\d+\.\w+$/.test(path))
  return numbered && distinct === names ? new Set(folders.keys()) : new Set()
}
