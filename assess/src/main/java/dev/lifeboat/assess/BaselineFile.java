package dev.lifeboat.assess;

import dev.lifeboat.assess.Baseline.Figures;
import dev.lifeboat.assess.Baseline.GapName;
import dev.lifeboat.plan.WordedChoice;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An earlier assessment as a file has it: what `assess --json` printed.
public final class BaselineFile {
  private static final String SCHEMA = "lifeboat.assess/v1";

  /// A plan of 1 MiB comes to less, with each workload as short as can be.
  private static final int MOST_BYTES = 1 << 26;

  private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private BaselineFile() {}

  /// The assessment in a file.
  ///
  /// @param plan of which it must be, by name
  /// @throws ProblemException LB1004 when it cannot be read or is none of that plan
  public static Baseline read(Path file, String plan) throws ProblemException {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw refused(file, "it is larger than 64 MiB");
      }
      return parse(JSON.readTree(bytes), plan)
          .orElseThrow(() ->
              refused(
                  file, "it is no whole document of 'assess --json' of plan '%s'".formatted(plan)));
    } catch (IOException unreadable) {
      throw refused(file, FileFailure.reason(unreadable));
    } catch (JacksonException none) {
      throw refused(file, "it is no JSON");
    }
  }

  private static ProblemException refused(Path file, String why) {
    return ProblemException.lasting(
        Code.LB1004,
        "'%s' cannot be used as a baseline: %s".formatted(file, why),
        "nothing was assessed",
        "make one with 'lifeboat assess PLAN --json'");
  }

  private static Optional<Baseline> parse(JsonNode root, String plan) {
    if (!root.path("schema").asString("").equals(SCHEMA)
        || !root.path("plan").asString("").equals(plan)) {
      return Optional.empty();
    }
    var workloads = new HashMap<String, Figures>();
    for (var row : root.path("workloads")) {
      var figures = figures(row);
      if (figures.isEmpty()) {
        return Optional.empty();
      }
      workloads.put(row.path("name").asString(""), figures.get());
    }
    return gaps(root.path("findings")).map(gaps -> new Baseline(workloads, gaps));
  }

  private static Optional<Figures> figures(JsonNode row) {
    var rto = row.at("/rto/estimateSeconds");
    var rpo = row.at("/rpo/estimateSeconds");
    var amount = row.at("/monthlyCost/amount");
    return Stream.of(rto, rpo, amount).allMatch(JsonNode::isNumber)
        ? Optional.of(
            new Figures(
                span(rto),
                span(rpo),
                amount.decimalValue(),
                row.at("/monthlyCost/currency").asString("")))
        : Optional.empty();
  }

  private static Duration span(JsonNode seconds) {
    return Duration.ofMillis(seconds.decimalValue().multiply(MILLIS).longValue());
  }

  /// Empty after a finding that is none. A code that this release does not know is no gap of it.
  private static Optional<Map<GapName, Severity>> gaps(JsonNode findings) {
    var gaps = new HashMap<GapName, Severity>();
    for (var row : findings) {
      var severity = WordedChoice.find(Severity.values(), row.path("severity").asString(""));
      if (severity.isEmpty()) {
        return Optional.empty();
      }
      Stream.of(Code.values())
          .filter(it -> it.name().equals(row.path("code").asString("")))
          .findFirst()
          .ifPresent(code ->
              gaps.merge(
                  new GapName(code, row.path("workload").asString("")),
                  severity.get(),
                  (one, other) -> one.compareTo(other) > 0 ? one : other));
    }
    return Optional.of(gaps);
  }
}
