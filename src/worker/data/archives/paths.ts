/** Paths with "/" between folders, as they are told of archives. */

/** "photos/cats.tar.gz" to "photos/cats" */
export function stem(path: string): string {
  return path.replace(/(\.tar)?\.[a-z0-9]{1,4}$/i, '')
}

/** "photos/cats.zip" to "photos"; empty for none. */
export function folderOf(path: string): string {
  return path.split('/').slice(0, -1).join('/')
}

export function joined(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`
}
