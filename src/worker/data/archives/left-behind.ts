/** What systems, editors and browsers leave behind. Nobody means to open these, so nobody is told of them. */

const FOLDERS = new Set([
  '__macosx',
  '@eadir',
  '#recycle',
  '$recycle.bin',
  'system volume information',
  'network trash folder',
  'lost+found',
  '__pycache__',
])
const FILES = new Set([
  'thumbs.db',
  'thumbs.db:encryptable',
  'ehthumbs.db',
  'ehthumbs_vista.db',
  'desktop.ini',
  'icon\r',
])
/** Downloads that are not done, and what an office program keeps beside an open document. */
const UNFINISHED = /\.(part|partial|crdownload|download|opdownload)$|^~\$|^~lock|^\.~lock/

/** Whatever the letter case. Anything that begins with a dot is hidden from people, and so from us. */
export function isLeftBehind(path: string): boolean {
  const parts = path.toLowerCase().split('/').filter(Boolean)
  const name = parts.at(-1) ?? ''
  const hidden = parts.some((part) => part.startsWith('.') && part !== '.' && part !== '..')
  return hidden || parts.some((part) => FOLDERS.has(part)) || FILES.has(name) || UNFINISHED.test(name)
}
