/** Where a convolution's pixels lie, as its three kernels take it. */
import { backend_util, type NamedAttrMap } from '@tensorflow/tfjs'

export type Shape4 = [number, number, number, number]

export interface ConvolutionAttributes {
  readonly strides: number | [number, number]
  readonly pad: Parameters<typeof backend_util.computeConv2DInfo>[4]
  readonly dataFormat: 'NHWC' | 'NCHW'
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil'
  readonly dilations?: number | [number, number]
  /** Of the input's gradient. */
  readonly inputShape?: Shape4
  /** Of the filter's gradient. */
  readonly filterShape?: Shape4
}

export interface Geometry {
  readonly batch: number
  readonly outShape: Shape4
  /** The uniforms all three shaders share. */
  readonly uniforms: {
    readonly height: number
    readonly width: number
    readonly channels: number
    readonly rows: number
    readonly columns: number
    readonly out: number
    readonly kernelHeight: number
    readonly kernelWidth: number
    readonly strideY: number
    readonly strideX: number
    readonly top: number
    readonly left: number
  }
}

export function attributesOf(attributes: NamedAttrMap | undefined): ConvolutionAttributes {
  return attributes as unknown as ConvolutionAttributes
}

/** Null for what is left to tfjs: NCHW, dilation, and tensors without numbers. */
export function geometryOf(
  inputShape: Shape4,
  filterShape: Shape4,
  { strides, pad, dataFormat, dimRoundingMode, dilations }: ConvolutionAttributes,
): Geometry | null {
  if (dataFormat !== 'NHWC' || [dilations ?? 1].flat().some((dilation) => dilation !== 1)) return null
  const info = backend_util.computeConv2DInfo(inputShape, filterShape, strides, 1, pad, dimRoundingMode)
  if ([...inputShape, ...filterShape, ...info.outShape].includes(0)) return null
  return {
    batch: info.batchSize,
    outShape: info.outShape,
    uniforms: {
      height: info.inHeight,
      width: info.inWidth,
      channels: info.inChannels,
      rows: info.outHeight,
      columns: info.outWidth,
      out: info.outChannels,
      kernelHeight: info.filterHeight,
      kernelWidth: info.filterWidth,
      strideY: info.strideHeight,
      strideX: info.strideWidth,
      top: info.padInfo.top,
      left: info.padInfo.left,
    },
  }
}
