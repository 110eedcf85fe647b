package dev.lifeboat.report;

import dev.lifeboat.drill.ClientOutage;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.drill.FailbackResult;
import dev.lifeboat.drill.IsolatedRecovery;
import dev.lifeboat.drill.ReadsShare;
import dev.lifeboat.drill.RegionReads;
import dev.lifeboat.drill.RehearsedPlan;
import dev.lifeboat.plan.Rehearsal;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.Criterion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The end of a drill on a terminal: about a dozen lines, the verdict last.
public final class DrillSummary {
  private static final int NARROWEST = 40;
  private static final int NAME = 9;
  private static final int VALUE = 10;

  private final int columns;
  private final boolean colour;
  private final List<String> lines = new ArrayList<>();

  private DrillSummary(int columns, boolean colour) {
    this.columns = Math.max(NARROWEST, columns);
    this.colour = colour;
  }

  /// The summary, its last line ended by a line feed.
  ///
  /// @param columns of the terminal; longer lines go on below, indented
  /// @param colour whether words may be coloured too; nothing is said by colour alone
  public static String text(DrillResult result, int columns, boolean colour) {
    var summary = new DrillSummary(columns, colour);
    summary.add(result);
    return String.join("\n", summary.lines) + "\n";
  }

  private void add(DrillResult result) {
    var head = result.head();
    var safety = result.safety();
    row("", "", head.plan(), head.scenario(), "run " + head.run());
    figures(result.measured(), result.rehearsed().share());
    basis(result.measured());
    inLab(result.inLab());
    isolated(result.rehearsed().isolated());
    clients(result.clients());
    writes(result.measured().writes());
    if (result.moves()) {
      ledger(safety.ledger());
      boolean proven = safety.fence().proven();
      row(
          "fence",
          paint(new Badge(proven ? "proven" : "not proven", Tone.of(proven))),
          safety.fence().proof().toArray(String[]::new));
    } else {
      row("fence", "none", "no writer was moved");
    }
    failback(safety.failback());
    row("residue", residue(result), safety.residue().toArray(String[]::new));
    criteria(result.comparison().criteria());
    evidence(safety.evidence());
    var word = result.outcome().word().toUpperCase(Locale.ROOT);
    row("", paint(new Badge(word, Tone.of(result.outcome()))), head.verdict().why());
  }

  private void figures(DrillResult.Measured measured, @Nullable ReadsShare share) {
    if (share != null) {
      share(share);
      return;
    }
    var rto = measured.rto();
    figure(
        "RTO",
        rto.seconds(),
        objective(rto.objectiveSeconds(), rto.met()),
        rto.why(),
        span("detect ", rto.detectSeconds()),
        span("decide ", rto.decideSeconds()),
        span("recover ", rto.recoverSeconds()),
        span("full capacity ", rto.capacitySeconds()));
    var rpo = measured.rpo();
    figure("RPO", rpo.seconds(), objective(rpo.objectiveSeconds(), rpo.met()), rpo.why());
  }

  private void basis(DrillResult.Measured measured) {
    var of = measured.rtoOf();
    if (of != null) {
      row(
          "basis",
          String.valueOf(measured.basis()),
          "its own table took writes after " + figure(of.database().seconds()),
          of.database().why(),
          "the front door's health was good after " + figure(of.health().seconds()),
          of.health().why(),
          "no user's write was seen");
    }
  }

  private void inLab(@Nullable RehearsedPlan inLab) {
    if (inLab != null) {
      row(
          Rehearsal.PLACE,
          inLab.dataPathAlone() ? Rehearsal.DATA_PATH_ALONE : "rehearsed",
          "plan " + inLab.plan(),
          inLab.dataPathAlone()
              ? "a stand-in served for " + String.join(" and ", inLab.standIns())
              : null);
    }
  }

  private String objective(double seconds, @Nullable Boolean met) {
    return "of " + SpanText.objective(seconds) + " " + paint(Badge.met(met));
  }

  private void figure(
      String name, @Nullable Double seconds, String objective, @Nullable String... parts) {
    var all = new ArrayList<>(List.of(objective));
    all.addAll(plain(parts));
    line(name, figure(seconds), all);
  }

  /// What figures do not tell already.
  private void criteria(@Nullable Criteria criteria) {
    if (criteria == null) {
      return;
    }
    criterion("recovery", criteria.recovery().judged());
    criterion("function", criteria.function());
    criterion("data", criteria.integrity());
    criterion("speed", criteria.performance().judged());
  }

  private void criterion(String name, Criterion judged) {
    row(name, paint(Badge.of(judged.verdict())), judged.why());
  }

  private void clients(@Nullable List<ClientOutage> clients) {
    for (var client : clients == null ? List.<ClientOutage>of() : clients) {
      row(
          client.kind(),
          figure(client.outageSeconds()),
          TimeText.count(client.failed()) + " of its reads failed",
          client.why());
    }
  }

  private void isolated(@Nullable IsolatedRecovery isolated) {
    if (isolated == null) {
      return;
    }
    row(
        "sandbox",
        isolated.region(),
        span("copy ", isolated.spans().copySeconds()),
        span("recover ", isolated.spans().recoverSeconds()),
        span("start ", isolated.spans().startSeconds()),
        TimeText.count(isolated.copies().objects(), "object"),
        "%s made, %s read back"
            .formatted(TimeText.count(isolated.written(), "write"), known(isolated.held())),
        "point " + isolated.point());
  }

  private void share(ReadsShare share) {
    var behind = share.behindSeconds();
    row(
        "share",
        share.percent() + " %",
        "of the reads to %s for %s".formatted(share.region(), TimeText.seconds(share.seconds())),
        share.takenBack(),
        behind == null
            ? "how far its copies were behind is unknown"
            : "copies at most %s behind".formatted(TimeText.seconds(behind)));
    reads("there", share.away());
    reads("at home", share.home());
  }

  private void reads(String where, RegionReads reads) {
    var median = reads.medianMillis();
    row(
        "reads",
        where,
        TimeText.count(reads.requests()),
        TimeText.count(reads.failed()) + " failed",
        TimeText.count(reads.slow()) + " slow",
        median == null ? "no median" : String.format(Locale.ROOT, "median %.1f ms", median));
  }

  private void writes(DrillResult.@Nullable WriteCounts writes) {
    if (writes == null) {
      row("lost", "unknown", "writes were not counted");
      return;
    }
    var by = writes.lost() == null || writes.lost() == 0 ? null : writes.lostBy();
    row(
        "lost",
        known(writes.lost()),
        "of " + TimeText.count(writes.acknowledged()) + " acknowledged",
        by == null ? null : "database " + TimeText.count(by.database()),
        by == null ? null : "bucket " + TimeText.count(by.bucket()),
        TimeText.count(writes.unknown()) + " unknown",
        TimeText.count(writes.refused()) + " refused",
        writes.why());
  }

  private void ledger(DrillResult.Ledger ledger) {
    var matches = ledger.matchesCanary();
    var rows = ledger.rows();
    var objects = ledger.objects();
    row(
        "ledger",
        matches == null
            ? "unknown"
            : paint(new Badge(matches ? "matches" : "differs", Tone.of(matches))),
        rows == null ? null : TimeText.count(rows, "row"),
        objects == null ? null : TimeText.count(objects, "object"),
        ledger.why());
  }

  private void failback(FailbackResult failback) {
    var outcome = failback.outcome();
    var writes = failback.writes();
    var pause = failback.pause();
    row(
        "failback",
        outcome == null ? "none" : paint(new Badge(outcome, Tone.of(outcome.equals("passed")))),
        span("in ", failback.seconds()),
        failback.lost() == null ? null : TimeText.count(failback.lost()) + " lost",
        writes == null ? null : TimeText.count(writes.refused()) + " refused meanwhile",
        pause == null ? null : span("longest pause of writes ", pause.seconds()),
        failback.why());
  }

  private static String residue(DrillResult result) {
    var residue = result.safety().residue();
    return result.moves() && result.safety().failback().outcome() == null
        ? "not looked for"
        : residue.isEmpty() ? "none" : TimeText.count(residue.size());
  }

  private void evidence(DrillResult.EvidenceOf evidence) {
    var verified = evidence.verified();
    var word = verified == null ? "unknown" : verified ? "verified" : "broken";
    row("evidence", paint(new Badge(word, Tone.met(verified))), evidence.folder(), evidence.why());
  }

  private static @Nullable String span(String name, @Nullable Double seconds) {
    return seconds == null ? null : name + TimeText.seconds(seconds);
  }

  private static String figure(@Nullable Double seconds) {
    return seconds == null ? "unknown" : TimeText.seconds(seconds);
  }

  private static String known(@Nullable Long count) {
    return count == null ? "unknown" : TimeText.count(count);
  }

  /// @param parts what others said too; those that are null are left out
  private void row(String name, String value, @Nullable String... parts) {
    line(name, value, plain(parts));
  }

  private static List<String> plain(@Nullable String... parts) {
    return Stream.of(parts).filter(Objects::nonNull).map(DrillSummary::plain).toList();
  }

  /// One row: a name, a word or figure, then parts that go on below when the line is full.
  private void line(String name, String value, List<String> parts) {
    var line = new StringBuilder("  ");
    int indent = 2;
    if (!name.isEmpty()) {
      line.append(padded(name, NAME)).append(padded(value, VALUE)).append(' ');
      indent = 2 + NAME;
    } else if (!value.isEmpty()) {
      line.append(value).append(parts.isEmpty() ? "" : "  ");
    }
    for (int i = 0; i < parts.size(); i++) {
      line = append(line, i < parts.size() - 1 ? parts.get(i) + " ·" : parts.get(i), indent);
    }
    lines.add(line.toString().stripTrailing());
  }

  /// Keeps a part together where a line has room for it, and its words where not.
  private StringBuilder append(StringBuilder line, String part, int indent) {
    if (width(line) + 1 + width(part) <= columns) {
      return line.append(spaceAfter(line, indent)).append(part);
    }
    var current = line;
    if (indent + width(part) <= columns) {
      lines.add(current.toString().stripTrailing());
      return new StringBuilder(" ".repeat(indent)).append(part);
    }
    for (var word : part.split(" ", -1)) {
      if (width(current) + 1 + width(word) > columns && width(current) > indent) {
        lines.add(current.toString().stripTrailing());
        current = new StringBuilder(" ".repeat(indent));
      }
      current.append(spaceAfter(current, indent)).append(word);
    }
    return current;
  }

  private static String spaceAfter(StringBuilder line, int indent) {
    return width(line) <= indent || line.charAt(line.length() - 1) == ' ' ? "" : " ";
  }

  private String paint(Badge badge) {
    return colour
        ? switch (badge.tone()) {
              case GOOD -> "\u001b[32m";
              case WARN -> "\u001b[33m";
              case BAD -> "\u001b[31m";
              case UNKNOWN -> "\u001b[35m";
            }
            + badge.word()
            + "\u001b[0m"
        : badge.word();
  }

  /// What others said, unable to steer the terminal.
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - width(text)));
  }

  private static int width(CharSequence text) {
    var plain = text.toString().replaceAll("\u001b\\[[0-9]+m", "");
    return plain.codePointCount(0, plain.length());
  }
}
