// An atlas of pictures: each cell holds the picture pixel by pixel, its own edge repeated AROUND it; below it the words of its score, below them one pixel of
// its edge's colour. MIDDLE: the colour of an undecided edge, bytes.

struct Plan {
  columns: u32,
  count: u32,
  size: u32,
  channels: u32,
  cell_width: u32,
  cell_height: u32,
  word_width: u32,
  word_height: u32,
}

@group(0) @binding(0) var<uniform> plan: Plan;
// NHWC in [-1, 1].
@group(0) @binding(1) var<storage, read> items: array<f32>;
@group(0) @binding(2) var<storage, read> logits: array<f32>;
// WORDS_ACROSS in a row, premultiplied.
@group(0) @binding(3) var words: texture_2d<f32>;

@vertex
fn corner(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  return everywhere(index);
}

@fragment
fn colour(@builtin(position) at: vec4f) -> @location(0) vec4f {
  let pixel = vec2u(at.xy);
  let cell = pixel / vec2u(plan.cell_width, plan.cell_height);
  let index = cell.y * plan.columns + cell.x;
  if (cell.x >= plan.columns || index >= plan.count) {
    return vec4f(0.0);
  }
  let inside = pixel - cell * vec2u(plan.cell_width, plan.cell_height);
  let logit = logits[index];
  let side = plan.size + 2u * AROUND;
  if (inside.y < side) {
    if (inside.x >= side) {
      return vec4f(0.0);
    }
    return opaque(picture_at(index, clamp(inside, vec2u(AROUND), vec2u(AROUND + plan.size - 1u)) - AROUND));
  }
  if (inside.y < side + plan.word_height) {
    if (inside.x >= plan.word_width) {
      return vec4f(0.0);
    }
    let word = word_of(logit);
    let corner = vec2u(word % WORDS_ACROSS, word / WORDS_ACROSS) * vec2u(plan.word_width, plan.word_height);
    return textureLoad(words, corner + inside - vec2u(0u, side), 0);
  }
  let score = select(0.5, score_of(logit), is_number(logit));
  return opaque(score_colour(score, MIDDLE, 1.0));
}

fn picture_at(index: u32, inside: vec2u) -> vec3f {
  let first = ((index * plan.size + inside.y) * plan.size + inside.x) * plan.channels;
  if (plan.channels == 1u) {
    return vec3f(byte_of(items[first]));
  }
  return vec3f(byte_of(items[first]), byte_of(items[first + 1u]), byte_of(items[first + 2u]));
}

// No number is black, as in an array of clamped bytes.
fn byte_of(value: f32) -> f32 {
  return select(0.0, (value + 1.0) * 127.5, is_number(value));
}
