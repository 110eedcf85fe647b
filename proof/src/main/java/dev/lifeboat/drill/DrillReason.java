package dev.lifeboat.drill;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reason for which a drill opens its run, as the journal keeps it: `drill: region-loss`.
public record DrillReason(String scenario) {
  private static final String BEGINNING = "drill: ";

  /// That of a journal; empty where the run is no drill's.
  ///
  /// @param kept null in journals of early releases, which give none
  public static Optional<DrillReason> of(@Nullable String kept) {
    return Optional.ofNullable(kept)
        .filter(reason -> reason.startsWith(BEGINNING))
        .map(reason -> new DrillReason(reason.substring(BEGINNING.length())));
  }

  String text() {
    return BEGINNING + scenario;
  }
}
