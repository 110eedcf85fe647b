package dev.lifeboat.cli.assess;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.assess.AcceptedGap;
import dev.lifeboat.assess.Baseline;
import dev.lifeboat.assess.Cascade;
import dev.lifeboat.assess.CostCut;
import dev.lifeboat.assess.CostLine;
import dev.lifeboat.assess.ExpectedYear;
import dev.lifeboat.assess.FigureBasis;
import dev.lifeboat.assess.MeasuredLag;
import dev.lifeboat.assess.MeasuredSpread;
import dev.lifeboat.assess.MonthlyCost;
import dev.lifeboat.assess.OutageLoss;
import dev.lifeboat.assess.PlanAssessment;
import dev.lifeboat.assess.PlanCost;
import dev.lifeboat.assess.PriceTable;
import dev.lifeboat.assess.Recommendation;
import dev.lifeboat.assess.Setback;
import dev.lifeboat.assess.StrategyOption;
import dev.lifeboat.assess.StrategyTurn;
import dev.lifeboat.assess.WorkloadAssessment;
import dev.lifeboat.cli.terminal.RenderedList;
import dev.lifeboat.plan.AssessPolicy.FollowUp;
import dev.lifeboat.plan.SpanText;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An assessment as `assess --json` prints it. What it says of each workload is made while it is
/// written.
///
/// @param at as of when, RFC 3339 in UTC
/// @param cost of all workloads, as planned
/// @param controls what plan and drills say for or against named controls; no certificate
/// @param followUps what reviews of runs asked for and is not done yet
/// @param worse than the baseline; null without one
/// @param state the folder whose runs were read, in full; left out where none was
record AssessDocument(
    String schema,
    String plan,
    String at,
    String rule,
    Prices prices,
    List<Row> workloads,
    PlanTotal cost,
    List<GapRow> findings,
    List<Accepted> accepted,
    List<ControlRow> controls,
    List<Promise> followUps,
    @Nullable List<Setback> worse,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String state) {

  /// By which prices costs were computed.
  record Prices(String version, String date, String currency, String source) {
    static Prices of(PriceTable table) {
      return new Prices(table.version(), table.date().toString(), table.currency(), table.source());
    }
  }

  /// One workload.
  ///
  /// @param strategy the recommended one
  /// @param planned that of the plan, which `rto`, `rpo`, `monthlyCost` and `loss` are about
  /// @param nextCheaper null if there is none
  /// @param nextFaster null if there is none
  /// @param waitsFor the workload that `rto` has to wait for; null if none
  /// @param cascade others that lose with it, at any depth
  /// @param scenarios what each disaster costs a year; none without `loss`
  /// @param saves what each strategy saves of them, against the next weaker one
  /// @param sensitivity what other inputs would change, one by one
  /// @param loss null if the plan does not say what an outage costs
  /// @param path steps of its failover that users wait for; none where no run can follow its
  ///   strategy
  /// @param tier left out where it names none
  /// @param writes left out where the plan does not say how much it does
  record Row(
      String name,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TierRow tier,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable WriteRow writes,
      String strategy,
      String because,
      @Nullable String nextCheaper,
      @Nullable String nextFaster,
      String change,
      String planned,
      Figure rto,
      Figure rpo,
      @Nullable String waitsFor,
      Cost monthlyCost,
      @Nullable Loss loss,
      Cascade cascade,
      List<ScenarioRow> scenarios,
      List<SavedRow> saves,
      List<SensitivityRow> sensitivity,
      List<Option> options,
      List<LegRow> path,
      Drills drills,
      List<Spared> savings) {
    static Row of(WorkloadAssessment it) {
      Recommendation advice = it.recommendation();
      var planned = it.planned();
      var objectives = it.workload().objectives();
      var basis = planned.estimate().basis();
      var provenAt = it.provenAt().orElse(null);
      return new Row(
          it.name(),
          TierRow.of(it.workload()).orElse(null),
          WriteRow.of(it).orElse(null),
          advice.strategy().word(),
          advice.because(),
          advice.cheaper().orElse(null),
          advice.faster().orElse(null),
          advice.change(),
          planned.strategy().word(),
          Figure.of(
              objectives.rto(),
              it.rto(),
              basis,
              provenAt,
              it.drills().spans().rto(),
              Optional.empty()),
          Figure.of(
              objectives.rpo(),
              planned.estimate().rpo(),
              planned.estimate().rpoBasis(),
              provenAt,
              it.drills().spans().rpo(),
              it.drills().spans().lag()),
          it.waitsFor().orElse(null),
          Cost.of(planned.cost()),
          it.loss().map(loss -> Loss.of(loss, it.cascade())).orElse(null),
          it.cascade(),
          it.scenarios().stream().map(ScenarioRow::of).toList(),
          it.strategySavings().stream().map(SavedRow::of).toList(),
          it.sensitivity().stream()
              .map(one -> SensitivityRow.of(one, SensitivityWords.of(it)))
              .toList(),
          it.options().all().stream().map(option -> Option.of(option, it)).toList(),
          it.path().stream().flatMap(LegRow::all).toList(),
          new Drills(it.drillCost().aYear(), it.drillCost().amount()),
          it.savings().stream().map(Spared::of).toList());
    }
  }

  /// An objective and what is estimated.
  ///
  /// @param basis `measured` or `assumed`
  /// @param provenAt null where it is assumed
  /// @param measured null where no drill did
  /// @param lag of copies; left out where no watch saw a day of it
  record Figure(
      double objectiveSeconds,
      double estimateSeconds,
      String basis,
      @Nullable String provenAt,
      @Nullable Spread measured,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LagRow lag) {
    static Figure of(
        Duration objective,
        Duration estimate,
        FigureBasis basis,
        @Nullable Instant provenAt,
        Optional<MeasuredSpread> measured,
        Optional<MeasuredLag> lag) {
      return new Figure(
          SpanText.number(objective),
          SpanText.number(estimate),
          basis.word(),
          provenAt == null ? null : provenAt.toString(),
          measured.map(Spread::of).orElse(null),
          lag.map(LagRow::of).orElse(null));
    }
  }

  /// Spread of what drills of a lost region measured.
  record Spread(double medianSeconds, double p90Seconds, int runs) {
    static Spread of(MeasuredSpread spread) {
      return new Spread(
          SpanText.number(spread.median()), SpanText.number(spread.p90()), spread.runs());
    }
  }

  /// @param amount a month, on average
  record Drills(BigDecimal aYear, BigDecimal amount) {}

  /// A way to spend less a month.
  record Spared(BigDecimal amount, String how) {
    static Spared of(CostCut saving) {
      return new Spared(saving.amount(), saving.how());
    }
  }

  /// @param forRecovery the part of `amount` that the recovery region costs
  record Cost(BigDecimal amount, String currency, BigDecimal forRecovery, List<Line> lines) {
    static Cost of(MonthlyCost cost) {
      return new Cost(
          cost.total(),
          cost.currency(),
          cost.forRecovery(),
          Stream.concat(cost.primary().stream(), cost.recovery().stream()).map(Line::of).toList());
    }
  }

  /// @param amount a month
  /// @param inAYear a month, once what is stored has grown for a year
  record PlanTotal(BigDecimal amount, BigDecimal inAYear, String currency) {
    static PlanTotal of(PlanCost cost) {
      return new PlanTotal(cost.amount(), cost.inAYear(), cost.currency());
    }
  }

  /// So many of one thing in a region of the plan.
  record Line(String item, String region, int count, BigDecimal amount) {
    static Line of(CostLine line) {
      return new Line(line.item().word(), line.region(), line.count(), line.amount());
    }
  }

  /// @param perOutage of one that lasts as long as `rto` is estimated
  /// @param dependents how many workloads need this one directly
  /// @param served how many are worth less without it, or without one that stops with it
  /// @param othersPerHour what all lose that stop or are served, at any depth
  /// @param years under each strategy; none where impact and prices are of two currencies
  record Loss(
      BigDecimal perHour,
      BigDecimal perOutage,
      String currency,
      int dependents,
      int served,
      BigDecimal othersPerHour,
      List<Year> years,
      List<Turn> turns) {
    static Loss of(OutageLoss loss, Cascade cascade) {
      return new Loss(
          loss.perHour(),
          loss.perOutage(),
          loss.currency(),
          cascade.direct(),
          cascade.served(),
          cascade.perHour(),
          loss.years().stream().map(Year::of).toList(),
          loss.turns().stream().map(Turn::of).toList());
    }
  }

  /// At which rate of lost regions another strategy would cost least a year.
  ///
  /// @param oftener than every so many years, or more rarely
  record Turn(String strategy, BigDecimal years, boolean oftener) {
    static Turn of(StrategyTurn turn) {
      return new Turn(turn.strategy().word(), turn.years(), turn.oftener());
    }
  }

  /// What a year costs under one strategy.
  ///
  /// @param breakEvenYears null where no frequency of losses makes it pay
  record Year(
      String strategy,
      BigDecimal loss,
      BigDecimal recovery,
      BigDecimal total,
      @Nullable BigDecimal breakEvenYears) {
    static Year of(ExpectedYear year) {
      return new Year(
          year.strategy().word(),
          year.loss(),
          year.recovery(),
          year.total(),
          year.breakEvenYears().orElse(null));
    }
  }

  /// What one of the four strategies would give, without waiting for others.
  ///
  /// @param way that `rtoSeconds` is put together from; left out where no run measured a step of it
  record Option(
      String strategy,
      double rtoSeconds,
      double rpoSeconds,
      BigDecimal amount,
      BigDecimal forRecovery,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LegRow> way) {
    static Option of(StrategyOption option, WorkloadAssessment it) {
      return new Option(
          option.strategy().word(),
          SpanText.number(option.estimate().rto()),
          SpanText.number(option.estimate().rpo()),
          option.cost().total(),
          option.cost().forRecovery(),
          it.composed(option.strategy()).stream().flatMap(LegRow::all).toList());
    }
  }

  record Accepted(
      String code, String severity, String workload, String message, String because, String until) {
    static Accepted of(AcceptedGap it) {
      var gap = it.gap();
      return new Accepted(
          gap.code().name(),
          gap.severity().word(),
          gap.workload(),
          gap.message(),
          it.because(),
          it.until().toString());
    }
  }

  /// What a review of a run asked for.
  record Promise(String what, String owner, String until) {
    static Promise of(FollowUp it) {
      return new Promise(it.what(), it.owner(), it.until().toString());
    }
  }

  static AssessDocument of(
      PlanAssessment assessment,
      List<ControlRow> controls,
      Optional<Baseline> baseline,
      Optional<Path> state) {
    return new AssessDocument(
        "lifeboat.assess/v1",
        assessment.plan(),
        assessment.input().at().toString(),
        assessment.input().rule().word(),
        Prices.of(assessment.input().prices()),
        RenderedList.of(assessment.workloads(), Row::of),
        PlanTotal.of(assessment.cost()),
        RenderedList.of(assessment.gaps(), GapRow::of),
        RenderedList.of(assessment.accepted(), Accepted::of),
        controls,
        assessment.followUps().stream().map(Promise::of).toList(),
        baseline.map(it -> it.setbacks(assessment)).orElse(null),
        state.map(Path::toString).orElse(null));
  }
}
