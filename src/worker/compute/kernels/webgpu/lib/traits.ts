/** What the kernels' plans go by: whether the device computes on a processor, where threads are dear and barriers dearer. */

const software = new WeakMap<object, boolean>()

export function tellSoftware(backend: object, isSoftware: boolean): void {
  software.set(backend, isSoftware)
}

export function isSoftware(backend: object): boolean {
  return software.get(backend) ?? false
}
