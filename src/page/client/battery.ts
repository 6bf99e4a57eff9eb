/**
 * Whether the machine runs on its battery, where the browser tells (Battery Status API; Chromium does, others do not).
 * Decides nothing.
 */

/** The part of the API that is used; TypeScript's own types do not have it. */
interface Battery extends EventTarget {
  readonly charging: boolean
}

/** Calls `tell` at once when it is known, and at each change; never where it is not told. */
export async function watchBattery(tell: (onBattery: boolean) => void): Promise<void> {
  const { getBattery } = navigator as Navigator & { getBattery?: () => Promise<Battery> }
  try {
    const battery = await getBattery?.call(navigator)
    if (battery === undefined) return
    const now = (): void => tell(!battery.charging)
    battery.addEventListener('chargingchange', now)
    now()
  } catch {
    // A page that is not allowed to know goes on without knowing.
  }
}
