/** Finds the adapter to measure: a GPU by whichever driver brings one, else a software adapter, else the reason why not. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { driversToTry, type Driver } from './drivers.ts'
import type { Found, FoundAdapter } from './found.ts'

const PATIENCE_MS = 120_000

export interface Device {
  readonly adapter: FoundAdapter
  readonly driver: string
  /** What whoever computes on it must be started with. */
  readonly env: NodeJS.ProcessEnv
}

/** @param folder of the bundle @returns the device, or what each driver said */
export function findDevice(folder: string): Device | { readonly refused: readonly string[] } {
  const refused: string[] = []
  let software: Device | null = null
  for (const driver of driversToTry(process.env, folder, existsSync)) {
    const env = { ...process.env, ...driver.env }
    const adapter = look(folder, env, [])
    if ('none' in adapter) refused.push(`${driver.name}: ${adapter.none}`)
    else if (!adapter.software) return deviceOf(adapter, driver, env)
    else software ??= deviceOf(adapter, driver, env)
  }
  return software ?? { refused }
}

/** With what it copies, and what a dispatch costs. */
export function measured(folder: string, { adapter, env }: Device): FoundAdapter {
  const found = look(folder, env, ['--measure'])
  return 'none' in found ? adapter : found
}

function deviceOf(adapter: FoundAdapter, driver: Driver, env: NodeJS.ProcessEnv): Device {
  return { adapter, driver: driver.name, env }
}

/** A process of its own: a driver that brings its process down takes nobody with it. */
function look(folder: string, env: NodeJS.ProcessEnv, more: readonly string[]): Found {
  const options = { env, encoding: 'utf8', timeout: PATIENCE_MS } as const
  const { stdout, stderr, status, signal } = spawnSync(
    execPath,
    [join(folder, 'device.js'), ...more],
    options,
  )
  const [last = ''] = stdout.trim().split('\n').slice(-1)
  const said = stderr.split('\n').find((line) => /error|cannot|couldn/i.test(line))
  if (status !== 0 || !last.startsWith('{')) {
    return { none: said?.trim() ?? `the process ended with ${signal ?? status ?? 'no status'}.` }
  }
  const found = JSON.parse(last) as Found
  return 'none' in found && said !== undefined ? { none: said.trim() } : found
}
