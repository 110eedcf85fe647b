package dev.lifeboat.drill;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.evidence.HeldFile;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.scenario.Performance;
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
record SandboxFigures(RunFolder files, String region) {
  private static final String FOLDER = "sandbox";

  /// What the sandbox held of one canary's writes.
  record Held(StoredNumbers rows, StoredNumbers objects) {}

  /// Where the own canary logs; beside the files of the outside one.
  Path canary() {
    return files.folder().resolve(FOLDER).resolve("canary.jsonl");
  }

  /// Whether its first line is there.
  boolean canaryBegun() {
    return canary().toFile().length() > 0;
  }

  /// Of the sandbox's own canary, once it has ended.
  ///
  /// @param begun when the recovery began
  Evidence.Result own(Instant begun, Held held) {
    var fault = FaultTime.at(begun);
    return Evidence.read(
        () -> {
          keep("held.json", fault, held);
          var log = Evidence.history(canary());
          return new Evidence.Result(
              Optional.of(Measurement.of(log, fault, held.rows(), held.objects())), "");
        },
        why -> new Evidence.Result(Optional.empty(), why));
  }

  /// Of the outside canary, once it has ended.
  ///
  /// @param held of its writes by the sandbox
  Figure lossAt(Instant point, Held held) {
    return Evidence.read(
        () -> {
          keep("held-at-point.json", FaultTime.at(point), held);
          return lossAt(point, Evidence.history(files.canary()), held);
        },
        Figure.Unknown::new);
  }

  /// What would be lost if the primary had been at `point`: what was acknowledged later was never
  /// to be in the sandbox.
  static Figure lossAt(Instant point, CanaryHistory recording, Held held) {
    var until =
        recording.writes().stream()
            .filter(write -> write.outcome().ended().filter(at -> !at.isAfter(point)).isPresent())
            .toList();
    if (until.stream().noneMatch(write -> write.acknowledged())) {
      return new Figure.Unknown("no write was acknowledged before the recovery point");
    }
    var cut = new CanaryHistory(recording.header(), until, recording.reads(), recording.ended(), 0);
    return Measurement.of(cut, FaultTime.at(point), held.rows(), held.objects()).rpo();
  }

  /// How fast the own canary was answered, against the outside one in the same span.
  Performance speed(Performance.Span meanwhile) {
    return Evidence.read(
        () ->
            Performance.between(
                Evidence.history(files.canary()),
                Evidence.history(canary()),
                meanwhile,
                "at home meanwhile"),
        Performance::unknown);
  }

  private void keep(String name, FaultTime fault, Held held) throws IOException {
    var folder = Files.createDirectories(files.folder().resolve(FOLDER));
    var kept = new HeldFile(files.run().value(), region, fault, held.rows(), held.objects());
    DurableFile.write(folder.resolve(name), kept.bytes());
  }
}
