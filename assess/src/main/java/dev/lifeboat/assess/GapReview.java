package dev.lifeboat.assess;

import dev.lifeboat.plan.AssessPolicy.Acceptance;
import dev.lifeboat.problem.Code;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Findings, parted by what the plan accepts. An acceptance that ended, or is of nothing that was
/// found, is a gap itself, so that none outlives its reason unseen.
///
/// @param open the gravest first
/// @param accepted in the same order
record GapReview(List<Gap> open, List<AcceptedGap> accepted) {
  static final Code CODE = Code.LB8015;

  /// Findings that rest on what drills measured, where somebody looked for drills.
  private static final Set<Code> MEASURED =
      Set.of(Code.LB8001, Code.LB8002, Code.LB8003, Code.LB8012, Code.LB8034);

  /// What an acceptance is of: a code, of one workload or of all.
  private record Of(Code code, Optional<String> workload) {}

  /// @param found the gravest first
  static GapReview of(List<Gap> found, AssessedPlan all) {
    var today = LocalDate.ofInstant(all.at(), ZoneOffset.UTC);
    var acceptances = all.policy().accepted();
    if (acceptances.isEmpty()) {
      return new GapReview(found, List.of());
    }
    var byGap = new HashMap<Of, List<Integer>>();
    for (int i = 0; i < acceptances.size(); i++) {
      var it = acceptances.get(i);
      byGap.computeIfAbsent(new Of(it.code(), it.workload()), _ -> new ArrayList<>()).add(i);
    }
    var used = new HashMap<Acceptance, Boolean>();
    var open = new ArrayList<Gap>();
    var accepted = new ArrayList<AcceptedGap>();
    for (var gap : found) {
      var fitting =
          Stream.of(Optional.<String>empty(), Optional.of(gap.workload()))
              .flatMap(it -> byGap.getOrDefault(new Of(gap.code(), it), List.of()).stream())
              .sorted()
              .map(acceptances::get)
              .toList();
      fitting.forEach(it -> used.put(it, true));
      fitting.stream()
          .filter(it -> !today.isAfter(it.until()))
          .findFirst()
          .ifPresentOrElse(
              it -> accepted.add(new AcceptedGap(gap, it.because(), it.until())),
              () -> open.add(gap));
    }
    var stale =
        all.policy().accepted().stream().flatMap(it -> stale(it, used, today, all).stream());
    return new GapReview(
        Stream.concat(open.stream(), stale).sorted(Gap.GRAVEST_FIRST).toList(), accepted);
  }

  private static Optional<Gap> stale(
      Acceptance it, Map<Acceptance, Boolean> used, LocalDate today, AssessedPlan all) {
    boolean looked = all.historyRead() || !MEASURED.contains(it.code());
    var subject = it.workload().orElse(all.plan().name());
    if (used.containsKey(it) && today.isAfter(it.until())) {
      return Optional.of(
          new Gap(
              CODE,
              Severity.MEDIUM,
              subject,
              () ->
                  new GapWords(
                      "accepted %s until %s, and it is still there"
                          .formatted(it.code(), it.until()),
                      "mend it, or give assess.accepted another until",
                      List.of(it.code().name()))));
    }
    return !used.containsKey(it) && looked
        ? Optional.of(
            new Gap(
                CODE,
                Severity.LOW,
                subject,
                () ->
                    new GapWords(
                        "accepts %s, which was not found".formatted(it.code()),
                        "take it out of assess.accepted",
                        List.of(it.code().name()))))
        : Optional.empty();
  }
}
