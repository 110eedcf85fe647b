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
import java.nio.file.Path;
import java.time.Instant;

/// What a recovery in a sandbox measured, from the logs of both canaries and what the sandbox held.
///
/// RTO is the own canary's: from the beginning of the recovery until the first of N consecutive
/// writes. RPO is the outside canary's, as if the primary had been lost at the recovery point: of
/// the writes acknowledged until then, those that the sandbox does not hold are lost.
record SandboxFigures(RunFolder files, String region) {
  /// What the sandbox held of one canary's writes.
  record Held(StoredNumbers rows, StoredNumbers objects) {}

  /// Where the own canary logs; beside the files of the outside one.
  Path canary() {
    return own().canary();
  }

  private RunFolder own() {
    return new RunFolder(files.run(), files.folder().resolve("sandbox"));
  }

  /// Whether its first line is there.
  boolean canaryBegun() {
    return canary().toFile().length() > 0;
  }

  /// Of the sandbox's own canary, once it has ended.
  ///
  /// @param begun when the recovery began
  Evidence.Result own(Instant begun, Held held) {
    return Evidence.measured(own(), kept(begun, held));
  }

  /// Of the outside canary, once it has ended.
  ///
  /// @param held of its writes by the sandbox
  Figure lossAt(Instant point, Held held) {
    return Evidence.read(
        () -> {
          var file = own().folder().resolve("held-at-point.json");
          DurableFile.write(file, kept(point, held).bytes());
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
    var cut = recording.cutTo(until);
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

  private HeldFile kept(Instant faultAt, Held held) {
    var fault = FaultTime.at(faultAt);
    return new HeldFile(files.run().value(), region, fault, held.rows(), held.objects());
  }
}
