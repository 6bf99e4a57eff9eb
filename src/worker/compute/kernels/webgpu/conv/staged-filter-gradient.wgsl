// For staged.wgsl: the filter's gradient of a convolution, over a part of the lines of dy. Rows are places of the kernel
// with a channel of x, columns channels of dy, terms pixels of dy. Shapes and uniforms as in correlate.wgsl.
var<private> channelOf: array<vec4<i32>, 2>;
var<private> kys: array<vec4<i32>, 2>;
var<private> kxs: array<vec4<i32>, 2>;
var<private> outs: array<i32, 2>;

fn placeRows(round: i32, part: i32, row: i32) {
  let rows = vec4<i32>(0, 1, 2, 3) + row;
  let places = rows / uniforms.channels;
  channelOf[round] = rows % uniforms.channels;
  // Past the last row nothing lies within x.
  let past = vec4<i32>(-uniforms.strideY * uniforms.rows);
  kys[round] = select(places / uniforms.kernelWidth - uniforms.top, past, rows >= vec4<i32>(uniforms.filterRows));
  kxs[round] = places % uniforms.kernelWidth - uniforms.left;
}

fn placeColumns(round: i32, part: i32, column: i32) {
  outs[round] = column;
}

// The pixel of dy that is term k of a part; −1: there is none.
fn pixelOf(part: i32, k: i32) -> i32 {
  let pixel = part * uniforms.span * uniforms.columns + k;
  let last = min(uniforms.lines, (part + 1) * uniforms.span) * uniforms.columns;
  return select(-1, pixel, part < uniforms.parts && pixel < last);
}

fn fourRows(round: i32, part: i32, k: i32) -> vec4<f32> {
  let pixel = pixelOf(part, k);
  let line = pixel / uniforms.columns;
  let y = line % uniforms.rows * uniforms.strideY + kys[round];
  let x = pixel % uniforms.columns * uniforms.strideX + kxs[round];
  let none = vec4<i32>(0);
  let onLine = (y >= none) & (y < vec4<i32>(uniforms.height)) & vec4<bool>(pixel >= 0);
  let on = onLine & (x >= none) & (x < vec4<i32>(uniforms.width));
  let at = select(none, ((line / uniforms.rows * uniforms.height + y) * uniforms.width + x) * uniforms.channels + channelOf[round], on);
  return select(vec4<f32>(0), vec4<f32>(one_x(at.x), one_x(at.y), one_x(at.z), one_x(at.w)), on);
}

fn fourColumns(round: i32, part: i32, k: i32) -> vec4<f32> {
  let pixel = pixelOf(part, k);
  let inside = pixel >= 0 && outs[round] < uniforms.out;
  return select(vec4<f32>(0), read_dy(select(0, pixel * uniforms.out + outs[round], inside)), inside);
}

fn putRow(part: i32, row: i32, column: i32, sums: vec4<f32>) {
  if (part < uniforms.parts && row < uniforms.filterRows) {
    write((part * uniforms.writtenRows + row) * uniforms.out + column, sums, uniforms.out - column);
  }
}

fn putTotals(part: i32, column: i32, total: vec4<f32>) {
  if (part < uniforms.parts) {
    putTotal(part * uniforms.writtenRows + uniforms.filterRows, column, total, uniforms.out);
  }
}
