// Four columns of sums, zero where a pixel lies outside of what was read: something else was read there.
fn kept(part: mat4x4<f32>, on: vec4<bool>) -> mat4x4<f32> {
  let zero = vec4<f32>(0);
  return mat4x4<f32>(select(zero, part[0], on.x), select(zero, part[1], on.y), select(zero, part[2], on.z),
    select(zero, part[3], on.w));
}
