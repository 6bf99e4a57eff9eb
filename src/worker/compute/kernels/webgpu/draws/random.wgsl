// src/common/numbers/random.ts in WGSL: the same words, and the same floats up to rounding. Logarithm, cosine and sine are written
// out, because a device's own may be off by 2^-11.

fn mixed(state: vec2<u32>, rotations: vec4<u32>) -> vec2<u32> {
  var x = state;
  for (var i = 0; i < 4; i++) {
    let r = rotations[i];
    x.x += x.y;
    x.y = ((x.y << r) | (x.y >> (32u - r))) ^ x.x;
  }
  return x;
}

// One block of Threefry-2x32-20.
fn threefry(key: vec2<u32>, counter: vec2<u32>) -> vec2<u32> {
  let third = 0x1bd11bdau ^ key.x ^ key.y;
  let even = vec4<u32>(13u, 15u, 26u, 6u);
  let odd = vec4<u32>(17u, 29u, 16u, 24u);
  var x = counter + key;
  x = mixed(x, even) + vec2<u32>(key.y, third + 1u);
  x = mixed(x, odd) + vec2<u32>(third, key.x + 2u);
  x = mixed(x, even) + vec2<u32>(key.x, key.y + 3u);
  x = mixed(x, odd) + vec2<u32>(key.y, third + 4u);
  return mixed(x, even) + vec2<u32>(third, key.x + 5u);
}

fn forked(key: vec2<u32>, index: u32) -> vec2<u32> {
  return threefry(key, vec2<u32>(index, 0x666f726bu));
}

// The stream of this step and update.
fn stream() -> vec2<u32> {
  let key = vec2<u32>(u32(uniforms.key0), u32(uniforms.key1));
  return forked(forked(key, u32(step[0])), u32(uniforms.update));
}

// Words 2i and 2i + 1 of a stream.
fn words(key: vec2<u32>, i: u32) -> vec2<u32> {
  return threefry(key, vec2<u32>(i, 0u));
}

// Word i of a stream.
fn word(key: vec2<u32>, i: u32) -> u32 {
  return words(key, i >> 1u)[i & 1u];
}

// ⌊word · bound / 2³²⌋, a whole number below the bound.
fn below(number: u32, bound: u32) -> u32 {
  let low = (number & 0xffffu) * (bound & 0xffffu);
  let middle = (number >> 16u) * (bound & 0xffffu);
  let cross = (number & 0xffffu) * (bound >> 16u) + (middle & 0xffffu) + (low >> 16u);
  return (number >> 16u) * (bound >> 16u) + (middle >> 16u) + (cross >> 16u);
}

// In the open interval (0, 1): 24 bits, centred.
fn unit(number: u32) -> f32 {
  return f32(2u * (number >> 8u) + 1u) * 0x1p-25f;
}

// 2·artanh(s) for |s| < 0.18, as a series: ln m, where s = (m − 1)/(m + 1).
fn series(s: f32) -> f32 {
  let z = s * s;
  return 2.0 * s * (1.0 + z * (1.0 / 3.0 + z * (0.2 + z * (1.0 / 7.0 + z / 9.0))));
}

// ln unit(number): near 1 from the distance to 1, which is exact, else with unit = m·2^k, m around 1.
fn logarithmOfUnit(number: u32) -> f32 {
  let odd = 2u * (number >> 8u) + 1u;
  if (odd > 0x16a09e6u) {
    let rest = f32(0x2000000u - odd) * 0x1p-25f;
    return series(-rest / (2.0 - rest));
  }
  let bits = bitcast<u32>(f32(odd));
  var k = i32(bits >> 23u) - 127 - 25;
  var m = bitcast<f32>((bits & 0x007fffffu) | 0x3f800000u);
  if (m > 1.41421356) {
    m *= 0.5;
    k += 1;
  }
  return f32(k) * 0.69314718 + series((m - 1.0) / (m + 1.0));
}

// Cosine and sine of a share of a full turn: a series within an eighth of a turn of a quarter, then turned by quarters.
fn turned(share: f32) -> vec2<f32> {
  let quarters = floor(4.0 * share + 0.5);
  let a = (4.0 * share - quarters) * 1.57079633;
  let z = a * a;
  let c = 1.0 - z * (0.5 - z * (1.0 / 24.0 - z * (1.0 / 720.0 - z / 40320.0)));
  let s = a * (1.0 - z * (1.0 / 6.0 - z * (1.0 / 120.0 - z * (1.0 / 5040.0 - z / 362880.0))));
  switch (u32(quarters) & 3u) {
    case 0u: { return vec2<f32>(c, s); }
    case 1u: { return vec2<f32>(-s, c); }
    case 2u: { return vec2<f32>(-c, -s); }
    default: { return vec2<f32>(s, -c); }
  }
}

// Numbers 2i and 2i + 1 of N(0, 1), by Box–Muller.
fn normals(key: vec2<u32>, i: u32) -> vec2<f32> {
  let drawn = words(key, i);
  return sqrt(-2.0 * logarithmOfUnit(drawn.x)) * turned(unit(drawn.y));
}
