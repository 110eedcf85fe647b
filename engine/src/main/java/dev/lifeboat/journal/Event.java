package dev.lifeboat.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.lifeboat.plan.WordedChoice;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.StepId;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Something that happened in a run. The fold of a run's events is its state.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
public sealed interface Event {

  /// The run began: always the first event, and only that.
  ///
  /// @param planSha256 of the plan file's bytes, in lower-case hexadecimal
  /// @param epoch handed out to this run by the placement
  /// @param by the person, or `watch`
  /// @param writerEpoch of the writer that is in the runbook's source: what may be promoted
  ///   followed it; null in journals from before copies remembered whom they follow
  /// @param predecessors the runs of the workload before it, ascending; empty where no chain is
  ///   kept, as in journals of earlier releases
  @JsonTypeName("RunOpened")
  record RunOpened(
      RunId run,
      String planSha256,
      Runbook runbook,
      long epoch,
      String by,
      String reason,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long writerEpoch,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Predecessor> predecessors)
      implements Event {
    public RunOpened {
      predecessors = predecessors == null ? List.of() : List.copyOf(predecessors);
    }
  }

  /// All that the step waited for is met; its deadline counts from here.
  @JsonTypeName("StepStarted")
  record StepStarted(StepId step) implements Event {}

  /// The step's goal was looked at and does not hold, or nobody could look.
  @JsonTypeName("StepPending")
  record StepPending(StepId step, String why) implements Event {}

  /// The goal is about to be asked for: durable before the request leaves.
  @JsonTypeName("PursuitIntended")
  record PursuitIntended(StepId step, int attempt) implements Event {}

  /// The first or a further promotion is about to be asked for: the point of no return. Its fences
  /// were observed again just before.
  @JsonTypeName("PromotionIntended")
  record PromotionIntended(StepId step, int attempt, String region, long epoch, List<String> fences)
      implements Event {
    public PromotionIntended {
      fences = List.copyOf(fences);
    }
  }

  /// The request was refused, or its reply was lost.
  @JsonTypeName("PursuitFailed")
  record PursuitFailed(StepId step, int attempt, Code code, String why, Problem.Retry retry)
      implements Event {}

  /// The goal holds.
  @JsonTypeName("StepMet")
  record StepMet(StepId step, String proof) implements Event {}

  /// A goal that held does so no more.
  @JsonTypeName("StepLost")
  record StepLost(StepId step, String why) implements Event {}

  /// The step ran past its deadline or was refused for good.
  @JsonTypeName("StepFailed")
  record StepFailed(StepId step, Code code, String why) implements Event {}

  /// A named person let the run go on without the proof of a fence.
  ///
  /// @param unproven why there was no proof
  /// @param atRisk what may be lost by it
  @JsonTypeName("FenceOverridden")
  record FenceOverridden(StepId step, String by, String reason, String unproven, String atRisk)
      implements Event {}

  /// A named person let the run promote a copy that did not follow the writer which it replaces.
  ///
  /// @param atRisk what is lost by it, as far as it is known
  @JsonTypeName("LossAccepted")
  record LossAccepted(StepId step, String by, String reason, String atRisk) implements Event {}

  @JsonTypeName("Asked")
  record Asked(StepId step, String question) implements Event {}

  @JsonTypeName("Answered")
  record Answered(StepId step, boolean approved, String by) implements Event {}

  @JsonTypeName("CancelRequested")
  record CancelRequested(String by) implements Event {}

  /// The run takes its steps back, under an epoch of its own.
  @JsonTypeName("UndoBegun")
  record UndoBegun(String why, long epoch) implements Event {}

  /// The run cannot go on by itself; it keeps what it holds, its fences first of all.
  @JsonTypeName("PersonNeeded")
  record PersonNeeded(Code code, String why) implements Event {}

  /// The controller stopped on purpose; nothing is under way.
  @JsonTypeName("Paused")
  record Paused(String by) implements Event {}

  /// A controller took the run up again. Failed steps begin anew.
  @JsonTypeName("Resumed")
  record Resumed(String by) implements Event {}

  /// The run is over: always the last event of its steps.
  @JsonTypeName("RunEnded")
  record RunEnded(Outcome outcome, String why) implements Event {}

  /// The run's folder is closed: always the last line, after [RunEnded]. Its hash is what is
  /// signed.
  ///
  /// @param files the SHA-256 of every other file of the folder by name, in lower-case hexadecimal;
  ///   the journal itself and the signature are left out
  @JsonTypeName("Sealed")
  record Sealed(SortedMap<String, String> files) implements Event {
    public Sealed {
      files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }
  }

  /// How a run ended.
  enum Outcome implements WordedChoice {
    /// Every goal is met.
    DONE,
    /// Taken back before the point of no return: the old writer serves again.
    UNDONE,
    /// A person said no before anything was changed.
    DECLINED
  }

  /// What tells this kind of event apart in a journal, whatever its class is called.
  default String word() {
    return Objects.requireNonNull(getClass().getAnnotation(JsonTypeName.class)).value();
  }
}
