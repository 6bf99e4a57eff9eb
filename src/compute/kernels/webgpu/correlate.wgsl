// The filter's gradient of a convolution, over a part of the lines of dy: four rows of the filter and four channels of dy
// a thread, where a row is a place in the kernel and a channel of x. Shapes as in convolve.wgsl; dy is y's. Constant:
// PACKED (channels is a multiple of four: the four rows share a place). Uniforms: the names in convolve.wgsl, lines (of
// dy over the batch), span (lines in a part), parts, filterRows, firstGroup. Part p is written after part p − 1.

fn main(index: i32) {
  let thread = index + 64 * uniforms.firstGroup;
  let outQuads = (uniforms.out + 3) / 4;
  let rowQuads = (uniforms.filterRows + 3) / 4;
  let o = 4 * (thread % outQuads);
  let row = 4 * (thread / outQuads % rowQuads);
  let part = thread / (outQuads * rowQuads);
  if (part >= uniforms.parts) {
    return;
  }
  let firstLine = part * uniforms.span;
  let endLine = min(uniforms.lines, firstLine + uniforms.span);
  var sums = mat4x4<f32>();

  if (PACKED) {
    let place = row / uniforms.channels;
    let ky = place / uniforms.kernelWidth - uniforms.top;
    let kx = place % uniforms.kernelWidth - uniforms.left;
    // Columns of dy whose counterpart lies within x.
    let start = max(0, (uniforms.strideX - 1 - kx) / uniforms.strideX);
    let reach = uniforms.width - 1 - kx;
    let end = select(min(uniforms.columns, reach / uniforms.strideX + 1), 0, reach < 0);
    for (var line = firstLine; line < endLine; line++) {
      let y = line % uniforms.rows * uniforms.strideY + ky;
      if (y < 0 || y >= uniforms.height) {
        continue;
      }
      let item = line / uniforms.rows * uniforms.height;
      var at = ((item + y) * uniforms.width + start * uniforms.strideX + kx) * uniforms.channels
        + row % uniforms.channels;
      var atDy = (line * uniforms.columns + start) * uniforms.out + o;
      let step = uniforms.strideX * uniforms.channels;
      let stepDy = uniforms.out;
      for (var column = start; column < end; column++) {
        let upstream = read_dy(atDy);
        let here = read_x(at);
        sums += mat4x4<f32>(upstream * here.x, upstream * here.y, upstream * here.z, upstream * here.w);
        at += step;
        atDy += stepDy;
      }
    }
  } else {
    let rows = vec4<i32>(row) + vec4<i32>(0, 1, 2, 3);
    let places = rows / uniforms.channels;
    let ky = places / uniforms.kernelWidth - uniforms.top;
    let kx = places % uniforms.kernelWidth - uniforms.left;
    for (var line = firstLine; line < endLine; line++) {
      let y = line % uniforms.rows * uniforms.strideY + ky;
      let onLine = (y >= vec4<i32>(0)) & (y < vec4<i32>(uniforms.height));
      let starts = (line / uniforms.rows * uniforms.height + y) * uniforms.width;
      var atDy = line * uniforms.columns * uniforms.out + o;
      for (var column = 0; column < uniforms.columns; column++) {
        let x = column * uniforms.strideX + kx;
        let on = onLine & (x >= vec4<i32>(0)) & (x < vec4<i32>(uniforms.width));
        let at = select(vec4<i32>(0), (starts + x) * uniforms.channels + rows % uniforms.channels, on);
        let here = select(vec4<f32>(0), vec4<f32>(one_x(at.x), one_x(at.y), one_x(at.z), one_x(at.w)), on);
        let upstream = read_dy(atDy);
        sums += mat4x4<f32>(upstream * here.x, upstream * here.y, upstream * here.z, upstream * here.w);
        atDy += uniforms.out;
      }
    }
  }
  put(part, row, o, sums[0]);
  put(part, row + 1, o, sums[1]);
  put(part, row + 2, o, sums[2]);
  put(part, row + 3, o, sums[3]);
}

fn put(part: i32, row: i32, o: i32, sums: vec4<f32>) {
  if (row < uniforms.filterRows) {
    write((part * uniforms.filterRows + row) * uniforms.out + o, sums, uniforms.out - o);
  }
}
