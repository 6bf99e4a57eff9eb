// result[c] = Σ over rows of x[rows, columns]: a group for each four columns and part of the rows, its threads taking rows
// in turn. Constant: SINGLE (one column: a thread takes four rows at a time). Uniforms: rows, columns, quads (of columns),
// span (rows in a part), firstGroup. Part p is written after part p − 1.

fn main(index: i32) {
  let local = index % 64;
  let group = index / 64 + uniforms.firstGroup;
  let column = 4 * (group % uniforms.quads);
  let part = group / uniforms.quads;
  let first = part * uniforms.span;
  let end = min(uniforms.rows, first + uniforms.span);
  var sums = vec4<f32>();
  if (SINGLE) {
    for (var row = first + 4 * local; row < end; row += 256) {
      let keep = vec4<i32>(row) + vec4<i32>(0, 1, 2, 3) < vec4<i32>(end);
      sums += select(vec4<f32>(0), read_x(row), keep);
    }
  } else {
    for (var row = first + local; row < end; row += 64) {
      sums += read_x(row * uniforms.columns + column);
    }
  }
  let all = overAll(local, sums);
  if (local > 0) {
    return;
  }
  if (SINGLE) {
    write(part, vec4<f32>(all.x + all.y + all.z + all.w), 1);
  } else {
    write(part * uniforms.columns + column, all, uniforms.columns - column);
  }
}
