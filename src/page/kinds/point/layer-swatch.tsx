/** How a layer of the stage looks, in small: dots, crosses, a field with its border, a bent grid, arrows, two heaps. */
import type { ReactNode } from 'react'
import type { LayerId } from '../../../common/items/stage-layers.ts'

const PICTURES: Readonly<Record<LayerId, ReactNode>> = {
  real: (
    <>
      <circle cx={5} cy={7.5} r={2.4} />
      <circle cx={11} cy={4.5} r={2.4} />
    </>
  ),
  fake: <path d="M2.5 5l4.6 4.6M7.1 5l-4.6 4.6M9 2.4L13.6 7M13.6 2.4L9 7" />,
  surface: (
    <>
      <rect className="swatch-fake" width={8} height={12} rx={2} />
      <rect className="swatch-real" x={8} width={8} height={12} rx={2} />
      <path d="M8 0V12" />
    </>
  ),
  grid: (
    <path d="M1 2Q8 5 15 1M1 6.5Q8 8 15 5.5M1 11Q8 10 15 11M2 1Q3 6 1.5 11.5M8 3.5Q7.5 7 8 10.8M14 1Q13 6 14.5 11.5" />
  ),
  arrows: <path d="M2 10.5L12.5 3M8 2.6L12.8 2.7L11.6 7.2" />,
  field: (
    <path d="M1 3H6M4 1.2L6.2 3L4 4.8M1 9H6M4 7.2L6.2 9L4 10.8M9 3H14M12 1.2L14.2 3L12 4.8M9 9H14M12 7.2L14.2 9L12 10.8" />
  ),
  density: (
    <>
      <path className="swatch-real" d="M0 11.5C2.5 11.5 2 3 3.8 3S5 11.5 7.5 11.5Z" />
      <path className="swatch-fake" d="M8.5 11.5C10.5 11.5 10.5 1 12 1S13.5 11.5 15.5 11.5Z" />
    </>
  ),
}

export function LayerSwatch({ layer }: { layer: LayerId }) {
  return (
    <svg
      className="layer-swatch"
      data-layer={layer}
      width={16}
      height={12}
      viewBox="0 0 16 12"
      aria-hidden="true"
    >
      {PICTURES[layer]}
    </svg>
  )
}
