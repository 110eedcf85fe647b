package dev.lifeboat.cli.doctor;

import java.io.IOException;
import java.util.List;

/// One look. Reads only; may be interrupted at any time.
///
/// @param what it looks at, for when it does not come back
record DoctorCheck(String what, Look look) {

  /// Looks.
  @FunctionalInterface
  interface Look {
    /// What was found, in any order.
    ///
    /// @throws IOException when it cannot be told; its message says why
    List<DoctorFinding> now() throws IOException, InterruptedException;
  }

  /// A look that finds one thing.
  @FunctionalInterface
  interface Glance {
    DoctorFinding now() throws IOException, InterruptedException;
  }

  static DoctorCheck of(String what, Glance glance) {
    return new DoctorCheck(what, () -> List.of(glance.now()));
  }
}
