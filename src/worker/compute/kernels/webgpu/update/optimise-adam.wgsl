fn update_SLOT(i: u32) -> f32 {
  let g = g_SLOT[i];
  let m = settings.beta1 * m_SLOT[i] + settings.rest1 * g;
  let v = settings.beta2 * v_SLOT[i] + settings.rest2 * g * g;
  m_SLOT[i] = m;
  v_SLOT[i] = v;
  p_SLOT[i] = bounded(p_SLOT[i] - settings.rate * (m / grownMean) / (sqrt(v / grownSquare) + settings.epsilon));
  return g * g;
}
