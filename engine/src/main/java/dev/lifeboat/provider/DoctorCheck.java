package dev.lifeboat.provider;

import java.util.List;
import java.util.concurrent.Callable;

/// One look. Reads only; may be interrupted at any time.
///
/// @param what it looks at, for when it does not come back
/// @param look what was found, in any order; an `IOException` says why that cannot be told
public record DoctorCheck(String what, Callable<List<DoctorFinding>> look) {
  /// A look that finds one thing.
  public static DoctorCheck of(String what, Callable<DoctorFinding> look) {
    return new DoctorCheck(what, () -> List.of(look.call()));
  }
}
