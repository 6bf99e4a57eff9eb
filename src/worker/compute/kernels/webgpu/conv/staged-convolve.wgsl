// For staged.wgsl: the convolution. Rows are pixels of y, columns its channels, terms places in the kernel with a channel
// of x. Shapes, uniforms and FINISH as in convolve.wgsl; terms (all of them).
var<private> items: array<vec4<i32>, 2>;
var<private> tops: array<vec4<i32>, 2>;
var<private> lefts: array<vec4<i32>, 2>;
var<private> outs: array<i32, 2>;

fn placeRows(round: i32, part: i32, row: i32) {
  let pixels = vec4<i32>(0, 1, 2, 3) + row;
  let lines = pixels / uniforms.columns;
  items[round] = lines / uniforms.rows * uniforms.height;
  // Past the last pixel nothing lies within x.
  let past = vec4<i32>(-uniforms.height - uniforms.kernelHeight);
  tops[round] = select(lines % uniforms.rows * uniforms.strideY - uniforms.top, past, pixels >= vec4<i32>(uniforms.pixels));
  lefts[round] = pixels % uniforms.columns * uniforms.strideX - uniforms.left;
}

fn placeColumns(round: i32, part: i32, column: i32) {
  outs[round] = column;
}

fn fourRows(round: i32, part: i32, k: i32) -> vec4<f32> {
  let place = k / uniforms.channels;
  let y = tops[round] + place / uniforms.kernelWidth;
  let x = lefts[round] + place % uniforms.kernelWidth;
  let none = vec4<i32>(0);
  let onLine = (y >= none) & (y < vec4<i32>(uniforms.height)) & vec4<bool>(k < uniforms.terms);
  let on = onLine & (x >= none) & (x < vec4<i32>(uniforms.width));
  let at = select(none, ((items[round] + y) * uniforms.width + x) * uniforms.channels + k % uniforms.channels, on);
  return select(vec4<f32>(0), vec4<f32>(one_x(at.x), one_x(at.y), one_x(at.z), one_x(at.w)), on);
}

fn fourColumns(round: i32, part: i32, k: i32) -> vec4<f32> {
  let inside = k < uniforms.terms && outs[round] < uniforms.out;
  return select(vec4<f32>(0), read_weights(select(0, k * uniforms.out + outs[round], inside)), inside);
}

fn putRow(part: i32, row: i32, column: i32, sums: vec4<f32>) {
  if (row >= uniforms.pixels) {
    return;
  }
  let at = row * uniforms.out + column;
  var numbers = sums;
  if (FINISH) {
    numbers = finish(sums, column, at);
  }
  write(at, numbers, uniforms.out - column);
}

fn putTotals(part: i32, column: i32, total: vec4<f32>) {}
