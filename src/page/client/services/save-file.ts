/** Hands a file to the person, as a download. */

/** Long enough for a download to begin: from then on it has its own hold on the bytes. */
const HELD_MS = 60_000

export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), HELD_MS)
}
