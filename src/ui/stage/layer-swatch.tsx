/** How a layer of the stage looks, in small: reals are dots, fakes crosses, the detective a field with its border. */
interface Props {
  layer: 'real' | 'fake' | 'surface'
}

export function LayerSwatch({ layer }: Props) {
  return (
    <svg
      className="layer-swatch"
      data-layer={layer}
      width={16}
      height={12}
      viewBox="0 0 16 12"
      aria-hidden="true"
    >
      {layer === 'real' && (
        <>
          <circle cx={5} cy={7.5} r={2.4} />
          <circle cx={11} cy={4.5} r={2.4} />
        </>
      )}
      {layer === 'fake' && <path d="M2.5 5l4.6 4.6M7.1 5l-4.6 4.6M9 2.4L13.6 7M13.6 2.4L9 7" />}
      {layer === 'surface' && (
        <>
          <rect className="swatch-fake" width={8} height={12} rx={2} />
          <rect className="swatch-real" x={8} width={8} height={12} rx={2} />
          <path d="M8 0V12" />
        </>
      )}
    </svg>
  )
}
