/** A few lines that open the file elsewhere, to copy. */
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useActions } from '../../state/page.ts'
import { IconButton } from '../kit/button.tsx'
import { copyText } from '../kit/copy-text.ts'
import { Segments } from '../kit/segments.tsx'
import type { Snippet } from './snippets.ts'

export function SnippetBox({ snippets }: { snippets: readonly Snippet[] }) {
  const actions = useActions()
  const [language, setLanguage] = useState(snippets[0]?.language)
  const [copied, setCopied] = useState<string | null>(null)
  const shown = snippets.find((snippet) => snippet.language === language) ?? snippets[0]
  if (shown === undefined) return null
  const { code } = shown
  const copy = async (): Promise<void> => {
    if (await copyText(code)) setCopied(code)
    else actions.say({ role: 'alert', sentence: 'The browser did not let the lines be copied.' })
  }
  return (
    <section className="snippet" aria-label="How to open it">
      <div className="snippet-head">
        <span className="snippet-title">Opens with</span>
        {snippets.length > 1 ? (
          <Segments
            name="snippet-language"
            aria-label="Language"
            options={snippets.map((snippet) => ({ id: snippet.language, label: snippet.language }))}
            chosen={shown.language}
            onChoose={setLanguage}
          />
        ) : (
          <span>{shown.language}</span>
        )}
        <IconButton
          name={copied === code ? 'Copied' : 'Copy'}
          icon={copied === code ? <Check size={14} /> : <Copy size={14} />}
          onClick={() => void copy()}
        />
      </div>
      <pre className="snippet-code" tabIndex={0}>
        <code>{code}</code>
      </pre>
    </section>
  )
}
