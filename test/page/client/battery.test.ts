import { afterEach, expect, test, vi } from 'vitest'
import { watchBattery } from '../../../src/page/client/battery.ts'

afterEach(() => vi.unstubAllGlobals())

class Battery extends EventTarget {
  constructor(public charging: boolean) {
    super()
  }

  plug(charging: boolean): void {
    this.charging = charging
    this.dispatchEvent(new Event('chargingchange'))
  }
}

/** A browser whose battery is asked for; `getBattery` is a method that will not be called on anything else. */
function browserWith(battery: () => Promise<Battery>): void {
  const browser = {
    getBattery(this: unknown): Promise<Battery> {
      return this === browser ? battery() : Promise.reject(new TypeError('Illegal invocation'))
    },
  }
  vi.stubGlobal('navigator', browser)
}

test('tells at once, and again whenever the plug goes in or out', async () => {
  const battery = new Battery(false)
  browserWith(() => Promise.resolve(battery))
  const told: boolean[] = []
  await watchBattery((onBattery) => told.push(onBattery))
  expect(told).toEqual([true])
  battery.plug(true)
  battery.plug(false)
  expect(told).toEqual([true, false, true])
})

test('a browser that does not tell, or may not, is asked and left alone', async () => {
  const told: boolean[] = []
  vi.stubGlobal('navigator', {})
  await watchBattery((onBattery) => told.push(onBattery))
  browserWith(() => Promise.reject(new Error('NotAllowedError')))
  await watchBattery((onBattery) => told.push(onBattery))
  expect(told).toEqual([])
})
