// Noise, two numbers a thread. Uniforms: key0, key1, update, size.
fn main(index: i32) {
  let first = 2 * index;
  if (first >= uniforms.size) {
    return;
  }
  let key = stream();
  var numbers: vec2<f32>;
  if (UNIFORM) {
    // 2u − 1: a whole number of 24 bits, so exact.
    let drawn = words(key, u32(index));
    let odd = vec2<i32>(2u * (drawn >> vec2<u32>(8u)) + 1u) - 0x1000000;
    numbers = vec2<f32>(odd) * 0x1p-24f;
  } else {
    numbers = normals(key, u32(index));
  }
  result[first] = numbers.x;
  if (first + 1 < uniforms.size) {
    result[first + 1] = numbers.y;
  }
}
