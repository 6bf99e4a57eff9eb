/** Copies the link that opens exactly this experiment, and says so. */
import { Check, Link } from 'lucide-react'
import { useEffect, useState } from 'react'
import { originOf } from '../../../../common/config/dataset-kind.ts'
import type { RunConfig } from '../../../../common/config/run-config.ts'
import { linkTo } from '../../../state/run/address.ts'
import { useActions, useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { Button } from '../../kit/button.tsx'
import { copyText } from '../../kit/copy-text.ts'

const SAID_MS = 2000
const selectConfig = (state: PageState): RunConfig => state.sides.run.config

export function ShareButton() {
  const config = useGanvas(selectConfig)
  const actions = useActions()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), SAID_MS)
    return () => clearTimeout(timer)
  }, [copied])

  const share = async (): Promise<void> => {
    const link = linkTo(config)
    if (await copyText(link)) {
      setCopied(true)
      actions.say({ role: 'status', sentence: `Link copied. ${whatItOpens(config)}` })
    } else {
      actions.say({
        role: 'status',
        sentence: 'The browser does not allow copying here; the link is in the address bar.',
        details: link,
      })
    }
  }
  return (
    <Button
      aria-label="Share"
      title="Copy the link to this experiment"
      icon={copied ? <Check size={14} /> : <Link size={14} />}
      onClick={() => void share()}
    >
      <span className="share-name">Share</span>
    </Button>
  )
}

/** What a reader of the link gets, and what they do not. */
export function whatItOpens(config: Pick<RunConfig, 'dataset' | 'seed'>): string {
  const origin = originOf(config)
  if (origin === 'own') return 'It holds all settings; your files are not in it, they stay on this machine.'
  if (origin === 'painted') return 'It holds all settings; the drawing is not in it.'
  return `It opens these settings with seed ${config.seed}.`
}
