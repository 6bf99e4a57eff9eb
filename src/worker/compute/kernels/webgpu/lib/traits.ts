/** What the kernels' plans go by: whether the device computes on a processor, where threads are dear and barriers dearer, and what its shaders may use. */

const software = new WeakMap<object, boolean>()

export function tellSoftware(backend: object, isSoftware: boolean): void {
  software.set(backend, isSoftware)
}

export function isSoftware(backend: object): boolean {
  return software.get(backend) ?? false
}

/** What shaders may use beyond the core of the language. */
export interface Extras {
  readonly subgroups: boolean
  /** Whether every subgroup is as large as any other, whatever the shader. */
  readonly evenSubgroups: boolean
  readonly half: boolean
  /** Whether four neighbouring threads of a group are a subgroup that a processor computes as one. */
  readonly fours: boolean
}

/** Whether a device's subgroups all have one size. An older browser does not say. */
export function evenSubgroups(info: GPUAdapterInfo | undefined): boolean {
  const { subgroupMinSize = 0, subgroupMaxSize = 0 } = (info ?? {}) as Partial<GPUAdapterInfo>
  return subgroupMinSize > 0 && subgroupMinSize === subgroupMaxSize
}

/**
 * Whether four neighbouring threads of a group are a subgroup on an adapter. Nothing in the language says which threads are in one;
 * SwiftShader is known to compute each four neighbours at once, as one vector of the processor.
 */
export function neighboursInFours(info: GPUAdapterInfo | undefined): boolean {
  const { architecture, subgroupMinSize, subgroupMaxSize } = (info ?? {}) as Partial<GPUAdapterInfo>
  return architecture === 'swiftshader' && subgroupMinSize === 4 && subgroupMaxSize === 4
}

const NONE: Extras = { subgroups: false, evenSubgroups: false, half: false, fours: false }

const extras = new WeakMap<object, Extras>()
const halving = new WeakSet<object>()

/** What a device has. */
export function tellExtras(backend: object, has: Extras): void {
  extras.set(backend, has)
}

/** Whether products may be computed in half precision, where the device can: who trains decides, as the numbers are others. */
export function allowHalf(backend: object, allowed: boolean): void {
  if (allowed) halving.add(backend)
  else halving.delete(backend)
}

/**
 * What plans may use. On a processor only what leaves every number as it is: there a run gives the same numbers whatever plan
 * was chosen, and threads that wait for each other are dear.
 */
export function extrasOf(backend: object): Extras {
  const has = extras.get(backend) ?? NONE
  if (isSoftware(backend)) return { ...NONE, fours: has.fours }
  return { ...has, fours: false, half: has.half && halving.has(backend) }
}
