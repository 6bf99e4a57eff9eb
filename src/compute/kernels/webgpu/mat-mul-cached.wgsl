// C = A · B for a batch of matrices, 32 × 32 of it a group, by way of shared memory: each number of A and B is read from
// memory once a group. A thread has 4 rows and 4 columns. Constants: TRANSPOSED_A (stored [k, m]), TRANSPOSED_B (stored
// [n, k]), BATCHED, FINISH. Uniforms: m, n, k, rows, firstGroup; outer, strideA, strideB; period (n once more), slope.

// Sixteen of k at a time, for each of them eight times four rows of A and columns of B.
var<workgroup> shelfA: array<vec4<f32>, 128>;
var<workgroup> shelfB: array<vec4<f32>, 128>;

fn main(index: i32) {
  let group = index / 64 + uniforms.firstGroup;
  let local = index % 64;
  let groupsWide = (uniforms.n + 31) / 32;
  let groupsHigh = (uniforms.m + 31) / 32;
  let matrix = group / (groupsWide * groupsHigh);
  let firstColumn = 32 * (group % groupsWide);
  let firstRow = 32 * (group / groupsWide % groupsHigh);
  var startA = 0;
  var startB = 0;
  if (BATCHED) {
    startA = sourceOf(matrix, uniforms.strideA) * uniforms.m * uniforms.k;
    startB = sourceOf(matrix, uniforms.strideB) * uniforms.n * uniforms.k;
  }
  var sums = mat4x4<f32>();
  for (var first = 0; first < uniforms.k; first += 16) {
    for (var i = local; i < 512; i += 64) {
      // Neighbouring threads take what lies side by side in memory.
      let atA = select(vec2<i32>(i / 16, i % 16), vec2<i32>(i % 32, i / 32), TRANSPOSED_A);
      let rowA = firstRow + atA.x;
      let kA = first + atA.y;
      let placeA = select(rowA * uniforms.k + kA, kA * uniforms.m + rowA, TRANSPOSED_A);
      let insideA = rowA < uniforms.m && kA < uniforms.k;
      shelfA[8 * atA.y + atA.x / 4][atA.x % 4] = select(0.0, one_a(select(0, startA + placeA, insideA)), insideA);
      let atB = select(vec2<i32>(i % 32, i / 32), vec2<i32>(i / 16, i % 16), TRANSPOSED_B);
      let columnB = firstColumn + atB.x;
      let kB = first + atB.y;
      let placeB = select(kB * uniforms.n + columnB, columnB * uniforms.k + kB, TRANSPOSED_B);
      let insideB = columnB < uniforms.n && kB < uniforms.k;
      shelfB[8 * atB.y + atB.x / 4][atB.x % 4] = select(0.0, one_b(select(0, startB + placeB, insideB)), insideB);
    }
    workgroupBarrier();
    for (var k = 0; k < 16; k++) {
      let a = shelfA[8 * k + local / 8];
      let b = shelfB[8 * k + local % 8];
      sums += mat4x4<f32>(b * a.x, b * a.y, b * a.z, b * a.w);
    }
    workgroupBarrier();
  }
  let column = firstColumn + 4 * (local % 8);
  if (column < uniforms.n) {
    put(matrix, firstRow + 4 * (local / 8), column, sums);
  }
}
