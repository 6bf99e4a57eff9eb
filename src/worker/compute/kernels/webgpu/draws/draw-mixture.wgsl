// Points of equal Gaussians, one a thread. Uniforms: key0, key1, update, count, modes, deviation.
fn main(index: i32) {
  if (index >= uniforms.count) {
    return;
  }
  let key = stream();
  let mode = below(word(forked(key, CHOICE), u32(index)), u32(uniforms.modes));
  let noise = uniforms.deviation * normals(forked(key, NOISE), u32(index));
  result[2 * index] = noise.x + centres[2u * mode];
  result[2 * index + 1] = noise.y + centres[2u * mode + 1u];
}
