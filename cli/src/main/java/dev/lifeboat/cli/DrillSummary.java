package dev.lifeboat.cli;

import dev.lifeboat.drill.DrillResult;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A drill's result for people. The verdict comes last, where the eye lands.
final class DrillSummary {
  private final DrillResult result;

  DrillSummary(DrillResult result) {
    this.result = result;
  }

  void print(PrintWriter out) {
    out.printf(
        "%s/%s  %s  run %s%n", result.plan(), result.workload(), result.scenario(), result.run());
    row(out, "RTO", rto());
    row(out, "RPO", rpo());
    row(out, "writes", writes());
    row(out, "fence", result.fence().proven() ? "proven" : "not proven");
    result.fence().proof().forEach(proof -> row(out, "", proof));
    row(out, "failback", failback());
    row(out, "residue", result.residue().isEmpty() ? "none" : String.join("; ", result.residue()));
    row(out, "evidence", evidence());
    out.println(verdict());
  }

  private static void row(PrintWriter out, String name, String text) {
    out.println(String.format(Locale.ROOT, "  %-9s %s", name, text));
  }

  private String rto() {
    var rto = result.rto();
    var parts =
        rto.seconds() == null
            ? ""
            : " (detect %s, decide %s, recover %s; full capacity after %s)"
                .formatted(
                    Spans.seconds(rto.detectSeconds()),
                    Spans.seconds(rto.decideSeconds()),
                    Spans.seconds(rto.recoverSeconds()),
                    Spans.seconds(rto.capacitySeconds()));
    return figure(rto.seconds(), rto.objectiveSeconds(), rto.met(), rto.why()) + parts;
  }

  private String rpo() {
    var rpo = result.rpo();
    return figure(rpo.seconds(), rpo.objectiveSeconds(), rpo.met(), rpo.why());
  }

  private static String figure(
      @Nullable Double seconds, double objective, @Nullable Boolean met, @Nullable String why) {
    return seconds == null
        ? "unknown, objective %s: %s".formatted(Spans.objective(objective), reason(why))
        : "%s of %s, %s"
            .formatted(
                Spans.seconds(seconds),
                Spans.objective(objective),
                Boolean.TRUE.equals(met) ? "met" : "missed");
  }

  private String writes() {
    var writes = result.writes();
    if (writes == null) {
      return "unknown: " + reason(result.rto().why());
    }
    var counted =
        writes.lost() == null
            ? "lost unknown: " + reason(writes.why())
            : "%d surviving, %d lost".formatted(writes.surviving(), writes.lost());
    return "%d acknowledged, %s; %d refused, %d unanswered"
        .formatted(writes.acknowledged(), counted, writes.refused(), writes.unknown());
  }

  private String failback() {
    var back = result.failback();
    if (back.outcome() == null) {
      return "none: " + reason(back.why());
    }
    return "%s after %s, %s lost%s"
        .formatted(
            back.outcome(),
            Spans.seconds(back.seconds()),
            back.lost() == null ? "unknown number" : back.lost(),
            back.why() == null ? "" : ": " + back.why());
  }

  private String evidence() {
    var evidence = result.evidence();
    var word =
        evidence.verified() == null ? "not verified" : evidence.verified() ? "verified" : "broken";
    return "%s in %s%s"
        .formatted(word, evidence.folder(), evidence.why() == null ? "" : ": " + evidence.why());
  }

  private String verdict() {
    var why = result.why() == null ? "" : ": " + result.why();
    return result.outcome().word().toUpperCase(Locale.ROOT) + why;
  }

  private static String reason(@Nullable String why) {
    return Optional.ofNullable(why).orElse("no reason was given");
  }
}
