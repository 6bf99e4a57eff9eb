/**
 * A burst of pictures from a running video, as files: one every so often, in a folder that names their class. Knows the
 * video alone; asks for no camera and opens nothing.
 */

/** Shorter side of what is kept, in pixels: as large as any picture is prepared. */
const SIDE = 128

export interface Burst {
  readonly count: number
  /** Pictures a second. */
  readonly rate: number
  /** What they show: the name of their folder. */
  readonly name: string
  /** Numbers the first picture. */
  readonly from: number
}

/** Called with each picture as it is taken. */
type OnTaken = (file: File) => void

/** Takes the pictures one by one; ends early, with what it has, when the signal says so. */
export async function takeBurst(
  video: HTMLVideoElement,
  burst: Burst,
  onTaken: OnTaken,
  signal: AbortSignal,
): Promise<void> {
  for (let i = 0; i < burst.count && !signal.aborted; i++) {
    const canvas = drawn(video)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
    if (blob !== null) onTaken(new File([blob], pathOf(burst, i), { type: 'image/png' }))
    if (i + 1 < burst.count) await pause(1000 / burst.rate, signal)
  }
}

/** “ana/0007.png”: the folder is the class. */
function pathOf({ name, from }: Burst, i: number): string {
  const folder = name.trim().replaceAll('/', '-')
  const number = String(from + i + 1).padStart(4, '0')
  return folder === '' ? `webcam/${number}.png` : `${folder}/${number}.png`
}

/** What the video shows now, with its shorter side at SIDE. */
function drawn(video: HTMLVideoElement): HTMLCanvasElement {
  const { videoWidth: width, videoHeight: height } = video
  const scale = Math.min(1, SIDE / Math.min(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('This browser gives no 2-D canvas.')
  context.imageSmoothingQuality = 'high'
  context.drawImage(video, 0, 0, canvas.width, canvas.height)
  return canvas
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done, { once: true })
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}

/** Why the camera does not answer, in a sentence that says what to do. */
export function cameraComplaint(thrown: unknown): string {
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : ''
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'The browser does not let this page use the camera. Allow it beside the address, then try again.'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'There is no camera here. Plug one in, or add files instead.'
    case 'NotReadableError':
    case 'AbortError':
      return 'The camera is in use by another program. Close that, then try again.'
    default:
      return 'This browser gives this page no camera. Add files instead.'
  }
}
