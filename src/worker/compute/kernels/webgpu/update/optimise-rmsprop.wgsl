fn update_SLOT(i: u32) -> f32 {
  let g = g_SLOT[i];
  let v = settings.beta2 * v_SLOT[i] + settings.rest2 * g * g;
  v_SLOT[i] = v;
  p_SLOT[i] = bounded(p_SLOT[i] - settings.rate * g / (sqrt(v) + settings.epsilon));
  return g * g;
}
