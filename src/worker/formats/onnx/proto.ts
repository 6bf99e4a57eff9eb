/** ONNX models as bytes: the messages of onnx.proto (github.com/onnx/onnx, IR 8) by their field numbers. Knows no layer. */
import { float, joined, message, text, whole, type Pieces } from '../protobuf.ts'
import {
  IR,
  OPSET,
  type Attribute,
  type Initializer,
  type OnnxGraph,
  type OnnxNode,
  type Port,
} from './graph.ts'

/** TensorProto.DataType. */
const ELEMENT = { float: 1, int64: 7 } as const
/** AttributeProto.AttributeType, and the field that holds the value. */
const KIND = { float: 1, int: 2, string: 3, ints: 7 } as const

/** @param metadata words that travel with the model: range, prior, classes … */
export function onnxFile(
  graph: OnnxGraph,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  return joined([
    ...whole(1, IR),
    ...text(2, 'ganvas'),
    ...message(7, graphProto(graph)),
    ...message(8, whole(2, OPSET)),
    ...Object.entries(metadata).flatMap(([key, value]) => message(14, [...text(1, key), ...text(2, value)])),
  ])
}

function graphProto({ name, nodes, initializers, inputs, outputs }: OnnxGraph): Pieces {
  return [
    ...nodes.flatMap((node) => message(1, nodeProto(node))),
    ...text(2, name),
    ...initializers.flatMap((initializer) => message(5, tensorProto(initializer))),
    ...inputs.flatMap((port) => message(11, portProto(port))),
    ...outputs.flatMap((port) => message(12, portProto(port))),
  ]
}

function nodeProto({ name, op, inputs, output, attributes }: OnnxNode): Pieces {
  return [
    ...inputs.flatMap((input) => text(1, input)),
    ...text(2, output),
    ...text(3, name),
    ...text(4, op),
    ...attributes.flatMap((attribute) => message(5, attributeProto(attribute))),
  ]
}

function attributeProto(attribute: Attribute): Pieces {
  return [...text(1, attribute.name), ...valueOf(attribute), ...whole(20, KIND[attribute.type])]
}

function valueOf(attribute: Attribute): Pieces {
  switch (attribute.type) {
    case 'float':
      return float(2, attribute.value)
    case 'int':
      return whole(3, attribute.value)
    case 'string':
      return text(4, attribute.value)
    case 'ints':
      return attribute.value.flatMap((value) => whole(8, value))
  }
}

function tensorProto(initializer: Initializer): Pieces {
  const { name, shape } = initializer
  const [type, data] =
    'floats' in initializer
      ? [ELEMENT.float, Float32Array.from(initializer.floats).buffer]
      : [ELEMENT.int64, BigInt64Array.from(initializer.wholes, BigInt).buffer]
  return [
    ...shape.flatMap((side) => whole(1, side)),
    ...whole(2, type),
    ...text(8, name),
    ...message(9, [new Uint8Array(data)]),
  ]
}

function portProto({ name, type, shape }: Port): Pieces {
  const sides = shape.flatMap((side) => message(1, typeof side === 'string' ? text(2, side) : whole(1, side)))
  return [...text(1, name), ...message(2, message(1, [...whole(1, ELEMENT[type]), ...message(2, sides)]))]
}
