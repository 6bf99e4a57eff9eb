fn biasAt(column: i32) -> vec4<f32> {
  return bias[column >> 2u];
}
