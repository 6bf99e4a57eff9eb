/** Works on several things at a time and gives the results in their order. */

/** @param work never rejects, or the whole rejects with it; the rest is then not begun */
export async function inOrder<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  let failed = false
  const worker = async () => {
    while (next < items.length && !failed) {
      const at = next++
      const item = items[at]
      if (item === undefined) return
      try {
        results[at] = await work(item)
      } catch (thrown) {
        failed = true
        throw thrown
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}
