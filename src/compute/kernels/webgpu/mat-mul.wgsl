// C = A · B for a batch of matrices, a tile of 4·HEIGHT rows and 4 columns a thread, over a part of k. No shared memory.
// Constants: TRANSPOSED_A (stored [k, m]), TRANSPOSED_B (stored [n, k]), HEIGHT (1 or 2), WIDE (threads of a group side
// by side), BATCHED, FINISH. Uniforms: m, n, k, span (of k in one part), parts, matrices, firstGroup; outer, strideA,
// strideB; columns, slope. Part p of matrix i is written to matrix i · parts + p.
//
// Reads past the end of a matrix give some number: rows and columns there are not written, and terms are left out.

// Four rows of A times four of k, a row a column, from the four addresses that `at` holds.
fn tileOfA(at: vec4<i32>) -> mat4x4<f32> {
  let tile = mat4x4<f32>(read_a(at.x), read_a(at.y), read_a(at.z), read_a(at.w));
  if (TRANSPOSED_A) {
    return transpose(tile);
  }
  return tile;
}

// Four columns of B times four of k, a k a column.
fn tileOfB(at: vec4<i32>) -> mat4x4<f32> {
  let tile = mat4x4<f32>(read_b(at.x), read_b(at.y), read_b(at.z), read_b(at.w));
  if (TRANSPOSED_B) {
    return transpose(tile);
  }
  return tile;
}

// Zero where k is past the end. Selected, not multiplied: what was read there may be anything.
fn headOfA(tile: mat4x4<f32>, keep: vec4<bool>) -> mat4x4<f32> {
  let zero = vec4<f32>(0);
  return mat4x4<f32>(select(zero, tile[0], keep), select(zero, tile[1], keep), select(zero, tile[2], keep),
    select(zero, tile[3], keep));
}

fn headOfB(tile: mat4x4<f32>, keep: vec4<bool>) -> mat4x4<f32> {
  let zero = vec4<f32>(0);
  return mat4x4<f32>(select(zero, tile[0], keep.x), select(zero, tile[1], keep.y), select(zero, tile[2], keep.z),
    select(zero, tile[3], keep.w));
}

// Where matrix i of the result finds its factor: dimensions of length one have stride zero.
fn sourceOf(i: i32, strides: vec4<i32>) -> i32 {
  var rest = i;
  var at = 0;
  for (var d = 3; d >= 0; d--) {
    at += (rest % uniforms.outer[d]) * strides[d];
    rest /= uniforms.outer[d];
  }
  return at;
}

fn put(slice: i32, row: i32, column: i32, sums: vec4<f32>) {
  if (row >= uniforms.m) {
    return;
  }
  var numbers = sums;
  if (FINISH) {
    numbers = finish(sums, column);
  }
  write((slice * uniforms.m + row) * uniforms.n + column, numbers, uniforms.n - column);
}

fn main(index: i32) {
  const high = 64 / WIDE;
  let group = index / 64 + uniforms.firstGroup;
  let groupsWide = (uniforms.n + 4 * WIDE - 1) / (4 * WIDE);
  let groupsHigh = (uniforms.m + 4 * HEIGHT * high - 1) / (4 * HEIGHT * high);
  let slice = group / (groupsWide * groupsHigh);
  let local = index % 64;
  let column = 4 * (group % groupsWide * WIDE + local % WIDE);
  let row = 4 * HEIGHT * (group / groupsWide % groupsHigh * high + local / WIDE);
  if (row >= uniforms.m || column >= uniforms.n || slice >= uniforms.matrices * uniforms.parts) {
    return;
  }
  let matrix = slice / uniforms.parts;
  var k = slice % uniforms.parts * uniforms.span;
  let end = min(uniforms.k, k + uniforms.span);

  // Addresses of the four rows of a tile as they are stored, and the way to the next tile.
  const four = vec4<i32>(0, 1, 2, 3);
  var atA = four * uniforms.k + row * uniforms.k + k;
  var stepA = 4;
  var down = 4 * uniforms.k;
  if (TRANSPOSED_A) {
    atA = four * uniforms.m + k * uniforms.m + row;
    stepA = 4 * uniforms.m;
    down = 4;
  }
  var atB = four * uniforms.n + k * uniforms.n + column;
  var stepB = 4 * uniforms.n;
  if (TRANSPOSED_B) {
    atB = four * uniforms.k + column * uniforms.k + k;
    stepB = 4;
  }
  if (BATCHED) {
    atA += sourceOf(matrix, uniforms.strideA) * uniforms.m * uniforms.k;
    atB += sourceOf(matrix, uniforms.strideB) * uniforms.n * uniforms.k;
  }

  // Not an array: what is indexed by a variable does not stay in registers.
  var upper = mat4x4<f32>();
  var lower = mat4x4<f32>();
  for (; k + 4 <= end; k += 4) {
    let b = tileOfB(atB);
    upper += b * tileOfA(atA);
    if (HEIGHT > 1) {
      lower += b * tileOfA(atA + down);
    }
    atA += stepA;
    atB += stepB;
  }
  if (k < end) {
    let keep = k + four < vec4<i32>(end);
    let b = headOfB(tileOfB(atB), keep);
    upper += b * headOfA(tileOfA(atA), keep);
    if (HEIGHT > 1) {
      lower += b * headOfA(tileOfA(atA + down), keep);
    }
  }

  put(slice, row, column, upper[0]);
  put(slice, row + 1, column, upper[1]);
  put(slice, row + 2, column, upper[2]);
  put(slice, row + 3, column, upper[3]);
  if (HEIGHT > 1) {
    put(slice, row + 4, column, lower[0]);
    put(slice, row + 5, column, lower[1]);
    put(slice, row + 6, column, lower[2]);
    put(slice, row + 7, column, lower[3]);
  }
}
