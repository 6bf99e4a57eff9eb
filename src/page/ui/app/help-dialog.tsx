/** Short help: what this is, how to begin, the keys, what stays private, whose work it stands on. */
import { CircleQuestionMark, X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { IconButton } from '../kit/button.tsx'
import { OfflineRow } from './offline-row.tsx'
import { KEYS } from './keys.ts'

interface HelpProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

export function HelpDialog({ open, onOpenChange }: HelpProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Trigger asChild>
        <IconButton
          name="Help"
          aria-keyshortcuts="?"
          icon={<CircleQuestionMark size={16} strokeWidth={1.75} />}
        />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="dialog" aria-describedby={undefined}>
          <div className="dialog-head">
            <Dialog.Title>Two networks, one duel</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton name="Close" icon={<X size={16} />} />
            </Dialog.Close>
          </div>
          <div className="dialog-body" tabIndex={0}>
            <WhatThisIs />
            <Keys />
            <Privacy />
            <OfflineRow />
            <Credits />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function WhatThisIs() {
  return (
    <section>
      <p>
        The generator, <b className="role-fake">the forger</b>, turns random noise into fakes. The
        discriminator, <b className="role-detective">the detective</b>, learns to tell them from{' '}
        <b className="role-real">the real thing</b>. Each learns from the other’s mistakes, until the fakes
        pass, or one of the two breaks down.
      </p>
      <ol className="help-steps">
        <li>Choose a dataset on the left, or drop your own pictures anywhere.</li>
        <li>Press Train and watch the fakes and both losses change.</li>
        <li>Change a setting while it trains: most take effect at once, and the charts mark the step.</li>
        <li>New to this? Learn, at the top, has short texts and a tour; Slow motion walks through a step.</li>
        <li>Read the verdict; when the fakes all look alike, try a penalty or a cure.</li>
      </ol>
    </section>
  )
}

function Keys() {
  return (
    <section>
      <h3>Keys</h3>
      <dl className="help-keys">
        {KEYS.map(({ shown, meaning }) => (
          <div key={shown}>
            <dt>
              <kbd>{shown}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Privacy() {
  return (
    <section>
      <h3>Privacy</h3>
      <p>
        Everything runs in this tab. Your files, drawings and networks never leave this machine: the page is
        not allowed to send anything anywhere. The last run is kept in this browser, so that you can go on
        with it; no other site can read it.
      </p>
    </section>
  )
}

function Credits() {
  return (
    <section>
      <h3>Credits</h3>
      <p>
        Built on TensorFlow.js, React, Radix and Recharts. Losses, penalties and figures follow the papers
        named beside each setting. Digits: LeCun, Cortes and Burges (CC BY-SA 3.0). Fashion-MNIST: Zalando
        Research (MIT). Emoji: Twemoji (CC BY 4.0). Pixel faces: DiceBear (CC0). Photographs: digital image
        courtesy of the Getty’s Open Content Program (CC0).
      </p>
    </section>
  )
}
