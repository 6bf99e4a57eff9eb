/** Pixels, magnified without blur. */
import { useEffect, useRef } from 'react'

interface PixelCanvasProps {
  /** RGBA, side × side. */
  bytes: Uint8ClampedArray<ArrayBuffer>
  side: number
  /** What it shows, in words; empty where somebody else says it. */
  label: string
  className?: string
}

export function PixelCanvas({ bytes, side, label, className = '' }: PixelCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(bytes, side, side), 0, 0)
  }, [bytes, side])
  return (
    <canvas
      ref={canvas}
      className={`pixels ${className}`}
      width={side}
      height={side}
      {...(label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  )
}
