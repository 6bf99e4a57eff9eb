// result[n] = Σ over c of x[n, c]². Constant: WIDE (a group for each row; else a thread). Uniforms: rows, columns.
fn main(index: i32) {
  if (WIDE) {
    let local = index % 64;
    let row = index / 64;
    var sums = vec4<f32>();
    for (var c = 4 * local; c < uniforms.columns; c += 256) {
      let keep = vec4<i32>(c) + vec4<i32>(0, 1, 2, 3) < vec4<i32>(uniforms.columns);
      let x = select(vec4<f32>(0), read_x(row * uniforms.columns + c), keep);
      sums += x * x;
    }
    let all = overAll(local, sums);
    if (local == 0) {
      result[row] = all.x + all.y + all.z + all.w;
    }
  } else if (index < uniforms.rows) {
    var sum = 0.0;
    for (var c = 0; c < uniforms.columns; c++) {
      let x = one_x(index * uniforms.columns + c);
      sum += x * x;
    }
    result[index] = sum;
  }
}
