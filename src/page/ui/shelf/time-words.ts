/** How long ago something was, and how large it is, in words. Pure. */
const MINUTE = 60_000
const UNITS = [
  ['day', 24 * 60 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
] as const

const ago = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' })

/** “3 hours ago”, “just now”. @param age milliseconds */
export function agoWords(age: number): string {
  const [unit, length] = UNITS.find(([, milliseconds]) => age >= milliseconds) ?? ['minute', MINUTE]
  return age < MINUTE ? 'just now' : ago.format(-Math.floor(age / length), unit)
}

/** “420 kB”, “1.2 MB”. */
export function sizeWords(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
