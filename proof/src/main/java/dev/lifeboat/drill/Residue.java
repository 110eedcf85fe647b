package dev.lifeboat.drill;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a drill left behind: everything that is there, gone or different compared with before.
///
/// @param before what was there before anything was broken
record Residue(DrillContext context, SortedMap<String, String> before) {
  // As long as the canary waits for an answer, twice.
  private static final Duration STRAGGLERS = Duration.ofSeconds(2);
  // A region that was just healed starts within a few seconds, on a busy machine within some more.
  private static final Duration REST = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(200);

  /// Looks at what is there, once nothing is under way that would change it.
  ///
  /// @throws ProblemException LB2010 with what is still awaited when the place does not come to
  ///   rest
  static Residue begin(DrillContext context) throws InterruptedException, ProblemException {
    var found = new TreeMap<String, String>();
    var awaited =
        new Rest(
                context.clock(),
                LOOK,
                () -> {
                  var still = context.drills().awaited();
                  if (still.isEmpty()) {
                    found.putAll(context.drills().inventory(List.of()));
                  }
                  return still;
                })
            .within(REST);
    if (!awaited.isEmpty()) {
      throw ProblemException.passing(
          Code.LB2010,
          "'%s' did not come to rest within %d s: %s"
              .formatted(context.workload().name(), REST.toSeconds(), String.join("; ", awaited)),
          "what a drill leaves behind could not be told; nothing was broken",
          "see 'lifeboat status'");
    }
    return new Residue(context, found);
  }

  /// One line a difference, once what `clients` wrote is removed and the place is at rest; what is
  /// awaited in vain is left behind too.
  ///
  /// Removes it at each look: a service may still carry out a request whose client has gone.
  List<String> now(List<String> clients) throws InterruptedException, ProblemException {
    return context.phase(
        DrillPhase.RESIDUE,
        "compare with before",
        () ->
            new Rest(context.clock(), STRAGGLERS, () -> look(clients))
                .within(context.drills().timeouts().settling()),
        left -> left.isEmpty() ? "nothing left behind" : String.join("; ", left));
  }

  private List<String> look(List<String> clients) throws InterruptedException, ProblemException {
    var drills = context.drills();
    for (var client : clients) {
      drills.forget(client);
    }
    var left = new ArrayList<>(drills.awaited());
    left.addAll(between(before, drills.inventory(clients)));
    return List.copyOf(left);
  }

  /// What it makes of a drill.
  static DrillVerdict verdict(List<String> left) {
    return left.isEmpty()
        ? DrillVerdict.PASSED
        : new DrillVerdict(
            DrillResult.Outcome.FAILED,
            "left behind: %s; %s"
                .formatted(String.join("; ", left), new ResidueRemedy(left).text()));
  }

  /// One line a difference, in the order of names; empty when everything is as it was.
  static List<String> between(SortedMap<String, String> before, SortedMap<String, String> after) {
    var differences = new ArrayList<String>();
    var names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (var name : names) {
      var was = before.get(name);
      var is = after.get(name);
      if (was == null) {
        differences.add("%s: not there before, now %s".formatted(name, shown(is)));
      } else if (is == null) {
        differences.add("%s: %s before, gone now".formatted(name, shown(was)));
      } else if (!was.equals(is)) {
        differences.add("%s: %s before, now %s".formatted(name, shown(was), shown(is)));
      }
    }
    return List.copyOf(differences);
  }

  private static String shown(@Nullable String value) {
    return value == null || value.isBlank() ? "none" : value;
  }
}
