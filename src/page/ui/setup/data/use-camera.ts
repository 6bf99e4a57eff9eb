/** The camera’s picture in a video, as long as somebody asks for it; nothing is kept. Ends the camera when it is asked for no more. */
import { useEffect, useState, type RefObject } from 'react'
import { cameraComplaint } from './burst.ts'

export interface CameraState {
  readonly ready: boolean
  /** Why there is none, in a sentence that says what to do; null while nothing is wrong. */
  readonly complaint: string | null
}

/** Runs the camera into the video while it is mounted. */
export function useCamera(video: RefObject<HTMLVideoElement | null>): CameraState {
  const [ready, setReady] = useState(false)
  const [complaint, setComplaint] = useState<string | null>(null)
  useEffect(() => {
    let gone = false
    let stream: MediaStream | null = null
    const end = () => stream?.getTracks().forEach((track) => track.stop())
    const begin = async (): Promise<void> => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 } })
        const element = video.current
        if (gone || element === null) {
          end()
          return
        }
        element.srcObject = stream
        await element.play()
        setReady(true)
      } catch (thrown) {
        if (!gone) setComplaint(cameraComplaint(thrown))
      }
    }
    void begin()
    return () => {
      gone = true
      end()
    }
  }, [video])
  return { ready, complaint }
}
