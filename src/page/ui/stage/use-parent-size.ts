/** The size of the box an element lies in, CSS pixels; 0 × 0 until measured. */
import { useEffect, useState } from 'react'

export function useParentSize(host: { readonly current: HTMLElement | null }): {
  width: number
  height: number
} {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    const parent = host.current?.parentElement
    if (!parent) return
    const measure = (): void => setSize({ width: parent.clientWidth, height: parent.clientHeight })
    const observer = new ResizeObserver(measure)
    measure()
    observer.observe(parent)
    return () => observer.disconnect()
  }, [host])
  return size
}
