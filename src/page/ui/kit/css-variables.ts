/** Lets `style` carry custom properties: plain CSS, which React passes on as it is. */
import 'react'

declare module 'react' {
  interface CSSProperties {
    [property: `--${string}`]: string | number | undefined
  }
}
