/** Waits for what may never come, but not for ever. Knows nothing of what is waited for. */

/** Resolves as the promise does, or to null after so many milliseconds; what was begun goes on all the same. */
export async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), milliseconds)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
