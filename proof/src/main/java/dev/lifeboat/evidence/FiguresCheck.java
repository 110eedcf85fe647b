package dev.lifeboat.evidence;

import dev.lifeboat.measure.DatabaseRto;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.LedgerMatch;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Objectives;
import dev.lifeboat.plan.Rehearsal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compares what `result.json` claims with what the canary's log shows.
///
/// @param objectives of the run's own plan, by which alone it is judged
record FiguresCheck(JsonNode result, Objectives objectives) {
  /// Whether the result claims any measurement at all.
  boolean measured() {
    return result.path("writes").isObject();
  }

  /// The first claim that does not follow; empty when all do.
  ///
  /// @param run whose folder this is
  /// @param measurement of the log; empty when nothing can be measured in this folder
  /// @param match of ledger and log; empty when one of them is not there
  Optional<String> wrong(
      String run, Optional<Measurement> measurement, Optional<LedgerMatch> match) {
    return claim("/run", run)
        .or(() -> objective("/rto/objectiveSeconds", objectives.rto()))
        .or(() -> objective("/rpo/objectiveSeconds", objectives.rpo()))
        .or(() -> wrong(measurement))
        .or(() -> ledger(match));
  }

  private Optional<String> wrong(Optional<Measurement> measurement) {
    if (!measured()) {
      return firstNotNull("/rto/seconds", "/rto/met", "/rpo/seconds", "/rpo/met")
          .or(() -> basis(Optional.empty()));
    }
    if (measurement.isEmpty()) {
      return Optional.of("claims figures, and there is no whole canary.jsonl with a held.json");
    }
    return wrong(measurement.get())
        .or(() -> basis(measurement.get().onDatabase()))
        .or(() -> passed(measurement.get()));
  }

  private Optional<String> wrong(Measurement measured) {
    var writes = measured.writes();
    var counted = writes.survival() instanceof Survival.Counted it ? it : null;
    return claim("/rto/seconds", seconds(measured.rto()))
        .or(() -> claim("/rto/met", met(measured.rto(), objectives.rto())))
        .or(() -> claim("/rpo/seconds", seconds(measured.rpo())))
        .or(() -> claim("/rpo/met", met(measured.rpo(), objectives.rpo())))
        .or(() -> claim("/writes/acknowledged", writes.acknowledged()))
        .or(() -> claim("/writes/unknown", writes.unknown()))
        .or(() -> claim("/writes/refused", writes.refused()))
        .or(() -> claim("/writes/surviving", counted == null ? null : counted.surviving()))
        .or(() -> claim("/writes/lost", counted == null ? null : counted.lost().size()))
        .or(() -> claim("/writes/lostNumbers", counted == null ? null : numbers(counted)))
        .or(() ->
            counted == null
                ? claim("/writes/lostBy", null)
                : claim("/writes/lostBy/database", counted.byDatabase())
                    .or(() -> claim("/writes/lostBy/bucket", counted.byBucket())));
  }

  /// A figure of the canary's own table must not pass for one of the front door, nor one of the two
  /// for both.
  private Optional<String> basis(Optional<DatabaseRto> onDatabase) {
    if (onDatabase.isEmpty()) {
      return absent("basis").or(() -> absent("rtoOf"));
    }
    var both = onDatabase.get();
    return claim("/basis", Canary.Basis.DATABASE.word())
        .or(() -> half("/rtoOf/database", both.database()))
        .or(() -> half("/rtoOf/health", both.health()));
  }

  /// A rehearsal must not pass for a drill where users are, nor a stand-in for the service.
  Optional<String> inLab(Optional<Rehearsal> rehearsal) {
    if (rehearsal.isEmpty()) {
      return result.has("inLab")
          ? Optional.of("claims inLab, and plan.yaml rehearses no other plan")
          : Optional.empty();
    }
    var of = rehearsal.get();
    var source = "plan.yaml says";
    return claim("/inLab/plan", of.plan(), source)
        .or(() -> claim("/inLab/planSha256", of.sha256(), source))
        .or(() -> claim("/inLab/dataPathAlone", of.isOfDataPathAlone(), source))
        .or(() -> claim("/inLab/standIns", of.standIns(), source));
  }

  private Optional<String> half(String pointer, Figure figure) {
    return claim(pointer + "/seconds", seconds(figure))
        .or(() -> claim(pointer + "/met", met(figure, objectives.rto())));
  }

  private Optional<String> absent(String name) {
    return result.has(name)
        ? Optional.of(
            "claims %s, and no canary's log has a basis but the front door".formatted(name))
        : Optional.empty();
  }

  private Optional<String> ledger(Optional<LedgerMatch> match) {
    var compared =
        match.filter(LedgerMatch.Compared.class::isInstance).map(LedgerMatch.Compared.class::cast);
    if (result.path("outcome").asString("").equals("passed")
        && compared.filter(it -> !it.matches()).isPresent()) {
      return Optional.of("claims to have passed, and the ledger does not match the canary");
    }
    if (!result.path("ledger").isObject()) {
      return Optional.empty();
    }
    return claim("/ledger/lost", compared.map(LedgerMatch.Compared::lost).orElse(null))
        .or(() ->
            claim(
                "/ledger/matchesCanary", compared.map(LedgerMatch.Compared::matches).orElse(null)));
  }

  private Optional<String> passed(Measurement measured) {
    boolean met =
        Boolean.TRUE.equals(met(measured.rto(), objectives.rto()))
            && Boolean.TRUE.equals(met(measured.rpo(), objectives.rpo()));
    return result.path("outcome").asString("").equals("passed") && !met
        ? Optional.of("claims to have passed, and an objective was not met")
        : Optional.empty();
  }

  private static List<Long> numbers(Survival.Counted counted) {
    return counted.lost().stream().map(Survival.LostWrite::number).toList();
  }

  private static @Nullable Double seconds(Figure figure) {
    return figure instanceof Figure.Measured(var span) ? Double.valueOf(seconds(span)) : null;
  }

  private static double seconds(Duration span) {
    return Math.round(span.toNanos() / 1e6) / 1e3;
  }

  private static @Nullable Boolean met(Figure figure, Duration objective) {
    return figure instanceof Figure.Measured(var span)
        ? Boolean.valueOf(span.compareTo(objective) <= 0)
        : null;
  }

  private Optional<String> firstNotNull(String... pointers) {
    for (var pointer : pointers) {
      var wrong = claim(pointer, null);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private Optional<String> objective(String pointer, Duration planned) {
    return claim(pointer, seconds(planned), "plan.yaml says");
  }

  private Optional<String> claim(String pointer, @Nullable Object shown) {
    return claim(pointer, shown, "the canary's log shows");
  }

  private Optional<String> claim(String pointer, @Nullable Object shown, String source) {
    var claimed = result.at(pointer).toString();
    var expected = JsonMapper.shared().writeValueAsString(shown);
    return claimed.equals(expected)
        ? Optional.empty()
        : Optional.of(
            "claims %s for %s, and %s %s"
                .formatted(
                    claimed.isEmpty() ? "nothing" : claimed,
                    pointer.substring(1).replace('/', '.'),
                    source,
                    expected));
  }
}
