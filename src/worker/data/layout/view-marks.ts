/**
 * What people put to the names of pictures and folders to say which view of a thing they show: "0001_mask.png", "lr_7.png",
 * "trainA". Knows names, no pictures; who is whose partner is decided in twin-folders.ts and pairs-of.ts.
 */

/** These say it wherever they stand at the end of a name. */
const SURE =
  /[_\-. ](mask|masks|seg|segmentation|label|labels|gt|edge|edges|depth|sketch|annotation|matte|alpha|target|out|hr|lr|noisy|clean|lowres|highres|hires|input|output|groundtruth|blurred|blurry|x\d)$/
/** These say it only where nearly all names of a folder have the very same: "a" and "b" also tell two cats apart. */
const AT_END =
  /([_\-. ](a|b|x|y|l|h|s|t|real|fake|photo|image|img|rgb|gray|grey|color|colour|before|after|blur|sharp|low|high|src|tgt|source|small|large|damaged|restored|normal|normals)|(?<=\d)x\d)$/
const AT_START =
  /^(mask|seg|segmentation|label|gt|edge|edges|depth|sketch|annotation|matte|alpha|target|out|output|hr|lr|noisy|clean|input|source|src|image|img|im|photo|picture)[_\-. ]?(?=.)/
const NEARLY_ALL = 0.8

export interface Stems {
  /** Of each name, what is left without extension, marks and capitals. */
  readonly keys: readonly string[]
  /** What nearly all of them have at their end that surely says what they show; null for nothing. */
  readonly mark: string | null
}

/** @param files names of the pictures of one folder */
export function stemsOf(files: readonly string[]): Stems {
  const names = files.map((file) => file.toLowerCase().replace(/\.\w+$/, ''))
  const sure = names.map((name) => SURE.exec(name)?.[1] ?? null)
  const marked = sure.filter((mark) => mark !== null)
  const end = common(names.map((name) => AT_END.exec(name)?.[0]))
  const start = common(names.map((name) => AT_START.exec(name)?.[0]))
  return {
    keys: names.map((name) => without(name.replace(SURE, ''), start, end)),
    mark: marked.length >= names.length * NEARLY_ALL ? (marked[0] ?? null) : null,
  }
}

/** The one that nearly all have; null where there is none. */
function common(marks: readonly (string | undefined)[]): string | null {
  const counts = new Map<string, number>()
  for (const mark of marks) if (mark !== undefined) counts.set(mark, (counts.get(mark) ?? 0) + 1)
  const most = [...counts].find(([, count]) => count >= marks.length * NEARLY_ALL)
  return most?.[0] ?? null
}

function without(name: string, start: string | null, end: string | null): string {
  const tail =
    end !== null && name.length > end.length && name.endsWith(end) ? name.slice(0, -end.length) : name
  return start !== null && tail.length > start.length && tail.startsWith(start)
    ? tail.slice(start.length)
    : tail
}

/** The view that a folder shows, and which part of the set it holds: "testA" is A of test. */
export interface FolderView {
  readonly view: string
  /** Empty where the name tells none. */
  readonly part: string
}

/**
 * @param folders all that lie side by side: only where the same view comes in several parts its name says both, for of "train" and
 * "train_masks" the first says no part
 */
export function folderViews(folders: readonly string[]): ReadonlyMap<string, FolderView> {
  const split = new Map(folders.map((folder) => [folder, splitOf(folder)]))
  const views = [...split.values()].flatMap((found) => (found === null ? [] : [found.view]))
  const comesInParts = new Set(views).size < views.length
  const whole = (folder: string): FolderView => ({ view: folder, part: '' })
  return new Map(
    [...split].map(([folder, found]) => [folder, comesInParts && found !== null ? found : whole(folder)]),
  )
}

/** "trainA", "test_lr", "val-masks", "hr_train" */
function splitOf(folder: string): FolderView | null {
  const [, part, joint = '', view] = /^(train|test|val|valid|validation)([_\- ]?)(.+)$/i.exec(folder) ?? []
  if (part !== undefined && view !== undefined && (joint !== '' || /^[A-Z]/.test(view)))
    return { view, part: part.toLowerCase() }
  const [, before, after] = /^(.+)[_\- ](train|test|val|valid|validation)$/i.exec(folder) ?? []
  return before === undefined || after === undefined ? null : { view: before, part: after.toLowerCase() }
}
