/** Where a picture of one’s own comes in: a picker, and the hint that it may be dropped or pasted. */
import { ImageUp } from 'lucide-react'
import { useId } from 'react'

export function ChoosePicture({ onChoose }: { onChoose: (file: File) => void }) {
  const id = useId()
  return (
    <div className="own-choose">
      <span className="file-button">
        <input
          id={id}
          type="file"
          accept="image/*,.heic,.tif,.tiff,.jxl"
          className="hidden-words"
          onChange={(event) => {
            const [file] = event.target.files ?? []
            // Cleared, so that the same file can be chosen again.
            event.target.value = ''
            if (file !== undefined) onChoose(file)
          }}
        />
        <label htmlFor={id} className="button button-outline">
          <ImageUp size={16} aria-hidden="true" />
          Choose a picture
        </label>
      </span>
      <p>or drop or paste it here</p>
    </div>
  )
}
