// For staged.wgsl: x's gradient of a convolution. Pixels of x that are a stride apart see the same places of the kernel: a
// part for each of strideY · strideX such classes. Rows are a class' pixels, columns channels of x, terms places of the
// kernel with a channel of dy. Shapes, uniforms and FINISH as in spread.wgsl; classRows, classColumns (pixels of a class in
// a picture), placesWide (places of a class in a row of the kernel), terms, rowsInAll (of a class).
var<private> items: array<vec4<i32>, 2>;
var<private> dyRows: array<vec4<i32>, 2>;
var<private> dyColumns: array<vec4<i32>, 2>;
var<private> channelsOf: array<vec4<i32>, 2>;

// The first row or column of x that belongs to a class.
fn firstOf(kind: i32, edge: i32, stride: i32) -> i32 {
  let first = (kind - edge) % stride;
  return select(first, first + stride, first < 0);
}

fn placeRows(round: i32, part: i32, row: i32) {
  let pixels = vec4<i32>(0, 1, 2, 3) + row;
  let lines = pixels / uniforms.classColumns;
  let classY = part / uniforms.strideX;
  let classX = part % uniforms.strideX;
  let firstY = (firstOf(classY, uniforms.top, uniforms.strideY) + uniforms.top - classY) / uniforms.strideY;
  let firstX = (firstOf(classX, uniforms.left, uniforms.strideX) + uniforms.left - classX) / uniforms.strideX;
  items[round] = lines / uniforms.classRows * uniforms.rows;
  // Past the last pixel nothing lies within dy.
  let past = vec4<i32>(-1);
  dyRows[round] = select(lines % uniforms.classRows + firstY, past, pixels >= vec4<i32>(uniforms.rowsInAll));
  dyColumns[round] = pixels % uniforms.classColumns + firstX;
}

fn placeColumns(round: i32, part: i32, column: i32) {
  channelsOf[round] = vec4<i32>(0, 1, 2, 3) + column;
}

fn fourRows(round: i32, part: i32, k: i32) -> vec4<f32> {
  let place = k / uniforms.out;
  let row = dyRows[round] - place / uniforms.placesWide;
  let column = dyColumns[round] - place % uniforms.placesWide;
  let none = vec4<i32>(0);
  let onLine = (row >= none) & (row < vec4<i32>(uniforms.rows)) & vec4<bool>(k < uniforms.terms);
  let on = onLine & (column >= none) & (column < vec4<i32>(uniforms.columns));
  let at = select(none, ((items[round] + row) * uniforms.columns + column) * uniforms.out + k % uniforms.out, on);
  return select(vec4<f32>(0), vec4<f32>(one_dy(at.x), one_dy(at.y), one_dy(at.z), one_dy(at.w)), on);
}

fn fourColumns(round: i32, part: i32, k: i32) -> vec4<f32> {
  let place = k / uniforms.out;
  let ky = part / uniforms.strideX + place / uniforms.placesWide * uniforms.strideY;
  let kx = part % uniforms.strideX + place % uniforms.placesWide * uniforms.strideX;
  let inKernel = k < uniforms.terms && ky < uniforms.kernelHeight && kx < uniforms.kernelWidth;
  let on = vec4<bool>(inKernel) & (channelsOf[round] < vec4<i32>(uniforms.channels));
  let whereOn = ((ky * uniforms.kernelWidth + kx) * uniforms.channels + channelsOf[round]) * uniforms.out + k % uniforms.out;
  let at = select(vec4<i32>(0), whereOn, on);
  return select(vec4<f32>(0), vec4<f32>(one_weights(at.x), one_weights(at.y), one_weights(at.z), one_weights(at.w)), on);
}

fn putRow(part: i32, row: i32, column: i32, sums: vec4<f32>) {
  let line = row / uniforms.classColumns;
  let y = line % uniforms.classRows * uniforms.strideY + firstOf(part / uniforms.strideX, uniforms.top, uniforms.strideY);
  let x = row % uniforms.classColumns * uniforms.strideX + firstOf(part % uniforms.strideX, uniforms.left, uniforms.strideX);
  if (row >= uniforms.rowsInAll || y >= uniforms.height || x >= uniforms.width) {
    return;
  }
  let at = ((line / uniforms.classRows * uniforms.height + y) * uniforms.width + x) * uniforms.channels + column;
  var numbers = sums;
  if (FINISH) {
    numbers = finish(sums, column, at);
  }
  write(at, numbers, uniforms.channels - column);
}

fn putTotals(part: i32, column: i32, total: vec4<f32>) {}
