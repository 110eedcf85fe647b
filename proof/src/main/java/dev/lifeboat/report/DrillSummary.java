package dev.lifeboat.report;

import dev.lifeboat.drill.ClientOutage;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.drill.IsolatedRecovery;
import dev.lifeboat.drill.ReadsShare;
import dev.lifeboat.drill.RegionReads;
import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    row("", "", plain(List.of(result.plan(), result.scenario(), "run " + result.run())));
    var share = result.share();
    if (share == null) {
      rto(result.rto());
      rpo(result);
    } else {
      share(share);
    }
    var isolated = result.isolated();
    if (isolated != null) {
      isolated(isolated);
    }
    clients(result.clients());
    writes(result.writes());
    if (result.moves()) {
      ledger(result.ledger());
      fence(result.fence());
    } else {
      row("fence", "none", List.of("no writer was moved"));
    }
    failback(result.failback());
    row("residue", residue(result), plain(result.residue()));
    var criteria = result.criteria();
    if (criteria != null) {
      criteria(criteria);
    }
    evidence(result.evidence());
    var word = paint(result.outcome().word().toUpperCase(Locale.ROOT), tone(result));
    row("", word, result.why() == null ? List.of() : List.of(plain(result.why())));
  }

  /// What figures do not tell already.
  private void criteria(Criteria criteria) {
    var course = criteria.recovery();
    var performance = criteria.performance();
    judged("recovery", course.verdict(), course.why());
    judged("function", criteria.function().verdict(), criteria.function().why());
    judged("data", criteria.integrity().verdict(), criteria.integrity().why());
    judged("speed", performance.verdict(), performance.why());
  }

  private void judged(String name, Judgement verdict, String why) {
    row(name, paint(verdict.word(), CriteriaSection.tone(verdict)), List.of(plain(why)));
  }

  private void rto(DrillResult.Rto rto) {
    var parts = new ArrayList<String>();
    parts.add("of " + TimeText.objective(rto.objectiveSeconds()) + " " + met(rto.met()));
    if (rto.why() != null) {
      parts.add(plain(rto.why()));
    }
    part(parts, "detect", rto.detectSeconds());
    part(parts, "decide", rto.decideSeconds());
    part(parts, "recover", rto.recoverSeconds());
    part(parts, "full capacity", rto.capacitySeconds());
    row("RTO", figure(rto.seconds()), parts);
  }

  private void rpo(DrillResult result) {
    var rpo = result.rpo();
    var parts = new ArrayList<String>();
    parts.add("of " + TimeText.objective(rpo.objectiveSeconds()) + " " + met(rpo.met()));
    if (rpo.why() != null) {
      parts.add(plain(rpo.why()));
    }
    row("RPO", figure(rpo.seconds()), parts);
  }

  private void clients(@Nullable List<ClientOutage> clients) {
    if (clients == null) {
      return;
    }
    for (var client : clients) {
      row(
          client.kind(),
          figure(client.outageSeconds()),
          List.of(TimeText.count(client.failed()) + " of its reads failed", plain(client.why())));
    }
  }

  private void isolated(IsolatedRecovery isolated) {
    row(
        "sandbox",
        isolated.region(),
        plain(
            List.of(
                "copy " + TimeText.seconds(isolated.copySeconds()),
                "recover " + TimeText.seconds(isolated.recoverSeconds()),
                "start " + TimeText.seconds(isolated.startSeconds()),
                TimeText.count(isolated.objects(), "object"),
                "%s writes made, %s read back"
                    .formatted(
                        TimeText.count(isolated.written()),
                        isolated.held() == null ? "unknown" : TimeText.count(isolated.held())),
                "point " + isolated.point())));
  }

  private void share(ReadsShare share) {
    row(
        "share",
        share.percent() + " %",
        plain(
            List.of(
                "of the reads to %s for %s"
                    .formatted(share.region(), TimeText.seconds(share.seconds())),
                share.takenBack(),
                share.behindSeconds() == null
                    ? "how far its copies were behind is unknown"
                    : "copies at most %s behind"
                        .formatted(TimeText.seconds(share.behindSeconds())))));
    row("reads", "there", reads(share.away()));
    row("reads", "at home", reads(share.home()));
  }

  private static List<String> reads(RegionReads reads) {
    return List.of(
        TimeText.count(reads.requests()),
        TimeText.count(reads.failed()) + " failed",
        TimeText.count(reads.slow()) + " slow",
        reads.medianMillis() == null
            ? "no median"
            : String.format(Locale.ROOT, "median %.1f ms", reads.medianMillis()));
  }

  private void writes(DrillResult.@Nullable WriteCounts writes) {
    if (writes == null) {
      row("lost", "unknown", List.of("writes were not counted"));
      return;
    }
    var parts = new ArrayList<String>();
    parts.add("of " + TimeText.count(writes.acknowledged()) + " acknowledged");
    var by = writes.lostBy();
    if (by != null && writes.lost() != null && writes.lost() > 0) {
      parts.add("database " + TimeText.count(by.database()));
      parts.add("bucket " + TimeText.count(by.bucket()));
    }
    parts.add(TimeText.count(writes.unknown()) + " unknown");
    parts.add(TimeText.count(writes.refused()) + " refused");
    if (writes.why() != null) {
      parts.add(plain(writes.why()));
    }
    row("lost", writes.lost() == null ? "unknown" : TimeText.count(writes.lost()), parts);
  }

  private void ledger(DrillResult.Ledger ledger) {
    var parts = new ArrayList<String>();
    if (ledger.rows() != null && ledger.objects() != null) {
      parts.add(TimeText.count(ledger.rows(), "row"));
      parts.add(TimeText.count(ledger.objects(), "object"));
    }
    if (ledger.why() != null) {
      parts.add(plain(ledger.why()));
    }
    var matches = ledger.matchesCanary();
    row(
        "ledger",
        matches == null
            ? "unknown"
            : paint(
                matches ? "matches" : "differs", matches ? Headline.Tone.GOOD : Headline.Tone.BAD),
        parts);
  }

  private void fence(DrillResult.FenceProof fence) {
    row(
        "fence",
        fence.proven()
            ? paint("proven", Headline.Tone.GOOD)
            : paint("not proven", Headline.Tone.BAD),
        plain(fence.proof()));
  }

  private void failback(DrillResult.Failback failback) {
    var parts = new ArrayList<String>();
    if (failback.seconds() != null) {
      parts.add("in " + TimeText.seconds(failback.seconds()));
    }
    if (failback.lost() != null) {
      parts.add(TimeText.count(failback.lost()) + " lost");
    }
    if (failback.why() != null) {
      parts.add(plain(failback.why()));
    }
    var outcome = failback.outcome();
    row(
        "failback",
        outcome == null
            ? "none"
            : paint(outcome, outcome.equals("passed") ? Headline.Tone.GOOD : Headline.Tone.BAD),
        parts);
  }

  private static String residue(DrillResult result) {
    return result.moves() && result.failback().outcome() == null
        ? "not looked for"
        : result.residue().isEmpty() ? "none" : TimeText.count(result.residue().size());
  }

  private void evidence(DrillResult.EvidenceOf evidence) {
    var parts = new ArrayList<String>();
    parts.add(plain(evidence.folder()));
    if (evidence.why() != null) {
      parts.add(plain(evidence.why()));
    }
    var word =
        evidence.verified() == null ? "unknown" : evidence.verified() ? "verified" : "broken";
    row("evidence", paint(word, FigureCards.tone(evidence.verified())), parts);
  }

  private static void part(List<String> parts, String name, @Nullable Double seconds) {
    if (seconds != null) {
      parts.add(name + " " + TimeText.seconds(seconds));
    }
  }

  private static String figure(@Nullable Double seconds) {
    return seconds == null ? "unknown" : TimeText.seconds(seconds);
  }

  private String met(@Nullable Boolean met) {
    return paint(FigureCards.word(met), FigureCards.tone(met));
  }

  private static Headline.Tone tone(DrillResult result) {
    return Headline.tone(result.outcome());
  }

  /// One row: a name, a word or figure, then parts that go on below when the line is full.
  private void row(String name, String value, List<String> parts) {
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

  private String paint(String word, Headline.Tone tone) {
    return colour
        ? switch (tone) {
              case GOOD -> "\u001b[32m";
              case WARN -> "\u001b[33m";
              case BAD -> "\u001b[31m";
              case UNKNOWN -> "\u001b[35m";
            }
            + word
            + "\u001b[0m"
        : word;
  }

  private static List<String> plain(List<String> texts) {
    return texts.stream().map(DrillSummary::plain).toList();
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
