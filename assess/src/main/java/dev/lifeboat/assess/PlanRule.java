package dev.lifeboat.assess;

import dev.lifeboat.plan.AssessPolicy;
import dev.lifeboat.plan.AssessPolicy.FollowUp;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanPeople;
import dev.lifeboat.problem.Code;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// In what a whole plan falls short, whatever its workloads are.
enum PlanRule {
  ONE_MACHINE(Code.LB8006) {
    @Override
    Optional<Gap> look(AssessedPlan assessed) {
      var plan = assessed.plan();
      return gap(
          assessed.input().failAsOne(),
          plan,
          "one machine holds both '%s' and '%s'"
              .formatted(plan.primary().name(), plan.recovery().name()),
          "name a provider whose regions fail apart, once this is more than a rehearsal");
    }
  },
  BESIDE_USERS(Code.LB8013) {
    @Override
    Optional<Gap> look(AssessedPlan assessed) {
      var plan = assessed.plan();
      return gap(
          plan.canary().basis() == Canary.Basis.DATABASE,
          plan,
          "drills write beside the front door, so none measures what users see",
          "name a write of users in canary.write");
    }
  },
  OVER_BUDGET(Code.LB8016) {
    @Override
    Optional<Gap> look(AssessedPlan assessed) {
      var cost = assessed.cost();
      return assessed
          .policy()
          .budget()
          .filter(it ->
              !it.currency().equals(cost.currency()) || cost.amount().compareTo(it.amount()) > 0)
          .flatMap(it ->
              gap(
                  true,
                  Severity.HIGH,
                  assessed.plan(),
                  "costs %s a month, and the budget is %s"
                      .formatted(
                          Amounts.words(cost.amount(), cost.currency()),
                          Amounts.words(it.amount(), it.currency())),
                  it.currency().equals(cost.currency())
                      ? "a cheaper strategy, or a larger assess.budget"
                      : "prices and a budget of one currency"));
    }
  },
  LONE_REGION(Code.LB8017) {
    @Override
    Optional<Gap> look(AssessedPlan assessed) {
      var home = assessed.plan().primary().name();
      var lone = new TreeMap<String, List<String>>(assessed.policy().beside());
      lone.values().removeIf(regions -> regions.stream().anyMatch(it -> !it.equals(home)));
      return gap(
          lone.keySet(),
          Severity.HIGH,
          assessed.plan(),
          "what a recovery needs is lost with '%s': %s"
              .formatted(home, String.join(", ", lone.keySet())),
          "keep it in '%s' too, and say so in assess.beside"
              .formatted(assessed.plan().recovery().name()));
    }
  },
  NOT_TOLD(Code.LB8018) {
    @Override
    Optional<Gap> look(AssessedPlan assessed) {
      if (assessed.input().failAsOne()) {
        return Optional.empty();
      }
      var untold =
          HIDDEN.stream().filter(it -> !assessed.policy().beside().containsKey(it)).toList();
      return gap(
          untold,
          Severity.LOW,
          assessed.plan(),
          "does not say in which regions these lie: " + String.join(", ", untold),
          "name in assess.beside the regions in which each lies");
    }
  },
  FOLLOW_UP_OVERDUE(Code.LB8020) {
    @Override
    Optional<Gap> look(AssessedPlan assessed) {
      var today = LocalDate.ofInstant(assessed.at(), ZoneOffset.UTC);
      var overdue =
          assessed.policy().followUps().stream().filter(it -> today.isAfter(it.until())).toList();
      return gap(
          overdue.stream().map(FollowUp::what).toList(),
          Severity.MEDIUM,
          assessed.plan(),
          "is behind with %s of its reviews: %s"
              .formatted(
                  Count.of(overdue.size(), "follow-up"),
                  overdue.stream()
                      .map(
                          it -> "'%s' of %s, until %s".formatted(it.what(), it.owner(), it.until()))
                      .collect(Collectors.joining(", "))),
          "do it and take it out of assess.followUps, or give it another until");
    }
  },
  NOBODY_DECLARES(Code.LB8021) {
    @Override
    Optional<Gap> look(AssessedPlan assessed) {
      var plan = assessed.plan();
      if (assessed.input().failAsOne()) {
        return Optional.empty();
      }
      var without =
          plan.workloads().keySet().stream()
              .filter(it -> !assessed.people().declares(it))
              .sorted()
              .toList();
      return gap(
          without,
          Severity.LOW,
          plan,
          "names nobody whose word declares a disaster of " + String.join(", ", without),
          "people: { contacts: { ada: { role: on call, reach: [PHONE], declares: true } } }");
    }
  },
  ASLEEP(Code.LB8032) {
    @Override
    Optional<Gap> look(AssessedPlan assessed) {
      if (assessed.input().failAsOne()) {
        return Optional.empty();
      }
      var asleep =
          assessed.plan().workloads().keySet().stream()
              .filter(it -> assessed.people().sleeps(it))
              .sorted()
              .toList();
      return gap(
          asleep,
          Severity.MEDIUM,
          assessed.plan(),
          "names nobody who declares a disaster at any hour of " + String.join(", ", asleep),
          "hours: 24/7 of somebody whose word declares, such as whoever is on call");
    }
  },
  KEY_OLD(Code.LB8028) {
    @Override
    Optional<Gap> look(AssessedPlan assessed) {
      var today = LocalDate.ofInstant(assessed.at(), ZoneOffset.UTC);
      var keys = new TreeMap<>(assessed.policy().keys());
      keys.values().removeIf(it -> !it.isOld(today));
      return gap(
          keys.keySet(),
          Severity.MEDIUM,
          assessed.plan(),
          "has keys that are older than they may become: "
              + keys.entrySet().stream()
                  .map(it ->
                      "'%s' of %s, for %d days"
                          .formatted(
                              it.getKey(), it.getValue().rotated(), it.getValue().every().toDays()))
                  .collect(Collectors.joining(", ")),
          "rotate them, and write the day in assess.keys");
    }
  },
  ONE_PERSON(Code.LB8029) {
    @Override
    Optional<Gap> look(AssessedPlan assessed) {
      var both =
          assessed.plan().people().contacts().values().stream()
              .filter(it -> it.declares() && it.moves())
              .map(PlanPeople.Contact::name)
              .sorted()
              .toList();
      return gap(
          both,
          Severity.MEDIUM,
          assessed.plan(),
          "lets the same person declare a disaster and carry the move out: "
              + String.join(", ", both),
          "declares: true and moves: true of two contacts");
    }
  },
  ONE_LOGIN(Code.LB8031) {
    @Override
    Optional<Gap> look(AssessedPlan assessed) {
      var logins = new TreeMap<>(assessed.policy().logins());
      logins.values().removeIf(it -> !it.areOne());
      return gap(
          logins.keySet(),
          Severity.HIGH,
          assessed.plan(),
          "lets who writes backups remove them: "
              + logins.entrySet().stream()
                  .map(it -> "'%s' by %s".formatted(it.getKey(), it.getValue().keeps()))
                  .collect(Collectors.joining(", ")),
          "a login that removes and writes no backups, in assess.logins");
    }
  };

  /// What a recovery needs and no resource names.
  private static final List<String> HIDDEN = AssessPolicy.BESIDE;

  /// Whether it was looked for where those lie: whoever rehearses on one machine need not say so.
  static boolean sawBeside(AssessedPlan assessed) {
    return !assessed.input().failAsOne() || assessed.policy().beside().keySet().containsAll(HIDDEN);
  }

  private final Code code;

  PlanRule(Code code) {
    this.code = code;
  }

  Code code() {
    return code;
  }

  abstract Optional<Gap> look(AssessedPlan assessed);

  static Stream<Gap> gaps(AssessedPlan assessed) {
    return Stream.of(values()).flatMap(rule -> rule.look(assessed).stream());
  }

  Optional<Gap> gap(boolean lacks, Plan plan, String message, String fix) {
    return gap(lacks, Severity.LOW, plan, message, fix);
  }

  Optional<Gap> gap(boolean lacks, Severity severity, Plan plan, String message, String fix) {
    return lacks ? gap(severity, plan, new GapWords(message, fix)) : Optional.empty();
  }

  /// Of all those names; none is no gap.
  Optional<Gap> gap(
      Collection<String> names, Severity severity, Plan plan, String message, String fix) {
    return names.isEmpty()
        ? Optional.empty()
        : gap(severity, plan, new GapWords(message, fix, List.copyOf(names)));
  }

  private Optional<Gap> gap(Severity severity, Plan plan, GapWords words) {
    return Optional.of(new Gap(code, severity, plan.name(), () -> words));
  }
}
