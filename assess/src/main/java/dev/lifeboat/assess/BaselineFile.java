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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An earlier assessment as a file has it: what `assess --json` printed.
public final class BaselineFile {
  private static final String SCHEMA = "lifeboat.assess/v1";

  /// Read row by row: 100 000 workloads come to a tenth of it.
  private static final long MOST_BYTES = 1L << 32;

  /// Of a figure, on either side of its point.
  private static final int MOST_DIGITS = 30;

  private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private BaselineFile() {}

  /// The assessment in a file.
  ///
  /// @param plan of which it must be, by name
  /// @throws ProblemException LB1004 when it cannot be read or is none of that plan
  public static Baseline read(Path file, String plan) throws ProblemException {
    try (var in = Files.newInputStream(file);
        var parser = JSON.createParser(in)) {
      if (Files.size(file) > MOST_BYTES) {
        throw refused(file, "it is larger than 4 GiB");
      }
      return parse(parser, plan)
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

  private static Optional<Baseline> parse(JsonParser parser, String plan) {
    var head = JSON.createObjectNode();
    var workloads = new HashMap<String, Figures>();
    var gaps = new HashMap<GapName, Severity>();
    boolean isWhole = parser.nextToken() == JsonToken.START_OBJECT;
    while (isWhole && parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var key = parser.currentName();
      parser.nextToken();
      head.putNull(key);
      switch (key) {
        case "schema", "plan", "cost" -> head.set(key, parser.readValueAsTree());
        case "workloads" ->
            isWhole =
                rows(
                    parser,
                    row -> {
                      var figures = figures(row);
                      figures.ifPresent(it -> workloads.put(row.path("name").asString(""), it));
                      return figures.isPresent();
                    });
        case "findings" -> isWhole = rows(parser, row -> isGap(row, gaps));
        default -> parser.skipChildren();
      }
    }
    return isWhole
            && head.has("workloads")
            && head.has("findings")
            && head.path("schema").asString("").equals(SCHEMA)
            && head.path("plan").asString("").equals(plan)
        ? Optional.of(new Baseline(workloads, cost(head.path("cost")), gaps))
        : Optional.empty();
  }

  /// Whether each row of a list is one.
  private static boolean rows(JsonParser parser, Predicate<JsonNode> isOne) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!isOne.test(parser.readValueAsTree())) {
        return false;
      }
    }
    return true;
  }

  private static Optional<PlanCost> cost(JsonNode row) {
    var amount = row.path("amount");
    var inAYear = row.path("inAYear");
    return isFigure(amount) && isFigure(inAYear)
        ? Optional.of(
            new PlanCost(
                amount.decimalValue(), inAYear.decimalValue(), row.path("currency").asString("")))
        : Optional.empty();
  }

  private static Optional<Figures> figures(JsonNode row) {
    var rto = row.at("/rto/estimateSeconds");
    var rpo = row.at("/rpo/estimateSeconds");
    var amount = row.at("/monthlyCost/amount");
    return Stream.of(rto, rpo, amount).allMatch(BaselineFile::isFigure)
        ? Optional.of(
            new Figures(
                span(rto),
                span(rpo),
                amount.decimalValue(),
                row.at("/monthlyCost/currency").asString("")))
        : Optional.empty();
  }

  /// Whether it is a number of a size that can be reckoned with.
  private static boolean isFigure(JsonNode node) {
    return node.isNumber()
        && node.decimalValue().precision() <= MOST_DIGITS
        && Math.abs((long) node.decimalValue().scale()) <= MOST_DIGITS;
  }

  private static Duration span(JsonNode seconds) {
    return Duration.ofMillis(seconds.decimalValue().multiply(MILLIS).longValue());
  }

  /// Whether it is a finding. A code that this release does not know is no gap of it.
  private static boolean isGap(JsonNode row, Map<GapName, Severity> gaps) {
    var severity = WordedChoice.find(Severity.values(), row.path("severity").asString(""));
    severity.ifPresent(grave ->
        Stream.of(Code.values())
            .filter(it -> it.name().equals(row.path("code").asString("")))
            .findFirst()
            .ifPresent(code ->
                names(code, row)
                    .forEach(name ->
                        gaps.merge(
                            name, grave, (one, other) -> one.compareTo(other) > 0 ? one : other))));
    return severity.isPresent();
  }

  private static List<GapName> names(Code code, JsonNode row) {
    var of = row.path("names").valueStream().map(it -> it.asString("")).toList();
    return GapName.all(code, row.path("workload").asString(""), of);
  }
}
