package dev.lifeboat.plan;

import dev.lifeboat.problem.Code;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an assessment takes from the plan beside its workloads. Nothing of it changes a run, so
/// that what drills proved stays proven whatever is written here.
///
/// @param accepted findings that are borne for a time
/// @param budget for a month, of all workloads; empty if there is none
/// @param figures that nobody measures
/// @param residency where regions lie, and where data may
/// @param beside by what it is, the regions in which lies what a recovery needs beside the
///   resources
/// @param followUps what reviews of runs asked for and is not done yet
/// @param keys that encrypt stores and vaults, by their names
/// @param logins at vaults, by their names
public record AssessPolicy(
    List<Acceptance> accepted,
    Optional<Money> budget,
    Figures figures,
    ResidencyPolicy residency,
    Map<String, List<String>> beside,
    List<FollowUp> followUps,
    Map<String, EncryptionKey> keys,
    Map<String, VaultLogins> logins) {

  /// Of a plan that says nothing of it.
  public static final AssessPolicy NONE =
      new AssessPolicy(
          List.of(),
          Optional.empty(),
          new Figures(
              AssessBinder.GROWTH.standard(),
              AssessBinder.YEARS.standard(),
              AssessBinder.standardRates(),
              Map.of()),
          ResidencyPolicy.NONE,
          Map.of(),
          List.of(),
          Map.of(),
          Map.of());

  /// What a recovery needs and no resource names.
  public static final List<String> BESIDE = AssessBinder.HIDDEN.names();

  /// Figures that nobody measures.
  ///
  /// @param growthPerMille by which what is stored grows a month
  /// @param yearsBetweenLosses how rarely a region is lost
  /// @param perDecade by its key, how often in ten years something else happens
  /// @param changes by workload, the bytes a second that it writes on average
  public record Figures(
      int growthPerMille,
      int yearsBetweenLosses,
      Map<String, Integer> perDecade,
      Map<String, Long> changes) {
    public Figures {
      AssessBinder.YEARS.require(yearsBetweenLosses);
      perDecade = Copies.ordered(perDecade);
      changes = Copies.ordered(changes);
    }
  }

  /// A finding that somebody bears.
  ///
  /// @param workload the only one; empty for all, and the plan itself
  /// @param until the last day, by UTC
  public record Acceptance(Code code, Optional<String> workload, String because, LocalDate until) {}

  /// A promise that somebody made in the review of a run.
  ///
  /// @param until the last day, by UTC
  public record FollowUp(String what, String owner, LocalDate until) {}

  public AssessPolicy {
    accepted = List.copyOf(accepted);
    beside = Copies.ordered(beside);
    followUps = List.copyOf(followUps);
    keys = Copies.ordered(keys);
    logins = Copies.ordered(logins);
  }
}
