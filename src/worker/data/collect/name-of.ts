/** What to call a dataset that was opened. */

/** The one file's name, the one folder's, or how many files. */
export function nameOf(files: readonly File[]): string {
  const paths = files.map((file) => file.webkitRelativePath || file.name)
  const [first = ''] = paths
  if (paths.length === 1) return first.split('/').at(-1) ?? first
  const top = first.split('/')[0] ?? ''
  const shared = first.includes('/') && paths.every((path) => path.startsWith(`${top}/`))
  return shared ? top : `${paths.length} files`
}
