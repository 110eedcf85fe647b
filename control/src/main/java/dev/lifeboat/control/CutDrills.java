package dev.lifeboat.control;

import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/// The drills that were cut off before they had a result, and what they left broken.
///
/// @param state the state folder
public record CutDrills(Path state, HostProcess host, ProgressListener progress) {

  /// A person did what `remedy` says: nobody is to be told it any more.
  public void healed(String remedy) throws ProblemException {
    heal(_ -> true, remedy::equals);
  }

  /// Nothing is left of the regions of a plan, so nothing is broken there.
  ///
  /// @param plan its name
  public void gone(String plan) throws ProblemException {
    heal(log -> log.plan().equals(plan), _ -> true);
  }

  private void heal(Predicate<DrillLog> which, Predicate<String> what) throws ProblemException {
    for (var run : new RunRecords(state).folders()) {
      // A folder that is sealed or has a result is closed, and tells its end by that.
      if (Files.exists(run.resolve("result.json")) || Files.exists(run.resolve("seal.json"))) {
        continue;
      }
      var log = DrillLog.find(run).filter(which);
      if (log.isPresent()) {
        var writer = new DrillLogWriter(host.clock(), progress, Map.of());
        writer.goOn(run);
        log.get().remedies().stream().filter(what).forEach(writer::heals);
      }
    }
  }
}
