package dev.lifeboat.drill;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.evidence.HeldFile;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.CanaryLogException;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.StoredNumbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// What a recovery in a sandbox measured, from the logs of both canaries and what the sandbox held.
///
/// RTO is the own canary's: from the beginning of the recovery until the first of N consecutive
/// writes. RPO is the outside canary's, as if the primary had been lost at the recovery point: of
/// the writes acknowledged until then, those that the sandbox does not hold are lost.
final class SandboxFigures {
  private static final String FOLDER = "sandbox";

  private final RunFolder files;
  private final String region;

  SandboxFigures(RunFolder files, String region) {
    this.files = files;
    this.region = region;
  }

  /// Where the own canary logs; beside the files of the outside one.
  Path canary() {
    return files.folder().resolve(FOLDER).resolve("canary.jsonl");
  }

  /// Whether its first line is there.
  boolean canaryBegun() {
    return canary().toFile().length() > 0;
  }

  private Path held(String name) {
    return files.folder().resolve(FOLDER).resolve(name);
  }

  /// Of the sandbox's own canary, once it has ended.
  ///
  /// @param begun when the recovery began
  Evidence.Result own(Instant begun, StoredNumbers rows, StoredNumbers objects) {
    var fault = FaultTime.at(begun);
    try {
      keep(held("held.json"), fault, rows, objects);
      var recording = CanaryHistory.parse(Files.readAllBytes(canary()));
      return new Evidence.Result(Optional.of(Measurement.of(recording, fault, rows, objects)), "");
    } catch (IOException | CanaryLogException unreadable) {
      return new Evidence.Result(Optional.empty(), String.valueOf(unreadable.getMessage()));
    }
  }

  /// Of the outside canary, once it has ended.
  ///
  /// @param rows of it that the sandbox held
  /// @param objects the same
  Figure lossAt(Instant point, StoredNumbers rows, StoredNumbers objects) {
    try {
      keep(held("held-at-point.json"), FaultTime.at(point), rows, objects);
      return lossAt(point, CanaryHistory.parse(Files.readAllBytes(files.canary())), rows, objects);
    } catch (IOException | CanaryLogException unreadable) {
      return new Figure.Unknown(String.valueOf(unreadable.getMessage()));
    }
  }

  /// What would be lost if the primary had been at `point`: what was acknowledged later was never
  /// to be in the sandbox.
  static Figure lossAt(
      Instant point, CanaryHistory recording, StoredNumbers rows, StoredNumbers objects) {
    var until =
        recording.writes().stream()
            .filter(write -> write.outcome().ended().filter(at -> !at.isAfter(point)).isPresent())
            .toList();
    if (until.stream().noneMatch(write -> write.acknowledged())) {
      return new Figure.Unknown("no write was acknowledged before the recovery point");
    }
    var cut = new CanaryHistory(recording.header(), until, recording.reads(), recording.ended(), 0);
    return Measurement.of(cut, FaultTime.at(point), rows, objects).rpo();
  }

  private void keep(Path file, FaultTime fault, StoredNumbers rows, StoredNumbers objects)
      throws IOException {
    Files.createDirectories(files.folder().resolve(FOLDER));
    DurableFile.write(
        file, new HeldFile(files.run().value(), region, fault, rows, objects).bytes());
  }
}
