/**
 * Which Vulkan drivers to try, as environments of a process: Dawn asks the system's loader, which may be missing, or may
 * not know where the driver is. Paths only; nothing is started here.
 */
import { SWIFTSHADER, VULKAN_FOLDER } from './folder-plan.ts'

export interface Driver {
  /** For people. */
  readonly name: string
  /** Added to the environment of whoever uses it. */
  readonly env: Readonly<Record<string, string>>
}

/** Where drivers of NVIDIA leave their list, beside what a loader searches by itself: containers mount them elsewhere. */
const NVIDIA_LISTS = [
  '/usr/share/vulkan/icd.d/nvidia_icd.json',
  '/etc/vulkan/icd.d/nvidia_icd.json',
  '/usr/local/nvidia/share/vulkan/icd.d/nvidia_icd.json',
]
const NVIDIA_LIBRARIES = ['/usr/local/nvidia/lib64', '/usr/local/nvidia/lib']

/** A list of the folder's own: the driver's entry that needs no X11, where only libraries were mounted. */
export const NVIDIA_HEADLESS = `${VULKAN_FOLDER}/nvidia_headless_icd.json`
export const NVIDIA_HEADLESS_TEXT = JSON.stringify({
  file_format_version: '1.0.0',
  ICD: { library_path: 'libEGL_nvidia.so.0', api_version: '1.3.0' },
})

/**
 * The system's own first, a software driver last.
 * @param env of this process: a driver named there is the only one tried
 * @param folder that the bench runs from, absolute
 * @param exists whether there is a file of this path
 */
export function driversToTry(
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
  exists: (path: string) => boolean,
): readonly Driver[] {
  const loader = exists(`${folder}/${VULKAN_FOLDER}/libvulkan.so.1`)
    ? { LD_LIBRARY_PATH: libraries(env['LD_LIBRARY_PATH'], folder) }
    : null
  const system: Driver[] = [
    { name: 'the system’s Vulkan', env: {} },
    ...(loader === null ? [] : [{ name: 'the system’s drivers by the folder’s loader', env: loader }]),
  ]
  if (env['VK_ICD_FILENAMES'] !== undefined || env['VK_DRIVER_FILES'] !== undefined) return system
  const lists = [...NVIDIA_LISTS, `${folder}/${NVIDIA_HEADLESS}`, `${folder}/${SWIFTSHADER}`]
  const named = lists.filter(exists).map((list) => ({
    name: list,
    // The first is the older name of the second.
    env: { ...loader, VK_ICD_FILENAMES: list, VK_DRIVER_FILES: list },
  }))
  return [...system, ...named]
}

function libraries(before: string | undefined, folder: string): string {
  const own = [`${folder}/${VULKAN_FOLDER}`, ...NVIDIA_LIBRARIES]
  return [...(before === undefined || before === '' ? [] : [before]), ...own].join(':')
}
