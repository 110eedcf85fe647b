package dev.lifeboat.control;

import dev.lifeboat.assess.PlanAssessment;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.PlanResult;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Puts recommended strategies into a plan's file, for a person to look at and commit.
public record StrategyWrite(PlanFile file) {

  /// What became of the strategies that differ from the plan's, by workload.
  ///
  /// @param unfollowed not written: no run can follow them yet
  public record Outcome(Map<String, Strategy> written, Map<String, Strategy> unfollowed) {
    public Outcome {
      written = Collections.unmodifiableMap(new TreeMap<>(written));
      unfollowed = Collections.unmodifiableMap(new TreeMap<>(unfollowed));
    }
  }

  private static final String AS_IT_WAS = "it is as it was";

  private static final String UNKNOWN = "what is in it is not known";

  /// Writes those that differ from the plan's and that a run can follow; the rest of the file stays
  /// as it is.
  ///
  /// @return what was written, and what was not
  /// @throws ProblemException LB1002 when the file cannot be written, or changed meanwhile
  public Outcome write(PlanAssessment assessment) throws ProblemException {
    var strategies = new TreeMap<String, Strategy>();
    var unfollowed = new TreeMap<String, Strategy>();
    for (var it : assessment.workloads()) {
      var advised = it.recommendation().strategy();
      if (it.planned().strategy() != advised) {
        (assessment.input().compiles().test(it.workload(), advised) ? strategies : unfollowed)
            .put(it.name(), advised);
      }
    }
    if (!strategies.isEmpty()) {
      write(strategies);
    }
    return new Outcome(strategies, unfollowed);
  }

  private void write(Map<String, Strategy> strategies) throws ProblemException {
    var bytes = unchanged();
    var made =
        file.reader()
            .withStrategies(bytes, strategies)
            .orElseThrow(
                () -> refused("its form is none that is changed without a person", AS_IT_WAS));
    try {
      DurableFile.replace(file.path().toRealPath(), made);
    } catch (IOException unwritable) {
      throw refused(FileFailure.reason(unwritable), left(file.path(), bytes, made));
    }
  }

  /// The file, whose references to the environment stay there.
  private byte[] unchanged() throws ProblemException {
    try {
      var found = DurableFile.read(file.path());
      if (found.filter(PlanReader::namesFiles).isPresent()) {
        throw refused("it names other files", AS_IT_WAS);
      }
      return found
          .filter(this::saysThePlan)
          .orElseThrow(() -> refused("it was changed meanwhile", UNKNOWN));
    } catch (IOException unreadable) {
      throw refused(FileFailure.reason(unreadable), UNKNOWN);
    }
  }

  private boolean saysThePlan(byte[] found) {
    return Arrays.equals(found, file.bytes())
        || (file.reader().read(file.path().toString(), found) instanceof PlanResult.Valid(var plan)
            && plan.sha256().equals(file.plan().sha256()));
  }

  /// What is in a file that could not be written: the failure may have come after the new bytes.
  static String left(Path path, byte[] before, byte[] made) {
    try {
      var now = DurableFile.read(path);
      if (now.filter(it -> Arrays.equals(it, before)).isPresent()) {
        return AS_IT_WAS;
      }
      return now.filter(it -> Arrays.equals(it, made)).isPresent()
          ? "the new strategies are in it, and a power cut may take them back"
          : UNKNOWN;
    } catch (IOException unread) {
      return UNKNOWN;
    }
  }

  private ProblemException refused(String why, String left) {
    return ProblemException.lasting(
        Code.LB1002,
        "the plan '%s' cannot be written: %s".formatted(file.path(), why),
        left,
        "write the strategy that 'lifeboat assess' names yourself");
  }
}
