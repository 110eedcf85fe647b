package dev.lifeboat.lab.e2e;

import dev.lifeboat.lab.bucket.S3Preparation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.UnaryOperator;

/// The storefront's plan as a test wants it.
final class LabPlanFile {
  private LabPlanFile() {}

  /// Puts it into a folder of its own, and prepares what a lab of it starts from.
  ///
  /// @param edit makes the plan that the test needs out of the storefront's
  static Path prepare(UnaryOperator<String> edit) throws Exception {
    var prepared = Path.of(System.getProperty("lifeboat.s3"));
    S3Preparation.into(prepared);
    ProgramCache.into(prepared.resolveSibling("aot"));
    // PostgreSQL's unprivileged user must reach it: JUnit's own temporary folders are private.
    var root = Files.createTempDirectory("lifeboat-e2e-");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    var planFile = root.resolve("lifeboat.yaml");
    return Files.writeString(planFile, edit.apply(RunningLab.storefront()));
  }
}
