/** A slider for each latent dimension, eight at a time. */
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../../kit/button.tsx'
import type { Prior } from '../latent-maths.ts'
import { LatentSlider } from './latent-slider.tsx'
import { pageOfSliders } from './pages.ts'
import type { LatentCursor } from '../use-latent-cursor.ts'

interface Props {
  dimensions: number
  prior: Prior
  cursor: LatentCursor
  onGrasp: () => void
}

/** So few stand one below the other, wide. */
const FEW = 4

export function LatentSliders({ dimensions, prior, cursor, onGrasp }: Props) {
  const [wanted, setWanted] = useState(0)
  const { first, last, page, pages } = pageOfSliders(wanted, dimensions)
  const shown = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  return (
    <div className="latent-sliders" data-few={dimensions <= FEW} role="group" aria-label="Latent dimensions">
      {pages > 1 && (
        <div className="latent-pages">
          <span aria-live="polite">
            z {first + 1}–{last + 1} of {dimensions}
          </span>
          <IconButton
            name="Earlier dimensions"
            icon={<ChevronLeft size={14} />}
            disabled={page === 0}
            onClick={() => setWanted(page - 1)}
          />
          <IconButton
            name="Later dimensions"
            icon={<ChevronRight size={14} />}
            disabled={page === pages - 1}
            onClick={() => setWanted(page + 1)}
          />
        </div>
      )}
      <div className="latent-slider-grid">
        {shown.map((at) => (
          <LatentSlider key={at} at={at} prior={prior} cursor={cursor} onGrasp={onGrasp} />
        ))}
      </div>
    </div>
  )
}
