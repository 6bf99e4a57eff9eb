/** Toggles of the layers of the 2-D stage, and what each of them shows. */
import { Info } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { IconButton } from '../../ui/kit/button.tsx'
import { ClassLegend } from './class-legend.tsx'
import { LayerSwatch } from './layer-swatch.tsx'
import { LAYERS } from './layer-words.ts'
import './point-layers.css'

const selectLayers = (state: PageState) => state.view.layers

export function PointLayers() {
  const layers = useGanvas(selectLayers)
  const actions = useActions()
  return (
    <>
      <div className="layer-toggles">
        {LAYERS.map(({ id, short, label, help }) => (
          <button
            key={id}
            type="button"
            className="layer-toggle"
            aria-label={label}
            title={`${label}. ${help}`}
            aria-pressed={layers[id]}
            onClick={() => actions.setView({ layers: { ...layers, [id]: !layers[id] } })}
          >
            <LayerSwatch layer={id} />
            {short}
          </button>
        ))}
        <LayerHelp />
      </div>
      <ClassLegend />
    </>
  )
}

function LayerHelp() {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton name="What the layers show" icon={<Info size={14} />} className="layer-help" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label="What the layers show"
        >
          <dl className="layer-list">
            {LAYERS.map(({ id, label, help }) => (
              <div key={id}>
                <dt>
                  <LayerSwatch layer={id} />
                  {label}
                </dt>
                <dd>{help}</dd>
              </div>
            ))}
          </dl>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
