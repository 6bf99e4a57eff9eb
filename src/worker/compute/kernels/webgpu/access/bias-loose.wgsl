// Four numbers of a row-major matrix may run into its next row, where the bias begins anew.
fn biasAt(column: i32) -> vec4<f32> {
  let at = (vec4<i32>(column) + vec4<i32>(0, 1, 2, 3)) % vec4<i32>(uniforms.period);
  return vec4<f32>(bias[at.x], bias[at.y], bias[at.z], bias[at.w]);
}
