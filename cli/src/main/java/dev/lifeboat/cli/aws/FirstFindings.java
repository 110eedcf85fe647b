package dev.lifeboat.cli.aws;

import dev.lifeboat.cli.status.CheckDocument;
import dev.lifeboat.control.WriterAdoption.Adopted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Result of a first check.
///
/// @param adopted workloads whose writers are written down
/// @param isAdopted whether these are all
/// @param check null where it failed
/// @param left why workloads were not adopted, and why the check failed
record FirstFindings(
    List<Adopted> adopted, boolean isAdopted, @Nullable CheckDocument check, List<String> left) {
  boolean isReady() {
    return check != null && check.isReady();
  }
}
