// C = A · B for a batch of matrices, a tile of 4·HEIGHT rows and 4 columns a thread, over a part of k. Lines with QUAD are
// written once for each four rows, with its number for QUAD: what is indexed by a variable does not stay in registers.
// Constants: TRANSPOSED_A (stored [k, m]), TRANSPOSED_B (stored [n, k]), HEIGHT, WIDE (tiles of a group side by side),
// PARTS (threads of a group that share a tile, each with its stretch of k; with more than one HEIGHT is 1), TAIL (whether a
// stretch may end between multiples of four), BATCHED, FINISH, SUMS (0: none; 1: Σ of B over k goes to `also`; 2: into a row
// of its own below each part). Uniforms: m, n, k, span (of k in one part), parts, matrices, rows (of the result in memory, per
// part), firstGroup; outer, strideA, strideB; columns, slope. Part p of matrix i is written to matrix i · parts + p.
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

fn main(index: i32) {
  const tiles = 64 / PARTS;
  const high = tiles / WIDE;
  let group = index / 64 + uniforms.firstGroup;
  let local = index % 64;
  let lane = tileOf(local, tiles);
  let groupsWide = (uniforms.n + 4 * WIDE - 1) / (4 * WIDE);
  let groupsHigh = (uniforms.m + 4 * HEIGHT * high - 1) / (4 * HEIGHT * high);
  let slice = group / (groupsWide * groupsHigh);
  let column = 4 * (group % groupsWide * WIDE + lane % WIDE);
  let row = 4 * HEIGHT * (group / groupsWide % groupsHigh * high + lane / WIDE);
  let inside = row < uniforms.m && column < uniforms.n && slice < uniforms.matrices * uniforms.parts;
  let matrix = slice / uniforms.parts;
  let first = slice % uniforms.parts * uniforms.span;
  let stretch = 4 * ((uniforms.span + 4 * PARTS - 1) / (4 * PARTS));
  var k = first + shareOf(local, tiles) * stretch;
  // No early return: all threads of a group meet when they put their parts together.
  let end = select(0, min(min(uniforms.k, first + uniforms.span), k + stretch), inside);

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

  var sums_QUAD = mat4x4<f32>();
  var total = vec4<f32>();
  for (; k + 4 <= end; k += 4) {
    let b = tileOfB(atB);
    sums_QUAD += b * tileOfA(atA + QUAD * down);
    if (SUMS > 0 && row == 0) {
      total += b[0] + b[1] + b[2] + b[3];
    }
    atA += stepA;
    atB += stepB;
  }
  if (TAIL && k < end) {
    let keep = k + four < vec4<i32>(end);
    let b = headOfB(tileOfB(atB), keep);
    sums_QUAD += b * headOfA(tileOfA(atA + QUAD * down), keep);
    total += b[0] + b[1] + b[2] + b[3];
  }

  if (PARTS > 1) {
    sums_0 = combined(local, tiles, sums_0);
    if (SUMS > 0) {
      total = combinedTotals(local, tiles, total);
    }
  }
  if (!inside || shareOf(local, tiles) > 0) {
    return;
  }
  put(slice, row + 4 * QUAD, column, sums_QUAD);
  if (SUMS > 0 && row == 0) {
    putTotal(slice * uniforms.rows + uniforms.m, column, total, uniforms.n);
  }
}
