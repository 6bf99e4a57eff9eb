/**
 * A process that says what Dawn finds here, as one JSON line: the adapter, and with `--measure` what it copies in a second
 * and what a dispatch costs. It ends by itself, so that nobody else's measurements share the device with it.
 */
import { argv, exit, stdout } from 'node:process'
import { isSoftwareName } from '../../../../src/worker/compute/backends/software.ts'
import { giveGpu } from './gpu.ts'
import { copyRate, dispatchCost } from './measure-device.ts'
import type { Found } from './found.ts'

const found = await look(argv.includes('--measure'))
stdout.write(`${JSON.stringify(found)}\n`, () => exit())

async function look(measuring: boolean): Promise<Found> {
  const adapter = await giveGpu().requestAdapter({ powerPreference: 'high-performance' })
  if (adapter === null) return { none: 'Dawn found no adapter.' }
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info
  const software = isFallbackAdapter || isSoftwareName([vendor, architecture, device, description].join(' '))
  const facts = { vendor, architecture, device, description, software }
  return measuring ? { ...facts, ...(await measure(adapter)) } : facts
}

async function measure(adapter: GPUAdapter): Promise<{ copyGBs: number; dispatchUs: number }> {
  const { maxBufferSize } = adapter.limits
  const device = await adapter.requestDevice({ requiredLimits: { maxBufferSize } })
  return { copyGBs: await copyRate(device), dispatchUs: await dispatchCost(device) }
}
