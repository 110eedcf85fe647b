package dev.lifeboat.drill;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lifeboat.plan.LabPlan;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.runbook.JsonChoice;
import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.Judgement;
import dev.lifeboat.scenario.ScenarioCourse;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of one drill, as `drill --json` prints it and `result.json` keeps it: one flat
/// object, whose keys are those of the parts here. Public: fields may be added, those that are here
/// stay. A part that does not apply is null, with a `why` beside.
///
/// @param clients of several habits behind a name; left out where the front door is none
/// @param inLab of one that rehearsed a plan on other regions; left out else
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DrillResult(
    @JsonUnwrapped Head head,
    @JsonUnwrapped Measured measured,
    @JsonUnwrapped Safety safety,
    List<StepResult> steps,
    @JsonUnwrapped Comparison comparison,
    @JsonUnwrapped Rehearsed rehearsed,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ClientOutage> clients,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RehearsedPlan inLab) {

  public static final String SCHEMA = "lifeboat.drill/v1";

  public DrillResult {
    steps = List.copyOf(steps);
    clients = clients == null ? null : List.copyOf(clients);
  }

  /// Of a drill that ended before it was held against anything.
  ///
  /// @param why it was not
  static DrillResult cut(
      Head head, Measured measured, Safety safety, List<StepResult> steps, String why) {
    return new DrillResult(
        head, measured, safety, steps, Comparison.none(why), Rehearsed.NOTHING, null, null);
  }

  /// This result, told as what the plan says that it is of.
  public DrillResult of(LabPlan lab) {
    var of = lab.rehearsal().map(RehearsedPlan::of).orElse(null);
    return new DrillResult(head, measured, safety, steps, comparison, rehearsed, clients, of);
  }

  /// This result with the verifier's word on its sealed folder. A drill whose evidence does not
  /// hold has not passed.
  public DrillResult with(EvidenceOf said) {
    var late =
        Boolean.FALSE.equals(said.verified())
            ? new DrillVerdict(Outcome.FAILED, "the evidence does not hold: " + said.why())
            : DrillVerdict.PASSED;
    return with(late, safety.with(said), comparison);
  }

  /// This result, of which nothing but what is shown is left: no drill that proves anything.
  public DrillResult unkept(Problem why) {
    var lost =
        new DrillVerdict(
            Outcome.FAILED, "the result is not kept: %s %s".formatted(why.code(), why.happened()));
    return with(lost, safety, comparison);
  }

  /// This result compared with those of earlier drills: one that is far worse has missed.
  public DrillResult with(Criterion compared) {
    var late =
        compared.verdict() == Judgement.MET
            ? DrillVerdict.PASSED
            : new DrillVerdict(Outcome.MISSED, "regression: " + compared.why());
    return with(late, safety, new Comparison(comparison.criteria, compared, comparison.data));
  }

  private DrillResult with(DrillVerdict late, Safety shown, Comparison held) {
    return new DrillResult(
        head.with(late), measured, shown, steps, held, rehearsed, clients, inLab);
  }

  public Outcome outcome() {
    return head.verdict().outcome();
  }

  /// The name of the drill's run, and of its folder.
  public String run() {
    return head.run();
  }

  /// Whether the scenario moves the writer; so does one that says nothing of it.
  public boolean moves() {
    return comparison.criteria == null || comparison.criteria.recovery().kind().moves();
  }

  /// Whether nothing broke: it was held beside a serving primary.
  public boolean nothingBroke() {
    return comparison.criteria != null
        && comparison.criteria.recovery().kind() == ScenarioCourse.REHEARSED;
  }

  /// Which drill it was, and how it ended.
  public record Head(
      String schema,
      String plan,
      String workload,
      String scenario,
      @JsonUnwrapped DrillVerdict verdict,
      String run,
      String startedAt,
      double totalSeconds) {

    private Head with(DrillVerdict late) {
      var judged = DrillVerdict.worst(List.of(verdict, late));
      return new Head(schema, plan, workload, scenario, judged, run, startedAt, totalSeconds);
    }
  }

  /// What the canary saw, beside the objectives.
  ///
  /// @param writes null when they were not counted
  /// @param basis `database` where the canary wrote into a table of its own, which no user does;
  ///   left out where it wrote through the front door
  /// @param rtoOf the two figures whose later one `rto` is then; left out else
  public record Measured(
      Rto rto,
      Rpo rpo,
      @Nullable WriteCounts writes,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String basis,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RtoOf rtoOf) {
    /// Measured through the front door.
    public Measured(Rto rto, Rpo rpo, @Nullable WriteCounts writes) {
      this(rto, rpo, writes, null, null);
    }
  }

  /// Of basis database: when its database took writes again, and when the front door's health was
  /// good again. The objective is met only by both.
  public record RtoOf(Half database, Half health) {}

  /// One of the two.
  ///
  /// @param seconds null when not measured, then `why` says so
  public record Half(@Nullable Double seconds, @Nullable Boolean met, @Nullable String why) {}

  /// What shows that nothing was put at risk, and that everything is as it was before.
  public record Safety(
      FenceProof fence,
      Ledger ledger,
      FailbackResult failback,
      List<String> residue,
      EvidenceOf evidence) {
    public Safety {
      residue = List.copyOf(residue);
    }

    /// Nothing was moved, or nobody knows of it.
    static Safety none(String why, EvidenceOf evidence) {
      return new Safety(
          FenceProof.NONE, Ledger.none(why), FailbackResult.none(why), List.of(), evidence);
    }

    private Safety with(EvidenceOf said) {
      return new Safety(fence, ledger, failback, residue, said);
    }
  }

  /// What the drill was held against.
  ///
  /// @param criteria each judged by itself; null when the drill did not get so far, and in results
  ///   of before there were any
  /// @param regression against earlier drills; null when it was not compared
  /// @param data whether both regions held the same; null in results of before it was compared
  public record Comparison(
      @Nullable Criteria criteria, @Nullable Criterion regression, @Nullable Data data) {

    /// The drill did not get so far.
    static Comparison none(String why) {
      return new Comparison(null, null, new Data(null, null, why));
    }
  }

  /// What a drill showed that broke nothing.
  ///
  /// @param share of one that lent the recovery region a share of the reads; else null
  /// @param isolated of one that recovered in a sandbox; else null
  public record Rehearsed(@Nullable ReadsShare share, @Nullable IsolatedRecovery isolated) {
    /// Something broke.
    public static final Rehearsed NOTHING = new Rehearsed(null, null);
  }

  /// How a drill ended, with the exit code that says so.
  public enum Outcome implements JsonChoice {
    PASSED(0),
    MISSED(5),
    FAILED(1),
    NOT_READY(3),
    REFUSED(4);

    // As exit codes: of several reasons the gravest of 4, 1, 3, 5 is told.
    private static final List<Outcome> GRAVEST_FIRST =
        List.of(REFUSED, FAILED, NOT_READY, MISSED, PASSED);

    private final int exitCode;

    Outcome(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }

    /// The gravest of `all`; [#PASSED] when there are none.
    public static Outcome gravest(Collection<Outcome> all) {
      return GRAVEST_FIRST.stream().filter(all::contains).findFirst().orElse(PASSED);
    }

    /// What a problem that ended the drill makes of it.
    public static Outcome of(Code code) {
      return switch (code.exitCode()) {
        case 3 -> NOT_READY;
        case 4 -> REFUSED;
        default -> FAILED;
      };
    }
  }

  /// The measured RTO beside its objective.
  ///
  /// @param seconds null when not measured, then `why` says so
  public record Rto(
      @Nullable Double seconds,
      double objectiveSeconds,
      @Nullable Boolean met,
      @Nullable Double detectSeconds,
      @Nullable Double decideSeconds,
      @Nullable Double recoverSeconds,
      @Nullable Double capacitySeconds,
      @Nullable String why) {}

  public record Rpo(
      @Nullable Double seconds,
      double objectiveSeconds,
      @Nullable Boolean met,
      @Nullable String why) {}

  /// How the canary's writes ended.
  ///
  /// @param surviving null when the recovered region could not be asked, as `lost`
  /// @param lostNumbers the lost writes by number, in full
  public record WriteCounts(
      long acknowledged,
      @Nullable Long surviving,
      @Nullable Long lost,
      long unknown,
      long refused,
      @Nullable LostBy lostBy,
      @Nullable List<Long> lostNumbers,
      @Nullable String why) {}

  public record LostBy(long database, long bucket) {}

  public record FenceProof(boolean proven, List<String> proof) {
    static final FenceProof NONE = new FenceProof(false, List.of());

    public FenceProof {
      proof = List.copyOf(proof);
    }
  }

  /// The writes that exist only on the old side.
  ///
  /// @param lost acknowledged writes of the canary among them; null when not all of the old side
  ///   could be read, or the canary's writes cannot be told
  /// @param matchesCanary every write that the canary lost is there, and every other row is one of
  ///   its unknown writes, or not its own
  /// @param rows that were changed, whoever did it; null without a file
  /// @param objects the same for versions of objects
  public record Ledger(
      @Nullable Long lost,
      @Nullable Boolean matchesCanary,
      @Nullable String file,
      @Nullable Long rows,
      @Nullable Long objects,
      @Nullable String why) {

    /// There is no ledger.
    public static Ledger none(String why) {
      return new Ledger(null, null, null, null, null, why);
    }
  }

  /// Whether both regions held the same of all that the workload keeps, whoever wrote it.
  ///
  /// @param before the writer was brought home; null when it was not
  /// @param after everything was over; null when it was not looked at
  /// @param why one of them is null; null when none is
  public record Data(@Nullable DataCheck before, @Nullable DataCheck after, @Nullable String why) {}

  /// Where the run's files are, and whether they hold together.
  ///
  /// @param verified what the verifier says of the folder as it was sealed by our own key; null in
  ///   `result.json` itself, which is sealed later
  public record EvidenceOf(String folder, @Nullable Boolean verified, @Nullable String why) {}

  /// What became of one step.
  ///
  /// @param goal null for a step without one
  /// @param seconds null for a step that never began
  public record StepResult(
      String id,
      @Nullable String goal,
      @Nullable String resource,
      @Nullable String region,
      String state,
      @Nullable Double startSecond,
      @Nullable Double seconds,
      @Nullable String why) {}
}
