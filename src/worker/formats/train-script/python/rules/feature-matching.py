def feature_matching(real, fake):
    """Feature matching (Salimans et al. 2016, section 3.1): D's last features, on average over fakes and over reals."""
    on_fake, on_real = (mean_rows(features.flatten(1)) for features in (FAKES, REALS))
    return S.featureMatching * (on_fake - on_real).abs().mean()
