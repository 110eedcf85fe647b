package dev.lifeboat.cli.move;

/// The first line of a run, whichever document tells the run.
public interface RunHead {
  String plan();

  String workload();

  String run();

  String mode();

  String source();

  String target();

  String outcome();

  String why();

  /// Which run it is, and how it stands.
  ///
  /// @param more what stands behind the run's name
  default String line(String more) {
    return "%s of %s/%s from %s to %s, run %s%s: %s%s"
        .formatted(
            mode(),
            plan(),
            workload(),
            source(),
            target(),
            run(),
            more,
            outcome(),
            why().isEmpty() ? "" : ", " + why());
  }
}
