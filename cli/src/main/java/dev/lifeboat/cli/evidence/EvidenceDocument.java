package dev.lifeboat.cli.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.drill.RehearsedPlan;
import dev.lifeboat.evidence.ChainLink;
import dev.lifeboat.evidence.SignerKey;
import dev.lifeboat.evidence.Verification;
import dev.lifeboat.journal.Predecessor;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.rules.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A verification as data; schema/evidence.schema.json says what each field may be.
///
/// @param verdict `intact`, `signer-unknown` or `broken`
/// @param verified whether the exit code is 0
/// @param run null when broken
/// @param signer null when broken
/// @param finding null when intact
/// @param chain null when broken
/// @param figures null when no canary watched the run, or broken
/// @param inLab which plan on other regions was rehearsed; left out where none was
/// @param why null when verified
@JsonInclude(JsonInclude.Include.ALWAYS)
record EvidenceDocument(
    String schema,
    String folder,
    String verdict,
    boolean verified,
    @Nullable String run,
    @Nullable String signer,
    @Nullable Finding finding,
    @Nullable Chain chain,
    @Nullable Figures figures,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RehearsedPlan inLab,
    @Nullable String why,
    int exitCode) {
  private static final String SCHEMA = "lifeboat.evidence/v1";
  private static final String UNKNOWN =
      "the key is only in the folder, so whoever changed the files could have signed them anew";

  private static final String OTHER = "it was signed by another key than the one you gave";

  // Enough to tell two apart by eye.
  private static final int SHOWN = 12;

  static EvidenceDocument broken(Path folder, Finding finding) {
    return new EvidenceDocument(
        SCHEMA,
        folder.toString(),
        "broken",
        false,
        null,
        null,
        finding,
        null,
        null,
        null,
        finding.place() + " " + finding.why(),
        ExitCode.FAILED);
  }

  /// @param given whether the one key that counts was given
  /// @param pinned whether the signer is one that we know
  /// @param enough whether this signer is one to be content with
  static EvidenceDocument intact(
      Path folder, Verification.Intact intact, boolean given, boolean pinned, boolean enough) {
    return new EvidenceDocument(
        SCHEMA,
        folder.toString(),
        pinned ? "intact" : "signer-unknown",
        enough,
        intact.run().value(),
        intact.signer().text(),
        null,
        Chain.of(intact.link()),
        intact.measurement().map(it -> Figures.of(it, intact.claimed())).orElse(null),
        intact.rehearsal().map(RehearsedPlan::of).orElse(null),
        enough ? null : given ? OTHER : UNKNOWN,
        enough ? 0 : ExitCode.REFUSED);
  }

  /// Where it stands among the runs of its workload.
  ///
  /// @param seal by which a later run names this one
  /// @param predecessors null where no chain was kept
  record Chain(long epoch, String seal, @Nullable List<Predecessor> predecessors) {
    static Chain of(ChainLink link) {
      return new Chain(
          link.epoch(), link.seal(), link.predecessors().isEmpty() ? null : link.predecessors());
    }

    String phrase() {
      return predecessors == null
          ? "no chain: it was opened where none was kept"
          : predecessors.stream().map(Chain::phrase).collect(Collectors.joining("; "));
    }

    /// What somebody wrote stands in quotes: it may come from a stranger.
    private static String phrase(Predecessor predecessor) {
      return switch (predecessor) {
        case Predecessor.First() -> "nobody: it is the first run of its workload";
        case Predecessor.Sealed(var run, var epoch, var seal) ->
            "run %s of epoch %d, seal %s…".formatted(run, epoch, seal.substring(0, SHOWN));
        case Predecessor.Dropped(var run, var epoch, var by) ->
            "run %s of epoch %d, dropped by %s".formatted(run, epoch, OutputJson.line(by));
        case Predecessor.Unsealed(var from, var until) ->
            (from == until ? "epoch " + from : "epochs %d to %d".formatted(from, until))
                + ", not sealed when it began";
        case Predecessor.Unread(var why) -> "what could not be read: " + OutputJson.line(why);
      };
    }
  }

  /// What the canary's log shows.
  ///
  /// @param claimed whether `result.json` claims the same; false when there is none that does
  /// @param basis what the log rests on; left out where that is the front door
  record Figures(
      @Nullable Double rtoSeconds,
      @Nullable Double rpoSeconds,
      long acknowledged,
      @Nullable Long lost,
      boolean claimed,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String basis) {
    static Figures of(Measurement measured, boolean claimed) {
      var writes = measured.writes();
      return new Figures(
          seconds(measured.rto()),
          seconds(measured.rpo()),
          writes.acknowledged(),
          writes.survival() instanceof Survival.Counted(_, var lost)
              ? Long.valueOf(lost.size())
              : null,
          claimed,
          measured.onDatabase().map(_ -> Canary.Basis.DATABASE.word()).orElse(null));
    }

    private static @Nullable Double seconds(Figure figure) {
      return figure instanceof Figure.Measured(var span)
          ? Double.valueOf(SpanText.number(span))
          : null;
    }

    String phrase() {
      return "RTO %s, RPO %s, %s of %d acknowledged writes lost%s%s"
          .formatted(
              text(rtoSeconds),
              text(rpoSeconds),
              lost == null ? "an unknown number" : lost,
              acknowledged,
              claimed ? ", as result.json says" : "",
              basis == null ? "" : "; basis: " + basis);
    }

    private static String text(@Nullable Double seconds) {
      return seconds == null ? "unknown" : seconds + " s";
    }
  }

  /// @param known signers, and where each is known from
  List<String> lines(Map<SignerKey, Path> known) {
    if (finding != null) {
      return List.of(
          "broken  " + why,
          "  means the folder is not what was sealed, or does not show what it claims",
          "  do    keep it as it is, and ask for another copy of " + folder);
    }
    var lines = new ArrayList<String>();
    var word = verdict.equals("intact") ? verdict : "intact, signer unknown";
    lines.add("%s  run %s in %s".formatted(word, run, folder));
    var by = signer == null ? null : known.get(SignerKey.parse(signer));
    lines.add("  signed  by %s%s".formatted(signer, by == null ? "" : ", known from " + by));
    lines.add("  journal obeys the rules of the engine");
    if (chain != null) {
      lines.add("  follows " + chain.phrase());
    }
    lines.add("  figures " + (figures == null ? "none: " + unmeasured() : figures.phrase()));
    if (inLab != null) {
      lines.add("  in lab  " + inLab.phrase());
    }
    if (!verified) {
      lines.add("  means   " + why);
      lines.add(
          OTHER.equals(why)
              ? "  do      ask the signer whether the other key is theirs too; trust it no more until then"
              : "  do      ask the signer for the key, then --key ed25519:…; or --any-signer");
    }
    return lines;
  }

  /// A canary also watches the way home, where no fault is measured.
  private String unmeasured() {
    if (!Files.exists(Path.of(folder, "canary.jsonl"))) {
      return "no canary watched this run";
    }
    return Files.exists(Path.of(folder, "held.json"))
        ? "the canary's log was damaged when it was sealed"
        : "a canary watched, and nobody asked the stores what is left of its writes";
  }
}
