package dev.lifeboat.cli.init;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.lab.setup.ServiceTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was written, and what was seen of the service.
///
/// @param from the example; null for a service of one's own
/// @param files all that were written, the plan last
/// @param trial null when the service was not started
/// @param why it was not; null when it was
record InitDocument(
    String schema,
    String plan,
    String file,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String from,
    List<String> files,
    @Nullable Trial trial,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String why) {

  /// One attempt to start the service.
  ///
  /// @param outcome `answered`, `ended` or `silent`
  /// @param database whether the service uses one, which was not there
  /// @param why its health did not answer; null when it did
  /// @param mend decides the words alone
  record Trial(
      String outcome,
      String command,
      String health,
      double seconds,
      boolean database,
      @Nullable String why,
      @JsonIgnore ServiceTrial.Mend mend,
      List<String> printed) {

    static Trial of(ServiceTrial.Seen seen, OwnService service) {
      return new Trial(
          word(seen.outcome()),
          String.join(" ", service.run()),
          seen.health().toString(),
          Math.round(seen.took().toMillis() / 10.0) / 100.0,
          service.database(),
          seen.why(),
          seen.mend(),
          seen.printed());
    }

    boolean answered() {
      return why == null;
    }

    /// What a lab of the plan would show: it has a database, and is patient.
    private String prospect(boolean maybeSlow) {
      if (!maybeSlow && !database) {
        return "so a lab of this plan would not come up";
      }
      var slow =
          maybeSlow
              ? "is slow: a lab waits up to %s".formatted(Spans.rough(ServiceTrial.LAB_WAITS))
              : "";
      return "unknown whether it %s; 'lifeboat lab up' will tell"
          .formatted(
              Stream.of(database ? "starts with its database" : "", slow)
                  .filter(it -> !it.isEmpty())
                  .collect(joining(", or ")));
    }

    private static String word(ServiceTrial.Outcome outcome) {
      return outcome.name().toLowerCase(Locale.ROOT);
    }

    /// Whether a lab of the plan may come up, for all that was seen.
    private boolean mayComeUp() {
      return mend == ServiceTrial.Mend.UNKNOWN;
    }

    private List<String> lines() {
      return switch (mend) {
        case PROGRAM ->
            List.of(
                "tried   %s: %s".formatted(command, why),
                "do      name a program that is there: '--command', or 'run' in the plan");
        case HEALTH ->
            List.of(
                "tried   %s: %s".formatted(command, why),
                "do      name the path that answers 200: '--health', or 'health' in the plan");
        case UNKNOWN -> linesOfUnknown();
      };
    }

    private List<String> linesOfUnknown() {
      var without = database ? ", with no database there" : "";
      if (answered()) {
        return List.of(
            "tried   %s: %s answered after %s s%s; it was ended again"
                .formatted(command, health, seconds, without));
      }
      var lines = new ArrayList<String>();
      boolean maybeSlow = outcome.equals(word(ServiceTrial.Outcome.SILENT));
      lines.add(
          (maybeSlow
                  ? "tried   %s: %s did not answer within %s s%s: %s"
                  : "tried   %s: %s never answered, and after %s s%s %s")
              .formatted(command, health, seconds, without, why));
      printed.forEach(line -> lines.add("  | " + line));
      lines.add(prospect(maybeSlow));
      lines.add(
          "do      %smend the service or the plan: it must listen on HOST and PORT, or as"
                  .formatted(maybeSlow ? "if it only starts slowly, bring a lab up; else " : "")
              + " 'environment' and 'run' say, and answer 200 at 'health'");
      return lines;
    }
  }

  /// @param typed the plan as it can be typed
  List<String> lines(String typed) {
    var lines = new ArrayList<String>();
    files.forEach(file -> lines.add("wrote   " + file));
    Optional.ofNullable(trial).ifPresent(it -> lines.addAll(it.lines()));
    Optional.ofNullable(why).ifPresent(it -> lines.add("tried   nothing: " + it));
    lines.add("next    lifeboat check %s --plan-only".formatted(typed));
    if (from == null && (trial == null || trial.mayComeUp())) {
      lines.add("        lifeboat lab up " + typed);
      lines.add("        lifeboat drill " + typed);
    }
    return lines;
  }
}
